"""Units that work by another calendar than the company: their weeks, days and hours, in every output that tells a
day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from html import unescape

import holidays
import pytest

from generator.model import Clock, Day, Due, Handbook, WorkingHours, WorkUnit
from generator.problems import ProblemsFound
from generator.records.lateness import RevisionCalendars
from generator.records.lateness import due as lateness_of
from generator.render.site.pages import pages
from generator.reports.duties import Standing, duties
from generator.reports.roster import Person, Roster, read_roster
from generator.schedule.phrases import due_phrase
from generator.schedule.work_calendar import calendars, calendars_of_forms
from tests.builders import a_draft, a_handbook
from tests.reports.invented import Sent, stored
from tests.schedule.combinations import BASE, BYS, recurring, understood, with_form
from tests.schedule.test_one_answer import FIRST, LAST, at, named, shown_in

CHINA = holidays.country_holidays("CN")
LATE_HOURS = WorkingHours(
    start=Clock(time(10)), end=Clock(time(21)), break_start=Clock(time(14)), break_end=Clock(time(15))
)
UNITS = {
    "store": WorkUnit(id="store", title="门店", week="单休", working_hours=LATE_HOURS),
    "plant": WorkUnit(id="plant", title="工厂", week="大小周", saturday=Day.parse("2026-01-10")),
    "shop": WorkUnit(
        id="shop",
        title="专柜",
        workdays=(Day.parse("2026-05-02"), Day.parse("2026-03-14")),
        holidays=(Day.parse("2026-03-16"), Day.parse("2026-10-10")),
    ),
}


def of_unit(unit: str, base: Handbook = BASE) -> Handbook:
    """The small handbook in which the sales representatives are of a unit."""
    rep = replace(base.roles["sales-rep"], unit=unit)
    return replace(base, settings=replace(base.settings, units=tuple(UNITS.values())), roles={"sales-rep": rep})


def worked(unit: str, day: date) -> bool:
    """Whether a unit works on a day, told by the public calendar and what the unit says."""
    own = UNITS[unit]
    if Day(day) in (*own.workdays, *own.holidays):
        return Day(day) in own.workdays
    if day.weekday() != 5 or own.week == "双休" or day in CHINA or day in CHINA.weekend_workdays:
        return CHINA.is_working_day(day)
    around = [day + timedelta(days=count) for count in (-1, 1, 2)]
    if around[0] in CHINA and (around[2] in CHINA or around[1] in CHINA.weekend_workdays):
        return False
    return own.week == "单休" or (day - date(2026, 1, 10)).days % 14 == 0


@pytest.mark.parametrize(
    ("unit", "day", "works"),
    [
        ("store", "2026-03-07", True),  # an ordinary Saturday
        ("store", "2026-03-08", False),
        ("store", "2026-01-03", False),  # the Saturday after 1 and 2 January, before a Sunday that is worked for it
        ("store", "2026-01-04", True),
        ("store", "2026-02-21", False),  # in the midst of the Spring Festival
        ("store", "2026-02-28", True),  # 调休
        ("store", "2026-10-03", False),  # a statutory day
        ("store", "2026-06-20", True),  # the Saturday after a Friday off
        ("plant", "2026-01-10", True),
        ("plant", "2026-01-17", False),
        ("plant", "2026-01-24", True),
        ("plant", "2025-12-27", True),  # counted back as well
        ("plant", "2026-02-21", False),  # its turn, but the Spring Festival
        ("plant", "2026-02-14", True),  # not its turn, but 调休
        ("plant", "2027-01-09", True),  # on over the end of the year
        ("shop", "2026-03-14", True),
        ("shop", "2026-03-16", False),
        ("shop", "2026-05-02", True),  # a statutory day that the unit works
        ("shop", "2026-10-10", False),  # a 调休 Saturday that it does not
        ("shop", "2026-03-07", False),
    ],
)
def test_the_weeks_of_a_unit(unit, day, works):
    """单休 works on Saturdays, 大小周 on every second one; public days off and 调休 hold for all; own days win."""
    calendar = calendars(of_unit(unit).settings, {})[unit]
    assert calendar.workdays.is_workday(date.fromisoformat(day)) is works


@pytest.mark.slow  # every combination there is
@pytest.mark.parametrize("unit", UNITS)
def test_every_output_goes_by_the_calendar_of_the_unit(unit):
    """Sentence, calendar file, report and lateness, for every legal limit that comes round."""
    book = of_unit(unit)
    calendar = calendars(book.settings, {})[unit]
    closing = calendar.hours.end.value
    person = Person("S1", "张三", "sales-rep")
    empty = stored(with_form(Due(every="月"), book).forms.values(), book, [])
    for due in (replace(due, by=BYS[place % len(BYS)]) for place, due in enumerate(recurring())):
        said = understood(due_phrase(due, book), lambda day: worked(unit, day), FIRST, LAST, closing)
        held = with_form(due, book)
        assert shown_in(held) == at(said.begins, said.at if said.exact else None), named(due)
        owed = duties(empty, held, Roster((person,)), FIRST, LAST, datetime(2026, 7, 1))
        assert [duty.day for duty in owed] == list(said.days), named(due)
        form = held.forms["visit-record"]
        for day in said.days[:3]:
            deadline = datetime.combine(day, said.at or time(23, 59))
            assert deadline in {
                lateness_of(form, {"visit-day": (day + timedelta(days=count)).isoformat()}, calendar)
                for count in range(8)
            }, named(due)


def test_a_person_may_be_of_another_unit_than_the_role():
    """The roster decides: the same copy, saved at 20:00, is in time where work ends at 21:00 and late elsewhere."""
    book = with_form(Due(every="工作日", by=BYS[1]), of_unit("shop"))
    roster = read_roster(
        "名册.csv",
        "工号,姓名,岗位,单位\nS1,甲,销售代表,门店\nS2,乙,销售代表,\nS3,丙,销售代表,公司\n".encode(),
        book,
    )
    sent = [
        Sent("visit-record", {"staff-number": staff, "visit-day": "2026-03-11"}, datetime(2026, 3, 11, 20))
        for staff in ("S1", "S2", "S3")
    ]
    store = stored(book.forms.values(), book, sent)
    held = duties(store, book, roster, date(2026, 3, 9), date(2026, 3, 16), datetime(2026, 4, 1))
    on_time = {(duty.person.name, duty.standing) for duty in held if duty.day == date(2026, 3, 11)}
    assert on_time == {("甲", Standing.ON_TIME), ("乙", Standing.LATE), ("丙", Standing.LATE)}
    saturday = {duty.person.name for duty in held if duty.day == date(2026, 3, 14)}
    monday = {duty.person.name for duty in held if duty.day == date(2026, 3, 16)}
    assert (saturday, monday) == ({"甲", "乙"}, {"甲", "丙"})
    assert [duty.day for duty in held] == sorted(duty.day for duty in held)


def test_a_form_that_several_units_fill_in_is_counted_by_the_company():
    """A copy does not say of which unit its author is; one that only one unit fills in goes by that one."""
    book = with_form(Due(every="工作日", by=BYS[1]), of_unit("store"))
    other = replace(book.roles["sales-rep"], id="clerk", unit="plant")
    both = replace(
        book,
        roles={**book.roles, "clerk": other},
        forms={"visit-record": replace(book.forms["visit-record"], filled_by=("sales-rep", "clerk"))},
    )
    of_one, of_two = (RevisionCalendars({"": calendars_of_forms(each, {})}) for each in (book, both))
    assert of_one.of("", "visit-record").hours == LATE_HOURS
    assert of_two.of("", "visit-record").hours == book.settings.working_hours
    assert of_one.of("").hours == book.settings.working_hours


def test_readers_are_told_by_which_week_a_unit_works():
    """The page of the role and the list of time limits name it; the calendar file says so, and how its years are
    known.
    """
    whole = a_handbook(role={"sales-rep": {"unit": "plant"}})
    book = replace(whole, settings=replace(whole.settings, units=tuple(UNITS.values())))
    texts = {page.path: unescape(page.content.decode()) for page in pages(book, a_draft())}
    assert "工厂（大小周，2026-01-10 起隔周周六上班，9:00–18:00，午休 12:00–13:00）" in texts["roles/sales-rep.md"]
    assert "门店：单休，10:00–21:00，午休 14:00–15:00" in texts["time-limits.md"]
    assert (
        "专柜：双休，9:00–18:00，午休 12:00–13:00；另放假 2026-03-16、2026-10-10；另上班 2026-05-02、2026-03-14"
        in texts["time-limits.md"]
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("S1,甲,销售代表,总部", "手册里没有「总部」这个单位"),
        ("S1,甲,销售代表,store", None),
    ],
)
def test_the_roster_is_told_which_units_there_are(line, told):
    """A unit is written by title or id; another one is told with those there are."""
    content = f"工号,姓名,岗位,单位\n{line}\n".encode()
    if told is None:
        assert read_roster("名册.csv", content, of_unit("store")).people[0].unit == "store"
        return
    with pytest.raises(ProblemsFound) as error:
        read_roster("名册.csv", content, of_unit("store"))
    (problem,) = error.value.problems
    assert (problem.message, problem.hint) == (told, "可以写：门店、工厂、专柜、公司；不写就按岗位的单位算")
