"""A calendar file for each role: all its duties that come round, as iCalendar (RFC 5545), for the calendar of a phone
or a mail program.

Times are those of China, where there has been no summer time since 1991. What is due on a workday skips the public
holidays and follows the 调休 of the edition's year; the years after are not announced yet and count from Monday to
Friday, and the description says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from generator.language.inline import plain
from generator.language.phrasing import due_phrase, in_order, spaced
from generator.model import Edition, Handbook, Rule, Step
from generator.queries.role_work import Work, works
from generator.render import Artifact
from generator.render.addresses import address_of, calendar, html
from generator.render.site.ics import ZONE, ics_file, ics_text
from generator.schedule.recurrence import Recurrence, recurrence, weekday_only
from generator.schedule.timetable import TimeLimit
from generator.schedule.workdays import Workdays

LEADS = {
    "工作日": timedelta(minutes=30),
    "周": timedelta(hours=2),
    "月": timedelta(days=1),
    "季度": timedelta(days=3),
    "年": timedelta(days=7),
}
"""By how often a thing comes round: how long before its time to remind."""


def calendars(handbook: Handbook, edition: Edition) -> list[Artifact]:
    """The calendar file of every role of the department for which anything comes round, with paths below the docs
    folder.
    """
    return [
        Artifact(calendar(work.role).path, calendar_file(work, handbook, edition))
        for work in works(handbook, {}).values()
        if work.limits
    ]


def calendar_file(work: Work, handbook: Handbook, edition: Edition) -> bytes:
    """The whole file: the same bytes for the same handbook and edition."""
    days = _Days(handbook, edition)
    events = [
        line
        for limits in work.limits.values()
        for limit in limits
        for line in _event(limit, work, handbook, edition, days)
    ]
    return ics_file(f"{handbook.settings.title} · {work.role.title}", events)


class _Days:
    """The year of an edition: from when on its duties count, and which of its days are worked."""

    def __init__(self, handbook: Handbook, edition: Edition):
        year = int(edition.revision[:4]) if edition.revision else 2000
        self.first = edition.approval.effective.value if edition.approval else date(year, 1, 1)
        self.stamp = edition.approval.issued.value if edition.approval else self.first
        self.last = date(self.first.year, 12, 31)
        self.is_workday = Workdays(handbook.calendar).is_workday

    def start(self, falls: Recurrence) -> tuple[date, list[date], list[date]]:
        """(DTSTART, EXDATEs, RDATEs) with which the RRULE gives the days on which it really falls.

        DTSTART has to be a day of the RRULE. Where the first real one is not, an earlier day of the RRULE stands in for
        it and is excepted, as calendars do themselves when somebody deletes the first event of a series.
        """
        if not falls.pick.counts_workdays:
            return next(falls.days(self.first, self.last + timedelta(days=366), weekday_only)), [], []
        real_days = list(falls.days(self.first, self.last, self.is_workday))
        rule_days = list(falls.days(self.first, self.last, weekday_only))
        if not real_days or not rule_days:
            return (
                next(falls.days(self.last + timedelta(days=1), self.last + timedelta(days=366), weekday_only)),
                [],
                [],
            )
        if real_days[0] not in rule_days:
            rule_days = [
                *list(falls.days(self.first - timedelta(days=366), self.first - timedelta(days=1), weekday_only))[-1:],
                *rule_days,
            ]
        begin = real_days[0] if real_days[0] in rule_days else rule_days[0]
        return (
            begin,
            [day for day in rule_days if day >= begin and day not in real_days],
            [day for day in real_days if day not in rule_days],
        )


def _event(limit: TimeLimit, work: Work, handbook: Handbook, edition: Edition, days: _Days) -> Iterator[str]:
    """The lines of one duty."""
    falls = recurrence(limit.due)
    begin, exceptions, additions = days.start(falls)
    at = _clock(limit, handbook) if falls.exact else None
    address = html(address_of(limit.item, limit.entry))
    settings = handbook.settings
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(limit, work)}"
    yield f"DTSTAMP:{days.stamp:%Y%m%d}T000000Z"
    yield f"DTSTART{_moments([begin], at)}"
    yield f"RRULE:{falls.rule}"
    if exceptions:
        yield f"EXDATE{_moments(exceptions, at)}"
    if additions:
        yield f"RDATE{_moments(additions, at)}"
    yield f"SUMMARY:{ics_text(_summary(limit))}"
    yield f"DESCRIPTION:{ics_text(_description(limit, falls, handbook, edition, days))}"
    if settings.site_url:
        yield f"URL:{settings.site_url}{edition.name}/{address}"
    yield f"CATEGORIES:{ics_text(settings.title)}"
    yield "TRANSP:TRANSPARENT"  # A deadline leaves the time before it free.
    yield from (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{ics_text(_summary(limit))}",
        f"TRIGGER:{_trigger(limit, at, handbook)}",
        "END:VALARM",
    )
    yield "END:VEVENT"


def _uid(limit: TimeLimit, work: Work) -> str:
    """The same from edition to edition, so that a calendar replaces the event when the file is imported again."""
    entry = "" if limit.entry is limit.item else f".{limit.entry.id}"
    return f"{work.role.id}.{limit.item.id}{entry}@sales-handbook"


def _clock(limit: TimeLimit, handbook: Handbook) -> time | None:
    """The time of day; None for something that is due on a day and at no time of it."""
    by = limit.due.by
    return (by.value or handbook.settings.working_hours.end.value) if by else None


def _moments(days: list[date], at: time | None) -> str:
    """Parameters and value of a property that holds days, or moments in China."""
    if at is None:
        return ";VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day in days)
    return f";TZID={ZONE}:" + ",".join(f"{datetime.combine(day, at):%Y%m%dT%H%M%S}" for day in days)


def _trigger(limit: TimeLimit, at: time | None, handbook: Handbook) -> str:
    """When to remind: some time before a deadline; for a whole day, when its work begins."""
    if at is None:
        start = handbook.settings.working_hours.start.value
        return f"PT{start.hour}H" + (f"{start.minute}M" if start.minute else "")
    minutes = int(LEADS[limit.due.every].total_seconds()) // 60
    return (
        f"-P{minutes // 1440}D"
        if minutes % 1440 == 0
        else f"-PT{minutes // 60}H"
        if minutes % 60 == 0
        else f"-PT{minutes}M"
    )


def _summary(limit: TimeLimit) -> str:
    return limit.what.rstrip("。")


def _description(limit: TimeLimit, falls: Recurrence, handbook: Handbook, edition: Edition, days: _Days) -> str:
    """Where the duty stands, what counts as done, and how far the date can be relied on."""
    entry = limit.entry
    place = f"《{limit.item.title}》"
    if isinstance(entry, Rule):
        place += f"第 {in_order(limit.item).index(entry) + 1} 条（{entry.level}）"
    sentences = [f"{place}：{due_phrase(limit.due, handbook)}。"]
    if isinstance(entry, Step):
        sentences.append(f"完成标准：{plain(entry.done)}")
    if not falls.exact:
        sentences.append(f"手册没有规定是哪一天，日历在{_stand_in(falls)}提醒。")
    if falls.pick.counts_workdays:
        sentences.append(
            f"{days.first.year} 年已按放假和调休安排排好；以后的年份按周一至周五排，遇节假日以公司通知为准。"
        )
    sentences.append(spaced("以手册现行版为准，这份日历出自", f"{edition.title}。"))
    return "\n".join(sentences)


def _stand_in(falls: Recurrence) -> str:
    """The day on which a duty without a day is remembered."""
    return "当周周一" if falls.cycle == "FREQ=WEEKLY" else "当月首个工作日"
