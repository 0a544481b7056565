"""A form beyond its definition: where each field stands, what an answer is, and whether it keeps to the rules.

The writer of Word forms, the reader of filled copies, the web forms and the tables of records all go by this.
"""

from generator.forms.answer_errors import ANSWER_ERRORS, DOUBTFUL, INCOMPLETE
from generator.forms.answers import from_filling, keys, shown, to_filling, understood, with_totals
from generator.forms.kinds import field_kind
from generator.forms.kinds.numbers import total_of
from generator.forms.layout import characters, controls, layout
from generator.forms.record import Filling, Holds, Record
from generator.forms.table import ANSWER_GAP, BOX_GAP, Cell, CellKind, Control, Row, Shape, Table
from generator.forms.validation import Remark, check

__all__ = [
    "ANSWER_ERRORS",
    "ANSWER_GAP",
    "BOX_GAP",
    "DOUBTFUL",
    "INCOMPLETE",
    "Cell",
    "CellKind",
    "Control",
    "Filling",
    "Holds",
    "Record",
    "Remark",
    "Row",
    "Shape",
    "Table",
    "characters",
    "check",
    "controls",
    "field_kind",
    "from_filling",
    "keys",
    "layout",
    "shown",
    "to_filling",
    "total_of",
    "understood",
    "with_totals",
]
