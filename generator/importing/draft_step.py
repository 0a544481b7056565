"""A step as a document has it, before it becomes a part of a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, one_line
from generator.importing.passages import Passage
from generator.importing.sentences import Sentence

LONGEST_TITLE, LONGEST_PHASE = 30, 12


@dataclass
class DraftStep:
    """A step as the document has it."""

    title: str
    clauses: list[ClauseText]
    origin: str
    title_certainty: Certainty
    role: str = ""
    role_certainty: Certainty = Certainty.LIKELY
    helpers: tuple[str, ...] = ()
    due: dict[str, str] = field(default_factory=dict)
    due_certainty: Certainty = Certainty.LIKELY
    sentences: list[Sentence] = field(default_factory=list)
    cells: list[tuple[Passage, str, str]] = field(default_factory=list)
    """Cells that became a field: the cell, its words, the field's title."""
    actions: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    phase: str = ""


def short_title(words: str) -> str:
    """Words as the name of a step: at least two and at most LONGEST_TITLE characters."""
    plain = one_line(words).strip("。；;：:，,、 ")
    if len(plain) > LONGEST_TITLE:
        head = re.split("[，,；;。：:（(]", plain)[0]
        plain = head if 2 <= len(head) <= LONGEST_TITLE else plain[: LONGEST_TITLE - 1] + "…"
    return plain if len(plain) >= 2 else f"步骤{plain}"
