"""Who owes which form when, by the handbook's time limits, the roster and the workdays; and what was handed in.

Only forms that come round by the calendar can be owed: how many visits somebody made, and so how many visit records
there should be, the records do not tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import duckdb

from generator.model import Form, Handbook
from generator.records.store import quoted
from generator.reports.kpi_measurement import Tally
from generator.reports.roster import Person, Roster
from generator.schedule.recurrence import Recurrence, recurrence
from generator.schedule.workdays import Workdays

REACH = timedelta(days=31)
"""How far the day of a record, or the day that a limit names, may be from the day on which the form was due."""


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

    @property
    def standing(self) -> Standing:
        """On time, late, or neither can be told."""
        return {False: Standing.ON_TIME, True: Standing.LATE, None: Standing.FILED}[self.late]


@dataclass(frozen=True)
class Duty:
    """One form that one person owes on one day."""

    person: Person
    form: Form
    day: date
    standing: Standing
    filing: Filing | None = None
    """What was handed in; of several the one that came in time, else the first."""


def filings(connection: duckdb.DuckDBPyConnection, form: Form, first: date, last: date) -> list[Filing]:
    """The records of a form that were due, or speak of a day, from first to last."""
    rows = connection.execute(
        f"SELECT coalesce(_staff, ''), _day, _saved, _due, _late, coalesce(_file, '') FROM {quoted(form.id)}\n"
        "WHERE CAST(coalesce(_due, _day) AS DATE) BETWEEN $first AND $last OR _day BETWEEN $first AND $last\n"
        "ORDER BY _saved, _file, _record",
        {"first": first, "last": last},
    ).fetchall()
    return [Filing(form.id, staff, day, saved, due, late, file) for staff, day, saved, due, late, file in rows]


def periodic(handbook: Handbook) -> tuple[Form, ...]:
    """The forms that come round by the calendar: the daily ones before the weekly ones, then by time of day."""
    cycles = ("工作日", "周", "月", "季度", "年")
    end = handbook.settings.working_hours.end.value
    forms = [form for form in handbook.forms.values() if form.due.every]
    return tuple(
        sorted(
            forms,
            key=lambda form: (cycles.index(form.due.every), (form.due.by and form.due.by.value) or end, form.number),
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
    is_workday = Workdays(handbook.calendar).is_workday
    result = []
    for form in periodic(handbook) if forms is None else forms:
        filings_by_turn = _by_person_and_turn(form, filings(connection, form, first - REACH, last + REACH))
        moment = (form.due.by and form.due.by.value) or handbook.settings.working_hours.end.value
        for day, turn in _days(form, first, last, is_workday):
            for person in roster.people:
                if person.role in form.filled_by and person.is_employed(day):
                    came = filings_by_turn.get((person.staff, turn), [])
                    best = min(came, key=lambda filing: filing.standing is not Standing.ON_TIME, default=None)
                    ahead = datetime.combine(day, moment) > as_of
                    absent = (
                        Standing.LEAVE if person.is_on_leave(day) else Standing.AHEAD if ahead else Standing.MISSING
                    )
                    result.append(Duty(person, form, day, best.standing if best else absent, best))
    return result


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


def _days(
    form: Form, first: date, last: date, is_workday: Callable[[date], bool]
) -> Iterator[tuple[date, tuple[int, ...]]]:
    """The days on which it is due, each with its turn; where the limit falls on a day off, it is the last workday
    before it.
    """
    falls = recurrence(form.due)
    for due_day in (
        falls.days(first, last + REACH, is_workday) if falls.exact else _ends(form, falls, first, last + REACH)
    ):
        day = due_day
        while not is_workday(day):
            day -= timedelta(days=1)
        if first <= day <= last:
            yield day, _turn(form, due_day)


def _ends(form: Form, falls: Recurrence, first: date, last: date) -> Iterator[date]:
    """The last days of the turns, or of the months that the limit names in them: where it names no day, there is time
    until then.
    """
    for offset in range((last - first).days + 1):
        day, next_day = first + timedelta(days=offset), first + timedelta(days=offset + 1)
        ends_month = day.month in falls.months and day.month != next_day.month
        if ends_month if form.due.on else _turn(form, day) != _turn(form, next_day):
            yield day


def _turn(form: Form, day: date) -> tuple[int, ...]:
    """Which day, week, month, quarter or year a day belongs to: one form is due in each."""
    match form.due.every:
        case "周":
            return day.isocalendar()[:2]
        case "月":
            return day.year, day.month
        case "季度":
            return day.year, (day.month - 1) // 3
        case "年":
            return (day.year,)
    return day.year, day.month, day.day


def _by_person_and_turn(form: Form, came: Iterable[Filing]) -> dict[tuple[str, tuple[int, ...]], list[Filing]]:
    result: dict[tuple[str, tuple[int, ...]], list[Filing]] = {}
    for filing in came:
        due_day = filing.due.date() if filing.due else _planned_day(form, filing.day) if filing.day else None
        if filing.staff and due_day:
            result.setdefault((filing.staff, _turn(form, due_day)), []).append(filing)
    return result


def _planned_day(form: Form, day: date) -> date:
    """A day in the turn in which a form was due that speaks of this day: a plan is due in the turn before the one it is
    for.
    """
    if not form.plans_next:
        return day
    quarter = (day.month - 1) // 3 * 3 + 1
    first = {
        "工作日": day,
        "周": day - timedelta(days=day.weekday()),
        "月": day.replace(day=1),
        "季度": day.replace(month=quarter, day=1),
        "年": day.replace(month=1, day=1),
    }
    return first[form.due.every] - timedelta(days=1)
