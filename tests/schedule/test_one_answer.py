"""A time limit has one answer: page, time table, calendar file, report, lateness and KPI periods are held against one
another.

Every legal combination is walked, over a year with holidays and 调休, its end, and the year after, of which nothing
is announced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import icalendar
import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from generator.model import DAYS, EVERY, Due, Duration, EntryRef, Handbook
from generator.records.lateness import due as lateness_of
from generator.render.site.role_calendar import calendars
from generator.reports.duties import duties
from generator.reports.roster import Person, Roster
from generator.schedule import timetable
from generator.schedule.agenda import by_day, days_off, guesses
from generator.schedule.cadences import CADENCES, FOLLOWING, Span
from generator.schedule.periods import Week, period
from generator.schedule.phrases import due_phrase
from generator.schedule.work_calendar import work_calendar
from tests.builders import a_draft
from tests.reports.invented import stored
from tests.schedule.combinations import BASE, BYS, Sentence, is_legal, recurring, understood, with_form

pytestmark = pytest.mark.slow  # every combination there is

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
CALENDAR = work_calendar(BASE)
CLOSING = BASE.settings.working_hours.end.value
PERSON = Person("S1", "张三", "sales-rep")
STORE = stored(with_form(Due(moment="拜访", day="当日")).forms.values(), with_form(Due(moment="拜访", day="当日")), [])
CHINA = holidays.country_holidays("CN")


def named(due: Due) -> str:
    return " ".join(filter(None, (due.every, due.on, due.moment, str(due.by or ""))))


@cache
def worked(day: date) -> bool:
    return CHINA.is_working_day(day)


@cache
def sentence(due: Due) -> Sentence:
    """What the page says of it."""
    return understood(due_phrase(due, BASE), worked, FIRST, LAST, CLOSING)


def shown_in(book: Handbook) -> list[datetime | date]:
    """What an independent library makes of the calendar file: the moments of its event, or the days of one that lasts
    the day.
    """
    content = next(file.content for file in calendars(book, a_draft()))
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    start = event.decoded("DTSTART")
    begin = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
    found = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin, forceset=True)
    for name, tell in (("RDATE", found.rdate), ("EXDATE", found.exdate)):
        for value in event[name].dts if name in event else ():
            moment = value.dt
            tell(moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.combine(moment, time()))
    if isinstance(start, datetime):
        assert start.tzinfo == ZoneInfo("Asia/Shanghai")
    moments = found.between(datetime.combine(FIRST, time()), datetime.combine(LAST, time.max), inc=True)
    return [moment if isinstance(start, datetime) else moment.date() for moment in moments]


def at(days: Iterable[date], clock: time | None) -> list[datetime | date]:
    return [datetime.combine(day, clock) if clock else day for day in days]


def spoken_of(due: Due) -> Iterable[date]:
    """Days of which records may speak: in every period that has a deadline within the stretch there are some."""
    step = 1 if due.every == "工作日" else 3
    return (FIRST + timedelta(days=count) for count in range(0, (LAST - FIRST).days + 370, step))


def test_every_cadence_is_walked_and_some_combinations_are_refused():
    """The walk is of what is declared: every cadence, with and without a day, and not simply everything."""
    dues = recurring()
    assert {due.every for due in dues} == set(EVERY) == set(CADENCES)
    assert all(any(due.every == every and due.on for due in recurring()) for every in EVERY if CADENCES[every].on)
    assert len(dues) > 200 and len(set(dues)) == len(dues)


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("by", BYS, ids=str)
def test_the_calendar_file_shows_the_days_of_the_sentence(every, by):
    """In the edition's year and the one after, expanded by dateutil; a limit that names no day is there when it may
    first be done.
    """
    for due in (replace(due, by=by) for due in recurring() if due.every == every):
        said = sentence(due)
        assert shown_in(with_form(due)) == at(said.begins, said.at if said.exact else None), named(due)


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("by", BYS, ids=str)
def test_the_report_owes_on_the_days_of_the_sentence(every, by):
    """Once for every period, and it is missing from the minute after the deadline."""
    for due in (replace(due, by=by) for due in recurring() if due.every == every):
        said, book = sentence(due), with_form(due)
        owed = duties(STORE, book, Roster((PERSON,)), FIRST, LAST, datetime(2026, 7, 1), None)
        assert [duty.day for duty in owed] == list(said.days), named(due)
        last = said.days[-1]
        deadline = datetime.combine(last, said.at or time(23, 59))
        for moment, standing in ((deadline, "未到期"), (deadline + timedelta(minutes=1), "未交")):
            all_duties = duties(STORE, book, Roster((PERSON,)), last, last, moment)
            assert {duty.standing.value for duty in all_duties} == {standing}, (named(due), moment)


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("by", BYS, ids=str)
def test_a_copy_is_late_after_the_day_of_the_sentence(every, by):
    """Whatever day of a period a record speaks of, its deadline is that of the period; a day off has none of every
    workday.
    """
    for due in (replace(due, by=by) for due in recurring() if due.every == every):
        said, form = sentence(due), with_form(due).forms["visit-record"]
        deadlines = {lateness_of(form, {"visit-day": day.isoformat()}, CALENDAR) for day in spoken_of(due)}
        expected = {datetime.combine(day, said.at or time(23, 59)) for day in said.days}
        found = {deadline for deadline in deadlines if deadline and FIRST <= deadline.date() <= LAST}
        assert found == expected, named(due)


@pytest.mark.parametrize("every", EVERY)
def test_the_day_of_the_web_shows_the_days_of_the_sentence(every):
    """What names no day stands on the first workday on which it may be done, and on the last."""
    stretch = Span(FIRST, LAST)
    for due in (due for due in recurring() if due.every == every):
        said = sentence(due)
        shown = {date.fromisoformat(day) for day in by_day([due], CALENDAR, stretch)}
        if every == "工作日":
            off = {date.fromisoformat(day) for day in days_off(CALENDAR, stretch)}
            assert not shown and set(stretch.days) - off == set(said.days)
        else:
            assert shown == set(said.days) | set(said.begins), named(due)
    assert guesses(CALENDAR, stretch) == {"2027": "2027 年调休未公布，暂按法定节假日和周末推算"}


def beside(phrase: str, event: date) -> date | None:
    """The day that the words after an event mean, counted day by day."""
    step = -1 if "前一" in phrase else 0 if "当日" in phrase else 1
    day = event + timedelta(days=step)
    while "工作日" in phrase and not worked(day):
        day += timedelta(days=step)
    return day


@pytest.mark.parametrize("by", BYS, ids=str)
@pytest.mark.parametrize("word", DAYS)
def test_a_day_beside_an_event_is_the_one_of_the_sentence(word, by):
    """Calendar days and workdays, as the sentence says, over holidays, 调休 and the end of the year."""
    due = Due(moment="拜访", day=word, by=by)
    assert is_legal(due)
    phrase, form = due_phrase(due, BASE), with_form(due).forms["visit-record"]
    assert re.fullmatch("拜访(当日|(的下一个|前一个)工作日|(的次日|前一天)（自然日）)( ?(下班|9:30 )前)?", phrase)
    for event in (FIRST + timedelta(days=count) for count in range(370)):
        deadline = datetime.combine(beside(phrase, event), (by and (by.value or CLOSING)) or time(23, 59))
        assert lateness_of(form, {"visit-day": event.isoformat()}, CALENDAR) == deadline


def ends(start: datetime, phrase: str) -> datetime:
    """When a stretch of a sentence is over: minutes and hours by the clock, days and months to the same time, workdays
    with the work of the last one.
    """
    amount, unit = re.search("后 ([0-9]+) (.+)内", phrase).groups()
    months = {"个月": int(amount), "年": 12 * int(amount)}.get(unit)
    if months:
        return start + relativedelta(months=months)
    if unit != "个工作日":
        return start + {"分钟": timedelta(minutes=1), "小时": timedelta(hours=1), "天": timedelta(days=1)}.get(
            unit, timedelta(weeks=1)
        ) * int(amount)
    day, left = start.date(), int(amount)
    while left:
        day += timedelta(days=1)
        left -= worked(day)
    return datetime.combine(day, CLOSING)


@pytest.mark.parametrize("unit", Duration.UNITS)
def test_a_stretch_ends_where_the_sentence_says(unit):
    """Alone; beside a day and a time it counts for what happens after that time; `ahead` of an event nobody knows."""
    within = Duration(3, unit)
    stretch = Due(within=within, after=EntryRef("visit-record", "end-time"))
    phrase = due_phrase(stretch, BASE)
    record = {"visit-day": "2026-09-30", "end-time": "19:20"}
    begin = datetime(2026, 9, 30, 19, 20)
    for due in (stretch, *(replace(stretch, moment="拜访", day="当日", by=by) for by in BYS)):
        assert is_legal(due) and due_phrase(due, BASE).endswith(phrase)
        form = with_form(due).forms["visit-record"]
        deadline = lateness_of(form, record, CALENDAR)
        assert deadline == (ends(begin, phrase) if due.by or not due.day else datetime(2026, 9, 30, 23, 59))
    ahead = Due(ahead=within, before_text="活动")
    assert is_legal(ahead) and due_phrase(ahead, BASE) == f"活动前至少提前 {within}"
    assert lateness_of(with_form(ahead).forms["visit-record"], record, CALENDAR) is None


def test_the_time_table_groups_by_the_words_of_the_sentence():
    """A limit stands under the heading with which its sentence begins."""
    for due in recurring():
        ((heading, (limit,)),) = timetable.by_cadence(with_form(due)).items()
        assert (heading, limit.due) == (sentence(due).group, due)
    ((heading, _),) = timetable.by_cadence(with_form(Due(moment="拜访", day="当日"))).items()
    assert heading == FOLLOWING


@pytest.mark.parametrize("every", [every for every in EVERY if every != "工作日"])
def test_a_kpi_is_counted_over_the_periods_in_which_a_form_is_owed(every):
    """What falls due in the period of a report is the duty of that period, however late in the period the week is."""
    due = Due(every=every)
    for monday in (FIRST - timedelta(days=3) + timedelta(weeks=count) for count in range(1, 60)):
        counted_period = period(every, Week(monday), CALENDAR.fortnights)
        whole = CADENCES[every].period(monday + timedelta(days=3), CALENDAR.fortnights)
        assert (counted_period.first, counted_period.last) == (whole.first, min(whole.last, monday + timedelta(days=6)))
        form = with_form(due).forms["visit-record"]
        record = {"visit-day": (monday + timedelta(days=3)).isoformat()}
        deadline = lateness_of(form, record, CALENDAR)
        assert deadline and whole.first - timedelta(days=9) <= deadline.date() <= whole.last
