"""What changed inside a text, on one line."""

from __future__ import annotations

from generator.language.text_diff import stretches

CONTEXT = 6
"""How many words or characters are kept of what stayed the same, on each side of a change."""


def rewritten(before: str, after: str) -> str:
    """The text with its changes marked and what stayed the same shortened: …沟通后【「24」改为「48」】小时内…"""
    runs = stretches(before, after)
    return "".join(
        _marked("".join(old), "".join(new)) if old != new else _shortened(old, position == 0, position == len(runs) - 1)
        for position, (old, new) in enumerate(runs)
    )


def quoted(text: str) -> str:
    """Text in Chinese quotation marks; those inside it become inner ones (GB/T 15834)."""
    return f"「{text.translate({ord('「'): '『', ord('」'): '』'})}」"


def _marked(old: str, new: str) -> str:
    return (
        f"【{quoted(old)}改为{quoted(new)}】"
        if old and new
        else f"【删{quoted(old)}】"
        if old
        else f"【增{quoted(new)}】"
    )


def _shortened(same: list[str], first: bool, last: bool) -> str:
    head, tail = [] if first else same[:CONTEXT], [] if last else same[-CONTEXT:]
    return "".join(same) if len(same) <= len(head) + len(tail) + 2 else f"{''.join(head)}…{''.join(tail)}"
