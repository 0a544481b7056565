"""Dataclasses -> Cerberus schema; Cerberus errors -> field errors.

The only file that knows Cerberus. Validation runs without normalisation: defaults live in the dataclasses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from cerberus import TypeDefinition, Validator, errors
from cerberus.schema import DefinitionSchema

from generator.load.documents import YamlFile
from generator.load.hints.field_errors import FieldError
from generator.load.hints.field_problems import field_problems
from generator.model import (
    PLACEHOLDER,
    VALUES,
    DataPath,
    EntryRef,
    Figure,
    class_title,
    fill,
    full_name,
    hints,
    is_list,
    unwrap,
    variant,
    variants,
)
from generator.problems import Place, Problem

TYPES = {str: "string", EntryRef: "string", int: "integer", float: "number", bool: "boolean"}
OF_ENTRIES = ("ref", "acyclic", "regex", "allowed", "value")
"""Rules that, on a list, are about each entry."""
OURS = (
    "markdown",
    "inside",
    "meanings",
    "figure",
    "counted",
    "illustrates",
    "column_of",
    "all_if_none",
    "verbatim",
    "wanted_of",
    "subject",
    "in_words",
    "starts",
)
"""Declared for other readers of the model, no rule of Cerberus."""
BAD_VALUE = errors.ErrorDefinition(0x100, "value")
"""The text is none of its value type."""
BAD_VARIANT = errors.ErrorDefinition(errors.ERROR_GROUP.code | 0x08, "variants")
"""The group of all errors inside an entry that has variants."""
NO_FIGURES: Mapping[str, Figure] = MappingProxyType({})
HIDING = (errors.REQUIRED_FIELD, errors.NOT_NULLABLE, errors.EMPTY_NOT_ALLOWED, errors.BAD_TYPE, errors.REGEX_MISMATCH)
"""Where one of these stands, ids may be meant that nobody can read; as where a field has a name that nobody knows."""


@dataclass(frozen=True)
class IdUse:
    """An id that a file defines or refers to."""

    defines: bool
    kinds: tuple[str, ...]
    id: str
    """Empty where ids of these kinds are meant to be defined but cannot be read."""
    path: DataPath
    acyclic: bool = False


@cache
def schema_of(cls: type) -> dict[str, dict[str, Any]]:
    """The Cerberus schema of a model class."""
    return {declared.name: _field_rules(declared, hints(cls)[declared.name]) for declared in fields(cls)}


def _field_rules(declared: Any, hint: Any) -> dict[str, Any]:
    rules = {name: value for name, value in declared.metadata["rules"].items() if name not in OURS}
    out: dict[str, Any] = {
        "required": declared.default is MISSING,
        "meta": {
            **{name: declared.metadata[name] for name in ("title", "example")},
            "meanings": declared.metadata["rules"].get("meanings", {}),
        },
    }
    inner = unwrap(hint)
    if is_list(hint):
        of_entries = {name: rules.pop(name) for name in OF_ENTRIES if name in rules}
        out |= {"type": "list", "schema": _type_rules(inner) | of_entries}
    else:
        out |= _type_rules(inner)
    if out["required"] and out["type"] == "string":
        out["empty"] = False
    if isinstance(rules.get("ref"), str):
        rules["ref"] = (rules["ref"],)
    if is_list(hint) and isinstance(out["schema"].get("ref"), str):
        out["schema"]["ref"] = (out["schema"]["ref"],)
    return out | rules


def _type_rules(inner: Any) -> dict[str, Any]:
    if inner in VALUES.values():
        return {"type": "string", "empty": False, "value": inner.__name__}
    if inner in TYPES:
        return {"type": TYPES[inner]} | ({"empty": False} if TYPES[inner] == "string" else {})
    if hasattr(inner, "VARIANTS"):
        return {"type": "dict", "variants": inner}
    return {"type": "dict", "schema": schema_of(inner)}


def defined_in(rules: Mapping[str, Any]) -> set[str]:
    """The kinds of ids that a field with these rules defines, itself or anywhere inside."""
    if "variants" in rules:
        return kinds_in(rules["variants"])
    inner = rules.get("schema", {})
    inner_kinds = map(defined_in, inner.values() if rules["type"] == "dict" else [inner] if inner else [])
    return {rules["defines"]} if "defines" in rules else set().union(*inner_kinds)


def kinds_in(cls: type) -> set[str]:
    """The kinds of ids that a file of this class defines, besides its own."""
    return set().union(*map(defined_in, schema_of(cls).values()))


class FlatErrors(errors.BaseErrorHandler):
    """`validator.errors` becomes the flat list of its leaves."""

    def __call__(self, group: Iterable[errors.ValidationError]) -> list[errors.ValidationError]:
        """Called by Cerberus."""
        return list(self._leaves(group))

    def _leaves(self, group: Iterable[errors.ValidationError]) -> Iterator[errors.ValidationError]:
        for error in group:
            if error.is_group_error:
                yield from self._leaves(error.child_errors)
            else:
                yield error


class HandbookValidator(Validator):
    """Cerberus with our own rules, and without its habit of taking true for 1."""

    types_mapping = Validator.types_mapping | {"integer": TypeDefinition("integer", (int,), (bool,))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("error_handler", FlatErrors)
        super().__init__(*args, **kwargs)
        self._around: tuple[object, Mapping[str, Any]] | None = None
        """What stands around the unknown fields of a document: the same for thousands of them."""

    @property
    def id_uses(self) -> list[IdUse]:
        """Every id that the file defines or refers to, so far: a validator of a part shares the list of its whole."""
        uses: list[IdUse] = self._config["id_uses"]
        return uses

    def _error(self, *args: Any) -> None:
        """As in Cerberus, but an error brings the rules of its field along; that of an unknown field, the rules of its
        siblings.
        """
        if len(args) == 1:
            # Cerberus would sort the errors and fill two trees at every level, which is quadratic; nothing here reads
            # the trees.
            self._errors.extend(args[0])
            return
        field, error = args[:2]
        about: Mapping[str, Any]
        kinds: set[str]
        if error is errors.UNKNOWN_FIELD:
            if self._around is None or self._around[0] is not self.document:
                siblings, written = dict(self.schema), frozenset(self.document)
                around = {"siblings": siblings, "written": written, "variants": self._config.get("variants")}
                self._around = (self.document, around)
            about = self._around[1]
            kinds = set[str]().union(
                *(defined_in(rules) for name, rules in self.schema.items() if name not in self.document)
            )
        else:
            about = self.schema[field]
            kinds = defined_in(about) if error in HIDING else set()
        if kinds:
            self.id_uses.append(IdUse(True, tuple(sorted(kinds)), "", (*self.document_path, field)))
        super()._error(*args, about)

    def _validate_defines(self, kind: str, field: str | int, value: object) -> None:
        """{'type': 'string'}"""
        if value and isinstance(value, str):
            self.id_uses.append(IdUse(True, (kind,), value, (*self.document_path, field)))

    def _validate_ref(self, kinds: Iterable[str], field: str | int, value: object) -> None:
        """{'type': ['string', 'list']}"""
        if value and isinstance(value, str):
            acyclic = bool(self.schema[field].get("acyclic"))
            self.id_uses.append(IdUse(False, tuple(kinds), value, (*self.document_path, field), acyclic))

    def _validate_acyclic(self, *_: object) -> None:
        """{'type': 'boolean'}"""

    def _validate_regex(self, pattern: str, field: str | int, value: object) -> None:
        """{'type': 'string'}"""
        # Cerberus only appends '$', so that 'a|b' would accept 'axyz'.
        if isinstance(value, str) and not re.fullmatch(pattern, value):
            self._error(field, errors.REGEX_MISMATCH)

    def _validate_value(self, name: str, field: str | int, value: object) -> None:
        """{'type': 'string'}"""
        if not isinstance(value, str) or not value:
            return  # told as a wrong type or as empty
        try:
            VALUES[name].parse(value)
        except ValueError as error:
            self._error(field, BAD_VALUE, str(error))

    def _validate_variants(self, cls: type, field: str | int, value: object) -> None:
        """{'nullable': False}"""
        if not isinstance(value, dict):
            return
        kind = value.get("kind")
        variant_class = variant(cls, kind)
        schema = schema_of(variant_class)
        if variant_class is cls:
            meanings = {name: class_title(other) for name, other in variants(cls).items()}
            schema = schema | {
                "kind": {"required": True, "type": "string", "allowed": list(meanings), "meta": {"meanings": meanings}}
            }
        child = self._get_child_validator(
            document_crumb=field,
            schema_crumb=(field, "variants"),
            schema=schema,
            allow_unknown=variant_class is cls,
            variants=cls,
        )
        if not child(value, normalize=False):
            self._error(field, BAD_VARIANT, child.errors)


class DeclaredSchema(DefinitionSchema):
    """The schema of a model class, taken as it is. A test has Cerberus judge them all: they change with the program
    alone, and judging them takes longer than checking a small handbook.
    """

    def validate(self, schema: Mapping[str, Mapping[str, object]] | None = None) -> None:
        """Called by Cerberus."""


@cache
def _validator(cls: type) -> HandbookValidator:
    validator = HandbookValidator(id_uses=[])
    validator.schema = DeclaredSchema(validator, schema_of(cls))
    return validator


def check(
    cls: type,
    file: YamlFile,
    figures: Mapping[str, Figure] = NO_FIGURES,
    holder: str = "",
    home: Callable[[str], Place | None] = lambda name: None,
) -> tuple[list[Problem], list[IdUse]]:
    """Hold a file against a model class -> its problems, and every id that it defines or refers to.

    Texts are judged with `figures` in the place of their references; `holder` is the id that the file stands for.
    `home` says where a figure of this name is decided: what is wrong with it is told there.
    """
    validator = _validator(cls)
    validator.id_uses.clear()
    data = fill(cls, file.data, figures, holder) if file.figures else file.data
    validator.validate(data, normalize=False)
    flat_errors: list[errors.ValidationError] = validator.errors
    parameter_links = [IdUse(False, ("parameter",), name, path) for path, name in file.figures if "#" not in name]
    leaves = [
        FieldError(
            error.rule or "unknown",
            error.document_path,
            error.value,
            error.constraint,
            error.info[-1],
            str(error.info[0]) if error.code == BAD_VALUE.code else "",
        )
        for error in flat_errors
    ]

    def home_of(path: DataPath) -> Place | None:
        whole = PLACEHOLDER.fullmatch(file.raw(path))
        return home(full_name(whole[1], holder)) if whole else None

    return list(field_problems(leaves, cls, data, file, home_of)), [*validator.id_uses, *parameter_links]
