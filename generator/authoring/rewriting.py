"""The text of a file brought to other data in place: comments and layout stay wherever something stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.authoring.text_edits import Edit, NoPlace, addition, edited, entry_removals, exchange, removal
from generator.load.documents import YamlFile, parse
from generator.load.hints.quotation import quoted
from generator.model import DataPath
from generator.problems import ProblemsFound

Written = Callable[[DataPath], DataPath | None]
"""Where something of the new data stood in the old; None if it came from elsewhere."""


def rewritten(file: YamlFile, data: Any, written: Written) -> str:
    """The text of a file that holds other data. Raises NoPlace where the changes have no place in it."""
    text = edited(file.text, list(_edits(file, file.data, data, (), (), written)))
    try:
        if parse(text, file.file).data == data:
            return text
    except ProblemsFound as error:
        raise NoPlace from error
    raise NoPlace


def _edits(file: YamlFile, old: Any, new: Any, was: DataPath, now: DataPath, written: Written) -> Iterator[Edit]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _of_fields(file, old, new, was, now, written)
    elif isinstance(old, list) and isinstance(new, list):
        stood = [written((*now, position)) for position in range(len(new))]
        kept = [path[-1] if path and path[:-1] == was else None for path in stood]
        if None in kept or not new:
            raise NoPlace
        if gone := set(range(len(old))) - {position for position in kept if isinstance(position, int)}:
            yield from entry_removals(file, was, len(old), gone)
        for position, before in enumerate(kept):
            if isinstance(before, int):
                yield from _edits(file, old[before], new[position], (*was, before), (*now, position), written)
    elif isinstance(old, str) and isinstance(new, str):
        if old != new:
            yield _of_text(file, old, new, was)
    elif old != new:
        spot = file.spot(was)
        yield Edit(spot.start, spot.end, str(new))


def _of_fields(
    file: YamlFile, old: dict[str, Any], new: dict[str, Any], was: DataPath, now: DataPath, written: Written
) -> Iterator[Edit]:
    last = ""
    for name, value in old.items():
        if name not in new:
            yield removal(file, (*was, name))
        else:
            yield from _edits(file, value, new[name], (*was, name), (*now, name), written)
            last = name if isinstance(value, str | int | float) else last
    for name in new.keys() - old.keys():
        if not last or not isinstance(new[name], str):
            raise NoPlace
        yield addition(file, (*was, last), f"{name}: {quoted(new[name])}")


def _of_text(file: YamlFile, old: str, new: str, path: DataPath) -> Edit:
    """The smallest exchange that makes one text of another; of a text that is too short for it, all of it."""
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    end = next(
        (at for at, (a, b) in enumerate(zip(old[:start:-1], new[:start:-1], strict=False)) if a != b),
        min(len(old), len(new)) - start - 1,
    )
    end = max(end, 0)
    try:
        return exchange(file, path, start, len(old) - end, new[start : len(new) - end])
    except NoPlace:
        if "\n" in new:
            raise
        spot = file.spot(path)
        return Edit(spot.start, spot.end, quoted(new))
