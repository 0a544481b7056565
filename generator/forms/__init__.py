"""A form beyond its definition: where each field stands, what an answer is, and whether it keeps to the rules.

The writer of Word forms, the reader of filled copies, the web forms and the tables of records all go by this.
"""

from generator.forms.answers import (
    Filling,
    Record,
    from_filling,
    keys,
    shown,
    to_filling,
    total_of,
    understood,
    with_totals,
)
from generator.forms.field_controls import ANSWER_GAP, BOX_GAP
from generator.forms.layout import characters, controls, layout
from generator.forms.table import Cell, CellKind, Control, Row, Shape, Table
from generator.forms.validation import INCOMPLETE, Remark, check

__all__ = [
    "ANSWER_GAP",
    "BOX_GAP",
    "INCOMPLETE",
    "Cell",
    "CellKind",
    "Control",
    "Filling",
    "Record",
    "Remark",
    "Row",
    "Shape",
    "Table",
    "characters",
    "check",
    "controls",
    "from_filling",
    "keys",
    "layout",
    "shown",
    "to_filling",
    "total_of",
    "understood",
    "with_totals",
]
