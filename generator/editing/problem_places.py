"""Which field of a document a problem is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.load.documents import YamlFile
from generator.model import DataPath
from generator.problems import Place


def path_of(file: YamlFile, place: Place) -> DataPath:
    """The path of the innermost field at a place; empty where none is."""
    lines = file.text.split("\n")
    index = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    found: DataPath = ()
    for path in _paths(file.data):
        spot = file.spot(path)
        if spot.key <= index <= max(spot.end, spot.key) and len(path) > len(found):
            found = path
    return found


def _paths(data: Any, path: DataPath = ()) -> Iterator[DataPath]:
    """The path of everything inside data, from outside in."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        yield (*path, step)
        yield from _paths(part, (*path, step))
