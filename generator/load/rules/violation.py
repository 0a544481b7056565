"""What a house rule sees, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.model import PAGE, DataPath, EntryRef, Handbook, walk
from generator.problems import Level, Place, Problem


@dataclass(frozen=True)
class Violation:
    """A problem that still needs its line: the item's id and the path inside its document."""

    id: str
    path: DataPath
    problem: Problem
    at_key: bool = False
    word: str = ""
    """The words to point at, where that is not the whole value."""


@dataclass(frozen=True)
class RuleContext:
    """What a rule judges."""

    handbook: Handbook
    """Every item that is sound in itself."""
    as_of: date
    """The day that review dates are held against."""
    broken: frozenset[str]
    """Ids of the items that are not in the handbook, because they have other problems."""

    @cached_property
    def entries(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of everything inside an item, by its id; under PAGE those of all parameters."""
        return {
            id: tuple(value for path, declared, value in walk(holder) if declared.name == "id" and len(path) > 1)
            for id, holder in {**self.handbook.items, PAGE: self.handbook.parameters}.items()
        }

    def has(self, ref: EntryRef) -> bool:
        """Whether there is such an entry; of an item that is broken nobody can tell, so it counts as there."""
        return ref.item in self.broken or ref.entry in self.entries.get(ref.item, ())


def violation_at(
    id: str,
    path: DataPath,
    code: str,
    message: str,
    hint: str,
    level: Level = Level.ERROR,
    at_key: bool = False,
    word: str = "",
) -> Violation:
    """A violation in one line."""
    return Violation(id, path, Problem(code, message, Place(""), hint, level), at_key, word)
