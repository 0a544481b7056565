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
from typing import assert_never

import holidays

from generator.model import CalendarYear, Duration, WorkingHours


class Workdays:
    """Tells workdays from days off."""

    def __init__(self, calendar: Mapping[str, CalendarYear]):
        """`calendar` holds the corrections by year, as `Handbook.calendar` does."""
        self._public = holidays.country_holidays("CN")
        self._known: dict[date, bool] = {}
        self._corrected = {int(year.id) for year in calendar.values()}
        self._worked = {day.value for year in calendar.values() for day in year.workdays}
        self._off = {day.value for year in calendar.values() for day in year.holidays}

    def is_workday(self, day: date) -> bool:
        """Whether the company works on this day."""
        if day not in self._known:
            corrected = day in self._worked or day in self._off
            self._known[day] = day in self._worked if corrected else self._public.is_working_day(day)
        return self._known[day]

    def is_announced(self, year: int) -> bool:
        """Whether the public days off and 调休 of a year are known: to the package `holidays`, or from
        `sop/calendar/<year>.yaml`.

        Every notice since that of 2001 exchanges weekends for days off, so a year for which the package has none is
        not announced yet.
        """
        self._public.is_working_day(date(year, 1, 1))  # It reckons a year when first asked for a day of it.
        return year in self._corrected or any(day.year == year for day in self._public.weekend_workdays)

    @property
    def ordinary_week(self) -> tuple[int, ...]:
        """The weekdays that are worked in every week without holidays, Monday being 0."""
        return (0, 1, 2, 3, 4)

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


def _months_later(start: datetime, count: int) -> datetime:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return start.replace(year=year, month=month + 1, day=min(start.day, months.monthrange(year, month + 1)[1]))
