"""Workdays as they are counted in China: public holidays, 调休 workdays, and the company's own corrections.

Public days come from the package `holidays`, which follows the yearly notices of the State Council: its release 0.109
knows the 调休 of 2001 to 2026. Of a year that is not yet announced it knows the statutory holidays, with a day in lieu
for each that meets a weekend; days that the notice then moves have to wait for a newer release of the package, or be
written into `sop/calendar/<year>.yaml`. What stands there always wins.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import assert_never

import holidays

from generator.model import CalendarYear, Duration, WorkingHours, WorkUnit

DAY = timedelta(days=1)
SATURDAY = 5
WORKED: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {"双休": (0, 1, 2, 3, 4), "单休": (0, 1, 2, 3, 4, 5), "大小周": (0, 1, 2, 3, 4)}
)
"""By `week` of a unit: the weekdays that are worked in every week without holidays, Monday being 0."""


class Workdays:
    """Tells workdays from days off."""

    def __init__(self, calendar: Mapping[str, CalendarYear], unit: WorkUnit | None = None):
        """`calendar` holds the corrections by year, as `Handbook.calendar` does. `unit` has its own; None is the
        company.
        """
        own = (unit.workdays, unit.holidays) if unit else ((), ())
        self._corrections = {
            **{day.value: False for year in calendar.values() for day in year.holidays},
            **{day.value: True for year in calendar.values() for day in year.workdays},
            **{day.value: False for day in own[1]},
            **{day.value: True for day in own[0]},
        }
        self._years = {int(year.id) for year in calendar.values()}
        self.ordinary_week = WORKED[unit.week if unit else "双休"]
        self._saturday = unit.saturday.value if unit and unit.saturday and unit.week == "大小周" else None
        self._known: dict[date, bool] = {}

    def is_workday(self, day: date) -> bool:
        """Whether one works on this day."""
        if day not in self._known:
            self._known[day] = self._corrections[day] if day in self._corrections else self._is_worked(day)
        return self._known[day]

    def _is_worked(self, day: date) -> bool:
        """By the public calendar and the week. A Saturday in the midst of public days off, or beside one before a
        Sunday that is worked for it, is one of them.
        """
        public = _public()
        if day in public or day in public.weekend_workdays:
            return day in public.weekend_workdays
        if day.weekday() != SATURDAY:
            return day.weekday() in self.ordinary_week
        sunday, monday = day + DAY, day + 2 * DAY
        if day - DAY in public and (monday in public or sunday in public.weekend_workdays):
            return False
        if self._saturday:
            return (day - self._saturday).days % 14 == 0
        return SATURDAY in self.ordinary_week

    def day_off(self, day: date) -> str:
        """What a day off is called: 国庆节, 调休放假, 周末, 放假; empty for a workday."""
        if self.is_workday(day):
            return ""
        name = _public().get(day) or ""
        if day in self._corrections or not name:
            return "放假" if day in self._corrections or day.weekday() < SATURDAY else "周末"
        return "调休放假" if "调休" in name else re.sub("（.*", "", name)

    def is_announced(self, year: int) -> bool:
        """Whether the public days off and 调休 of a year are known: to the package `holidays`, or from
        `sop/calendar/<year>.yaml`.

        Every notice since that of 2001 exchanges weekends for days off, so a year for which the package has none is
        not announced yet.
        """
        public = _public()
        _ = date(year, 1, 1) in public  # It reckons a year when first asked for a day of it.
        return year in self._years or any(day.year == year for day in public.weekend_workdays)

    @property
    def days_a_week(self) -> float:
        """Workdays of a week without holidays, on average: 5.5 where every second Saturday is worked."""
        return len(self.ordinary_week) + (0.5 if self._saturday else 0)

    def works_on(self, weekday: int) -> bool:
        """Whether this weekday is ever worked without 调休, Monday being 0."""
        return weekday in self.ordinary_week or (weekday == SATURDAY and self._saturday is not None)

    def is_worked_in_an_ordinary_week(self, day: date) -> bool:
        """Whether the day is worked as far as its weekday says."""
        return day.weekday() in self.ordinary_week

    def add(self, day: date, count: int) -> date:
        """The workday that is `count` workdays after the day, which is not counted itself; before it if `count` is
        negative.

        With 0 it is the day itself, be it a workday or not.
        """
        forward = timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count)):
            day += forward
            while not self.is_workday(day):
                day += forward
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself, or for a day off the last workday before it."""
        return day if self.is_workday(day) else self.add(day, -1)

    def on_or_after(self, day: date) -> date:
        """The day itself, or for a day off the first workday after it."""
        return day if self.is_workday(day) else self.add(day, 1)

    def deadline(self, start: datetime, within: Duration, hours: WorkingHours) -> datetime:
        """The last moment that is still within the time limit.

        Minutes and hours run day and night. Calendar units end at the same time of day; a month or year ends on the
        last day of its month if it has no such day. Workdays end with the working hours of the last one. The time zone
        is that of `start`.
        """
        match within.unit:
            case "分钟":
                return start + timedelta(minutes=within.amount)
            case "小时":
                return start + timedelta(hours=within.amount)
            case "天":
                return start + timedelta(days=within.amount)
            case "周":
                return start + timedelta(weeks=within.amount)
            case "个月":
                return _months_later(start, within.amount)
            case "年":
                return _months_later(start, within.amount * 12)
            case "个工作日":
                return datetime.combine(self.add(start.date(), within.amount), hours.end.value, start.tzinfo)
        assert_never(within.unit)

    def latest_start(self, event: datetime, ahead: Duration) -> datetime:
        """The last moment that is still so long before an event, as `deadline` is after a start; of a length that is
        counted in days, the whole of its last day counts.
        """
        match ahead.unit:
            case "分钟":
                return event - timedelta(minutes=ahead.amount)
            case "小时":
                return event - timedelta(hours=ahead.amount)
            case "天":
                moment = event - timedelta(days=ahead.amount)
            case "周":
                moment = event - timedelta(weeks=ahead.amount)
            case "个月":
                moment = _months_later(event, -ahead.amount)
            case "年":
                moment = _months_later(event, -12 * ahead.amount)
            case "个工作日":
                moment = datetime.combine(self.add(event.date(), -ahead.amount), event.time(), event.tzinfo)
            case _:
                assert_never(ahead.unit)
        return moment.replace(hour=23, minute=59)


@cache
def _public() -> holidays.HolidayBase:
    """The public days off and the weekends that are worked, reckoned year by year as they are asked for."""
    return holidays.country_holidays("CN", language="zh_CN")


def _months_later(start: datetime, count: int) -> datetime:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return start.replace(year=year, month=month + 1, day=min(start.day, months.monthrange(year, month + 1)[1]))
