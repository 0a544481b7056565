"""Workdays as they are counted in China: public holidays, 调休 workdays, and the company's own corrections.

Public days come from the package `holidays`, which follows the yearly notices of the State Council: its release 0.109
knows the 调休 of 2001 to 2026. Of a year that is not yet announced it knows the statutory holidays, with a day in lieu
for each that meets a weekend; days that the notice then moves have to wait for a newer release of the package, or be
written into `sop/calendar/<year>.yaml`. What stands there always wins.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import holidays

from generator.model import CalendarYear, Duration, WorkingHours


class Workdays:
    """Tells workdays from days off."""

    def __init__(self, calendar: Mapping[str, CalendarYear]):
        """`calendar` holds the corrections by year, as `Handbook.calendar` does."""
        self._public = holidays.China()
        self._worked = {day.value for year in calendar.values() for day in year.workdays}
        self._off = {day.value for year in calendar.values() for day in year.holidays}

    def is_workday(self, day: date) -> bool:
        """Whether the company works on this day."""
        if day in self._worked or day in self._off:
            return day in self._worked
        return self._public.is_working_day(day)

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

    def deadline(self, start: datetime, within: Duration, hours: WorkingHours) -> datetime:
        """The last moment that is still within the time limit.

        Minutes and hours run day and night. Calendar units end at the same time of day; a month or year ends on the
        last day of its month if it has no such day. Workdays end with the working hours of the last one. The time zone
        is that of `start`.
        """
        match within.unit:
            case "分钟" | "小时":
                return start + timedelta(minutes=within.amount * (60 if within.unit == "小时" else 1))
            case "天" | "周":
                return start + timedelta(days=within.amount * (7 if within.unit == "周" else 1))
            case "个月" | "年":
                return _months_later(start, within.amount * (12 if within.unit == "年" else 1))
        return datetime.combine(self.add(start.date(), within.amount), hours.end.value, start.tzinfo)


def _months_later(start: datetime, count: int) -> datetime:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return start.replace(year=year, month=month + 1, day=min(start.day, months.monthrange(year, month + 1)[1]))
