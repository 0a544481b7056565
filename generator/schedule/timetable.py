"""Every time limit of the handbook in one list: for the day on the home page, the table of time limits, and
calendars.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Any

from generator.language.inline import plain
from generator.language.phrasing import title_of
from generator.model import Due, Edition, Exchange, FieldKind, Form, Handbook, Item, Policy, Role, Rule, Step, walk
from generator.schedule.cadences import HEADINGS, Span, heading
from generator.schedule.phrases import before
from generator.schedule.work_calendar import work_calendar


@dataclass(frozen=True)
class TimeLimit:
    """Who must have done what by when, and where the handbook says so."""

    due: Due
    item: Item
    entry: Step | Rule | Exchange | Form
    """The form itself where the limit is that of handing it in."""
    what: str
    """Plain text."""
    roles: tuple[str, ...]
    """Ids; empty where it is everybody in the department."""
    path: tuple[str | int, ...]
    """Where it stands in the author's document of the item."""


def stretch(edition: Edition, handbook: Handbook) -> Span:
    """The days for which an edition's duties are told one by one: from when on they count, to the end of the year
    after.

    A draft that nothing was released before counts from the last year of its calendar, else from its first review.
    """
    if edition.approval:
        first = edition.approval.effective.value
    elif edition.revision:
        first = date(int(edition.revision[:4]), 1, 1)
    else:
        years = [int(year) for year in handbook.calendar]
        reviews = (item.next_review.value.year for item in handbook.items.values())
        first = date(max(years) if years else min(reviews), 1, 1)
    return Span(first, date(first.year + 1, 12, 31))


def time_limits(handbook: Handbook) -> tuple[TimeLimit, ...]:
    """All of them: daily ones first and by time of day, each cadence in the order of the documents."""
    position = {document.id: place for place, document in enumerate(handbook.documents)}
    calendar = work_calendar(handbook)
    limits = [
        _limit(item, path, due)
        for item in handbook.items.values()
        for path, _, due in walk(item, wanted=_is_time_limit)
        if isinstance(due, Due)
    ]
    return tuple(
        sorted(
            limits,
            key=lambda limit: (
                HEADINGS.index(heading(limit.due.every)),
                calendar.clock(limit.due.by) or time.max,
                position.get(limit.item.id, len(position)),
            ),
        )
    )


def _is_time_limit(field: FieldKind) -> bool:
    return field.type is Due


def by_cadence(handbook: Handbook) -> Mapping[str, tuple[TimeLimit, ...]]:
    """The limits of each cadence that has any, from often to rare."""
    limits = time_limits(handbook)
    groups = {name: tuple(limit for limit in limits if heading(limit.due.every) == name) for name in HEADINGS}
    return {name: group for name, group in groups.items() if group}


def day(handbook: Handbook) -> tuple[tuple[str, tuple[TimeLimit, ...]], ...]:
    """What the department does every working day, by time of day."""
    return by_time(
        limit for limit in time_limits(handbook) if limit.due.every == "工作日" and isinstance(limit.entry, Step)
    )


def by_time(daily: Iterable[TimeLimit]) -> tuple[tuple[str, tuple[TimeLimit, ...]], ...]:
    """Sorted limits of one day under their time of day: 9:00 前, 下班前; 当日 for what has none."""
    return tuple(
        (name, tuple(limits)) for name, limits in groupby(daily, key=lambda limit: before(limit.due.by) or "当日")
    )


def _limit(item: Item, path: tuple[str | int, ...], due: Due) -> TimeLimit:
    entry: Any = item
    for part in path[:-1]:
        entry = entry[part] if isinstance(part, int) else getattr(entry, part)
    match entry:
        case Step():
            return TimeLimit(due, item, entry, entry.title, (entry.role,), path)
        case Rule():
            assert isinstance(item, Policy)
            return TimeLimit(due, item, entry, title_of(entry), entry.binds or item.binds, path)
        case Exchange():
            assert isinstance(item, Role)
            return TimeLimit(due, item, entry, plain(entry.what), (item.id,) if entry.is_theirs else (), path)
        case Form():
            return TimeLimit(due, item, entry, f"提交《{entry.title}》", entry.filled_by, path)
        case _:
            raise TypeError(f"a time limit inside {type(entry).__name__}")
