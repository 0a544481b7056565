"""The documents of a draft as they are at one moment, and what their forms need of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from generator.editing.choices import Choice, choices, heading
from generator.editing.form_maker import form
from generator.editing.form_parts import Group, Surroundings
from generator.load import EMPTY
from generator.load.documents import YamlFile
from generator.load.files import read_folder
from generator.model import (
    KINDS,
    DataPath,
    Due,
    Figure,
    Handbook,
    WrittenFigure,
    convert,
    fill,
    fill_text,
    handbook_of,
    has_fields,
    hints,
    resolved_figures,
    unwrap,
    variant,
    written_figures,
)
from generator.resources import CONTENT, RELEASED
from generator.schedule.phrases import due_phrase

State = tuple[tuple[str, int, int], ...]


def state_of(root: Path) -> State:
    """What tells one state of the documents below a root from another: names, times and sizes."""
    names = [path for path in sorted((root / CONTENT).rglob("*.yaml")) if RELEASED not in path.parts]
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in names for stat in [path.stat()])


class Documents:
    """All documents that can be read, sound or not."""

    def __init__(self, root: Path) -> None:
        self.state = state_of(root)
        self.files: Mapping[str, tuple[str, YamlFile]] = {
            id: (kind, file) for kind, id, file in read_folder(root).files
        }
        """(kind, file) by id; of a single document, by its kind."""

    @cached_property
    def _homes(self) -> dict[str, WrittenFigure]:
        return written_figures((KINDS[kind].cls, id, file.data) for id, (kind, file) in self.files.items())

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return resolved_figures(self._homes)

    @cached_property
    def choices(self) -> list[Choice]:
        """Everything that a field may name."""
        return choices([(kind, id, file.data) for id, (kind, file) in self.files.items()], self.filled)

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Choice]:
        return {(choice.kind, choice.id): choice for choice in self.choices}

    def title(self, id: str) -> str:
        """What people call a document."""
        kind, file = self.files[id]
        return KINDS[kind].title if KINDS[kind].single else self.filled(heading(KINDS[kind].cls, file.data), id) or id

    def filled(self, text: str, id: str) -> str:
        """A text of a document with its figures, as readers see it."""
        return fill_text(text, self._figures, id)

    def form(self, id: str, sound: Handbook | None, path: DataPath = (), opened: Collection[DataPath] = ()) -> Group:
        """The form of a document, or of a part of it. `sound` is a handbook whose steps and fields its limits may name.

        Raises KeyError.
        """
        kind, file = self.files[id]

        def phrase(cls: type, data: Mapping[str, Any]) -> str:
            return self._phrase(cls, data, id, sound)

        around = Surroundings(kind, id, self._by_id, self._homes, self._figures, phrase, _example_phrase)
        return form(KINDS[kind].cls, file.data, around, path, opened)

    def phrases(self, id: str, sound: Handbook | None) -> dict[DataPath, str]:
        """Every time limit of a document as readers see it, by its path."""
        kind, file = self.files[id]
        groups = _groups(KINDS[kind].cls, file.data)
        return {path: phrase for path, cls, data in groups if (phrase := self._phrase(cls, data, id, sound))}

    def _phrase(self, cls: type, data: Mapping[str, Any], id: str, sound: Handbook | None) -> str:
        return _phrase(cls, fill(cls, data, self._figures, id), id, sound) if sound else ""


def _phrase(cls: type, data: Mapping[str, Any], holder: str, handbook: Handbook) -> str:
    """A time limit as readers see it; empty for what is none, or not a sound one."""
    if cls is not Due or not data:
        return ""
    with suppress(ValueError, KeyError, StopIteration, TypeError):
        return due_phrase(convert(Due, data, holder), handbook)
    return ""


@cache
def _nothing() -> Handbook:
    """A handbook that says nothing: the examples of limits name nothing in it."""
    return handbook_of({name: {name: document} for name, document in EMPTY.items()})


def _example_phrase(cls: type, data: Mapping[str, Any]) -> str:
    """What an example of a time limit says."""
    return _phrase(cls, data, "", _nothing())


def _groups(cls: type, data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, type, dict[str, Any]]]:
    """Every part of a document that has fields, with its model class."""
    cls = variant(cls, data.get("kind"))
    yield path, cls, data
    for name, value in data.items():
        inner = unwrap(hints(cls).get(name, str))
        if has_fields(inner):
            for position, part in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(part, dict):
                    yield from _groups(inner, part, (*path, name) if position is None else (*path, name, position))
