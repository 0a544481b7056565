"""What the pages tell of revisions: which of their places this edition changed, and which changes belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from generator.model import CHANGED, NEW, Change, Handbook, Revised
from generator.render.addresses import ANCHORS, Address, address_of, anchor_of

Marks = Mapping[tuple[str, str], str]
"""By the id of an item and the anchor of an entry of it (empty for the item itself): 新增 or 修改."""


class ItemChanges(NamedTuple):
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
    by_place: dict[tuple[str, str], str] = {}
    for change in history[0].changes if history else ():
        if change.entry is None or change.unseen:
            continue
        place = change.item, anchor_of(change.entry) if isinstance(change.entry, tuple(ANCHORS)) else ""
        by_place[place] = NEW if NEW in (change.kind, by_place.get(place)) else CHANGED
    return by_place


def by_kind(changes: Iterable[Change], handbook: Handbook) -> list[tuple[str, list[ItemChanges]]]:
    """The changes of an edition item by item, the items under the title of their kind; last what has no page, such as
    settings.
    """
    holders = {**handbook.items, **handbook.sources, "glossary": handbook.glossary}
    groups = [
        _group(list(members), holders)
        for _, members in groupby(changes, key=lambda change: (change.item, change.where[0]))
    ]
    groups.sort(key=lambda group: group.address is None and "「" not in group.title)
    return [
        (title, list(members)) for title, members in groupby(groups, key=lambda group: group.title.partition("「")[0])
    ]


def _group(changes: list[Change], holders: Mapping[str, Any]) -> ItemChanges:
    """`holders` are the items and lists that have a page, by their id."""
    first, holder = changes[0], holders.get(changes[0].item)
    roles = (
        frozenset().union(*(change.roles for change in changes))
        if all(change.roles for change in changes)
        else frozenset()
    )
    return ItemChanges(first.where[0], address_of(holder) if holder is not None else None, tuple(changes), roles)
