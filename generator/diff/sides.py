"""One of two compared handbooks: what its values mean, and how readers know them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import Field as DataclassField
from dataclasses import dataclass, field, fields, replace
from typing import Any

from generator.diff.matching import entries_of
from generator.diff.text_change import quoted
from generator.language import inline, phrasing
from generator.model import (
    KINDS,
    PAGE,
    Condition,
    Due,
    EntryRef,
    Handbook,
    Kpi,
    Measure,
    MoneyField,
    NumberField,
    ScorecardLine,
    Target,
    has_fields,
)
from generator.schedule.day_words import joined
from generator.schedule.phrases import due_phrase

LONG = 24
"""A title or summary is not shown at greater length."""


@dataclass(frozen=True)
class Renamed:
    """What is called otherwise now, by what it was called."""

    items: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[EntryRef, EntryRef] = field(default_factory=dict)
    others: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Chapters, units, sources and clauses, which are known without their file, by kind and id."""

    def __bool__(self) -> bool:
        return bool(self.items or self.entries or self.others)

    def item(self, id: str) -> str:
        """What an item is called now."""
        return self.items.get(id, id)

    def entry(self, ref: EntryRef) -> EntryRef:
        """What an entry is called now."""
        return self.entries.get(ref) or EntryRef(self.item(ref.item), ref.entry)


@dataclass(frozen=True)
class Side:
    """A handbook, seen from one of its items."""

    handbook: Handbook
    item: Any
    renamed: Renamed
    """Of the older handbook: what each item or entry that was renamed is called now. Of the newer one: nothing."""

    def key(self, declared: DataclassField[Any], value: Any) -> Any:
        """What a value means: two values of the same key are the same to readers, whatever YAML says.

        References have their current id, line breaks and the like do not count.
        """
        rules = declared.metadata["rules"]
        if isinstance(value, tuple):
            return tuple(self.key(declared, entry) for entry in value)
        if "ref" in rules and value:
            return self._current(value, kinds(declared))
        if isinstance(value, EntryRef):  # in which item is told of the field beside it
            return self.renamed.entry(value).entry
        if isinstance(value, Due):
            return replace(
                joined(value),
                after=value.after and self.renamed.entry(value.after),
                after_text=value.after_text.removesuffix("后"),
                before_text=value.before_text.removesuffix("前"),
            )
        if isinstance(value, str):
            return inline.parse(self._relinked(_unlinked(value))) if rules.get("markdown") else " ".join(value.split())
        if is_nested(value):
            return value.__class__, tuple(
                self.key(part, getattr(value, part.name)) for part in fields(value) if not part.metadata["internal"]
            )
        return value

    def shown(self, declared: DataclassField[Any], value: Any, holder: Any) -> str:
        """A value of a field of `holder`: a reference by its title, a time limit as its phrase, a number with its
        unit.
        """
        rules = declared.metadata["rules"]
        if "ref" in rules:
            return self._title(value, kinds(declared))
        if isinstance(value, EntryRef):
            return quoted(self._label(value.item, value.entry) or value.entry)
        if isinstance(value, bool):
            return "「是」" if value else "「否」"
        if isinstance(value, Due):
            return quoted(due_phrase(value, self.handbook))
        if isinstance(value, str):
            return quoted(self._column(declared, value, holder) or text_of(declared, value))
        if isinstance(value, int | float):
            return phrasing.quantity(value, self._unit(declared, holder))
        return self._described(value) if is_nested(value) else str(value)

    def bare(self, declared: DataclassField[Any], value: Any, holder: Any) -> str:
        """The same without quotation marks around it; empty for nothing."""
        if value is None or value == "":
            return ""
        if isinstance(value, str) and not kinds(declared):
            return text_of(declared, value)
        return re.sub(r"\A「(.*)」\Z", r"\1", self.shown(declared, value, holder), flags=re.DOTALL)

    def row(self, declared: DataclassField[Any], values: Iterable[Any], holder: Any) -> str:
        """Several values of a list."""
        return phrasing.listed(self.shown(declared, value, holder) for value in values)

    def _described(self, part: Any) -> str:
        """An entry without an id: by its first field that readers know, with the others in brackets."""
        first, *others = (declared for declared in fields(part) if not declared.metadata["internal"])
        more = [
            f"{declared.metadata['title']}：{self.row(declared, value if isinstance(value, tuple) else (value,), part)}"
            for declared in others
            if (value := getattr(part, declared.name))
        ]
        return self.shown(first, getattr(part, first.name), part) + (f"（{'；'.join(more)}）" if more else "")

    def _unit(self, declared: DataclassField[Any], holder: Any) -> str:
        match holder:
            case Target() if isinstance(self.item, Kpi):
                return self.item.unit
            case NumberField() | MoneyField() if declared.name in ("least", "most"):
                return holder.unit
            case ScorecardLine():
                return "%"
            case _:
                return ""

    def _current(self, value: str | EntryRef, of: tuple[str, ...]) -> str | EntryRef:
        """A reference as things are called now."""
        if isinstance(value, EntryRef):
            return self.renamed.entry(value)
        other = next((self.renamed.others[kind, value] for kind in of if (kind, value) in self.renamed.others), value)
        return self.renamed.item(other) if KINDS.keys() & set(of) else other

    def _relinked(self, text: str) -> str:
        """A text whose links lead to what their targets are called now."""

        def follow(match: re.Match[str]) -> str:
            item, entry = match[1], match[2]
            now = self.renamed.entry(EntryRef(item, entry)) if entry else None
            return f"]({now.item}#{now.entry})" if now else f"]({self.renamed.item(item)})"

        return re.sub(r"\]\(([a-z][a-z0-9-]*)(?:#([a-z0-9-]+))?\)", follow, text) if self.renamed else text

    def _title(self, ref: str | EntryRef, of: tuple[str, ...]) -> str:
        """The title of what a reference names, else its id: nothing is sure in a handbook that was checked by other
        rules.
        """
        if isinstance(ref, EntryRef):
            item, title = self.handbook.items.get(ref.item), self._title_of_entry(ref)
            return quoted(ref.written if item is None else title if item is self.item else f"{item.title}·{title}")
        id = ref
        if "clause" in of:
            about = self.handbook.clauses[id].about if id in self.handbook.clauses else ""
            return id + quoted(phrasing.brief(about, LONG)) if about else quoted(id)
        settings = self.handbook.settings
        for kind, entries in (("chapter", settings.chapters), ("unit", settings.units)):
            if kind in of:
                return quoted(next((entry.title for entry in entries if entry.id == id), id))
        item = self.handbook.items.get(id)
        return quoted(item.title if item else id)

    def _title_of_entry(self, ref: EntryRef) -> str:
        """The title of a step or field, else its id."""
        return (
            next(
                (
                    entry.part.title
                    for name, entry in entries_of(self.handbook.items[ref.item])
                    if name in ("steps", "fields") and entry.part.id == ref.entry
                ),
                ref.entry,
            )
            if ref.item in self.handbook.items
            else ref.entry
        )

    def _column(self, declared: DataclassField[Any], id: str, holder: Any) -> str:
        """What readers call the field of a form that a measure counts; empty for any other text."""
        counts = isinstance(holder, Measure | Condition) and declared.name in ("column", "of", "who", "day")
        return self._label(self.item.measure.form, id) if counts else ""

    def _label(self, item_id: str | None, id: str) -> str:
        """What readers call an entry of an item, with its number; empty where there is none."""
        item = self.handbook.items.get(item_id) if item_id else None
        labels = (
            (entry.label for name, entry in entries_of(item) if entry.part.id == id and name != "sections")
            if item
            else ()
        )
        return next(iter(labels), "")


def kinds(declared: DataclassField[Any]) -> tuple[str, ...]:
    """The kinds that a reference may name; none for a field that is no reference."""
    names = declared.metadata["rules"].get("ref", ())
    return (names,) if isinstance(names, str) else tuple(names)


def text_of(declared: DataclassField[Any], value: str) -> str:
    """A text of the author as its readers see it, on one line."""
    return inline.plain(value) if declared.metadata["rules"].get("markdown") else " ".join(value.split())


def _unlinked(text: str) -> str:
    """A text in which the figures that come from parameters are figures like any other."""
    return re.sub(rf"\[([^\[\]]*)\]\({PAGE}#[^()\s]*\)", r"\1", text)


def is_nested(value: Any) -> bool:
    """Whether a value is looked into: a time limit, a date and the like are one value to readers."""
    return has_fields(value) and not isinstance(value, Due)
