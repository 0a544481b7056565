"""What is written first where something is added: everything that must be there, still empty."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

from generator.model import has_fields, hints, is_list, unwrap, variant, variants


def blank(cls: type, taken: Collection[str], kind: str = "") -> dict[str, Any]:
    """An entry of a class in which everything stands that must be written, empty; its id is one that is free."""
    entry: dict[str, Any] = {}
    cls = variant(cls, kind) if kind else cls
    for declared in fields(cls):
        if declared.name == "kind" and kind:
            entry["kind"] = kind
        elif declared.default is MISSING or declared.metadata["rules"].get("starts"):
            entry[declared.name] = _blank_value(cls, declared, taken)
    return entry


def _blank_value(cls: type, declared: Field[Any], taken: Collection[str]) -> Any:
    rules, inner = declared.metadata["rules"], unwrap(hints(cls)[declared.name])
    if "defines" in rules or (declared.name == "id" and "regex" in rules):
        word = str(rules.get("defines", "item"))
        return next(id for count in range(1, len(taken) + 2) if (id := f"{word}-{count}") not in taken)
    if is_list(hints(cls)[declared.name]):
        if variants(inner) or "ref" in rules:
            return []
        one: Any = blank(inner, taken) if has_fields(inner) else ""
        return [one] * max(rules.get("minlength", 1), 1)
    if has_fields(inner):
        return {} if hasattr(inner, "examples") else blank(inner, taken)
    return ""


def first_value(cls: type, name: str, taken: Collection[str]) -> Any:
    """What is written first where an optional field of a class is added."""
    declared = next(declared for declared in fields(cls) if declared.name == name)
    inner = unwrap(hints(cls)[name])
    if is_list(hints(cls)[name]):
        return _blank_value(cls, declared, taken)
    if has_fields(inner):
        return {} if hasattr(inner, "examples") else blank(inner, taken)
    return not declared.default if inner is bool else ""


def ids_in(data: Any) -> Iterator[str]:
    """Every id that stands anywhere in a document."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        for part in data.values():
            yield from ids_in(part)
    elif isinstance(data, list):
        for part in data:
            yield from ids_in(part)
