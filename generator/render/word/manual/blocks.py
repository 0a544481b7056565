"""Paragraphs and ruled tables of a controlled document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.render.word.base import HEAD_SHADE, LABEL_SHADE
from generator.render.word.manual.numbering import numbered
from generator.render.word.manual.wordml import Block, element, marked, paragraph, run


class GridCell(NamedTuple):
    """One cell of a table."""

    content: str | Sequence[Block]
    """Inline Markdown of an author, or ready paragraphs."""
    style: str = "BookCell"
    """Of the paragraph, where the content is text."""
    span: int = 1
    shade: str = ""
    joined: str = ""
    """`restart` at the first of several cells that stand as one above each other, `continue` at the others."""
    borders: str = ""
    """Letters of the edges that have no line: T, L, B, R."""
    middle: bool = True
    """Whether the content stands half-way down."""
    tight: bool = False
    """Whether the content may come close to the lines beside it, as in a narrow column."""


class GridRow(NamedTuple):
    """One row of a table."""

    cells: Sequence[GridCell]
    head: bool = False
    """Whether it is repeated at the top of every page."""
    whole: bool = True
    """Whether it stays on one page."""


def text(words: str, style: str = "BookText") -> Block:
    """A paragraph of an author's inline Markdown."""
    return paragraph(style, *marked(words))


def plain(words: str, style: str = "BookText") -> Block:
    """A paragraph of words as they stand."""
    return paragraph(style, run(words))


def styled(words: str, style: str) -> Block:
    """A run in a character style."""
    return run(words, element("w:rStyle", val=style))


def entry(words: str, num: int, level: int = 0, style: str = "BookItem") -> Block:
    """A paragraph of inline Markdown in a list."""
    return paragraph(style, *marked(words), properties=(numbered(num, level),))


def label(words: str, span: int = 1, joined: str = "") -> GridCell:
    """The cell that names what stands beside it."""
    return GridCell([plain(words, "BookLabel")], span=span, shade=LABEL_SHADE, joined=joined)


def head(*titles: str) -> GridRow:
    """The row of titles."""
    return GridRow([GridCell([plain(title, "BookHead")], shade=HEAD_SHADE) for title in titles], head=True)


def middle(words: str) -> GridCell:
    """A short text in the middle of its cell."""
    return GridCell([plain(words, "BookMiddle")])


def cell_of(words: str) -> GridCell:
    """Words as they stand in their cell."""
    return GridCell([plain(words, "BookCell")])


def gap() -> Block:
    """What must stand between two tables."""
    return paragraph("BookGap")


def grid(widths: Sequence[int], rows: Iterable[GridRow], caption: str, style: str = "BookGrid") -> Block:
    """A table with columns so many twentieths of a point wide. The caption is for readers who hear it."""
    return element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val=style),
            element("w:tblW", w=sum(widths), type="dxa"),
            element("w:jc", val="center"),
            element("w:tblLayout", type="fixed"),
            element("w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
            element("w:tblCaption", val=caption),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
        *(_row(row, widths) for row in rows),
    )


def facts(width: int, pairs: Sequence[tuple[str, str]], caption: str, across: int = 2) -> Block:
    """A table of labels with what they say, so many pairs in a row; a row that is not full is filled by its last
    pair.
    """
    label_width, rows = 1250, []
    widths = [part for _ in range(across) for part in (label_width, width // across - label_width)]
    for start in range(0, len(pairs), across):
        row_pairs = pairs[start : start + across]
        cells = [
            cell
            for position, (name, value) in enumerate(row_pairs)
            for cell in (
                label(name),
                GridCell(value, span=1 if position + 1 < len(row_pairs) else 1 + 2 * (across - len(row_pairs))),
            )
        ]
        rows.append(GridRow(cells))
    return grid(widths, rows, caption)


EDGES = {"T": "top", "L": "left", "B": "bottom", "R": "right"}


def _row(row: GridRow, widths: Sequence[int]) -> Block:
    cells, column = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(widths[column : column + cell.span])))
        column += cell.span
    properties = [element("w:cantSplit") if row.whole else None, element("w:tblHeader") if row.head else None]
    return element("w:tr", element("w:trPr", *properties) if row.whole or row.head else None, *cells)


def _cell(cell: GridCell, width: int) -> Block:
    lines = [element(f"w:{EDGES[edge]}", val="nil") for edge in "TLBR" if edge in cell.borders]
    return element(
        "w:tc",
        element(
            "w:tcPr",
            element("w:tcW", w=width, type="dxa"),
            element("w:gridSpan", val=cell.span) if cell.span > 1 else None,
            element("w:vMerge", val=cell.joined) if cell.joined else None,
            element("w:tcBorders", *lines) if lines else None,
            element("w:shd", val="clear", color="auto", fill=cell.shade) if cell.shade else None,
            element("w:tcMar", element("w:left", w=15, type="dxa"), element("w:right", w=15, type="dxa"))
            if cell.tight
            else None,
            element("w:vAlign", val="center" if cell.middle else "top"),
        ),
        *([text(cell.content, cell.style)] if isinstance(cell.content, str) else cell.content),
    )
