"""Whether one time limit gives more time than another, judged by the days that both come to within a year.

Twenty-four hours and one workday are alike only at a glance: from Monday to Thursday a workday may end later, over a
weekend it always does. So nothing is reckoned from one unit to another; both limits are worked out from the same starts
by the same calendar, and the first start from which one of them ends later is the proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from generator.model import Due, Duration
from generator.schedule.cadences import DAY
from generator.schedule.day_words import day_of_event
from generator.schedule.occurrences import DAY_ENDS, REACH, occurrences
from generator.schedule.work_calendar import WorkCalendar

TIMES_OF_DAY = (time(8), time(10, 30), time(14), time(17, 45), time(21))
"""When things happen that time is counted from: before, within and after the working hours."""


class Later(NamedTuple):
    """A case in which one limit ends later than the other."""

    start: datetime | None
    """What time is counted from; None for limits that come round by themselves."""
    allowed: datetime
    """Until when the stricter one gives time."""
    given: datetime
    """Until when the looser one does."""


def are_comparable(due: Due, limit: Due) -> bool:
    """Whether two limits are of one kind: both come round, both come before something, or both after it."""
    return _kind(due) == _kind(limit) != ""


def _kind(due: Due) -> str:
    if due.every:
        return "every"
    if due.ahead:
        return "ahead"
    return "after" if due.within or due.day else ""


@lru_cache(maxsize=4096)
def later(due: Due, limit: Due, calendar: WorkCalendar, year: int) -> Later | None:
    """The first case in a year in which `due` gives more time than `limit`; None if there is none, or if the two cannot
    be held against one another.
    """
    if not are_comparable(due, limit):
        return None
    if due.every:
        return _rarer(due, limit, calendar, year)
    if due.ahead and limit.ahead:
        return next(_later_before(due.ahead, limit.ahead, calendar, year), None)
    return next(_later_after(due, limit, calendar, year), None)


def _later_after(due: Due, limit: Due, calendar: WorkCalendar, year: int) -> Iterator[Later]:
    """The cases in which more time is given after something. Like is held against like where both say it."""
    if due.within and limit.within and _is_no_longer(due.within, limit.within):
        return
    for by in (_within, _on_day):
        if by(due, _NOON, calendar) and by(limit, _NOON, calendar):
            ends = by
            break
    else:
        ends = _last
    for start in _starts(year):
        allowed, given = ends(limit, start, calendar), ends(due, start, calendar)
        if allowed is None or given is None:
            return
        if given > allowed:
            yield Later(start, allowed, given)


def _is_no_longer(length: Duration, other: Duration) -> bool:
    """Whether a length is plainly no longer than another: of the same unit, and no more of it."""
    return length.unit == other.unit and length.amount <= other.amount


_NOON = datetime(2026, 1, 5, 12)


def _within(due: Due, start: datetime, calendar: WorkCalendar) -> datetime | None:
    """The last moment of a stretch of time after something."""
    return calendar.workdays.deadline(start, due.within, calendar.hours) if due.within else None


def _on_day(due: Due, start: datetime, calendar: WorkCalendar) -> datetime | None:
    """The last moment of the day that is named beside that of something."""
    day = day_of_event(due, start.date(), calendar.workdays)
    return datetime.combine(day, calendar.clock(due.by) or DAY_ENDS) if day else None


def _last(due: Due, start: datetime, calendar: WorkCalendar) -> datetime | None:
    """The last moment that is given in any way."""
    return max(filter(None, (_within(due, start, calendar), _on_day(due, start, calendar))), default=None)


def _later_before(due: Duration, limit: Duration, calendar: WorkCalendar, year: int) -> Iterator[Later]:
    """The cases in which less time is left before something."""
    if _is_no_longer(limit, due):
        return
    for start in _starts(year):
        allowed, given = (calendar.workdays.latest_start(start, ahead) for ahead in (limit, due))
        if given > allowed:
            yield Later(start, allowed, given)


def _rarer(due: Due, limit: Due, calendar: WorkCalendar, year: int) -> Later | None:
    """The first period of one limit in which the other does not fall due as often, or not as early."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    given = list(occurrences(due, first - REACH, last + REACH, calendar))
    for asked in occurrences(limit, first, last, calendar):
        if asked.day < asked.period.first:
            continue  # nobody works in all of this period
        deadlines = [each.deadline for each in given if asked.period.first <= each.period.first <= asked.period.last]
        in_time = sum(deadline <= asked.deadline for deadline in deadlines)
        if in_time * (due.times or 1) < (limit.times or 1):
            after = (each.deadline for each in given if each.deadline > asked.deadline)
            return Later(None, asked.deadline, next(after, datetime.combine(last, DAY_ENDS)))
    return None


def _starts(year: int) -> Iterator[datetime]:
    day = date(year, 1, 1)
    while day.year == year:
        yield from (datetime.combine(day, at) for at in TIMES_OF_DAY)
        day += DAY
