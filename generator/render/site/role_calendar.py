"""A calendar file for each role: all its duties that come round, as iCalendar (RFC 5545), for the calendar of a phone
or a mail program.

Times are those of China, where there has been no summer time since 1991. In the edition's year and the one after
every event stands on the day on which the duty falls, by public holidays, 调休 and the company's corrections; the
years after that have the bare rule, and the description says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from generator.language.inline import plain
from generator.language.phrasing import in_order, spaced
from generator.model import Edition, Handbook, Policy, Rule, Step
from generator.queries.role_work import Work, works
from generator.render import Artifact
from generator.render.addresses import address_of, calendar, html
from generator.render.site.ics import ZONE, ics_event, ics_file
from generator.schedule.cadences import Cadence, Span
from generator.schedule.named_days import day_in_period
from generator.schedule.notices import notices
from generator.schedule.phrases import due_phrase
from generator.schedule.recurrence import series
from generator.schedule.timetable import TimeLimit, stretch
from generator.schedule.work_calendar import WorkCalendar, calendar_of_role


def calendars(handbook: Handbook, edition: Edition) -> list[Artifact]:
    """The calendar file of every role of the department for which anything comes round, with paths below the docs
    folder.
    """
    return [
        Artifact(calendar(work.role).path, calendar_file(work, handbook, edition))
        for work in works(handbook).values()
        if work.limits
    ]


def calendar_file(work: Work, handbook: Handbook, edition: Edition) -> bytes:
    """The whole file: the same bytes for the same handbook and edition."""
    days, counted_by = stretch(edition, handbook), calendar_of_role(handbook, work.role.id)
    events = [
        line
        for cadence, limits in work.limits.items()
        for limit in limits
        for line in _event(limit, cadence, work, handbook, edition, days, counted_by)
    ]
    return ics_file(f"{handbook.settings.title} · {work.role.title}", events)


def _event(
    limit: TimeLimit,
    cadence: Cadence,
    work: Work,
    handbook: Handbook,
    edition: Edition,
    days: Span,
    calendar: WorkCalendar,
) -> Iterator[str]:
    """The lines of one duty."""
    event = series(limit.due, calendar, *days)
    exact = cadence.is_daily or day_in_period(limit.due).day is not None
    at = calendar.clock(limit.due.by) if exact else None
    stamp = edition.approval.issued.value if edition.approval else days.first
    settings = handbook.settings
    when = [f"DTSTART{_moments([event.start], at)}", f"RRULE:{event.rule}"]
    if event.excepted:
        when.append(f"EXDATE{_moments(event.excepted, at)}")
    if event.added:
        when.append(f"RDATE{_moments(event.added, at)}")
    page = f"{edition.name}/{html(address_of(limit.item, limit.entry))}"
    return ics_event(
        _uid(limit, work),
        stamp,
        when,
        _summary(limit),
        _description(limit, handbook, edition, days, calendar),
        url=settings.site_url and settings.site_url + page,
        category=settings.title,
        trigger=_trigger(cadence, at, calendar),
    )


def _uid(limit: TimeLimit, work: Work) -> str:
    """The same from edition to edition, so that a calendar replaces the event when the file is imported again."""
    entry = "" if limit.entry is limit.item else f".{limit.entry.id}"
    return f"{work.role.id}.{limit.item.id}{entry}@sales-handbook"


def _moments(days: Iterable[date], at: time | None) -> str:
    """Parameters and value of a property that holds days, or moments in China."""
    if at is None:
        return ";VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day in days)
    return f";TZID={ZONE}:" + ",".join(f"{datetime.combine(day, at):%Y%m%dT%H%M%S}" for day in days)


def _trigger(cadence: Cadence, at: time | None, calendar: WorkCalendar) -> str:
    """When to remind: some time before a deadline; for a whole day, when its work begins."""
    if at is None:
        start = calendar.hours.start.value
        return f"PT{start.hour}H" + (f"{start.minute}M" if start.minute else "")
    minutes = int(cadence.lead.total_seconds()) // 60
    return (
        f"-P{minutes // 1440}D"
        if minutes % 1440 == 0
        else f"-PT{minutes // 60}H"
        if minutes % 60 == 0
        else f"-PT{minutes}M"
    )


def _summary(limit: TimeLimit) -> str:
    return limit.what.rstrip("。")


def _description(limit: TimeLimit, handbook: Handbook, edition: Edition, days: Span, calendar: WorkCalendar) -> str:
    """Where the duty stands, what counts as done, and how far the date can be relied on."""
    entry = limit.entry
    place = f"《{limit.item.title}》"
    if isinstance(entry, Rule) and isinstance(limit.item, Policy):
        place += f"第 {in_order(limit.item).index(entry) + 1} 条（{entry.level}）"
    sentences = [f"{place}：{due_phrase(limit.due, handbook)}。"]
    if isinstance(entry, Step):
        sentences.append(f"完成标准：{plain(entry.done)}")
    sentences += notices(limit.due, calendar, days)
    sentences.append(spaced("以手册现行版为准，这份日历出自", f"{edition.title}。"))
    return "\n".join(sentences)
