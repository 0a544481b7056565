"""When a record was due, and whether it came late: every way in which a form can say it, and every way in which it
cannot be known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.model import CalendarYear, Day, Due, convert
from generator.records.lateness import due, late, local
from generator.schedule.work_calendar import calendars
from tests.records.collected import NEW, handbook

VISIT = handbook(NEW).forms["visit-record"]
CALENDAR = calendars(
    handbook(NEW).settings,
    {"2026": CalendarYear(id="2026", workdays=(Day.parse("2026-03-21"),), holidays=(Day.parse("2026-03-27"),))},
)[""]
RECORD = {"visit-date": "2026-03-18", "start-time": "14:00", "end-time": "15:30"}
"""A Wednesday."""


def limit(**parts: Any) -> Due:
    """A time limit as authors write it."""
    return convert(Due, parts, "visit-record")


DUE: dict[str, tuple[Due, dict[str, Any], str | None]] = {
    # by id of the case: the time limit, what differs in the record, and when it was due
    "on the day, end of work": (limit(moment="拜访当日", by="下班"), {}, "2026-03-18 18:00"),
    "on the day, at a time": (limit(moment="面谈当天", by="17:15"), {}, "2026-03-18 17:15"),
    "on the day, on a Sunday too": (
        limit(moment="拜访当日", by="下班"),
        {"visit-date": "2026-03-22"},
        "2026-03-22 18:00",
    ),
    "the next day: of what is not said": (limit(moment="核对完成的次日", by="12:00"), {}, None),
    "the next workday, of a Friday": (
        limit(moment="拜访", day="次工作日", by="12:00"),
        {"visit-date": "2026-03-13"},
        "2026-03-16 12:00",
    ),
    "the next workday, over a Friday off": (
        limit(moment="拜访", day="次工作日", by="12:00"),
        {"visit-date": "2026-03-26"},
        "2026-03-30 12:00",
    ),
    "the next day, of a Friday": (
        limit(moment="拜访", day="次日", by="12:00"),
        {"visit-date": "2026-03-13"},
        "2026-03-14 12:00",
    ),
    "the workday before, of a Monday": (
        limit(moment="拜访", day="前一工作日", by="下班"),
        {"visit-date": "2026-03-16"},
        "2026-03-13 18:00",
    ),
    "the day before, of a Monday": (
        limit(moment="拜访", day="前一天", by="下班"),
        {"visit-date": "2026-03-16"},
        "2026-03-15 18:00",
    ),
    "on the day, told apart": (limit(moment="拜访", day="当日", by="下班"), {}, "2026-03-18 18:00"),
    "at once": (limit(moment="接到投诉后立即"), {}, None),
    "on the day without a time": (limit(moment="拜访当日"), {}, "2026-03-18 23:59"),
    "no day": (limit(moment="拜访当日", by="下班"), {"visit-date": None}, None),
    "a day that is none": (limit(moment="拜访当日", by="下班"), {"visit-date": "昨天"}, None),
    "every workday": (limit(every="工作日", by="09:00"), {}, "2026-03-18 09:00"),
    "every workday, on a Sunday": (limit(every="工作日", by="09:00"), {"visit-date": "2026-03-22"}, None),
    "every workday, on a Saturday that is worked": (
        limit(every="工作日", by="09:00"),
        {"visit-date": "2026-03-21"},
        "2026-03-21 09:00",
    ),
    "every workday without a time": (limit(every="工作日"), {}, "2026-03-18 23:59"),
    "every week": (limit(every="周", on="周五", by="18:00"), {}, "2026-03-20 18:00"),
    "every week, told on a Sunday": (
        limit(every="周", on="周五", by="18:00"),
        {"visit-date": "2026-03-22"},
        "2026-03-20 18:00",
    ),
    "every week, the Friday off": (
        limit(every="周", on="周五", by="18:00"),
        {"visit-date": "2026-03-25"},
        "2026-03-26 18:00",
    ),
    "every week, no day said": (limit(every="周", by="18:00"), {}, "2026-03-21 18:00"),
    "every two weeks": (limit(every="双周", on="周五", by="18:00"), {}, "2026-03-20 18:00"),
    "every two weeks, told in the week before": (
        limit(every="双周", on="周五", by="18:00"),
        {"visit-date": "2026-03-11"},
        "2026-03-20 18:00",
    ),
    "every half year, first month": (
        limit(every="半年", on="首月", moment="第 5 个工作日", by="18:00"),
        {},
        "2026-01-08 18:00",
    ),
    "every month, the 20th": (limit(every="月", on="20 日", by="下班"), {}, "2026-03-20 18:00"),
    "every month, the 31st of April": (
        limit(every="月", on="31 日", by="下班"),
        {"visit-date": "2026-04-01"},
        "2026-04-30 18:00",
    ),
    "every month, first workday": (limit(every="月", on="首个工作日", by="12:00"), {}, "2026-03-02 12:00"),
    "every quarter, last workday": (
        limit(every="季度", on="最后一个工作日", by="12:00"),
        {"visit-date": "2026-02-03"},
        "2026-03-31 12:00",
    ),
    "every quarter, first month": (limit(every="季度", on="首月", by="12:00"), {}, "2026-01-30 12:00"),
    "every year, last workday": (limit(every="年", on="最后一个工作日", by="下班"), {}, "2026-12-31 18:00"),
    "every month, its day told as a moment": (
        limit(every="月", moment="第 5 个工作日前", by="下班"),
        {},
        "2026-03-06 18:00",
    ),
    "every week, or hours after a time: after it": (
        limit(every="周", on="周三", by="12:00", within="24 小时", after="end-time"),
        {},
        "2026-03-19 15:30",
    ),
    "every week, or hours after a time: before it": (
        limit(every="周", on="周五", by="12:00", within="24 小时", after="end-time"),
        {},
        "2026-03-20 12:00",
    ),
    "hours after a time": (limit(within="24 小时", after="visit-record.end-time"), {}, "2026-03-19 15:30"),
    "hours after a time, by its short id": (limit(within="24 小时", after="end-time"), {}, "2026-03-19 15:30"),
    "hours after a time that is missing": (limit(within="24 小时", after="end-time"), {"end-time": None}, None),
    "hours after a time that is none": (limit(within="24 小时", after="end-time"), {"end-time": "下午"}, None),
    "hours after a day with the time beside": (limit(within="2 小时", after="visit-date"), {}, "2026-03-18 16:00"),
    "hours after a day, its time not filled in": (
        limit(within="2 小时", after="visit-date"),
        {"start-time": None},
        None,
    ),
    "days after a day, its time not filled in": (
        limit(within="2 天", after="visit-date"),
        {"start-time": None},
        "2026-03-20 23:59",
    ),
    "workdays after a day, over the day off and the Saturday worked": (
        limit(within="3 个工作日", after="visit-date"),
        {},
        "2026-03-21 18:00",
    ),
    "on the day, or hours after a time: within work": (
        limit(moment="拜访当日", by="下班", within="24 小时", after="end-time"),
        {},
        "2026-03-18 18:00",
    ),
    "on the day, or hours after a time: at the end of work": (
        limit(moment="拜访当日", by="下班", within="24 小时", after="end-time"),
        {"end-time": "18:00"},
        "2026-03-18 18:00",
    ),
    "on the day, or hours after a time: after work": (
        limit(moment="拜访当日", by="下班", within="24 小时", after="end-time"),
        {"end-time": "20:10"},
        "2026-03-19 20:10",
    ),
    "on the day, or hours after a time that is missing": (
        limit(moment="拜访当日", by="下班", within="24 小时", after="end-time"),
        {"end-time": None},
        "2026-03-18 18:00",
    ),
    "on some day, or hours after a time": (
        limit(moment="拜访次日", by="下班", within="24 小时", after="end-time"),
        {},
        "2026-03-19 15:30",
    ),
    "after a field of another form": (limit(within="24 小时", after="daily-plan.plan-date"), {}, None),
    "after a field in a section with rows": (limit(within="2 天", after="promise-date"), {}, None),
    "after a step": (limit(within="24 小时", after="customer-visit.confirm"), {}, None),
    "after what is told in words": (limit(within="24 小时", after_text="与客户沟通"), {}, None),
    "ahead of something": (limit(ahead="3 个工作日", before_text="活动开始"), {}, None),
    "beyond the calendar": (limit(within="9999 年", after="visit-date"), {}, None),
}


@pytest.mark.parametrize("name", DUE)
def test_due(name: str):
    """The deadline is what the handbook says, or None where nothing in the record tells."""
    said, changes, expected = DUE[name]
    found = due(replace(VISIT, due=said), RECORD | changes, CALENDAR)
    assert (found and f"{found:%Y-%m-%d %H:%M}") == expected


@pytest.mark.parametrize(
    ("said", "day", "expected"),
    [
        (limit(every="周", on="周五", by="18:00"), "2026-03-23", "2026-03-20 18:00"),
        (limit(every="工作日", by="18:00"), "2026-03-23", "2026-03-21 18:00"),
        (limit(every="月", on="最后一个工作日", by="18:00"), "2026-04-01", "2026-03-31 18:00"),
    ],
    ids=["week", "workday", "month"],
)
def test_a_plan_of_the_next_period_is_due_in_the_one_before(said: Due, day: str, expected: str):
    """The plan of a week that is handed in on the Friday before it."""
    assert f"{due(replace(VISIT, due=said, plans_next=True), {'visit-date': day}, CALENDAR):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    ("saved", "continued", "submitted", "expected"),
    [
        ("17:59:59", False, False, False),
        ("18:00:59", False, False, False),
        ("18:01:00", False, False, True),
        ("17:00:00", True, False, False),
        ("19:00:00", True, False, None),
        ("19:00:00", True, True, True),
        (None, False, False, None),
    ],
    ids=[
        "before",
        "within the minute",
        "after",
        "before, written on",
        "after, written on",
        "handed in after, written on",
        "never saved",
    ],
)
def test_late(saved: str | None, continued: bool, submitted: bool, expected: bool | None):
    """To the minute; what is written on after it was handed in is never called late for it."""
    moment = datetime.fromisoformat(f"2026-03-18 {saved}") if saved else None
    assert late(replace(VISIT, continued=continued), moment, datetime(2026, 3, 18, 18), submitted) is expected


def test_no_deadline_is_neither_late_nor_in_time():
    assert late(VISIT, datetime(2026, 3, 18, 18), None) is None


def test_files_say_world_time_and_people_live_by_that_of_china():
    """dcterms:modified is UTC: what was saved in the evening there was saved the next morning here."""
    assert local(datetime(2026, 3, 17, 23, 30, tzinfo=UTC)) == datetime(2026, 3, 18, 7, 30)
