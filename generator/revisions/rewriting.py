"""What changed inside a text: Chinese by character, Latin letters and figures by word."""
from __future__ import annotations

import difflib
import re

TOKEN = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*|[0-9]+(?:[.:,-][0-9]+)*%?|\s+|.", re.DOTALL)
NOISE = 2
"""As many equal characters between two changes are taken for part of one change."""
CONTEXT = 6
"""How many words or characters are kept of what stayed the same, on each side of a change."""


def likeness(before: str, after: str) -> float:
    """How much of two texts is the same: 0 for nothing, 1 for all."""
    return difflib.SequenceMatcher(None, TOKEN.findall(before), TOKEN.findall(after), autojunk=False).ratio()


def rewritten(before: str, after: str) -> str:
    """The text with its changes marked and what stayed the same shortened: …沟通后【「24」改为「48」】小时内…"""
    runs: list[tuple[list[str], list[str]]] = []   # (before, after): stretches that are equal, and changed ones, in turn
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for index, (step, i, j, k, l) in enumerate(steps):
        noise = step == "equal" and 0 < index < len(steps) - 1 and len("".join(old[i:j])) <= NOISE
        if runs and runs[-1][0] != runs[-1][1] and (noise or step != "equal"):
            runs[-1] = (runs[-1][0] + old[i:j], runs[-1][1] + new[k:l])
        else:
            runs.append((old[i:j], new[k:l]))
    return "".join(_marked("".join(cut), "".join(put)) if cut != put else _shortened(cut, position == 0, position == len(runs) - 1)
                   for position, (cut, put) in enumerate(runs))


def quoted(text: str) -> str:
    """Text in Chinese quotation marks; those inside it become inner ones (GB/T 15834)."""
    return f"「{text.translate({ord('「'): '『', ord('」'): '』'})}」"


def _marked(cut: str, put: str) -> str:
    return f"【{quoted(cut)}改为{quoted(put)}】" if cut and put else f"【删{quoted(cut)}】" if cut else f"【增{quoted(put)}】"


def _shortened(same: list[str], first: bool, last: bool) -> str:
    head, tail = [] if first else same[:CONTEXT], [] if last else same[-CONTEXT:]
    return "".join(same) if len(same) <= len(head) + len(tail) + 2 else f"{''.join(head)}…{''.join(tail)}"
