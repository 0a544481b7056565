"""What is wrong, where, and what would mend it: the one value that every check of the project yields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a problem is taken: errors stop a build, warnings are only shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A stretch of text in one file. Lines and columns start at 1 and count characters; the end is exclusive."""

    file: str
    """Path below the root of the handbook, with forward slashes."""
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True)
class Problem:
    """One mistake, in the author's language."""

    code: str
    """Stable name of this kind of mistake, such as E101."""
    message: str
    """What is wrong: one Chinese sentence without a full stop."""
    place: Place
    hint: str = ""
    """What to write instead."""
    level: Level = Level.ERROR
    related: tuple[tuple[Place, str], ...] = ()
    """Other places that belong to the mistake, each with a word on why."""
    instead: str = ""
    """What a program may write in the stead of the words at the place; empty where an author has to decide."""


MOST = 200
"""So many problems are told in one report; of others it is said how many there are."""
MOST_OF_FILE = MOST - 1
"""So many are told of one file, where each takes its time, besides the one that says how many more there are."""


def and_more(file: str, count: int) -> Problem:
    """The problem that stands for all others of a file."""
    return Problem("E118", f"这个文件还有 {count} 处错误没有列出", Place(file), "先改列出来的，再检查一次")


class ProblemsFound(Exception):
    """A stage cannot go on; carries every problem it found. The command line shows them, never this exception."""

    def __init__(self, *problems: Problem):
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = problems


def has_errors(problems: list[Problem]) -> bool:
    """Whether any of the problems is more than a warning."""
    return any(problem.level is Level.ERROR for problem in problems)
