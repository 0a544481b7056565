"""Calendar files: valid by the standard, true to the handbook, the same from run to run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr

from generator.model import CalendarYear, Day
from generator.render.site.role_calendar import calendars
from tests.builders import a_draft, a_handbook, a_release

CHINA = ZoneInfo("Asia/Shanghai")


def with_step(due: dict, **settings):
    """The small handbook in which the manager's step 请经理复核 has this time limit."""
    steps = [
        {
            "id": "review",
            "title": "请经理复核，再签字；归档",
            "role": "sales-manager",
            "due": due,
            "actions": ["看前一天的记录。"],
            "done": "有批注，每一条承诺都写明了责任人和日期，当天没有写完的已经说明原因并且另外约定了时间。",
        }
    ]
    return a_handbook(procedure={"customer-visit": {"steps": steps}}, settings={"settings": settings})


def file_of(book, role: str = "sales-manager", edition=None) -> bytes:
    return next(
        artifact.content
        for artifact in calendars(book, edition or a_draft())
        if artifact.path == f"downloads/calendar-{role}.ics"
    )


def event_of(book, edition=None) -> icalendar.Event:
    """The event of the manager's step."""
    parsed = icalendar.Calendar.from_ical(file_of(book, edition=edition))
    return next(event for event in parsed.walk("VEVENT") if ".review@" in event["UID"])


def days_of(event: icalendar.Event, year: int) -> list[date]:
    """The days of a year on which a calendar program shows the event."""
    start = event.decoded("DTSTART")
    begin = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
    shown = set(
        rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin).between(
            datetime(year, 1, 1), datetime(year, 12, 31, 23, 59), inc=True
        )
    )

    def moments(name: str) -> set[datetime]:
        held = [value.dt for value in event[name].dts] if name in event else []
        return {
            value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time())
            for value in held
        }

    return sorted(
        moment.date() for moment in (shown | {begin} | moments("RDATE")) - moments("EXDATE") if moment.year == year
    )


DUES = {
    "every-workday": {"every": "工作日", "by": "09:00"},
    "closing": {"every": "工作日", "by": "下班"},
    "friday": {"every": "周", "on": "周五", "by": "18:00"},
    "fifth": {"every": "月", "on": "5 日", "by": "下班"},
    "first": {"every": "月", "on": "首个工作日", "by": "下班"},
    "last": {"every": "月", "on": "最后一个工作日"},
    "quarter": {"every": "季度", "on": "末月", "moment": "第 5 个工作日", "by": "下班"},
    "third-friday": {"every": "年", "on": "9 月", "moment": "第三个周五"},
    "no-such-day": {"every": "年", "on": "2 月", "moment": "30 日"},
    "leap-day": {"every": "年", "on": "2 月", "moment": "29 日"},
    "no-such-workday": {"every": "月", "moment": "第 30 个工作日"},
    "end-of-month": {"every": "月", "on": "31 日"},
    "times": {"every": "周", "times": 2},
    "loose-month": {"every": "月", "times": 1},
    "year": {"every": "年", "on": "12 月"},
}


@pytest.mark.parametrize("due", DUES.values(), ids=DUES)
def test_the_file_is_valid(due):
    """A maintained parser takes it; lines end in CRLF and have no more than 75 octets; what the standard requires is
    there once.
    """
    content = file_of(with_step(due, site_url="https://handbook.example.com/"))
    lines = content.decode().split("\r\n")
    assert lines[-1] == "" and not any("\n" in line or "\r" in line for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75
    parsed = icalendar.Calendar.from_ical(content)
    assert [part.errors for part in parsed.walk() if part.errors] == []
    assert (parsed["VERSION"], bool(parsed["PRODID"])) == ("2.0", True)
    zones = {str(zone["TZID"]) for zone in parsed.walk("VTIMEZONE")}
    events = parsed.walk("VEVENT")
    assert len({event["UID"] for event in events}) == len(events)
    for event in events:
        assert all(
            not isinstance(event.get(name), list | None)
            for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "URL", "RRULE")
        )
        assert event["DTSTAMP"].dt.tzinfo is not None
        assert event["DTSTART"].params.get("TZID", "Asia/Shanghai") in zones
        assert [alarm["ACTION"] for alarm in event.walk("VALARM")] == ["DISPLAY"]


def test_holidays_are_left_out_and_makeup_days_added():
    """On 2026-01-04, a Sunday, work begins; on 2026-10-01 nobody works, nor on the first day of 2027; 2028 counts from
    Monday to Friday.
    """
    event = event_of(with_step(DUES["every-workday"]))
    shown = days_of(event, 2026)
    assert shown[0] == date(2026, 1, 4) and date(2026, 10, 1) not in shown and date(2026, 10, 10) in shown
    assert date(2027, 1, 1) not in days_of(event, 2027) and date(2028, 10, 2) in days_of(event, 2028)


def test_a_day_that_the_company_works_is_in_the_calendar():
    """What stands in sop/calendar/ wins over the public calendar."""
    year = CalendarYear(id="2026", workdays=(Day.parse("2026-10-03"),), holidays=(Day.parse("2026-10-12"),))
    shown = days_of(event_of(replace(a_handbook(), calendar={"2026": year})), 2026)
    assert date(2026, 10, 3) in shown and date(2026, 10, 12) not in shown


@pytest.mark.parametrize(
    ("due", "start", "alarm"),
    [
        (DUES["every-workday"], time(9), timedelta(minutes=-30)),
        (DUES["closing"], time(18), timedelta(minutes=-30)),
        (DUES["friday"], time(18), timedelta(hours=-2)),
        (DUES["fifth"], time(18), timedelta(days=-1)),
        (DUES["quarter"], time(18), timedelta(days=-3)),
        (DUES["third-friday"], None, timedelta(hours=9)),
    ],
    ids=["9:00", "closing", "week", "month", "quarter", "whole-day"],
)
def test_the_time_limit_is_the_time_of_the_event(due, start, alarm):
    """In China's time, with a reminder early enough to act; a limit without a time of day is a whole day, remembered
    when work begins.
    """
    event = event_of(with_step(due))
    held = event.decoded("DTSTART")
    assert (held.timetz().replace(tzinfo=None) if isinstance(held, datetime) else None) == start
    assert not isinstance(held, datetime) or held.utcoffset() == CHINA.utcoffset(datetime(2026, 1, 1))
    assert event.walk("VALARM")[0].decoded("TRIGGER") == alarm


def test_texts_survive_the_way_into_a_calendar():
    """Commas, semicolons and line breaks come back as they were written, and long Chinese is cut between characters
    only.
    """
    event = event_of(with_step(DUES["fifth"]))
    assert event["SUMMARY"] == "请经理复核，再签字；归档"
    first, done, *_ = event["DESCRIPTION"].split("\n")
    assert first == "《客户拜访》：每月 5 日下班前。"
    assert done.startswith("完成标准：有批注") and done.endswith("约定了时间。")


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (DUES["times"], "没有规定是哪一天，日历在本周首个工作日提醒"),
        (DUES["year"], "日历在当月首个工作日提醒，最迟当月最后一个工作日做完"),
        (
            DUES["first"],
            "2026 年已按放假和调休安排排好；2027 年调休未公布，暂按法定节假日和周末推算；2028 年起按周一至周五排",
        ),
        (DUES["first"], "2027 年调休未公布，暂按法定节假日和周末推算"),
        (DUES["friday"], "遇休息日，提前到前一个工作日"),
        (DUES["friday"], "2027 年调休未公布，暂按法定节假日和周末推算"),
    ],
    ids=["no-day", "no-day-of-month", "workday", "workday-unknown", "weekday", "weekday-unknown"],
)
def test_the_description_says_how_far_the_date_can_be_trusted(due, said):
    """A day that the handbook does not name, and a holiday that nobody knows yet, are not passed off as certain."""
    assert said in event_of(with_step(due))["DESCRIPTION"]


def test_the_same_handbook_gives_the_same_bytes():
    """The time stamp is the day of issue, and an event keeps its UID from edition to edition."""
    one, again = calendars(a_handbook(), a_release()), calendars(a_handbook(), a_release())
    assert one == again
    assert event_of(a_handbook(), a_release())["DTSTAMP"].dt.date() == date(2024, 12, 15)
    assert event_of(a_handbook(), a_release())["UID"] == event_of(a_handbook())["UID"]


def test_a_calendar_holds_the_work_of_its_role_alone():
    """Steps the role carries out, rules that bind it, forms it fills; nothing else, and no file where nothing comes
    round.
    """
    found = {
        artifact.path: {
            str(event["UID"]).partition("@")[0]
            for event in icalendar.Calendar.from_ical(artifact.content).walk("VEVENT")
        }
        for artifact in calendars(a_handbook(form={"visit-record": {"due": {"every": "周", "on": "周五"}}}), a_draft())
    }
    assert found == {
        "downloads/calendar-sales-manager.ics": {"sales-manager.customer-visit.review"},
        "downloads/calendar-sales-rep.ics": {"sales-rep.dress-code.tidy", "sales-rep.visit-record"},
    }


def test_an_address_is_given_only_where_the_site_has_one():
    """Without `site_url` there is no link that would lead nowhere."""
    assert "URL" not in event_of(with_step(DUES["fifth"]))
    linked = event_of(with_step(DUES["fifth"], site_url="https://handbook.example.com/"))
    assert linked["URL"] == "https://handbook.example.com/next/procedures/customer-visit.html#step-review"
