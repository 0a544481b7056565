"""Tables of contents that were typed, or that a format does not tell from text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.passages import Block, Passage, PassageKind

HEADING = re.compile("目[\\s　]*[录次]")
LEADS_TO_PAGE = re.compile(r".*?(?:[.．。…·]{3,}|\t|[\s　]{2,})\s*[-—]?\s*\d{1,3}\s*[-—]?\s*")


def without_contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, those that are a table of contents marked as such: after 目录 the lines that end in a number of a
    page, and elsewhere such lines with dots.
    """
    found: list[Block] = []
    inside = False
    for block in blocks:
        if not isinstance(block, Passage) or block.kind is not PassageKind.TEXT:
            found.append(block)
            continue
        words = block.text.strip()
        if HEADING.fullmatch(words):
            inside = True
            found.append(replace(block, kind=PassageKind.CONTENTS))
            continue
        is_line = bool(LEADS_TO_PAGE.fullmatch(words)) and (inside or re.search(r"[.．…·]{4,}|\t", words))
        if is_line:
            found.append(replace(block, kind=PassageKind.CONTENTS))
        else:
            inside = inside and not words
            found.append(block)
    return tuple(found)
