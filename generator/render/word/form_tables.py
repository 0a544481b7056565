"""The tables of a form, as `generator.forms` lays them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, takewhile

from lxml import etree

from generator.forms import ANSWER_GAP, Cell, CellKind, Control, Row, Shape, Table
from generator.render.word.base import HEAD_SHADE, LABEL_SHADE
from generator.render.word.content_controls import Controls
from generator.render.word.handwriting import handwriting_place, lists
from generator.render.word.oxml import element, marked, paragraph, qualified, run
from generator.render.word.row_heights import Heights, breadth, room

STYLES = {
    CellKind.HEAD: "FormHead",
    CellKind.LABEL: "FormLabel",
    CellKind.COUNT: "FormCenter",
    CellKind.GROUP: "FormCenter",
    CellKind.ITEM: "FormField",
    CellKind.PROSE: "FormField",
    CellKind.VALUE: "FormField",
}
SHADES = {CellKind.HEAD: HEAD_SHADE, CellKind.LABEL: LABEL_SHADE, CellKind.GROUP: LABEL_SHADE}

Filler = Callable[[Control], list[etree._Element]]
"""What stands in a cell for a control."""


def tables(
    table_layouts: Iterable[Table], title: str, width: int, heights: Heights, controls: Controls | None
) -> Iterator[etree._Element]:
    """Headings and tables of all sections of a form with this title, `width` twentieths of a point wide.

    Without controls, they are for a pen.
    """
    for table in table_layouts:  # something must stand between two tables, or Word makes one of them
        yield paragraph("FormHeading", run(table.section.title)) if table.section.title else paragraph("FormGap")
        if controls is None and (choices := lists(table.section)):
            yield paragraph("FormOptions", run("选一项填写　" + "　　".join(choices)))
        yield _table(table, table.columns(width), table.section.title or title, heights, controls)
    # and after the last, without asking for another page
    yield paragraph("FormGap", properties=(element("w:spacing", line=20, lineRule="exact"),))


def _table(
    table: Table, columns: list[int], caption: str, heights: Heights, controls: Controls | None
) -> etree._Element:
    rows = [
        _row(row, columns, heights.of(row), _filler(table, position, controls), controls is None)
        for position, row in enumerate(table.rows)
    ]
    for row in {0, int(table.rows[0].is_head), len(rows) - 2} & {
        *range(len(rows) - 1)
    }:  # no row is alone at the foot or at the head of a page
        for properties in rows[row].iter(qualified("w:pPr")):
            properties.insert(1, element("w:keepNext"))
    if table.repeats and controls:
        rows[1:] = [controls.repeating(table.section, rows[1:])]
    return element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val="FormGrid"),
            element("w:tblW", w=sum(columns), type="dxa"),
            element("w:tblLayout", type="fixed"),
            element("w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
            element("w:tblCaption", val=caption),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=column) for column in columns)),
        *rows,
    )


def _row(row: Row, columns: list[int], height: int, fill: Filler, by_hand: bool) -> etree._Element:
    cells, column = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(columns[column : column + cell.columns]), fill, by_hand))
        column += cell.columns
    return element(
        "w:tr",
        element(
            "w:trPr",
            element("w:cantSplit"),
            element("w:trHeight", val=height, hRule="atLeast"),
            element("w:tblHeader") if row.is_head else None,
        ),
        *cells,
    )


def _cell(cell: Cell, width: int, fill: Filler, by_hand: bool) -> etree._Element:
    shade, roomy = SHADES.get(cell.kind), any(control.shape is Shape.LINES for control in cell.controls)
    properties = element(
        "w:tcPr",
        element("w:tcW", w=width, type="dxa"),
        element("w:gridSpan", val=cell.columns) if cell.columns > 1 else None,
        element("w:vMerge", val="restart" if cell.joined == "first" else "continue") if cell.joined else None,
        element("w:shd", val="clear", color="auto", fill=shade) if shade else None,
        element("w:vAlign", val="top" if roomy else "center"),
    )
    if cell.kind is CellKind.PROSE:
        texts = [part for part in cell.parts if isinstance(part, str)] or [""]
        return element("w:tc", properties, *(paragraph("FormField", *marked(text)) for text in texts))
    style = (
        "FormCenter"
        if len(cell.parts) == 1 and cell.controls and cell.controls[0].shape is Shape.BOX
        else STYLES[cell.kind]
    )
    pieces = [[run(part)] if isinstance(part, str) else fill(part) for part in _flowing(cell.parts, room(width))]
    to_right = (
        by_hand and len(cell.parts) == 2 and cell.controls and cell.controls[0].shape is Shape.TEXT
    )  # a unit, after what a pen writes
    return element(
        "w:tc",
        properties,
        paragraph(style, *chain.from_iterable(pieces), properties=(element("w:jc", val="right"),) if to_right else ()),
    )


def _filler(table: Table, position: int, controls: Controls | None) -> Filler:
    """For the row at this position."""
    if controls is None:
        return lambda control: handwriting_place(control, narrow=table.repeats)
    if table.repeats:
        return lambda control: [controls.in_row(control, position - 1)]
    return lambda control: [controls.single(control)]


def _flowing(parts: tuple[str | Control, ...], room: float) -> Iterator[str | Control]:
    """The parts, with a new line before each answer that has no room, in characters, on the line where it would begin:
    none is torn apart.
    """
    used = 0.0
    for position, part in enumerate(parts):
        if part == ANSWER_GAP:
            answer = list(takewhile(lambda other: other != ANSWER_GAP, parts[position + 1 :]))
            if used + 1 + sum(map(breadth, answer)) > room:
                used, gap = (0.0, ANSWER_GAP + "\n") if used + 1 <= room else (1.0, ANSWER_GAP)
                yield gap
                continue
        used += breadth(part)
        yield part
