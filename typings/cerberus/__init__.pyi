"""What generator/load/schema.py uses of Cerberus, which has no types of its own."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Self, overload

from cerberus.errors import BaseErrorHandler, ErrorDefinition, ValidationError

class TypeDefinition(NamedTuple):
    name: str
    included_types: tuple[type, ...]
    excluded_types: tuple[type, ...]

class Validator:
    types_mapping: dict[str, TypeDefinition]
    schema: Mapping[str | int, Mapping[str, Any]]
    document: Mapping[str | int, object]
    document_path: tuple[str | int, ...]
    _errors: list[ValidationError]
    _config: dict[str, Any]
    def __init__(
        self,
        schema: Mapping[str, Mapping[str, object]] = ...,
        *,
        error_handler: type[BaseErrorHandler] = ...,
        **config: object,
    ) -> None: ...
    def __call__(self, document: object, *, normalize: bool = ...) -> bool: ...
    def validate(self, document: object, *, normalize: bool = ...) -> bool: ...
    @property
    def errors(self) -> Any: ...
    @overload
    def _error(self, errors: Iterable[ValidationError], /) -> None: ...
    @overload
    def _error(self, field: str | int, error: ErrorDefinition, /, *info: object) -> None: ...
    def _get_child_validator(
        self,
        document_crumb: str | int | tuple[str | int, ...] | None = ...,
        schema_crumb: str | int | tuple[str | int, ...] | None = ...,
        **config: object,
    ) -> Self: ...
