"""Whatever file somebody gives a command is asked for its size before anything of it is read."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import cli
from generator.load.documents import MAX_BYTES
from generator.records import csv_text, spreadsheet_store
from generator.releases import folder
from generator.render.word import company_base
from generator.reports import roster
from generator.resources import HOME
from generator.submissions import package

BELOW = "\n  r.csv:1:1\n  怎么改：核对是不是拿错了文件；导出时只选要用的列和日期"


class Case(NamedTuple):
    """A file that is one byte too large, below the folder of a handbook."""

    file: str
    largest: int
    command: str
    told: str
    """What the command says, on either stream."""


CASES: Mapping[str, Case] = {
    "a document": Case("sop/procedures/large.yaml", MAX_BYTES, "check", "错误[E100] 文件有 0.5 MB"),
    "a calendar": Case("sop/calendar/2026.yaml", MAX_BYTES, "check", "错误[E100] 文件有 0.5 MB"),
    "the base of forms": Case("templates/form-base.docx", company_base.LARGEST, "check", "错误[E605] 底版有 1.0 MB"),
    "a document of a release": Case(
        "sop/revisions/2025/large.json", folder.LARGEST_TEXT, "check", "错误[E501] 2025 版的文件有 4.0 MB，太大了"
    ),
    "a form of a release": Case(
        "sop/revisions/2025/forms/large.docx", folder.LARGEST_FORM, "check", "错误[E501] 2025 版的文件有 8.0 MB，太大了"
    ),
    "data to fill in": Case("data.yaml", MAX_BYTES, "fill visit-record data.yaml -o out", "错误[E100] 文件有 0.5 MB"),
    "a copy to read": Case(
        "a.docx", package.LARGEST_FILE, "read a.docx", "文件有 20.0 MB，最多 20 MB，请去掉图片等附件再交"
    ),
    "a copy to collect": Case(
        "copies/a.docx", package.LARGEST_FILE, "collect copies -o r.csv", "新读 0 个文件，沿用上次的 0 个，读不出 1 个"
    ),
    "a roster": Case(
        "r.csv", roster.LARGEST, "report none.csv --roster r.csv -o a.html", f"「r.csv」有 2.0 MB，最多 2 MB{BELOW}"
    ),
    "an export": Case(
        "x/a.CSV", csv_text.LARGEST, "report none.csv --exports x -o a.html", "「x/a.CSV」有 20.0 MB，最多 20 MB"
    ),
    "a workbook of records": Case(
        "r.xlsx", spreadsheet_store.LARGEST, "report r.xlsx -o a.html", "[E709] 「r.xlsx」太大：「r.xlsx」有 200.0 MB"
    ),
    "a folder of records": Case(
        "r.csv/拜访.csv", spreadsheet_store.LARGEST, "report r.csv -o a.html", "[E709] 「r.csv」太大：「拜访.csv」有"
    ),
    "records to be renewed": Case(
        "r.xlsx", spreadsheet_store.LARGEST, "collect sop -o r.xlsx", "错误[E709] 「r.xlsx」太大"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_is_too_large_is_refused(name, timeless, capsys, monkeypatch):
    """In a sentence with its size, how much it may have, and what to do."""
    case = CASES[name]
    monkeypatch.chdir(timeless)
    Path(case.file).parent.mkdir(parents=True, exist_ok=True)
    with Path(case.file).open("wb") as file:
        file.truncate(case.largest + 1)
    cli.main(case.command.split())
    output = capsys.readouterr()
    assert case.told in output.out + output.err


OWN = {
    "generator.bill_of_materials": "the locks of the program",
    "generator.render.site.landing_page": "a template",
    "generator.website.build": "what was built",
    "generator.website.content_security": "a template",
    "generator.website.bundling": "the scripts of the theme",
    "generator.system.publishing": "what stands at the target",
    "generator.system.libreoffice": "what LibreOffice made",
    "generator.records.spool": "what the workers wrote",
    "generator.records.collection": "the list of files on its way into the database",
    "generator.records.spreadsheet_store": "a store whose files were measured",
    "generator.system.sized_files": "asks for the size",
    "generator.system.locking": "a lock, which holds nothing",
    "generator.system.git_tree": "an archive of files that were measured",
    "generator.untrusted.package": "a part of a copy, up to its limit",
    "generator.untrusted.conversion": "what LibreOffice made, within its limit",
    "generator.render.site.pages": "templates",
    "generator.authoring.new_handbook": "the handbook that comes with the program",
    "generator.cli.starting": "the handbook that comes with the program",
    "generator.releases.damages": "a part of a form, up to its limit",
    "generator.website.bundles": "the scripts of the theme",
    "generator.website.node": "the programs that bundle them",
    "generator.cli.frame": "the standard output",
    "generator.authoring.file_changes": "documents that were loaded before",
    "generator.cli.authoring": "documents that were loaded before",
}
"""Modules that open files in another way than through `read_sized`, and which files these are."""


def test_no_other_module_opens_files():
    """A new reader of files asks for their size, or says here why it need not."""
    opening = set()
    for path in sorted((HOME / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            called = node.func if isinstance(node, ast.Call) else None
            is_reading = (isinstance(called, ast.Attribute) and called.attr in ("read_bytes", "read_text", "open")) or (
                isinstance(called, ast.Name) and called.id == "open"
            )
            if is_reading:
                opening.add(path.relative_to(HOME).with_suffix("").as_posix().replace("/", "."))
    assert opening - OWN.keys() == set()
