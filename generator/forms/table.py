"""What a form is on paper: tables, their rows and cells, and the controls in these.

A control has its label in the cell to its left, or in the header cell above it. A cell's parts are what is printed
and what is filled in, in
reading order: a reader that has only the cell's text finds the values between the printed parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from generator.model.form import AnyField, Section

BOX_GAP, ANSWER_GAP = "\u00a0", "\u3000"
"""Between a box and its words, which stay together; between one answer and the next."""


class Shape(StrEnum):
    """What a control looks like and takes."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    LIST = "list"
    BOX = "box"


class CellKind(StrEnum):
    """What a cell is for."""

    HEAD = "head"
    LABEL = "label"
    COUNT = "count"
    GROUP = "group"
    ITEM = "item"
    """The sentence that a row is about."""
    PROSE = "prose"
    """Markdown by the author, one paragraph a part."""
    VALUE = "value"


@dataclass(frozen=True)
class Control:
    """One place to fill in."""

    tag: str
    """Names it in the document: `field`, `section.field` in a table of rows; with `.yes`, `.no`, `.if-no` for yes/no
    and `.1`, `.2`… for the
    options of a multiple choice."""
    title: str
    shape: Shape
    field: AnyField
    part: str = ""
    """Which part of the field's answer it takes: empty (all of it), `yes`, `no`, `if-no`, or the number of an option.
    """
    hint: str = ""
    """What an empty control shows; boxes have none."""
    short_hint: str = ""
    """What it shows instead in all ready-made rows but the first, lest the table fill up with advice."""


@dataclass(frozen=True)
class Cell:
    """One cell of a row; printed text or controls or both."""

    kind: CellKind
    parts: tuple[str | Control, ...] = ()
    columns: int = 1
    """How many columns it spans."""
    joined: str = ""
    """`first` or `rest` of a run of cells in this column that are joined into one."""

    @property
    def controls(self) -> tuple[Control, ...]:
        """What is to be filled in here."""
        return tuple(part for part in self.parts if isinstance(part, Control))

    @property
    def text(self) -> str:
        """What is printed here."""
        return "".join(part for part in self.parts if isinstance(part, str))


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    lines: int = 1
    """How many lines of writing it leaves room for."""

    @property
    def is_head(self) -> bool:
        """Whether it is the header row."""
        return self.cells[0].kind is CellKind.HEAD


@dataclass(frozen=True)
class Table:
    """One section."""

    section: Section
    widths: tuple[int, ...]
    """The columns' shares of the width of the text."""
    rows: tuple[Row, ...]
    """With the header row, if there is one, at the top."""

    def columns(self, width: int) -> list[int]:
        """The width of each column in a table as wide as this; together they are the whole width."""
        ends = [width * sum(self.widths[:position]) // sum(self.widths) for position in range(len(self.widths) + 1)]
        return [end - start for start, end in pairwise(ends)]

    @property
    def repeats(self) -> bool:
        """Whether the rows below the header are alike, and more may be added."""
        return self.section.rows > 0
