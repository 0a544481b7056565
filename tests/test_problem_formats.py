"""The same problems for a terminal, for GitHub and for programs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from unicodedata import east_asian_width

import pytest

from generator import problem_formats
from generator.problems import Level, Place, Problem

TEXTS = {
    "sop/a.yaml": "id: visit\n标题: 客户A拜访: 乙\nb:\t'没有\n\tc: 1\n",
    "sop/long.yaml": "purpose: " + "每次拜访都有准备，" * 20 + "甲方" + "每次拜访都有记录，" * 20 + "\n",
    "sop/odd.yaml": "a: 客\u200b户\x1b[31m红\n",
    "sop/empty.yaml": "",
}
COLON = Problem("E199", "一个值里又有「: 」", Place("sop/a.yaml", 2, 10, 2, 11), "请加英文双引号")
TWICE = Problem(
    "E301",
    "编号重复了",
    Place("sop/a.yaml", 2, 5, 2, 10),
    "请换一个",
    related=((Place("sop/a.yaml", 1, 5, 1, 10), "已经用在这里"),),
)
OVERDUE = Problem("W408", "已过评审日期", Place("sop/b.yaml", 7, 3, 7, 9), level=Level.WARNING)


def test_text_shows_place_excerpt_and_way_out():
    """Word for word: level, code, message, place, line, caret, hint, related places with their note, and the sum."""
    assert (
        problem_formats.text([COLON, TWICE, OVERDUE], TEXTS)
        == """\
错误[E199] 一个值里又有「: 」
  sop/a.yaml:2:10
    2 | 标题: 客户A拜访: 乙
      |                ^
  怎么改：请加英文双引号

错误[E301] 编号重复了
  sop/a.yaml:2:5
    2 | 标题: 客户A拜访: 乙
      |       ^^^^^^^^^
  sop/a.yaml:1:5  已经用在这里
    1 | id: visit
      |     ^^^^^
  怎么改：请换一个

提醒[W408] 已过评审日期
  sop/b.yaml:7:3

2 个错误，1 个提醒
"""
    )


def test_text_says_when_all_is_well():
    """No problem is said in words, too."""
    assert problem_formats.text([], {}) == "没有发现问题\n"


def test_colour_changes_nothing_but_colour():
    """With the colours taken out, the coloured report is the plain one."""
    plain, coloured = (problem_formats.text([COLON, TWICE, OVERDUE], TEXTS, colour=colour) for colour in (False, True))
    assert (
        "\033[1;31m错误[E199]\033[0m \033[1m一个值里又有「: 」\033[0m" in coloured
        and "\033[1;33m提醒[W408]\033[0m" in coloured
    )
    assert re.sub("\033\\[[0-9;]*m", "", coloured) == plain


def excerpt(file: str, *place: int) -> tuple[str, str]:
    """Source line and caret line of a report, without what stands before the bar."""
    shown = problem_formats.text([Problem("E1", "错", Place(file, *place), "改")], TEXTS).split("\n")
    return tuple(line.split(" | ", 1)[1] for line in shown[2:4])


def columns(words: str) -> int:
    """Columns on a screen."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in words)


def test_tabs_take_one_column():
    """A tab is shown as a space, so that the caret stands where the mark is."""
    assert excerpt("sop/a.yaml", 4, 1, 4, 2) == (" c: 1", "^")


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first():
    """Only the first line is shown, marked to its end."""
    assert excerpt("sop/a.yaml", 3, 4, 4, 6) == ("b: '没有", "   ^^^^^")


def test_a_place_without_width_still_has_a_caret():
    """An empty value, or the end of a line, is marked by one caret."""
    assert excerpt("sop/a.yaml", 1, 10, 1, 10) == ("id: visit", "         ^")


@pytest.mark.parametrize(("start", "end"), [(190, 192), (1, 8), (10, 190), (300, 330), (371, 372)])
def test_long_lines_are_cut_around_the_place(start, end):
    """A line that would wrap is cut to about a hundred columns, and the caret stays below what it marks."""
    line, carets = excerpt("sop/long.yaml", 1, start, 1, end)
    whole = TEXTS["sop/long.yaml"].rstrip("\n")
    assert columns(line) <= problem_formats.WIDTH + 2 and line.strip("…") in whole
    before, marked = len(carets) - len(carets.lstrip()), carets.strip()
    shown = next(line[at:] for at in range(len(line) + 1) if columns(line[:at]) == before)
    assert set(marked) == {"^"} and columns(marked) <= problem_formats.WIDTH
    assert not shown or shown.startswith(whole[start - 1 : end - 1][:5])


def test_unseen_characters_are_shown_and_harmless():
    """Nothing in a file can steer the terminal, and what cannot be seen is seen in the report."""
    line, carets = excerpt("sop/odd.yaml", 1, 5, 1, 6)
    assert (line, carets) == ("a: 客�户�[31m红", "     ^")


def test_nothing_is_excerpted_from_what_is_not_there():
    """A file that is missing or empty, or a line beyond its end, gives the place alone."""
    for place in (Place("sop/none.yaml", 3, 1, 3, 2), Place("sop/empty.yaml"), Place("sop/a.yaml", 99, 1, 99, 2)):
        assert problem_formats.text([Problem("E1", "错", place, "改")], TEXTS).split("\n")[1:3] == [
            f"  {place.file}:{place.line}:{place.column}",
            "  怎么改：改",
        ]


def test_a_message_stays_on_its_line():
    """Line ends in a message cannot start a line of their own."""
    assert problem_formats.text([Problem("E1", "错\n::error::x\r", Place("sop/none.yaml"), "改\n::y")], TEXTS).split(
        "\n"
    )[:3] == ["错误[E1] 错 ::error::x ", "  sop/none.yaml:1:1", "  怎么改：改 ::y"]


def test_github_commands():
    """A workflow command a problem, with what GitHub wants escaped; then the report for people."""
    odd = Problem("E204", "100%: a,b\r\nc", Place("sop/甲,乙:丙.yaml", 3, 5, 4, 1), "改 50%")
    lines = problem_formats.github([odd, OVERDUE], TEXTS).split("\n")
    assert lines[:2] == [
        (
            "::error file=sop/甲%2C乙%3A丙.yaml,line=3,col=5,endLine=4,endColumn=1,title=E204::100%25: "
            "a,b%0D%0Ac%0A怎么改：改 50%25"
        ),
        "::warning file=sop/b.yaml,line=7,col=3,endLine=7,endColumn=9,title=W408::已过评审日期",
    ]
    assert "\n".join(lines[2:]) == problem_formats.text([odd, OVERDUE], TEXTS)
    assert [line for line in lines[2:] if line.lstrip().startswith("::")] == []


def test_github_is_told_what_it_shows():
    """Ten of a kind, errors first whatever stood first; one line counts the others, and the log has all."""
    problems = [
        *(replace(OVERDUE, place=Place("sop/b.yaml", line)) for line in range(1, 31)),
        *(replace(TWICE, place=Place("sop/a.yaml", line), related=TWICE.related * 3) for line in range(1, 13)),
    ]
    written = problem_formats.github(problems, TEXTS)
    kinds = [line.split(" ")[0] for line in written.split("\n") if line.startswith("::")]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert written.count("::notice title=还有 22 个没有标出::") == 1
    assert written.endswith(problem_formats.text(problems, TEXTS))


def test_gitlab_gets_a_code_quality_report():
    """Every field that GitLab requires, errors first; no two fingerprints are the same, and a line more above keeps
    them.
    """
    below = [replace(each, place=replace(each.place, line=each.place.line + 5)) for each in (TWICE, TWICE)]
    report = json.loads(problem_formats.gitlab([OVERDUE, TWICE, below[0]]))
    assert report[0] == {
        "description": "编号重复了\n怎么改：请换一个",
        "check_name": "E301",
        "fingerprint": report[0]["fingerprint"],
        "severity": "major",
        "location": {"path": "sop/a.yaml", "lines": {"begin": 2, "end": 2}},
    }
    assert [entry["severity"] for entry in report] == ["major", "major", "minor"]
    prints = [entry["fingerprint"] for entry in report]
    assert len(set(prints)) == 3
    assert [entry["fingerprint"] for entry in json.loads(problem_formats.gitlab([*below, OVERDUE]))] == prints
    assert json.loads(problem_formats.gitlab([])) == []


def test_github_tells_every_place():
    """Places that belong to a problem are notices of their own, after all problems, so that they stand at their lines
    too.
    """
    lines = problem_formats.github([TWICE, OVERDUE], TEXTS).split("\n")
    assert [line.split(" ")[0] for line in lines[:3]] == ["::error", "::warning", "::notice"]
    assert lines[2] == (
        "::notice file=sop/a.yaml,line=1,col=5,endLine=1,endColumn=10,title=E301::已经用在这里："
        "编号重复了%0A怎么改：请换一个"
    )


def test_many_places_are_told_in_a_line_each():
    """Of many places that belong to a problem, four are shown with their line and the others named: the way out stays
    in sight.
    """
    many = Problem(
        "E302",
        "找不到岗位「x」",
        Place("sop/a.yaml", 1, 5, 1, 10),
        "请恢复",
        related=tuple((Place("sop/a.yaml", 2, column, 2, column + 1), "也用在这里") for column in range(1, 7)),
    )
    told = problem_formats.text([many], TEXTS)
    assert told.count(" | 标题") == 4 and told.count("也用在这里") == 6
    assert "  sop/a.yaml:2:5  也用在这里\n  sop/a.yaml:2:6  也用在这里\n  怎么改：请恢复\n" in told


def test_json_holds_everything():
    """A list of plain objects, readable by any program, with Chinese as it is."""
    written = problem_formats.as_json([TWICE, OVERDUE])
    assert "编号重复了" in written and written.endswith("]\n")
    assert json.loads(written) == [
        {
            "code": "E301",
            "message": "编号重复了",
            "hint": "请换一个",
            "level": "error",
            "place": {"file": "sop/a.yaml", "line": 2, "column": 5, "end_line": 2, "end_column": 10},
            "related": [
                [{"file": "sop/a.yaml", "line": 1, "column": 5, "end_line": 1, "end_column": 10}, "已经用在这里"]
            ],
            "instead": "",
        },
        {
            "code": "W408",
            "message": "已过评审日期",
            "hint": "",
            "level": "warning",
            "place": {"file": "sop/b.yaml", "line": 7, "column": 3, "end_line": 7, "end_column": 9},
            "related": [],
            "instead": "",
        },
    ]
    assert problem_formats.as_json([]) == "[]\n"
