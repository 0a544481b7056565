"""One limit against another: looser is what ends later from any start within a year, whatever the units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.model import Due, convert
from generator.schedule.strictness import are_comparable, later
from generator.schedule.work_calendar import work_calendar
from tests.builders import a_handbook

AFTER = {"after_text": "沟通"}
BEFORE = {"before_text": "活动"}


def due(**written: Any) -> Due:
    """A time limit as an author writes it."""
    limit: Due = convert(Due, written)
    return limit


LOOSER = {
    "more of a unit": (due(within="48 小时", **AFTER), due(within="24 小时", **AFTER)),
    "one workday, over a weekend": (due(within="1 个工作日", **AFTER), due(within="24 小时", **AFTER)),
    "24 hours, where a workday ends earlier": (due(within="24 小时", **AFTER), due(within="1 个工作日", **AFTER)),
    "a calendar month for 30 days": (due(within="1 个月", **AFTER), due(within="30 天", **AFTER)),
    "30 days for a month of 28": (due(within="30 天", **AFTER), due(within="1 个月", **AFTER)),
    "seven days for five workdays": (due(within="7 天", **AFTER), due(within="5 个工作日", **AFTER)),
    "the next workday for the same day": (due(moment="拜访", day="次工作日"), due(moment="拜访", day="当日")),
    "the end of work for noon": (due(moment="拜访", day="当日", by="下班"), due(moment="拜访", day="当日", by="12:00")),
    "the next workday for 24 hours": (due(moment="拜访", day="次工作日"), due(within="24 小时", **AFTER)),
    "a workday ahead for a week": (due(ahead="1 个工作日", **BEFORE), due(ahead="1 周", **BEFORE)),
    "a day ahead for a workday": (due(ahead="1 天", **BEFORE), due(ahead="1 个工作日", **BEFORE)),
    "a month ahead for 30 days": (due(ahead="1 个月", **BEFORE), due(ahead="30 天", **BEFORE)),
    "every week for every workday": (due(every="周"), due(every="工作日")),
    "every quarter for every month": (due(every="季度"), due(every="月")),
    "ten o'clock for nine": (due(every="工作日", by="10:00"), due(every="工作日", by="09:00")),
    "the tenth for the fifth": (due(every="月", on="10 日"), due(every="月", on="5 日")),
    "once for twice": (due(every="月", times=1), due(every="月", times=2)),
}
KEPT = {
    "the same": (due(within="24 小时", **AFTER), due(within="24 小时", after_text="见面")),
    "less": (due(within="3 个工作日", **AFTER), due(within="5 个工作日", **AFTER)),
    "a fallback that is no longer": (
        due(moment="拜访", day="当日", by="下班", within="24 小时", **AFTER),
        due(within="24 小时", **AFTER),
    ),
    "a named day of a month": (due(every="月", on="5 日", by="下班"), due(every="月")),
    "every workday for every week": (due(every="工作日"), due(every="周")),
    "a workday of the week for the week": (due(every="周", on="周四"), due(every="周")),
    "twice for once": (due(every="月", times=2), due(every="月", times=1)),
    "one day more ahead": (due(ahead="2 天", **BEFORE), due(ahead="1 天", **BEFORE)),
}
UNLIKE = {
    "a period and a stretch": (due(every="周"), due(within="24 小时", **AFTER)),
    "before and after": (due(ahead="1 天", **BEFORE), due(within="24 小时", **AFTER)),
    "words only": (due(moment="客户提出异议时"), due(within="24 小时", **AFTER)),
}
CALENDAR = work_calendar(a_handbook())


@pytest.mark.parametrize(("given", "asked"), LOOSER.values(), ids=LOOSER)
@pytest.mark.parametrize("year", [2025, 2026, 2028])
def test_what_ends_later_from_some_start_is_looser(given: Due, asked: Due, year: int) -> None:
    """And the case that proves it is within the year."""
    case = later(given, asked, CALENDAR, year)
    assert case is not None
    assert case.given > case.allowed
    assert date(year - 1, 12, 1) < case.allowed.date() < date(year + 1, 2, 1)


@pytest.mark.parametrize(("given", "asked"), KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("year", [2025, 2026, 2028])
def test_what_never_ends_later_keeps_to_the_limit(given: Due, asked: Due, year: int) -> None:
    assert are_comparable(given, asked)
    assert later(given, asked, CALENDAR, year) is None


@pytest.mark.parametrize(("given", "asked"), UNLIKE.values(), ids=UNLIKE)
def test_limits_of_other_kinds_are_not_held_against_one_another(given: Due, asked: Due) -> None:
    assert not are_comparable(given, asked)
    assert later(given, asked, CALENDAR, 2026) is None
