"""Which tables a store of records has, and what stands in their columns.

Pure: knows neither files nor databases.

One table a form, named by the form's id: the columns of RECORD, then one a key of the record. One child table a section
with rows, `form.section`. `_problems` tells what is wrong, `_files` what was looked at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, assert_never

from generator.forms import ANSWER_ERRORS, Holds, Record, field_kind, keys
from generator.forms.record import day_in_record
from generator.model import AnyField, Form, YesNoField


class Column(NamedTuple):
    """One column of a table."""

    name: str
    type: str
    """VARCHAR, DOUBLE, BIGINT, BOOLEAN, DATE or TIMESTAMP. Times are those of China, without a zone."""
    title: str
    """What readers call it; no two columns of a table have the same."""
    words: Mapping[str, str] = MappingProxyType({})
    """What readers see in place of its values, where these are ids."""


@dataclass(frozen=True)
class StoreTable:
    """One table of a store."""

    name: str
    title: str
    columns: tuple[Column, ...]


KINDS: Mapping[str, str] = MappingProxyType(
    {
        **{kind: mistake.label for kind, mistake in ANSWER_ERRORS.items()},
        "late": "迟交",
        "superseded": "不是现行版本",
        "refused": "读不出",
        "duplicate": "同一份有两个文件",
        "again": "同一期交了两份",
        "doubt": "存疑",
        "expired": "过了保存期限",
    }
)
"""What readers call the kinds of problems: those of `generator.forms.answer_errors`, then those of collecting."""

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {"read": "已读", "refused": "读不出", "duplicate": "重复", "gone": "已不在"}
)
"""What became of a file. `duplicate`: its bytes are those of another one, which has the record. `gone`: kept although
the file is there no more."""

RECORD = (
    Column("_record", "VARCHAR", "记录号"),
    Column("_file", "VARCHAR", "来自文件"),
    Column("_revision", "VARCHAR", "手册版本"),
    Column("_staff", "VARCHAR", "填写人工号"),
    Column("_day", "DATE", "所说日期"),
    Column("_saved", "TIMESTAMP", "保存时间"),
    Column("_due", "TIMESTAMP", "截止时间"),
    Column("_late", "BOOLEAN", "是否迟交"),
    Column("_how", "VARCHAR", "识别方式"),
)
"""What precedes the answers in the table of a form."""

ROW = (Column("_record", "VARCHAR", "记录号"), Column("_row", "BIGINT", "第几行"))
"""What precedes the answers in a child table."""

PROBLEMS = StoreTable(
    "_problems",
    "问题",
    (
        Column("_record", "VARCHAR", "记录号"),
        Column("_file", "VARCHAR", "来自文件"),
        Column("form", "VARCHAR", "表单"),
        Column("section", "VARCHAR", "部分"),
        Column("row", "BIGINT", "第几行"),
        Column("key", "VARCHAR", "栏目编号"),
        Column("kind", "VARCHAR", "类别", KINDS),
        Column("text", "VARCHAR", "说明"),
    ),
)

FILES = StoreTable(
    "_files",
    "文件",
    (
        Column("_file", "VARCHAR", "文件"),
        Column("size", "BIGINT", "字节数"),
        Column("modified", "TIMESTAMP", "修改时间"),
        Column("sha256", "VARCHAR", "SHA-256"),
        Column("form", "VARCHAR", "表单"),
        Column("outcome", "VARCHAR", "结果", OUTCOMES),
        Column("rules", "VARCHAR", "依据的手册"),
    ),
)
"""`rules` is the fingerprint of all that a file was read by: when it changes, the file is read again."""


def tables(forms: Mapping[str, Form] | Iterable[Form]) -> tuple[StoreTable, ...]:
    """Every table of a store, forms by their numbers.

    Of several forms with one id, as revisions have them, the last decides what a column is; older fields follow.
    """
    forms_by_id: dict[str, list[Form]] = {}
    for form in forms.values() if isinstance(forms, Mapping) else forms:
        forms_by_id.setdefault(form.id, []).append(form)
    result = [
        table
        for same in sorted(forms_by_id.values(), key=lambda same: same[-1].number)
        for table in _of_form(same[::-1])
    ]
    titles = {id: same[-1].title for id, same in forms_by_id.items()}
    return (
        *result,
        *(
            replace(
                table,
                columns=tuple(
                    column._replace(words=titles) if column.name == "form" else column for column in table.columns
                ),
            )
            for table in (PROBLEMS, FILES)
        ),
    )


def _of_form(newest_first: list[Form]) -> list[StoreTable]:
    titles: dict[str, str] = {}
    columns: dict[str, dict[str, Column]] = {}
    for form in newest_first:
        for section in form.sections:
            name = f"{form.id}.{section.id}" if section.rows else form.id
            titles.setdefault(
                name,
                f"{newest_first[0].title}·{section.title or section.id}" if section.rows else newest_first[0].title,
            )
            for field in section.fields:
                for column in columns_of(field):
                    columns.setdefault(name, {}).setdefault(column.name, column)
    columns.setdefault(newest_first[0].id, {})
    return [
        StoreTable(
            name,
            titles.get(name, newest_first[0].title),
            _unlike((*(RECORD if name == newest_first[0].id else ROW), *form_columns.values())),
        )
        for name, form_columns in sorted(columns.items())
    ]


def columns_of(field: AnyField) -> tuple[Column, ...]:
    """The columns in which the answers of a field stand, in the order of its keys."""
    kind = _type(field_kind(field).holds)
    titles = (field.title, f"{field.title}：{field.if_no}") if isinstance(field, YesNoField) else (field.title,)
    return tuple(Column(key, kind, title) for key, title in zip(keys(field), titles, strict=True))


def _type(holds: Holds) -> str:
    match holds:
        case Holds.DAY:
            return "DATE"
        case Holds.NUMBER:
            return "DOUBLE"
        case Holds.TICK:
            return "BOOLEAN"
        case Holds.TEXT | Holds.CLOCK | Holds.OPTION | Holds.OPTIONS | Holds.YES_OR_NO:
            return "VARCHAR"
        case _:
            assert_never(holds)


def typed(column: Column, value: Any) -> Any:
    """An answer as its column holds it, in JSON; None for what is not of the column's type."""
    if value is None or value == "" or value == []:
        return None
    match column.type:
        case "DATE":
            return value if day_in_record(value) else None
        case "DOUBLE" | "BIGINT":
            return None if isinstance(value, bool) or not isinstance(value, int | float) else value
        case "BOOLEAN":
            return value if isinstance(value, bool) else None
        case "VARCHAR":
            return "、".join(map(str, value)) if isinstance(value, list) else str(value)
        case _:
            return value


def rows_of(form: Form, record: Record, meta: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows of one record by table, as JSON.

    `meta` holds the columns of RECORD; rows of child tables get `_record` and `_file` from it.
    """
    rows: dict[str, list[dict[str, Any]]] = {form.id: [dict(meta)]}
    for section in form.sections:
        columns = [column for field in section.fields for column in columns_of(field)]
        if not section.rows:
            rows[form.id][0] |= {column.name: typed(column, record.get(column.name)) for column in columns}
            continue
        entries = record.get(section.id)
        rows[f"{form.id}.{section.id}"] = [
            {
                "_record": meta["_record"],
                "_file": meta["_file"],
                "_row": number,
                **{column.name: typed(column, row.get(column.name)) for column in columns},
            }
            for number, row in enumerate(entries if isinstance(entries, list | tuple) else (), 1)
            if isinstance(row, Mapping)
        ]
    return rows


def staff_number(text: str) -> str:
    """A 工号 as it is kept and compared: half-width, without spaces, capital letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def staff_of(form: Form, record: Record) -> str | None:
    """The 工号 of whoever filled the form in. None where the form or the record has none."""
    return staff_number(str(record.get(form.staff.entry) or "")) or None if form.staff else None


def day_of(form: Form, record: Record) -> date | None:
    """The day that the record speaks of; None where the form or the record does not say."""
    return day_in_record(record.get(form.day.entry)) if form.day else None


def _unlike(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns, the second and further ones of a title numbered."""
    counts: dict[str, int] = {}
    result = []
    for column in columns:
        counts[column.title] = count = counts.get(column.title, 0) + 1
        result.append(column if count == 1 else column._replace(title=f"{column.title}（{count}）"))
    return tuple(result)
