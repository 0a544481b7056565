"""Values as YAML text, in the layout that the handbook is written in: prose a line each, ids and limits in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from generator.load.documents import parse
from generator.load.hints.quotation import quoted
from generator.model import has_fields, hints, unwrap, variant
from generator.problems import ProblemsFound

Scalar = str | int | float | bool
LONGEST_LINE = 100
"""In characters: a list that would be longer in brackets stands below its field, an entry a line."""
MISREAD = re.compile(r"[0-9]+(?::[0-9]{2})+|0[0-9]+|yes|no|on|off|y|n", re.IGNORECASE)
"""Texts that other readers of YAML, by its version 1.1, take for numbers and truth values."""
AROUND = {"field": "a: {}", "entry": "a:\n  - {}", "field in brackets": "a: {{b: {}}}", "entry in brackets": "a: [{}]"}
"""A sound text with a place for a scalar, by where the scalar stands."""


def scalar_text(value: Scalar, where: str, mark: str = "") -> str:
    """A scalar as it is written `where` it stands, a key of AROUND; between the quotation marks that it had, if any."""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    if mark == '"' or "\n" in value:
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if mark == "'":
        return "'" + value.replace("'", "''") + "'"
    return value if _reads_as(value, where) else quoted(value)


def _reads_as(text: str, where: str) -> bool:
    """Whether a text without quotation marks is read as itself."""
    try:
        file = parse(AROUND[where].format(text), "")
    except ProblemsFound:
        return False
    if MISREAD.fullmatch(text):
        return False
    meant = {"field": text, "field in brackets": {"b": text}}.get(where, [text])
    return bool(file.data["a"] == meant and not file.dropped)


def in_brackets(value: Any, where: str = "field in brackets") -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {in_brackets(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_brackets(part, "entry in brackets") for part in value) + "]"
    return scalar_text(value, where)


def field_lines(cls: type, name: str, value: Any) -> list[str]:
    """A field of a model class as lines, the first of which stands where the field does."""
    inner = unwrap(hints(cls)[name])
    if not isinstance(value, dict | list):
        return [f"{name}: {scalar_text(value, 'field')}"]
    one_line = f"{name}: {in_brackets(value)}"
    if not value or (isinstance(value, dict) and hasattr(inner, "examples")):
        return [one_line]
    if isinstance(value, dict):
        return [f"{name}:", *(f"  {line}" for line in mapping_lines(inner, value))]
    is_prose = declares_prose(cls, name)
    if not has_fields(inner) and not is_prose and len(one_line) <= LONGEST_LINE:
        return [one_line]
    return [f"{name}:", *(f"  {line}" for entry in value for line in entry_lines(inner, entry))]


def declares_prose(cls: type, name: str) -> bool:
    """Whether the texts of a field are sentences."""
    return bool(next(field for field in fields(cls) if field.name == name).metadata["rules"].get("markdown"))


def entry_lines(inner: type, value: Any) -> list[str]:
    """An entry of a list as lines, the first with its dash."""
    if not isinstance(value, dict) or not value:
        return [f"- {in_brackets(value, 'entry')}"]
    first, *rest = mapping_lines(inner, value)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def mapping_lines(cls: type, value: Mapping[str, Any]) -> list[str]:
    """The fields of a model class as lines, in the order in which they are declared."""
    return list(_mapping_lines(variant(cls, value.get("kind")), value))


def _mapping_lines(cls: type, value: Mapping[str, Any]) -> Iterator[str]:
    for declared in fields(cls):
        if declared.name in value:
            yield from field_lines(cls, declared.name, value[declared.name])
