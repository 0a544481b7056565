"""Which of the words that are known somebody probably meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable


def closest(word: str, options: Iterable[str]) -> str | None:
    """The option that the word is most likely a misspelling of."""
    words = [str(option) for option in options]
    same = [option for option in words if _bare(option) == _bare(str(word))]
    return next(iter(same or difflib.get_close_matches(str(word), words, n=1, cutoff=0.6)), None)


def _bare(word: str) -> str:
    """A word without what is easily written otherwise: width, capitals, and the signs between its parts."""
    return re.sub(r"[\s_《》「」“”‘’.·。/-]", "", simplified(unicodedata.normalize("NFKC", word))).lower()


TRADITIONAL, SIMPLIFIED = "個時鐘週內後雙單兩點禮應當須禁發審", "个时钟周内后双单两点礼应当须禁发审"
"""Signs of the words that a field may take, as they are typed with a traditional keyboard."""


def simplified(word: str) -> str:
    """Words of time and of levels in simplified characters: 小時 -> 小时, 每週五 -> 每周五."""
    return word.translate(str.maketrans(TRADITIONAL, SIMPLIFIED))
