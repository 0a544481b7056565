"""Who has signed the read confirmation of the revision in force, held against the roster."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import duckdb

from generator.model import Handbook
from generator.model.meanings import PERSON_NAME, REVISION_READ
from generator.records.store import quoted
from generator.reports.roster import Person, Roster
from generator.schedule.periods import Week


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
    if not handbook.settings.confirmation_form or not revision:
        return None
    form = handbook.forms[handbook.settings.confirmation_form]
    read = form.field_meaning(REVISION_READ)
    if read is None:
        return None
    # Copies of a revision whose form did not ask for the 工号 yet say by their name who signed.
    name = quoted(field.id) if (field := form.field_meaning(PERSON_NAME)) else "NULL"
    rows = connection.execute(
        f"SELECT coalesce(_staff, {name}, ''), _day, {quoted(read.id)} FROM {quoted(form.id)}\n"
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
