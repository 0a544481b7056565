"""Workdays: 调休, public holidays, corrections, and deadlines that are counted in them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from generator.load import load_handbook
from generator.model import CalendarYear, Clock, Day, Duration, WorkingHours
from generator.schedule.workdays import Workdays

CHINA = timezone(timedelta(hours=8))
HOURS = WorkingHours(start=Clock(time(9)), end=Clock(time(18)), break_start=Clock(time(12)), break_end=Clock(time(13)))
PUBLIC = Workdays({})


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2025-01-01", False),
        ("2025-01-26", True),  # a Sunday, worked for the Spring Festival
        ("2025-01-27", True),
        ("2025-01-28", False),  # New Year's Eve, a statutory holiday since 2025
        ("2025-02-04", False),  # a Tuesday off, exchanged for a Saturday
        ("2025-02-08", True),  # that Saturday
        ("2025-02-09", False),  # an ordinary Sunday
        ("2025-04-27", True),  # a Sunday, worked for Labour Day
        ("2025-05-02", False),  # statutory since 2025
        ("2025-09-28", True),  # a Sunday, worked for the National Day
        ("2025-09-30", True),
        *((f"2025-10-{day:02}", False) for day in range(1, 9)),
        ("2025-10-09", True),
        ("2025-10-11", True),  # a Saturday
        ("2025-12-31", True),
        ("2026-01-01", False),
        ("2026-01-04", True),  # a Sunday
        ("2026-02-14", True),  # a Saturday, worked for the Spring Festival
        *((f"2026-02-{day}", False) for day in range(15, 24)),
        ("2026-02-24", True),
        ("2026-02-28", True),  # a Saturday
        ("2018-12-29", True),  # a Saturday that was worked for the next year's first days
        ("2027-01-01", False),  # not announced yet: statutory days…
        ("2027-10-02", False),
        ("2027-10-04", False),  # …a day in lieu for each that meets a weekend…
        ("2027-10-08", True),  # …and no 调休: a Friday is worked, a Saturday is off
        ("2027-10-09", False),
    ],
)
def test_public_days_are_known(day: str, works: bool):
    """Statutory holidays, moved days off and 调休 workdays are those of the State Council's notices."""
    assert PUBLIC.is_workday(date.fromisoformat(day)) is works


def test_every_year_since_2001_has_its_exchanged_weekends():
    """The docstring's promise: the package knows the 调休 of each year from 2001 to 2026, and of none later."""
    worked = {
        year: [
            day
            for day in (date(year, 1, 1) + timedelta(days) for days in range(365))
            if day.weekday() >= 5 and PUBLIC.is_workday(day)
        ]
        for year in range(2001, 2028)
    }
    assert [year for year, days in worked.items() if days] == list(range(2001, 2027))


def test_corrections_win():
    """What stands in sop/calendar decides, in both directions, and only for the days it names."""
    corrected = Workdays(
        {
            "2026": CalendarYear(
                id="2026", workdays=(Day(date(2026, 10, 1)), Day(date(2026, 3, 7))), holidays=(Day(date(2026, 3, 9)),)
            ),
            "2027": CalendarYear(id="2027", holidays=(Day(date(2027, 10, 8)),), workdays=(Day(date(2027, 10, 9)),)),
        }
    )
    corrections = {
        date(2026, 10, 1): True,
        date(2026, 3, 7): True,
        date(2026, 3, 9): False,
        date(2027, 10, 8): False,
        date(2027, 10, 9): True,
    }
    for day in (date(2026, 1, 1) + timedelta(days) for days in range(730)):
        assert corrected.is_workday(day) is corrections.get(day, PUBLIC.is_workday(day)), day


def test_corrections_of_a_handbook_are_taken(small: Path):
    """The calendar of a loaded handbook is what `Workdays` takes."""
    calendar = load_handbook(small, date(2026, 1, 1)).handbook.calendar
    assert calendar and all(
        Workdays(calendar).is_workday(day.value) for year in calendar.values() for day in year.workdays
    )
    assert not any(Workdays(calendar).is_workday(day.value) for year in calendar.values() for day in year.holidays)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2025-09-26", 1, "2025-09-28"),  # Friday -> the Sunday that is worked
        ("2025-09-30", 1, "2025-10-09"),
        ("2025-10-03", 1, "2025-10-09"),  # from a day off the first workday counts as one
        ("2025-10-09", 3, "2025-10-13"),  # over a Saturday that is worked
        ("2025-10-09", -1, "2025-09-30"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-02-24", -2, "2026-02-13"),
        ("2026-02-18", 0, "2026-02-18"),
        ("2025-12-31", 1, "2026-01-04"),  # over the turn of the year
        ("2026-03-02", 5, "2026-03-09"),  # an ordinary week
    ],
)
def test_workdays_are_counted(day: str, count: int, expected: str):
    """The day itself is not counted, in either direction."""
    assert PUBLIC.add(date.fromisoformat(day), count) == date.fromisoformat(expected)


def test_counting_back_undoes_counting_forward():
    """From a workday, n workdays later and n workdays earlier is that day again."""
    for day in (date(2025, 12, 1) + timedelta(days) for days in range(120)):
        if PUBLIC.is_workday(day):
            assert all(PUBLIC.add(PUBLIC.add(day, count), -count) == day for count in range(1, 12)), day


@pytest.mark.parametrize(
    ("start", "within", "expected"),
    [
        ("2026-02-13 17:30", "30 分钟", "2026-02-13 18:00"),
        ("2026-02-13 17:30", "24 小时", "2026-02-14 17:30"),
        ("2026-09-30 17:30", "48 小时", "2026-10-02 17:30"),  # hours run through holidays
        ("2026-02-27 10:00", "2 天", "2026-03-01 10:00"),
        ("2026-02-27 10:00", "1 周", "2026-03-06 10:00"),
        ("2026-01-31 10:00", "1 个月", "2026-02-28 10:00"),
        ("2026-11-30 10:00", "3 个月", "2027-02-28 10:00"),
        ("2026-12-15 10:00", "1 个月", "2027-01-15 10:00"),
        ("2024-02-29 10:00", "1 年", "2025-02-28 10:00"),
        ("2024-02-29 10:00", "4 年", "2028-02-29 10:00"),
        ("2026-02-13 20:00", "1 个工作日", "2026-02-14 18:00"),  # until the end of the next workday, a Saturday
        ("2026-02-14 08:00", "1 个工作日", "2026-02-24 18:00"),  # the day itself is not counted
        ("2026-02-13 10:00", "3 个工作日", "2026-02-25 18:00"),
    ],
)
def test_deadlines(start: str, within: str, expected: str):
    """Each unit of a duration leads to its last moment, in the time zone of the start."""
    begin, limit = datetime.fromisoformat(start), Duration.parse(within)
    found = PUBLIC.deadline(begin, limit, HOURS)
    assert found == datetime.fromisoformat(expected)
    assert PUBLIC.deadline(begin.replace(tzinfo=CHINA), limit, HOURS).isoformat() == f"{found.isoformat()}+08:00"


def test_every_unit_is_understood():
    """No unit that an author can write is taken for another one: each gives a moment of its own after the start."""
    start = datetime(2026, 3, 2, 10, 0)
    ends = [PUBLIC.deadline(start, Duration(7, unit), HOURS) for unit in Duration.UNITS]
    assert len(set(ends)) == len(Duration.UNITS) and all(end > start for end in ends)
