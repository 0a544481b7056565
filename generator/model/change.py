"""One thing that changed from one revision to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import zip_longest
from typing import Any

from generator.memory import Memory
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
    by_item: Mapping[str, tuple[Change, ...]] = field(init=False, compare=False, repr=False)
    """The changes of each item, by its id."""

    def __post_init__(self) -> None:
        by_item: dict[str, tuple[Change, ...]] = {}
        for change in self.changes:
            by_item[change.item] = (*by_item.get(change.item, ()), change)
        object.__setattr__(self, "by_item", by_item)

    def of(self, *ids: str) -> tuple[Change, ...]:
        """What its readers see changed in an item, by its id and perhaps its former one."""
        return tuple(change for id in ids for change in self.by_item.get(id, ()) if not change.unseen)


def recorded_changes(revised: Revised, memory: Memory) -> Revised:
    """What changed in the draft, which notes who reads of which change."""
    return memory.recorded("draft", revised, lambda part: isinstance(part, Revised | Mapping), _reads_the_same)


def _reads_the_same(one: Any, other: Any) -> bool:
    """Whether two values are the same to readers. What is inside of a handbook, and of the entries that changed, is
    noted by itself.
    """
    match one, other:
        case (Handbook(), Handbook()):
            return True
        case (tuple(), tuple()):
            return len(one) == len(other) and all(map(_reads_the_same, one, other))
        case (Change(), Change()):
            return one is other or _shown(one) == _shown(other)
        case _:
            return bool(one == other)


def _shown(change: Change) -> tuple[Any, ...]:
    """All of a change, for entries which they are."""
    entry = change.entry.__class__, getattr(change.entry, "id", "")
    return (*(getattr(change, declared.name) for declared in fields(change) if declared.name != "entry"), entry)


def record(
    history: Sequence[Revised], item: str, formerly: str | None = None
) -> list[tuple[Edition, tuple[Change, ...]]]:
    """In which editions an item came or changed, newest first, with the changes; none where it came whole.

    `history` is newest first. A former id of the item is followed.
    """
    ids = dict.fromkeys(filter(None, [formerly, item]))
    editions: list[tuple[Edition, tuple[Change, ...]]] = []
    for revised, older in zip_longest(history, history[1:]):
        if not ids.keys() & revised.handbook.items.keys():
            continue
        if older is None or not ids.keys() & older.handbook.items.keys():
            editions.append((revised.edition, ()))
        elif changes := revised.of(*ids):
            editions.append((revised.edition, changes))
    return editions
