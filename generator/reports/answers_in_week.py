"""What the records of a week say: answers 否 in the checks that come round by the calendar, and promises that fall
due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from generator.forms.record import IF_NO, NO, YES
from generator.model import Form, Handbook, YesNoField
from generator.records.store import quoted
from generator.schedule.periods import Week

OVERDUE = 2
"""For how many weeks a promise is listed after its day."""
NOTHING = ("", "无", "没有", "暂无", "/", "-", "—", "无。")
"""What people write where nothing was promised."""


@dataclass(frozen=True)
class NoAnswer:
    """One answer 否."""

    staff: str
    day: date
    note: str
    """What its field calls for; empty if nothing stands there."""


@dataclass(frozen=True)
class SelfCheckItem:
    """One question and how it was answered in the week."""

    form: Form
    field: YesNoField
    yes: int
    nos: tuple[NoAnswer, ...]


@dataclass(frozen=True)
class Promise:
    """What somebody promised a customer until some day. Whether it was kept, no form tells."""

    form: Form
    staff: str
    day: date | None
    """The day of the record."""
    until: date
    text: str


def self_check_items(
    connection: duckdb.DuckDBPyConnection, handbook: Handbook, week: Week
) -> tuple[SelfCheckItem, ...]:
    """Every yes/no question of a form that comes round by the calendar, of which an answer came in; those with most 否
    first.
    """
    result = []
    for form in handbook.forms.values():
        fields = [
            field
            for section in form.sections
            if not section.rows
            for field in section.fields
            if isinstance(field, YesNoField)
        ]
        if not form.due.every or not fields:
            continue
        for field in fields:
            answer, note = quoted(field.id), quoted(f"{field.id}.{IF_NO}")
            rows = connection.execute(
                f"SELECT coalesce(_staff, ''), _day, {answer}, coalesce({note}, '') FROM {quoted(form.id)}\n"
                f"WHERE _day BETWEEN $first AND $last AND {answer} IN ($yes, $no) ORDER BY _day, _staff, _record",
                {"first": week.monday, "last": week.sunday, "yes": YES, "no": NO},
            ).fetchall()
            if rows:
                nos = tuple(NoAnswer(staff, day, reason) for staff, day, value, reason in rows if value == NO)
                result.append(SelfCheckItem(form, field, len(rows) - len(nos), nos))
    return tuple(sorted(result, key=lambda item: -len(item.nos)))


def promises(connection: duckdb.DuckDBPyConnection, handbook: Handbook, week: Week) -> tuple[Promise, ...]:
    """Promises that fell due in the weeks before, in this week or fall due in the next one, by their day."""
    result = []
    for form in handbook.forms.values():
        if not form.promise or not form.promise_by:
            continue
        section = next(
            (
                section.id
                for section in form.sections
                if section.rows
                for field in section.fields
                if field.id == form.promise.entry
            ),
            "",
        )
        own = "s" if section else "r"
        rows = f" JOIN {quoted(f'{form.id}.{section}')} AS s USING (_record)" if section else ""
        promise_column, until = f"{own}.{quoted(form.promise.entry)}", f"{own}.{quoted(form.promise_by.entry)}"
        records = connection.execute(
            f"SELECT coalesce(r._staff, ''), r._day, {until}, {promise_column} FROM {quoted(form.id)} AS r{rows}\n"
            f"WHERE {until} BETWEEN $first AND $last AND (r._day IS NULL OR r._day <= $end) "
            f"AND {promise_column} IS NOT NULL\n"
            f"ORDER BY {until}, r._staff, r._record",
            {"first": week.before(OVERDUE).monday, "last": week.sunday + timedelta(weeks=1), "end": week.sunday},
        ).fetchall()
        result += [
            Promise(form, staff, day, by, text.strip())
            for staff, day, by, text in records
            if text.strip() not in NOTHING
        ]
    return tuple(sorted(result, key=lambda promise: promise.until))
