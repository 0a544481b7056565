"""The week of a report, and the day, month, quarter or year in which a KPI is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Self

from generator.schedule.cadences import CADENCES, DAY, Span


class Period(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date
    words: str
    """How it is called."""


@dataclass(frozen=True)
class Week:
    """A week of ISO 8601: from Monday to Sunday, in the year that holds its Thursday."""

    monday: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """2026-W47. Raises ValueError with a Chinese sentence."""
        match = re.fullmatch("([0-9]{4})-?[Ww]([0-9]{1,2})", text)
        if not match:
            raise ValueError(f"「{text}」不是周，要写成「年-W周」")
        try:
            return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError:
            raise ValueError(f"{match[1]} 年没有第 {int(match[2])} 周") from None

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> tuple[date, ...]:
        """All seven."""
        return tuple(self.monday + timedelta(days=count) for count in range(7))

    @property
    def title(self) -> str:
        """2026 年第 47 周."""
        year, number, _ = self.monday.isocalendar()
        return f"{year} 年第 {number} 周"

    def before(self, count: int) -> Week:
        """The week that many weeks earlier."""
        return Week(self.monday - timedelta(weeks=count))

    def __str__(self) -> str:
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"


def period(name: str, week: Week, fortnights: date) -> Period:
    """What a KPI counted by 日, or one of the longer cadences, is counted over in the report of a week.

    It is the period that holds the Thursday of the week, from its first day to the end of the week: what came later
    is not yet known to the report. Days are counted over the week.
    """
    cadence = CADENCES["周" if name == "日" else name]
    whole = cadence.period(week.monday + 3 * DAY, fortnights)
    span = Span(whole.first, min(whole.last, week.sunday))
    return Period(*span, cadence.title(span) + (f"（至 {span.last:%m-%d}）" if cadence.months else ""))
