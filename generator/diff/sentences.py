"""What happened to one value, or to one list of plain values, as the end of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import Field as DataclassField
from typing import Any

from generator.diff.matching import in_order, pairs
from generator.diff.sides import Side, kinds, text_of
from generator.diff.text_change import quoted, rewritten
from generator.language import phrasing
from generator.language.text_diff import STRANGE, likeness
from generator.model import Due, Item, Policy, Rule, Step

LONG = 60
"""Two texts with more characters than this are shown by what changed in them; shorter ones, and those that have little
in common, in full."""
UNWRITTEN: Mapping[tuple[type, str], str] = {
    (Step, "accountable"): "流程的归口岗位",
    (Rule, "binds"): "本制度约束的全部岗位",
    (Policy, "binds"): "本部门全部岗位",
    (Rule, "breach"): "本制度的违反后果",
    (Item, "review_every"): "手册设置的评审间隔",
}
"""What holds where nothing is written, as the help of these fields says."""


def value_change(
    old: Side, new: Side, declared: DataclassField[Any], before: Any, after: Any, holders: tuple[Any, Any]
) -> str:
    """由 3 年改为 5 年, 原来没有，现为「…」, 取消，原为「…」, or the text with its changes marked.

    `holders` are the objects that the values stand in.
    """
    unwritten = _unwritten(holders[1], declared)
    was = old.shown(declared, before, holders[0]) if before not in (None, "") else unwritten
    now = new.shown(declared, after, holders[1]) if after not in (None, "") else unwritten
    if was == now and isinstance(after, str) and not kinds(declared):
        return f"文字没变，链接或强调的写法由{quoted(_one_line(before))}改为{quoted(_one_line(after))}"
    if was == now:  # two things of one name
        ids = (before.after, after.after) if isinstance(after, Due) else (before, after)
        return f"由{was}（{ids[0]}）改为{now}（{ids[1]}）" if all(ids) else f"写法变了，读起来仍是{now}"
    if not was or not now:  # 「增加 2%」 would be read as two percent more
        return phrasing.spaced("原来没有，现为", now) if now else phrasing.spaced("取消，原为", was)
    texts = isinstance(before, str) and isinstance(after, str) and before and after and not kinds(declared)
    if texts and len(was + now) > LONG and likeness(was, now) >= STRANGE:
        return rewritten(text_of(declared, before), text_of(declared, after))
    return phrasing.spaced("由", was, "改为", now)


def list_change(
    old: Side,
    new: Side,
    declared: DataclassField[Any],
    before: tuple[Any, ...],
    after: tuple[Any, ...],
    holders: tuple[Any, Any],
) -> str:
    """What happened to a list of names, words or dates: 增加「…」, 去掉「…」, 「…」改为「…」, or a new order."""
    unwritten = _unwritten(holders[1], declared)
    if unwritten and not (before and after):
        return phrasing.spaced(
            "由",
            old.row(declared, before, holders[0]) or unwritten,
            "改为",
            new.row(declared, after, holders[1]) or unwritten,
        )
    was, now = old.key(declared, before), new.key(declared, after)
    removal = old.row(declared, _without(before, was, now), holders[0])
    addition = new.row(declared, _without(after, now, was), holders[1])
    if not removal and not addition:
        return phrasing.spaced("顺序变了，现为", new.row(declared, after, holders[1]))
    if removal and addition and len(before) == len(after) and len(_without(before, was, now)) == 1:
        return phrasing.spaced(removal, "改为", addition)
    return "，".join(phrasing.spaced(*words) for words in (("去掉", removal), ("增加", addition)) if words[1])


def sentence_changes(
    old: Side,
    new: Side,
    declared: DataclassField[Any],
    before: tuple[Any, ...],
    after: tuple[Any, ...],
    holders: tuple[Any, Any],
) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Changes in a list of sentences, as (which sentence, what happened to it, (the old one, the new one)); the first
    is empty for what concerns the list.
    """

    def alike(first: str, other: str) -> float:
        return (
            1.0
            if old.key(declared, first) == new.key(declared, other)
            else min(0.99, likeness(text_of(declared, first), text_of(declared, other)))
        )

    partners = pairs(before, after, alike, STRANGE)
    unmoved = in_order([i for i, k in partners if i is not None and k is not None])
    for i, k in partners:
        if k is None and i is not None:
            yield (
                "",
                f"去掉原第 {i + 1} 条{old.shown(declared, before[i], holders[0])}",
                (text_of(declared, before[i]), ""),
            )
        elif i is None and k is not None:
            yield "", f"增加第 {k + 1} 条{new.shown(declared, after[k], holders[1])}", ("", text_of(declared, after[k]))
        elif i is not None and k is not None:
            if i not in unmoved:
                yield f"第 {k + 1} 条{new.shown(declared, after[k], holders[1])}", moved(i + 1, k + 1), ("", "")
            if old.key(declared, before[i]) != new.key(declared, after[k]):
                texts = text_of(declared, before[i]), text_of(declared, after[k])
                yield f"第 {k + 1} 条", value_change(old, new, declared, before[i], after[k], holders), texts


def moved(before: int, after: int) -> str:
    """What happened to an entry that stands elsewhere in its list."""
    return f"由第 {before} 位移到第 {after} 位" if before != after else f"和前后各项换了次序，仍在第 {after} 位"


def _unwritten(holder: Any, declared: DataclassField[Any]) -> str:
    return next(
        (words for (cls, name), words in UNWRITTEN.items() if name == declared.name and isinstance(holder, cls)), ""
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without(values: tuple[Any, ...], keys: tuple[Any, ...], others: tuple[Any, ...]) -> list[Any]:
    """The values whose keys are not among the others, as often as they are not."""
    counts, rest = Counter(others), []
    for value, key in zip(values, keys, strict=True):
        counts[key] -= 1
        rest += [value] if counts[key] < 0 else []
    return rest
