"""Which day of its period a time limit names: read here, once, for sentences, calendars, reports and lateness alike.

`on` may name a day or a month, `moment` too: 每季度首月第 5 个工作日 is `on: 首月, moment: 第 5 个工作日`. Other
words of `moment` name no day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple, assert_never

from generator.model import Due
from generator.schedule.cadences import CADENCES, Cadence, Span

WEEKDAYS = "一二三四五六日"
"""From Monday on, as they follow 周."""
ORDINALS = "一二三四五六七八九十"
IsWorkday = Callable[[date], bool]


@dataclass(frozen=True)
class Month:
    """A month of a period: by its number in the year, or the first (0) or the last (-1) of the period."""

    number: int


@dataclass(frozen=True)
class Weekday:
    """A weekday, Monday being 0: the nth of its month, from 1 or from the end with -1; with 0 that of the last week
    of its period.
    """

    weekday: int
    nth: int = 0


@dataclass(frozen=True)
class DayOfMonth:
    """A day of the month, from 1; the last day of a month that is too short for it."""

    day: int


@dataclass(frozen=True)
class Workday:
    """The nth workday, from 1 or from the end with -1; the last where there are fewer."""

    nth: int


NamedDay = Weekday | DayOfMonth | Workday


class DayInPeriod(NamedTuple):
    """What a time limit says of the day within its period."""

    month: Month | None
    day: NamedDay | None
    """None where the limit names no day: then there is time until the end of the month, or else of the period."""


@cache
def read(words: str) -> Month | NamedDay | None:
    """What words name: 首月, 3 月, 周五, 第三个周五, 5 日, 首个工作日, 第 5 个工作日前, 倒数第二个工作日. None where
    it is no day and no month.
    """
    words = re.sub("(?:之?前|[以之]?内)$", "", words.replace(" ", ""))
    if words in ("首月", "末月"):
        return Month(0 if words == "首月" else -1)
    if match := re.fullmatch("([1-9]|1[0-2])月", words):
        return Month(int(match[1]))
    if match := re.fullmatch(f"(?:(第[一二三四1-4]|最后一)个)?周([{WEEKDAYS}])", words):
        return Weekday(WEEKDAYS.index(match[2]), _nth(match[1] or ""))
    if match := re.fullmatch("([1-9]|[12][0-9]|3[01])日", words):
        return DayOfMonth(int(match[1]))
    if match := re.fullmatch(f"(首|最后一|(?:前|第|倒数第)(?:[1-9][0-9]{{0,2}}|[{ORDINALS}]))个工作日", words):
        return Workday(_nth(match[1]))
    return None


def day_in_period(due: Due) -> DayInPeriod:
    """The month and the day that a time limit names, as far as its periods have such a one. ValueError for one that
    does not come round.
    """
    if due.every is None:
        raise ValueError("this time limit follows an event")
    cadence, month, day = CADENCES[due.every], None, None
    for words in (due.on, due.moment):
        day_name = read(words)
        if isinstance(day_name, Month):
            month = month or (day_name if _has_month(cadence, day_name) else None)
        elif day_name:
            day = day or (day_name if has_day(cadence, month, day_name) else None)
    return DayInPeriod(month, day)


def misreadings(due: Due) -> Iterator[tuple[str, str]]:
    """(what is wrong, what to write) where `on` and `moment` of a time limit that comes round name what its periods
    do not have.
    """
    cadence = CADENCES[due.every or "工作日"]
    on, day_name = read(due.on), read(due.moment)
    month = on if isinstance(on, Month) else None
    if isinstance(day_name, Month):
        yield f"时机「{due.moment}」是周期里的月份", f"月份写在 on 里：「on: {due.moment}」"
    elif day_name and on and not month:
        yield f"「{due.on}」和「{due.moment}」是两个日子", "on 和 moment 里只写一个日子"
    elif day_name and not has_day(cadence, month, day_name):
        yield f"周期「{due.every}」里的「{due.moment}」说不清是哪一天", _hint(cadence, day_name)
    elif day_name and _is_beyond(cadence, month, day_name):
        yield f"周期「{due.every}」里没有「{due.moment}」", "改成每一期都有的日子，或写「最后一个工作日」"


def has_day(cadence: Cadence, month: Month | None, day_name: NamedDay) -> bool:
    """Whether every period, or the month that is named in it, has exactly one such day."""
    match day_name:
        case Weekday():
            return bool(cadence.months if day_name.nth else cadence.weeks)
        case DayOfMonth():
            return cadence.months == 1 or bool(cadence.months and month)
        case Workday():
            return not cadence.is_daily
    assert_never(day_name)


def window(period: Span, month: Month | None) -> Span:
    """The part of a period that is meant: the month, if one is named."""
    if month is None:
        return period
    if month.number > 0:
        first = period.first.replace(month=month.number)
    else:
        first = (period.last if month.number else period.first).replace(day=1)
    return Span(first, first.replace(day=monthrange(first.year, first.month)[1]))


def named_day(day_name: NamedDay, within: Span, is_workday: IsWorkday) -> date:
    """The day that is named, a workday or not."""
    match day_name:
        case Weekday():
            days = [day for day in within.days if day.weekday() == day_name.weekday]
            return days[min(day_name.nth, len(days)) - 1] if day_name.nth > 0 else days[-1]
        case DayOfMonth():
            return within.first.replace(day=min(day_name.day, within.last.day))
        case Workday():
            worked = [day for day in within.days if is_workday(day)] or [within.last]
            return (
                worked[min(day_name.nth, len(worked)) - 1]
                if day_name.nth > 0
                else worked[max(day_name.nth, -len(worked))]
            )
    assert_never(day_name)


def is_moved_to_the_end(due: Due) -> bool:
    """Whether in some periods the day of the month that is named does not exist, so that the last one is meant."""
    if due.every is None:
        return False
    month, day = day_in_period(due)
    if not isinstance(day, DayOfMonth):
        return False
    return day.day > min(monthrange(2001, number)[1] for number in _months(CADENCES[due.every], month))


def _has_month(cadence: Cadence, month: Month) -> bool:
    return cadence.months == 12 if month.number > 0 else cadence.months in (3, 6)


def _months(cadence: Cadence, month: Month | None) -> tuple[int, ...]:
    """The numbers of the months that may be meant."""
    firsts = range(1, 13, cadence.months)
    if month is None:
        return tuple(range(1, 13))
    if month.number > 0:
        return (month.number,)
    return tuple(first + (cadence.months - 1 if month.number else 0) for first in firsts)


def _is_beyond(cadence: Cadence, month: Month | None, day_name: NamedDay) -> bool:
    """Whether no period has so many days, or workdays from Monday to Friday."""
    match day_name:
        case Weekday():
            return False
        case DayOfMonth():
            return day_name.day > max(monthrange(2000, number)[1] for number in _months(cadence, month))
        case Workday():
            return abs(day_name.nth) > (5 * cadence.weeks or 23 * (1 if month else cadence.months))
    assert_never(day_name)


def _hint(cadence: Cadence, day_name: NamedDay) -> str:
    if isinstance(day_name, Weekday) and day_name.nth == 0 and cadence.months:
        return "写明是第几个，例如「第三个周五」或「最后一个周五」"
    if isinstance(day_name, DayOfMonth) and cadence.months:
        return "先用 on 写明是哪个月，例如「on: 3 月」" if cadence.months == 12 else "先用 on 写明「首月」或「末月」"
    if isinstance(day_name, Weekday) and cadence.weeks:
        return "按周的时限写「on: 周五」"
    return "改写周期 every，或去掉这个日子"


def _nth(words: str) -> int:
    """首 -> 1, 第三 -> 3, 前5 -> 5, 最后一 -> -1, 倒数第二 -> -2; 0 for nothing."""
    if words in ("", "首", "最后一"):
        return {"": 0, "首": 1, "最后一": -1}[words]
    number = words.lstrip("倒数第前")
    count = int(number) if number.isdigit() else ORDINALS.index(number) + 1
    return -count if words.startswith("倒数") else count
