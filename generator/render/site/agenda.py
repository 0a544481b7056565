"""The days of every role as a script: what falls on which day, which days are off, and what a reader may have begun.

A page opened from a folder can fetch nothing else. `templates/theme/scripts/today.ts` looks the reader's day up in it.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from generator.language.phrasing import brief, title_of
from generator.memory import FORGETFUL, Memory
from generator.model import Edition, Handbook, Item, Onboarding
from generator.queries.audience import audience
from generator.queries.content_hash import content_hash
from generator.queries.listing import by_kind, to_read
from generator.queries.role_work import Work, works
from generator.render import Artifact
from generator.render.addresses import AGENDA, address_of, html
from generator.schedule.agenda import by_day, days_off, guesses
from generator.schedule.phrases import due_phrase
from generator.schedule.timetable import TimeLimit, by_time, stretch
from generator.schedule.work_calendar import WorkCalendar, calendar_of_role, calendars

LONGEST = 26
"""Characters of a duty, as on the rest of the home page."""


def agenda_script(handbook: Handbook, edition: Edition, memory: Memory = FORGETFUL) -> Artifact:
    """The script of an edition: for the stretch that its duties are told for, by unit the days off, by role the
    duties. With a `memory` only what changed is worked out again.
    """
    days = stretch(edition, handbook)

    def by_role() -> dict[str, Any]:
        return {id: _role(work, handbook, edition) for id, work in works(handbook).items()}

    def by_unit() -> dict[str, Any]:
        return {
            unit: {"off": days_off(calendar, days), "unannounced": guesses(calendar, days)}
            for unit, calendar in calendars(handbook.settings, handbook.calendar).items()
        }

    def to_confirm(item: Item) -> dict[str, str]:
        return _linked(item) | _printed(item, item.id)

    data = {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "calendars": memory.kept("days off", by_unit, days),
        "roles": memory.kept("days of roles", by_role, days),
        "forms": {form.id: _linked(form) for form in handbook.forms.values()},
        "reading": [memory.kept(("to confirm", item.id), partial(to_confirm, item)) for item in _to_read(handbook)],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Artifact(AGENDA, f"window.handbookAgenda = {text};\n".encode())


def _role(work: Work, handbook: Handbook, edition: Edition) -> dict[str, Any]:
    calendar = calendar_of_role(handbook, work.role.id)
    all_limits = [limit for limits in work.limits.values() for limit in limits]
    limits = sorted(all_limits, key=lambda limit: _order(limit, calendar))
    return {
        "calendar": work.role.unit or "",
        "duties": [_duty(limit, handbook, calendar) for limit in limits],
        "daily": [place for place, limit in enumerate(limits) if limit.due.every == "工作日"],
        "on": by_day((limit.due for limit in limits), calendar, stretch(edition, handbook)),
        "paths": [_path(path) for path in handbook.onboarding.values() if path.role == work.role.id],
        "reading": [place for place, item in enumerate(_to_read(handbook)) if _concerns(handbook, item, work.role.id)],
    }


def _linked(item: Item, entry: Any = None) -> dict[str, str]:
    """The title of an item or of an entry of it, and its address below the edition."""
    return {"title": brief(title_of(entry or item), LONGEST), "page": html(address_of(item, entry))}


def _printed(entry: Any, id: str) -> dict[str, str]:
    """The id under which a browser keeps a mark of an entry, and what it is held against."""
    return {"id": id, "print": content_hash(entry)}


def _path(path: Onboarding) -> dict[str, Any]:
    tasks = (task for stage in path.stages for task in stage.tasks)
    return {**_linked(path), "tasks": [_linked(path, task) | _printed(task, f"{path.id}.{task.id}") for task in tasks]}


def _to_read(handbook: Handbook) -> list[Item]:
    """The pages that readers confirm to have read."""
    return [item for items in by_kind(handbook).values() for item in items if to_read(item)]


def _concerns(handbook: Handbook, item: Item, role: str) -> bool:
    """Whether a page is one that the role confirms; what names no role concerns all."""
    readers = audience(handbook, item, item)
    return not readers or role in readers


def _order(limit: TimeLimit, calendar: WorkCalendar) -> str:
    """By time of day; what has none comes last."""
    at = calendar.clock(limit.due.by)
    return at.isoformat() if at else "下班后"


def _duty(limit: TimeLimit, handbook: Handbook, calendar: WorkCalendar) -> dict[str, str]:
    ((time, _),) = by_time([limit])
    at = calendar.clock(limit.due.by)
    when = "" if limit.due.every == "工作日" else due_phrase(limit.due, handbook)
    return {
        "what": brief(limit.what, LONGEST),
        "time": time,
        "at": f"{at:%H:%M}" if at else "",
        "when": when,
        "page": html(address_of(limit.item, limit.entry)),
    }
