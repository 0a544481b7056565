"""Thousands of mistakes in one file: the first two hundred are told, and how many more there are."""

from __future__ import annotations

import pytest

from generator import problem_formats
from generator.load import excerpts, load_handbook
from generator.problem_formats import ANNOTATIONS
from generator.problems import MOST, Place, Problem
from tests.load.editing import DAY, edit, reports

POLICY = "policies/data-rules.yaml"
LINKS = " ".join(f"[见](nowhere-{number})" for number in range(900))
RULE = "  - {{id: r{number}, level: 必须, text: 好, why: 好, {more}}}\n"
MANY = {
    "没有的字段成千上万": ("related: [customer-visit]\n", "".join(f"k{number}: 1\n" for number in range(6000)), 5801),
    "dangling links": ("客户数据记得准、存得住、不外流。", f"看{LINKS}", 701),
    "dangling references": ("[customer-visit]", f"[{', '.join(f'nobody-{number}' for number in range(900))}]", 701),
    "wrong values": (
        "related: [customer-visit]\n",
        "".join(RULE.format(number=number, more="due: 1") for number in range(300)),
        101,
    ),
}


@pytest.mark.parametrize("name", MANY)
def test_the_first_are_told_and_how_many_more(small, name):
    """No more than MOST reports; the first says how many are left out."""
    old, new, more = MANY[name]
    edit(small, POLICY, old, new)
    told = reports(small)
    assert len(told) == MOST
    assert told[0] == f"{POLICY}:1:1 E118 这个文件还有 {more} 处错误没有列出 → 先改列出来的，再检查一次"


def test_a_reference_used_everywhere_names_its_first_places(small):
    """The places of one id are told together, as far as anybody reads."""
    edit(small, POLICY, "related: [customer-visit]", f"related: [{', '.join(['nobody'] * 900)}]")
    (problem,) = load_handbook(small, DAY).problems
    assert "900 处用到它" in problem.message and len(problem.related) == MOST - 2


def test_a_report_shows_the_first_problems():
    """In the terminal and on GitHub; programs get them all."""
    problems = [Problem("E301", f"重复 {number}", Place("sop/a.yaml", number + 1), "换一个") for number in range(500)]
    shown = problem_formats.text(problems, {})
    assert "重复 199\n" in shown and "重复 200\n" not in shown
    assert shown.endswith("还有 300 个没有列出，先改上面的，再检查一次\n500 个错误，0 个提醒\n")
    assert problem_formats.github(problems, {}).count("::error ") == ANNOTATIONS
    assert "重复 199\n" in problem_formats.github(problems, {})
    assert "重复 499" in problem_formats.as_json(problems)


def test_a_large_file_is_not_read_for_its_report(small):
    """What was refused for its size is not read whole to be shown."""
    with (small / "sop/procedures/large.yaml").open("wb") as file:
        file.truncate(10**11)
    problems = load_handbook(small, DAY).problems
    assert [problem.code for problem in problems] == ["E100"] and excerpts(small, problems) == {}


def test_the_excerpt_of_a_long_line_is_the_stretch_around_the_place():
    """Wherever in the line: a few words before, the rest of the width behind."""
    line = "字" * 5_000 + "错" + "字" * 5_000
    shown = problem_formats.text([Problem("E1", "甲", Place("a", 1, 5_001, 1, 5_002), "乙")], {"a": line})
    excerpt, caret = shown.split("\n")[2:4]
    assert excerpt == "    1 | …" + "字" * 20 + "错" + "字" * 29 + "…"
    assert caret.index("^") - caret.index("|") == 2 + 1 + 40
