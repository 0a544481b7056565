"""What changed between two handbooks, in sentences a manager can read.

Items and list entries are matched by id (or by `formerly`, after a rename), so that an inserted step does not change all later ones.
"""
from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, fields, is_dataclass
from typing import Any

from ..language import wording
from ..model import KINDS, Due, Handbook, Item, Rule, walk

LONG = 60
"""Texts that together have more characters are shown with their changed places only."""
UNITS = {"steps": "步", "rules": "条", "tasks": "项任务", "fields": "栏", "sections": "部分", "stages": "阶段", "terms": "个术语", "clauses": "条款"}


@dataclass(frozen=True)
class Change:
    """One thing that changed."""
    item: str
    """The id of the item, in the new handbook where it still exists."""
    where: tuple[str, ...]
    """From the item down to the entry, in readers' words."""
    text: str
    """What happened to it."""
    roles: frozenset[str] = frozenset()
    """The roles whose work it touches; empty if it concerns everyone."""

    def __str__(self) -> str:
        return " › ".join(self.where) + "：" + self.text


@dataclass(frozen=True)
class Both:
    """The two handbooks that are compared; knows how each calls its things."""
    old: Handbook
    new: Handbook

    def title(self, id: str) -> str:
        """The title of an item, in the newer handbook if it is there."""
        for handbook in (self.new, self.old):
            if id in handbook.items:
                return handbook.items[id].title
        return id


def compare(old: Handbook, new: Handbook) -> list[Change]:
    """All changes from one handbook to the other, in the order of kinds and ids."""
    both, found = Both(old, new), []
    for name, kind in KINDS.items():
        before, after = getattr(old, kind.part), getattr(new, kind.part)
        if kind.single:
            found += _fields(both, before, after, name, (kind.title,))
            continue
        renamed = {item.formerly: id for id, item in after.items() if getattr(item, "formerly", None) in before and item.formerly not in after}
        for id, item in before.items():
            if id not in after and id not in renamed:
                found.append(Change(id, (kind.title, _called(item)), "废止", _roles(old, item, item)))
        for id, item in after.items():
            origin = before.get(id) or before.get(getattr(item, "formerly", None))
            if origin is None:
                found.append(Change(id, (kind.title, _called(item)), "新增", _roles(new, item, item)))
            else:
                found += _fields(both, origin, item, id, (_called(item),))
    return found


def _fields(both: Both, old: Any, new: Any, item: str, where: tuple[str, ...], owner: Any = None, entry: Any = None) -> Iterator[Change]:
    """Changes between two objects of one class. `owner` is the item, `entry` the nearest part of it that has an id."""
    owner, entry = owner or new, entry or new
    roles = _roles(both.new, owner, entry) | _roles(both.old, owner, entry)
    if type(old) is not type(new):
        yield Change(item, where, "种类变了", roles)
        return
    for declared in fields(new):
        before, after, title = getattr(old, declared.name), getattr(new, declared.name), declared.metadata["title"]
        if before == after:
            continue
        if isinstance(after, tuple):
            if any(hasattr(part, "id") for part in before + after):
                yield from _entries(both, declared, before, after, item, where, owner, roles)
            else:
                yield Change(item, where, _list_change(both, declared, before, after, item, new), roles)
        elif before in (None, ""):
            yield Change(item, where, f"新增{title}{_shown(both.new, both, declared, after, item, new)}", roles)
        elif after in (None, ""):
            yield Change(item, where, f"取消{title}，原为{_shown(both.old, both, declared, before, item, old)}", roles)
        elif is_dataclass(after) and not isinstance(after, Due) and not hasattr(after, "parse"):
            yield from _fields(both, before, after, item, (*where, title), owner, entry)
        elif isinstance(after, str) and len(before + after) > LONG:
            yield Change(item, where, f"{title}改写：{rewritten(before, after)}", roles)
        else:
            yield Change(item, where, f"{title}由{_shown(both.old, both, declared, before, item, old)}改为{_shown(both.new, both, declared, after, item, new)}", roles)


def _entries(both: Both, declared: Field, before: tuple, after: tuple, item: str, where: tuple[str, ...], owner: Any, roles: frozenset[str]) -> Iterator[Change]:
    unit = UNITS.get(declared.name, "项")
    old = {part.id: (position, part) for position, part in enumerate(before, 1)}
    new = {part.id: (position, part) for position, part in enumerate(after, 1)}
    origin = {id: id if id in old else getattr(part, "formerly", None) for id, (_, part) in new.items()}
    for id, (position, part) in old.items():
        if id not in origin.values():
            yield Change(item, where, f"删除原第 {position} {unit}「{_called(part)}」", _roles(both.old, owner, part) | roles)
    stayed = _in_order([old[origin[id]][0] for id in new if origin[id] in old])
    for id, (position, part) in new.items():
        if origin[id] not in old:
            yield Change(item, where, f"新增第 {position} {unit}「{_called(part)}」", _roles(both.new, owner, part))
            continue
        was, then = old[origin[id]]
        here = (*where, f"第 {position} {unit}「{_called(part)}」")
        if was not in stayed:
            yield Change(item, here, f"由第 {was} {unit}移到第 {position} {unit}", _roles(both.new, owner, part))
        yield from _fields(both, then, part, item, here, owner, part)


def _in_order(numbers: list[int]) -> set[int]:
    """The longest increasing run through the numbers: the fewest entries are said to have moved."""
    best: list[list[int]] = []
    for number in numbers:
        best.append(max((run for run in best if run[-1] < number), key=len, default=[]) + [number])
    return set(max(best, key=len, default=[]))


def _list_change(both: Both, declared: Field, before: tuple, after: tuple, item: str, owner: Any) -> str:
    gone, added = [part for part in before if part not in after], [part for part in after if part not in before]
    title = declared.metadata["title"]
    if len(gone) == len(added) == 1 and isinstance(gone[0], str) and "ref" not in declared.metadata["rules"]:
        return f"{title}改写：{rewritten(gone[0], added[0])}"
    words = [f"去掉{_row(both.old, both, declared, gone, item, owner)}"] * bool(gone) + [f"增加{_row(both.new, both, declared, added, item, owner)}"] * bool(added)
    return f"{title}" + ("，".join(words) or "的顺序变了")


def _row(handbook: Handbook, both: Both, declared: Field, parts: Iterable[Any], item: str, owner: Any) -> str:
    return "、".join(_shown(handbook, both, declared, part, item, owner) for part in parts)


def _shown(handbook: Handbook, both: Both, declared: Field, value: Any, item: str, owner: Any) -> str:
    """A value as readers know it: a reference by its title, a time limit as its phrase."""
    if isinstance(value, bool):
        return "「是」" if value else "「否」"
    if isinstance(value, Due):
        return f"「{wording.due_phrase(value, handbook, item if item in handbook.items else getattr(owner, 'id', item))}」"
    if "ref" in declared.metadata["rules"]:
        return f"「{both.title(value)}」"
    if isinstance(value, float):
        return f" {wording.number(value)} "
    if is_dataclass(value) and not hasattr(value, "parse"):
        inner = [_shown(handbook, both, part, getattr(value, part.name), item, owner).strip("「」 ") for part in fields(value) if getattr(value, part.name)]
        return f"「{'，'.join(inner)}」"
    return f"「{value}」" if isinstance(value, str) else f" {value} "


def rewritten(before: str, after: str) -> str:
    """The text with [-what was taken out-] and {+what was put in+}: Chinese by character, Latin by word; unchanged parts shortened."""
    old, new = (re.findall(r"[A-Za-z0-9]+|\s+|.", text, re.DOTALL) for text in (before, after))
    out, cut, put = [], "", ""
    for change, i, j, k, l in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change != "equal" or len("".join(old[i:j])) < 2:   # one equal character inside a change reads as noise
            cut, put = cut + "".join(old[i:j]), put + "".join(new[k:l])
            continue
        same = "".join(old[i:j])
        out += [f"[-{cut}-]" * bool(cut), f"{{+{put}+}}" * bool(put), same if len(same) <= 12 else f"{same[:5]}…{same[-5:]}"]
        cut = put = ""
    return "".join([*out, f"[-{cut}-]" * bool(cut), f"{{+{put}+}}" * bool(put)]).replace("\n", " ")


def _called(part: Any) -> str:
    return getattr(part, "title", "") or getattr(part, "text", "") or getattr(part, "about", "") or getattr(part, "what", "") or part.id


def _roles(handbook: Handbook, item: Any, entry: Any) -> frozenset[str]:
    """Whose work an entry is about: the roles it names; else those of its item; nobody in particular for what is common to all."""
    named = frozenset(value for _, declared, value in walk(entry) if "role" in _kinds(declared) and declared.name != "owner")
    if isinstance(entry, Rule) and not named:
        named = frozenset(getattr(item, "binds", ())) or frozenset(role.id for role in handbook.own_roles())
    if named or entry is item or not isinstance(item, Item):
        return named | ({item.id} if type(item) is KINDS["role"].cls else frozenset())
    return _roles(handbook, item, item)


def _kinds(declared: Field) -> tuple[str, ...]:
    kinds = declared.metadata["rules"].get("ref", ())
    return (kinds,) if isinstance(kinds, str) else kinds


def concerning(changes: Iterable[Change], role: str) -> list[Change]:
    """The changes that touch the work of a role, and those that concern everyone."""
    return [change for change in changes if not change.roles or role in change.roles]


def as_text(changes: Iterable[Change]) -> str:
    """One line a change."""
    return "".join(f"{change}\n" for change in changes)


def as_markdown(changes: Iterable[Change]) -> str:
    """A list, item by item."""
    out, last = [], None
    for change in changes:
        if change.where[0] != last:
            last = change.where[0]
            out.append(f"\n## {last}\n\n")
        out.append("- " + " › ".join((*change.where[1:], change.text)) + "\n")
    return "".join(out).lstrip("\n")


def as_data(changes: Iterable[Change]) -> list[Mapping[str, Any]]:
    """Plain data for JSON."""
    return [{"item": change.item, "where": list(change.where), "text": change.text, "roles": sorted(change.roles)} for change in changes]
