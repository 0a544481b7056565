"""The guide for authors says what the model says, and is no content."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator import cli
from generator.authoring.guide import guide
from generator.authoring.json_schema import IDS
from generator.load import load_handbook
from generator.load.files import GUIDE
from generator.model import KINDS, VALUES
from generator.resources import CONTENT
from tests.conftest import SMALL


def test_the_guide_tells_every_kind_and_every_value(today: date):
    """Each kind of file has its place and its fields, each short text its example."""
    text = guide(load_handbook(SMALL, today).handbook, documents=False).decode()
    assert "../docs" not in text
    files = text.partition("\n## 新写一个文件\n")[2]
    assert re.findall(r"(?m)^### (.+)$", files) == [kind.title for kind in KINDS.values()]
    assert [value.example for value in VALUES.values() if f"| `{value.example}` | {value.how} |" not in text] == []
    assert '| `{every: 周, on: 周五, by: "17:00"}` | 每周五 17:00 前 |' in text


def test_the_guide_is_no_content(small: Path, today: date):
    """Beside the folders it is silently passed over; anywhere else a README is told."""
    assert cli.main(["guide", "--root", str(small)]) == 0
    assert (small / CONTENT / GUIDE).is_file() and (small / ".vscode/settings.json").is_file()
    ids = (small / IDS).read_text(encoding="utf-8")
    assert '{"label": "sales-rep 销售代表", "body": "sales-rep"}' in ids
    assert load_handbook(small, today).problems == []
    (small / CONTENT / "forms" / GUIDE).write_text("说明\n", encoding="utf-8")
    assert [problem.code for problem in load_handbook(small, today).problems] == ["W307"]
