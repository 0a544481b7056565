"""How high the rows of a form are: enough for type; for a pen, as much as its page has to give. All in twentieths of a point."""
from __future__ import annotations

from math import ceil
from typing import NamedTuple

from generator.forms import Row, characters, layout
from generator.model import Form


class Heights(NamedTuple):
    """Of a further line, and of a row with one line."""
    line: int
    row: int

    def of(self, row: Row) -> int:
        """The least height of a row."""
        return TYPED.row if row.is_head else self.row + (row.lines - 1) * self.line


TYPED = Heights(312, 454)
WRITTEN = (Heights(425, 567), Heights(400, 510), Heights(370, 482), Heights(340, 454))
"""From 7.5 mm a line, which is comfortable, to 6 mm, the ruling of a narrow notebook."""
ON_MANY_PAGES = WRITTEN[1]

TITLE, NOTE_LINE, HEADING, GAP, END, RESERVE = 750, 270, 640, 160, 160, 500
"""What stands between the tables; the reserve is for words that take another line than was thought."""
NOTE_INDENT, NOTE_CHARACTER = 800, 180


def written_heights(form: Form, notes: list[str], width: int, height: int) -> Heights:
    """The roomiest heights with which the form stays on one page with text of this width and height, if any do."""
    note_lines = sum(ceil(characters(note) * NOTE_CHARACTER / (width - NOTE_INDENT)) for note in notes)
    tables = layout(form)
    fixed = TITLE + note_lines * NOTE_LINE + sum(HEADING if table.section.title else GAP for table in tables) + END + RESERVE
    for heights in WRITTEN:
        if fixed + sum(heights.of(row) for table in tables for row in table.rows) <= height:
            return heights
    return ON_MANY_PAGES
