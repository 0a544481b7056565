"""Big moves, tried before anything is written: another id everywhere, an item that goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.authoring.file_changes import FileChange, as_they_stand, contents_after, tried
from generator.authoring.moving import moved_files
from generator.authoring.renaming import Files, documents_of, kind_named, renamed_files, renaming, what_is_named
from generator.authoring.retirement import Retirement, retirement
from generator.load.id_places import Documents, Named
from generator.problems import Problem


@dataclass(frozen=True)
class Restructuring:
    """What becomes of the files, and what the check would say more of than it does now."""

    changes: Mapping[str, FileChange]
    contents: Mapping[str, bytes | None]
    """By name below the root; None for a file that goes."""
    worse: tuple[Problem, ...]
    """At the lines where the files stand now."""


def rename(
    root: Path, files: Files, kind: str, old: str, new: str, released: Documents, known: Sequence[Problem], as_of: date
) -> tuple[Named, Restructuring]:
    """What is renamed, and what that does. `known` is what the check says now, `released` the documents of the last
    release.

    Raises WrongUse, or ProblemsFound with the places at which an author has to decide.
    """
    documents = documents_of(files)
    target = what_is_named(kind_named(kind), old, documents)
    changes = renamed_files(files, renaming(target, new, documents), released)
    contents = contents_after(root, changes)
    worse = _worse(known, tried(root, contents, as_of).problems)
    return target, Restructuring(changes, contents, tuple(as_they_stand(worse, changes)))


def move(
    root: Path, files: Files, kind: str, written: str, target: str, known: Sequence[Problem], as_of: date
) -> tuple[Named, Restructuring]:
    """What moves to another item, and what that does. Raises WrongUse, or ProblemsFound with the places at which an
    author has to decide.
    """
    named = what_is_named(kind_named(kind), written, documents_of(files))
    changes = moved_files(files, named, target)
    contents = contents_after(root, changes)
    return named, Restructuring(changes, contents, tuple(_worse(known, tried(root, contents, as_of).problems)))


def retire(
    root: Path, files: Files, item: str, known: Sequence[Problem], as_of: date
) -> tuple[Retirement, Restructuring]:
    """What it takes to retire an item, and what that does. Raises WrongUse if there is none."""
    found = retirement(item, files)
    contents = contents_after(root, found.changes)
    # Of the item itself nothing needs to be told: it goes.
    after = [problem for problem in tried(root, contents, as_of).problems if problem.place.file != found.file]
    worse = as_they_stand(_worse(known, after), found.changes)
    return found, Restructuring(found.changes, contents, tuple(worse))


def _worse(before: Sequence[Problem], after: Sequence[Problem]) -> list[Problem]:
    """The problems of the kinds of which there are more than before."""
    more = Counter(problem.code for problem in after) - Counter(problem.code for problem in before)
    return [problem for problem in after if problem.code in more]
