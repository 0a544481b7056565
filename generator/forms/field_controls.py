"""Which controls a field gets in its cell, and the words printed between and after them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.forms.answers import shown
from generator.forms.table import Control, Shape
from generator.model import (
    CheckField,
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    LongTextField,
    MoneyField,
    NumberField,
    ScoreField,
    Section,
    SignatureField,
    TextField,
    TimeField,
    TotalField,
    YesNoField,
)

BOX_GAP, ANSWER_GAP = "\u00a0", "\u3000"
"""Between a box and its words, which stay together; between one answer and the next."""


def parts(field: Field, section: Section) -> tuple[str | Control, ...]:
    """The controls of a field with the words printed between and after them.

    A field that may stay empty says so among others that may not. Where all of a section may, it is somebody else's or comes later.
    """
    prefix = f"{section.id}." if section.rows else ""
    free = not (field.required or prefix) and (
        len(section.fields) == 1 or any(other.required for other in section.fields)
    )

    def control(shape: Shape, hint: str = "", part: str = "", answer: str = "") -> Control:
        return Control(
            prefix + field.id + (part and f".{part}"),
            f"{field.title}：{answer}" if answer else field.title,
            shape,
            field,
            part,
            hint and ((not part and field.hint) or hint) + ("（选填）" if free and not part else ""),
            hint,
        )

    match field:
        case LongTextField():
            return (control(Shape.LINES, "点此填写"),)
        case DateField():
            return (control(Shape.DATE, "选择日期"),)
        case TimeField():
            return (control(Shape.TEXT, "时:分"),)
        case NumberField(least=least, most=most):
            return control(
                Shape.TEXT, "数字" if least is None or most is None else f"{shown(field, least)}–{shown(field, most)}"
            ), *_unit(field.unit)
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
            boxes = [
                (control(Shape.BOX, part=str(number), answer=option), BOX_GAP + option)
                for number, option in enumerate(field.options, 1)
            ]
            return tuple(part for box in boxes for part in (*box, ANSWER_GAP))[:-1]
        case CheckField():
            return control(Shape.BOX), BOX_GAP + "是"
        case YesNoField():
            return (
                control(Shape.BOX, part="yes", answer="是"),
                BOX_GAP + "是" + ANSWER_GAP,
                control(Shape.BOX, part="no", answer="否"),
                BOX_GAP + "否" + ANSWER_GAP + f"{field.if_no}：",
                control(Shape.TEXT, "选否时填", "if-no", field.if_no),
            )
        case TextField():
            return (control(Shape.TEXT, "点此填写"),)
    raise TypeError(field.kind)


def _unit(unit: str) -> Iterator[str]:
    if unit:
        yield f" {unit}"
