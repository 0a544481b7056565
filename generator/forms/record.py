"""What a record is: what somebody filled in, as authors and tables have it, and as it stands in a document.

A record is plain data, the same in YAML, in JSON and in a browser. It maps a field's id to its answer, and the id of a
section with rows to a list of such mappings. `Holds` says what an answer is.

What is not filled in is not in the record. Nothing is thrown away: a text that cannot be understood stays as it was
written, and `generator.forms.validation` tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from types import MappingProxyType
from typing import Any

from generator.model.values import Clock

Answer = str | int | float | bool | list[str]
Record = Mapping[str, Any]
"""See above. Answers by key; lists of rows by the id of their section."""

YES, NO, BOTH = "是", "否", "是/否"
"""What a pair of boxes says; BOTH is what nobody may mean."""
IF_NO = "if-no"


class Holds(Enum):
    """What an answer is, whatever its field asks for."""

    TEXT = auto()
    DAY = auto()
    """2026-03-18"""
    CLOCK = auto()
    """14:00"""
    NUMBER = auto()
    OPTION = auto()
    """One of a list, as a text."""
    OPTIONS = auto()
    """A list of the chosen ones."""
    TICK = auto()
    """True or false."""
    YES_OR_NO = auto()
    """是 or 否; what to write after a 否 stands under `id.if-no`."""


@dataclass(frozen=True)
class Filling:
    """What stands in the controls of one document: a text, or whether a box is ticked. Empty controls are left out or
    hold an empty text.
    """

    single: Mapping[str, str | bool] = field(default_factory=lambda: MappingProxyType({}))
    """By tag."""
    rows: Mapping[str, tuple[Mapping[str, str | bool], ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By the id of a section with rows; the rows as they follow one another, each by tag."""


def day_in_record(value: object) -> date | None:
    """The day that a record holds as 2026-03-18; None for anything else."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.isoformat() == value else None


def is_clock(value: object) -> bool:
    """Whether it is a time of day as a record holds it: 14:00."""
    return isinstance(value, str) and re.fullmatch(Clock.pattern, value) is not None


def is_empty(value: object) -> bool:
    """Whether nothing stands in a place; a box that is not ticked is nothing."""
    return value is None or value is False or value == "" or value == []


def trimmed(text: str) -> str:
    """A text without the space around it, its lines ended by line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u3000\u00a0")
