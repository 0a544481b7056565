"""Answers that ask much of a file: long, on several lines, with markup, emoji, full-width signs, and more rows than
there are ready-made ones.
"""

from __future__ import annotations

from typing import Any, assert_never

from generator.forms import with_totals
from generator.model import (
    AnyField,
    CheckField,
    ChoiceField,
    ChoicesField,
    CodeField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    NumberField,
    PhoneField,
    ScoreField,
    SignatureField,
    TextField,
    TimeField,
    TotalField,
    YesNoField,
)

LINES = (
    "第一行：<w:t> & \"引号\" '单引号'\n\n第三行　全角空格，半角 a  b，制表\t后面；①②③ ¥ № ℃\n"
    + "说了很多话，" * 60
    + "😀👨\u200d👩\u200d👧🇨🇳 𠮷野家 é"
)
LINE = "甲&乙<丙>]]> ＡＢＣ（全角）“引”‘号’ 😀 √ 是　否"


def demanding(form: Form, rows: int = 15) -> dict[str, Any]:
    """A record with an answer in every field."""
    record: dict[str, Any] = {}
    for section in form.sections:
        if section.rows:
            record[section.id] = [_answers(section.fields, number) for number in range(1, rows + 1)]
        else:
            record |= _answers(section.fields, 0)
    return with_totals(form, record)


def _answers(fields: tuple[AnyField, ...], number: int) -> dict[str, Any]:
    """`number` makes rows differ from one another."""
    answers: dict[str, Any] = {}
    for position, field in enumerate(fields):
        which = number + position
        match field:
            case LongTextField():
                answers[field.id] = f"{field.title}{number}\n{LINES}"[: field.maxlength].strip()
            case TextField():
                answers[field.id] = f"{field.title}{number} {LINE}"[: field.maxlength].strip()
            case PhoneField():
                answers[field.id] = f"1{which % 7 + 3}800{number:02}{position:04}"
            case CodeField():
                answers[field.id] = field.example
            case SignatureField():
                answers[field.id] = f"张三{number}"
            case DateField():
                answers[field.id] = f"2026-{which % 12 + 1:02}-{which % 28 + 1:02}"
            case TimeField():
                answers[field.id] = f"{which % 24:02}:{which * 7 % 60:02}"
            case NumberField() | MoneyField():
                least = max(field.least or 0, 0)
                answers[field.id] = _whole(min(field.most or 1e9, least + 1234567 + which))
            case ScoreField():
                answers[field.id] = field.least + which % (field.most - field.least + 1)
            case ChoiceField():
                answers[field.id] = field.options[which % len(field.options)]
            case ChoicesField():
                answers[field.id] = [
                    option for place, option in enumerate(field.options) if (place + which) % 2 or place == 0
                ]
            case CheckField():
                answers[field.id] = bool(which % 2)
            case YesNoField():
                answers |= (
                    {field.id: "否", f"{field.id}.if-no": f"{field.if_no}{which} <&> 😀"}
                    if which % 2
                    else {field.id: "是"}
                )
            case TotalField():
                pass  # worked out from the others
            case _:
                assert_never(field)
    return answers


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value
