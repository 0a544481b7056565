"""Whether a record keeps to the rules of its form."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from generator.forms.answers import BOTH, IF_NO, NO, YES, Record, day_in_record, keys, total_of
from generator.language.phrasing import in_one_line
from generator.model import (
    CheckField,
    ChoiceField,
    ChoicesField,
    Clock,
    DateField,
    Field,
    Form,
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

SAID: Mapping[str, str] = MappingProxyType(
    {
        "missing": "「{title}」没有填",
        "unsigned": "「{title}」没有签名",
        "measure": "「{title}」选了「否」，还要填「{if_no}」",
        "both": "「{title}」的「是」和「否」都勾了，只能勾一个",
        "date": "「{title}」写的「{value}」不是日期，写成 2026-01-31 这样",
        "time": "「{title}」写的「{value}」不是时刻，写成 09:00 这样",
        "number": "「{title}」写的「{value}」不是数字",
        "decimals": "「{title}」写的 {value} 小数太多，最多 {most} 位",
        "least": "「{title}」写的 {value} 太小，不能小于 {least}",
        "most": "「{title}」写的 {value} 太大，不能大于 {most}",
        "long": "「{title}」写了 {count} 字，最多 {most} 字",
        "option": "「{title}」写的「{value}」不在选项里，可选：{options}",
        "answer": "「{title}」写的「{value}」不对，只能是「是」或「否」",
        "tick": "「{title}」写的「{value}」不对，只能是 true 或 false",
        "text": "「{title}」写的「{value}」不是文字",
        "total": "「{title}」写的 {value} 与各项之和 {sum} 不符",
        "unknown": "表单里没有「{key}」这一栏",
        "rows": "「{title}」要写成一行一行的列表",
    }
)
"""What is said of each kind of mistake; the web forms of the site say the same."""

LONGEST = 40
"""In characters: of a wrong answer that is repeated in a sentence."""

INCOMPLETE = ("missing", "unsigned", "measure")
"""What may still be filled in; all else is wrong as it stands."""


@dataclass(frozen=True)
class Remark:
    """What is wrong in one place of a record."""

    kind: str
    """One of SAID."""
    key: str
    """The key of the answer."""
    text: str
    """One Chinese sentence, with the row."""
    section: str = ""
    """The id of the section, where it has rows."""
    row: int = 0
    """From 1, in a section with rows."""


def check(form: Form, record: Record) -> list[Remark]:
    """All that is wrong with the record, in the order of the form. A row counts as filled in as soon as anything stands in it."""
    found = list(_unknown(record, {key for section in form.sections for key in _keys(section)}))
    for section in form.sections:
        if not section.rows:
            for field in section.fields:
                found += _of_field(form, field, record)
            continue
        rows = record.get(section.id)
        if rows is None:
            continue
        if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
            found.append(Remark("rows", section.id, SAID["rows"].format(title=section.title or section.id), section.id))
            continue
        within = {key for field in section.fields for key in keys(field)}
        for number, row in enumerate(rows, 1):
            if all(_empty(value) for value in row.values()):
                continue
            found += [
                _in_row(remark, section, number) for field in section.fields for remark in _of_field(form, field, row)
            ]
            found += [_in_row(remark, section, number) for remark in _unknown(row, within)]
    return found


def _keys(section: Section) -> Iterator[str]:
    if section.rows:
        yield section.id
    else:
        for field in section.fields:
            yield from keys(field)


def _unknown(record: Record, known: set[str]) -> Iterator[Remark]:
    for key in record:
        if key not in known:
            yield Remark("unknown", str(key), SAID["unknown"].format(key=_said(key)))


def _in_row(remark: Remark, section: Section, number: int) -> Remark:
    place = f"{section.title}第 {number} 行" if section.title else f"第 {number} 行"
    return Remark(remark.kind, remark.key, f"{place}：{remark.text}", section.id, number)


def _of_field(form: Form, field: Field, record: Record) -> Iterator[Remark]:
    def remark(kind: str, key: str = field.id, title: str = field.title, **words: Any) -> Remark:
        return Remark(kind, key, SAID[kind].format(title=title, **{name: _said(word) for name, word in words.items()}))

    value = record.get(field.id)
    if isinstance(field, YesNoField) and not isinstance(note := record.get(f"{field.id}.{IF_NO}"), str | None):
        yield remark("text", f"{field.id}.{IF_NO}", title=f"{field.title}：{field.if_no}", value=note)
    if _empty(value) and (value is not False or isinstance(field, CheckField)):
        if field.required and not isinstance(field, TotalField):
            yield remark("unsigned" if isinstance(field, SignatureField) else "missing")
        return
    match field:
        case DateField():
            if day_in_record(value) is None:
                yield remark("date", value=value)
        case TimeField():
            if not (isinstance(value, str) and re.fullmatch(Clock.pattern, value)):
                yield remark("time", value=value)
        case NumberField() | MoneyField() | ScoreField() | TotalField():
            yield from (remark(kind, **words) for kind, words in _of_number(form, field, value, record))
        case ChoiceField():
            if value not in field.options:
                yield remark("option", value=value, options=list(field.options))
        case ChoicesField():
            for chosen in value if isinstance(value, list | tuple) else [value]:
                if chosen not in field.options:
                    yield remark("option", value=chosen, options=list(field.options))
        case CheckField():
            if value is not True:
                yield remark("tick", value=value)
        case YesNoField():
            if value == BOTH:
                yield remark("both")
            elif value not in (YES, NO):
                yield remark("answer", value=value)
            elif value == NO and not note:
                yield remark("measure", f"{field.id}.{IF_NO}", if_no=field.if_no)
        case TextField() | LongTextField() | SignatureField():
            if not isinstance(value, str):
                yield remark("text", value=value)
            elif not isinstance(field, SignatureField) and len(value) > field.maxlength:
                yield remark("long", count=len(value), most=field.maxlength)


def _of_number(
    form: Form, field: NumberField | MoneyField | ScoreField | TotalField, value: Any, record: Record
) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        yield "number", {"value": value}
        return
    decimals = {NumberField: getattr(field, "decimals", 0), MoneyField: 2, ScoreField: 0}.get(type(field))
    if decimals is not None and round(value, decimals) != value:
        yield "decimals", {"value": value, "most": decimals}
    if isinstance(field, TotalField):
        expected = total_of(form, field, record)
        if expected is not None and abs(expected - value) > 0.005:
            yield "total", {"value": value, "sum": expected}
        return
    if field.least is not None and value < field.least:
        yield "least", {"value": value, "least": field.least}
    if field.most is not None and value > field.most:
        yield "most", {"value": value, "most": field.most}


def _empty(value: Any) -> bool:
    """Whether nothing stands in a place; a box that is not ticked is nothing."""
    return value is None or value is False or value == "" or value == []


def _said(value: Any) -> str:
    """A value as it stands in a sentence: on one line, and short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping):
        value = [f"{key}：{_said(one)}" for key, one in value.items()]
    return "、".join(map(_said, value)) if isinstance(value, list | tuple) else in_one_line(value, LONGEST)
