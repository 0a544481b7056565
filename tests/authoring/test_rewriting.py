"""The text of a file brought to other data: what stays keeps its words, its comments and its order."""

from __future__ import annotations

import pytest

from generator.authoring.rewriting import rewritten
from generator.authoring.text_edits import NoPlace
from generator.load.documents import parse

TEXT = """\
# 一份流程
id: visit   # 编号
title: "客户拜访"
steps:
  # 第一步
  - id: prepare
    title: 备齐资料
    forms: [a, b, c]
    times: 3
  - id: meet
    title: 见面
"""
CASES = {
    "没有变": ({}, TEXT),
    "换几个字": ({"title": "客户回访"}, TEXT.replace("客户拜访", "客户回访")),
    "换数字": ({"steps.0.times": 4}, TEXT.replace("times: 3", "times: 4")),
    "少一栏": ({"steps.0.times": None}, TEXT.replace("    times: 3\n", "")),
    "多一栏": ({"steps.1.after": "下班"}, TEXT.replace("title: 见面\n", 'title: 见面\n    after: "下班"\n')),
    "列表少一项": ({"steps.0.forms.1": None}, TEXT.replace("[a, b, c]", "[a, c]")),
    "少一步": ({"steps.1": None}, TEXT.replace("  - id: meet\n    title: 见面\n", "")),
}


@pytest.mark.parametrize("name", CASES)
def test_only_what_changes_changes(name):
    changes, expected = CASES[name]
    file = parse(TEXT, "sop/procedures/visit.yaml")
    data = parse(TEXT, "").data
    gone = {}
    for path, value in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        holder = data
        for step in way:
            holder = holder[step]
        if value is None:
            gone[tuple(way)] = last
            del holder[last]
        else:
            holder[last] = value

    def written(path):
        position = path[-1]
        first = gone.get(path[:-1])
        return (*path[:-1], position + (isinstance(first, int) and position >= first))

    assert rewritten(file, data, written) == expected


def test_what_has_no_place_in_the_text_is_refused():
    """An entry that came from elsewhere: nothing of it is lost in silence."""
    file = parse(TEXT, "sop/procedures/visit.yaml")
    data = parse(TEXT, "").data
    data["steps"].append({"id": "thank", "title": "致谢"})
    with pytest.raises(NoPlace):
        rewritten(file, data, lambda path: path if path != ("steps", 2) else None)
