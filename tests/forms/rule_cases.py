"""Records that keep the rules between fields, and that break them. Plain data: web forms are held against it too."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.model import Form, convert
from tests.builders import DATA

FILLED = date(2026, 3, 20)
"""The day on which the records were filled in."""


def _field(id: str, kind: str, title: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "kind": kind, "title": title, "required": False, **more}


SECTIONS: list[dict[str, Any]] = [
    {
        "id": "trip",
        "title": "行程",
        "fields": [
            _field("start-date", "date", "开始日期"),
            _field("start-time", "time", "开始时间"),
            _field("end-date", "date", "结束日期"),
            _field("end-time", "time", "结束时间"),
            _field("booked", "date", "预订日期"),
            _field("way", "choice", "方式", options=["上门", "展会", "来访"]),
            _field("booth", "text", "展位号"),
            _field("goods", "choices", "产品", options=["设备", "配件"]),
            _field("model", "text", "机型"),
            _field("late", "check", "迟到"),
            _field("reason", "text", "原因"),
            _field("agreed", "yesno", "是否同意"),
            _field("opinion", "text", "意见"),
        ],
    },
    {
        "id": "figures",
        "title": "数字",
        "fields": [
            _field("expected", "number", "应到人数", unit="人"),
            _field("arrived", "number", "实到人数", unit="人"),
            _field("discount", "number", "折扣", unit="%", decimals=1),
            _field("budget", "money", "预算", unit="万元"),
            _field("first", "money", "首款"),
            _field("last", "money", "尾款"),
            _field("whole", "money", "总额"),
            _field("mine", "number", "本人占比", unit="%"),
            _field("others", "number", "他人占比", unit="%"),
        ],
    },
    {
        "id": "costs",
        "title": "费用",
        "rows": 3,
        "fields": [
            _field("spent-on", "date", "发生日期"),
            _field("amount", "money", "金额"),
            _field("tax", "money", "税额"),
            _field("gross", "money", "价税合计"),
            _field("part", "number", "分摊", unit="%"),
            _field("paid", "check", "已付"),
            _field("receipt", "text", "票号"),
        ],
    },
]

RULES: dict[str, dict[str, Any]] = {
    # by id: kind and what it names
    "time-order": {"kind": "after", "field": "end-time", "than": "start-time"},
    "date-order": {"kind": "after", "field": "end-date", "than": "start-date", "or_same": True},
    "booked-before": {"kind": "before", "field": "booked", "than": "start-date"},
    "booked-by": {"kind": "before", "field": "booked", "than": "end-date", "or_same": True},
    "moment-order": {
        "kind": "after",
        "field": "end-date",
        "clock": "end-time",
        "than": "start-date",
        "than_clock": "start-time",
    },
    "started": {"kind": "not-future", "field": "start-date"},
    "near": {"kind": "within", "field": "booked", "than": "start-date", "days": 30},
    "follows": {"kind": "within", "field": "end-date", "than": "start-date", "days": 7, "direction": "之后"},
    "precedes": {"kind": "within", "field": "booked", "than": "end-date", "days": 40, "direction": "之前"},
    "whole-sum": {"kind": "sum", "field": "whole", "of": ["first", "last"]},
    "costs-sum": {"kind": "sum", "field": "whole", "of": ["amount"]},
    "row-sum": {"kind": "sum", "field": "gross", "of": ["amount", "tax"]},
    "shares": {"kind": "share", "of": ["mine", "others"]},
    "row-shares": {"kind": "share", "of": ["part"]},
    "not-more": {"kind": "at-most", "field": "arrived", "than": "expected"},
    "discount-limit": {"kind": "at-most", "field": "discount", "figure": 30},
    "not-less": {"kind": "at-least", "field": "expected", "figure": 2},
    "budget-at-least": {"kind": "at-least", "field": "whole", "than": "first"},
    "booth-if": {"kind": "required-if", "field": "booth", "when": "way", "has": ["展会", "来访"]},
    "model-if": {"kind": "required-if", "field": "model", "when": "goods", "has": ["设备"]},
    "reason-if": {"kind": "required-if", "field": "reason", "when": "late", "has": ["是"]},
    "opinion-if": {"kind": "required-if", "field": "opinion", "when": "agreed", "has": ["否"]},
    "receipt-if": {"kind": "required-if", "field": "receipt", "when": "paid", "has": ["是"]},
    "budget-size": {"kind": "plausible", "field": "budget", "least": 1, "most": 5000},
    "budget-most": {"kind": "plausible", "field": "first", "most": 1000000},
    "in-own-words": {"kind": "plausible", "field": "discount", "least": 1, "words": "折扣一般写百分数，不写几折。"},
    "spent-before": {"kind": "before", "field": "spent-on", "than": "end-date", "or_same": True},
}

CASES: dict[str, tuple[tuple[str, ...], dict[str, Any], list[str]]] = {
    # by id of the case: the rules, the record, and the sentences in their order
    "nothing at all": (tuple(RULES), {}, []),
    "a later time": (("time-order",), {"start-time": "14:00", "end-time": "14:01"}, []),
    "an earlier time": (
        ("time-order",),
        {"start-time": "14:00", "end-time": "09:30"},
        ["「结束时间」要晚于「开始时间」，写的是 09:30 和 14:00"],
    ),
    "the same time": (
        ("time-order",),
        {"start-time": "14:00", "end-time": "14:00"},
        ["「结束时间」要晚于「开始时间」，写的是 14:00 和 14:00"],
    ),
    "half of it": (("time-order", "date-order", "near"), {"end-time": "09:00", "start-date": "2026-03-18"}, []),
    "what is no time is told of itself": (
        ("time-order",),
        {"start-time": "下午", "end-time": "09:00"},
        ["「开始时间」写的「下午」不是时刻，写成 09:00 这样"],
    ),
    "the same day": (("date-order",), {"start-date": "2026-03-18", "end-date": "2026-03-18"}, []),
    "an earlier day": (
        ("date-order",),
        {"start-date": "2026-03-18", "end-date": "2026-03-17"},
        ["「结束日期」不能早于「开始日期」，写的是 2026-03-17 和 2026-03-18"],
    ),
    "across a year": (("date-order",), {"start-date": "2025-12-31", "end-date": "2026-01-01"}, []),
    "booked before": (("booked-before",), {"booked": "2026-03-17", "start-date": "2026-03-18"}, []),
    "booked on the day": (
        ("booked-before", "booked-by"),
        {"booked": "2026-03-18", "start-date": "2026-03-18", "end-date": "2026-03-17"},
        [
            "「预订日期」要早于「开始日期」，写的是 2026-03-18 和 2026-03-18",
            "「预订日期」不能晚于「结束日期」，写的是 2026-03-18 和 2026-03-17",
        ],
    ),
    "the next day, early": (
        ("moment-order",),
        {"start-date": "2026-03-18", "start-time": "14:00", "end-date": "2026-03-19", "end-time": "09:00"},
        [],
    ),
    "the same day, earlier": (
        ("moment-order",),
        {"start-date": "2026-03-18", "start-time": "14:00", "end-date": "2026-03-18", "end-time": "09:00"},
        ["「结束日期」「结束时间」要晚于「开始日期」「开始时间」，写的是 2026-03-18 09:00 和 2026-03-18 14:00"],
    ),
    "a moment without its time": (
        ("moment-order",),
        {"start-date": "2026-03-18", "start-time": "14:00", "end-date": "2026-03-17"},
        [],
    ),
    "today": (("started",), {"start-date": "2026-03-20"}, []),
    "tomorrow": (
        ("started",),
        {"start-date": "2026-03-21"},
        ["「开始日期」不能晚于填写当天，写的是 2026-03-21，填写是 2026-03-20"],
    ),
    "thirty days before": (("near",), {"booked": "2026-02-16", "start-date": "2026-03-18"}, []),
    "thirty days after": (("near",), {"booked": "2026-04-17", "start-date": "2026-03-18"}, []),
    "thirty-one days before": (
        ("near",),
        {"booked": "2026-02-15", "start-date": "2026-03-18"},
        ["「预订日期」与「开始日期」相隔不能超过 30 天，写的是 2026-02-15 和 2026-03-18，相隔 31 天"],
    ),
    "seven days after": (("follows",), {"end-date": "2026-03-25", "start-date": "2026-03-18"}, []),
    "eight days after": (
        ("follows",),
        {"end-date": "2026-03-26", "start-date": "2026-03-18"},
        ["「结束日期」要在「开始日期」当天或之后 7 天以内，写的是 2026-03-26 和 2026-03-18，相隔 8 天"],
    ),
    "a day before": (
        ("follows",),
        {"end-date": "2026-03-17", "start-date": "2026-03-18"},
        ["「结束日期」要在「开始日期」当天或之后 7 天以内，写的是 2026-03-17 和 2026-03-18，相隔 1 天"],
    ),
    "forty days before, over a leap day": (("precedes",), {"booked": "2028-02-20", "end-date": "2028-03-31"}, []),
    "after instead of before": (
        ("precedes",),
        {"booked": "2026-03-19", "end-date": "2026-03-18"},
        ["「预订日期」要在「结束日期」当天或之前 40 天以内，写的是 2026-03-19 和 2026-03-18，相隔 1 天"],
    ),
    "a right sum": (("whole-sum",), {"first": 0.1, "last": 0.2, "whole": 0.3}, []),
    "a wrong sum": (
        ("whole-sum",),
        {"first": 100, "last": 50.5, "whole": 150},
        ["「总额」要等于「首款」「尾款」之和，写的是 150，加起来是 150.5"],
    ),
    "a sum of one part": (
        ("whole-sum",),
        {"first": 100, "whole": 150},
        ["「总额」要等于「首款」「尾款」之和，写的是 150，加起来是 100"],
    ),
    "a sum of nothing": (("whole-sum", "costs-sum"), {"whole": 150}, []),
    "a sum of words": (
        ("whole-sum",),
        {"first": "面议", "last": 1, "whole": 150},
        ["「首款」写的「面议」不是数字"],
    ),
    "a right sum of rows": (
        ("costs-sum",),
        {"whole": 30, "costs": [{"amount": 10}, {}, {"amount": 20}, {"receipt": "无"}]},
        [],
    ),
    "a wrong sum of rows": (
        ("costs-sum",),
        {"whole": 30, "costs": [{"amount": 10}, {"amount": 21}]},
        ["「总额」要等于各行「金额」之和，写的是 30，加起来是 31"],
    ),
    "a sum in each row": (
        ("row-sum",),
        {"costs": [{"amount": 10, "tax": 1, "gross": 11}, {"amount": 10, "tax": 1, "gross": 12}, {"tax": 3}]},
        ["费用第 2 行：「价税合计」要等于「金额」「税额」之和，写的是 12，加起来是 11"],
    ),
    "shares of a whole": (("shares",), {"mine": 60, "others": 40}, []),
    "shares of less": (("shares",), {"mine": 60, "others": 30}, ["「本人占比」「他人占比」合计要是 100%，现在是 90"]),
    "one share": (("shares",), {"mine": 100}, []),
    "shares of rows": (("row-shares",), {"costs": [{"part": 60}, {"part": 40}]}, []),
    "shares of rows, too much": (
        ("row-shares",),
        {"costs": [{"part": 60}, {"part": 50}]},
        ["各行「分摊」合计要是 100%，现在是 110"],
    ),
    "not more": (("not-more",), {"arrived": 5, "expected": 5}, []),
    "more": (
        ("not-more",),
        {"arrived": 6, "expected": 5},
        ["「实到人数」不能大于「应到人数」，写的是 6，限度是 5"],
    ),
    "at the figure": (("discount-limit", "not-less"), {"discount": 30, "expected": 2}, []),
    "beyond the figure": (
        ("discount-limit", "not-less"),
        {"discount": 30.5, "expected": 1},
        ["「折扣」不能大于 30%，写的是 30.5，限度是 30", "「应到人数」不能小于 2 人，写的是 1，限度是 2"],
    ),
    "less than another": (
        ("budget-at-least",),
        {"whole": 1, "first": 2},
        ["「总额」不能小于「首款」，写的是 1，限度是 2"],
    ),
    "not asked for": (("booth-if",), {"way": "上门"}, []),
    "asked for and there": (("booth-if",), {"way": "展会", "booth": "A12"}, []),
    "asked for": (("booth-if",), {"way": "来访"}, ["「方式」是「展会」或「来访」的，要填「展位号」"]),
    "asked for by one of several": (
        ("model-if",),
        {"goods": ["配件", "设备"]},
        ["「产品」选了「设备」的，要填「机型」"],
    ),
    "not asked for by several": (("model-if",), {"goods": ["配件"]}, []),
    "several where one is to be chosen": (
        ("booth-if",),
        {"way": ["展会"]},
        ["「方式」写的「展会」不在选项里，可选：上门、展会、来访"],
    ),
    "asked for by a tick": (("reason-if",), {"late": True}, ["勾了「迟到」的，要填「原因」"]),
    "not asked for by a tick": (("reason-if",), {"late": False}, []),
    "asked for by a no": (
        ("opinion-if",),
        {"agreed": "否", "agreed.if-no": "太贵"},
        ["「是否同意」是「否」的，要填「意见」"],
    ),
    "asked for in a row": (
        ("receipt-if",),
        {"costs": [{"paid": True, "receipt": "1"}, {"paid": True}, {"amount": 1}]},
        ["费用第 2 行：勾了「已付」的，要填「票号」"],
    ),
    "as usual": (("budget-size", "budget-most"), {"budget": 1, "first": 1000000}, []),
    "most likely in another unit": (
        ("budget-size", "budget-most"),
        {"budget": 1200000, "first": 1000000.5},
        [
            "「预算」一般在 1–5000 万元之间，写的是 1200000，请核对数和单位",
            "「首款」一般不大于 1,000,000 元，写的是 1000000.5，请核对数和单位",
        ],
    ),
    "in the author's own words": (
        ("in-own-words",),
        {"discount": 0.8},
        ["折扣一般写百分数，不写几折，写的是 0.8，请核对数和单位"],
    ),
    "a row against the whole": (
        ("spent-before",),
        {"end-date": "2026-03-18", "costs": [{"spent-on": "2026-03-18"}, {"spent-on": "2026-03-19"}]},
        ["费用第 2 行：「发生日期」不能晚于「结束日期」，写的是 2026-03-19 和 2026-03-18"],
    ),
    "answers first, then rules in their order": (
        ("discount-limit", "time-order"),
        {"start-time": "14:00", "end-time": "09:30", "discount": 31, "budget": -1},
        [
            "「预算」写的 -1 太小，不能小于 0",
            "「折扣」不能大于 30%，写的是 31，限度是 30",
            "「结束时间」要晚于「开始时间」，写的是 09:30 和 14:00",
        ],
    ),
    "rows that are none": (
        ("costs-sum", "row-sum", "row-shares"),
        {"whole": 3, "costs": "无"},
        ["「费用」要写成一行一行的列表"],
    ),
}


def form_with(*rules: str) -> Form:
    """The form with these rules."""
    return form_of([{"id": id, **RULES[id]} for id in rules])


def form_of(rules: list[dict[str, Any]]) -> Form:
    """The form with rules as an author writes them."""
    form: Form = convert(
        Form, {**next(iter(DATA["form"].values())), "id": "trip", "sections": SECTIONS, "rules": rules}, "trip"
    )
    return form
