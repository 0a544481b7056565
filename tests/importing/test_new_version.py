"""A newer version of a source, held clause by clause against the one that is there; what cites a changed one waits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import cli
from generator.cli.output import OK, PROBLEMS
from generator.importing.new_version import new_version

FIRST = """客户拜访管理办法

第一条 拜访前一天备齐资料，带上现行版报价单。
第二条 拜访当日填写拜访记录，24 小时内录入系统。
第三条 客户投诉应当在 2 小时内回复。
第四条 出差须提前 3 个工作日报批。
"""
SECOND = """客户拜访管理办法

第一条 拜访前一天备齐资料，带上现行版报价单。
第二条 每次拜访拍照留存，上传到共享文件夹。
第三条 拜访当日填写拜访记录，12 小时内录入系统。
第四条 客户投诉应当在 2 小时内回复。
"""


def clause(number: str, words: str, id: str = "") -> dict[str, Any]:
    """A clause as the document of a source has it."""
    return {"id": id or f"KHB-{number}", "about": words[:6], "number": number, "words": [words]}


OLD = {"id": "KHB", "title": "办法", "clauses": [clause("1", "拜访前备齐资料。"), clause("2", "24 小时内录入系统。")]}
CASES: dict[str, tuple[list[dict[str, Any]], tuple[list[str], list[str], list[str]]]] = {
    # by name: the new clauses; which are changed, added (by id) and gone
    "nothing": (OLD["clauses"], ([], [], [])),
    "spaces only": ([clause("1", "拜访前 备齐资料。"), clause("2", "24小时内录入系统。")], ([], [], [])),
    "one word": ([clause("1", "拜访前备齐资料。"), clause("2", "12 小时内录入系统。")], (["KHB-2"], [], [])),
    "one more in front": (
        [clause("1", "着正装。"), clause("2", "拜访前备齐资料。"), clause("3", "24 小时内录入系统。")],
        ([], ["KHB-1a"], []),
    ),
    "the other way round": ([clause("1", "24 小时内录入系统。"), clause("2", "拜访前备齐资料。")], ([], [], [])),
    "one less": ([clause("1", "24 小时内录入系统。")], ([], [], ["KHB-1"])),
    "another in its place": (
        [clause("1", "拜访前备齐资料。"), clause("2", "出差须提前报批，写明往返。")],
        ([], ["KHB-2a"], ["KHB-2"]),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_clauses_are_told_apart_by_their_words(name: str) -> None:
    """Another number is no change; another word is one; what is new gets an id that none has."""
    clauses, (changed, added, gone) = CASES[name]
    told = new_version(OLD, {**OLD, "clauses": clauses}, "2026-03-01")
    assert (told.changed, [clause["id"] for _, clause in told.added], told.gone) == (changed, added, gone)
    assert [path for path, value in told.values if path[-1] == "changed_on"] == [
        ("clauses", position, "changed_on")
        for position, clause in enumerate(OLD["clauses"])
        if clause["id"] in (*changed, *gone)
    ]


def test_what_had_no_words_gets_them_and_is_not_called_changed() -> None:
    """Of a summary nobody can tell whether its document changed."""
    old = {"id": "KHB", "title": "办法", "clauses": [{"id": "KHB-1", "about": "备齐资料"}]}
    told = new_version(old, {**old, "clauses": [clause("1", "拜访前备齐资料。")]}, "2026-03-01")
    assert (told.first, told.changed, told.gone, told.added) == (["KHB-1"], [], [], [])
    assert (("clauses", 0, "words"), ["拜访前备齐资料。"]) in told.values


@pytest.fixture
def imported(small: Path) -> Path:
    """The small handbook with the first version as a source; a step and a rule cite two of its clauses."""
    document = small / "拜访办法.txt"
    document.write_text(FIRST, encoding="utf-8")
    before = set((small / "sop").rglob("*.yaml"))
    assert cli.main(["import", str(document), "--as", "KHB", "--root", str(small)]) == OK
    for path in set((small / "sop").rglob("*.yaml")) - before:
        if path.parent.name != "sources":
            path.unlink()  # The drafts are not what this is about.
    ids = {each["number"]: each["id"] for each in _source(small)["clauses"] if each.get("number")}
    step = small / "sop/procedures/customer-visit.yaml"
    text = step.read_text(encoding="utf-8")
    cited = text.replace("basis: [HBK-2.1a]", f"basis: [HBK-2.1a, {ids['第二条']}]")
    step.write_text(cited.replace("kpis: [", f"basis: [{', '.join(set(ids.values()) - {ids['第二条']})}]\nkpis: ["))
    return small


def _source(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((root / "sop/sources/KHB.yaml").read_text(encoding="utf-8"))
    return data


def test_a_new_version_by_command(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Changed, added and gone are told by id; what cites them waits; comments of the file stay."""
    before = (imported / "sop/sources/KHB.yaml").read_text(encoding="utf-8")
    newer = imported / "拜访办法 第二版.txt"
    newer.write_text(SECOND, encoding="utf-8")
    assert cli.main(["import", str(newer), "--as", "KHB", "--root", str(imported)]) == OK
    told = capsys.readouterr().out
    ids = {each["number"]: each["id"] for each in yaml.safe_load(before)["clauses"] if each.get("number")}
    assert f"原文改了 1 条：{ids['第二条']}" in told and "新增 1 条" in told
    assert f"新版里没有了，由人决定删去还是写不采纳 1 条：{ids['第四条']}" in told
    assert "待复核的内容 1 项：客户拜访" in told
    after = {each["id"]: each for each in _source(imported)["clauses"]}
    assert after[ids["第二条"]]["number"] == "第三条" and "12 小时" in after[ids["第二条"]]["words"][0]
    assert [id for id, each in after.items() if "changed_on" in each] == [ids["第二条"], ids["第四条"]]
    text = (imported / "sop/sources/KHB.yaml").read_text(encoding="utf-8")
    assert [line for line in before.splitlines() if line.startswith("#") and line not in text] == []
    assert cli.main(["import", str(newer), "--as", "KHB", "--root", str(imported)]) == PROBLEMS
    assert "就是 KHB 现在的原文件" in capsys.readouterr().err
