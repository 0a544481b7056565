"""The days on which a time limit falls: the one function that sentence, time table, calendar file, report, lateness
and web data stand on.

A day that is named and is a day off gives way to the last workday before it (`notices.MOVES` tells readers). Where no
day is named, there is time until the last workday of the month that is named, or else of the period, and what only
reminds may do so from its first workday on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from generator.model import Due, Form
from generator.schedule.cadences import CADENCES, DAY, Span
from generator.schedule.named_days import day_in_period, named_day, window
from generator.schedule.work_calendar import WorkCalendar

DAY_ENDS = time(23, 59)
REACH = timedelta(days=31)
"""The longest row of days off that is thought of: so far a day may be moved."""


@dataclass(frozen=True)
class Occurrence:
    """One time that a limit falls due."""

    period: Span
    day: date
    """A workday: the last on which it is in time."""
    at: time | None
    """Until when on that day; None for the whole of it."""
    first: date
    """From when on it should be thought of: the day itself, or where the limit names none the first workday on which
    it may be done.
    """
    exact: bool
    """Whether the limit names the day."""

    @property
    def deadline(self) -> datetime:
        """The last minute that is in time, in China's time."""
        return datetime.combine(self.day, self.at or DAY_ENDS)


@lru_cache(maxsize=4096)
def occurrence(due: Due, period: Span, calendar: WorkCalendar) -> Occurrence | None:
    """When a limit falls due in one of its periods; None for a day off of a limit of every workday. ValueError if it
    does not come round.
    """
    if due.every is None:
        raise ValueError("this time limit follows an event")
    at, workdays = calendar.clock(due.by), calendar.workdays
    if CADENCES[due.every].is_daily:
        return Occurrence(period, period.first, at, period.first, True) if workdays.is_workday(period.first) else None
    month, day_name = day_in_period(due)
    within = window(period, month)
    if day_name:
        day = workdays.on_or_before(named_day(day_name, within, workdays.is_workday))
        return Occurrence(period, day, at, day, True)
    last = workdays.on_or_before(within.last)
    return Occurrence(period, last, at, min(workdays.on_or_after(within.first), last), False)


def occurrences(due: Due, first: date, last: date, calendar: WorkCalendar) -> Iterator[Occurrence]:
    """Every time that a limit falls due on a day from first to last, in order. ValueError if it does not come round."""
    period = period_of(due, first, calendar)
    while period.first <= last + REACH:
        next_occurrence = occurrence(due, period, calendar)
        if next_occurrence and first <= next_occurrence.day <= last:
            yield next_occurrence
        period = period_of(due, period.last + DAY, calendar)


def period_of(due: Due, day: date, calendar: WorkCalendar) -> Span:
    """The period of a limit that holds the day. ValueError if it does not come round."""
    if due.every is None:
        raise ValueError("this time limit follows an event")
    return CADENCES[due.every].period(day, calendar.fortnights)


def period_of_record(form: Form, day: date, calendar: WorkCalendar) -> Span:
    """The period in which a form was due that speaks of this day: a plan is due in the period before the one it is
    for.
    """
    period = period_of(form.due, day, calendar)
    return period_before(form.due, period, calendar) if form.plans_next else period


def period_before(due: Due, period: Span, calendar: WorkCalendar) -> Span:
    """The period before; of a limit of every workday, the workday before."""
    day = period.first - DAY
    daily = due.every is not None and CADENCES[due.every].is_daily
    return period_of(due, calendar.workdays.on_or_before(day) if daily else day, calendar)
