"""A change of the handbook as a paper to decide on: figures first, then what is done otherwise, and whom it concerns.

A figure that is taken by reference changes in many places by one edit. Here it is one change, with the places that
follow it: those are found by comparing once with the new figures and once with the old ones put into the new texts.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.diff.classes import ChangeClass, class_of
from generator.diff.comparison import compare
from generator.model import (
    KINDS,
    Change,
    Clause,
    Form,
    Handbook,
    Item,
    Parameter,
    WrittenFigure,
    figures_in,
    full_name,
    handbook_of,
    placeholders,
    written_figures,
)
from generator.problems import Level, Problem
from generator.queries.audience import audience
from generator.queries.content_hash import content_hash
from generator.queries.listing import to_read
from generator.schedule.work_calendar import work_calendar

Data = Mapping[str, Mapping[str, dict[str, Any]]]


class ClassedChange(NamedTuple):
    """One change with its class, and what else shows the figure that it changed."""

    change: Change
    change_class: ChangeClass
    followers: tuple[Change, ...] = ()

    @property
    def is_figure(self) -> bool:
        """Whether a limit, target or parameter changed."""
        judged = self.change_class in (ChangeClass.TIGHTER, ChangeClass.LOOSER)
        return judged or bool(self.followers) or isinstance(self.change.entry, Parameter)


@dataclass(frozen=True)
class ChangeReport:
    """What one change of the handbook does."""

    old: Handbook
    new: Handbook
    hash: str
    """SHA-256 over the author documents before and after, in lower-case hex: what an approval names."""
    changes: tuple[ClassedChange, ...]
    """The heaviest first."""
    problems: tuple[Problem, ...]
    """What the check says of the new state."""

    @property
    def figures(self) -> tuple[ClassedChange, ...]:
        """Limits, targets and parameters."""
        return tuple(each for each in self.changes if each.is_figure)

    @property
    def others(self) -> tuple[ClassedChange, ...]:
        """Everything else."""
        return tuple(each for each in self.changes if not each.is_figure)

    @property
    def every_change(self) -> tuple[Change, ...]:
        """With the places that only follow a figure."""
        return tuple(change for each in self.changes for change in (each.change, *each.followers))

    def roles(self) -> tuple[str, ...]:
        """The titles of the roles whose work it touches; 全体 where it concerns everyone."""
        if any(not change.roles for change in self.every_change):
            return ("全体",)
        ids = {role for change in self.every_change for role in change.roles}
        return tuple(self._title(id) for id in sorted(ids))

    def forms(self) -> tuple[Form, ...]:
        """The forms that change."""
        ids = dict.fromkeys(change.item for change in self.every_change)
        return tuple(self.new.forms[id] for id in ids if id in self.new.forms)

    def to_read_again(self) -> Mapping[str, tuple[Item, ...]]:
        """By title of a role of the department: the items that ask something else of it than before."""
        items = [
            item
            for id, item in self.new.items.items()
            if to_read(item) and (id not in self.old.items or content_hash(item) != content_hash(self.old.items[id]))
        ]
        readers = {item.id: audience(self.new, item, item) for item in items}
        return {
            role.title: read
            for role in self.new.own_roles()
            if (read := tuple(item for item in items if not readers[item.id] or role.id in readers[item.id]))
        }

    def clauses(self) -> tuple[str, ...]:
        """The ids of the clauses that changed, and of those that changed entries carry out; not of what only follows a
        figure.
        """
        direct = [each.change.entry for each in self.changes]
        ids = {clause for entry in direct for clause in getattr(entry, "basis", ())}
        ids |= {entry.id for entry in direct if isinstance(entry, Clause)}
        return tuple(id for id in self.new.clauses if id in ids)

    def approvers(self) -> Mapping[str, tuple[str, ...]]:
        """By the title of the role that owns it: the titles of the items that change."""
        by_owner: dict[str, dict[str, None]] = defaultdict(dict)
        for change in (each.change for each in self.changes):
            item = self.new.items.get(change.item) or self.old.items.get(change.item)
            owner = change.entry.owner if isinstance(change.entry, Parameter) else item.owner if item else ""
            by_owner[self._title(owner) if owner else "手册的批准人"][change.where[0]] = None
        return {owner: tuple(titles) for owner, titles in by_owner.items()}

    def errors(self) -> tuple[Problem, ...]:
        """What must be mended first."""
        return tuple(problem for problem in self.problems if problem.level is Level.ERROR)

    def _title(self, id: str) -> str:
        role = self.new.roles.get(id) or self.old.roles.get(id)
        return role.title if role else id


def change_report(old: Data, new: Data, problems: Iterable[Problem], year: int) -> ChangeReport:
    """Author documents before and after, both sound -> what the change does. Limits are judged by the calendar of a
    year.
    """
    before, after = handbook_of(old), handbook_of(new)
    was, now = figures_in(old), figures_in(new)
    frozen = handbook_of(new, {name: was.get(name, figure) for name, figure in now.items()})
    direct = compare(before, frozen)
    known = {str(change) for change in direct}
    following = [change for change in compare(before, after) if str(change) not in known]
    moved = {name for name in now if name in was and was[name] != now[name]}
    attributed = _attributed(new, moved, following)
    homes, calendar = _homes(new), work_calendar(after)
    taken = set[str]()
    classed = []
    for change in direct:
        names = [name for name in moved if _is_home(homes[name], change, name)]
        followers = tuple(other for name in names for other in attributed.get(name, ()) if str(other) not in taken)
        taken |= {str(other) for other in followers}
        classed.append(ClassedChange(change, class_of(change, calendar, year), followers))
    left = [ClassedChange(change, class_of(change, calendar, year)) for change in following if str(change) not in taken]
    ordered = sorted([*classed, *left], key=lambda each: (not each.is_figure, each.change_class.weight))
    return ChangeReport(before, after, _hash(old, new), tuple(ordered), tuple(problems))


def _homes(data: Data) -> Mapping[str, WrittenFigure]:
    return written_figures(
        (KINDS[kind].cls, id, document) for kind, documents in data.items() for id, document in documents.items()
    )


def _is_home(home: WrittenFigure, change: Change, name: str) -> bool:
    """Whether a change is that of a figure at its home."""
    entry = name.partition("#")[2].rpartition(".")[0] or (name if "#" not in name else "")
    changed_entry = "" if change.entry is None else getattr(change.entry, "id", "")
    at_home = home.item == change.item and (changed_entry == entry or (not entry and changed_entry == change.item))
    return at_home and not any(placeholders(home.text)) and change.field_name in home.path


def _attributed(data: Data, moved: set[str], following: Sequence[Change]) -> Mapping[str, list[Change]]:
    """By figure: the changes in items that take it, themselves or through another figure."""
    takers: dict[str, set[str]] = defaultdict(set)
    homes = _homes(data)

    def sources(name: str) -> set[str]:
        home = homes[name]
        names = {full_name(written, home.item) for _, written in placeholders(home.text)} & homes.keys()
        return {source for each in names for source in sources(each)} if names else {name}

    for documents in data.values():
        for id, document in documents.items():
            for _, written in placeholders(document):
                name = full_name(written, id)
                if name in moved:
                    for source in sources(name):
                        takers[source].add(id)
    return {name: [change for change in following if change.item in items] for name, items in takers.items()}


def _hash(old: Data, new: Data) -> str:
    digest = hashlib.sha256()
    for data in (old, new):
        for kind in sorted(data):
            for id in sorted(data[kind]):
                digest.update(repr((kind, id, data[kind][id])).encode())
    return digest.hexdigest()
