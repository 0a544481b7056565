"""A table that another system exported -> records of a form, by an import mapping of the handbook.

Workbooks and CSV alike.

A cell is understood as a field of the form understands what is typed into it. A column for a field in a section with
rows gives a row for every line of the cell.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from fnmatch import fnmatchcase
from io import BytesIO
from typing import Any

import python_calamine

from generator.forms import INCOMPLETE, Holds, check, field_kind, understood
from generator.forms.form_rules import form_rule_kind
from generator.forms.record import NO, YES
from generator.model import AnyField, Form, Import
from generator.model.form_rule import AnyFormRule
from generator.problems import ProblemsFound
from generator.records.csv_text import read_sheet
from generator.untrusted.package import Refusal

HOW = "按导入对照"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
MOMENT = re.compile(r"(\d{1,4})\D(\d{1,2})\D(\d{1,4})日?(?:[ T　]*(\d{1,2})[:：点时](\d{1,2})(?:[:：分](\d{1,2}))?)?.*")
ORDERS = {"年月日": (0, 1, 2), "月日年": (2, 0, 1), "日月年": (2, 1, 0)}
"""Where year, month and day stand."""


@dataclass(frozen=True)
class ImportedRecord:
    """One row of an export."""

    record: dict[str, Any]
    submitted: datetime | None
    """As the export says, in the time of China; None if it does not."""
    digest: str
    """SHA-256 over the mapping and all that stands in the row: the same row in two exports is one record."""
    remarks: tuple[Any, ...]
    """What is wrong, but for missing answers that the export has no column for."""
    number: int
    """The row of the sheet, from 1."""


def mapping_of(name: str, mappings: Sequence[Import]) -> Import | None:
    """The mapping for a file of this name, without its folder; None if there is none."""
    return next((mapping for mapping in mappings if fnmatchcase(name.lower(), mapping.files.lower())), None)


def records(name: str, content: bytes, mapping: Import, form: Form) -> Iterator[ImportedRecord]:
    """The records of an export, a row at a time. Raises Refusal if it is no table, or lacks a column."""
    filled_fields = {entry.to.entry for entry in mapping.columns}
    judged = replace(form, rules=tuple(rule for rule in form.rules if _named(rule, form) <= filled_fields))
    for number, row in _rows(
        name,
        content,
        {entry.column for entry in mapping.columns} | ({mapping.submitted} if mapping.submitted else set()),
    ):
        record = _record(form, mapping, row)
        digest = hashlib.sha256(
            json.dumps([mapping.id, sorted(row.items())], ensure_ascii=False, default=str).encode("utf-8", "replace")
        ).hexdigest()
        submitted = row.get(mapping.submitted, "")
        day = _moment(submitted, mapping.dates)
        # A day without a time of day does not tell whether it was in time.
        moment = day if isinstance(submitted, datetime) or re.search(r"\d[:：点时]", str(submitted)) else None
        remarks = check(judged, record, day.date() if day else None)
        yield ImportedRecord(
            record,
            moment,
            digest,
            tuple(remark for remark in remarks if remark.key in filled_fields or remark.kind not in INCOMPLETE),
            number,
        )


def _rows(name: str, content: bytes, columns: set[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows below the head, by the titles of the columns, each with its number.

    Rows in which nothing stands are left out.
    """
    if content[:2] != b"PK":
        try:
            sheet = read_sheet(name, content)
        except ProblemsFound as error:
            raise Refusal("；".join(f"{problem.message}，{problem.hint}" for problem in error.problems)) from None
        _refuse_without(columns, sheet.columns)
        for line in sheet.lines:
            yield line.number, {title: CONTROL.sub("", cell) for title, cell in line.cells.items()}
        return
    try:
        with python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            lines = enumerate(book.get_sheet_by_index(0).iter_rows(), 1)
            # Some exports have a line above the head that says what they are.
            head = next(
                ([_text(cell) for cell in cells] for _, cells in lines if columns <= {_text(cell) for cell in cells}),
                [],
            )
            if not head:
                _refuse_without(
                    columns, [_text(cell) for cell in next(iter(book.get_sheet_by_index(0).iter_rows()), [])]
                )
            for number, cells in lines:
                row = {title: _cell(cell) for title, cell in zip(head, cells, strict=False) if title}
                if any(value != "" for value in row.values()):
                    yield number, row
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise Refusal(f"「{name}」打不开，不是 Excel 工作簿或已损坏，请重新导出") from error


def _refuse_without(columns: set[str], present: Sequence[str]) -> None:
    if missing := sorted(columns - set(present)):
        raise Refusal(
            f"表里没有「{'」「'.join(missing)}」这{'几' if len(missing) > 1 else '一'}列，"
            f"请核对导出的表，或改导入对照；现有的列：{'、'.join(filter(None, present)) or '无'}"
        )


def _named(rule: AnyFormRule, form: Form) -> set[str]:
    """The fields that a rule names: it says nothing of an export that lacks one of them."""
    return {named.ref.entry for named in form_rule_kind(rule, form).named()}


def _record(form: Form, mapping: Import, row: Mapping[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for entry in mapping.columns:
        id = entry.to.entry
        section = next(section for section in form.sections if any(field.id == id for field in section.fields))
        field, value = form.field(id), row.get(entry.column, "")
        if not section.rows:
            record |= _answer(field, value, mapping.dates)
            continue
        for number, line in enumerate(line for line in str(value).splitlines() if line.strip()):
            rows = record.setdefault(section.id, [])
            rows.extend({} for _ in range(number + 1 - len(rows)))
            rows[number] |= _answer(field, re.sub(r"^\s*\d{1,2}[.、．)）]\s*", "", line), mapping.dates)
    return record


def _answer(field: AnyField, value: Any, dates: str) -> dict[str, Any]:
    """The answer in a cell, under its key; nothing for an empty one."""
    holds, text = field_kind(field).holds, _text(value)
    if holds is Holds.DAY and (moment := _moment(value, dates)):
        return {field.id: moment.date().isoformat()}
    if holds is Holds.CLOCK and isinstance(value, datetime | time):
        return {field.id: f"{value:%H:%M}"}
    if holds is Holds.YES_OR_NO:
        text = {"有": YES, "无": NO}.get(text, text)
    answer = understood(field, text)
    return {} if answer in ("", []) or (answer is False and not text) else {field.id: answer}


def _cell(cell: Any) -> Any:
    """A cell of a workbook: dates and times as such, all else as text."""
    return cell if isinstance(cell, date | time) else _text(cell)


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return CONTROL.sub("", str(cell)).strip(" \t\r\n\u3000\u00a0")


def _moment(value: Any, dates: str) -> datetime | None:
    """A day, with or without a time, as exports write it; None if there is none."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if not (match := MOMENT.fullmatch(_text(value))):
        return None
    year, month, day = (int(match[position + 1]) for position in ORDERS[dates])
    if year < 1000:  # 26 may mean 2026, or a day in another order
        return None
    try:
        hour, minute, second = (int(part or 0) for part in match.group(4, 5, 6))
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
