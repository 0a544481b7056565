"""What changed between two handbooks, in sentences a manager can read.

Items and list entries are matched by id (or by `formerly`, after a rename), so that an inserted step does not change
all later ones. A thing that was only renamed is still the same wherever it is referred to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from generator.diff.item_comparison import Comparison
from generator.diff.matching import by_list, origins, title_of
from generator.diff.sides import Renamed, Side
from generator.language import inline
from generator.memory import FORGETFUL, Memory
from generator.model import GONE, KINDS, NEW, Change, Document, EntryRef, Handbook, Item
from generator.queries.audience import audience

__all__ = ["FORMATS", "Change", "as_data", "as_json", "as_markdown", "as_text", "compare", "concerning"]


def compare(old: Handbook, new: Handbook, memory: Memory = FORGETFUL) -> list[Change]:
    """All changes from one handbook to the other, in the order of kinds and ids.

    Comments and layout of the YAML do not count. With a `memory` only those items are compared again that changed, or
    whose changes are told in words that did.
    """
    new_ids = _new_ids(old, new)
    changes: list[Change] = []

    def compared(before: Any, after: Any, id: str) -> tuple[Change, ...]:
        if before == after and not new_ids:
            return ()
        sides = Side(old, before, new_ids), Side(new, after, Renamed())
        return tuple(Comparison(*sides, id).changes((title_of(after),)))

    def comparison(before: Any, after: Any, id: str) -> tuple[Change, ...]:
        # The changes hold entries of the item: they are those of this state of it.
        key = (before, after, new_ids, old)
        return memory.kept(("compared", id), partial(compared, before, after, id), key)

    for name, kind in KINDS.items():
        before, after = getattr(old, kind.part), getattr(new, kind.part)
        if kind.single:
            changes += comparison(before, after, name)
            continue
        was = origins(before, after)
        for id, item in before.items():
            if id not in was.values():
                changes.append(
                    Change(
                        id,
                        (title_of(item),),
                        "废止" + _numbered(item),
                        audience(old, item, item),
                        GONE,
                        None,
                        (title_of(item), ""),
                    )
                )
        for id, item in after.items():
            if id in was:
                changes += comparison(before[was[id]], item, id)
            else:
                changes.append(
                    Change(
                        id,
                        (title_of(item),),
                        "新增" + _numbered(item),
                        audience(new, item, item),
                        NEW,
                        item,
                        ("", title_of(item)),
                    )
                )
    return changes


def _new_ids(old: Handbook, new: Handbook) -> Renamed:
    """What items and entries of the old handbook are called now, where that is something else."""
    items: dict[str, str] = {}
    new_ids: dict[EntryRef, EntryRef] = {}
    for id, was in origins(old.items, new.items).items():
        if was == id and old.items[was] == new.items[id]:
            continue
        items |= {was: id} if was != id else {}
        before, after = by_list(old.items[was]), by_list(new.items[id])
        for name in after:
            entries = origins(before.get(name, {}), after[name])
            new_ids |= {
                EntryRef(was, entry_was): EntryRef(id, entry)
                for entry, entry_was in entries.items()
                if entry_was != entry
            }
    return Renamed(items, new_ids, _others(old, new))


def _others(old: Handbook, new: Handbook) -> dict[tuple[str, str], str]:
    """What chapters, units, sources and clauses of the old handbook are called now, where that is something else."""
    sources = origins(old.sources, new.sources)
    now = {("source", was): id for id, was in sources.items() if was != id}
    holders = [(old.sources[was], new.sources[id]) for id, was in sources.items()]
    for before, after in (pair for pair in [*holders, (old.settings, new.settings)] if pair[0] != pair[1]):
        entries, earlier = by_list(after), by_list(before)
        for kind, name in (("clause", "clauses"), ("chapter", "chapters"), ("unit", "units")):
            ids = origins(earlier.get(name, {}), entries.get(name, {}))
            now |= {(kind, was): id for id, was in ids.items() if was != id}
    return now


def _numbered(item: Item) -> str:
    return f"，文件编号 {item.number}" if isinstance(item, Document) else ""


def concerning(changes: Iterable[Change], role: str) -> list[Change]:
    """The changes that touch the work of a role, and those that concern everyone."""
    return [change for change in changes if not change.roles or role in change.roles]


def as_text(changes: Iterable[Change]) -> str:
    """One line a change."""
    return "".join(f"{change}\n" for change in changes)


def as_markdown(changes: Iterable[Change]) -> str:
    """A list, item by item; nothing in the handbook's own words is taken for markup."""
    out, last = [], None
    for change in changes:
        if change.where[0] != last:
            last = change.where[0]
            out.append(f"\n## {inline.escaped(last)}\n\n")
        out.append(f"- {inline.escaped(' › '.join(change.where[1:]) + '：' * (len(change.where) > 1) + change.text)}\n")
    return "".join(out).lstrip("\n")


def as_json(changes: Iterable[Change]) -> str:
    """For programs."""
    return json.dumps(as_data(changes), ensure_ascii=False, indent=2) + "\n"


def as_data(changes: Iterable[Change]) -> list[Mapping[str, Any]]:
    """Plain data for JSON."""
    return [
        {"item": change.item, "where": list(change.where), "text": change.text, "roles": sorted(change.roles)}
        for change in changes
    ]


FORMATS: Mapping[str, Callable[[Iterable[Change]], str]] = MappingProxyType(
    {"text": as_text, "md": as_markdown, "json": as_json}
)
"""Every way to show changes, by the name that `sop diff --format` takes."""
