"""On which days a time limit that comes round again falls: as an RRULE of RFC 5545, and day by day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.language.phrasing import WEEKDAYS
from generator.model import Due

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING = ",".join(CODES[:5])
EVERY_MONTH = tuple(range(1, 13))
DAY = timedelta(days=1)
FEWEST_WEEKDAYS = 20
"""From Monday to Friday, in February."""


@dataclass(frozen=True)
class Pick:
    """Which days within a week or month are meant: one of the first three is set; none is every workday."""

    workday: int = 0
    """The first workday of the month is 1, the last is -1."""
    monthday: int = 0
    """The day of the month, from 1."""
    weekday: int | None = None
    """Monday is 0."""
    nth: int = 0
    """With `weekday`: the first of the month is 1. 0 is that day of every week."""

    @property
    def counts_workdays(self) -> bool:
        """Whether public holidays move it."""
        return not self.monthday and self.weekday is None

    def rule(self) -> str:
        """The part of an RRULE that picks the day."""
        if self.monthday:
            return f"BYMONTHDAY={self.monthday}"
        if self.weekday is not None:
            return f"BYDAY={self.nth or ''}{CODES[self.weekday]}"
        return f"BYDAY={WORKING}" + (f";BYSETPOS={self.workday}" if self.workday else "")

    def meant(self, day: date, is_workday: Callable[[date], bool]) -> bool:
        """Whether this is a day that is meant, by a calendar of workdays."""
        if self.monthday:
            return day.day == self.monthday
        if self.weekday is not None:
            return day.weekday() == self.weekday and (not self.nth or (day.day + 6) // 7 == self.nth)
        return is_workday(day) and (not self.workday or self._position(day, is_workday) == self.workday)

    def _position(self, day: date, is_workday: Callable[[date], bool]) -> int:
        """Which workday of its month a day is, counted from the end where the pick is."""
        back = -DAY if self.workday > 0 else DAY
        count, at = 0, day
        while at.month == day.month:
            count, at = count + is_workday(at), at + back
        return count if self.workday > 0 else -count


@dataclass(frozen=True)
class Recurrence:
    """When a time limit falls, again and again."""

    cycle: str
    """The start of the RRULE."""
    months: tuple[int, ...]
    pick: Pick
    exact: bool = True
    """False where the handbook names no day, and the day is only one on which to be reminded."""

    @property
    def rule(self) -> str:
        """The RRULE. It knows no public holidays: by a calendar of workdays, `days` says where it is wrong."""
        return f"{self.cycle};{self.pick.rule()}"

    def days(self, first: date, last: date, is_workday: Callable[[date], bool]) -> Iterator[date]:
        """The days from first to last on which it falls."""
        for offset in range((last - first).days + 1):
            day = first + offset * DAY
            if day.month in self.months and self.pick.meant(day, is_workday):
                yield day


def weekday_only(day: date) -> bool:
    """A workday as an RRULE knows it: from Monday to Friday, holidays or not."""
    return day.weekday() < 5


def recurrence(due: Due) -> Recurrence | None:
    """When the limit falls; None if it does not come round by the calendar."""
    if due.every is None:
        return None
    if due.every == "工作日":
        return Recurrence("FREQ=WEEKLY", EVERY_MONTH, Pick())
    if due.every == "周":
        named = due.on.removeprefix("周") if due.on else ""
        return Recurrence("FREQ=WEEKLY", EVERY_MONTH, Pick(weekday=WEEKDAYS.index(named) if named else 0), bool(named))
    months, cycle = _months(due)
    pick = next((pick for pick in (_pick(due.on), _pick(due.moment)) if pick and _comes_round(pick, months)), None)
    return Recurrence(cycle, months, pick or Pick(workday=1), pick is not None)


def _months(due: Due) -> tuple[tuple[int, ...], str]:
    """The months that are meant, and the RRULE that goes from one to the next."""
    if due.every == "月":
        return EVERY_MONTH, "FREQ=MONTHLY"
    if due.every == "年":
        named = re.fullmatch("([0-9]+) 月", due.on)
        month = int(named[1]) if named else 1
        return (month,), f"FREQ=YEARLY;BYMONTH={month}"
    last = due.on in ("末月", "最后一个工作日")
    return tuple(range(3 if last else 1, 13, 3)), "FREQ=MONTHLY;INTERVAL=3"


def _comes_round(pick: Pick, months: tuple[int, ...]) -> bool:
    """Whether there is such a day in every year: 30 February never is, and 29 February, or a month's 21st weekday, may
    not be.
    """
    return pick.monthday <= max(monthrange(2001, month)[1] for month in months) and pick.workday <= FEWEST_WEEKDAYS


def _pick(words: str) -> Pick | None:
    """首个工作日, 第 5 个工作日前, 5 日, 第三个周五; None for words that name no day."""
    if words in ("首个工作日", "最后一个工作日"):
        return Pick(workday=1 if words == "首个工作日" else -1)
    if counted := re.fullmatch("[第前] ?([1-9][0-9]?) ?个工作日前?", words):
        return Pick(workday=int(counted[1]))
    if dated := re.fullmatch("([1-9][0-9]?) 日前?", words):
        return Pick(monthday=int(dated[1]))
    if named := re.fullmatch(f"第([一二三四])个周([{WEEKDAYS}])", words):
        return Pick(weekday=WEEKDAYS.index(named[2]), nth=WEEKDAYS.index(named[1]) + 1)
    return None
