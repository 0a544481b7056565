"""How often a time limit comes round: the one table of cadences. Whatever differs from one to the next stands here.

A new cadence is a word in `generator.model.EVERY` and a line in `CADENCES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
FOLLOWING = "随事发生"
"""The heading of the limits that follow an event, not the calendar."""


class Span(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """All of them."""
        return tuple(self.first + count * DAY for count in range((self.last - self.first).days + 1))

    @property
    def years(self) -> range:
        """The years that it touches."""
        return range(self.first.year, self.last.year + 1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """How often something comes round. Its periods are of whole `weeks` or of whole `months`; of neither, they are
    the workdays.
    """

    heading: str
    """The group of time limits: 每天."""
    words: str
    """How a time limit begins: 每个工作日."""
    now: str
    """The period in which one is: 本周."""
    weeks: int = 0
    months: int = 0
    on: tuple[str, ...] = ()
    """The kinds of `generator.model.ON` that name a day or a month of its periods."""
    lead: timedelta
    """How long before its time to remind."""
    spoken: tuple[str, ...]
    """How people say it; what comes after these words names the day."""

    @property
    def is_daily(self) -> bool:
        """Whether its periods are single days."""
        return not (self.weeks or self.months)

    def period(self, day: date, fortnights: date) -> Span:
        """The period that holds the day. `fortnights` is a day of a week with which a period of two weeks ends.

        The first period of a year begins on 1 January; weeks begin on Monday, as in ISO 8601.
        """
        if self.months:
            first = date(day.year, (day.month - 1) // self.months * self.months + 1, 1)
            return Span(first, _months_on(first, self.months) - DAY)
        if self.weeks:
            monday, last_monday = (each - timedelta(days=each.weekday()) for each in (day, fortnights))
            ahead = (last_monday - monday) // WEEK % self.weeks
            last = monday + (ahead + 1) * WEEK - DAY
            return Span(last - self.weeks * WEEK + DAY, last)
        return Span(day, day)

    def title(self, span: Span) -> str:
        """What one of its periods is called within its year: 11 月, 第 4 季度, 上半年, 2026 年; of weeks and days,
        from when to when.
        """
        place = (span.first.month - 1) // (self.months or 1)
        match self.months:
            case 1:
                return f"{span.first.month} 月"
            case 3:
                return f"第 {place + 1} 季度"
            case 6:
                return "上下"[place] + "半年"
            case 12:
                return f"{span.first.year} 年"
            case _:
                return f"{span.first:%m-%d} 至 {span.last:%m-%d}"


def _months_on(first: date, count: int) -> date:
    """The first of the month that many months later."""
    years, month = divmod(first.month - 1 + count, 12)
    return date(first.year + years, month + 1, 1)


CADENCES: Mapping[str, Cadence] = MappingProxyType(
    {
        "工作日": Cadence(
            heading="每天",
            words="每个工作日",
            now="今天",
            lead=timedelta(minutes=30),
            spoken=("每天", "每日", "天天", "每个工作日", "每工作日"),
        ),
        "周": Cadence(
            heading="每周",
            words="每周",
            now="本周",
            weeks=1,
            on=("weekday",),
            lead=timedelta(hours=2),
            spoken=("每周", "每星期", "每个星期"),
        ),
        "双周": Cadence(
            heading="每两周",
            words="每两周",
            now="这两周",
            weeks=2,
            on=("weekday",),
            lead=timedelta(days=1),
            spoken=("每两周", "每双周", "双周", "隔周", "每隔一周", "每两个星期"),
        ),
        "月": Cadence(
            heading="每月",
            words="每月",
            now="本月",
            months=1,
            on=("date", "workday"),
            lead=timedelta(days=1),
            spoken=("每月", "每个月"),
        ),
        "季度": Cadence(
            heading="每季度",
            words="每季度",
            now="本季度",
            months=3,
            on=("edge", "workday"),
            lead=timedelta(days=3),
            spoken=("每季度", "每季", "每个季度"),
        ),
        "半年": Cadence(
            heading="每半年",
            words="每半年",
            now="这半年",
            months=6,
            on=("edge", "workday"),
            lead=timedelta(days=7),
            spoken=("每半年", "每半年度", "每隔半年"),
        ),
        "年": Cadence(
            heading="每年",
            words="每年",
            now="今年",
            months=12,
            on=("month", "workday"),
            lead=timedelta(days=7),
            spoken=("每年", "每年度"),
        ),
    }
)
"""By the word that an author writes, from often to rare."""

HEADINGS = (*(cadence.heading for cadence in CADENCES.values()), FOLLOWING)
"""The groups into which time limits fall, from often to rare."""


def heading(every: str | None) -> str:
    """The group of a time limit with this `every`."""
    return CADENCES[every].heading if every else FOLLOWING
