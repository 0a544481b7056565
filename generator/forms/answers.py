"""What somebody filled in, between two shapes: a record, and the texts and ticks of the controls. See
`generator.forms.record`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.forms.kinds import field_kind
from generator.forms.kinds.numbers import total_of
from generator.forms.record import Answer, Filling, Record, trimmed
from generator.model.form import AnyField, Form, TotalField


def keys(field: AnyField) -> tuple[str, ...]:
    """The keys of a record that belong to a field."""
    return (field.id, *(f"{field.id}.{part}" for part in field_kind(field).parts))


def to_filling(form: Form, record: Record) -> Filling:
    """What to write into the controls. Totals are worked out where the record has none."""
    whole = with_totals(form, record)
    single: dict[str, str | bool] = {}
    rows: dict[str, tuple[Mapping[str, str | bool], ...]] = {}
    for section in form.sections:
        if section.rows:
            rows[section.id] = tuple(
                dict(_written(section.fields, row, f"{section.id}.")) for row in whole.get(section.id) or ()
            )
        else:
            single |= _written(section.fields, whole, "")
    return Filling(single, rows)


def from_filling(form: Form, filling: Filling) -> dict[str, Any]:
    """The record that stands in the controls. Rows in which nothing stands are left out."""
    record: dict[str, Any] = {}
    for section in form.sections:
        if section.rows:
            rows = [dict(_read(section.fields, row, f"{section.id}.")) for row in filling.rows.get(section.id, ())]
            if filled_rows := [row for row in rows if any(value is not False for value in row.values())]:
                record[section.id] = filled_rows
        else:
            record |= _read(section.fields, filling.single, "")
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


def shown(field: AnyField, value: Answer) -> str:
    """An answer as it stands in a control or a table: amounts with a comma every three digits."""
    return field_kind(field).shown(value)


def understood(field: AnyField, text: str) -> Answer:
    """The answer that a text means in a field of this kind; the text itself, without space around it, where it is
    none.
    """
    return field_kind(field).understood(trimmed(text))


def _written(fields: tuple[AnyField, ...], record: Record, prefix: str) -> Iterator[tuple[str, str | bool]]:
    for field in fields:
        yield from field_kind(field).written(record, prefix + field.id)


def _read(fields: tuple[AnyField, ...], filling: Mapping[str, str | bool], prefix: str) -> Iterator[tuple[str, Answer]]:
    for field in fields:
        yield from field_kind(field).read(filling, prefix + field.id)
