"""Ids for drafts: the pinyin of a title, as long as no better one is chosen with `sop rename`."""

from __future__ import annotations

import re
from collections.abc import Collection

from pypinyin import lazy_pinyin

from generator.model.reserved_ids import flaw_of_id

LONGEST_ID = 36


def new_id(title: str, taken: Collection[str], otherwise: str = "draft") -> str:
    """An id that is not taken, from the words of a title."""
    words = re.sub("[^\u4e00-\u9fffA-Za-z0-9]", " ", title)
    parts = [part.lower() for syllable in lazy_pinyin(words) for part in re.findall("[A-Za-z0-9]+", syllable)]
    base = ""
    for part in parts:
        longer = f"{base}-{part}" if base else part
        if len(longer) > LONGEST_ID:
            break
        base = longer
    if not re.match("[a-z]", base):
        base = f"{otherwise}-{base}".strip("-")
    if flaw_of_id(base, is_download=True):
        base = f"{otherwise}-{base}"[:LONGEST_ID].strip("-")
    return next(id for id in (base, *(f"{base}-{count}" for count in range(2, len(taken) + 3))) if id not in taken)


def new_code(title: str, taken: Collection[str]) -> str:
    """Three capital letters for a source, from the initials of its title."""
    initials = "".join(syllable[0].upper() for syllable in lazy_pinyin(re.sub("[^\u4e00-\u9fff]", "", title)))
    tried = [initials[at : at + 3] for at in range(max(0, len(initials) - 2))] if len(initials) >= 3 else []
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    start = (initials + "WJ")[:2] if len(initials) < 3 else initials[:2]
    tried += [start + letter for letter in letters]
    tried += [first + second + third for first in letters for second in letters for third in letters]
    return next(code for code in tried if re.fullmatch("[A-Z]{3}", code) and code not in taken)
