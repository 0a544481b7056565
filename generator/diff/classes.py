"""What a change means for whoever must follow it: new duties first, other words last."""

from __future__ import annotations

from enum import StrEnum

from generator.language.text_diff import likeness
from generator.model import (
    GONE,
    NEW,
    Change,
    Clause,
    Due,
    Exchange,
    Field,
    Form,
    Kpi,
    Onboarding,
    Policy,
    Procedure,
    Role,
    Rule,
    Section,
    Source,
    Step,
    Task,
    Term,
)
from generator.schedule.strictness import later
from generator.schedule.work_calendar import WorkCalendar

SAME_WORDS = 0.8
"""Two texts at least so alike say the same in other words, if no figure in them differs."""
ASKING = (Step, Rule, Task, Exchange, Clause, Procedure, Policy, Kpi, Onboarding, Role, Source)
"""What asks something of somebody as soon as it is there."""
TOLD_ONLY = frozenset(
    {
        "about",
        "aliases",
        "avoid",
        "explain",
        "guide",
        "hint",
        "meaning",
        "mission",
        "purpose",
        "say",
        "scope",
        "summary",
        "title",
        "why",
        "words",
    }
)
"""Fields that tell and explain, and ask nothing."""


class ChangeClass(StrEnum):
    """The classes, from what weighs most to what weighs least."""

    DUTY = "新职责"
    TIGHTER = "收紧"
    LOOSER = "放宽"
    FORM = "换表单"
    METHOD = "换做法"
    WORDING = "措辞"

    @property
    def weight(self) -> int:
        """0 for what comes first."""
        return list(ChangeClass).index(self)


def class_of(change: Change, calendar: WorkCalendar, year: int) -> ChangeClass:
    """The class of a change. Limits are held against one another by the calendar of a year."""
    before, after = change.values
    if isinstance(change.entry, Form | Section | Field):
        return ChangeClass.WORDING if change.field_name in TOLD_ONLY else ChangeClass.FORM
    if change.kind == NEW and isinstance(change.entry, ASKING):
        return ChangeClass.DUTY
    if isinstance(change.entry, Term):
        return ChangeClass.WORDING
    if isinstance(before, Due) and isinstance(after, Due):
        return _of_limits(before, after, calendar, year)
    if change.field_name in ("at_least", "at_most", "yellow") and before is not None and after is not None:
        is_tighter = after > before if change.field_name != "at_most" else after < before
        return ChangeClass.TIGHTER if is_tighter else ChangeClass.LOOSER
    if change.field_name == "role":
        return ChangeClass.DUTY
    if change.field_name in TOLD_ONLY or (change.kind != GONE and _says_the_same(*change.texts)):
        return ChangeClass.WORDING
    return ChangeClass.METHOD


def _of_limits(before: Due, after: Due, calendar: WorkCalendar, year: int) -> ChangeClass:
    looser, tighter = later(after, before, calendar, year), later(before, after, calendar, year)
    if bool(looser) == bool(tighter):
        return ChangeClass.METHOD
    return ChangeClass.LOOSER if looser else ChangeClass.TIGHTER


def _says_the_same(before: str, after: str) -> bool:
    """Whether only words differ, and no figure."""
    if not before or not after:
        return False
    digits = ["".join(filter(str.isdigit, text)) for text in (before, after)]
    return digits[0] == digits[1] and likeness(before, after) >= SAME_WORDS
