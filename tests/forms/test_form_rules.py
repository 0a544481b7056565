"""Rules between fields: what is said of a record, what may be declared, and that every kind is a complete thing."""

from __future__ import annotations

import inspect
from typing import Any, get_args

import pytest

from generator.forms import check
from generator.forms.answer_errors import DOUBTFUL, INCOMPLETE
from generator.forms.form_rules import FormRuleKind, form_rule_kind
from generator.model.form_rule import AnyFormRule, FormRule
from tests.forms.rule_cases import CASES, FILLED, RULES, form_of, form_with


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(name: str):
    """Of the answers first, then of the rules in their order."""
    rules, record, sentences = CASES[name]
    assert [remark.text for remark in check(form_with(*rules), record, FILLED)] == sentences


def test_every_kind_is_in_every_list():
    """In the union that the type checker goes by, and among these rules; each is broken by a case, and kept by one."""
    assert set(get_args(AnyFormRule)) == set(FormRule.VARIANTS.values())
    assert {rule["kind"] for rule in RULES.values()} == set(FormRule.VARIANTS)
    broken = {RULES[rules[0]]["kind"] for rules, _, sentences in CASES.values() if sentences and len(rules) == 1}
    kept = {RULES[rules[0]]["kind"] for rules, record, sentences in CASES.values() if record and not sentences}
    assert broken | {"plausible", "at-least"} == set(FormRule.VARIANTS) == kept | {"at-least"}


@pytest.mark.parametrize("id", RULES)
def test_every_kind_has_a_class_of_its_own(id: str):
    """It says what must be, and leaves no question open; nothing is wrong with how it is declared."""
    form = form_with(id)
    kind = form_rule_kind(form.rules[0], form)
    assert isinstance(kind, FormRuleKind) and not inspect.isabstract(type(kind))
    assert kind.requirement() and kind.subject in [named.ref for named in kind.named()]
    assert list(kind.flaws()) == []


def test_without_the_day_of_filling_nothing_is_in_the_future():
    """A sample has no day on which it was filled in."""
    assert check(form_with("started"), {"start-date": "2999-01-01"}) == []


def test_what_is_doubtful_is_not_wrong():
    """And what must be filled in after all may still be."""
    (doubtful,) = check(form_with("budget-size"), {"budget": 9000000})
    (needed,) = check(form_with("booth-if"), {"way": "展会"})
    assert doubtful.kind in DOUBTFUL and doubtful.kind not in INCOMPLETE
    assert needed.kind in INCOMPLETE and needed.key == "booth"


def test_a_remark_stands_at_its_field():
    """With the section and the row where it is about a row."""
    (remark,) = check(form_with("row-sum"), {"costs": [{"amount": 1}, {"amount": 1, "gross": 2}]})
    assert (remark.kind, remark.key, remark.section, remark.row) == ("sum", "gross", "costs", 2)


FLAWS: dict[str, tuple[dict[str, Any], tuple[Any, ...], str]] = {
    # by what is wrong: the rule, where, and what is said
    "another form's field": (
        {"kind": "after", "field": "end-time", "than": "other-form.time"},
        ("than",),
        "「other-form.time」不是本表单的栏目",
    ),
    "a text before a day": (
        {"kind": "after", "field": "booth", "than": "start-date"},
        ("field",),
        "栏目「展位号」不能这样比",
    ),
    "a day and a time": (
        {"kind": "before", "field": "start-date", "than": "start-time"},
        ("than",),
        "一边是日期，一边是时刻，比不了先后",
    ),
    "a time on one side": (
        {"kind": "after", "field": "end-date", "clock": "end-time", "than": "start-date"},
        (),
        "两边的时刻要一起写",
    ),
    "itself": ({"kind": "after", "field": "end-date", "than": "end-date"}, ("than",), "栏目「结束日期」写了两次"),
    "a time of day in the future": (
        {"kind": "not-future", "field": "end-time"},
        ("field",),
        "栏目「结束时间」不能这样比",
    ),
    "a sum of one": ({"kind": "sum", "field": "whole", "of": ["first"]}, ("of",), "只有一栏，没有可加的"),
    "a sum in the row of one": ({"kind": "sum", "field": "gross", "of": ["tax"]}, ("of",), "只有一栏，没有可加的"),
    "a sum of texts": (
        {"kind": "sum", "field": "whole", "of": ["first", "booth"]},
        ("of", 1),
        "栏目「展位号」不能这样比",
    ),
    "a share of one": ({"kind": "share", "of": ["mine"]}, ("of",), "只有一栏，没有可加的"),
    "no limit": ({"kind": "at-most", "field": "arrived"}, (), "than 和 figure 要写一个，也只能写一个"),
    "two limits": (
        {"kind": "at-least", "field": "arrived", "than": "expected", "figure": 0},
        (),
        "than 和 figure 要写一个，也只能写一个",
    ),
    "no such option": (
        {"kind": "required-if", "field": "booth", "when": "way", "has": ["展会 "]},
        ("has", 0),
        "栏目「方式」没有「展会 」",
    ),
    "an option of a text": (
        {"kind": "required-if", "field": "booth", "when": "model", "has": ["大"]},
        ("when",),
        "栏目「机型」不能这样比",
    ),
    "which row": (
        {"kind": "required-if", "field": "booth", "when": "paid", "has": ["是"]},
        ("when",),
        "栏目「已付」在多行表格里，一份表会有好几个",
    ),
    "no range": ({"kind": "plausible", "field": "budget"}, (), "没有写一般在什么范围"),
    "an empty range": (
        {"kind": "plausible", "field": "budget", "least": 5, "most": 5},
        ("most",),
        "一般的范围里什么也没有",
    ),
    "a range that is no news": (
        {"kind": "plausible", "field": "budget", "least": 0},
        (),
        "栏目「预算」本来就填不出这个范围以外的数",
    ),
}


@pytest.mark.parametrize("name", FLAWS)
def test_what_cannot_be_judged_is_told(name: str):
    """At the place that is wrong, with what to write instead; and no record is held against it."""
    rule, path, message = FLAWS[name]
    form = form_of([{"id": "odd", **rule}])
    (flaw,) = form_rule_kind(form.rules[0], form).flaws()
    assert (flaw.path, flaw.message) == (path, message)
    assert flaw.hint
    assert check(form, {"whole": 1, "budget": 0, "end-date": "2026-03-18", "way": "展会"}, FILLED) == []


def test_what_is_required_anyway_is_told():
    """A rule that asks for what must be there always is no rule."""
    form = form_with("booth-if")
    section = form.sections[0]
    fields = tuple(
        type(field)(**{**vars(field), "required": True}) if field.id == "booth" else field for field in section.fields
    )
    whole = type(form)(
        **{**vars(form), "sections": (type(section)(**{**vars(section), "fields": fields}), *form.sections[1:])}
    )
    (flaw,) = form_rule_kind(whole.rules[0], whole).flaws()
    assert flaw.message == "栏目「展位号」本来就必填"
