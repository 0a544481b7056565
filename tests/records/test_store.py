"""Stores of all formats: what is written comes back as it was, whatever stands in it, and does nothing of its own."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pytest
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from generator.forms.answer_errors import ANSWER_ERRORS
from generator.model import NumberField, Section, TextField
from generator.problems import ProblemsFound
from generator.records import spreadsheet_store, store
from generator.records.store_formats import FOLDERS, FORMATS
from generator.records.table_schema import KINDS, StoreTable, tables
from tests.records.collected import NEW, handbook

VISIT = handbook(NEW).forms["visit-record"]
TABLES = tables([VISIT])
ODD = (
    "=1+1",
    "+86 138",
    "-5 度",
    "@张三",
    "\t制表",
    "'=不是公式",
    "''+",
    "甲\n乙",
    "a,b;c",
    '他说 "好"',
    '=HYPERLINK("http://example.com","点")',
    "http://example.com",
    "007",
    "1e5",
    "2026-03-18",
    "是",
    "😀𠮷",
    "中" * 2000,
    " 前后 ",
    "漏填",
)
"""Texts that spreadsheet programs like to make something else of."""


def rows_of(text: str, number: int) -> dict[str, list[dict[str, Any]]]:
    """A record with the text in every place that holds one."""
    return {
        "visit-record": [
            {
                "_record": f"r{number}",
                "_file": f"文件夹/{number} {text[:20]}.docx",
                "_day": "2026-03-18",
                "_saved": "2026-03-18 17:00:01.250",
                "_late": number % 2 == 0,
                "customer-name": text,
                "people": -number,
                "budget": 0.1 + number,
                "visit-date": "2026-02-28",
                "in-crm": False,
            }
        ],
        "visit-record.promises": [{"_record": f"r{number}", "_row": 1, "promise": text}],
        "_problems": [
            {"_record": f"r{number}", "form": "visit-record", "kind": "missing", "row": number, "text": text}
        ],
        "_files": [
            {
                "_file": f"{number}.docx",
                "size": 12345678901,
                "modified": "2026-03-18 17:00:01.999",
                "outcome": "read",
                "form": "visit-record",
                "sha256": "0" * 64,
            }
        ],
    }


def written(path: Path, texts: tuple[str, ...] = ODD, held: tuple[StoreTable, ...] = TABLES) -> Path:
    """A store with a record for each text."""
    with store.connect() as connection:
        for table in held:
            store.create(connection, table)
            store.insert(
                connection,
                table,
                [row for number, text in enumerate(texts) for row in rows_of(text, number).get(table.name, [])],
            )
        if path.suffix in FOLDERS:
            path.mkdir()
        store.save(connection, held, path, path.suffix)
    return path


def ask(path: Path, sql: str, forms=(VISIT,)) -> list[tuple]:
    """What a store answers."""
    with store.open_store(path, forms) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_written_comes_back(tmp_path, format):
    """Texts to the last sign, numbers with their fractions, times to the millisecond, what was not there still not
    there.
    """
    path = written(tmp_path / f"结果 [1]{format}")
    assert ask(path, 'SELECT "customer-name" FROM "visit-record" ORDER BY _record[2:]::INT') == [
        (text,) for text in ODD
    ]
    assert ask(path, 'SELECT promise FROM "visit-record.promises" ORDER BY _record[2:]::INT') == [
        (text,) for text in ODD
    ]
    assert ask(path, "SELECT text, kind, form FROM _problems ORDER BY row") == [
        (text, "missing", "visit-record") for text in ODD
    ]
    assert ask(
        path,
        """SELECT people, budget, "visit-date", "in-crm", _late, _saved, _due, way, "on-time.if-no" FROM "visit-record"
                        WHERE _record = 'r3'""",
    ) == [(-3.0, 3.1, date(2026, 2, 28), False, False, datetime(2026, 3, 18, 17, 0, 1, 250000), None, None, None)]
    assert ask(path, "SELECT size, modified, outcome, form FROM _files WHERE _file = '0.docx'") == [
        (12345678901, datetime(2026, 3, 18, 17, 0, 1, 999000), "read", "visit-record")
    ]


def test_a_workbook_holds_no_formula_and_no_link(tmp_path):
    """Every text is a text cell; numbers are numbers."""
    with ZipFile(written(tmp_path / "records.xlsx")) as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")}
    assert [name for name, part in parts.items() if "<f>" in part or "<hyperlink" in part or "rels" in name] == []
    assert sum(part.count("<t>=1+1</t>") for part in parts.values()) == 3


def test_csv_is_text_to_a_spreadsheet_program(tmp_path):
    """UTF-8 with its mark, and no cell that begins like a formula."""
    folder = written(tmp_path / "records.csv")
    for path in folder.iterdir():
        assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for line in csv.reader(file) for cell in line]
        assert [
            cell
            for cell in cells
            if cell[:1] in "=+-@\t\r" and cell and not cell.lstrip("-").replace(".", "").isdigit()
        ] == []


def test_people_see_their_own_words(tmp_path):
    """Titles of forms, sections and fields; kinds, forms and outcomes in Chinese; what only programs need stands
    last.
    """
    with CalamineWorkbook.from_path(written(tmp_path / "records.xlsx", ("示例机械",))) as book:
        assert book.sheet_names == ["客户拜访记录表", "客户拜访记录表·承诺与下一步", "问题", "文件", "列名"]
        first, problem, file = (book.get_sheet_by_name(name).to_python() for name in ("客户拜访记录表", "问题", "文件"))
    assert first[0][:8] == [
        "来自文件",
        "手册版本",
        "填写人工号",
        "所说日期",
        "保存时间",
        "截止时间",
        "是否迟交",
        "识别方式",
    ]
    assert first[0][-1] == "记录号"
    assert problem[1][:7] == ["", "客户拜访记录表", "", 0.0, "", "漏填", "示例机械"]
    assert file[1][3:5] == ["客户拜访记录表", "已读"]


def test_every_kind_of_problem_has_a_word_of_its_own():
    """Also those of checking: a workbook that is read back gives the same kinds."""
    assert ANSWER_ERRORS.keys() <= KINDS.keys()
    assert len(set(KINDS.values())) == len(KINDS)


def test_workbooks_are_valid(tmp_path):
    """By the schemas of Office Open XML.

    Texts stand in their cells, which the standard allows, so that writing takes no memory.
    """
    result = OpenXmlValidator().validate(written(tmp_path / "records.xlsx"))
    assert [error.description for error in result.errors if "inline-string" not in error.description] == []


def test_more_rows_than_a_sheet_holds(tmp_path):
    """They go on on the next sheet, with the head again, and are one table when read back."""
    table = next(table for table in TABLES if table.name == "visit-record.promises")
    path = tmp_path / "records.xlsx"
    spreadsheet_store.write(
        path, [(table, [(f"r{number}", number, "寄样本", None) for number in range(7)])], ".xlsx", most=3
    )
    with CalamineWorkbook.from_path(path) as book:
        assert book.sheet_names == [
            "客户拜访记录表·承诺与下一步",
            "客户拜访记录表·承诺与下一步（2）",
            "客户拜访记录表·承诺与下一步（3）",
            "列名",
        ]
        assert [len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names[:3]] == [4, 4, 2]
    assert ask(path, 'SELECT list(_row ORDER BY _row) FROM "visit-record.promises"') == [([*range(7)],)]


def test_titles_that_excel_cannot_take(tmp_path):
    """Too long, with signs that no sheet may have, or twice the same."""
    forms = [
        replace(VISIT, id=id, title=title, sections=VISIT.sections[:1])
        for id, title in (("a", "客户/拜访: [表]*?"), ("b", "长" * 40), ("c", "长" * 40), ("d", "列名"))
    ]
    all_tables = tables(forms)
    with store.connect() as connection:
        for table in all_tables:
            store.create(connection, table)
            store.insert(connection, table, [{"_record": table.name}] if len(table.name) == 1 else [])
        store.save(connection, all_tables, tmp_path / "records.xlsx", ".xlsx")
    with CalamineWorkbook.from_path(tmp_path / "records.xlsx") as book:
        assert book.sheet_names == ["客户 拜访   表", "长" * 31, "长" * 28 + "（2）", "列名（2）", "列名"]
    assert [ask(tmp_path / "records.xlsx", f"SELECT _record FROM {id}", forms) for id in "abcd"] == [
        [(id,)] for id in "abcd"
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_a_store_outlives_changes_of_the_form(tmp_path, format):
    """Renamed, with a field more, one less and one of another kind: what there was is still there, what is new is
    empty.
    """
    path = written(tmp_path / f"records{format}", ("示例机械", "12"))
    fields = tuple(field for field in VISIT.sections[0].fields if field.id not in ("budget", "customer-name"))
    changed = replace(
        VISIT,
        title="拜访表",
        sections=(
            Section(
                id="basics",
                title="新",
                fields=(
                    NumberField(id="customer-name", kind="number", title="客户编号"),
                    TextField(id="more", kind="text", title="更多"),
                    *fields,
                ),
            ),
        ),
    )
    rows = ask(path, 'SELECT "customer-name", more, people FROM "visit-record" ORDER BY _record', (changed,))
    assert rows == [(None, None, 0.0), (12.0, None, -1.0)]
    assert ask(path, "SELECT count(*) FROM _files", (changed,)) == [(2,)]


@pytest.mark.parametrize("format", FORMATS)
def test_an_open_store_reaches_nothing_else(tmp_path, format):
    """No other file, no network, no extension, no way to change that."""
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with store.open_store(written(tmp_path / f"records{format}", ("x",)), [VISIT]) as connection:
        for sql in (
            f"SELECT * FROM read_csv('{tmp_path}/secret.csv')",
            f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
            f"ATTACH '{tmp_path}/other.duckdb'",
            "INSTALL httpfs",
            "SET enable_external_access = true",
            "SELECT * FROM 'https://example.com/a.parquet'",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(sql)
    assert not (tmp_path / "out.csv").exists()


def with_part(path: Path, name: str, old: str, new: str) -> None:
    """A file in which one part has another text, as if somebody had changed it in a spreadsheet program."""
    with ZipFile(path) as book:
        parts = {entry: book.read(entry) for entry in book.namelist()}
    assert old.encode() in parts[name]
    with ZipFile(path, "w") as book:
        for entry, content in parts.items():
            book.writestr(entry, content.replace(old.encode(), new.encode(), 1) if entry == name else content)


@pytest.mark.parametrize(
    ("format", "change", "told"),
    [
        (
            ".xlsx",
            lambda path: with_part(path, "xl/workbook.xml", 'name="问题"', 'name="看过的问题"'),
            "里少了「问题」，有人改了它的名称或删掉了它",
        ),
        (
            ".csv",
            lambda path: (path / "问题.csv").rename(path / "看过的问题.csv"),
            "里少了「问题.csv」，有人改了它的名称或删掉了它",
        ),
        (
            ".csv",
            lambda path: (path / "问题.csv").write_bytes((path / "问题.csv").read_text("utf-8-sig").encode("gb18030")),
            "里的「问题.csv」读不了，有人改了它的编码或内容",
        ),
        (
            ".csv",
            lambda path: (path / "问题.csv").write_text(f"文件,内容\n1,{'字' * 200_000}\n", "utf-8-sig"),
            "里的「问题.csv」读不了，有人改了它的编码或内容",
        ),
    ],
    ids=["sheet", "file", "encoding", "a cell of all"],
)
def test_a_store_that_somebody_took_apart_is_told(tmp_path, format, change, told):
    """With what is not as it was written, and what to do."""
    change(path := written(tmp_path / f"records{format}", ("示例机械",)))
    with pytest.raises(ProblemsFound) as error:
        store.open_store(path, [VISIT])
    assert [problem.message for problem in error.value.problems] == [f"「{path}」{told}"]


def test_notes_beside_the_legend_do_no_harm(tmp_path):
    """A workbook is for people: what they write beside its tables is left alone."""
    path = written(tmp_path / "records.xlsx", ("示例机械",))
    with_part(path, "xl/worksheets/sheet5.xml", "</row>", '<c r="H1" t="inlineStr"><is><t>看过</t></is></c></row>')
    assert ask(path, 'SELECT "customer-name" FROM "visit-record"') == [("示例机械",)]


@pytest.mark.parametrize("name", ["nothing.xlsx", "nothing.duckdb", "folder.parquet", "text.txt", "book.xlsx"])
def test_what_is_no_store_is_told(tmp_path, name):
    """Instead of an empty answer."""
    (tmp_path / "folder.parquet").mkdir()
    (tmp_path / "book.xlsx").write_bytes(b"PK")
    with pytest.raises(ProblemsFound, match="不是汇总结果"):
        store.open_store(tmp_path / name, [VISIT])
