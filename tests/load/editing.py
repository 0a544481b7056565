"""Mistakes put into a handbook, and what the loader says of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.load import load_handbook
from generator.problems import Problem
from tests.conftest import SMALL

DAY = date(2026, 1, 15)


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace the only occurrence of `old` in one file below `sop/`."""
    path = root / "sop" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} holds {text.count(old)} times: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def shown(problem: Problem) -> str:
    """`file:line:column code message → hint`, the file as its path below `sop/`."""
    return (
        f"{problem.place.file.removeprefix('sop/')}:{problem.place.line}:{problem.place.column} {problem.code} "
        f"{problem.message} → {problem.hint}"
    )


def reports(root: Path, as_of: date = DAY) -> list[str]:
    """Everything that the loader has to say of a handbook."""
    return [shown(problem) for problem in load_handbook(root, as_of).problems]


@cache
def reports_of(file: str, old: str, new: str) -> Sequence[str]:
    """What the loader says of the small handbook with one mistake in it; asked again for the same, nothing is read."""
    with TemporaryDirectory() as name:
        root = shutil.copytree(SMALL, Path(name, "small"))
        edit(root, file, old, new)
        return reports(root)


def in_full(file: str, expected: Iterable[str]) -> list[str]:
    """The reports of a table of mistakes: with the file in front of those that begin with a line."""
    return [f"{file}:{told}" if told[0].isdigit() else told for told in expected]
