"""Every time limit that comes round and that `sop check` accepts, and what it means, read from its sentence by plain
code of its own.

The words come from the declarations of the model, so that a new cadence is walked as soon as it is declared. The
reading here knows nothing of `generator.schedule`: it takes the sentence of the page and a calendar of days off, and
looks at every day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache
from itertools import product

from generator.load.rules.time_limits import time_limits_say_when
from generator.load.rules.violation import RuleContext
from generator.model import EVERY, ON, Deadline, Due, EntryRef, Handbook
from tests.builders import a_handbook

DAY = timedelta(days=1)
WEEKDAYS = "一二三四五六日"
MOMENTS = (
    "",
    "首个工作日",
    "最后一个工作日",
    "第 5 个工作日",
    "第 12 个工作日前",
    "前 3 个工作日",
    "倒数第 2 个工作日",
    "第 22 个工作日",
    "20 日",
    "31 日",
    "周三",
    "第三个周五",
    "最后一个周一",
    "末月",
    "例会上",
)
"""What `moment` says beside a cadence: days, a month, and words that name none."""
BYS = (None, Deadline.parse("下班"), Deadline.parse("09:30"))


def words_of(pattern: str) -> Iterator[str]:
    """Every text of at most three places that one of the patterns of `ON` takes."""
    texts = [
        *(f"周{weekday}" for weekday in WEEKDAYS),
        *(f"{number} {unit}" for unit in "日月" for number in range(1, 100)),
        *("首个工作日", "最后一个工作日", "首月", "末月"),
    ]
    return (text for text in texts if re.fullmatch(pattern, text))


ONS = ("", *(text for pattern in ON.values() for text in words_of(pattern)))


def with_form(due: Due, base: Handbook | None = None) -> Handbook:
    """A small handbook in which the record of the sales representatives is the only thing that has this time limit."""
    base = base or BASE
    form = base.forms["visit-record"]
    day, staff = EntryRef(form.id, "visit-day"), EntryRef(form.id, "staff-number")
    return replace(base, forms={form.id: replace(form, due=due, day=day, staff=staff)})


def _base() -> Handbook:
    fields = [
        {"id": "staff-number", "kind": "text", "title": "工号"},
        {"id": "visit-day", "kind": "date", "title": "日期"},
        {"id": "end-time", "kind": "time", "title": "结束时间"},
    ]
    book = a_handbook(
        form={"visit-record": {"sections": [{"id": "basics", "title": "基本信息", "fields": fields}]}},
        role={"sales-rep": {"scorecard": [], "reports_to": None}},
    )
    roles = {"sales-rep": book.roles["sales-rep"]}
    return replace(book, roles=roles, procedures={}, policies={}, kpis={}, onboarding={}, quizzes={})


BASE = _base()


BARE = replace(BASE, roles={}, sources={}, forms={"visit-record": replace(BASE.forms["visit-record"], sections=())})
"""Of that handbook what has time limits: whether one is legal is asked of thousands."""


def is_legal(due: Due) -> bool:
    """Whether `sop check` has nothing against the time limit."""
    return not list(time_limits_say_when(RuleContext(with_form(due, BARE), date(2026, 1, 1), frozenset())))


@cache
def recurring() -> list[Due]:
    """Every legal time limit that comes round, without its time of day."""
    tried = (Due(every=every, on=on, moment=moment) for every, on, moment in product(EVERY, ONS, MOMENTS))
    return [due for due in tried if is_legal(due)]


@dataclass(frozen=True)
class Sentence:
    """What a reader understands of a sentence."""

    group: str
    """每天, 每周…"""
    days: tuple[date, ...]
    """When it must be done, within the stretch that was asked for."""
    begins: tuple[date, ...]
    """From when on it may be done, where the sentence names no day; else the same days."""
    at: time | None
    exact: bool
    """Whether the sentence names the day."""


def understood(sentence: str, worked: Callable[[date], bool], first: date, last: date, closing: time) -> Sentence:
    """The days of a sentence from first to last, found by going through the days one by one."""
    said = sentence.replace("（没有这一天的月份，为最后一天）", "")
    at: time | None = None
    if match := re.search(r" ?(?:(\d{1,2}):(\d\d) |下班)前$", said):
        at, said = (time(int(match[1]), int(match[2])) if match[1] else closing), said[: match.start()]
    if said.startswith("每个工作日"):
        days = tuple(day for day in _days(first, last) if worked(day))
        return Sentence("每天", days, days, at, True)
    group, rest, periods = _periods(said, first, last)
    month, named = _named(rest)
    days, begins = [], []
    for period in periods:
        within = [day for day in period if not month or month(day, period)]
        day = named(within, worked) if named else within[-1]
        due = next(each for each in _days_back(day) if worked(each))
        begin = due if named else next((each for each in within if worked(each)), due)
        if first <= due <= last:
            days.append(due)
        if first <= begin <= last:
            begins.append(min(begin, due))
    return Sentence(group, tuple(sorted(days)), tuple(sorted(set(begins))), at, named is not None)


def _periods(said: str, first: date, last: date) -> tuple[str, str, list[list[date]]]:
    """The group, the words after 每…, and every period that touches the stretch, with a year more at its end."""
    whole = list(_days(date(first.year, 1, 1), date(last.year + 1, 12, 31)))
    if match := re.match(r"每两周（(\d{4}-\d\d-\d\d) 那周起）", said):
        begin = date.fromisoformat(match[1])
        monday = begin - begin.weekday() * DAY
        days = list(_days(whole[0] - 14 * DAY, whole[-1]))
        return "每两周", said[match.end() :], _grouped(days, lambda day: ((day - monday).days // 7 + 1) // 2, 14)
    if said.startswith("每周"):
        rest = said[1:] if re.match("每周[一二三四五六日]", said) else said[2:]
        return "每周", rest, _grouped(list(_days(whole[0] - 7 * DAY, whole[-1])), lambda day: day.isocalendar()[:2], 7)
    group, months = next(
        (group, months)
        for group, months in (("每月", 1), ("每季度", 3), ("每半年", 6), ("每年", 12))
        if said.startswith(group)
    )
    rest = said[len(group) :]
    return group, rest, _grouped(whole, lambda day: (day.year, (day.month - 1) // months), 28 * months)


def _grouped(days: Sequence[date], key: Callable[[date], object], least: int) -> list[list[date]]:
    """The days in whole periods; what is cut off at either end is left out."""
    groups: dict[object, list[date]] = {}
    for day in days:
        groups.setdefault(key(day), []).append(day)
    return [group for group in groups.values() if len(group) >= least]


def _named(rest: str) -> tuple[Callable | None, Callable | None]:
    """(whether a day is in the month that is meant, which of some days is meant), each None where nothing is said of
    it.
    """
    rest = rest.strip("，").replace(" ", "")
    month: Callable | None = None
    if rest.startswith(("首月", "末月")):
        end = 0 if rest[0] == "首" else -1
        month, rest = (lambda day, period: day.month == period[end].month), rest[2:]
    elif numbered := re.match("([0-9]+)月", rest):
        number = int(numbered[1])
        month, rest = (lambda day, period: day.month == number), rest[numbered.end() :]
    rest = rest.strip("，").removesuffix("前")
    if rest in ("", "例会上") or re.fullmatch("至少[0-9]+次", rest):
        return month, None
    if match := re.fullmatch("([0-9]+)日(?:例会上)?", rest):
        return month, lambda days, worked: max(day for day in days if day.day <= int(match[1]))
    if match := re.fullmatch("(?:(第[一二三四]|最后一)个)?周([一二三四五六日])(?:例会上)?", rest):
        place = {"第一": 0, "第二": 1, "第三": 2, "第四": 3}.get(match[1] or "", -1)
        return month, lambda days, worked: [day for day in days if WEEKDAYS[day.weekday()] == match[2]][place]
    if match := re.fullmatch("(首|最后一|第[0-9]+|前[0-9]+|倒数第[0-9]+)个工作日(?:例会上)?", rest):
        return month, lambda days, worked: _workday([day for day in days if worked(day)] or days[-1:], match[1])
    raise AssertionError(f"nobody understands {rest}")


def _workday(worked: Sequence[date], which: str) -> date:
    if which in ("首", "最后一"):
        return worked[0 if which == "首" else -1]
    number = int(re.sub("[^0-9]", "", which))
    place = len(worked) - number if which.startswith("倒数") else number - 1
    return worked[max(0, min(place, len(worked) - 1))]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + count * DAY for count in range((last - first).days + 1))


def _days_back(day: date) -> Iterator[date]:
    return (day - count * DAY for count in range(60))
