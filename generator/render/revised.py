"""What the pages tell of revisions: which of their places this edition changed, and which changes belong together."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.model import CHANGED, KINDS, NEW, Change, Handbook, Revised, kind_of
from generator.render.addresses import ANCHORS, Address, address_of, anchor_of

Marks = Mapping[tuple[str, str], str]
"""By the id of an item and the anchor of an entry of it (empty for the item itself): 新增 or 修改."""


class Group(NamedTuple):
    """All changes of one item."""
    title: str
    """流程「客户拜访」."""
    address: Address | None
    """None if it has no page any more, or never had one."""
    changes: tuple[Change, ...]
    roles: frozenset[str]
    """Everyone whom one of the changes concerns; empty if one concerns all."""


def marks(history: Sequence[Revised]) -> Marks:
    """What is marked on the pages of the newest edition. What lies inside something new is not marked again."""
    found: dict[tuple[str, str], str] = {}
    for change in history[0].changes if history else ():
        if change.entry is None or change.unseen:
            continue
        place = change.item, anchor_of(change.entry) if isinstance(change.entry, tuple(ANCHORS)) else ""
        found[place] = NEW if NEW in (change.kind, found.get(place)) else CHANGED
    return found


def by_kind(changes: Iterable[Change], handbook: Handbook) -> list[tuple[str, list[Group]]]:
    """The changes of an edition item by item, the items under the title of their kind; last what has no page, such as settings."""
    groups = [_group(list(held), handbook) for _, held in groupby(changes, key=lambda change: (change.item, change.where[0]))]
    groups.sort(key=lambda group: group.address is None and "「" not in group.title)
    return [(title, list(held)) for title, held in groupby(groups, key=lambda group: group.title.partition("「")[0])]


def _group(changes: list[Change], handbook: Handbook) -> Group:
    first = changes[0]
    item = handbook.items.get(first.item)
    singles = {"glossary": handbook.glossary} if handbook.glossary else {}
    holder = item if item is not None and kind_of(item) in KINDS else singles.get(first.item)
    roles = frozenset().union(*(change.roles for change in changes)) if all(change.roles for change in changes) else frozenset()
    return Group(first.where[0], address_of(holder) if holder is not None else None, tuple(changes), roles)
