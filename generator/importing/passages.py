"""What stands in a document, whatever its format: passages of text, tables of them, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum


class PassageKind(Enum):
    """What a passage is in its document, in the reader's words."""

    TEXT = "正文"
    CELL = "表格"
    CONTENTS = "目录"
    HEADER = "页眉"
    FOOTER = "页脚"
    TEXTBOX = "文本框或图形里的字"
    FOOTNOTE = "脚注"
    COMMENT = "批注"
    INSERTED = "修订中新增的文字"
    DELETED = "修订中删去的文字"
    PICTURE = "图片"
    SHAPE = "图形"


@dataclass(frozen=True, eq=False)
class Passage:
    """A paragraph, a cell, a header: the least that has a place of its own. Two of them are never the same."""

    kind: PassageKind
    text: str
    """As it stands there; `number` is no part of it. Empty for what has no text, as a picture."""
    place: str
    """Where it stands, in Chinese: 第 2 页，第 14 段."""
    number: str = ""
    """The number that the program which wrote the document shows before it, such as 第五条."""
    level: int = 0
    """Of a heading 1 to 9; 0 for all else."""
    strong: bool = False
    """Whether all of it is bold."""
    repeats: str = ""
    """What it says that is counted elsewhere: of an empty cell the one that it is merged with, of an insertion its
    words in the paragraph."""

    @property
    def meant(self) -> str:
        """What a cell says, or the one that it is merged with."""
        return self.text.strip() or self.repeats


@dataclass(frozen=True, eq=False)
class Table:
    """A table: its rows of cells."""

    rows: tuple[tuple[Passage, ...], ...]
    place: str
    """Where it stands: 表 2."""


Block = Passage | Table


@dataclass(frozen=True)
class Reading:
    """What was read of a document."""

    blocks: tuple[Block, ...]
    """In the order of the document; headers, footers, notes and comments at the end."""
    unread: str = ""
    """Why nothing was read; the file is put on record all the same."""
    notes: tuple[str, ...] = ()
    """What whoever imports it should know of how it was read."""


def passages_of(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Every passage, cells included, in order."""
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        else:
            yield block


def bare(text: str) -> str:
    """A text without any blank: what is counted of it."""
    return re.sub(r"\s", "", text)
