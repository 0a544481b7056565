from collections.abc import Iterable
from typing import Any, NamedTuple

class ErrorDefinition(NamedTuple):
    code: int
    rule: str | None

ERROR_GROUP: ErrorDefinition
REQUIRED_FIELD: ErrorDefinition
UNKNOWN_FIELD: ErrorDefinition
NOT_NULLABLE: ErrorDefinition
EMPTY_NOT_ALLOWED: ErrorDefinition
BAD_TYPE: ErrorDefinition
REGEX_MISMATCH: ErrorDefinition

class ValidationError:
    document_path: tuple[str | int, ...]
    code: int
    rule: str | None
    constraint: object
    value: object
    info: tuple[Any, ...]
    @property
    def is_group_error(self) -> bool: ...
    @property
    def child_errors(self) -> list[ValidationError]: ...

class BaseErrorHandler:
    def __init__(self, *args: object, **kwargs: object) -> None: ...
    def __call__(self, errors: Iterable[ValidationError]) -> object: ...
