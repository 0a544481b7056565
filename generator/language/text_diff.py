"""Two states of a text: what stayed, and what was put in the place of what.

Chinese by character, Latin letters and figures by word.
"""

from __future__ import annotations

import difflib
import re

TOKEN = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*|[0-9]+(?:[.:,-][0-9]+)*%?|\s+|.", re.DOTALL)
NOISE = 2
"""As many equal characters between two changes are taken for part of one change."""
STRANGE = 0.35
"""Two texts less alike than this have nothing to do with each other: they are shown as a whole, first the old one, then
the new one."""

Stretch = tuple[list[str], list[str]]
"""(before, after) in tokens: the same twice where nothing changed."""


def likeness(before: str, after: str) -> float:
    """How much of two texts is the same: 0 for nothing, 1 for all."""
    return difflib.SequenceMatcher(None, TOKEN.findall(before), TOKEN.findall(after), autojunk=False).ratio()


def stretches(before: str, after: str) -> list[Stretch]:
    """The two texts cut into what is equal and what changed, in turn."""
    parts: list[Stretch] = []
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for index, (step, i, j, k, m) in enumerate(steps):
        noise = step == "equal" and 0 < index < len(steps) - 1 and len("".join(old[i:j])) <= NOISE
        if parts and parts[-1][0] != parts[-1][1] and (noise or step != "equal"):
            parts[-1] = (parts[-1][0] + old[i:j], parts[-1][1] + new[k:m])
        else:
            parts.append((old[i:j], new[k:m]))
    return parts
