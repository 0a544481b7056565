"""Whether a record keeps to the rules of its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.forms.answer_errors import ANSWER_ERRORS, LONGEST
from generator.forms.answers import keys
from generator.forms.form_rules import broken_rules
from generator.forms.kinds import field_kind
from generator.forms.record import Record, is_empty
from generator.language.phrasing import in_one_line
from generator.model.form import AnyField, Form, Section


@dataclass(frozen=True)
class Remark:
    """What is wrong in one place of a record."""

    kind: str
    """One of ANSWER_ERRORS."""
    key: str
    """The key of the answer."""
    text: str
    """One Chinese sentence, with the row."""
    section: str = ""
    """The id of the section, where it has rows."""
    row: int = 0
    """From 1, in a section with rows."""


def check(form: Form, record: Record, filled: date | None = None) -> list[Remark]:
    """All that is wrong with the record, in the order of the form, then of its rules.

    `filled` is the day on which the form was filled in, if it is known. A row counts as filled in as soon as anything
    stands in it.
    """
    remarks = list(_unknown(record, {key for section in form.sections for key in _keys(section)}))
    for section in form.sections:
        if not section.rows:
            for field in section.fields:
                remarks += _of_field(form, field, record)
            continue
        rows = record.get(section.id)
        if rows is None:
            continue
        if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
            remarks.append(_remark("rows", section.id, {}, section.title or section.id, section.id))
            continue
        within = {key for field in section.fields for key in keys(field)}
        for number, row in enumerate(rows, 1):
            if all(is_empty(value) for value in row.values()):
                continue
            remarks += [
                _in_row(remark, section, number) for field in section.fields for remark in _of_field(form, field, row)
            ]
            remarks += [_in_row(remark, section, number) for remark in _unknown(row, within)]
    return [*remarks, *_of_rules(form, record, filled)]


def _of_rules(form: Form, record: Record, filled: date | None) -> Iterator[Remark]:
    for kind, wrong, row in broken_rules(form, record, filled):
        remark = _remark(wrong.mistake, kind.subject.entry, wrong.words, phrase=kind.phrase())
        section = next((section for section in form.sections if section.id == kind.section), None)
        yield _in_row(remark, section, row) if section else remark


def _keys(section: Section) -> Iterator[str]:
    if section.rows:
        yield section.id
    else:
        for field in section.fields:
            yield from keys(field)


def _unknown(record: Record, keys: set[str]) -> Iterator[Remark]:
    for key in record:
        if key not in keys:
            yield _remark("unknown", str(key), {"key": key})


def _of_field(form: Form, field: AnyField, record: Record) -> Iterator[Remark]:
    for fault in field_kind(field).errors(record, form):
        key = f"{field.id}.{fault.part}" if fault.part else field.id
        yield _remark(fault.mistake, key, fault.words, fault.title or field.title)


def _remark(
    kind: str, key: str, words: Mapping[str, object], title: str = "", section: str = "", phrase: str = ""
) -> Remark:
    texts = {name: _in_sentence(word) for name, word in words.items()}
    return Remark(kind, key, ANSWER_ERRORS[kind].sentence.format(title=title, phrase=phrase, **texts), section)


def _in_row(remark: Remark, section: Section, number: int) -> Remark:
    place = f"{section.title}第 {number} 行" if section.title else f"第 {number} 行"
    return Remark(remark.kind, remark.key, f"{place}：{remark.text}", section.id, number)


def _in_sentence(value: object) -> str:
    """A value as it stands in a sentence: on one line, and short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping):
        value = [f"{key}：{_in_sentence(part)}" for key, part in value.items()]
    return "、".join(map(_in_sentence, value)) if isinstance(value, list | tuple) else in_one_line(value, LONGEST)
