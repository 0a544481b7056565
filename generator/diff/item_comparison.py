"""One item of the handbook against its older state: every field, and every entry by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from dataclasses import Field as DataclassField
from functools import cached_property
from typing import Any

from generator.diff.matching import ListEntry, by_list, holds_entries, in_order, in_place, origins, pairs
from generator.diff.sentences import list_change, moved, sentence_changes, value_change
from generator.diff.sides import Side, is_nested, kinds
from generator.language.text_diff import STRANGE, likeness
from generator.model import CHANGED, GONE, NEW, Change, Rule, class_title, hints, is_list
from generator.queries.audience import audience

Where = tuple[str, ...]
Pair = tuple[int | None, int | None]
"""Where an entry stood and where it stands; None where there is none."""


@dataclass(frozen=True)
class Comparison:
    """Two states of one item."""

    old: Side
    new: Side
    id: str

    def changes(self, where: Where) -> Iterator[Change]:
        """All changes of the item. `where` is how readers call it."""
        yield from self._fields(where, (self.old.item, self.new.item), (self.old.item, self.new.item))

    @cached_property
    def _origins(self) -> dict[str, dict[str, ListEntry]]:
        """By name of a list and new id: where the same entry was before, in whichever list of that name."""
        before, after = by_list(self.old.item), by_list(self.new.item)
        return {
            name: {id: before[name][was] for id, was in origins(before.get(name, {}), after[name]).items()}
            for name in after
        }

    def _fields(self, where: Where, both: tuple[Any, Any], entries: tuple[Any, Any]) -> Iterator[Change]:
        """Changes between an old and a new object.

        `entries` are the nearest parts around them that have an id, or the items.
        """
        old, new = both
        cls: type = new.__class__
        roles = audience(self.old.handbook, self.old.item, entries[0]) | audience(
            self.new.handbook, self.new.item, entries[1]
        )
        if old.__class__ is not new.__class__:
            yield Change(
                self.id,
                (*where, "种类"),
                f"由「{_kind(old)}」改为「{_kind(new)}」",
                roles,
                CHANGED,
                entries[1],
                (_kind(old), _kind(new)),
            )
        for declared in fields(new):
            name, path = declared.name, (*where, declared.metadata["title"])
            before, after = getattr(old, name, _unwritten(new, declared)), getattr(new, name)
            if declared.metadata["internal"] or (name == "kind" and old.__class__ is not new.__class__):
                continue
            if self._same(declared, before, after):
                continue
            concerned = roles | {*_listed(before), *_listed(after)} if roles and kinds(declared) == ("role",) else roles
            if holds_entries(cls, name):
                yield from self._entries(where, name, both)
            elif is_nested(before) and is_nested(after):
                yield from self._fields(path, (before, after), entries)
            elif not isinstance(after, tuple):
                yield Change(
                    self.id,
                    path,
                    value_change(self.old, self.new, declared, before, after, both),
                    concerned,
                    CHANGED,
                    entries[1],
                    (self.old.bare(declared, before, both[0]), self.new.bare(declared, after, both[1])),
                    name,
                    (before, after),
                )
            elif is_nested((*before, *after)[0]):
                yield from self._nameless(path, declared, (before, after), entries, roles)
            elif declared.metadata["rules"].get("markdown"):
                for which, text, texts in sentence_changes(self.old, self.new, declared, before, after, both):
                    place = (*path, which) if which else path
                    yield Change(self.id, place, text, roles, CHANGED, entries[1], texts, name)
            else:
                yield Change(
                    self.id,
                    path,
                    list_change(self.old, self.new, declared, before, after, both),
                    concerned,
                    CHANGED,
                    entries[1],
                    (self.old.row(declared, before, both[0]), self.new.row(declared, after, both[1])),
                    name,
                    unseen=name == "aliases" and new is self.new.item,
                )

    def _entries(self, where: Where, name: str, both: tuple[Any, Any]) -> Iterator[Change]:
        """Changes in a list whose entries have ids.

        With None for the old holder, only what came here from elsewhere is told.
        """
        old, new = both
        was, after = self._origins.get(name, {}), in_place(new, name)
        for gone in in_place(old, name) if old is not None else ():
            if all(gone.part is not origin.part for origin in was.values()):
                yield Change(
                    self.id,
                    where,
                    f"删除原{gone.label}",
                    audience(self.old.handbook, self.old.item, gone.part),
                    GONE,
                    new,
                    (gone.label, ""),
                )
        remaining = [entry for entry in after if entry.part.id in was and was[entry.part.id].holder is old]
        # Pages show rules level by level: a rule with a new level stands elsewhere for that reason alone.
        steady = [
            entry
            for entry in remaining
            if not isinstance(entry.part, Rule) or entry.part.level == was[entry.part.id].part.level
        ]
        unmoved = in_order([was[entry.part.id].position for entry in steady])
        for entry in after:
            path, origin = (*where, entry.label), was.get(entry.part.id)
            roles = audience(self.new.handbook, self.new.item, entry.part)
            if origin is None:
                if old is not None:
                    yield Change(self.id, where, f"新增{entry.label}", roles, NEW, entry.part, ("", entry.label))
                yield from self._arrivals(path, entry.part)
                continue
            roles |= audience(self.old.handbook, self.old.item, origin.part)
            if entry not in remaining:
                yield Change(self.id, path, f"从原{origin.holder_label}移来", roles, CHANGED, entry.part)
            elif entry in steady and origin.position not in unmoved:
                yield Change(self.id, path, moved(origin.position, entry.position), roles, CHANGED, entry.part)
            yield from self._fields(path, (origin.part, entry.part), (origin.part, entry.part))

    def _arrivals(self, where: Where, part: Any) -> Iterator[Change]:
        """What a new entry holds that stood elsewhere before."""
        cls: type = part.__class__
        for declared in fields(part):
            if holds_entries(cls, declared.name):
                yield from self._entries(where, declared.name, (None, part))

    def _nameless(
        self,
        where: Where,
        declared: DataclassField[Any],
        both: tuple[tuple[Any, ...], tuple[Any, ...]],
        entries: tuple[Any, Any],
        roles: frozenset[str],
    ) -> Iterator[Change]:
        """Changes in a list of entries that have no id but are known by their first field."""
        before, after = both
        first = fields((*before, *after)[0])[0]
        partners = self._split_exchanged(first, before, after, pairs(before, after, self._likeness, STRANGE))
        unmoved = in_order([i for i, k in partners if i is not None and k is not None])
        for i, k in partners:
            if i is not None and k is None:
                yield Change(
                    self.id,
                    where,
                    f"去掉{self.old.shown(declared, before[i], None)}",
                    roles,
                    CHANGED,
                    entries[1],
                    (self.old.bare(declared, before[i], None), ""),
                )
            elif i is None and k is not None:
                yield Change(
                    self.id,
                    where,
                    f"增加{self.new.shown(declared, after[k], None)}",
                    roles,
                    CHANGED,
                    entries[1],
                    ("", self.new.bare(declared, after[k], None)),
                )
            elif i is not None and k is not None:
                path = (*where, self.new.shown(first, getattr(after[k], first.name), after[k]))
                if i not in unmoved:
                    yield Change(self.id, path, moved(i + 1, k + 1), roles, CHANGED, entries[1])
                yield from self._fields(path, (before[i], after[k]), entries)

    def _split_exchanged(
        self, first: DataclassField[Any], before: tuple[Any, ...], after: tuple[Any, ...], partners: list[Pair]
    ) -> list[Pair]:
        """Entries that begin with a reference are what it names: one exchanged for another is the same entry only if
        all else about it stayed.
        """
        if not kinds(first):
            return partners

        def same(i: int, k: int, declared: DataclassField[Any]) -> bool:
            return self._same(declared, getattr(before[i], declared.name), getattr(after[k], declared.name))

        both = [(i, k) for i, k in partners if i is not None and k is not None]
        steady = [(i, k) for i, k in both if same(i, k, first)]
        same_pairs = [
            (i, k)
            for i, k in both
            if (i, k) in steady
            or (
                all((i < a) == (k < b) for a, b in steady)
                and all(same(i, k, declared) for declared in fields(after[k])[1:])
            )
        ]
        return [
            *((i, None) for i in range(len(before)) if all(i != was for was, _ in same_pairs)),
            *((next((was for was, now in same_pairs if now == k), None), k) for k in range(len(after))),
        ]

    def _likeness(self, old: Any, new: Any) -> float:
        """Of two entries without ids: 1 if they are the same, nearly so if they begin the same, else the mean over
        their fields.
        """
        field_values = [
            (declared, getattr(old, declared.name), getattr(new, declared.name)) for declared in fields(new)
        ]
        shares = [
            1.0 if self._same(*values) else 0.0 if kinds(values[0]) else likeness(str(values[1]), str(values[2]))
            for values in field_values
            if values[1] or values[2]
        ]
        return 0.9 * max(shares[0], sum(shares) / len(shares)) if min(shares) < 1 else 1.0

    def _same(self, declared: DataclassField[Any], before: Any, after: Any) -> bool:
        """Whether a value is still the same for readers."""
        return (before == after and not self.old.renamed) or self.old.key(declared, before) == self.new.key(
            declared, after
        )


def _listed(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _kind(entry: Any) -> str:
    return class_title(entry.__class__)


def _unwritten(new: object, declared: DataclassField[Any]) -> Any:
    """What a field that the old object did not have is taken to have been."""
    if declared.default is not MISSING:
        return declared.default
    cls: type = new.__class__
    return () if is_list(hints(cls)[declared.name]) else None
