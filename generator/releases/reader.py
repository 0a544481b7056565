"""Released revisions: read, and proved against their checksums and the chain of their fingerprints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from generator.load import schema
from generator.load.documents import parse
from generator.memory import FORGETFUL, Memory
from generator.model import Approval, Handbook, convert, handbook_of, order
from generator.problems import Problem, ProblemsFound
from generator.releases import snapshot
from generator.releases.damages import damaged, damages, misplaced, of_another_format, outdated, unlike_its_forms
from generator.releases.folder import folder_files
from generator.releases.snapshot import APPROVAL, BILL, FOLDER, SUMS


@dataclass(frozen=True)
class Release:
    """One frozen revision that was proved: every byte is as it was released, and today's model can read it."""

    approval: Approval
    files: Mapping[str, bytes]
    """Every file of its folder but SHA256SUMS, by its name."""
    documents: snapshot.Data
    """The author documents, in today's shape."""

    @cached_property
    def handbook(self) -> Handbook:
        """The handbook as released."""
        return handbook_of(self.documents)

    @cached_property
    def fingerprint(self) -> str:
        """What its pages and forms show, and the next revision records."""
        return snapshot.fingerprint(self.files)

    @property
    def forms(self) -> dict[str, bytes]:
        """The Word forms as released, by file name."""
        return snapshot.forms(self.files)


@dataclass(frozen=True)
class UnusableRelease:
    """A folder of a revision that nobody may rely on: damaged, or written in a format that this program cannot read."""

    problems: tuple[Problem, ...]
    fingerprint: str | None = None
    """Where only its place in the chain is wrong: what the next revision records all the same."""


class Releases(NamedTuple):
    """What the folder of released revisions holds."""

    proved: list[Release]
    """Oldest first."""
    problems: list[Problem]
    """Of those that are not."""


def read_releases(root: Path, memory: Memory = FORGETFUL) -> Releases:
    """Every released revision below `root`, and what is wrong with them: any byte that is not as released is a
    problem.

    With a `memory` only those are judged again of which any byte has changed.
    """
    releases = Releases([], [])
    previous: str | None = ""
    folders = [path for path in (root / FOLDER).glob("*") if path.is_dir() and not path.name.startswith(".")]
    for folder in sorted(folders, key=lambda path: (order(path.name), path.name)):
        name = folder.relative_to(root).as_posix()
        try:
            files = folder_files(folder, name)
            judged = memory.kept(("release", name), partial(_judge, name, files), files)
        except ProblemsFound as unreadable:
            judged = UnusableRelease(tuple(unreadable.problems))
        release = _in_chain(name, judged, previous)
        if isinstance(release, Release):
            releases.proved.append(release)
        else:
            releases.problems.extend(release.problems)
        previous = release.fingerprint
    return releases


def _in_chain(name: str, release: Release | UnusableRelease, previous: str | None) -> Release | UnusableRelease:
    """The release, if it records the fingerprint of the one before; None where that one cannot be told."""
    if isinstance(release, UnusableRelease) or previous in (None, release.approval.previous):
        return release
    message = f"{release.approval.revision} 版记下的上一版指纹对不上：上一版被改动或删除过"
    return UnusableRelease((damaged(name, APPROVAL, message),), release.fingerprint)


def _judge(name: str, files: Mapping[str, bytes]) -> Release | UnusableRelease:
    """What the files of a folder are. The format is asked first: only who knows it can judge anything else."""
    problems = list(of_another_format(name, files.get(APPROVAL, b""))) or list(damages(name, files))
    if problems:
        return UnusableRelease(tuple(problems))
    try:
        file = parse(files[APPROVAL].decode("utf-8", "replace"), f"{name}/{APPROVAL}")
    except ProblemsFound as unreadable:
        return UnusableRelease(tuple(unreadable.problems))
    problems = schema.check(Approval, file)[0] or list(misplaced(name, file))
    if problems:
        return UnusableRelease(tuple(problems))
    approval: Approval = convert(Approval, file.data)
    return _consistent_release(name, approval, {file: content for file, content in files.items() if file != SUMS})


def _consistent_release(name: str, approval: Approval, files: Mapping[str, bytes]) -> Release | UnusableRelease:
    """The release in files that are as they were released."""
    reasons = {
        file: "手册里已经没有这一类内容"
        for file in files
        if file not in (APPROVAL, BILL) and not file.startswith(snapshot.FORMS) and snapshot.kind_and_id(file) is None
    }
    try:
        data = snapshot.documents(files, approval.format)
    except ValueError as error:
        data, reasons = {}, reasons | {str(error): "不是一组「字段: 值」的 JSON"}
    problems = list(outdated(name, approval.revision, data, reasons)) or list(unlike_its_forms(name, approval, files))
    return UnusableRelease(tuple(problems)) if problems else Release(approval, files, data)
