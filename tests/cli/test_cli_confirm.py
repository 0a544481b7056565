"""`sop confirm`: who looked at what cites a clause, since its words changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import cli
from generator.cli.output import OK, WRONG_USE
from tests.load.editing import edit, reports

SOURCE = "sources/HBK.yaml"
CLAUSE = "  - id: HBK-2.1a\n    about: 拜访记录及时完成\n"


@pytest.fixture
def changed(small: Path) -> Path:
    """A handbook with a clause that has changed; a step of one item and a field of another cite it."""
    edit(small, SOURCE, CLAUSE, f"{CLAUSE}    changed_on: 2026-01-10\n")
    return small


def confirm(root: Path, *words: str) -> int:
    """Run the command; what it returns."""
    try:
        return cli.main(["confirm", *words, "--root", str(root)])
    except SystemExit as end:
        return int(str(end.code))


def test_a_confirmation_takes_the_mark_from_one_item(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is written with name and day, below the clause; nothing else of the file changes."""
    before = (changed / "sop" / SOURCE).read_text(encoding="utf-8")
    assert len(reports(changed)) == 2
    assert confirm(changed, "HBK-2.1a", "customer-visit", "--by", "张三", "--on", "2026-01-12") == OK
    assert "还没有复核的：客户拜访记录表" in capsys.readouterr().out
    assert [told.split(":")[0] for told in reports(changed)] == ["forms/visit-record.yaml"]
    assert confirm(changed, "HBK-2.1a", "visit-record", "--by", "李四", "--on", "2026-01-13") == OK
    assert "引用条款 HBK-2.1a 的内容都复核过了" in capsys.readouterr().out
    assert reports(changed) == []
    after = (changed / "sop" / SOURCE).read_text(encoding="utf-8")
    lines = [line.strip() for line in after.splitlines()]
    start = lines.index("confirmed:")
    assert lines[start + 1 : start + 7] == [
        *("- item: customer-visit", "by: 张三", "on: 2026-01-12"),
        *("- item: visit-record", "by: 李四", "on: 2026-01-13"),
    ]
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert len(lines) == len(before.splitlines()) + 7


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("HBK-9", "customer-visit", "--by", "张三"), "没有条款「HBK-9」"),
        (("HBK-2.1a", "data-rules", "--by", "张三"), "引用它的有：customer-visit、visit-record"),
        (("HBK-1.1", "customer-visit", "--by", "张三"), "它没有改过"),
        (("HBK-2.1a", "customer-visit", "--by", "张三", "--on", "2026-01-09"), "复核不能早于这一天"),
        (("HBK-2.1a", "customer-visit", "--by", " "), "写上谁复核的"),
    ],
    ids=["no such clause", "not citing", "not changed", "before the change", "nobody"],
)
def test_what_needs_no_confirmation_is_refused(
    changed: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    """With what would be right; nothing is written."""
    before = (changed / "sop" / SOURCE).read_bytes()
    assert confirm(changed, *words) == WRONG_USE
    assert told in capsys.readouterr().err
    assert (changed / "sop" / SOURCE).read_bytes() == before


def test_what_is_due_names_it_with_who_answers_for_it(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In words, and for programs."""
    assert cli.main(["due", "--root", str(changed), "--on", "2026-01-12"]) == OK
    assert "待复核  条款 HBK-2.1a 改了  客户拜访（customer-visit）（销售主管）" in capsys.readouterr().out
    assert cli.main(["due", "--root", str(changed), "--on", "2026-01-12", "--format", "json"]) == OK
    told = [entry for entry in json.loads(capsys.readouterr().out) if "clause" in entry]
    assert [(entry["clause"], entry["item"], entry["owner"], entry["day"]) for entry in told] == [
        ("HBK-2.1a", "customer-visit", "sales-supervisor", "2026-01-10"),
        ("HBK-2.1a", "visit-record", "sales-supervisor", "2026-01-10"),
    ]
