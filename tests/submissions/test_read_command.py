"""`sop read`: what it prints, and the number it ends with."""

from __future__ import annotations

import json

import pytest

from generator.cli import main
from tests.submissions.filled_forms import edited, filled
from tests.submissions.hostile import HOSTILE
from tests.submissions.test_by_hand import ANSWERS, CASES

AS_TEXT = """{file}
  表单　《客户拜访记录表》XS-QR-01，没有写版本
  识别　按控件
  保存　2000-01-01 00:00 UTC
  客户名称：示例机械有限公司
  拜访日期：2026-03-18
  开始时间：14:00
  结束时间：15:00
  到场人数：12
  拜访方式：上门
  感兴趣的产品：设备、维保
  沟通内容：谈了设备。
    再谈维保。
  承诺与下一步第 1 行　答应了什么：寄样品；何时兑现：2026-03-20
  承诺与下一步第 2 行　答应了什么：发报价；何时兑现：2026-03-21
  已录入 CRM：是
  准时到达：是
  准备充分：4
  听懂需求：5
  得分合计：14
  拜访人签名：张三
"""


@pytest.fixture
def run(small, capsys):
    """Run the command on files of these contents, in the small handbook; gives what it ends with and what it prints,
    and the files' paths.
    """

    def run(*contents: bytes, options: tuple[str, ...] = ()) -> tuple[int, str, list[str]]:
        paths = [small / f"copy-{number}.docx" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        ended = main(["read", "--root", str(small), *options, *map(str, paths)])
        return ended, capsys.readouterr().out, [*map(str, paths)]

    return run


def test_json_says_everything(run):
    """One object a file: which form, how it was read, what is in it, what is doubtful."""
    ended, printed, (path,) = run(filled("small", "visit-record", ANSWERS))
    assert ended == 0
    assert json.loads(printed) == [
        {
            "file": path,
            "form": "visit-record",
            "number": "XS-QR-01",
            "title": "客户拜访记录表",
            "revision": "",
            "how": "按控件",
            "producer": "",
            "saved": "2000-01-01T00:00:00+00:00",
            "values": ANSWERS,
            "doubts": [],
            "remarks": [],
        }
    ]


def test_text_is_for_people(run):
    """Answers under the titles of the form, in its order."""
    ended, printed, (path,) = run(filled("small", "visit-record", ANSWERS), options=("--format", "text"))
    assert (ended, printed) == (0, AS_TEXT.format(file=path))


def test_what_breaks_a_rule_ends_with_1(run):
    """Doubts alone do not; remarks do, and name their place."""
    doubtful = edited(filled("small", "visit-record", ANSWERS), CASES["text after a control"].edit)
    ended, printed, _ = run(doubtful)
    assert ended == 0 and json.loads(printed)[0]["doubts"] == ["「客户名称」的控件之外另有文字「（总部）」，已一并读入"]
    ended, printed, _ = run(filled("small", "visit-record", {**ANSWERS, "promises": [{"promise-date": "2026-03-20"}]}))
    assert ended == 1
    remarks = json.loads(printed)[0]["remarks"]
    assert [(found["kind"], found["section"], found["row"], found["key"]) for found in remarks] == [
        ("missing", "promises", 1, "promise")
    ]


def test_one_bad_file_does_not_stop_the_others(run):
    """Whatever cannot be read has a sentence in its place, and the command ends with 1."""
    ended, printed, paths = run(HOSTILE["bomb"].make(""), filled("small", "visit-record", ANSWERS))
    data = json.loads(printed)
    assert ended == 1
    assert data[0] == {"file": paths[0], "refused": HOSTILE["bomb"].sentence}
    assert data[1]["values"] == ANSWERS
    ended, printed, paths = run(HOSTILE["PDF"].make(""), options=("--format", "text"))
    assert (ended, printed) == (1, f"{paths[0]}\n  没有读　{HOSTILE['PDF'].sentence}\n")


def test_what_is_no_file(small, capsys):
    """Folders and files that are not there are told in words."""
    assert main(["read", "--root", str(small), "--format", "text", str(small), str(small / "none.docx")]) == 1
    assert capsys.readouterr().out == (
        f"{small}\n  没有读　这是文件夹，请写文件名，或用 sop collect\n\n"
        f"{small / 'none.docx'}\n  没有读　打不开：没有这个文件\n"
    )


def test_rules_between_fields_are_held_too(run):
    """What breaks one is a problem; what is only unusual is doubtful, and holds nothing up."""
    odd = {**ANSWERS, "end-time": "13:00", "budget": 90000}
    ended, printed, _ = run(filled("small", "visit-record", odd))
    assert ended == 1
    assert [(remark["kind"], remark["key"]) for remark in json.loads(printed)[0]["remarks"]] == [
        ("order", "end-time"),
        ("doubtful", "budget"),
    ]
    ended, printed, _ = run(filled("small", "visit-record", {**ANSWERS, "budget": 90000}), options=("--format", "text"))
    assert ended == 0
    assert "  存疑　「客户预算」一般不大于 3000 万元，写的是 90000，请核对数和单位" in printed
