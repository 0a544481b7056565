"""What time limits are counted by: which days are worked, from when to when, and which weeks are those of every two
weeks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from generator.model import CalendarYear, Deadline, Handbook, Settings, WorkingHours, WorkUnit
from generator.schedule.workdays import Workdays


@dataclass(frozen=True)
class WorkCalendar:
    """The calendar by which somebody works. It can be pickled."""

    unit: WorkUnit | None
    """None for the company as a whole."""
    workdays: Workdays
    hours: WorkingHours
    fortnights: date
    """A day of a week in which what comes round every two weeks is due."""

    def clock(self, by: Deadline | None) -> time | None:
        """The time of day that a limit names; 下班 is the end of the working hours. None where it names none."""
        return (by.value or self.hours.end.value) if by else None

    @property
    def minutes_a_day(self) -> int:
        """Working time of a workday, the break left out."""
        hours = self.hours
        start, end, break_start, break_end = (
            clock.value.hour * 60 + clock.value.minute
            for clock in (hours.start, hours.end, hours.break_start, hours.break_end)
        )
        return end - start - (break_end - break_start)


def work_calendar(handbook: Handbook, unit: str = "") -> WorkCalendar:
    """The calendar of a unit by its id; of the company for the empty text."""
    return calendars(handbook.settings, handbook.calendar)[unit]


def calendar_of_role(handbook: Handbook, role: str) -> WorkCalendar:
    """The calendar of the unit in which a role works."""
    return work_calendar(handbook, handbook.roles[role].unit or "")


def calendars_of_forms(handbook: Handbook, corrections: Mapping[str, CalendarYear]) -> Mapping[str, WorkCalendar]:
    """By the id of a form, the calendar by which it falls due: that of the unit of all who fill it in, if they are of
    one; else that of the company, which stands under the empty text, too. `corrections` may be those of another
    revision.
    """
    by_unit = calendars(handbook.settings, corrections)
    units = {
        form.id: {handbook.roles[role].unit or "" for role in form.filled_by if role in handbook.roles}
        for form in handbook.forms.values()
    }
    return {
        "": by_unit[""],
        **{form: by_unit[next(iter(of_form)) if len(of_form) == 1 else ""] for form, of_form in units.items()},
    }


def calendars(settings: Settings, corrections: Mapping[str, CalendarYear]) -> Mapping[str, WorkCalendar]:
    """The calendar of every unit by its id, and under the empty text that of the company."""
    fortnights = settings.fortnights.value
    return {
        "": WorkCalendar(None, Workdays(corrections), settings.working_hours, fortnights),
        **{
            unit.id: WorkCalendar(
                unit, Workdays(corrections, unit), unit.working_hours or settings.working_hours, fortnights
            )
            for unit in settings.units
        },
    }
