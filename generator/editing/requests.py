"""What a browser asks the editor to do to a document, read strictly."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from generator.editing.blank_entries import blank, first_value, ids_in
from generator.editing.entered_values import type_at, value_of
from generator.editing.operations import Clear, Insert, Move, Operation, Put, Remove, part_at
from generator.model import DataPath, has_fields, variant


class Misread(Exception):
    """A request is none that the editor's page makes."""


def path_of(written: Any) -> DataPath:
    """A path from JSON. Raises Misread."""
    if not isinstance(written, list) or not all(isinstance(step, str) or type(step) is int for step in written):
        raise Misread
    if any(isinstance(step, int) and step < 0 for step in written):
        raise Misread
    return tuple(written)


def operation_of(asked: Any, cls: type, data: dict[str, Any]) -> Operation | None:
    """What is asked of a document of a model class; None where it says that already. Raises Misread."""
    try:
        return _operation(asked, path_of(asked["path"]), cls, data)
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        raise Misread from None


def _operation(asked: Any, path: DataPath, cls: type, data: dict[str, Any]) -> Operation | None:
    match asked["do"]:
        case "put":
            value = value_of(cls, data, path, asked["value"])
            if value == "" and isinstance(path[-1], str) and _may_be_left_out(cls, data, path):
                return Clear(path) if part_at(data, path) is not None else None
            return Put(path, value)
        case "add":
            return Put(path, first_value(_class_at(cls, data, path[:-1]), str(path[-1]), frozenset(ids_in(data))))
        case "clear":
            return Clear(path) if _may_be_left_out(cls, data, path) else None
        case "insert":
            entries = part_at(data, path) or []
            inner = type_at(cls, data, path)
            if "value" in asked:
                value = value_of(inner, data, (), asked["value"]) if not has_fields(inner) else asked["value"]
            else:
                value = blank(inner, frozenset(ids_in(data)), asked.get("kind", "")) if has_fields(inner) else ""
            return Insert(path, min(int(asked.get("position", len(entries))), len(entries)), value)
        case "remove":
            entries, position = part_at(data, path), int(asked["position"])
            if len(entries) == 1 and _may_be_left_out(cls, data, path) and len(part_at(data, path[:-1])) > 1:
                return Clear(path)
            return Remove(path, position) if 0 <= position < len(entries) else None
        case "move":
            count, position, target = len(part_at(data, path)), int(asked["position"]), int(asked["target"])
            return Move(path, position, target) if 0 <= position < count and 0 <= target < count else None
        case _:
            raise Misread


def _class_at(cls: type, data: Any, path: DataPath) -> type:
    """The model class of a part of the document."""
    part = part_at(data, path)
    found: type = type_at(cls, data, path)
    return variant(found, part.get("kind")) if isinstance(part, dict) else found


def _may_be_left_out(cls: type, data: Any, path: DataPath) -> bool:
    """Whether a field has a default."""
    holder = _class_at(cls, data, path[:-1])
    return any(declared.name == path[-1] and declared.default is not MISSING for declared in fields(holder))
