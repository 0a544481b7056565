"""What becomes of every character of a document: nothing is lost without a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from generator.importing.passages import Passage, bare


class Outcome(Enum):
    """What became of a stretch of text, in the reader's words."""

    SOURCE = "写进依据文件的题头"
    HEADING = "标题或表头"
    DRAFT = "写进草稿"
    LEFT_OUT = "不用"
    TO_SORT = "待整理"


@dataclass(frozen=True)
class Fate:
    """What became of a stretch of a passage."""

    start: int
    end: int
    outcome: Outcome
    where: str = ""
    """Of a draft: its file and field. Else why."""


class Ledger:
    """The fates of all passages of a document. A character has one fate; what else is drawn from it is noted beside."""

    def __init__(self) -> None:
        self._fates: dict[Passage, list[Fate]] = defaultdict(list)

    def cover(self, passage: Passage, outcome: Outcome, where: str = "", words: str | None = None) -> bool:
        """Say what becomes of `words` in a passage, where that is still open; of all that is open, without them.

        Returns whether there was any of it.
        """
        gaps = list(self._gaps(passage))
        if words is None:
            for start, end in gaps:
                self._fates[passage].append(Fate(start, end, outcome, where))
            return bool(gaps)
        if not words:
            return False
        for start, end in gaps:
            at = passage.text.find(words, start, end)
            if at >= 0:
                self._fates[passage].append(Fate(at, at + len(words), outcome, where))
                return True
        return False

    def is_open(self, passage: Passage) -> bool:
        """Whether anything of a passage has no fate yet, blanks aside."""
        return any(bare(passage.text[start:end]) for start, end in self._gaps(passage))

    def close(self, passages: Iterable[Passage]) -> None:
        """Whatever is still open has to be sorted by a person."""
        for passage in passages:
            for start, end in list(self._gaps(passage)):
                says_something = any(sign.isalnum() for sign in passage.text[start:end])
                outcome = Outcome.TO_SORT if says_something else Outcome.HEADING
                self._fates[passage].append(Fate(start, end, outcome))

    def fates(self, passage: Passage) -> list[Fate]:
        """The fates of a passage, in the order of its text."""
        return sorted(self._fates[passage], key=lambda fate: fate.start)

    def _gaps(self, passage: Passage) -> Iterator[tuple[int, int]]:
        at = 0
        for fate in self.fates(passage):
            if bare(passage.text[at : fate.start]):
                yield at, fate.start
            at = fate.end
        if bare(passage.text[at:]):
            yield at, len(passage.text)
