"""Tables as 钉钉 and 企业微信 export them, made on the fly, read by mappings into records."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from generator import workspace
from generator.model import EntryRef, Import, ImportColumn
from generator.records.collection import collect
from generator.records.imports import records
from generator.records.merging import CollectCounts
from generator.records.store import open_store
from tests.department import a_department
from tests.records import collected

HEAD = ("提交人", "工号", "部门", "提交时间", "今天第一件事")
ROWS = (
    ("张三", "a001", "销售一部", "2026-03-18 08:55:12", "给示例机械打电话"),
    ("李四", "A００２", "销售一部", "2026-03-18 09:20:00", "=1+1"),
    ("王五", "A003", "销售二部", "2026-03-19 08:00", ""),
)


def text(rows: Sequence[Sequence[str]], encoding: str, head: Sequence[str] = HEAD) -> bytes:
    """A CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def book(rows: Sequence[Sequence[Any]], head: Sequence[str] = HEAD, above: Sequence[str] = ()) -> bytes:
    """A workbook; dates and times as such."""
    file = BytesIO()
    with xlsxwriter.Workbook(
        file, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm", "strings_to_formulas": False}
    ) as workbook:
        sheet = workbook.add_worksheet("日志")
        for number, row in enumerate([*([above] if above else []), head, *rows]):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def ask(out: Path, sql: str) -> list[tuple]:
    """What a store answers."""
    with open_store(out, collected.forms()) as connection:
        return connection.execute(sql).fetchall()


STAMPED = [(*row[:3], datetime.fromisoformat(row[3]), row[4]) for row in ROWS]
EXPORTS: dict[str, tuple[str, bytes]] = {
    "CSV with a byte order mark": ("钉钉日志 3月.csv", text(ROWS, "utf-8-sig")),
    "CSV in GB18030": ("钉钉日志.CSV", text(ROWS, "gb18030")),
    "workbook": ("钉钉日志（三月）.xlsx", book(ROWS)),
    "workbook with real times": ("钉钉日志1.xlsx", book(STAMPED)),
    "workbook with a line above the head": ("钉钉日志2.xlsx", book(ROWS, above=("日志统计 2026-03-18 至 2026-03-19",))),
    "columns in another order, and more": (
        "钉钉日志3.xlsx",
        book([(*row[::-1], "无") for row in ROWS], (*HEAD[::-1], "备注")),
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_exports_become_records(write_tree: Callable[[Mapping[str, str | bytes]], Path], tmp_path, name):
    """One row, one record: who by 工号, which day, handed in when, late or not, and what is missing with the row of the
    sheet.
    """
    file, content = EXPORTS[name]
    folder = write_tree({f"导出/{file}": content, "导出/别的.csv": "a,b\n1,2\n"})
    counted = collect(
        folder, out := tmp_path / "records.duckdb", collected.forms(), collected.rules(), date(2026, 4, 1)
    )
    assert counted == CollectCounts(read=1, records=3, problems=2, late=1)
    assert ask(
        out, 'SELECT _staff, _day::VARCHAR, _saved::VARCHAR, _late, _how, first FROM "daily-plan" ORDER BY _staff'
    ) == [
        ("A001", "2026-03-18", "2026-03-18 08:55:12", False, "按导入对照", "给示例机械打电话"),
        ("A002", "2026-03-18", "2026-03-18 09:20:00", True, "按导入对照", "=1+1"),
        ("A003", "2026-03-19", "2026-03-19 08:00:00", False, "按导入对照", None),
    ]
    first = 3 if "above" in name else 2
    assert ask(out, "SELECT kind, text FROM _problems ORDER BY kind") == [
        ("late", f"第 {first + 1} 行：应在 2026-03-18 09:00 前交，提交于 2026-03-18 09:20"),
        ("missing", f"第 {first + 2} 行：「第一件事」没有填"),
    ]


def test_a_row_in_two_exports_is_one_record(write_tree, tmp_path):
    """Exports overlap: the row counts once, also when the export that it was read from is taken away."""
    folder = write_tree({"钉钉日志 上半月.csv": text(ROWS[:2], "utf-8"), "钉钉日志 全月.csv": text(ROWS, "utf-8")})
    out = tmp_path / "records.parquet"
    assert collect(folder, out, collected.forms(), collected.rules(), date(2026, 4, 1)).records == 3
    (folder / "钉钉日志 上半月.csv").unlink()
    assert collect(folder, out, collected.forms(), collected.rules(), date(2026, 4, 1)).records == 3
    assert ask(out, 'SELECT DISTINCT _file FROM "daily-plan"') == [("钉钉日志 全月.csv",)]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        (
            "钉钉日志.csv",
            text(ROWS, "utf-8", ("姓名", *HEAD[1:4], "计划")),
            "表里没有「今天第一件事」这一列，请核对导出的表，或改导入对照；现有的列：姓名、工号、部门、提交时间、计划",
        ),
        (
            "钉钉日志.xlsx",
            book(ROWS, ("姓名", "号", *HEAD[2:4], "计划")),
            "表里没有「今天第一件事」「工号」这几列，请核对导出的表，或改导入对照；现有的列：姓名、号、部门、提交时间、计划",
        ),
        ("钉钉日志.xlsx", b"PK\x03\x04 broken", "「钉钉日志.xlsx」打不开，不是 Excel 工作簿或已损坏，请重新导出"),
        ("钉钉日志.csv", b"", "「钉钉日志.csv」文件是空的，第一行写列名，下面一行一条"),
        ("钉钉日志.csv", b',,,\r\n"",,,\r\n', "「钉钉日志.csv」文件是空的，第一行写列名，下面一行一条"),
    ],
    ids=["CSV without a column", "workbook without columns", "no workbook", "empty", "cells without a word"],
)
def test_what_is_no_such_export_is_refused(write_tree, tmp_path, file, content, said):
    """With what is missing and what is there instead; the rest is collected."""
    folder = write_tree({file: content, "好的.docx": collected.visit("A001")})
    counted = collect(folder, out := tmp_path / "records.csv", collected.forms(), collected.rules(), date(2026, 4, 1))
    assert counted == CollectCounts(1, 1, records=1, problems=1)
    assert ask(out, "SELECT text FROM _problems") == [(said,)]


VISITS = {
    "客户": "customer-name",
    "日期": "visit-date",
    "开始": "start-time",
    "人数": "people",
    "产品": "interests",
    "录入": "in-crm",
    "准时": "on-time",
    "承诺": "promise",
    "兑现": "promise-date",
}
CELLS: dict[str, tuple[str, Any, Any]] = {
    # by id of the case: the column, the cell, the answer
    "text": ("客户", " 示例机械 ", {"customer-name": "示例机械"}),
    "day": ("日期", "2026/3/8", {"visit-date": "2026-03-08"}),
    "day with a time": ("日期", "2026-03-08 09:30:00", {"visit-date": "2026-03-08"}),
    "day in Chinese": ("日期", "2026年3月8日", {"visit-date": "2026-03-08"}),
    "day as a date": ("日期", date(2026, 3, 8), {"visit-date": "2026-03-08"}),
    "no day": ("日期", "上周", {"visit-date": "上周"}),
    "year of two digits": ("日期", "26/3/8", {"visit-date": "26/3/8"}),
    "time": ("开始", "9:05", {"start-time": "09:05"}),
    "number": ("人数", 3, {"people": 3}),
    "number as text": ("人数", "3 人", {"people": 3}),
    "choices": ("产品", "设备，维保", {"interests": ["设备", "维保"]}),
    "box": ("录入", "是", {"in-crm": True}),
    "yes": ("准时", "是", {"on-time": "是"}),
    "empty": ("客户", "", {}),
    "lines are rows": ("承诺", "1. 寄样本\n\n2、回电话", {"promises": [{"promise": "寄样本"}, {"promise": "回电话"}]}),
}


@pytest.mark.parametrize("name", CELLS)
def test_cells_are_understood_as_what_is_typed_into_the_field(name):
    column, cell, answer = CELLS[name]
    form = collected.handbook(collected.NEW).forms["visit-record"]
    mapping = Import(
        id="crm",
        title="导出",
        form="visit-record",
        files="*.xlsx",
        columns=tuple(ImportColumn(column=title, to=EntryRef("visit-record", id)) for title, id in VISITS.items()),
    )
    content = book([["x", *(cell if title == column else "" for title in VISITS)]], ("备注", *VISITS))
    assert next(records("导出.xlsx", content, mapping, form)).record == answer


def test_days_may_be_written_the_other_way_round():
    """Where the mapping says so."""
    form = collected.handbook(collected.NEW).forms["daily-plan"]
    mapping = Import(
        id="us",
        title="导出",
        form="daily-plan",
        files="*.csv",
        dates="月日年",
        columns=(ImportColumn(column="日期", to=EntryRef("daily-plan", "plan-date")),),
    )
    assert next(records("导出.csv", "日期\n03/08/2026\n".encode(), mapping, form)).record == {"plan-date": "2026-03-08"}


def test_a_day_alone_is_no_time_of_handing_in():
    """Nobody is called in time, or late, for a day without a time of day."""
    form = collected.handbook(collected.NEW).forms["daily-plan"]
    assert (
        next(
            records("钉钉日志.csv", text([(*ROWS[0][:3], "2026-03-18", "打电话")], "utf-8"), collected.EXPORT, form)
        ).submitted
        is None
    )


@pytest.mark.parametrize(
    ("mapping", "cells", "expected"),
    [
        (
            "dingtalk-daily",
            {
                "工号": "A001",
                "提交人": "张三",
                "日期": "2026-03-18",
                "提交时间": "2026-03-18 08:50:00",
                "今日拜访": "示例机械\n示例电子",
                "重点任务": "1. 发报价\n2. 打 8 个电话",
                "需协助事项": "无",
                "到期承诺": "都已兑现",
                "是否已录入CRM": "全部录入",
                "今天要记住的一件事": "",
                "明天第一件事": "回电话",
            },
            {
                "staff-number": "A001",
                "filler": "张三",
                "plan-date": "2026-03-18",
                "visits": [{"visit-customer": "示例机械"}, {"visit-customer": "示例电子"}],
                "tasks": [{"task": "发报价"}, {"task": "打 8 个电话"}],
                "help-needed": "无",
                "due-promises": "都已兑现",
                "crm-done": "全部录入",
                "tomorrow": "回电话",
            },
        ),
        (
            "wecom-weekly",
            {
                "账号": "A001",
                "汇报人": "张三",
                "周期开始": "2026/3/16",
                "周期结束": "2026/3/20",
                "汇报时间": "2026/3/13 17:20",
                "本周核心目标": "拜访 8 位客户",
                "每日重点任务": "拜访示例机械",
                "需协助事项": "无",
            },
            {
                "staff-number": "A001",
                "filler": "张三",
                "period-start": "2026-03-16",
                "period-end": "2026-03-20",
                "goal": "拜访 8 位客户",
                "tasks": [{"task": "拜访示例机械"}],
                "help-needed": "无",
            },
        ),
    ],
)
def test_the_mappings_of_the_handbook(mapping, cells, expected, source):
    """What stands under `sop/imports/` reads an export with its columns without a remark."""
    handbook = source.draft_handbook
    mapping = handbook.imports[mapping]
    content = (
        book([list(cells.values())], list(cells))
        if mapping.files.endswith(".xlsx")
        else text([list(cells.values())], "gb18030", list(cells))
    )
    (one,) = records(mapping.files.replace("*", " 2026-03"), content, mapping, handbook.forms[mapping.form])
    assert (one.record, one.remarks, one.submitted is not None) == (expected, (), True)


@pytest.fixture(scope="session")
def source() -> workspace.SoundWorkspace:
    """The handbook whose mappings are tried."""
    return a_department()
