"""A time limit as a repeating event of a calendar file: an RRULE of RFC 5545, and where it is wrong.

An RRULE knows no public holidays. Up to a given day every occurrence is exact: days of the rule on which nothing
falls due are excepted, others are added. After it the rule alone holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from generator.model import Due
from generator.schedule.cadences import CADENCES, DAY, WEEK, Cadence, Span
from generator.schedule.named_days import (
    DayOfMonth,
    Month,
    NamedDay,
    Weekday,
    Workday,
    day_in_period,
    named_day,
    window,
)
from generator.schedule.occurrences import occurrences, period_of
from generator.schedule.work_calendar import WorkCalendar

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FEWEST = 20
"""Workdays from Monday to Friday in the shortest month."""
YEAR = timedelta(days=366)
MONDAY_YEAR = date(2001, 1, 1)
"""A Monday with which a year begins."""


@dataclass(frozen=True)
class Series:
    """A repeating event by its days."""

    start: date
    """DTSTART; a day of the rule, as it has to be, and perhaps an excepted one."""
    rule: str
    """RRULE."""
    excepted: tuple[date, ...]
    """EXDATE."""
    added: tuple[date, ...]
    """RDATE."""


def series(due: Due, calendar: WorkCalendar, first: date, last: date) -> Series:
    """The event of a limit that comes round, exact from first to last: on the days of `occurrences`, or where the
    limit names no day, on those from which on it should be thought of. ValueError if it does not come round.
    """
    real_days = sorted({occurrence.first for occurrence in occurrences(due, first, last + YEAR, calendar)})
    real_days = [day for day in real_days if first <= day <= last]
    regular = _regular(due, calendar)
    rule_days = list(regular.days(due, calendar, first, last))
    # Where the first real day is none of the rule, an earlier one stands in for it and is excepted, as calendars do
    # themselves when
    # somebody deletes the first event of a series.
    if real_days and real_days[0] not in rule_days:
        rule_days = [*list(regular.days(due, calendar, first - YEAR, first - DAY))[-1:], *rule_days]
    begin = real_days[0] if real_days and real_days[0] in rule_days else rule_days[0]
    return Series(
        begin,
        regular.rule,
        tuple(day for day in rule_days if day >= begin and day not in real_days),
        tuple(day for day in real_days if day not in rule_days),
    )


def place_in_period(due: Due, calendar: WorkCalendar) -> tuple[bool, timedelta]:
    """Where in its period a limit falls by the days of an ordinary week, for sorting; what names no day comes last.

    ValueError if it does not come round.
    """
    period = period_of(due, MONDAY_YEAR, calendar)
    day = next(_regular(due, calendar).days(due, calendar, period.first, period.last))
    exact = CADENCES[due.every or ""].is_daily or day_in_period(due).day is not None
    return not exact, day - period.first


@dataclass(frozen=True)
class _Regular:
    """What a rule can say: the day of one week or one month of each period, by the days of an ordinary week."""

    rule: str
    place: int
    """Which week or month of its period."""
    month: Month | None
    named: NamedDay | None
    """None for every workday."""

    def days(self, due: Due, calendar: WorkCalendar, first: date, last: date) -> Iterator[date]:
        """The days of the rule from first to last."""
        period = period_of(due, first, calendar)
        while period.first <= last:
            day = self._day(CADENCES[due.every or ""], period, calendar)
            if day and first <= day <= last:
                yield day
            period = period_of(due, period.last + DAY, calendar)

    def _day(self, cadence: Cadence, period: Span, calendar: WorkCalendar) -> date | None:
        is_workday = calendar.workdays.is_worked_in_an_ordinary_week
        if self.named is None:
            return period.first if is_workday(period.first) else None
        if cadence.weeks:
            monday = period.first + self.place * WEEK
            return named_day(self.named, Span(monday, monday + WEEK - DAY), is_workday)
        month = self.month or Month(period.first.month + self.place)
        return named_day(self.named, window(period, month), is_workday)


def _regular(due: Due, calendar: WorkCalendar) -> _Regular:
    """The rule that is right in an ordinary year without holidays, or as nearly so as a rule can be."""
    week = calendar.workdays.ordinary_week
    working = ",".join(CODES[weekday] for weekday in week)
    cadence = CADENCES[due.every or ""]
    if cadence.is_daily:
        return _Regular(f"FREQ=WEEKLY;BYDAY={working}", 0, None, None)
    month, day_name = day_in_period(due)
    parts, size = (cadence.weeks, len(week)) if cadence.weeks else (1 if month else cadence.months, FEWEST)
    place, day_name = _placed(day_name or Workday(1), parts, size)
    if cadence.weeks and isinstance(day_name, Workday):
        # By weekday: BYSETPOS would count from DTSTART in the first week for some programs, and from Monday for others.
        day_name = Weekday(week[day_name.nth - 1 if day_name.nth > 0 else day_name.nth])
    if cadence.weeks:
        cycle = "FREQ=WEEKLY" + (f";INTERVAL={cadence.weeks}" if cadence.weeks > 1 else "")
    elif cadence.months == 12:
        cycle = f"FREQ=YEARLY;BYMONTH={month.number if month else place + 1}"
    else:
        cycle = "FREQ=MONTHLY" + (f";INTERVAL={cadence.months}" if cadence.months > 1 else "")
    return _Regular(f"{cycle};{_rule_part(day_name, working)}", place, month, day_name)


def _placed(day_name: NamedDay, parts: int, size: int) -> tuple[int, NamedDay]:
    """In which of the weeks or months of a period a day is to be looked for, and as which of its days. `size`:
    workdays that each surely has.
    """
    match day_name:
        case DayOfMonth():
            return 0, day_name
        case Weekday():
            return (0 if day_name.nth > 0 else parts - 1), day_name
        case Workday():
            if day_name.nth < 0:
                return parts - 1, day_name if -day_name.nth <= size else Workday(1)
            place = min((day_name.nth - 1) // size, parts - 1)
            rest = day_name.nth - place * size
            return place, Workday(rest if rest <= size else -1)
    assert_never(day_name)


def _rule_part(day_name: NamedDay, working: str) -> str:
    """The part of an RRULE that picks the day."""
    match day_name:
        case DayOfMonth():
            if day_name.day <= 28:
                return f"BYMONTHDAY={day_name.day}"
            return f"BYMONTHDAY={','.join(map(str, range(28, day_name.day + 1)))};BYSETPOS=-1"
        case Weekday():
            return f"BYDAY={day_name.nth or ''}{CODES[day_name.weekday]}"
        case Workday():
            return f"BYDAY={working};BYSETPOS={day_name.nth}"
    assert_never(day_name)
