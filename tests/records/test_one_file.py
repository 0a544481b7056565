"""One file that a worker cannot read: told in one sentence, and tried again the next time."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from generator.records.extraction import ListedFile
from generator.records.one_file import FileTask, reader
from generator.records.spool import SEPARATOR
from tests.records import collected


@pytest.mark.parametrize(
    ("make", "why"),
    [(lambda path: None, "没有这个文件或文件夹"), (Path.mkdir, "这是文件夹，不是文件")],
    ids=["gone", "folder"],
)
def test_what_the_system_refuses_is_told_in_the_users_words(tmp_path, make, why):
    """A file that went, or became something else, since the folder was listed; without its fingerprint of the rules, so
    that it is read again.
    """
    path = tmp_path / "拜访.docx"
    make(path)
    (piece,) = reader(collected.rules())(FileTask(str(path), ListedFile("拜访.docx", 1, datetime(2026, 3, 1))))
    parts = [part.partition(b"\n") for part in piece.split(SEPARATOR)]
    tables = {name.decode(): [json.loads(line) for line in lines.splitlines()] for name, _, lines in parts}
    assert [row["text"] for row in tables["_problems"]] == [f"文件打不开（{why}），请关掉正在编辑它的程序再试"]
    assert [(row["outcome"], row["rules"]) for row in tables["_files"]] == [("refused", None)]
