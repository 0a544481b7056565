"""The phrases that every output shares."""

from __future__ import annotations

import pytest

from generator.language import phrasing
from generator.model import (
    Condition,
    Measure,
)
from tests.builders import a_handbook


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (98.0, "98"),
        (0.5, "0.5"),
        (4.25, "4.25"),
        (100, "100"),
        (9999, "9999"),
        (1200000, "1,200,000"),
        (-3.10, "-3.1"),
        (0, "0"),
    ],
)
def test_number(value, shown):
    """No trailing zeros, no exponents, thousands apart from ten thousand on."""
    assert phrasing.number(value) == shown


TARGETS = {
    "more is better": (
        {"at_least": 98, "yellow": 95},
        "%",
        "≥ 98%",
        ["达标 ≥ 98%", "预警 < 98% 且 ≥ 95%", "不达标 < 95%"],
    ),
    "less is better": ({"at_most": 2, "yellow": 5}, "%", "≤ 2%", ["达标 ≤ 2%", "预警 > 2% 且 ≤ 5%", "不达标 > 5%"]),
    "no yellow": ({"at_least": 4.5}, "分", "≥ 4.5 分", ["达标 ≥ 4.5 分", "不达标 < 4.5 分"]),
    "a band": (
        {"at_least": 1, "at_most": 3},
        "天",
        "≥ 1 天 且 ≤ 3 天",
        ["达标 ≥ 1 天 且 ≤ 3 天", "不达标 < 1 天 或 > 3 天"],
    ),
}


@pytest.mark.parametrize(("target", "unit", "phrase", "bands"), TARGETS.values(), ids=TARGETS)
def test_targets_and_limits(target, unit, phrase, bands):
    """The bands of a KPI leave no figure out and no figure in two."""
    kpi = a_handbook(kpi={"record-on-time": {"target": target, "unit": unit}}).kpis["record-on-time"]
    assert phrasing.target_phrase(kpi) == phrase
    assert [f"{limit.word} {limit.phrase}" for limit in phrasing.limits(kpi)] == bands


def test_rules_are_numbered_as_they_are_shown():
    """必须 before 应当 before 禁止; a reference to a rule names that number."""
    policy = a_handbook().policies["dress-code"]
    assert [rule.id for rule in phrasing.in_order(policy)] == ["formal", "tidy", "no-slippers"]
    assert phrasing.short_title(policy, policy.rules[0]) == "第 3 条"


def test_brief_cuts_at_a_word_not_at_a_comma():
    """Menus show the first words, and an ellipsis only where something is missing."""
    assert phrasing.brief("不穿拖鞋") == "不穿拖鞋"
    assert phrasing.brief("一二三四，五六七八九十", 6) == "一二三四…"


@pytest.mark.parametrize(
    ("measure", "phrase"),
    [
        (Measure(take="计数", export="visits"), "取导出表 visits.csv，算份数，按人统计"),
        (
            Measure(
                take="占比",
                export="visits",
                where=(Condition(column="阶段", equals="成交"),),
                meets=(Condition(column="及时", on_time=True),),
                per="每团队",
            ),
            "取导出表 visits.csv 里「阶段」等于「成交」的记录，算「及时」按时的占比，按团队统计",
        ),
        (
            Measure(
                take="平均",
                export="scores",
                column="得分",
                where=(Condition(column="得分", at_least=1.0, at_most=5.0), Condition(column="签名", filled=False)),
                per="全部门",
            ),
            "取导出表 scores.csv 里「得分」不低于 1、不高于 5 且「签名」未填写的记录，算「得分」平均，按全部门统计",
        ),
        (
            Measure(take="比值", export="sales", column="已到账", of="应收", day="月份"),
            "取导出表 sales.csv，算「已到账」合计 ÷ 「应收」合计，按人统计，按「月份」归期",
        ),
        (
            Measure(
                take="占比",
                export="nps",
                meets=(Condition(column="分", at_least=9.0),),
                less=(Condition(column="分", at_most=6.0),),
                who="对接人",
                fewest=5,
            ),
            (
                "取导出表 nps.csv，算「分」不低于 9 的占比，减去「分」不高于 6 的占比，按人统计，按「对接人」认人，"
                "个人不足 5 份的不评个人"
            ),
        ),
        (Measure(take="提交率", form="visit-record"), "取《客户拜访记录表》，算按时交的份数 ÷ 应交的份数，按人统计"),
    ],
    ids=["count", "share", "mean", "ratio", "less", "handed-in"],
)
def test_a_measure_is_said_in_one_sentence(measure, phrase):
    """Managers read from which records a figure comes without knowing YAML."""
    assert phrasing.measure_phrase(measure, a_handbook()) == phrase
