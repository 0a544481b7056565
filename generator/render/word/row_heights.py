"""How high the rows of a form are: enough for type; for a pen, as much as its page has to give.

All in twentieths of a point.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from generator.forms import Cell, CellKind, Control, Row, Shape, Table, characters
from generator.render.word.handwriting import lists


class Heights(NamedTuple):
    """Of a further line, and of a row with one line."""

    line: int
    row: int

    def of(self, row: Row) -> int:
        """The least height of a row."""
        return min(TYPED[0].row, self.row) if row.is_head else self.row + (row.lines - 1) * self.line


TYPED = (Heights(312, 454), Heights(312, 412), Heights(290, 370))
"""On a screen rows may be lower than a pen could use, down to one line of type."""
WRITTEN = (Heights(425, 567), Heights(400, 510), Heights(370, 482), Heights(340, 454), Heights(340, 425))
"""From 7.5 mm a line, which is comfortable, to 6 mm, the ruling of a narrow notebook."""
TITLE, NOTE_LINE, HEADING, GAP, OPTIONS, RESERVE = 750, 270, 640, 160, 350, 400
"""What stands between the tables; the reserve is for words that take another line than was thought."""
TORN = 700
"""What stays empty at the foot of a page because the next row has no room there."""
NOTE_INDENT, NOTE_CHARACTER = 800, 180
CHARACTER, MARGINS, LINE, SPACING = 200, 216, 290, 60
"""In a cell: the width of a character, what is left free at both sides, the height of a line of type, what is left free
above and below."""


def fitting(choices: tuple[Heights, ...], tables: list[Table], notes: list[str], width: int, height: int) -> Heights:
    """The roomiest of TYPED or WRITTEN with which a form takes as few pages, with text of this width and height, as it
    can.

    `notes` are the texts above the tables.
    """
    note_lines = sum(ceil(characters(note) * NOTE_CHARACTER / (width - NOTE_INDENT)) for note in notes)
    option_lines = sum(choices is WRITTEN and bool(lists(table.section)) for table in tables)
    fixed = (
        TITLE
        + note_lines * NOTE_LINE
        + option_lines * OPTIONS
        + sum(HEADING if table.section.title else GAP for table in tables)
        + RESERVE
    )
    row_needs = [
        (row, _needed(row, table.columns(width), table.repeats and place > 1))
        for table in tables
        for place, row in enumerate(table.rows)
    ]
    pages = [
        1
        + ceil(max(0, fixed + sum(max(least, heights.of(row)) for row, least in row_needs) - height) / (height - TORN))
        for heights in choices
    ]
    return choices[pages.index(min(pages))]


def room(width: int) -> float:
    """How many characters stand on a line in a cell as wide as this: one at the least."""
    return max(1.0, (width - MARGINS) / CHARACTER)


def breadth(part: str | Control, later: bool = False) -> float:
    """How wide a text is, or an empty control, in characters; `later` in ready-made rows but the first."""
    if isinstance(part, str):
        return characters(part)
    return 1.2 if part.shape is Shape.BOX else characters(part.short_hint if later else part.hint)


def _needed(row: Row, columns: list[int], later: bool) -> int:
    """The least height of a row in which nothing is written yet."""
    lines, column = 1, 0
    for cell in row.cells:
        if cell.kind is not CellKind.GROUP:
            lines = max(lines, _lines(cell, room(sum(columns[column : column + cell.columns])), later))
        column += cell.columns
    return SPACING + lines * LINE


def _lines(cell: Cell, room: float, later: bool) -> int:
    if cell.kind is CellKind.PROSE:
        return sum(ceil(characters(str(part)) / room) for part in cell.parts)
    return ceil(sum(breadth(part, later) for part in cell.parts) / room)
