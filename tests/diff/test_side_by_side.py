"""The page on a change shows texts and forms as they were and as they are, side by side."""

from __future__ import annotations

from typing import Any

import pytest

from generator.diff.side_by_side import side_by_side
from tests.diff.test_change_report import field, parameter, report, step


def page(*edits: Any) -> str:
    """The section for some edits of the small handbook."""
    return "\n".join(side_by_side(report(*edits)))


def sections(data: Any) -> Any:
    """The parts of the form."""
    return data["form"]["visit-record"]["sections"]


ROWS = {
    "a word": (
        lambda data: step(data, "meet").update(done="双方都明白下一步。"),
        (
            "<th>第 3 步「面谈」 › 完成标准</th>"
            "<td>双方都<del>清楚</del>下一步。</td><td>双方都<ins>明白</ins>下一步。</td>"
        ),
    ),
    "a figure": (
        lambda data: step(data, "confirm")["due"].update(within="3 小时"),
        "<del>2</del> 小时内",
    ),
    "what comes": (
        lambda data: step(data, "meet")["actions"].append("道谢。"),
        "<td><i>没有</i></td><td><ins>道谢。</ins></td>",
    ),
    "what goes": (
        lambda data: step(data, "meet")["actions"].pop(),
        "<td><del>问清需求，当场确认承诺。</del></td><td><i>没有</i></td>",
    ),
    "another text": (
        lambda data: step(data, "meet").update(done="合同已签。"),
        "<td><del>双方都清楚下一步。</del></td><td><ins>合同已签。</ins></td>",
    ),
    "markup in the words": (
        lambda data: step(data, "meet").update(done="双方都清楚<img>下一步。"),
        "<ins>&lt;img&gt;</ins>",
    ),
    "a field that comes": (
        lambda data: sections(data)[0]["fields"].append({"id": "x", "kind": "check", "title": "已拍照"}),
        "<tr><td></td><td><ins>已拍照（勾选）</ins></td></tr>",
    ),
    "a field that goes": (
        lambda data: sections(data)[0]["fields"].remove(field(data, "content")),
        "<tr><td><del>沟通内容（多行文字）</del></td><td></td></tr>",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_both_sides_of_a_change_are_shown(name: str) -> None:
    """With what is only on one of them marked there."""
    edit, expected = ROWS[name]
    assert expected in page(edit)
    assert page(edit).startswith("<h2>前后对照</h2>")


def test_what_follows_a_figure_is_shown_at_its_place() -> None:
    """The parameter, the step and the role that take it."""
    shown = page(parameter)
    assert shown.count("<del>24</del>") >= 3 and shown.count("<ins>12</ins>") == shown.count("<del>24</del>")


def test_without_other_words_there_is_no_section() -> None:
    assert page() == ""
