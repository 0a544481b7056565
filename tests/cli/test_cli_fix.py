"""`sop fix`: what the check knows to write is written, and nothing else of a file changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli
from generator.cli.output import OK
from tests.load.editing import reports

STEP = "procedures/customer-visit.yaml"
DONE = "done: 客户已明确答复。"


@pytest.mark.parametrize(
    ("line_end", "mark"), [("\n", ""), ("\r\n", ""), ("\r\n", "\ufeff")], ids=["LF", "CRLF", "BOM"]
)
def test_references_are_written_in_place(
    small: Path, capsys: pytest.CaptureFixture[str], line_end: str, mark: str
) -> None:
    """Two of one line, whatever the file's line ends; a second run finds nothing more to do."""
    path = small / "sop" / STEP
    text = path.read_text(encoding="utf-8")
    written = text.replace(DONE, "done: 2 小时内打电话，5–10 分钟说完，2 小时内答复。")
    path.write_bytes((mark + written.replace("\n", line_end)).encode())
    assert cli.main(["fix", "--root", str(small)]) == OK
    assert "改了 3 处" in capsys.readouterr().out
    fixed = text.replace(DONE, 'done: "{#confirm.within}内打电话，{#confirm.minutes}说完，{#confirm.within}内答复。"')
    assert path.read_bytes() == (mark + fixed.replace("\n", line_end)).encode()
    assert reports(small) == []
    assert cli.main(["fix", "--root", str(small)]) == OK
    assert "没有可以自动改的地方" in capsys.readouterr().out


def test_what_needs_a_decision_is_left(small: Path) -> None:
    """A figure that differs is its author's."""
    path = small / "sop" / STEP
    path.write_text(path.read_text(encoding="utf-8").replace(DONE, "done: 3 小时内答复。"), encoding="utf-8")
    before = path.read_bytes()
    assert cli.main(["fix", "--root", str(small)]) == OK
    assert path.read_bytes() == before
