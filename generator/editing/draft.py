"""What one person edits: the files of a work tree, what the check says of them, and what they change."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from generator.diff.change_report import change_report
from generator.diff.paper import Paper, paper, paper_on_errors
from generator.editing.choices import Choice, choices, heading
from generator.editing.form_parts import Group, Surroundings, form
from generator.editing.operations import Operation, Refused, changed
from generator.editing.problem_places import path_of
from generator.load import LoadResult, load_handbook
from generator.load.documents import MAX_BYTES, YamlFile
from generator.load.files import CONTENT, read_folder
from generator.model import (
    KINDS,
    DataPath,
    Due,
    Handbook,
    convert,
    fill,
    resolved_figures,
    written_figures,
)
from generator.problems import Level, Problem, ProblemsFound, has_errors
from generator.schedule.phrases import due_phrase
from generator.system import publishing
from generator.system.git_tree import files_of
from generator.system.sized_files import read_sized
from generator.system.work_trees import Person, Sent, WorkTree

RELEASED = f"{CONTENT}/revisions/"


class Outdated(Exception):
    """The file is no longer what the form was made from."""


class Listed(NamedTuple):
    """One document, as a list of all shows it."""

    id: str
    kind: str
    title: str
    aliases: str
    """Other words to find it by."""
    is_changed: bool


class ProblemAt(NamedTuple):
    """A problem at the field that it is about."""

    path: DataPath
    """Empty for the whole document."""
    is_error: bool
    message: str
    hint: str


class Draft:
    """The files of one work tree. Whoever uses it holds its lock."""

    def __init__(self, tree: WorkTree, as_of: date) -> None:
        self.tree, self.as_of = tree, as_of
        self.lock = RLock()
        self._state: tuple[Any, ...] = ()
        self._seen: dict[str, Any] = {}
        self._before: tuple[str, LoadResult] | None = None
        self._sound: Handbook | None = None
        self._state_checked = False

    def _fresh(self, name: str, make: Any) -> Any:
        """What is made from the files as they are, made again where one of them changed."""
        state = tuple(
            (str(path), stat.st_mtime_ns, stat.st_size)
            for path in sorted((self.tree.root / CONTENT).rglob("*.yaml"))
            if RELEASED not in path.as_posix()
            for stat in [path.stat()]
        )
        if state != self._state:
            self._state, self._seen = state, {}
        if name not in self._seen:
            self._seen[name] = make()
        return self._seen[name]

    @property
    def files(self) -> Mapping[str, tuple[str, YamlFile]]:
        """(kind, file) of every document that can be read, by its id; of a single one, by its kind."""
        found: Mapping[str, tuple[str, YamlFile]] = self._fresh(
            "files", lambda: {id: (kind, file) for kind, id, file in read_folder(self.tree.root).files}
        )
        return found

    @property
    def loaded(self) -> LoadResult:
        """What the check says of them."""
        found: LoadResult = self._fresh("loaded", lambda: load_handbook(self.tree.root, self.as_of))
        self._sound = found.handbook or self._sound
        return found

    @property
    def choices(self) -> list[Choice]:
        """Everything that a field may name."""
        found: list[Choice] = self._fresh(
            "choices", lambda: choices([(kind, id, file.data) for id, (kind, file) in self.files.items()])
        )
        return found

    def listed(self) -> list[Listed]:
        """Every document, by kind and title."""
        edited = self.tree.changed()
        found = []
        for id, (kind, file) in self.files.items():
            title = KINDS[kind].title if KINDS[kind].single else heading(KINDS[kind].cls, file.data) or id
            other = [str(word) for word in file.data.get("aliases") or ()] + [id, str(file.data.get("number", ""))]
            found.append(Listed(id, kind, title, " ".join(other), file.file in edited))
        order = list(KINDS)
        return sorted(found, key=lambda each: (order.index(each.kind), each.title))

    def document(self, id: str) -> tuple[str, YamlFile]:
        """(kind, file) of a document. Raises KeyError if there is none."""
        return self.files[id]

    def version(self, id: str) -> str:
        """What stands for the content of a file."""
        return hashlib.sha256(self._content(id)).hexdigest()[:16]

    def _content(self, id: str) -> bytes:
        return read_sized(self.tree.root / self.document(id)[1].file, MAX_BYTES)

    def form(self, id: str, path: DataPath = (), opened: Collection[DataPath] = ()) -> Group:
        """The form of a document, or of a part of it. Raises KeyError."""
        kind, file = self.document(id)
        return form(KINDS[kind].cls, file.data, self._around(id), path, opened)

    def _around(self, id: str) -> Surroundings:
        homes, figures = self._fresh("figures", self._figures)
        by_id = self._fresh("by id", lambda: {(choice.kind, choice.id): choice for choice in self.choices})
        handbook = self.sound_handbook()

        def told(cls: type, data: Mapping[str, Any]) -> str:
            return _phrase(cls, fill(cls, data, figures, id), id, handbook) if handbook else ""

        return Surroundings(id, by_id, homes, figures, told)

    def sound_handbook(self) -> Handbook | None:
        """The handbook as it was when it last had no errors; None if it had some from the beginning."""
        if self._sound is None and not self._state_checked:
            self._state_checked = True
            self._sound = self.loaded.handbook
        return self._sound

    def _figures(self) -> Any:
        homes = written_figures((KINDS[kind].cls, id, file.data) for id, (kind, file) in self.files.items())
        return homes, resolved_figures(homes)

    def change(self, id: str, operations: list[Operation], version: str = "") -> None:
        """Write operations on a document into its file, all or none.

        Raises Outdated, Refused, KeyError if there is no such document.
        """
        kind, file = self.document(id)
        if file.file.startswith(RELEASED) or not file.file.startswith(f"{CONTENT}/"):
            raise Refused("已发布的版本不能改")
        content = self._content(id)
        if version and version != self.version(id):
            raise Outdated
        for operation in operations:
            content = changed(content, file.file, KINDS[kind].cls, operation)
        publishing.write_file(self.tree.root / file.file, content)

    def undo(self, id: str) -> None:
        """Put a document back as it was before any edit."""
        name = self.document(id)[1].file
        before = self.tree.as_it_was(name)
        if before is not None:
            publishing.write_file(self.tree.root / name, before)

    def problems(self, id: str) -> list[ProblemAt]:
        """What the check says of a document, at its fields, errors first."""
        file = self.document(id)[1]
        return [
            ProblemAt(path_of(file, problem.place), problem.level is Level.ERROR, problem.message, problem.hint)
            for problem in sorted(self.loaded.problems, key=lambda problem: problem.level is not Level.ERROR)
            if problem.place.file == file.file
        ]

    def elsewhere(self, id: str) -> list[Problem]:
        """The errors that other documents have."""
        name = self.document(id)[1].file
        return [
            problem for problem in self.loaded.problems if problem.place.file != name and problem.level is Level.ERROR
        ]

    def paper(self) -> Paper:
        """What the edits do, in sentences. Raises ProblemsFound if the handbook could not be read before them."""
        if has_errors(self.loaded.problems):
            return paper_on_errors(self.loaded.problems)
        before = self._loaded_before()
        report = change_report(before.data, self.loaded.data, self.loaded.problems, self.as_of.year)
        return paper(report, before.problems)

    def send(self, title: str, why: str, person: Person) -> Sent:
        """Commit what is edited as a branch in the name of a person, and push it where there is a remote.

        Raises ProblemsFound while the check has errors, Refused where nothing is edited.
        """
        told = self.paper()
        if told.errors:
            raise ProblemsFound(*told.problems)
        names = sorted(self.tree.changed())
        if not names or any(not name.startswith(f"{CONTENT}/") or name.startswith(RELEASED) for name in names):
            raise Refused("没有可以提交的改动")
        lines = [line.text for section in told.sections[:2] for line in section.lines]
        message = "\n".join([title, "", why, "", *(f"- {line}" for line in lines)]) + "\n"
        branch = f"edit/{self.as_of.isoformat()}-{Path(names[0]).stem}-{told.hash[:6]}"
        return self.tree.send(names, message, person, branch)

    def _loaded_before(self) -> LoadResult:
        base = self.tree.base()
        if self._before is None or self._before[0] != base:
            with files_of(self.tree.root, base, CONTENT) as folder:
                self._before = (base, load_handbook(folder, self.as_of))
        return self._before[1]


def _phrase(cls: type, data: Mapping[str, Any], holder: str, handbook: Handbook) -> str:
    """A time limit as readers see it; empty for what is none, or not a sound one."""
    if cls is not Due or not data:
        return ""
    with suppress(ValueError, KeyError, StopIteration, TypeError):
        return due_phrase(convert(Due, data, holder), handbook)
    return ""
