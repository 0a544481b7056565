"""Author documents on their way to smaller ones, and where everything in them was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any

from generator.load.id_places import Documents
from generator.model import KINDS, DataPath, hints, nearest, unwrap, variant
from generator.model.fields import NUMBERS

Written = tuple[str, DataPath]
"""A file by the id that it stands for, and a path in what its author wrote."""


@dataclass
class Changes:
    """What is to change in one document, by paths of the document as it is."""

    gone: set[DataPath] = field(default_factory=set)
    """Fields and entries that go, with all inside them."""
    values: dict[DataPath, Any] = field(default_factory=dict)
    """Other values."""
    added: dict[DataPath, dict[str, Any]] = field(default_factory=dict)
    """Fields that come, by the part of the document that they come into."""

    def is_gone(self, path: DataPath) -> bool:
        """Whether what is at the path goes."""
        return any(path[:length] in self.gone for length in range(len(path) + 1))


class Draft:
    """Documents that change in rounds. What an author wrote is never changed itself."""

    def __init__(self, documents: Documents) -> None:
        self.documents: list[tuple[str, str, Mapping[str, Any]]] = list(documents)
        self.origins: dict[str, dict[DataPath, Written]] = {id: {(): (id, ())} for _, id, _ in documents}
        """By file: where the beginnings of its paths were written, if otherwise than they are now."""

    def __getitem__(self, id: str) -> Mapping[str, Any]:
        return next(data for _, other, data in self.documents if other == id)

    def written(self, id: str, path: DataPath) -> Written:
        """Where the thing at a path was written; of a file that is none of these, as it is."""
        known = self.origins.get(id, {(): (id, ())})
        start = nearest(path, known)
        file, before = known[start]
        return file, (*before, *path[len(start) :])

    def change(self, changes: Mapping[str, Changes]) -> None:
        """Make all changes; a list that nothing is left of goes, and so does a document whose root does."""
        documents = []
        for kind, id, before in self.documents:
            data, of_file = before, changes.get(id)
            if of_file and () in of_file.gone:
                del self.origins[id]
                continue
            if of_file:
                moved: dict[DataPath, DataPath] = {}
                data = _part(before, (), (), of_file, moved)
                self.origins[id] = {(): (id, ())} | {now: self.written(id, was) for now, was in moved.items()}
            documents.append((kind, id, data))
        self.documents = documents

    def append(self, id: str, name: str, entries: list[tuple[Any, Written]]) -> None:
        """Entries of other files come to the end of a list."""
        for kind, other, data in self.documents:
            if other == id and entries:
                there = list(data.get(name, ()))
                for entry, written in entries:
                    self.origins[id][(name, len(there))] = written
                    there.append(entry)
                self._put(kind, id, {**data, name: there})

    def _put(self, kind: str, id: str, data: Mapping[str, Any]) -> None:
        self.documents = [(kind, id, data) if other == id else (k, other, d) for k, other, d in self.documents]


def _part(value: Any, path: DataPath, now: DataPath, changes: Changes, moved: dict[DataPath, DataPath]) -> Any:
    if path in changes.values:
        return changes.values[path]
    if isinstance(value, dict):
        out = {}
        for name, part in value.items():
            if (*path, name) in changes.gone:
                continue
            new = _part(part, (*path, name), (*now, name), changes, moved)
            if new or not (part and isinstance(part, list)):
                out[name] = new
        return out | changes.added.get(path, {})
    if isinstance(value, list):
        kept = [position for position in range(len(value)) if (*path, position) not in changes.gone]
        entries = []
        for place, position in enumerate(kept):
            moved[*now, place] = (*path, position)
            entries.append(_part(value[position], (*path, position), (*now, place), changes, moved))
        return entries
    return value


def all_changes() -> defaultdict[str, Changes]:
    """Changes by file, none so far."""
    return defaultdict(Changes)


def value_at(data: Any, path: DataPath) -> Any:
    """What stands at a path of author data."""
    for step in path:
        data = data[step]
    return data


def declared_fields(kind: str, data: Mapping[str, Any], path: DataPath) -> Iterator[Field[Any]]:
    """The declarations of the fields along a path of sound author data."""
    cls: type = KINDS[kind].cls
    part: Any = data
    for step in path:
        if isinstance(step, str):
            cls = variant(cls, part.get("kind"))
            found = next(declared for declared in fields(cls) if declared.name == step)
            yield found
            cls = unwrap(hints(cls)[step])
        part = part[step]


def is_required(declared: Field[Any]) -> bool:
    """Whether an author must write the field."""
    return declared.default is MISSING


def is_number(kind: str, data: Mapping[str, Any], path: DataPath) -> bool:
    """Whether the field at a path of sound author data holds the number of a figure."""
    cls: type = KINDS[kind].cls
    part: Any = data
    for step in path:
        if isinstance(step, str):
            cls = unwrap(hints(variant(cls, part.get("kind")))[step])
        part = part[step]
    return cls in NUMBERS
