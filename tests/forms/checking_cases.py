"""What is said of records of the form `visit-record` of the small handbook. Plain data: the web forms of the site are
held against it too.
"""

from __future__ import annotations

from typing import Any

COMPLETE: dict[str, Any] = {
    "customer-name": "示例机械有限公司",
    "visit-date": "2026-03-18",
    "start-time": "14:00",
    "end-time": "15:30",
    "people": 3,
    "budget": 120.5,
    "way": "上门",
    "interests": ["设备", "维保"],
    "content": "看了样机。\n约好四月试用。",
    "promises": [{"promise": "寄样本", "promise-date": "2026-03-20"}],
    "in-crm": True,
    "on-time": "否",
    "on-time.if-no": "堵车",
    "prepared": 4,
    "listening": 5,
    "total": 14,
    "signed": "张三",
}
"""A record that nothing is wrong with."""

EVERYTHING_MISSING = [
    "「客户名称」没有填",
    "「拜访日期」没有填",
    "「开始时间」没有填",
    "「结束时间」没有填",
    "「到场人数」没有填",
    "「拜访方式」没有填",
    "「沟通内容」没有填",
    "「已录入 CRM」没有填",
    "「准时到达」没有填",
    "「准备充分」没有填",
    "「听懂需求」没有填",
    "「拜访人签名」没有签名",
]

CASES: dict[str, tuple[dict[str, Any] | None, list[str]]] = {
    # by id of the case: what is changed in COMPLETE (None takes an answer out of the record; no changes at all but
    # None: the empty record),
    # and the sentences in their order
    "everything in order": ({}, []),
    "nothing at all": (None, EVERYTHING_MISSING),
    "optional left out": ({"budget": None, "interests": None, "promises": None}, []),
    "optional empty": ({"budget": "", "interests": [], "promises": []}, []),
    "total left out": ({"total": None}, []),
    # missing, unsigned, measure, both, answer
    "text missing": ({"customer-name": ""}, ["「客户名称」没有填"]),
    "box not ticked": ({"in-crm": False}, ["「已录入 CRM」没有填"]),
    "nobody signed": ({"signed": None}, ["「拜访人签名」没有签名"]),
    "no measure": ({"on-time.if-no": None}, ["「准时到达」选了「否」，还要填「原因」"]),
    "empty measure": ({"on-time.if-no": ""}, ["「准时到达」选了「否」，还要填「原因」"]),
    "yes needs no measure": ({"on-time": "是", "on-time.if-no": None}, []),
    "yes with a note": ({"on-time": "是"}, []),
    "a note without an answer": ({"on-time": None}, ["「准时到达」没有填"]),
    "yes and no": ({"on-time": "是/否"}, ["「准时到达」的「是」和「否」都勾了，只能勾一个"]),
    "neither yes nor no": ({"on-time": "大概"}, ["「准时到达」写的「大概」不对，只能是「是」或「否」"]),
    "true is no answer": ({"on-time": True}, ["「准时到达」写的「true」不对，只能是「是」或「否」"]),
    # date, time
    "no such day": ({"visit-date": "2026-02-30"}, ["「拜访日期」写的「2026-02-30」不是日期，写成 2026-01-31 这样"]),
    "leap day": ({"visit-date": "2028-02-29", "promises": None}, []),
    "date in another shape": (
        {"visit-date": "2026/3/18"},
        ["「拜访日期」写的「2026/3/18」不是日期，写成 2026-01-31 这样"],
    ),
    "date in words": ({"visit-date": "上周三"}, ["「拜访日期」写的「上周三」不是日期，写成 2026-01-31 这样"]),
    "date as a number": ({"visit-date": 20260318}, ["「拜访日期」写的「20260318」不是日期，写成 2026-01-31 这样"]),
    "no such time": ({"start-time": "24:00"}, ["「开始时间」写的「24:00」不是时刻，写成 09:00 这样"]),
    "time of one digit": ({"start-time": "9:00"}, ["「开始时间」写的「9:00」不是时刻，写成 09:00 这样"]),
    "time in words": ({"start-time": "下班后"}, ["「开始时间」写的「下班后」不是时刻，写成 09:00 这样"]),
    # number, decimals, least, most, total
    "no number": ({"people": "三五个"}, ["「到场人数」写的「三五个」不是数字"]),
    "true is no number": ({"people": True}, ["「到场人数」写的「true」不是数字"]),
    "half a person": ({"people": 2.5}, ["「到场人数」写的 2.5 小数太多，最多 0 位"]),
    "a whole number with a point": ({"people": 2.0}, []),
    "too few": ({"people": 0}, ["「到场人数」写的 0 太小，不能小于 1"]),
    "too many": ({"people": 51}, ["「到场人数」写的 51 太大，不能大于 50"]),
    "at the limits": ({"people": 50, "prepared": 1, "listening": 5, "total": 11}, []),
    "too many and half": (
        {"people": 1200000.5},
        ["「到场人数」写的 1200000.5 小数太多，最多 0 位", "「到场人数」写的 1200000.5 太大，不能大于 50"],
    ),
    "fen of a fen": ({"budget": 1.005}, ["「客户预算」写的 1.005 小数太多，最多 2 位"]),
    "money below zero": ({"budget": -0.5}, ["「客户预算」写的 -0.5 太小，不能小于 0"]),
    "no money": ({"budget": "面议"}, ["「客户预算」写的「面议」不是数字"]),
    "score too high": ({"prepared": 6, "total": None}, ["「准备充分」写的 6 太大，不能大于 5"]),
    "score of nothing": ({"prepared": 0, "total": None}, ["「准备充分」写的 0 太小，不能小于 1"]),
    "half a score": ({"prepared": 4.5, "total": None}, ["「准备充分」写的 4.5 小数太多，最多 0 位"]),
    "wrong sum": ({"total": 9}, ["「得分合计」写的 9 与各项之和 14 不符"]),
    "sum of no number": ({"total": "十四"}, ["「得分合计」写的「十四」不是数字"]),
    "sum of what is missing": ({"prepared": None, "total": 9}, ["「准备充分」没有填"]),
    # text, long, option, tick
    "number for a text": ({"customer-name": 5}, ["「客户名称」写的「5」不是文字"]),
    "number for a signature": ({"signed": 5}, ["「拜访人签名」写的「5」不是文字"]),
    "number for a measure": ({"on-time.if-no": 5}, ["「准时到达：原因」写的「5」不是文字"]),
    "as long as may be": ({"customer-name": "长" * 60}, []),
    "too long": ({"customer-name": "长" * 61}, ["「客户名称」写了 61 字，最多 60 字"]),
    "characters beyond the basic plane count once": ({"customer-name": "𠮷" * 60}, []),
    "too long in lines": ({"content": "行\n" * 1001}, ["「沟通内容」写了 2002 字，最多 2000 字"]),
    "no such option": ({"way": "电话"}, ["「拜访方式」写的「电话」不在选项里，可选：上门、来访、展会"]),
    "no such options": (
        {"interests": ["设备", "汽车", "房子"]},
        [
            "「感兴趣的产品」写的「汽车」不在选项里，可选：设备、配件、维保",
            "「感兴趣的产品」写的「房子」不在选项里，可选：设备、配件、维保",
        ],
    ),
    "long words are cut": (
        {"way": "一二三四五六七八九十" * 5},
        [
            "「拜访方式」写的「一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九…」不在选项里，可选：上门、来访、展会"
        ],
    ),
    "words stay on one line": (
        {"way": "上门\n来访"},
        ["「拜访方式」写的「上门 来访」不在选项里，可选：上门、来访、展会"],
    ),
    "a word in a box": ({"in-crm": "也许"}, ["「已录入 CRM」写的「也许」不对，只能是 true 或 false"]),
    # phone, code
    "numbers in order": ({"phone": "021-61234567-8001", "order": "HT-2026-018-B1"}, []),
    "no telephone number": (
        {"phone": "总机转 8001"},
        [
            "「客户电话」写的「总机转 8001」不是电话号码，写成 13800138000、021-61234567 或 021-61234567-8001 这样",
        ],
    ),
    "a telephone number in another shape": (
        {"phone": "138 0013 8000"},
        [
            "「客户电话」写的「138 0013 8000」不是电话号码，写成 13800138000、021-61234567 或 021-61234567-8001 这样",
        ],
    ),
    "a telephone number as a number": (
        {"phone": 13800138000},
        [
            "「客户电话」写的「13800138000」不是电话号码，写成 13800138000、021-61234567 或 021-61234567-8001 这样",
        ],
    ),
    "no such code": ({"order": "HT-26-18"}, ["「合同号」写的「HT-26-18」写法不对，写成 HT-2026-018 这样"]),
    "a code with more behind it": (
        {"order": "HT-2026-018 补"},
        ["「合同号」写的「HT-2026-018 补」写法不对，写成 HT-2026-018 这样"],
    ),
    "a code as a number": ({"order": 2026018}, ["「合同号」写的「2026018」写法不对，写成 HT-2026-018 这样"]),
    # rows, unknown
    "rows are no text": ({"promises": "寄样本"}, ["「承诺与下一步」要写成一行一行的列表"]),
    "a row is no text": ({"promises": ["寄样本"]}, ["「承诺与下一步」要写成一行一行的列表"]),
    "mistakes in a row": (
        {"promises": [{"promise": "寄样本", "promise-date": "2026-03-20"}, {"promise": "", "promise-date": "下周"}]},
        [
            "承诺与下一步第 2 行：「答应了什么」没有填",
            "承诺与下一步第 2 行：「何时兑现」写的「下周」不是日期，写成 2026-01-31 这样",
        ],
    ),
    "empty rows do not count": (
        {"promises": [{}, {"promise": "", "promise-date": None}, {"promise": "寄样本"}]},
        ["承诺与下一步第 3 行：「何时兑现」没有填"],
    ),
    "more rows than ready": ({"promises": [{"promise": "寄样本", "promise-date": "2026-03-20"}] * 15}, []),
    "unknown in a row": (
        {"promises": [{"promise": "寄样本", "promise-date": "2026-03-20", "who": "李四"}]},
        ["承诺与下一步第 1 行：表单里没有「who」这一栏"],
    ),
    "unknown": ({"weather": "晴"}, ["表单里没有「weather」这一栏"]),
    "field of a row among the single ones": ({"promise": "寄样本"}, ["表单里没有「promise」这一栏"]),
}


def record_of(changes: dict[str, Any] | None) -> dict[str, Any]:
    """The record of a case."""
    return {} if changes is None else {key: value for key, value in (COMPLETE | changes).items() if value is not None}
