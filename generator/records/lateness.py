"""When a record was due, and whether it came late: from the time limit of its form and what stands in the record. Pure.

What cannot be known is None, never a guess:

every                      the day on which the limit falls in the period of the record's day, as
                           `generator.schedule.occurrences` has it, of the period before for a form that plans the next
                           one; None if every workday is meant and it is none
moment, day                that day beside the record's day, as `generator.schedule.day_words` has it; moments without a
                           day have no deadline
within, after: a field     from that field of the same record, as `Workdays.deadline` counts. The time of day is that of
                           a time field, of the time field that follows a date field, else the end of the day, in favour
                           of who filled it in; None for minutes and hours from a date alone
one of the first two and   the day and time of the first; where that field says it was later, as `Workdays.deadline`
the last                   counts from it
everything else            None: steps, other forms, events told in words, and deadlines ahead of something
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from generator.forms import Record
from generator.model import DateField, EntryRef, Field, Form, TimeField
from generator.records.table_schema import day_of
from generator.schedule.china import CHINA
from generator.schedule.day_words import day_of_event
from generator.schedule.occurrences import DAY_ENDS, occurrence, period_of_record
from generator.schedule.work_calendar import WorkCalendar


@dataclass(frozen=True)
class RevisionCalendars:
    """What time limits are counted by. It can be pickled."""

    calendars: Mapping[str, Mapping[str, WorkCalendar]]
    """By revision, under the empty text those of a copy that does not say which; in each by the id of a form, under the
    empty text that of the company.
    """

    def of(self, revision: str, form: str = "") -> WorkCalendar:
        """The calendar of a form under a revision; of the company if no form is named."""
        of_forms = self.calendars.get(revision, self.calendars[""])
        return of_forms.get(form, of_forms[""])


def local(moment: datetime) -> datetime:
    """A moment with a time zone -> the time of day in China, without one."""
    return moment.astimezone(CHINA).replace(tzinfo=None)


def due(form: Form, record: Record, calendar: WorkCalendar) -> datetime | None:
    """Until when the record had to be handed in, as the time in China; None if it cannot be known."""
    limit, day = form.due, day_of(form, record)
    close = _attempt(lambda: _at_its_time(form, day, calendar)) if day else None
    if limit.within and limit.after:
        within = limit.within
        start = _start(form, record, limit.after, day, needs_clock=within.unit in ("分钟", "小时"))
        if start is None or (close and start <= close):
            return close
        return _attempt(lambda: calendar.workdays.deadline(start, within, calendar.hours))
    return None if limit.ahead or limit.within else close


def _at_its_time(form: Form, day: date, calendar: WorkCalendar) -> datetime | None:
    """The deadline that the calendar alone gives, for a form that speaks of this day."""
    if form.due.every:
        due_once = occurrence(form.due, period_of_record(form, day, calendar), calendar)
        return due_once.deadline if due_once else None
    due_day = day_of_event(form.due, day, calendar.workdays)
    return datetime.combine(due_day, calendar.clock(form.due.by) or DAY_ENDS) if due_day else None


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


def _start(form: Form, record: Record, after: EntryRef, day: date | None, needs_clock: bool) -> datetime | None:
    """The moment that stands in the field a time limit counts from."""
    id = after.entry
    fields: list[Field] = [field for section in form.sections if not section.rows for field in section.fields]
    position = next((number for number, field in enumerate(fields) if field.id == id), None)
    if after.item != form.id or position is None:
        return None
    field = fields[position]
    if isinstance(field, TimeField):
        return _attempt(lambda: datetime.combine(day, time.fromisoformat(record[id]))) if day else None
    if not isinstance(field, DateField):
        return None
    beside = fields[position + 1] if position + 1 < len(fields) else None
    hour = record.get(beside.id) if isinstance(beside, TimeField) else None
    if hour is None and needs_clock:
        return None
    return _attempt(
        lambda: datetime.combine(date.fromisoformat(record[id]), time.fromisoformat(hour) if hour else DAY_ENDS)
    )


def _attempt(compute: Callable[[], datetime | None]) -> datetime | None:
    """What is made, or None where the record or the calendar does not allow it."""
    try:
        return compute()
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
