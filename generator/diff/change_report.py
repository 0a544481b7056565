"""A change of the handbook as a paper to decide on: figures first, then what is done otherwise, and whom it concerns.

A figure that is taken by reference changes in many places by one edit. Here it is one change, with the places that
follow it: those are found by comparing once with the new figures and once with the old ones put into the new texts.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.diff.classes import ChangeClass, class_of
from generator.diff.comparison import compare
from generator.diff.figure_followers import attributed_changes, figure_homes, is_home
from generator.model import (
    Change,
    Clause,
    Form,
    Handbook,
    Item,
    Parameter,
    figures_in,
    handbook_of,
)
from generator.problems import Level, Problem
from generator.queries.audience import audience
from generator.queries.content_hash import content_hash
from generator.queries.listing import to_read
from generator.queries.role_work import works
from generator.queries.workload import WorkloadChange, workload_changes
from generator.schedule.work_calendar import WorkCalendar, work_calendar

Data = Mapping[str, Mapping[str, dict[str, Any]]]


JUDGED = frozenset({ChangeClass.TIGHTER, ChangeClass.LOOSER})
"""The classes of figures."""
DECIDED = frozenset({"reason", "decided_by", "decided_on"})
"""The fields of a clause that belong to its state."""


class ClassedChange(NamedTuple):
    """One change with its class, and what else shows the figure that it changed."""

    change: Change
    change_class: ChangeClass
    followers: tuple[Change, ...] = ()
    details: tuple[Change, ...] = ()
    """What was written with it and says nothing by itself: why a clause is not carried out, who decided it and when."""

    @property
    def is_figure(self) -> bool:
        """Whether a limit, target or parameter changed."""
        return self.change_class in JUDGED or bool(self.followers) or isinstance(self.change.entry, Parameter)


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
        """The titles of the roles whose work it touches; 全体 where it concerns everyone. A parameter concerns whom the
        places concern that take it; a clause, whom those concern that carry it out.
        """
        changes = [change for change in self.every_change if not isinstance(change.entry, Parameter | Clause)]
        if any(not change.roles for change in changes):
            return ("全体",)
        clauses = {each.change.entry.id for each in self.changes if isinstance(each.change.entry, Clause)}
        carrying = [mention for clause in sorted(clauses) for mention in self.new.covering(clause)]
        ids = {role for change in changes for role in change.roles}
        ids |= {role for mention in carrying for role in audience(self.new, mention.item, mention.entry)}
        return tuple(self._title(id) for id in sorted(ids))

    def calendars(self) -> tuple[str, ...]:
        """The titles of the roles of the department whose calendar files have other days in them."""
        sides = [(book, works(book)) for book in (self.old, self.new)]
        dates = [
            {
                id: (
                    [(limit.due, limit.item.id, limit.entry.id) for limits in work.limits.values() for limit in limits],
                    (book.calendar, book.settings.working_hours, book.settings.fortnights, book.settings.units),
                )
                for id, work in of_roles.items()
                if work.limits
            }
            for book, of_roles in sides
        ]
        return tuple(self._title(id) for id in dates[1] if dates[0].get(id) != dates[1][id])

    def workloads(self) -> tuple[WorkloadChange, ...]:
        """Of the roles whose minutes change."""
        return workload_changes(self.old, self.new)

    def forms(self) -> tuple[Form, ...]:
        """The forms that change, come or go."""
        ids = dict.fromkeys(change.item for change in self.every_change)
        both = {**self.old.forms, **self.new.forms}
        return tuple(both[id] for id in ids if id in both)

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
    attributed = attributed_changes(new, moved, following)
    homes, calendar = figure_homes(new), work_calendar(after)
    taken = set[str]()
    classed = []
    decisions = [change for change in direct if _decides(change)]
    for change in direct:
        if any(_belongs(change, decision) for decision in decisions):
            continue
        names = [name for name in moved if is_home(homes[name], change, name)]
        followers = tuple(other for name in names for other in attributed.get(name, ()) if str(other) not in taken)
        taken |= {str(other) for other in followers}
        details = tuple(other for other in direct if _decides(change) and _belongs(other, change))
        each = ClassedChange(change, class_of(change, calendar, year), followers, details)
        classed.append(each._replace(change_class=_by_followers(each, calendar, year)))
    left = [ClassedChange(change, class_of(change, calendar, year)) for change in following if str(change) not in taken]
    ordered = sorted([*classed, *left], key=lambda each: (not each.is_figure, each.change_class.weight))
    return ChangeReport(before, after, change_hash(old, new), tuple(ordered), tuple(problems))


def _decides(change: Change) -> bool:
    """Whether it says otherwise whether a clause is carried out."""
    return isinstance(change.entry, Clause) and change.field_name == "state"


def _belongs(other: Change, decision: Change) -> bool:
    """Whether a change gives the reason of a decision, or who made it when."""
    same = isinstance(other.entry, Clause) and other.item == decision.item and other.entry.id == decision.entry.id
    return same and other.field_name in DECIDED


def _by_followers(each: ClassedChange, calendar: WorkCalendar, year: int) -> ChangeClass:
    """A parameter is words until a limit takes it: then it is what the limit became."""
    judged = {class_of(change, calendar, year) for change in each.followers} & JUDGED
    return judged.pop() if isinstance(each.change.entry, Parameter) and len(judged) == 1 else each.change_class


def change_hash(old: Data, new: Data) -> str:
    """What an approval names: SHA-256 over the author documents before and after, in lower-case hex."""
    digest = hashlib.sha256()
    for data in (old, new):
        for kind in sorted(data):
            for id in sorted(data[kind]):
                digest.update(repr((kind, id, data[kind][id])).encode())
    return digest.hexdigest()
