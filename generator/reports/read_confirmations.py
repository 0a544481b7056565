"""Who has signed the read confirmation of the revision in force, held against the roster."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import duckdb

from generator.model import Handbook
from generator.records.store import quoted
from generator.render.addresses import CONFIRMATION
from generator.reports.roster import Person, Roster
from generator.schedule.periods import Week

REVISION_FIELD = "revision"
"""Where the reader writes which revision was read: the site fills it in."""
NAME_FIELD = "person-name"
"""Who signed, for copies of a revision whose form did not ask for the 工号 yet."""


@dataclass(frozen=True)
class ConfirmationStatus:
    """How it stands with one revision."""

    revision: str
    confirmed: tuple[tuple[Person, date | None], ...]
    """Who, and on which day."""
    missing: tuple[Person, ...]
    """Those who fill in the form by their role, are employed at the end of the week, and have not."""
    strangers: int = 0
    """How many confirmations fit nobody in the roster."""


def confirmation_status(
    connection: duckdb.DuckDBPyConnection, handbook: Handbook, roster: Roster, week: Week, revision: str
) -> ConfirmationStatus | None:
    """None where the handbook has no such form, or there is no revision in force."""
    form = handbook.forms.get(CONFIRMATION)
    fields = {field.id for section in form.sections for field in section.fields} if form else set()
    if form is None or not revision or REVISION_FIELD not in fields:
        return None
    name = quoted(NAME_FIELD) if NAME_FIELD in fields else "NULL"
    rows = connection.execute(
        f"SELECT coalesce(_staff, {name}, ''), _day, {quoted(REVISION_FIELD)} FROM {quoted(form.id)}\n"
        "WHERE _day IS NULL OR _day <= $end ORDER BY _day NULLS LAST, _record",
        {"end": week.sunday},
    ).fetchall()
    confirmed_on: dict[str, date | None] = {}
    strangers = 0
    for whose, day, text in rows:
        if re.search(rf"(?<![\d.]){re.escape(revision)}(?![\d]|\.\d)", text or ""):
            person = roster.find(whose)
            strangers += person is None
            if person:
                confirmed_on.setdefault(person.staff, day)
    due = [person for person in roster.people if person.role in form.filled_by and person.is_employed(week.sunday)]
    return ConfirmationStatus(
        revision,
        tuple((person, confirmed_on[person.staff]) for person in due if person.staff in confirmed_on),
        tuple(person for person in due if person.staff not in confirmed_on),
        strangers,
    )
