"""Which revision is in force on a day: the one rule, for the commands, the version lists and the check of records.

`templates/theme/scripts/in-force.ts` is the same rule for browsers; `tests/in_force_cases.py` holds both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from generator.model import Settings, order
from generator.schedule.china import CHINA


class State(Enum):
    """What a released revision is on a day, in the words of document control."""

    COMING = "待生效"
    IN_FORCE = "现行"
    WITHDRAWN = "作废"


def by_precedence(effective: Mapping[str, date]) -> list[str]:
    """The revisions, from the one that yields to all others to the one that yields to none.

    A later effective date goes before an earlier one, and on one date a later revision before an earlier one: 2026.1
    corrects 2026, whether or not that ever came into force. `effective` is the effective date of every release, by
    revision.
    """
    return sorted(effective, key=lambda revision: (effective[revision], order(revision)))


def in_force(effective: Mapping[str, date], on: date) -> str:
    """The revision in force on a day: of those whose date has come the last by precedence; empty where none has."""
    return next((revision for revision in reversed(by_precedence(effective)) if effective[revision] <= on), "")


def state(revision: str, effective: Mapping[str, date], on: date) -> State:
    """What one of the revisions is on a day.

    One that a later revision with the same date has replaced is withdrawn even before that date: it will never be in
    force.
    """
    last_of_its_day = max((other for other in effective if effective[other] == effective[revision]), key=order)
    if revision != last_of_its_day:
        return State.WITHDRAWN
    if effective[revision] > on:
        return State.COMING
    return State.IN_FORCE if revision == in_force(effective, on) else State.WITHDRAWN


def zone(settings: Settings) -> str | None:
    """The time zone whose day decides, by its IANA name; None where it is the reader's own."""
    return str(CHINA) if settings.time_zone == "北京时间" else None


def day_of(moment: datetime, settings: Settings) -> date:
    """Which day it is at a moment, by the clock that the handbook goes by. `moment` knows its own time zone."""
    return moment.astimezone(CHINA if zone(settings) else None).date()
