"""What people tick with, and which of the printed options in a text are ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from generator.forms import Control, Shape
from generator.submissions.cells import squeezed

ON, OFF, CROSSED = "☑☒✓✔√■●✅", "☐□○❏▢", "✗✘×✕╳❌"
SIGNS = ON + OFF + CROSSED


@dataclass(frozen=True)
class TickBox:
    """One box as it stands in a text with others."""

    signs: str
    """At its label, before and behind it."""
    words: str
    """What was written behind its label."""


def ticked(text: str) -> bool | None:
    """What a box shows; None if it shows no sign of a box."""
    return next((sign in ON for sign in text if sign in ON + OFF), None)


def split_at_labels(parts: Sequence[str | Control], text: str) -> tuple[list[TickBox], str] | None:
    """The boxes of a cell that is laid out like this, and the text after them.

    None if one of their labels is not there.

    Labels are looked for one after another, none twice: the time it takes grows with the text and with nothing else.
    """
    boxes: list[TickBox] = []
    place, signs, after = 0, "", 0
    for position, part in enumerate(parts):
        if isinstance(part, str) or part.shape is not Shape.BOX:
            continue
        next_part = parts[position + 1] if position + 1 < len(parts) else ""
        label, _, prompt = (
            (next_part if isinstance(next_part, str) else "").strip().partition("\u3000")
        )  # after the answer, what the next control is
        match = _label(label, text, place)
        if not match:
            return None
        before = text[place : match.start()]
        own = len(before) - len(before.rstrip(SIGNS + " \n\t\u00a0\u3000"))
        words, signs = before[: len(before) - own], before[len(before) - own :]
        if boxes:
            boxes[-1] = TickBox(boxes[-1].signs, words.strip(" \n\t\u00a0\u3000，,；;"))
        behind = text[match.end() :]
        after = len(behind) - len(behind.lstrip(ON))
        boxes.append(TickBox(signs + behind[:after], ""))
        place = match.end() + after
        if prompt and (prompt_match := _spaced(prompt).search(text, place)):
            boxes[-1] = TickBox(boxes[-1].signs, text[place : prompt_match.start()].strip())
            place = prompt_match.end()
    return boxes, text[place:]


def _label(label: str, text: str, start: int) -> re.Match[str] | None:
    """Where a label stands: behind a sign if it does anywhere, or just where it stands first."""
    first = None
    for match in _spaced(label).finditer(text, start):
        first = first or match
        if text[max(start, match.start() - 40) : match.start()].rstrip()[-1:] in tuple(SIGNS):
            return match
    return first


@cache
def _spaced(label: str) -> re.Pattern[str]:
    """The printed words, with a few spaces between them and either colon."""
    return re.compile(
        r"\s{0,3}".join("[:：]" if character == "：" else re.escape(character) for character in squeezed(label))
    )
