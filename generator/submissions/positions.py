"""Where the fields of a form stand in a copy: by the tags of the controls, and where these are lost, by the printed
labels.

Every cell of the layout that is to be filled in is looked for among the cells of the document;
`generator.copies.values` takes the values from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.forms import Cell as LayoutCell
from generator.forms import CellKind, Control, Table, layout
from generator.model import Form
from generator.submissions.cells import DocumentCell, DocumentContents, squeezed

Rows = list[list[DocumentCell]]

LABELLING = (CellKind.LABEL, CellKind.ITEM)
"""The cells that say what stands to their right."""


@dataclass(frozen=True, eq=False)
class CellPosition:
    """One cell of the layout in which there is something to fill in. No two are equal."""

    layout_cell: LayoutCell
    section: int
    row: int
    column: int
    label: str
    """Squeezed: what stands to its left or, in a table of rows, above it."""
    distance: int
    """How many cells to the right of its label; 0 in a table of rows."""

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """What is to be filled in here."""
        return self.layout_cell.controls

    @cached_property
    def printed(self) -> str:
        """What is printed here, squeezed."""
        return squeezed(self.layout_cell.text)


class Plan:
    """A form as copies of it are searched."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.tables: tuple[Table, ...] = layout(form)
        self.places: list[list[CellPosition]] = [
            list(_places(number, table)) for number, table in enumerate(self.tables)
        ]
        """By section; in a table of rows, those of one row."""
        self.by_tag: Mapping[str, CellPosition] = {
            control.tag: place for places in self.places for place in places for control in place.controls
        }

    @cached_property
    def labels(self) -> list[frozenset[str]]:
        """By section: all that is printed in cells of their own, squeezed."""
        return [
            frozenset(
                squeezed(cell.text)
                for row in table.rows
                for cell in row.cells
                if cell.kind in (*LABELLING, CellKind.HEAD) and cell.text
            )
            for table in self.tables
        ]

    def controls(self) -> Iterator[Control]:
        """All controls, those of a row once."""
        for places in self.places:
            for place in places:
                yield from place.controls


@dataclass
class Positions:
    """The cells of a copy in which the fields stand."""

    single: list[tuple[CellPosition, DocumentCell]]
    rows: dict[int, list[list[tuple[CellPosition, DocumentCell]]]]
    """By section: the rows as they follow one another."""
    missing: list[CellPosition]
    """What stands nowhere."""
    doubts: list[str]
    by_tag: bool = False
    by_label: bool = False


def locate(plan: Plan, contents: DocumentContents) -> Positions:
    """Where everything is. What has lost its tags is looked for in the table whose labels are the most like."""
    positions = Positions([], {}, [], [])
    tables: dict[int, list[Rows]] = {}
    single: dict[CellPosition, DocumentCell] = {}
    twice: dict[int, None] = {}
    loose: list[tuple[Rows, frozenset[str]]] = []
    for table in contents.tables:
        tagged_cells = [
            (plan.by_tag[control.tag], cell)
            for row in table
            for cell in row
            for control in cell.controls
            if control.tag
        ]
        for place, cell in tagged_cells:
            if not plan.tables[place.section].repeats and single.setdefault(place, cell) is not cell:
                twice[place.section] = None
        for section in dict.fromkeys(place.section for place, _ in tagged_cells):
            tables.setdefault(section, []).append(table)
        if not tagged_cells:
            loose.append((table, printed(table)))
    for control in contents.strays:
        if control.tag and not plan.tables[(place := plan.by_tag[control.tag]).section].repeats and place not in single:
            single[place] = DocumentCell(
                [other for other in contents.strays if other.tag and plan.by_tag[other.tag] is place]
            )
    positions.by_tag = bool(tables or single)
    if twice:
        titles = [plan.tables[section].section.title or plan.form.title for section in twice]
        positions.doubts.append(
            f"{''.join(f'「{title}」' for title in titles[:8])}在文件里不止一份，只读了第一份；一次填一个文件"
        )
    for section, expected in enumerate(plan.tables):
        if expected.repeats:
            mine = tables.get(section, [])[: 1 if twice else None] or _alike(plan, section, loose)
            positions.rows[section] = [row for rows in mine for row in _rows(plan, section, rows, positions)]
            if not mine:
                positions.missing += plan.places[section]
        else:
            absent = [place for place in plan.places[section] if place not in single]
            mine = (tables.get(section) or _alike(plan, section, loose)) if absent else []
            single.update(_by_label(plan, section, absent, mine, positions))
            positions.missing += [place for place in absent if place not in single]
    positions.single = [(place, single[place]) for places in plan.places for place in places if place in single]
    return positions


def printed(rows: Rows) -> frozenset[str]:
    """What stands in the cells of a table, squeezed; long texts, which are no labels, are left out."""
    return frozenset(squeezed(text) for row in rows for cell in row if 0 < len(text := cell.text) < 500)


def likeness(labels: frozenset[str], there: frozenset[str]) -> float:
    """Which share of the labels is there."""
    return len(labels & there) / max(1, len(labels))


def _places(number: int, table: Table) -> Iterator[CellPosition]:
    heads = [squeezed(cell.text) for cell in table.rows[0].cells]
    for position, row in enumerate(table.rows[1:2] if table.repeats else table.rows, 1 if table.repeats else 0):
        label, since = "", 0
        for column, cell in enumerate(row.cells):
            if cell.kind in LABELLING:
                label, since = squeezed(cell.text), column
            elif cell.controls:
                label_and_distance = (heads[column], 0) if table.repeats else (label, column - since)
                yield CellPosition(cell, number, position, column, *label_and_distance)


def _alike(plan: Plan, section: int, loose: list[tuple[Rows, frozenset[str]]]) -> list[Rows]:
    """The table without tags that this section is; it is no longer loose then."""
    best = max(loose, key=lambda entry: likeness(plan.labels[section], entry[1]), default=None)
    if best is None or likeness(plan.labels[section], best[1]) < 0.5:
        return []
    loose[:] = [entry for entry in loose if entry is not best]
    return [best[0]]


def _by_label(
    plan: Plan, section: int, places: list[CellPosition], tables: list[Rows], positions: Positions
) -> Iterator[tuple[CellPosition, DocumentCell]]:
    """The cells that stand where their labels say, or, where a label was changed, in the row and column where they
    always were.
    """
    layout_rows = plan.tables[section].rows
    cells_by_label: dict[str, list[tuple[list[DocumentCell], int]]] = {}
    for rows in tables:
        for row in rows:
            for column, cell in enumerate(row):
                cells_by_label.setdefault(squeezed(cell.text), []).append((row, column))
    for place in places:
        column = place.column - place.distance
        same = [
            other
            for other in plan.places[section]
            if (other.label, other.distance, other.column) == (place.label, place.distance, place.column)
        ]
        standing = cells_by_label.get(place.label, [])
        standing = [
            entry for entry in standing if entry[1] == column
        ] or standing  # an answer may be the same as a label
        number = same.index(place)
        if number < len(standing) and (column := standing[number][1] + place.distance) < len(standing[number][0]):
            positions.by_label = True
            yield place, standing[number][0][column]
        elif (
            not standing
            and tables
            and len(tables[0]) == len(layout_rows)
            and len(tables[0][place.row]) == len(layout_rows[place.row].cells)
        ):
            positions.by_label = True
            positions.doubts.append(f"「{place.controls[0].field.title}」的栏目名称和表单不一样，按位置读的")
            yield place, tables[0][place.row][place.column]


def _rows(
    plan: Plan, section: int, rows: Rows, positions: Positions
) -> Iterator[list[tuple[CellPosition, DocumentCell]]]:
    """The rows below the header, also those that somebody added by other means than the form's own."""
    places = plan.places[section]
    columns = _columns(plan, section, rows)
    title = plan.tables[section].section.title or "表格"
    for number, row in enumerate(rows):
        cells_by_place = {
            place: cell
            for cell in row
            for control in cell.controls
            if control.tag and (place := plan.by_tag[control.tag]).section == section
        }
        if cells_by_place:
            rest = [
                (place, row[place.column])
                for place in places
                if place not in cells_by_place and len(row) == len(places)
            ]
            positions.by_label |= bool(rest)
            yield [*cells_by_place.items(), *rest]
        elif {squeezed(cell.text) for cell in row} <= plan.labels[section]:
            continue  # the header, once or more often
        elif columns and len(row) == len(rows[0]):
            positions.by_label = True
            yield [(place, row[column]) for place, column in columns.items()]
        elif any(cell.text.strip() for cell in row):
            positions.doubts.append(f"「{title}」第 {number} 行的格子数不对，没有读")


def _columns(plan: Plan, section: int, rows: Rows) -> dict[CellPosition, int]:
    """The column whose head says so; columns may have been moved."""
    for row in rows[:3]:
        free, columns = {position: squeezed(cell.text) for position, cell in enumerate(row)}, {}
        for place in plan.places[section]:
            if (column := next((position for position, head in free.items() if head == place.label), None)) is not None:
                columns[place] = column
                del free[column]
        if 2 * len(columns) >= len(plan.places[section]):
            return columns
    return {}
