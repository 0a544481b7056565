"""What an editor may do to a document, and what the document says afterwards."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.model import DataPath


@dataclass(frozen=True)
class Put:
    """Write a value, whether or not there is one."""

    path: DataPath
    value: Any


@dataclass(frozen=True)
class Clear:
    """Take a field away."""

    path: DataPath


@dataclass(frozen=True)
class Insert:
    """Write another entry into a list, before the one that stands at the position; at its end, where none does."""

    path: DataPath
    position: int
    value: Any


@dataclass(frozen=True)
class Remove:
    """Take an entry out of a list."""

    path: DataPath
    position: int


@dataclass(frozen=True)
class Move:
    """Move an entry of a list, so that it stands at `target` afterwards."""

    path: DataPath
    position: int
    target: int


Operation = Put | Clear | Insert | Remove | Move


def intended(data: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """What the document must say after an operation. Raises KeyError or IndexError where there is no such place."""
    after = deepcopy(data)
    match operation:
        case Put(path, value):
            holder: Any = after
            for step, following in pairwise(path):
                if isinstance(holder, dict) and holder.get(step) is None and isinstance(following, str):
                    holder[step] = {}
                holder = holder[step]
            holder[path[-1]] = value
        case Clear(path):
            del part_in(after, path[:-1])[path[-1]]
        case Insert(path, position, value):
            holder = part_in(after, path[:-1])
            if holder.get(path[-1]) is None:
                holder[path[-1]] = []
            holder[path[-1]].insert(position, value)
        case Remove(path, position):
            entries = part_in(after, path)
            del entries[position]
        case Move(path, position, target):
            entries = part_in(after, path)
            entries.insert(target, entries.pop(position))
    return after


def part_in(data: Any, path: DataPath) -> Any:
    """What stands at a path. Raises KeyError, IndexError."""
    for step in path:
        data = data[step]
    return data


def part_at(data: Any, path: DataPath) -> Any:
    """What stands at a path; None where nothing does."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
        else:
            return None
    return data
