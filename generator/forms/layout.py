"""Form -> tables -> rows -> cells -> controls.

Every section becomes exactly one table, so the n-th section is the n-th table of the document. Its shape follows from
its fields:

rows > 0           a header row and that many ready-made rows, all with the same controls
only yes/no        a checklist: 序号 | 类别 | 内容 | 是 | 否 | what to write after a no
only scores        a scoring table: 评分项目 | 评分标准 | 权重 | 得分, if any score has criteria or a weight
anything else      a grid of labels and values, two pairs a line
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from unicodedata import east_asian_width

from generator.forms.field_controls import parts
from generator.forms.form_rules import rules_by_field
from generator.forms.kinds import field_kind
from generator.forms.table import Cell, CellKind, Control, Row, Table
from generator.model.form import AnyField, Form, ScoreField, Section, TotalField, YesNoField

MARGINS = 12
"""In tenths of a character: what a cell leaves free at both sides."""
QUESTION = 16
"""In Chinese characters: a longer label is a question, and gets half the line to itself."""


def layout(form: Form) -> tuple[Table, ...]:
    """The tables of a form, one a section."""
    label = _label_width(form)
    advice = {
        id: "，".join(filter(None, (rule.advice() for rule in rules))) for id, rules in rules_by_field(form).items()
    }
    return tuple(_table(section, label, 728 if form.landscape else 480, advice) for section in form.sections)


def controls(form: Form) -> Mapping[str, Control]:
    """Every control of a form by its tag; those of ready-made rows once."""
    return {
        control.tag: control
        for table in layout(form)
        for row in table.rows
        for cell in row.cells
        for control in cell.controls
    }


def characters(text: str) -> float:
    """The width of a text in Chinese characters."""
    return sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def _table(section: Section, label: int, line: int, advice: Mapping[str, str]) -> Table:
    """`label` and `line` are widths in tenths of a character: of a label's column, and of a whole line of the page.

    `advice` is what rules between fields say of a field, in a few words, by its id.
    """
    if section.rows:
        return _repeating(section)
    questions = [field for field in section.fields if isinstance(field, YesNoField)]
    if len(questions) == len(section.fields):
        return _checklist(section, questions)
    scores = [field for field in section.fields if isinstance(field, ScoreField)]
    if all(isinstance(field, ScoreField | TotalField) for field in section.fields) and any(
        field.criteria or field.weight != 1 for field in scores
    ):
        return _scoring(section, scores)
    return _grid(section, label, line, advice)


def _repeating(section: Section) -> Table:
    head = Row(tuple(Cell(CellKind.HEAD, (field.title,)) for field in section.fields))
    row = Row(
        tuple(Cell(CellKind.VALUE, parts(field, section)) for field in section.fields), max(map(_lines, section.fields))
    )
    return Table(section, tuple(field.width for field in section.fields), (head, *[row] * section.rows))


def _checklist(section: Section, questions: list[YesNoField]) -> Table:
    has_groups = any(field.group for field in questions)
    measures = {field.if_no for field in questions}
    titles = ("序号", *["类别"] * has_groups, "内容", "是", "否", *(measures if len(measures) == 1 else ["说明"]))
    rows = [Row(tuple(Cell(CellKind.HEAD, (title,)) for title in titles))]
    for group, fields in groupby(questions, key=lambda field: field.group):
        for position, field in enumerate(run := list(fields)):
            joined = "" if len(run) == 1 else "rest" if position else "first"
            yes, no, if_no = (part for part in parts(field, section) if isinstance(part, Control))
            words = (f"{field.if_no}：",) if len(measures) > 1 else ()
            rows.append(
                Row(
                    (
                        Cell(CellKind.COUNT, (str(len(rows)),)),
                        *[Cell(CellKind.GROUP, () if position else (group,), joined=joined)] * has_groups,
                        Cell(CellKind.ITEM, (field.title,)),
                        Cell(CellKind.VALUE, (yes,)),
                        Cell(CellKind.VALUE, (no,)),
                        Cell(CellKind.VALUE, (*words, if_no)),
                    )
                )
            )
    return Table(section, (7, 15, 40, 7, 7, 24) if has_groups else (8, 48, 7, 7, 30), tuple(rows))


def _scoring(section: Section, scores: list[ScoreField]) -> Table:
    judged, weighed = any(field.criteria for field in scores), any(field.weight != 1 for field in scores)
    titles = ("评分项目", *["评分标准"] * judged, *["权重"] * weighed, "得分")
    rows = [Row(tuple(Cell(CellKind.HEAD, (title,)) for title in titles))]
    for field in section.fields:
        value = Cell(CellKind.VALUE, parts(field, section))
        if isinstance(field, ScoreField):
            rows.append(
                Row(
                    (
                        Cell(CellKind.LABEL, (field.title,)),
                        *[Cell(CellKind.PROSE, field.criteria)] * judged,
                        *[Cell(CellKind.COUNT, (str(field.weight),))] * weighed,
                        value,
                    ),
                    max(1, len(field.criteria)),
                )
            )
        else:
            rows.append(Row((Cell(CellKind.LABEL, (field.title,), columns=len(titles) - 1), value)))
    return Table(section, (18 if judged else 60, *[58] * judged, *[8] * weighed, 16), tuple(rows))


def _grid(section: Section, label: int, line: int, advice: Mapping[str, str]) -> Table:
    rows: list[Row] = []
    waiting: list[AnyField] = []

    def place(*fields: AnyField) -> None:
        if fields:
            span = 1 if len(fields) == 2 else 3
            room = line // 2 - label if len(fields) == 2 else line - label
            cells = [
                cell
                for field in fields
                for cell in (
                    Cell(CellKind.LABEL, (field.title,)),
                    Cell(CellKind.VALUE, _advised(field, section, advice, room), columns=span),
                )
            ]
            rows.append(Row(tuple(cells), max(map(_lines, fields))))
        waiting.clear()

    for field in section.fields:
        if characters(field.title) > QUESTION:
            place(*waiting)
            rows.append(
                Row(
                    (
                        Cell(CellKind.LABEL, (field.title,), columns=2),
                        Cell(CellKind.VALUE, _advised(field, section, advice, line // 2), columns=2),
                    ),
                    _lines(field),
                )
            )
        elif field.wide or field_kind(field).is_alone:
            place(*waiting)
            place(field)
        else:
            waiting.append(field)
            if len(waiting) == 2:
                place(*waiting)
    place(*waiting)
    return Table(section, (label, line // 2 - label) * 2, tuple(rows))


def _advised(field: AnyField, section: Section, advice: Mapping[str, str], room: int) -> tuple[str | Control, ...]:
    """The controls of a field, with what rules say of it if all stands on one line in a cell with so much room."""
    plain = parts(field, section)
    if field.id not in advice or any(control.part for control in plain if isinstance(control, Control)):
        return plain
    advised = parts(field, section, advice[field.id])
    width = sum(characters(part if isinstance(part, str) else part.hint) for part in advised)
    return advised if 10 * width <= room - MARGINS else plain


def _lines(field: AnyField) -> int:
    return field_kind(field).lines


def _label_width(form: Form) -> int:
    """The width of the labels' column in all grids of a form, in tenths of a character: labels fit on one line, on
    two from nine characters on.
    """
    lengths = [characters(field.title) for section in form.sections if not section.rows for field in section.fields]
    fitting = [length if length <= QUESTION / 2 else length / 2 for length in lengths if length <= QUESTION]
    return round(10 * max([4, *fitting])) + 14
