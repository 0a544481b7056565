"""When a record was due, and whether it came late: from the time limit of its form and what stands in the record. Pure.

What cannot be known is None, never a guess:

every: 工作日, by          the day of the record at that time; None if it is no workday
every: 周/月/季度/年, on, by   that day of the period in which the record's day is, of the period before for a form that
                           plans the next one; None if `on` names no day, or a day off: whether one then hands in
                           earlier or later is not said
moment: …当日, by           the day of the record at that time; other moments have no clock
within, after: a field     from that field of the same record, as `Workdays.deadline` counts. The time of day is that of
                           a time field, of the time field that follows a date field, else the end of the day, in favour
                           of who filled it in; None for minutes and hours from a date alone
both of the last two       the day of the record at that time; where that field says it was later, as
                           `Workdays.deadline` counts from it
everything else            None: steps, other forms, events told in words, and deadlines ahead of something
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from generator.forms import Record
from generator.language.phrasing import WEEKDAYS
from generator.model import DateField, Deadline, EntryRef, Field, Form, TimeField, WorkingHours
from generator.records.table_schema import day_of
from generator.schedule.workdays import Workdays

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has no summer time since 1991; a fixed offset needs no database of time zones, which Windows does not have."""


@dataclass(frozen=True)
class Clockwork:
    """What time limits are counted by. It can be pickled."""

    workdays: Workdays
    hours: Mapping[str, WorkingHours]
    """By revision; under the empty text those of a copy that does not say which."""

    def of(self, revision: str) -> WorkingHours:
        """The working hours under a revision."""
        return self.hours.get(revision, self.hours[""])


def local(moment: datetime) -> datetime:
    """A moment with a time zone -> the time of day in China, without one."""
    return moment.astimezone(CHINA).replace(tzinfo=None)


def due(form: Form, record: Record, workdays: Workdays, hours: WorkingHours) -> datetime | None:
    """Until when the record had to be handed in, as the time in China; None if it cannot be known."""
    limit, day = form.due, day_of(form, record)
    close = _at(day, limit.by, hours) if day and limit.by and limit.moment.endswith(("当日", "当天")) else None
    if limit.within and limit.after:
        start = _start(form, record, limit.after, day, needs_clock=limit.within.unit in ("分钟", "小时"))
        if start is None or (close and start <= close):
            return close
        return _attempt(lambda: workdays.deadline(start, limit.within, hours))
    if limit.ahead or limit.within or day is None or limit.by is None:
        return None
    if limit.every:
        target = _attempt(lambda: _in_period(limit.every, limit.on, day, form.plans_next, workdays))
        return _at(target, limit.by, hours) if target and workdays.is_workday(target) else None
    return close


def late(form: Form, saved: datetime | None, deadline: datetime | None, submitted: bool = False) -> bool | None:
    """Whether what was saved then came late; to the minute.

    None if it cannot be known.

    A form that is written on after it was handed in tells only that it was in time. `submitted`: the moment is that of
    handing in.
    """
    if saved is None or deadline is None:
        return None
    is_late = saved.replace(second=0, microsecond=0) > deadline
    return None if is_late and form.continued and not submitted else is_late


def _at(day: date, by: Deadline, hours: WorkingHours) -> datetime:
    return datetime.combine(day, by.value or hours.end.value)


def _in_period(every: str, on: str, day: date, before: bool, workdays: Workdays) -> date | None:
    """The day that `on` names, of the period in which the day is, or of the one before it."""
    if every == "工作日":
        return workdays.add(day, -1) if before else day
    first, last = _period(every, day)
    if before:
        first, last = _period(every, first - timedelta(days=1))
    if every == "周":
        return first + timedelta(days=WEEKDAYS.index(on[1])) if on else None
    if on == "首个工作日":
        return workdays.add(first - timedelta(days=1), 1)
    if on == "最后一个工作日":
        return workdays.add(last + timedelta(days=1), -1)
    return first.replace(day=int(on.removesuffix(" 日"))) if every == "月" and on.endswith(" 日") else None


def _period(every: str, day: date) -> tuple[date, date]:
    """The first and the last day of the week, month, quarter or year of a day."""
    if every == "周":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first, last = {
        "月": (day.month, day.month),
        "季度": ((day.month - 1) // 3 * 3 + 1, (day.month - 1) // 3 * 3 + 3),
        "年": (1, 12),
    }[every]
    return date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1])


def _start(form: Form, record: Record, after: EntryRef, day: date | None, needs_clock: bool) -> datetime | None:
    """The moment that stands in the field a time limit counts from."""
    id = after.entry
    fields: list[Field] = [field for section in form.sections if not section.rows for field in section.fields]
    position = next((number for number, field in enumerate(fields) if field.id == id), None)
    if after.item != form.id or position is None:
        return None
    field = fields[position]
    if isinstance(field, TimeField):
        return _attempt(lambda: datetime.combine(day, time.fromisoformat(record[id])))
    if not isinstance(field, DateField):
        return None
    beside = fields[position + 1] if position + 1 < len(fields) else None
    hour = record.get(beside.id) if isinstance(beside, TimeField) else None
    if hour is None and needs_clock:
        return None
    return _attempt(
        lambda: datetime.combine(date.fromisoformat(record[id]), time.fromisoformat(hour) if hour else time(23, 59))
    )


def _attempt(compute):
    """What is made, or None where the record or the calendar does not allow it."""
    try:
        return compute()
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
