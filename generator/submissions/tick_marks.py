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
class Marked:
    """One box as it stands in a text with others."""

    signs: str
    """At its label, before and behind it."""
    words: str
    """What was written behind its label."""


def ticked(text: str) -> bool | None:
    """What a box shows; None if it shows no sign of a box."""
    return next((sign in ON for sign in text if sign in ON + OFF), None)


def divided(parts: Sequence[str | Control], text: str) -> tuple[list[Marked], str] | None:
    """The boxes of a cell that is laid out like this, and the text after them.

    None if one of their labels is not there.

    Labels are looked for one after another, none twice: the time it takes grows with the text and with nothing else.
    """
    boxes: list[Marked] = []
    place, signs, after = 0, "", 0
    for position, part in enumerate(parts):
        if isinstance(part, str) or part.shape is not Shape.BOX:
            continue
        printed = parts[position + 1] if position + 1 < len(parts) else ""
        label, _, prompt = (
            (printed if isinstance(printed, str) else "").strip().partition("\u3000")
        )  # after the answer, what the next control is
        found = _label(label, text, place)
        if not found:
            return None
        before = text[place : found.start()]
        own = len(before) - len(before.rstrip(SIGNS + " \n\t\u00a0\u3000"))
        words, signs = before[: len(before) - own], before[len(before) - own :]
        if boxes:
            boxes[-1] = Marked(boxes[-1].signs, words.strip(" \n\t\u00a0\u3000，,；;"))
        behind = text[found.end() :]
        after = len(behind) - len(behind.lstrip(ON))
        boxes.append(Marked(signs + behind[:after], ""))
        place = found.end() + after
        if prompt and (said := _spaced(prompt).search(text, place)):
            boxes[-1] = Marked(boxes[-1].signs, text[place : said.start()].strip())
            place = said.end()
    return boxes, text[place:]


def _label(label: str, text: str, start: int) -> re.Match[str] | None:
    """Where a label stands: behind a sign if it does anywhere, or just where it stands first."""
    first = None
    for found in _spaced(label).finditer(text, start):
        first = first or found
        if text[max(start, found.start() - 40) : found.start()].rstrip()[-1:] in tuple(SIGNS):
            return found
    return first


@cache
def _spaced(printed: str) -> re.Pattern[str]:
    """The printed words, with a few spaces between them and either colon."""
    return re.compile(
        r"\s{0,3}".join("[:：]" if character == "：" else re.escape(character) for character in squeezed(printed))
    )
