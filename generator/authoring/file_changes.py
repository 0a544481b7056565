"""Changes of several files of the draft: as edits of their texts, as bytes, and as the handbook that they make."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Set
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from generator.authoring.text_edits import Edit, addition, edited, edited_bytes, entry_removals, exchange, removal
from generator.load import LoadResult, load_handbook
from generator.load.documents import YamlFile, parse
from generator.model import DataPath
from generator.problems import Place, Problem, ProblemsFound
from generator.resources import CONTENT, RELEASED


class FileChange(NamedTuple):
    """What becomes of one file."""

    name: str | None
    """Its name afterwards, below the root; None if it goes."""
    edits: tuple[Edit, ...]
    file: YamlFile


class FileDraft:
    """One file on its way: the edits of its text, and the data that the text must hold after them."""

    def __init__(self, kind: str, id: str, file: YamlFile) -> None:
        self.kind, self.id, self.file = kind, id, file
        self.edits: list[Edit] = []
        self._data: dict[str, Any] = deepcopy(file.data)
        self._gone: list[DataPath] = []

    def exchange(self, path: DataPath, start: int, end: int, new: str) -> None:
        """Write other characters into a text; of one text, the last ones first. Raises NoPlace."""
        self.edits.append(exchange(self.file, path, start, end, new))
        holder = self.holder(path)
        holder[path[-1]] = holder[path[-1]][:start] + new + holder[path[-1]][end:]

    def add(self, path: DataPath, name: str, value: str) -> None:
        """Write another field right after the one at the path."""
        self.edits.append(addition(self.file, path, f"{name}: {value}"))
        self.holder(path)[name] = value

    def remove(self, path: DataPath) -> None:
        """Take a field away. Raises NoPlace."""
        self.edits.append(removal(self.file, path))
        self._gone.append(path)

    def remove_entries(self, path: DataPath, gone: Set[int]) -> None:
        """Take some entries of a list away, but not all. Raises NoPlace."""
        self.edits += entry_removals(self.file, path, len(self.holder((*path, 0))), gone)
        self._gone += [(*path, position) for position in gone]

    def holder(self, path: DataPath) -> Any:
        """The part of the data that holds what is at the path; what was taken away is still there."""
        part: Any = self._data
        for step in path[:-1]:
            part = part[step]
        return part

    def says_what_it_should(self) -> bool:
        """Whether the text after all edits holds the data that it should. To be asked once, at the end."""
        for path in sorted(self._gone, reverse=True):
            del self.holder(path)[path[-1]]
        try:
            return parse(edited(self.file.text, self.edits), "").data == self._data
        except ProblemsFound:
            return False

    def change(self, name: str | None) -> FileChange:
        """What becomes of the file, under its name afterwards."""
        return FileChange(name, tuple(sorted(self.edits)), self.file)


def by_hand(file: YamlFile) -> Problem:
    """The problem of a file that only its author can change."""
    return Problem("E620", "这个文件的写法特别，自动改会改坏别的地方", Place(file.file), "请在编辑器里查找替换")


def as_they_stand(problems: Iterable[Problem], changes: Mapping[str, FileChange]) -> list[Problem]:
    """Problems of the changed files, where the files stand now."""
    names = {change.name: name for name, change in changes.items() if change.name}
    return [
        replace(problem, place=_place_before(problem.place, name, changes[name]))
        if (name := names.get(problem.place.file))
        else problem
        for problem in problems
    ]


def _place_before(place: Place, name: str, change: FileChange) -> Place:
    """A place of a changed file as it was, to the line."""
    moved, text = 0, change.file.text
    for edit in change.edits:
        if text.count("\n", 0, edit.start) + 1 <= place.line + moved - bool(edit.new):
            moved += text.count("\n", edit.start, edit.end) - edit.new.count("\n")
    return replace(place, file=name, line=place.line + moved, end_line=place.end_line + moved)


def contents_after(root: Path, changes: Mapping[str, FileChange]) -> dict[str, bytes | None]:
    """By name below the root: the bytes of every file that changes, None for one that is no more."""
    contents: dict[str, bytes | None] = dict.fromkeys(changes)
    for name, change in changes.items():
        if change.name:
            contents[change.name] = edited_bytes((root / name).read_bytes(), change.edits)
    return contents


def tried(root: Path, contents: Mapping[str, bytes | None], as_of: date) -> LoadResult:
    """What the check says of the draft once these files are written; nothing below the root is touched."""
    with TemporaryDirectory() as folder:
        there = Path(folder)
        shutil.copytree(root / CONTENT, there / CONTENT, symlinks=True, ignore=shutil.ignore_patterns(RELEASED))
        for name, content in contents.items():
            if content is None:
                (there / name).unlink()
            else:
                (there / name).write_bytes(content)
        return load_handbook(there, as_of)
