"""Who owes which form when, by the handbook's time limits, the roster and the workdays; and what was handed in.

Only forms that come round by the calendar can be owed: how many visits somebody made, and so how many visit records
there should be, the records do not tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

import duckdb

from generator.model import Form, Handbook
from generator.records.imports import HOW
from generator.records.lateness import late
from generator.records.store import quoted
from generator.reports.kpi_measurement import Tally
from generator.reports.roster import Person, Roster
from generator.schedule.cadences import CADENCES, Span
from generator.schedule.occurrences import DAY_ENDS, REACH, Occurrence, occurrences, period_of, period_of_record
from generator.schedule.work_calendar import WorkCalendar, calendars, calendars_of_forms, work_calendar


class Standing(StrEnum):
    """How it stands with one form that somebody owes on one day."""

    ON_TIME = "按时"
    LATE = "迟交"
    FILED = "已交"
    """There is one, but whether it came in time cannot be told."""
    MISSING = "未交"
    AHEAD = "未到期"
    LEAVE = "请假"


OPEN = (Standing.MISSING, Standing.LATE)
"""What somebody should ask about."""


@dataclass(frozen=True)
class Filing:
    """One record, as far as it matters when it came in. Times are those of China, without a zone."""

    form: str
    """The id of the form."""
    staff: str
    """工号; empty where the record has none."""
    day: date | None
    """The day that it speaks of."""
    saved: datetime | None
    due: datetime | None
    late: bool | None
    file: str
    submitted: bool = False
    """Whether `saved` is the moment of handing in, as another system exported it."""

    @property
    def standing(self) -> Standing:
        """On time, late, or neither can be told."""
        return {False: Standing.ON_TIME, True: Standing.LATE, None: Standing.FILED}[self.late]

    def held_against(self, deadline: datetime, form: Form) -> Filing:
        """The same, due at another time."""
        return replace(self, due=deadline, late=late(form, self.saved, deadline, self.submitted))


@dataclass(frozen=True)
class Duty:
    """One form that one person owes on one day."""

    person: Person
    form: Form
    day: date
    """On days off before which several periods have to be handed in, there is a duty for each."""
    standing: Standing
    filing: Filing | None = None
    """What was handed in; of several the one that came in time, else the first."""


def filings(connection: duckdb.DuckDBPyConnection, form: Form, first: date, last: date) -> list[Filing]:
    """The records of a form that were due, or speak of a day, from first to last."""
    rows = connection.execute(
        f"SELECT coalesce(_staff, ''), _day, _saved, _due, _late, coalesce(_file, ''), coalesce(_how, '')\n"
        f"FROM {quoted(form.id)}\n"
        "WHERE CAST(coalesce(_due, _day) AS DATE) BETWEEN $first AND $last OR _day BETWEEN $first AND $last\n"
        "ORDER BY _saved, _file, _record",
        {"first": first, "last": last},
    ).fetchall()
    return [
        Filing(form.id, staff, day, saved, due, is_late, file, how == HOW)
        for staff, day, saved, due, is_late, file, how in rows
    ]


def periodic(handbook: Handbook) -> tuple[Form, ...]:
    """The forms that come round by the calendar: the daily ones before the weekly ones, then by time of day."""
    calendar, cadences = work_calendar(handbook), tuple(CADENCES)
    forms = [form for form in handbook.forms.values() if form.due.every]
    return tuple(
        sorted(
            forms,
            key=lambda form: (
                cadences.index(form.due.every),
                calendar.clock(form.due.by) or DAY_ENDS,
                form.number,
            ),
        )
    )


def duties(
    connection: duckdb.DuckDBPyConnection,
    handbook: Handbook,
    roster: Roster,
    first: date,
    last: date,
    as_of: datetime,
    forms: Iterable[Form] | None = None,
) -> list[Duty]:
    """What everybody owes from first to last, day by day, in the order of forms, days and the roster."""
    by_unit = calendars(handbook.settings, handbook.calendar)
    of_form = calendars_of_forms(handbook, handbook.calendar)
    result = []
    for form in periodic(handbook) if forms is None else forms:
        owing = [person for person in roster.people if person.role in form.filled_by]
        units = dict.fromkeys(person.unit_in(handbook) for person in owing)
        of_units = [
            duty
            for unit in units
            for duty in _of_unit(
                connection,
                form,
                [person for person in owing if person.unit_in(handbook) == unit],
                Span(first, last),
                as_of,
                by_unit[unit],
                keeps_lateness=by_unit[unit].unit == of_form[form.id].unit,
            )
        ]
        result += sorted(of_units, key=lambda duty: (duty.day, roster.people.index(duty.person)))
    return result


def _of_unit(
    connection: duckdb.DuckDBPyConnection,
    form: Form,
    people: Sequence[Person],
    days: Span,
    as_of: datetime,
    calendar: WorkCalendar,
    keeps_lateness: bool,
) -> Iterator[Duty]:
    """What people owe who work by the same calendar. `keeps_lateness`: by the one that lateness was told by as well."""
    all_occurrences = tuple(occurrences(form.due, days.first, days.last, calendar))
    filings_by_period = _by_person_and_period(connection, form, all_occurrences, calendar)
    for due_once in all_occurrences:
        is_ahead = as_of.replace(second=0, microsecond=0) <= due_once.deadline
        for person in people:
            if not person.is_employed(due_once.day):
                continue
            came = filings_by_period.get((person.staff, due_once.period), [])
            if not keeps_lateness and not form.due.within:
                came = [filing.held_against(due_once.deadline, form) for filing in came]
            best = min(came, key=lambda filing: filing.standing is not Standing.ON_TIME, default=None)
            absent = (
                Standing.LEAVE if person.is_on_leave(due_once.day) else Standing.AHEAD if is_ahead else Standing.MISSING
            )
            yield Duty(person, form, due_once.day, best.standing if best else absent, best)


def standings(entries: Iterable[Duty]) -> Mapping[Standing, int]:
    """How many duties stand how, in the order of Standing."""
    counts = Counter(duty.standing for duty in entries)
    return {standing: counts[standing] for standing in Standing}


def tally(counts: Mapping[Standing, int]) -> Tally:
    """How many duties were done in time, of those that were due.

    Of what came in, but nobody knows when, nothing can be said.
    """
    due, unknown = counts[Standing.ON_TIME] + counts[Standing.LATE] + counts[Standing.MISSING], counts[Standing.FILED]
    return Tally(counts[Standing.ON_TIME], due, due + unknown, unknown)


def _by_person_and_period(
    connection: duckdb.DuckDBPyConnection, form: Form, all_occurrences: Sequence[Occurrence], calendar: WorkCalendar
) -> dict[tuple[str, Span], list[Filing]]:
    """What came in of a form for the periods in which it falls due."""
    result: dict[tuple[str, Span], list[Filing]] = {}
    if not all_occurrences:
        return result
    first, last = all_occurrences[0].period, all_occurrences[-1].period
    length = last.last - last.first  # The day of a plan is in the period after.
    for filing in filings(connection, form, first.first, last.last + length + REACH):
        if filing.staff and filing.day:
            result.setdefault((filing.staff, period_of_record(form, filing.day, calendar)), []).append(filing)
        elif filing.staff and filing.due:
            result.setdefault((filing.staff, period_of(form.due, filing.due.date(), calendar)), []).append(filing)
    return result
