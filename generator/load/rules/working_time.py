"""Whether the calendar, the weeks and the hours of work make sense, and leave time for what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import Day, WorkingHours
from generator.problems import Level
from generator.schedule.cadences import CADENCES
from generator.schedule.named_days import WEEKDAYS, Weekday, day_in_period
from generator.schedule.timetable import TimeLimit, time_limits
from generator.schedule.work_calendar import calendar_of_role, work_calendar
from generator.schedule.workdays import SATURDAY

LEAST = 30
"""Minutes from the start of work within which nothing that comes round falls due."""


def calendar_days_belong_to_their_year(context: RuleContext) -> Iterator[Violation]:
    """A correction of the calendar is about its own year and says one thing of a day."""
    for year in context.handbook.calendar.values():
        for name in ("workdays", "holidays"):
            for position, day in enumerate(getattr(year, name)):
                if str(day.value.year) != year.id:
                    yield violation_at(
                        year.id,
                        (name, position),
                        "E412",
                        f"{day} 不在 {year.id} 年",
                        f"请写到 sop/calendar/{day.value.year}.yaml",
                    )
        yield from _said_twice(year.id, (), year.workdays, year.holidays)


def the_working_day_has_an_order(context: RuleContext) -> Iterator[Violation]:
    """Start, break and end of the working day follow each other."""
    settings = context.handbook.settings
    all_hours: list[tuple[tuple[str | int, ...], WorkingHours | None]] = [
        (("working_hours",), settings.working_hours),
        *((("units", place, "working_hours"), unit.working_hours) for place, unit in enumerate(settings.units)),
    ]
    for path, hours in all_hours:
        if hours and not hours.start < hours.break_start <= hours.break_end < hours.end:
            yield violation_at(
                "settings",
                path,
                "E413",
                "工作时间的先后不对",
                "应依次为 start、break_start、break_end、end",
                at_key=True,
            )


def units_say_when_they_work(context: RuleContext) -> Iterator[Violation]:
    """Where every second Saturday is worked, it is said which; and no day is both worked and off."""
    for place, unit in enumerate(context.handbook.settings.units):
        path = ("units", place)
        alternates = unit.week == "大小周"
        if alternates and unit.saturday is None:
            hint = "用 saturday 写任何一个要上班的周六，例如「saturday: 2026-01-10」"
            yield violation_at("settings", (*path, "week"), "E412", "大小周没有说哪些周六上班", hint)
        elif unit.saturday and not alternates:
            hint = "只有大小周才写 saturday；隔周上班的，把 week 改成「大小周」"
            yield violation_at("settings", (*path, "saturday"), "E412", f"「{unit.week}」用不着 saturday", hint)
        elif unit.saturday and unit.saturday.value.weekday() != SATURDAY:
            hint = "写一个要上班的周六"
            yield violation_at("settings", (*path, "saturday"), "E412", f"{unit.saturday} 不是周六", hint)
        yield from _said_twice("settings", path, unit.workdays, unit.holidays)


def routine_limits_fall_into_working_time(context: RuleContext) -> Iterator[Violation]:
    """What comes round is due neither before somebody had time for it, nor after work, nor on a day off."""
    handbook = context.handbook
    for limit in time_limits(handbook):
        due = limit.due
        if due.every is None:
            continue
        roles = [role for role in limit.roles if role in handbook.roles]
        calendars = [calendar_of_role(handbook, role) for role in roles] or [work_calendar(handbook)]
        if due.by and due.by.value:
            start, end = (min(each.hours.start for each in calendars), max(each.hours.end for each in calendars))
            left = _minutes(due.by.value) - _minutes(start.value)
            if left < LEAST:
                hint = "没有上班时间可以做：改晚一点，或改成前一个工作日下班前；确实是上班前做的，不用改"
                short = f"，只有 {left} 分钟" if left > 0 else ""
                yield _untimely(limit, "by", f"{start} 上班，{due.by} 前就要做完{short}", hint)
            elif due.by.value > end.value:
                hint = f"下班以后没有人做：改成「下班」，或 {end} 以前的时刻"
                yield _untimely(limit, "by", f"{end} 下班，{due.by} 才到期", hint)
        named = None if CADENCES[due.every].is_daily else day_in_period(due).day
        if isinstance(named, Weekday) and not any(each.workdays.works_on(named.weekday) for each in calendars):
            worked = f"周{WEEKDAYS[calendars[0].workdays.ordinary_week[-1]]}"
            yield _untimely(limit, "on", f"{due.on}不上班", f"改成上班的日子，例如「{worked}」")


def _untimely(limit: TimeLimit, name: str, message: str, hint: str) -> Violation:
    return violation_at(limit.item.id, (*limit.path, name), "W429", message, hint, Level.WARNING)


def _minutes(clock: time) -> int:
    """Since midnight."""
    return clock.hour * 60 + clock.minute


def _said_twice(
    id: str, path: tuple[str | int, ...], workdays: Sequence[Day], holidays: Sequence[Day]
) -> Iterator[Violation]:
    for position, day in enumerate(holidays):
        if day in workdays:
            place = (*path, "holidays", position)
            yield violation_at(id, place, "E412", f"{day} 既上班又放假", "请只保留一处")
