"""What time limits are counted by: which days are worked, from when to when, and which weeks are those of every two
weeks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from generator.model import CalendarYear, Deadline, Handbook, Settings, WorkingHours
from generator.schedule.workdays import Workdays


@dataclass(frozen=True)
class WorkCalendar:
    """The calendar by which somebody works. It can be pickled."""

    workdays: Workdays
    hours: WorkingHours
    fortnights: date
    """A day of a week in which what comes round every two weeks is due."""

    def clock(self, by: Deadline | None) -> time | None:
        """The time of day that a limit names; 下班 is the end of the working hours. None where it names none."""
        return (by.value or self.hours.end.value) if by else None


def work_calendar(handbook: Handbook) -> WorkCalendar:
    """The calendar of the company."""
    return of_settings(handbook.settings, handbook.calendar)


def of_settings(settings: Settings, corrections: Mapping[str, CalendarYear]) -> WorkCalendar:
    """The same from the settings of one revision and the corrections of the public calendar, which may be those of
    another.
    """
    return WorkCalendar(Workdays(corrections), settings.working_hours, settings.fortnights.value)
