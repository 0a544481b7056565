"""Form -> tables -> rows -> cells -> controls.

Every section becomes exactly one table, so the n-th section is the n-th table of the document. Its shape follows from its fields:

rows > 0           a header row and that many ready-made rows, all with the same controls
only yes/no        a checklist: 序号 | 类别 | 内容 | 是 | 否 | what to write after a no
only scores        a scoring table: 评分项目 | 评分标准 | 权重 | 得分, if any score has criteria or a weight
anything else      a grid of labels and values, two pairs a line
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from unicodedata import east_asian_width

from generator.forms.table import Cell, CellKind, Control, Row, Shape, Table
from generator.model import (CheckField, ChoiceField, ChoicesField, DateField, Field, Form, LongTextField, MoneyField, NumberField, ScoreField,
                             Section, SignatureField, TextField, TimeField, TotalField, YesNoField)

BOX_GAP, ANSWER_GAP = "\u00a0", "\u3000"
"""Between a box and its words, which stay together; between one answer and the next."""

QUESTION = 16
"""In Chinese characters: a longer label is a question, and gets half the line to itself."""


def layout(form: Form) -> tuple[Table, ...]:
    """The tables of a form, one a section."""
    label = _label_width(form)
    return tuple(_table(section, label, line=728 if form.landscape else 480) for section in form.sections)


def controls(form: Form) -> Mapping[str, Control]:
    """Every control of a form by its tag; those of ready-made rows once."""
    return {control.tag: control for table in layout(form) for row in table.rows for cell in row.cells for control in cell.controls}


def characters(text: str) -> float:
    """The width of a text in Chinese characters."""
    return sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def _table(section: Section, label: int, line: int) -> Table:
    """`label` and `line` are widths in tenths of a character: of a label's column, and of a whole line of the page."""
    kinds = {type(field) for field in section.fields}
    if section.rows:
        return _repeating(section)
    if kinds == {YesNoField}:
        return _checklist(section)
    if kinds <= {ScoreField, TotalField} and any(field.criteria or field.weight != 1 for field in section.fields if isinstance(field, ScoreField)):
        return _scoring(section)
    return _grid(section, label, line)


def _repeating(section: Section) -> Table:
    head = Row(tuple(Cell(CellKind.HEAD, (field.title,)) for field in section.fields))
    row = Row(tuple(Cell(CellKind.VALUE, _parts(field, section)) for field in section.fields), max(map(_lines, section.fields)))
    return Table(section, tuple(field.width for field in section.fields), (head, *[row] * section.rows))


def _checklist(section: Section) -> Table:
    grouped = any(field.group for field in section.fields)
    measures = {field.if_no for field in section.fields}
    titles = ("序号", *["类别"] * grouped, "内容", "是", "否", *(measures if len(measures) == 1 else ["说明"]))
    rows = [Row(tuple(Cell(CellKind.HEAD, (title,)) for title in titles))]
    for group, fields in groupby(section.fields, key=lambda field: field.group):
        for position, field in enumerate(run := list(fields)):
            joined = "" if len(run) == 1 else "rest" if position else "first"
            yes, no, if_no = (part for part in _parts(field, section) if isinstance(part, Control))
            words = (f"{field.if_no}：",) if len(measures) > 1 else ()
            rows.append(Row((Cell(CellKind.COUNT, (str(len(rows)),)), *[Cell(CellKind.GROUP, () if position else (group,), joined=joined)] * grouped,
                             Cell(CellKind.ITEM, (field.title,)), Cell(CellKind.VALUE, (yes,)), Cell(CellKind.VALUE, (no,)),
                             Cell(CellKind.VALUE, (*words, if_no)))))
    return Table(section, (7, 15, 40, 7, 7, 24) if grouped else (8, 48, 7, 7, 30), tuple(rows))


def _scoring(section: Section) -> Table:
    scores = [field for field in section.fields if isinstance(field, ScoreField)]
    judged, weighed = any(field.criteria for field in scores), any(field.weight != 1 for field in scores)
    titles = ("评分项目", *["评分标准"] * judged, *["权重"] * weighed, "得分")
    rows = [Row(tuple(Cell(CellKind.HEAD, (title,)) for title in titles))]
    for field in section.fields:
        value = Cell(CellKind.VALUE, _parts(field, section))
        if isinstance(field, ScoreField):
            rows.append(Row((Cell(CellKind.LABEL, (field.title,)), *[Cell(CellKind.PROSE, field.criteria)] * judged,
                             *[Cell(CellKind.COUNT, (str(field.weight),))] * weighed, value), max(1, len(field.criteria))))
        else:
            rows.append(Row((Cell(CellKind.LABEL, (field.title,), columns=len(titles) - 1), value)))
    return Table(section, (18 if judged else 60, *[58] * judged, *[8] * weighed, 16), tuple(rows))


def _grid(section: Section, label: int, line: int) -> Table:
    rows: list[Row] = []
    waiting: list[Field] = []

    def place(*fields: Field) -> None:
        if fields:
            span = 1 if len(fields) == 2 else 3
            cells = [cell for field in fields for cell in (Cell(CellKind.LABEL, (field.title,)),
                                                           Cell(CellKind.VALUE, _parts(field, section), columns=span))]
            rows.append(Row(tuple(cells), max(map(_lines, fields))))
        waiting.clear()

    for field in section.fields:
        if characters(field.title) > QUESTION:
            place(*waiting)
            rows.append(Row((Cell(CellKind.LABEL, (field.title,), columns=2), Cell(CellKind.VALUE, _parts(field, section), columns=2)),
                            _lines(field)))
        elif field.wide or isinstance(field, LongTextField | ChoicesField | YesNoField):
            place(*waiting)
            place(field)
        else:
            waiting.append(field)
            if len(waiting) == 2:
                place(*waiting)
    place(*waiting)
    return Table(section, (label, line // 2 - label) * 2, tuple(rows))


def _parts(field: Field, section: Section) -> tuple[str | Control, ...]:
    """The controls of a field with the words printed between and after them.

    A field that may stay empty says so among others that may not. Where all of a section may, it is somebody else's or comes later.
    """
    prefix = f"{section.id}." if section.rows else ""
    free = not (field.required or prefix) and (len(section.fields) == 1 or any(other.required for other in section.fields))

    def control(shape: Shape, hint: str = "", part: str = "", answer: str = "") -> Control:
        return Control(prefix + field.id + (part and f".{part}"), f"{field.title}：{answer}" if answer else field.title, shape, field, part,
                       hint and ((not part and field.hint) or hint) + ("（选填）" if free and not part else ""), hint)

    match field:
        case LongTextField():
            return (control(Shape.LINES, "点此填写"),)
        case DateField():
            return (control(Shape.DATE, "选择日期"),)
        case TimeField():
            return (control(Shape.TEXT, "时:分"),)
        case NumberField(least=least, most=most):
            return control(Shape.TEXT, "数字" if least is None or most is None else f"{least:g}–{most:g}"), *_unit(field.unit)
        case MoneyField():
            return control(Shape.TEXT, "金额"), *_unit(field.unit)
        case ScoreField():
            return control(Shape.TEXT, f"{field.least}–{field.most}"), *_unit("分")
        case TotalField():
            return control(Shape.TEXT, "合计后填写"), *_unit(field.unit)
        case SignatureField():
            return (control(Shape.TEXT, "签名"),)
        case ChoiceField():
            return (control(Shape.LIST, "请选择"),)
        case ChoicesField():
            boxes = [(control(Shape.BOX, part=str(number), answer=option), BOX_GAP + option) for number, option in enumerate(field.options, 1)]
            return tuple(part for box in boxes for part in (*box, ANSWER_GAP))[:-1]
        case CheckField():
            return control(Shape.BOX), BOX_GAP + "是"
        case YesNoField():
            return (control(Shape.BOX, part="yes", answer="是"), BOX_GAP + "是" + ANSWER_GAP, control(Shape.BOX, part="no", answer="否"),
                    BOX_GAP + "否" + ANSWER_GAP + f"{field.if_no}：", control(Shape.TEXT, "选否时填", "if-no", field.if_no))
        case TextField():
            return (control(Shape.TEXT, "点此填写"),)
    raise TypeError(field.kind)


def _unit(unit: str) -> Iterator[str]:
    if unit:
        yield f" {unit}"


def _lines(field: Field) -> int:
    return field.lines if isinstance(field, LongTextField) else 2 if isinstance(field, SignatureField) else 1


def _label_width(form: Form) -> int:
    """The width of the labels' column in all grids of a form, in tenths of a character: labels fit on one line, on two from nine characters on."""
    lengths = [characters(field.title) for section in form.sections if not section.rows for field in section.fields]
    fitting = [length if length <= QUESTION / 2 else length / 2 for length in lengths if length <= QUESTION]
    return round(10 * max([4, *fitting])) + 14
