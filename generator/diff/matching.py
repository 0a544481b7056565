"""Which thing of the old handbook is which of the new one: by id, by `formerly` after a rename, else by likeness."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from generator.diff.text_change import quoted
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
}
"""By list: what its entries are called, with their number where readers see one."""
LONG = 24
"""A sentence that stands for an entry without a title is not shown at greater length."""


class Placed(NamedTuple):
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


def in_place(holder: Any, name: str, holder_label: str = "") -> list[Placed]:
    """The entries of one list, in the order in which pages show them."""
    parts = phrasing.in_order(holder) if isinstance(holder, Policy) and name == "rules" else getattr(holder, name)
    return [
        Placed(part, position, _label(name, position, part), holder, holder_label)
        for position, part in enumerate(parts, 1)
    ]


def entries_of(holder: Any, holder_label: str = "") -> Iterator[tuple[str, Placed]]:
    """Every entry with an id anywhere in an item, with the name of the list it stands in."""
    for declared in fields(holder):
        for placed in (
            in_place(holder, declared.name, holder_label) if holds_entries(type(holder), declared.name) else ()
        ):
            yield declared.name, placed
            yield from entries_of(placed.part, placed.label)


def by_list(item: Any) -> dict[str, dict[str, Placed]]:
    """The same, by name of the list and by id: an id is used once in all lists of one name."""
    found: dict[str, dict[str, Placed]] = {}
    for name, placed in entries_of(item):
        found.setdefault(name, {})[placed.part.id] = placed
    return found


def origins(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """By new id: the id that the same thing had before. What is new is not among them.

    Kinds of entries that have no `formerly`, such as the sections of a form, are known by their title after a new id.
    """
    found = {id: id for id in after if id in before}
    titles = {title: id for id, thing in before.items() if id not in found and (title := _own_title(thing))}
    for id, thing in after.items():
        former = getattr(_bare(thing), "formerly", None) or titles.get(_own_title(thing))
        if id not in found and former in before and former not in found.values():
            found[id] = former
    return found


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
    head = list(takewhile(same, zip(range(len(before)), range(len(after)))))
    tail = takewhile(same, zip(range(len(before) - 1, len(head) - 1, -1), range(len(after) - 1, len(head) - 1, -1)))
    found = {k: i for i, k in (*head, *tail)}
    for alike, i, k in sorted(
        (-likeness(old, new), i, k) for i, old in enumerate(before) for k, new in enumerate(after)
    ):
        if -alike >= least and i not in found.values() and k not in found:
            found[k] = i
    return [
        *((i, None) for i in range(len(before)) if i not in found.values()),
        *((found.get(k), k) for k in range(len(after))),
    ]


def in_order(numbers: Sequence[int]) -> set[int]:
    """The longest increasing run through the numbers: the fewest entries are said to have moved."""
    runs: list[list[int]] = []
    for number in numbers:
        runs.append(max((run for run in runs if run[-1] < number), key=len, default=[]) + [number])
    return set(max(runs, key=len, default=[]))


def title_of(item: Any) -> str:
    """A whole file of the handbook, as the head of what changed in it: 流程「客户拜访」."""
    kind = KINDS[kind_of(item)]
    match item:
        case CalendarYear():
            return f"{item.id} 年{kind.title}"
        case Item() | Source() | Import():
            return kind.title + quoted(item.title)
    return kind.title


def _bare(thing: Any) -> Any:
    return thing.part if isinstance(thing, Placed) else thing


def _own_title(thing: Any) -> str:
    """What an entry without `formerly` is known by."""
    part = _bare(thing)
    return (
        ""
        if hasattr(part, "formerly")
        else getattr(part, "title", "") or getattr(part, "about", "") or getattr(part, "what", "")
    )


def _label(name: str, position: int, part: Any) -> str:
    match part:
        case Rule() | Task() | Exchange() | Question():
            words = phrasing.brief(phrasing.title_of(part), LONG)
        case Clause():
            return f"{LABELS[name]} {part.id}" + quoted(phrasing.brief(part.about, LONG))
        case _:
            words = part.title
    return LABELS[name].format(position) + (quoted(words) if words else "")
