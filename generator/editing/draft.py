"""What one person edits: the files of a work tree, what the check says of them, and what they change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date
from pathlib import Path
from threading import Lock, RLock
from typing import Any, NamedTuple

from generator.authoring import restructuring
from generator.authoring.renaming import Files, WrongUse
from generator.authoring.retirement import Retirement
from generator.diff.change_report import change_report
from generator.diff.paper import Paper, paper, paper_on_errors
from generator.editing.documents import Documents, State, state_of
from generator.editing.entered_values import type_at
from generator.editing.form_parts import Group
from generator.editing.operations import Operation
from generator.editing.problem_places import path_of
from generator.editing.text_changes import Refused, changed
from generator.load import LoadResult, load_handbook
from generator.load.documents import MAX_BYTES, YamlFile
from generator.model import KINDS, DataPath, Handbook, has_fields
from generator.problems import Level, Problem, ProblemsFound, has_errors
from generator.releases.reader import read_releases
from generator.resources import CONTENT, RELEASED
from generator.system import publishing
from generator.system.git_tree import files_of
from generator.system.sized_files import read_sized
from generator.system.work_trees import Person, Sent, WorkTree


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


class Located(NamedTuple):
    """A problem of some document."""

    id: str
    """Of the document; empty where that cannot be read."""
    title: str
    path: DataPath
    message: str
    hint: str


class Draft:
    """The files of one work tree. Whoever uses it holds its lock."""

    def __init__(self, tree: WorkTree, today: Callable[[], date]) -> None:
        self.tree, self.today = tree, today
        self.lock = RLock()
        self._documents: Documents | None = None
        self._before: tuple[str, LoadResult] | None = None
        self._checking = Lock()
        self._checked: tuple[tuple[date, State], LoadResult] | None = None
        self.sound: Handbook | None = None
        """The handbook as it was when it last had no errors; None before the first check."""

    @property
    def documents(self) -> Documents:
        """The documents as they are now."""
        if self._documents is None or self._documents.state != state_of(self.tree.root):
            self._documents = Documents(self.tree.root)
        return self._documents

    @property
    def in_order(self) -> Files:
        """Every document as (kind, id, file)."""
        return [(kind, id, file) for id, (kind, file) in self.documents.files.items()]

    def rename(self, kind: str, old: str, new: str) -> str:
        """Give another id to what has one, everywhere. Returns the id of the document that it is, or stands in.

        Raises ProblemsFound where that is not certain or the check would say more, Refused where it cannot be.
        """
        releases, _ = read_releases(self.tree.root)
        data = releases[-1].documents if releases else {}
        released = [(kind, id, document) for kind, documents in data.items() for id, document in documents.items()]
        root, problems = self.tree.root, self._sound_problems()
        try:
            target, done = restructuring.rename(root, self.in_order, kind, old, new, released, problems, self.today())
        except WrongUse as error:
            raise Refused(str(error)) from None
        if done.worse:
            raise ProblemsFound(*done.worse)
        publishing.write_files({root / name: content for name, content in done.contents.items()})
        return target.item if target.entry else new

    def retire(self, item: str, write: bool) -> tuple[Retirement, tuple[Problem, ...]]:
        """What it takes to retire an item, and what the check would then say more. With `write` what is certain is
        done, unless the check would say more; the item goes where nothing is left. Raises ProblemsFound, Refused.
        """
        root, problems = self.tree.root, self._sound_problems()
        try:
            found, done = restructuring.retire(root, self.in_order, item, problems, self.today())
        except WrongUse as error:
            raise Refused(str(error)) from None
        if write and not done.worse:
            publishing.write_files({root / name: content for name, content in done.contents.items()})
        return found, done.worse

    def _sound_problems(self) -> tuple[Problem, ...]:
        """The warnings of a draft without errors. Raises ProblemsFound."""
        problems = self.check().problems
        if has_errors(problems):
            raise ProblemsFound(*problems)
        return tuple(problems)

    def check(self) -> LoadResult:
        """What the check says of them, asked once for each state of the files. It takes its time, and needs no lock: a
        file is never half written.
        """
        with self._checking:
            state = (self.today(), state_of(self.tree.root))
            if self._checked is None or self._checked[0] != state:
                self._checked = (state, load_handbook(self.tree.root, state[0]))
                self.sound = self._checked[1].handbook or self.sound
            return self._checked[1]

    def listed(self) -> list[Listed]:
        """Every document, by kind and title."""
        edited, documents = self.tree.changed(), self.documents
        found = []
        for id, (kind, file) in documents.files.items():
            other = [str(word) for word in file.data.get("aliases") or ()] + [id, str(file.data.get("number", ""))]
            found.append(Listed(id, kind, documents.title(id), " ".join(other), file.file in edited))
        order = list(KINDS)
        return sorted(found, key=lambda each: (order.index(each.kind), each.title))

    def document(self, id: str) -> tuple[str, YamlFile]:
        """(kind, file) of a document. Raises KeyError if there is none."""
        return self.documents.files[id]

    def form(self, id: str, path: DataPath = (), opened: Collection[DataPath] = ()) -> Group:
        """The form of a document, or of a part of it. Raises KeyError."""
        return self.documents.form(id, self.sound, path, opened)

    def version(self, id: str) -> str:
        """What stands for the content of a file."""
        return hashlib.sha256(self._content(id)).hexdigest()[:16]

    def _content(self, id: str) -> bytes:
        return read_sized(self.tree.root / self.document(id)[1].file, MAX_BYTES)

    def change(self, id: str, operations: list[Operation], version: str = "") -> None:
        """Write operations on a document into its file, all or none.

        Raises Outdated, Refused, KeyError if there is no such document.
        """
        kind, file = self.document(id)
        if not is_draft(file.file):
            raise Refused("已发布的版本不能改")
        content = self._content(id)
        if version and version != self.version(id):
            raise Outdated
        for operation in operations:
            content = changed(content, file.file, KINDS[kind].cls, operation)
        publishing.write_file(self.tree.root / file.file, content)

    def undo_all(self) -> None:
        """Put every document back as it was before any edit."""
        self.tree.reset()

    def undo(self, id: str) -> None:
        """Put a document back as it was before any edit."""
        name = self.document(id)[1].file
        before = self.tree.as_it_was(name)
        if before is not None:
            publishing.write_file(self.tree.root / name, before)

    def problems(self, id: str, checked: LoadResult) -> list[ProblemAt]:
        """What the check says of a document, at its fields, errors first."""
        kind, file = self.document(id)
        cls = KINDS[kind].cls
        return [
            told_at(path_of(file, problem.place), cls, file.data, problem)
            for problem in sorted(checked.problems, key=lambda problem: problem.level is not Level.ERROR)
            if problem.place.file == file.file
        ]

    def title_of(self, name: str) -> str:
        """What people call the document in a file."""
        return next(
            (self.documents.title(id) for id, (_, file) in self.documents.files.items() if file.file == name), name
        )

    def located(self, problems: Iterable[Problem]) -> list[Located]:
        """Problems of any documents, each with where it is mended."""
        by_file = {file.file: (id, kind, file) for id, (kind, file) in self.documents.files.items()}
        found = []
        for problem in problems:
            if known := by_file.get(problem.place.file):
                id, kind, file = known
                told = told_at(path_of(file, problem.place), KINDS[kind].cls, file.data, problem)
                found.append(Located(id, self.documents.title(id), told.path, told.message, told.hint))
            else:
                found.append(Located("", problem.place.file, (), problem.message, problem.hint))
        return found

    def paper(self) -> Paper:
        """What the edits do, in sentences. Raises ProblemsFound if the handbook could not be read before them."""
        checked = self.check()
        if has_errors(checked.problems):
            return paper_on_errors(checked.problems)
        before = self._loaded_before()
        report = change_report(before.data, checked.data, checked.problems, self.today().year)
        return paper(report, before.problems)

    def send(self, title: str, why: str, person: Person) -> Sent:
        """Commit what is edited as a branch in the name of a person, and push it where there is a remote.

        Raises ProblemsFound while the check has errors, Refused where nothing is edited.
        """
        told = self.paper()
        if told.errors:
            raise ProblemsFound(*told.problems)
        names = sorted(self.tree.changed())
        if not names or not all(map(is_draft, names)):
            raise Refused("没有可以提交的改动")
        lines = [str(each.change) for each in told.report.changes] if told.report else []
        message = "\n".join([title, "", why, "", *(f"- {line}" for line in lines)]) + "\n"
        branch = f"edit/{self.today().isoformat()}-{Path(names[0]).stem}-{told.hash[:6]}"
        return self.tree.send(names, message, person, branch)

    def _loaded_before(self) -> LoadResult:
        base = self.tree.base()
        if self._before is None or self._before[0] != base:
            with files_of(self.tree.root, base, CONTENT) as folder:
                self._before = (base, load_handbook(folder, self.today()))
        return self._before[1]


def told_at(path: DataPath, cls: type, data: dict[str, Any], problem: Problem) -> ProblemAt:
    """A problem for somebody who sees a form: fields by their titles."""
    titles: dict[str, str] = {}
    for length in range(len(path) + 1):
        with suppress(KeyError):
            holder = type_at(cls, data, path[:length])
            titles |= (
                {declared.name: declared.metadata["title"] for declared in fields(holder)} if has_fields(holder) else {}
            )
    message, hint = (
        re.sub(r"「([a-z_]+)(: )?", lambda found: _by_title(found, titles), words)
        for words in (problem.message, problem.hint)
    )
    return ProblemAt(path, problem.level is Level.ERROR, message, hint)


def _by_title(found: re.Match[str], titles: Mapping[str, str]) -> str:
    """The name of a field, or the field before its value, as it begins in a message."""
    if found[1] not in titles:
        return found[0]
    return "「" if found[2] else f"「{titles[found[1]]}"


def is_draft(name: str) -> bool:
    """Whether a file below the root belongs to the draft, not to what was released."""
    return name.startswith(f"{CONTENT}/") and not name.startswith(f"{CONTENT}/{RELEASED}/")
