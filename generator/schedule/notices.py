"""What readers are told of how far a day can be relied on: in the same words on pages, in calendar files and in
reports.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.language.phrasing import listed
from generator.model import WEEKS, Due, WorkingHours, WorkUnit
from generator.schedule.cadences import CADENCES, Span
from generator.schedule.named_days import WEEKDAYS, Workday, day_in_period
from generator.schedule.work_calendar import WorkCalendar

MOVES = "遇休息日，提前到前一个工作日"
"""What becomes of a day that is named and is a day off."""


def unannounced(years: Iterable[int], calendar: WorkCalendar) -> str:
    """That the 调休 of these years, as far as they are not known, are guessed; empty where all are known."""
    unknown = sorted({year for year in years if not calendar.workdays.is_announced(year)})
    return f"{listed(map(str, unknown))} 年调休未公布，暂按法定节假日和周末推算" if unknown else ""


def on_time_limits(calendar: WorkCalendar, years: Iterable[int]) -> str:
    """What stands over the list of all time limits: the working hours, and which day is meant where the one that is
    written is a day off, or none is written.
    """
    hours = calendar.hours
    sentences = (
        f"工作时间 {_hours_phrase(hours)}；「下班」指 {hours.end}",
        f"按周几、几日定的时限，{MOVES}",
        "只写了周期、没有写哪一天的，最迟在当期最后一个工作日做完",
        unannounced(years, calendar),
    )
    return "".join(f"{sentence}。" for sentence in sentences if sentence)


def week_phrase(calendar: WorkCalendar) -> str:
    """The week and hours of a unit: 单休，10:00–21:00，午休 14:00–15:00."""
    unit, hours = calendar.unit, calendar.hours
    week = unit.week if unit else WEEKS[0]
    saturdays = f"，{unit.saturday} 起隔周周六上班" if unit and unit.saturday else ""
    return f"{week}{saturdays}，{_hours_phrase(hours)}"


def unit_phrase(calendar: WorkCalendar) -> str:
    """A unit with its week and hours: 门店（单休，10:00–21:00，午休 14:00–15:00）; empty for the company."""
    return f"{calendar.unit.title}（{week_phrase(calendar)}）" if calendar.unit else ""


def _hours_phrase(hours: WorkingHours) -> str:
    return f"{hours.start}–{hours.end}，午休 {hours.break_start}–{hours.break_end}"


def own_days(unit: WorkUnit) -> str:
    """The days on which a unit works, or does not, other than the company: 另放假 2026-03-09；另上班 2026-03-14."""
    parts = (("另放假", unit.holidays), ("另上班", unit.workdays))
    return "；".join(f"{words} {listed(map(str, days))}" for words, days in parts if days)


def notices(due: Due, calendar: WorkCalendar, stretch: Span) -> list[str]:
    """Of a limit that comes round: the sentences that a calendar of this stretch, and of the years after it by the bare
    rule, must say beside its days.

    ValueError if it does not come round.
    """
    if due.every is None:
        raise ValueError("this time limit follows an event")
    cadence, years = CADENCES[due.every], stretch.years
    month, day_name = (None, None) if cadence.is_daily else day_in_period(due)
    counts_workdays = cadence.is_daily or isinstance(day_name, Workday) or day_name is None
    sentences = []
    if not cadence.is_daily and day_name is None:
        now = "当月" if month else cadence.now
        sentences.append(f"手册没有规定是哪一天，日历在{now}首个工作日提醒，最迟{now}最后一个工作日做完")
    if not counts_workdays:
        sentences.append(MOVES)
    if calendar.unit:
        sentences.append(f"上班安排按{unit_phrase(calendar)}")
    announced_years = listed(str(year) for year in years if calendar.workdays.is_announced(year))
    last_weekday = WEEKDAYS[calendar.workdays.ordinary_week[-1]]
    bare = f"按周一至周{last_weekday}排" if counts_workdays else "没有提前"
    clauses = (
        f"{announced_years} 年已按放假和调休安排排好" if announced_years else "",
        unannounced(years, calendar),
        f"{stretch.last.year + 1} 年起{bare}，遇节假日以公司通知为准",
    )
    sentences.append("；".join(clause for clause in clauses if clause))
    return [f"{sentence}。" for sentence in sentences]
