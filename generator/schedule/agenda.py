"""What falls on which day, as data that a browser only has to look up: it does no arithmetic with dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.model import Due
from generator.schedule.cadences import CADENCES, DAY, Span
from generator.schedule.notices import unannounced
from generator.schedule.occurrences import occurrences
from generator.schedule.work_calendar import WorkCalendar


def days_off(calendar: WorkCalendar, days: Span) -> Mapping[str, tuple[str, str]]:
    """By every day off: what it is called, and the next workday. Days are written as 2026-01-31."""
    return {
        day.isoformat(): (name, calendar.workdays.add(day, 1).isoformat())
        for day in days.days
        if (name := calendar.workdays.day_off(day))
    }


def guesses(calendar: WorkCalendar, days: Span) -> Mapping[str, str]:
    """By year, as a text: what must be said where its 调休 are not announced yet."""
    return {str(year): words for year in days.years if (words := unannounced((year,), calendar))}


def by_day(dues: Iterable[Due], calendar: WorkCalendar, days: Span) -> Mapping[str, list[int]]:
    """By day: the places of the limits, of those that come round less often than every workday, that fall on it.

    A limit that names no day stands on the first workday of its period, and on the last, when it is due.
    """
    found: dict[str, list[int]] = {}
    for place, due in enumerate(dues):
        if due.every is None or CADENCES[due.every].is_daily:
            continue
        until = days.last + 366 * DAY  # What is due later may have to be thought of now.
        on = {day for once in occurrences(due, days.first, until, calendar) for day in (once.first, once.day)}
        for day in sorted(on):
            if day in days:
                found.setdefault(day.isoformat(), []).append(place)
    return dict(sorted(found.items()))
