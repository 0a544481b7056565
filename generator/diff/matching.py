"""Which thing of the old handbook is which of the new one: by id, by `formerly` after a rename, else by likeness."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from generator.diff.text_change import quoted
from generator.forms.form_rules import form_rule_kind
from generator.language import phrasing
from generator.model import (
    KINDS,
    CalendarYear,
    Clause,
    Exchange,
    Import,
    Item,
    Policy,
    Question,
    Rule,
    Source,
    Task,
    hints,
    is_list,
    kind_of,
    unwrap,
)
from generator.model.form_rule import AnyFormRule

LABELS: Mapping[str, str] = {
    "steps": "第 {} 步",
    "rules": "第 {} 条",
    "sections": "第 {} 部分",
    "fields": "第 {} 栏",
    "stages": "第 {} 阶段",
    "tasks": "第 {} 项任务",
    "chapters": "第 {} 章",
    "entrances": "第 {} 个入口",
    "exchanges": "第 {} 项约定",
    "questions": "第 {} 题",
    "terms": "术语",
    "clauses": "条款",
    "parameters": "参数",
    "units": "单位",
}
"""By list: what its entries are called, with their number where readers see one."""
LONG = 24
"""A sentence that stands for an entry without a title is not shown at greater length."""


class ListEntry(NamedTuple):
    """An entry with an id, and where readers find it."""

    part: Any
    position: int
    """From 1, in the order in which pages show it."""
    label: str
    """第 4 步「确认时间地点」."""
    holder: Any
    """The item, or the entry that it stands in."""
    holder_label: str
    """Empty for the item."""


@cache
def holds_entries(cls: type, name: str) -> bool:
    """Whether a field is a list of entries that have ids."""
    hint = hints(cls)[name]
    return (
        is_list(hint) and is_dataclass(unwrap(hint)) and any(declared.name == "id" for declared in fields(unwrap(hint)))
    )


def in_place(holder: Any, name: str, holder_label: str = "") -> list[ListEntry]:
    """The entries of one list, in the order in which pages show them."""
    parts = phrasing.in_order(holder) if isinstance(holder, Policy) and name == "rules" else getattr(holder, name)
    return [
        ListEntry(part, position, _label(name, position, part, holder), holder, holder_label)
        for position, part in enumerate(parts, 1)
    ]


def entries_of(holder: Any, holder_label: str = "") -> Iterator[tuple[str, ListEntry]]:
    """Every entry with an id anywhere in an item, with the name of the list it stands in."""
    cls: type = holder.__class__
    for declared in fields(holder):
        for entry in in_place(holder, declared.name, holder_label) if holds_entries(cls, declared.name) else ():
            yield declared.name, entry
            yield from entries_of(entry.part, entry.label)


def by_list(item: Any) -> dict[str, dict[str, ListEntry]]:
    """The same, by name of the list and by id: an id is used once in all lists of one name."""
    entries: dict[str, dict[str, ListEntry]] = {}
    for name, entry in entries_of(item):
        entries.setdefault(name, {})[entry.part.id] = entry
    return entries


def origins(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """By new id: the id that the same thing had before. What is new is not among them.

    What was renamed before, and again, keeps the `formerly` of the last release: both sides have it.
    Kinds of entries that have no `formerly`, such as the sections of a form, are known by their title after a new id.
    """
    old_ids = {id: id for id in after if id in before}
    renamed_before = {former: id for id, entry in before.items() if (former := _former(entry))}
    titles = {title: id for id, entry in before.items() if id not in old_ids and (title := _own_title(entry))}
    for id, entry in after.items():
        former = _former(entry) or titles.get(_own_title(entry), "")
        known = former if former in before else renamed_before.get(former)
        if known and id not in old_ids and known not in old_ids.values():
            old_ids[id] = known
    return old_ids


def pairs(
    before: Sequence[Any], after: Sequence[Any], likeness: Callable[[Any, Any], float], least: float
) -> list[tuple[int | None, int | None]]:
    """Entries without ids -> their positions (old, new), None where there is no partner: first what is gone, then in
    the new order.

    `likeness` gives 1 for the same thing; two entries that are less alike than `least` have nothing to do with each
    other.
    """

    def same(pair: tuple[int, int]) -> bool:
        return likeness(before[pair[0]], after[pair[1]]) == 1

    # What is the same at the beginning and at the end stayed: else of two equal sentences the wrong one would be said
    # to have moved.
    head = list(takewhile(same, zip(range(len(before)), range(len(after)), strict=False)))
    tail = takewhile(
        same, zip(range(len(before) - 1, len(head) - 1, -1), range(len(after) - 1, len(head) - 1, -1), strict=False)
    )
    partners = {k: i for i, k in (*head, *tail)}
    for alike, i, k in sorted(
        (-likeness(old, new), i, k) for i, old in enumerate(before) for k, new in enumerate(after)
    ):
        if -alike >= least and i not in partners.values() and k not in partners:
            partners[k] = i
    return [
        *((i, None) for i in range(len(before)) if i not in partners.values()),
        *((partners.get(k), k) for k in range(len(after))),
    ]


def in_order(numbers: Sequence[int]) -> set[int]:
    """The longest increasing run through the numbers: the fewest entries are said to have moved."""
    runs: list[list[int]] = []
    for number in numbers:
        runs.append([*_longest([run for run in runs if run[-1] < number]), number])
    return set(_longest(runs))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=len) if runs else []


def title_of(item: Any) -> str:
    """A whole file of the handbook, as the head of what changed in it: 流程「客户拜访」."""
    kind = KINDS[kind_of(item)]
    match item:
        case CalendarYear():
            return f"{item.id} 年{kind.title}"
        case Item() | Source() | Import():
            return kind.title + quoted(item.title)
        case _:
            return kind.title


def _bare(entry: Any) -> Any:
    return entry.part if isinstance(entry, ListEntry) else entry


def _former(entry: Any) -> str:
    """The id that an entry says it had; empty if it says none."""
    return getattr(_bare(entry), "formerly", None) or ""


def _own_title(entry: Any) -> str:
    """What an entry without `formerly` is known by."""
    part = _bare(entry)
    return (
        ""
        if hasattr(part, "formerly")
        else getattr(part, "title", "") or getattr(part, "about", "") or getattr(part, "what", "")
    )


def _label(name: str, position: int, part: Any, holder: Any) -> str:
    if isinstance(part, AnyFormRule):
        kind = form_rule_kind(part, holder)
        return f"栏目规则（{kind.requirement() if kind.is_own else part.id}）"
    match part:
        case Rule() | Task() | Exchange() | Question():
            words = phrasing.brief(phrasing.title_of(part), LONG)
        case Clause():
            return f"{LABELS[name]} {part.id}" + quoted(phrasing.brief(part.about, LONG))
        case _:
            words = part.title
    return LABELS[name].format(position) + (quoted(words) if words else "")
