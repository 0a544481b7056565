"""What one role has to do with the handbook: the day, the week, the month; its procedures, forms and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import Exchange, Form, Handbook, Kpi, Procedure, Role, Rule, Step
from generator.queries import listing
from generator.schedule.cadences import CADENCES, Cadence
from generator.schedule.recurrence import place_in_period
from generator.schedule.timetable import TimeLimit, by_time, time_limits
from generator.schedule.work_calendar import calendar_of_role


@dataclass(frozen=True)
class News:
    """What happened since the edition before to one thing that concerns a role."""

    item: str
    """The id of the item; it may be gone by now, or have no page."""
    title: str
    text: str


@dataclass(frozen=True)
class Work:
    """The work of one role."""

    role: Role
    limits: Mapping[Cadence, tuple[TimeLimit, ...]]
    """What comes round, by how often it does, from often to rare. Cadences without any are left out."""
    procedures: tuple[tuple[Procedure, tuple[Step, ...]], ...]
    """The procedures in which the role carries out steps, in the order of the chapters, with these steps."""
    forms: tuple[Form, ...]
    kpis: tuple[tuple[Kpi, int], ...]
    """Those on its scorecard, with their weights in percent."""

    @property
    def today(self) -> tuple[tuple[str, tuple[TimeLimit, ...]], ...]:
        """The limits of every workday by time of day."""
        return by_time(limit for cadence, limits in self.limits.items() if cadence.is_daily for limit in limits)

    @property
    def later(self) -> Mapping[Cadence, tuple[TimeLimit, ...]]:
        """The limits that come round less often than every workday."""
        return {cadence: limits for cadence, limits in self.limits.items() if not cadence.is_daily}


def works(handbook: Handbook) -> Mapping[str, Work]:
    """The work of every role of the department, by its id: first what most people hold; where nobody wrote how many do,
    first what carries out most steps, as those do who are many.
    """
    recurring = tuple(limit for limit in time_limits(handbook) if limit.due.every)
    found = [_work(handbook, role, recurring) for role in listing.roles(handbook) if role.is_own]
    found.sort(key=lambda work: (-(work.role.headcount or 0), -sum(len(steps) for _, steps in work.procedures)))
    return {work.role.id: work for work in found}


def _work(handbook: Handbook, role: Role, recurring: tuple[TimeLimit, ...]) -> Work:
    mine = [limit for limit in recurring if _concerns(limit, role.id)]
    handed_in = {
        (form, limit.due.every) for limit in mine if isinstance(limit.entry, Step) for form in limit.entry.forms
    }
    # What a step does with a form, neither the form nor a rule about it needs to say again.
    mine = [
        limit
        for limit in mine
        if isinstance(limit.entry, Step)
        or not any((form, limit.due.every) in handed_in for form in _forms(limit.entry))
    ]
    # A rule for the same clause with the same limit is the same duty.
    mine = [limit for limit in mine if not any(_is_said_by(limit, other) for other in mine)]
    calendar = calendar_of_role(handbook, role.id)
    limits = {
        cadence: [limit for limit in mine if limit.due.every == every]
        for every, cadence in CADENCES.items()
        if any(limit.due.every == every for limit in mine)
    }
    own_forms = {form.id for form in handbook.forms_of(role.id)}
    return Work(
        role=role,
        limits={
            cadence: tuple(sorted(cadence_limits, key=lambda limit: place_in_period(limit.due, calendar)))
            for cadence, cadence_limits in limits.items()
        },
        procedures=listing.by_holder(handbook, listing.parts_of(handbook, role.id)["R"]),
        forms=tuple(item for item in handbook.documents if isinstance(item, Form) and item.id in own_forms),
        kpis=tuple((kpi, weight) for kpi, weight in handbook.kpis_of(role.id) if weight),
    )


def _forms(entry: Step | Rule | Exchange | Form) -> tuple[str, ...]:
    match entry:
        case Form():
            return (entry.id,)
        case Step() | Rule():
            return entry.forms
        case Exchange():
            return ()


def _is_said_by(limit: TimeLimit, other: TimeLimit) -> bool:
    """Whether a rule only repeats what a step or a form asks: a clause of it, by the same time."""
    return (
        isinstance(limit.entry, Rule)
        and isinstance(other.entry, Step | Form)
        and limit.due == other.due
        and not set(limit.entry.basis).isdisjoint(other.entry.basis)
    )


def _concerns(limit: TimeLimit, role: str) -> bool:
    """Whether the limit is one of this role: of a step it carries out, a rule that binds it, a form it fills in."""
    match limit.entry:
        case Step() | Form():
            return role in limit.roles
        case Rule():
            return role in limit.roles or not limit.roles
        case Exchange():
            return False
