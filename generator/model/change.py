"""One thing that changed from one revision to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from generator.model.handbook import Handbook
from generator.model.revision import Edition

NEW, CHANGED, GONE = "新增", "修改", "删除"
"""What can become of an entry."""


@dataclass(frozen=True)
class Change:
    """One thing that changed."""

    item: str
    """The id of the item, in the new handbook where it still exists."""
    where: tuple[str, ...]
    """From the item down to the field, in readers' words."""
    text: str
    """What happened to it."""
    roles: frozenset[str] = frozenset()
    """The roles whose work it touches; empty if it concerns everyone."""
    kind: str = field(default=CHANGED, compare=False)
    """NEW, CHANGED or GONE: what became of `entry`, or of a part of it."""
    entry: Any = field(default=None, compare=False, repr=False)
    """The nearest thing with an id that it happened to or in, as it is now; the item itself if nothing nearer has one,
    None if that is gone."""
    texts: tuple[str, str] = field(default=("", ""), compare=False, repr=False)
    """What stood here before, and what stands here now, as readers see it; empty where nothing stood."""
    field_name: str = field(default="", compare=False, repr=False)
    """The name of the field of the model that has another value; empty where that is no single value."""
    values: tuple[Any, Any] = field(default=(None, None), compare=False, repr=False)
    """Its value before and now."""
    unseen: bool = field(default=False, compare=False)
    """Whether no page shows it: the words that an item is searched by."""

    def __str__(self) -> str:
        return " › ".join(self.where) + "：" + self.text

    @property
    def whole(self) -> bool:
        """Whether the item itself came or went, not an entry of it."""
        return self.where in ((self.texts[0],), (self.texts[1],))

    @property
    def place(self) -> str:
        """Where in its item."""
        return " › ".join(self.where[1:])


@dataclass(frozen=True)
class Revised:
    """One edition against the one before it."""

    edition: Edition
    handbook: Handbook = field(repr=False)
    changes: tuple[Change, ...] = ()
    """None for the very first edition."""
    before: str = ""
    """What the edition before is called; empty for the very first one."""

    def of(self, *ids: str) -> tuple[Change, ...]:
        """What its readers see changed in an item, by its id and perhaps its former one."""
        return tuple(change for change in self.changes if change.item in ids and not change.unseen)


def record(
    history: Sequence[Revised], item: str, formerly: str | None = None
) -> list[tuple[Edition, tuple[Change, ...]]]:
    """In which editions an item came or changed, newest first, with the changes; none where it came whole.

    `history` is newest first. A former id of the item is followed.
    """
    ids = {item, *filter(None, [formerly])}
    editions: list[tuple[Edition, tuple[Change, ...]]] = []
    for revised, older in zip_longest(history, history[1:]):
        if not ids & revised.handbook.items.keys():
            continue
        if older is None or not ids & older.handbook.items.keys():
            editions.append((revised.edition, ()))
        elif changes := revised.of(*ids):
            editions.append((revised.edition, changes))
    return editions
