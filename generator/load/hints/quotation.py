"""Text as an author may write it in YAML so that all of it is kept."""

from __future__ import annotations

import re

LONGEST = 80
"""In characters: a longer text is not repeated in a hint."""
QUOTE = "请给整段文字加英文双引号"


HALF = str.maketrans({"｛": "{", "｝": "}", "［": "[", "］": "]", "，": ", ", "：": ": "})


def in_half_width(words: str) -> str:
    """A group or list with the signs that YAML knows: ｛a：b，c：d｝ -> {a: b, c: d}."""
    return re.sub(" +", " ", words.translate(HALF))


def quoted(words: str) -> str:
    """A text between the quotation marks of YAML in which nothing of it has to be changed."""
    if '"' not in words and "\\" not in words:
        return f'"{words}"'
    return "'" + words.replace("'", "''") + "'"


def quoted_or_told(words: str) -> str:
    """What to write for a text that YAML would not keep: the text in quotes, or, of a long one, that it needs them."""
    return f"写成 {quoted(words)}" if len(words) <= LONGEST else QUOTE
