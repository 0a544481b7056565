"""The days of every role as a script: what falls on which day, and which days are off.

A page opened from a folder can fetch nothing else. `templates/theme/scripts/today.ts` looks the reader's day up in it.
"""

from __future__ import annotations

import json
from typing import Any

from generator.language.phrasing import brief
from generator.model import Edition, Handbook
from generator.queries.role_work import Work, works
from generator.render import Artifact
from generator.render.addresses import AGENDA, address_of, html
from generator.schedule.agenda import by_day, days_off, guesses
from generator.schedule.phrases import due_phrase
from generator.schedule.timetable import TimeLimit, by_time, stretch
from generator.schedule.work_calendar import WorkCalendar, calendar_of_role, calendars

LONGEST = 26
"""Characters of a duty, as on the rest of the home page."""


def agenda_script(handbook: Handbook, edition: Edition) -> Artifact:
    """The script of an edition: for the stretch that its duties are told for, by unit the days off, by role the
    duties.
    """
    days = stretch(edition, handbook)
    data = {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "calendars": {
            unit: {"off": days_off(calendar, days), "unannounced": guesses(calendar, days)}
            for unit, calendar in calendars(handbook.settings, handbook.calendar).items()
        },
        "roles": {id: _role(work, handbook, edition) for id, work in works(handbook, {}).items()},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Artifact(AGENDA, f"window.handbookAgenda = {text};\n".encode())


def _role(work: Work, handbook: Handbook, edition: Edition) -> dict[str, Any]:
    calendar = calendar_of_role(handbook, work.role.id)
    all_limits = [limit for limits in work.limits.values() for limit in limits]
    limits = sorted(all_limits, key=lambda limit: _order(limit, calendar))
    return {
        "calendar": work.role.unit or "",
        "duties": [_duty(limit, handbook) for limit in limits],
        "daily": [place for place, limit in enumerate(limits) if limit.due.every == "工作日"],
        "on": by_day((limit.due for limit in limits), calendar, stretch(edition, handbook)),
    }


def _order(limit: TimeLimit, calendar: WorkCalendar) -> str:
    """By time of day; what has none comes last."""
    at = calendar.clock(limit.due.by)
    return at.isoformat() if at else "下班后"


def _duty(limit: TimeLimit, handbook: Handbook) -> dict[str, str]:
    ((time, _),) = by_time([limit])
    when = "" if limit.due.every == "工作日" else due_phrase(limit.due, handbook)
    return {
        "what": brief(limit.what, LONGEST),
        "time": time,
        "when": when,
        "page": html(address_of(limit.item, limit.entry)),
    }
