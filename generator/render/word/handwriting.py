"""What a form for a pen shows in the place of its controls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from generator.forms import ANSWER_GAP, BOX_GAP, Control, Shape, Table, field_kind
from generator.model.form import ChoiceField, Section
from generator.render.word.content_controls import empty_box
from generator.render.word.oxml import run


def handwriting_place(control: Control, narrow: bool) -> list[etree._Element]:
    """A box to tick, the places of a day or a time, the limits of a score, or nothing; in a narrow cell, boxes
    alone.
    """
    if control.shape is Shape.BOX:
        return [empty_box()]
    blank = "" if narrow else field_kind(control.field).blank
    return [run(blank)] if blank else []


def on_paper(table: Table) -> Table:
    """The table without hints, and with a box before every option in the place of a list, unless its columns are too
    narrow for that.
    """
    return replace(
        table,
        rows=tuple(
            replace(
                row, cells=tuple(replace(cell, parts=tuple(_spread(cell.parts, table.repeats))) for cell in row.cells)
            )
            for row in table.rows
        ),
    )


def lists(section: Section) -> list[str]:
    """What may be written into the narrow columns of a table of rows, a text a column; to stand above it."""
    return [
        f"{field.title}：{'／'.join(dict.fromkeys(field.options))}"
        for field in section.fields
        if section.rows and isinstance(field, ChoiceField)
    ]


def _spread(parts: tuple[str | Control, ...], narrow: bool) -> Iterator[str | Control]:
    for given in parts:
        part = replace(given, hint="", short_hint="") if isinstance(given, Control) else given
        if isinstance(part, Control) and part.shape is Shape.LIST and not narrow:
            for position, option in enumerate(dict.fromkeys(field_kind(part.field).options)):
                yield from ([ANSWER_GAP] if position else [])
                yield replace(part, shape=Shape.BOX)
                yield BOX_GAP + option
        else:
            yield part
