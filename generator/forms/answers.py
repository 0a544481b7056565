"""What somebody filled in, between two shapes: a record, as authors and tables have it, and the texts and ticks of the controls.

A record is plain data, the same in YAML, in JSON and in a browser. It maps a field's id to its answer, and the id of a section with
rows to a list of such mappings:

text, longtext, choice, signature   text
date, time                          "2026-03-18", "14:00"
number, money, score, total         a number
choices                             the list of the chosen options
check                               true or false
yesno                               是 or 否; what to write after a 否 stands under `id.if-no`

What is not filled in is not in the record. Nothing is thrown away: a text that cannot be understood stays as it was written, and
`generator.forms.checking` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as declared
from datetime import date
from types import MappingProxyType
from typing import Any

from generator.forms.spellings import date_in, folded, number_in, options_in, time_in
from generator.model import (
    CheckField,
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    Form,
    MoneyField,
    NumberField,
    ScoreField,
    TimeField,
    TotalField,
    YesNoField,
)

Answer = str | int | float | bool | list[str]
Record = Mapping[str, Any]
"""See above. Answers by key; lists of rows by the id of their section."""

YES, NO, BOTH = "是", "否", "是/否"
"""What a pair of boxes says; BOTH is what nobody may mean."""
TICKED, UNTICKED = (
    ("是", "yes", "y", "true", "1", "√", "✓", "✔", "☑", "已完成"),
    ("否", "no", "n", "false", "0", "×", "✗", "☐", "□", "未完成"),
)
"""What people write for a ticked box and for an empty one."""
IF_NO = "if-no"

NUMERIC = (NumberField, MoneyField, ScoreField, TotalField)


@dataclass(frozen=True)
class Filling:
    """What stands in the controls of one document: a text, or whether a box is ticked. Empty controls are left out or hold an empty text."""

    single: Mapping[str, str | bool] = declared(default_factory=lambda: MappingProxyType({}))
    """By tag."""
    rows: Mapping[str, tuple[Mapping[str, str | bool], ...]] = declared(default_factory=lambda: MappingProxyType({}))
    """By the id of a section with rows; the rows as they follow one another, each by tag."""


def keys(field: Field) -> tuple[str, ...]:
    """The keys of a record that belong to a field."""
    return (field.id, f"{field.id}.{IF_NO}") if isinstance(field, YesNoField) else (field.id,)


def to_filling(form: Form, record: Record) -> Filling:
    """What to write into the controls. Totals are worked out where the record has none."""
    whole = with_totals(form, record)
    single, rows = {}, {}
    for section in form.sections:
        if section.rows:
            rows[section.id] = tuple(
                {tag: value for field in section.fields for tag, value in _written(field, row, f"{section.id}.")}
                for row in whole.get(section.id) or ()
            )
        else:
            single |= {tag: value for field in section.fields for tag, value in _written(field, whole, "")}
    return Filling(single, rows)


def from_filling(form: Form, filling: Filling) -> dict[str, Any]:
    """The record that stands in the controls. Rows in which nothing stands are left out."""
    record: dict[str, Any] = {}
    for section in form.sections:
        if section.rows:
            rows = [
                {key: value for field in section.fields for key, value in _read(field, row, f"{section.id}.")}
                for row in filling.rows.get(section.id, ())
            ]
            if filled := [row for row in rows if any(value is not False for value in row.values())]:
                record[section.id] = filled
        else:
            record |= {key: value for field in section.fields for key, value in _read(field, filling.single, "")}
    return record


def with_totals(form: Form, record: Record) -> dict[str, Any]:
    """The record with every total that is not in it, if all that it adds up is."""
    whole = dict(record)
    for section in form.sections:
        for field in section.fields:
            if (
                isinstance(field, TotalField)
                and whole.get(field.id) is None
                and (total := total_of(form, field, whole)) is not None
            ):
                whole[field.id] = total
    return whole


def total_of(form: Form, field: TotalField, record: Record) -> int | float | None:
    """What the total must be: its fields added up, scores times their weight. None if one of them is missing or no number."""
    fields = {field.id: field for section in form.sections for field in section.fields}
    parts, values = [fields.get(id) for id in field.of], [record.get(id) for id in field.of]
    if any(isinstance(value, bool) or not isinstance(value, int | float) for value in values):
        return None
    return _whole(
        round(
            sum(value * (part.weight if isinstance(part, ScoreField) else 1) for part, value in zip(parts, values)), 4
        )
    )


def shown(field: Field, value: Answer) -> str:
    """An answer as it stands in a control or a table: amounts with a comma every three digits."""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, int | float):
        return (
            f"{value:,.4f}".rstrip("0").rstrip(".")
            if isinstance(field, MoneyField)
            else f"{value:.4f}".rstrip("0").rstrip(".")
        )
    return "、".join(value) if isinstance(value, list) else value


def understood(field: Field, text: str) -> Answer:
    """The answer that a text means in a field of this kind; the text itself, without space around it, where it is none."""
    text = _trimmed(text)
    match field:
        case DateField():
            return date_in(text) or text
        case TimeField():
            return time_in(text) or text
        case NumberField() | MoneyField() | ScoreField() | TotalField():
            number = number_in(text, field.unit if not isinstance(field, ScoreField) else "分")
            return text if number is None else number
        case ChoiceField():
            return next((option for option in field.options if folded(option) == folded(text)), text)
        case ChoicesField():
            return options_in(text, field.options)
        case CheckField():
            return True if folded(text) in TICKED else False if folded(text) in (*UNTICKED, "") else text
        case YesNoField():
            return YES if folded(text) in TICKED else NO if folded(text) in UNTICKED else text
    return text


def day_in_record(value: Any) -> date | None:
    """The day that a record holds as 2026-03-18; None for anything else."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.isoformat() == value else None


def _written(field: Field, record: Record, prefix: str) -> Iterator[tuple[str, str | bool]]:
    tag, value = prefix + field.id, record.get(field.id)
    match field:
        case YesNoField():
            yield f"{tag}.yes", value in (YES, BOTH)
            yield f"{tag}.no", value in (NO, BOTH)
            yield f"{tag}.{IF_NO}", record.get(f"{field.id}.{IF_NO}") or ""
        case ChoicesField():
            chosen = value if isinstance(value, list | tuple) else [value]
            yield from ((f"{tag}.{number}", option in chosen) for number, option in enumerate(field.options, 1))
        case CheckField():
            yield tag, value is True
        case _:
            yield tag, "" if value is None else shown(field, value)


def _read(field: Field, filling: Mapping[str, str | bool], prefix: str) -> Iterator[tuple[str, Answer]]:
    tag = prefix + field.id
    match field:
        case YesNoField():
            said = [word for word, part in ((YES, "yes"), (NO, "no")) if filling.get(f"{tag}.{part}")]
            if said:
                yield field.id, said[0] if len(said) == 1 else BOTH
            if note := _trimmed(str(filling.get(f"{tag}.{IF_NO}", ""))):
                yield f"{field.id}.{IF_NO}", note
        case ChoicesField():
            if chosen := [option for number, option in enumerate(field.options, 1) if filling.get(f"{tag}.{number}")]:
                yield field.id, chosen
        case CheckField():
            if tag in filling:
                yield field.id, bool(filling[tag])
        case _:
            if (value := understood(field, str(filling.get(tag, "")))) != "":
                yield field.id, value


def _trimmed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u3000\u00a0")


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value
