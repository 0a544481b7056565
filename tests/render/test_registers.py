"""The lists of document control: complete, the same on the page and in the workbook, and nothing in them is a
formula.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from generator.render.exports.registers import registers
from generator.render.exports.workbook import workbook
from generator.render.site.pages import pages
from tests.builders import DATA, a_draft, a_handbook, a_release

FORM = DATA["form"]["visit-record"]
QMS = {
    "QMS": {
        "id": "QMS",
        "title": "GB/T 19001 质量管理体系要求",
        "kind": "国家标准",
        "clauses": [{"id": "QMS-8.5.5", "about": "交付后活动"}],
    }
}
BOOK = a_handbook(
    source=QMS,
    settings={"settings": {"standard": "QMS"}},
    form={
        "odd": {
            **FORM,
            "id": "odd",
            "title": "=1+1 | 表",
            "number": "XS-QR-02",
            "basis": ["QMS-8.5.5"],
            "retention": "2 年",
        }
    },
)


@pytest.fixture(scope="module")
def sheets() -> dict[str, list[list]]:
    """The workbook of the release, as a program that knows Excel files reads it."""
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(registers(BOOK, a_release()), BOOK, a_release())))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_controlled_document_is_listed():
    """With number, state of revision, dates and owner, by number."""
    held = next(register for register in registers(BOOK, a_release()) if register.id == "documents")
    assert [row[1] for row in held.rows] == sorted(document.number for document in BOOK.documents)
    assert (
        "1",
        "XS-GD-01",
        "着装规范",
        "制度",
        "A/1",
        "2024-12-15",
        "2025-01-01",
        "销售经理",
        "2026-12-31",
    ) in held.rows
    assert {row[5] for row in next(iter(registers(BOOK, a_draft()))).rows} == {"待批准"}


def test_the_handbook_stands_above_its_documents():
    """Where it has a number of its own; its state is the revision, and it can be handed out as they can."""
    book = replace(BOOK, settings=replace(BOOK.settings, number="XS-QM-01"))
    held = {register.id: register.rows for register in registers(book, a_release())}
    assert held["documents"][0] == (
        "1",
        "XS-QM-01",
        "示例手册",
        "手册",
        "2025 版",
        "2024-12-15",
        "2025-01-01",
        "销售部",
        "—",
    )
    assert [row[0] for row in held["documents"]] == [str(number) for number in range(1, len(BOOK.documents) + 2)]
    assert held["copies"][0][:4] == ("", "XS-QM-01", "示例手册", "2025 版")


@pytest.mark.parametrize("edition", [a_draft(), a_release()], ids=["draft", "released"])
@pytest.mark.parametrize("number", ["XS-QM-01", None], ids=["numbered", "unnumbered"])
def test_the_revision_tells_the_number_of_the_handbook(number, edition):
    """Among the control data of the edition; nothing, not even the label, where there is none."""
    book = replace(BOOK, settings=replace(BOOK.settings, number=number))
    page = next(page for page in pages(book, edition) if page.path == "revision.md").content.decode()
    assert ("<dt>文件编号</dt>" in page, "XS-QM-01" in page) == (bool(number), bool(number))
    assert f"共 {len(BOOK.documents) + bool(number)} 份受控文件" in page


def test_every_form_is_a_record_with_its_retention():
    """Who fills it in, who gets it, how long it is kept."""
    held = next(register for register in registers(BOOK, a_release()) if register.id == "records")
    assert held.rows == (
        ("1", "XS-QR-01", "客户拜访记录表", "A/0", "销售代表", "销售经理", "销售经理", "3 年"),
        ("2", "XS-QR-02", "=1+1 | 表", "A/0", "销售代表", "销售经理", "销售经理", "2 年"),
    )


def test_the_matrix_names_what_carries_out_a_clause():
    """By its number in the standard; a handbook that names no standard has no such list, whatever its sources."""
    assert next(register for register in registers(BOOK, a_release()) if register.id == "quality").rows == (
        ("8.5.5", "交付后活动", "表单「=1+1 | 表」（XS-QR-02）"),
    )
    assert [register.id for register in registers(a_handbook(), a_release())] == ["documents", "records", "copies"]


def test_the_workbook_holds_the_same_lists(sheets):
    """A sheet a list, cell by cell; what looks like a formula is text."""
    for register in registers(BOOK, a_release()):
        _, head, *rows = sheets[register.title.replace("/", "")]
        assert (tuple(head), tuple(map(tuple, rows))) == (register.columns, register.rows)


def test_the_page_holds_the_same_lists():
    """Every row of every list; a bar in a title does not break the table."""
    page = next(page for page in pages(BOOK, a_release()) if page.path == "registers.md").content.decode()
    lines = [line for line in page.splitlines() if line.startswith("|")]
    assert len(lines) == sum(len(register.rows) + 2 for register in registers(BOOK, a_release()))
    widths = {len(register.columns) + 1 for register in registers(BOOK, a_release())}
    assert {line.count("|") for line in lines} == widths


def test_the_same_handbook_gives_the_same_workbook():
    """Byte for byte."""
    assert workbook(registers(BOOK, a_draft()), BOOK, a_draft()) == workbook(
        registers(BOOK, a_draft()), BOOK, a_draft()
    )


def test_documents_from_outside_are_a_list_of_their_own():
    """With version and day, and how many items cite them; no list where there are none."""
    assert "external" not in [register.id for register in registers(BOOK, a_release())]
    outside = {"external": True, "version": "2016 版", "effective": "2017-07-01", "owner": "示例标准委员会"}
    book = a_handbook(
        source={"QMS": {**QMS["QMS"], **outside}},
        form={"odd": {**FORM, "id": "odd", "number": "XS-QR-02", "basis": ["QMS-8.5.5"]}},
    )
    held = next(register for register in registers(book, a_release()) if register.id == "external")
    days = ("—", "2016 版", "—", "2017-07-01")
    assert held.rows == (("1", "QMS", "GB/T 19001 质量管理体系要求", "国家标准", *days, "示例标准委员会", "1 项"),)
