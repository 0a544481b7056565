"""Records that people write as YAML: what is understood, and every mistake at its line."""

from __future__ import annotations

import pytest

from generator.load.documents import parse
from generator.problems import Level
from generator.submissions.form_lookup import form_named, suggestion
from generator.submissions.yaml_record import read_record
from tests.forms.checking_cases import COMPLETE
from tests.load.editing import shown

BY_ID = """\
customer-name: 示例机械有限公司
visit-date: 2026-03-18
start-time: "14:00"
end-time: "15:30"
people: 3
budget: 120.5
way: 上门
interests: [设备, 维保]
content: |
  看了样机。
  约好四月试用。
promises:
  - {promise: 寄样本, promise-date: 2026-03-20}
in-crm: true
on-time: 否
on-time.if-no: 堵车
prepared: 4
listening: 5
total: 14
signed: 张三
"""
BY_TITLE = """\
客户名称: 示例机械有限公司
拜访日期: 2026年3月18日（周三）
开始时间: 下午两点
结束时间: 15点半
到场人数: 3 人
客户预算: 120.5万
拜访方式: 上门
感兴趣的产品: 设备、维保
沟通内容: "看了样机。\\n约好四月试用。"
承诺与下一步:
- 答应了什么: 寄样本
  何时兑现: 2026/3/20
已录入 CRM: 是
准时到达: {否: 堵车}
准备充分: 4 分
听懂需求: "5"
得分合计: 14分
拜访人签名: 张三
"""


@pytest.mark.parametrize(
    "text",
    [BY_ID, BY_TITLE, BY_ID.replace("on-time.if-no: 堵车", "准时到达.原因: 堵车")],
    ids=["by id", "by title", "mixed"],
)
def test_what_is_written_is_understood(form, text):
    """Ids or titles, plain values or people's spellings: the same record, and nothing to complain of."""
    assert read_record(form, parse(text, "a.yaml")) == (COMPLETE, [])


VALUES = {
    # what takes the place of a line in BY_ID: the answers that it gives
    "text that looks like a number": (
        "customer-name: 示例机械有限公司",
        "customer-name: 007",
        {"customer-name": "007"},
    ),
    "text that looks like a price": (
        "customer-name: 示例机械有限公司",
        "customer-name: 1.50",
        {"customer-name": "1.50"},
    ),
    "text that looks like a truth": (
        "customer-name: 示例机械有限公司",
        "customer-name: true",
        {"customer-name": "true"},
    ),
    "yes as a truth": ("on-time: 否\non-time.if-no: 堵车", "on-time: true", {"on-time": "是", "on-time.if-no": None}),
    "yes with nothing": (
        "on-time: 否\non-time.if-no: 堵车",
        "on-time:\n  是:",
        {"on-time": "是", "on-time.if-no": None},
    ),
    "one option alone": ("interests: [设备, 维保]", "interests: 设备", {"interests": ["设备"]}),
    "options in other letters": ("interests: [设备, 维保]", "interests:\n- 设备\n- ' 维保 '", {}),
    "a list of one": ("way: 上门", "way: [上门]", {}),
    "empty option list": ("interests: [设备, 维保]", "interests: []", {"interests": []}),
    "nothing after the colon": ("budget: 120.5", "budget:", {"budget": None}),
    "an empty row": ("promises:\n", "promises:\n  -\n", {"promises": [{}, *COMPLETE["promises"]]}),
    "no rows": ("promises:\n  - {promise: 寄样本, promise-date: 2026-03-20}\n", "promises: []\n", {"promises": []}),
    "total left to be worked out": ("total: 14\n", "", {"total": None}),
    "box not ticked": ("in-crm: true", "in-crm: 否", {"in-crm": False}),
}


@pytest.mark.parametrize("name", VALUES)
def test_values(form, name):
    """What each spelling gives; nothing of it is an error."""
    old, new, changes = VALUES[name]
    assert BY_ID.count(old) == 1
    record, problems = read_record(form, parse(BY_ID.replace(old, new), "a.yaml"))
    assert record == {key: value for key, value in (COMPLETE | changes).items() if value is not None}
    assert [problem for problem in problems if problem.level is Level.ERROR] == []


MISTAKES = {
    "name misspelt": (
        "visit-date:",
        "visit-dat:",
        [
            "2:1 E901 表单「客户拜访记录表」没有「visit-dat」这一栏 → 是不是「visit-date」（拜访日期）？",
            "1:1 W903 「拜访日期」没有填 → 请写上「拜访日期: 2026-03-18」",
        ],
    ),
    "title misspelt": (
        "customer-name:",
        "客户名:",
        [
            "1:1 W903 「客户名称」没有填 → 请写上「客户名称: 示例机械有限公司」",
            "1:1 E901 表单「客户拜访记录表」没有「客户名」这一栏 → 是不是「客户名称」？",
        ],
    ),
    "unknown in a row": (
        "{promise: 寄样本,",
        "{谁: 李四, promise: 寄样本,",
        ["13:6 E901 表单「客户拜访记录表」的这一行没有「谁」这一栏 → 请删除这一栏"],
    ),
    "field of a row outside": (
        "signed: 张三",
        "signed: 张三\npromise: 报价",
        ["21:1 E901 表单「客户拜访记录表」没有「promise」这一栏 → 这一栏写在「承诺与下一步」的每一行里"],
    ),
    "id and title": (
        "signed: 张三",
        "signed: 张三\n拜访日期: 2026-03-19",
        ["21:1 E901 「拜访日期」写了两次 → 编号和名称是同一栏，请只留一个"],
    ),
    "date": ("2026-03-18", "三月十八", ["2:13 E902 「拜访日期」写的「三月十八」不是日期，写成 2026-01-31 这样 → "]),
    "time": (
        'start-time: "14:00"',
        "start-time: 25:00",
        ["3:13 E902 「开始时间」写的「25:00」不是时刻，写成 09:00 这样 → "],
    ),
    "number": ("people: 3", "people: 三五个", ["5:9 E902 「到场人数」写的「三五个」不是数字 → 只写数字，单位是「人」"]),
    "too many": ("people: 3", "people: 300", ["5:9 E902 「到场人数」写的 300 太大，不能大于 50 → "]),
    "option": (
        "way: 上门",
        "way: 上门门",
        ["7:6 E902 「拜访方式」写的「上门门」不在选项里，可选：上门、来访、展会 → 是不是「上门」？"],
    ),
    "one of the options": (
        "[设备, 维保]",
        "[设备, 汽车]",
        ["8:17 E902 「感兴趣的产品」写的「汽车」不在选项里，可选：设备、配件、维保 → "],
    ),
    "list for a text": (
        "customer-name: 示例机械有限公司",
        "customer-name: [甲, 乙]",
        ["1:16 E902 「客户名称」写的「甲、乙」不是文字 → "],
    ),
    "group for a text": (
        "customer-name: 示例机械有限公司",
        "customer-name: {甲: 乙}",
        ["1:16 E902 「客户名称」写的「甲：乙」不是文字 → "],
    ),
    "list for a choice": (
        "way: 上门",
        "way: [上门, 来访]",
        ["7:6 E902 「拜访方式」写的「上门、来访」不在选项里，可选：上门、来访、展会 → "],
    ),
    "in a row": (
        "promise-date: 2026-03-20",
        "promise-date: 下周",
        ["13:34 E902 承诺与下一步第 1 行：「何时兑现」写的「下周」不是日期，写成 2026-01-31 这样 → "],
    ),
    "no rows but a text": (
        "promises:\n  - {promise: 寄样本, promise-date: 2026-03-20}",
        "promises: 寄样本",
        ["12:11 E902 「承诺与下一步」要写成一行一行的列表 → 每一行以「- 」开头，里面写「栏目: 值」"],
    ),
    "rows of texts": (
        "- {promise: 寄样本, promise-date: 2026-03-20}",
        "- 寄样本",
        ["13:3 E902 「承诺与下一步」要写成一行一行的列表 → 每一行以「- 」开头，里面写「栏目: 值」"],
    ),
    "neither yes nor no": (
        "on-time: 否\n",
        "on-time: 大概\n",
        [
            (
                "15:10 E902 「准时到达」写的「大概」不对，只能是「是」或「否」 → 写「是」；"
                "选「否」时写「准时到达: {否: 原因}」"
            )
        ],
    ),
    "neither yes nor no, with a note": (
        "on-time: 否\n",
        "on-time: {也许: 堵车}\n",
        [
            (
                "15:10 E902 「准时到达」写的「也许：堵车」不对，只能是「是」或「否」 → 写「是」；"
                "选「否」时写「准时到达: {否: 原因}」"
            )
        ],
    ),
    "word in a box": (
        "in-crm: true",
        "in-crm: 大概",
        ["14:9 E902 「已录入 CRM」写的「大概」不对，只能是 true 或 false → "],
    ),
    "sum": ("total: 14", "total: 15", ["19:8 E902 「得分合计」写的 15 与各项之和 14 不符 → "]),
    "no measure": (
        "on-time.if-no: 堵车\n",
        "",
        ["15:10 W903 「准时到达」选了「否」，还要填「原因」 → 写成「准时到达: {否: 原因}」"],
    ),
    "not signed": (
        "signed: 张三\n",
        "",
        ["1:1 W903 「拜访人签名」没有签名 → 可以在生成的 Word 表里签，也可以打印后签"],
    ),
    "empty": (
        "signed: 张三\n",
        "signed:\n",
        ["20:1 W903 「拜访人签名」没有签名 → 可以在生成的 Word 表里签，也可以打印后签"],
    ),
    "row half filled": (
        ", promise-date: 2026-03-20",
        "",
        ["13:5 W903 承诺与下一步第 1 行：「何时兑现」没有填 → 请写上「何时兑现: 2026-03-20」"],
    ),
    "much is missing": (
        BY_ID,
        "people: 3\n",
        [
            (
                "1:1 W903 「客户名称」没有填；「拜访日期」没有填；「开始时间」没有填；「结束时间」没有填；"
                "「拜访方式」没有填；「沟通内容」没有填；「已录入 CRM」没有填；"
                "「准时到达」没有填；「准备充分」没有填；「听懂需求」没有填；「拜访人签名」没有签名 → "
                "请补上，或在生成的 Word 表里填"
            )
        ],
    ),
    "a rule between fields is broken": (
        'end-time: "15:30"',
        'end-time: "13:30"',
        ["4:11 E902 「结束时间」要晚于「开始时间」，写的是 13:30 和 14:00 → "],
    ),
    "a rule is broken in a row": (
        "promise-date: 2026-03-20",
        "promise-date: 2026-07-20",
        [
            (
                "13:34 E902 承诺与下一步第 1 行：「何时兑现」与「拜访日期」相隔不能超过 90 天，"
                "写的是 2026-07-20 和 2026-03-18，相隔 124 天 → "
            )
        ],
    ),
    "asked for by another answer": (
        "way: 上门",
        "way: 来访",
        ["1:1 W903 「拜访方式」是「来访」的，要填「客户电话」 → 请写上「客户电话: 021-61234567」"],
    ),
    "most likely in another unit": (
        "budget: 120.5",
        "budget: 1205000",
        [("6:9 W904 「客户预算」一般不大于 3000 万元，写的是 1205000，请核对数和单位 → 确认没有写错就不用改")],
    ),
    "a lost comment": (
        "way: 上门",
        "way: 上门 #1",
        ['7:9 E117 「#1」被当成注释丢掉了 → 是文字就写成 "上门 #1"；是注释就单独写一行，以「# 」开头'],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_told_at_their_line(form, name):
    """Exactly these problems, each where it stands; what is only incomplete is a reminder."""
    old, new, expected = MISTAKES[name]
    assert BY_ID.count(old) == 1
    problems = read_record(form, parse(BY_ID.replace(old, new), "a.yaml")).problems
    assert sorted(shown(problem).removeprefix("a.yaml:") for problem in problems) == sorted(expected)
    assert all((problem.level is Level.WARNING) == problem.code.startswith("W") for problem in problems)


@pytest.mark.parametrize(
    "name", ["visit-record", "VISIT-RECORD", "客户拜访记录表", "xs-qr-01", "ＸＳ－ＱＲ－０１", " 拜访记录 "]
)
def test_forms_have_many_names(form, name):
    """Id, title, number and other names, in whatever letters."""
    assert form_named([form], name) is form


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("visit-recrd", "是不是「visit-record」（客户拜访记录表）？"),
        ("客户拜访记录", "是不是「客户拜访记录表」？"),
        ("XS-QR-02", "是不是「XS-QR-01」（客户拜访记录表）？"),
        ("什么", "现有：visit-record（客户拜访记录表）"),
    ],
)
def test_wrong_names_get_a_suggestion(form, name, hint):
    """The nearest name, or all there are."""
    assert form_named([form], name) is None
    assert suggestion([form], name) == hint
