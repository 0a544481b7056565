"""Where each field of a form stands: what the writer of Word forms and the reader of filled copies both go by."""
from .layout import ANSWER_GAP, BOX_GAP, Cell, CellKind, Control, Row, Shape, Table, characters, controls, layout

__all__ = ["ANSWER_GAP", "BOX_GAP", "Cell", "CellKind", "Control", "Row", "Shape", "Table", "characters", "controls", "layout"]
