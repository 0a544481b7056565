"""The phrases that pages, Word forms, exports and change reports share, so that all of them say the same thing
alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from generator.language.inline import plain
from generator.model import (
    Condition,
    Exchange,
    Form,
    Handbook,
    Item,
    Kpi,
    Measure,
    Policy,
    Question,
    Rule,
    Task,
)

HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese characters, for use inside a regular expression's brackets; punctuation is not among them."""


class Part(NamedTuple):
    """What a role may be to a step."""

    field: str
    """Of a step: who is."""
    words: str


RACI: Mapping[str, Part] = MappingProxyType(
    {
        "R": Part("role", "负责执行"),
        "A": Part("accountable", "对结果负责"),
        "C": Part("consulted", "事前征求"),
        "I": Part("informed", "事后告知"),
    }
)
"""By letter. Pages, controlled documents and whom a change concerns follow from it."""


class LevelWords(NamedTuple):
    """How the level of a rule is shown: never by colour alone."""

    key: str
    """For style sheets and ids."""
    sign: str
    """A shape that tells the level without its word."""
    meaning: str


LEVELS: Mapping[str, LevelWords] = MappingProxyType(
    {
        "必须": LevelWords("must", "■", "没有例外"),
        "应当": LevelWords("should", "□", "一般都要做到；做不到时先说明理由"),
        "禁止": LevelWords("never", "✕", "任何情况下都不可以"),
    }
)


class Limit(NamedTuple):
    """One band of a KPI."""

    key: str
    """green, yellow or red."""
    word: str
    phrase: str


def spaced(*parts: str) -> str:
    """The parts in a row, with a space where a Chinese character meets a letter or digit, as 每个工作日 9:00 前."""
    text = ""
    for part in filter(None, parts):
        meets = text and (re.fullmatch(f"[{HAN}][0-9A-Za-z]|[0-9A-Za-z%][{HAN}]", text[-1] + part[0]))
        text += f" {part}" if meets else part
    return text


def listed(words: Iterable[str]) -> str:
    """A、B、C."""
    return "、".join(words)


def first_of(words: Sequence[str], most: int, rest: str) -> str:
    """The first words of a list; of a longer one also how many there are, as `rest` with its {}: A、B 等 9 处."""
    return listed(words[:most]) + (rest.format(len(words)) if len(words) > most else "")


def number(value: float) -> str:
    """98.0 -> 98, 0.5 -> 0.5, 1200000 -> 1,200,000; at most four decimals."""
    text = f"{value:,.4f}" if abs(value) >= 10000 else f"{value:.4f}"
    return text.rstrip("0").rstrip(".")


def quantity(value: float, unit: str) -> str:
    """A number and its unit: 98%, 90 分."""
    return f"{number(value)}{unit}" if unit in ("", "%", "‰", "℃") else f"{number(value)} {unit}"


class Titled(Protocol):
    """What has a title of its own."""

    @property
    def title(self) -> str:
        """As readers see it."""


def field_title(holder: Any, name: str) -> str:
    """What authors and readers call a field of a model object. StopIteration if it has no such field."""
    return str(next(declared.metadata["title"] for declared in fields(holder) if declared.name == name))


def review_phrase(item: Item) -> str:
    """By when an item is to be looked through again: 2026-12-31, or 2026-12-31（每 6 个月一次） where it has an
    interval of its own.
    """
    return f"{item.next_review}" + (f"（每 {item.review_every}一次）" if item.review_every else "")


def filling_phrase(form: Form) -> str:
    """How a form is filled in otherwise than once, for the time that it is about; empty where it is as usual."""
    ways = ((form.plans_next, "填的是下一期"), (form.continued, "交了以后继续填，最后保存得晚不算迟交"))
    return "；".join(words for so, words in ways if so)


STAFF = "涉及劳动者切身利益，修订要经民主程序讨论，并向全体员工公示"
"""What holds for a regulation that is marked `staff`: 劳动合同法第四条."""


def title_of(entry: Titled | Rule | Task | Question | Exchange) -> str:
    """The title of an item or of anything inside it, as plain text: of a rule or task, which have none, its
    sentence.
    """
    match entry:
        case Rule() | Task():
            return plain(entry.text)
        case Question():
            return plain(entry.ask)
        case Exchange():
            return plain(entry.what)
        case _:
            return entry.title


def short_title(holder: Any, entry: Any) -> str:
    """What to call an entry beside the title of what holds it: 第 3 条 for a rule, else its title."""
    if isinstance(entry, Rule) and isinstance(holder, Policy):
        return f"第 {[rule.id for rule in in_order(holder)].index(entry.id) + 1} 条"
    return brief(title_of(entry).rstrip("。"), 24)


def letters(question: Question) -> tuple[str, ...]:
    """The letters of the right answers of a question: A, C."""
    return tuple(chr(ord("A") + position) for position, answer in enumerate(question.answers) if answer.right)


def in_one_line(value: Any, most: int = 40) -> str:
    """A value that somebody wrote in one short line, to stand in a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def brief(text: str, most: int = 18) -> str:
    """The first words of a sentence, for menus."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip('，、；：。 ')}…"


def in_order(policy: Policy) -> tuple[Rule, ...]:
    """The rules as they are shown and numbered: what must be done, what should, what must not; else in the author's
    order.
    """
    return tuple(sorted(policy.rules, key=lambda entry: tuple(LEVELS).index(entry.level)))


def target_phrase(kpi: Kpi) -> str:
    """≥ 98%, ≤ 2%; both bounds where both are set."""
    bounds = (("≥", kpi.target.at_least), ("≤", kpi.target.at_most))
    return " 且 ".join(f"{sign} {quantity(value, kpi.unit)}" for sign, value in bounds if value is not None)


def limits(kpi: Kpi) -> tuple[Limit, ...]:
    """The bands of a KPI from good to bad. Without a yellow line there are only green and red."""
    target, unit = kpi.target, kpi.unit

    def bound(sign: str, value: float) -> str:
        return f"{sign} {quantity(value, unit)}"

    green = Limit("green", "达标", target_phrase(kpi))
    misses = [
        bound(sign, value) for sign, value in (("<", target.at_least), (">", target.at_most)) if value is not None
    ]
    if target.yellow is None or len(misses) != 1:
        return green, Limit("red", "不达标", " 或 ".join(misses))
    keeps, fails = ("≥", "<") if target.at_least is not None else ("≤", ">")
    return (
        green,
        Limit("yellow", "预警", f"{misses[0]} 且 {bound(keeps, target.yellow)}"),
        Limit("red", "不达标", bound(fails, target.yellow)),
    )


def between(least: float | None, most: float | None) -> str:
    """1–5, 不小于 1, 不大于 5; empty without limits."""
    if least is not None and most is not None:
        return f"{number(least)}–{number(most)}"
    return f"不小于 {number(least)}" if least is not None else f"不大于 {number(most)}" if most is not None else ""


def measure_phrase(measure: Measure, handbook: Handbook) -> str:
    """How a KPI is taken from records, in one sentence: 取《客户拜访记录表》，算「填表日期」按时的占比，按人统计."""
    fields = (
        {field.id: field.title for section in handbook.forms[measure.form].sections for field in section.fields}
        if measure.form
        else {}
    )
    origin = f"《{handbook.forms[measure.form].title}》" if measure.form else f"导出表 {measure.export}.csv"

    def met(conditions: tuple[Condition, ...], then: str) -> str:
        return spaced(
            *(
                part
                for condition in conditions
                for part in (
                    "且" * (condition is not conditions[0]),
                    f"「{fields.get(condition.column, condition.column)}」",
                    _condition(condition),
                )
            ),
            then,
        )

    column, of = (f"「{fields.get(name, name)}」" for name in (measure.column, measure.of))
    less = f"，减去{met(measure.less, '的占比')}" if measure.less else ""
    what = {
        "计数": "份数",
        "占比": met(measure.meets, "的占比") + less,
        "合计": f"{column}合计",
        "平均": f"{column}平均",
        "比值": f"{column}合计 ÷ {of}合计",
        "提交率": "按时交的份数 ÷ 应交的份数",
    }[measure.take]
    records = spaced(
        f"取{origin}", "里" if measure.where else "", met(measure.where, "的记录") if measure.where else ""
    )
    more = (
        f"，按「{fields.get(measure.who, measure.who)}」认人" if measure.who else "",
        f"，按「{measure.day}」归期" if measure.day else "",
        f"，个人不足 {measure.fewest} 份的不评个人" if measure.fewest else "",
    )
    return f"{records}，算{what}，按{measure.per.removeprefix('每')}统计{''.join(more)}"


def _condition(condition: Condition) -> str:
    """等于「成交」, 不低于 5, 按时."""
    phrases = (
        condition.equals is not None and f"等于「{condition.equals}」",
        condition.at_least is not None and f"不低于 {number(condition.at_least)}",
        condition.at_most is not None and f"不高于 {number(condition.at_most)}",
        condition.filled is not None and ("已填写" if condition.filled else "未填写"),
        condition.on_time is not None and ("按时" if condition.on_time else "逾期"),
    )
    return "、".join(phrase for phrase in phrases if phrase)
