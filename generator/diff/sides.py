"""One of two compared handbooks: what its values mean, and how readers know them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import Field as DataclassField
from dataclasses import dataclass, fields, replace
from typing import Any

from generator.diff.matching import entries_of
from generator.diff.text_change import quoted
from generator.language import inline, phrasing
from generator.model import (
    KINDS,
    PAGE,
    Condition,
    Due,
    Handbook,
    Measure,
    MoneyField,
    NumberField,
    Question,
    ScorecardLine,
    Target,
    has_fields,
)

LONG = 24
"""A title or summary is not shown at greater length."""


@dataclass(frozen=True)
class Side:
    """A handbook, seen from one of its items."""

    handbook: Handbook
    item: Any
    renamed: Mapping[str, str]
    """Of the older handbook: by its full id, what each item or entry that was renamed is called now. Of the newer one:
    nothing."""

    def key(self, declared: DataclassField, value: Any) -> Any:
        """What a value means: two values of the same key are the same to readers, whatever YAML says.

        References have their full and current id, line breaks and the like do not count.
        """
        rules = declared.metadata["rules"]
        if isinstance(value, tuple):
            return tuple(self.key(declared, entry) for entry in value)
        if "ref" in rules and value:
            return self._full_id(value, kinds(declared))
        if isinstance(value, Due):
            start = self._full_id(value.after, ("step", "field")) if value.after else None
            return replace(
                value,
                after=start,
                after_text=value.after_text.removesuffix("后"),
                before_text=value.before_text.removesuffix("前"),
            )
        if isinstance(value, str):
            return inline.parse(self._relinked(_unlinked(value))) if rules.get("markdown") else " ".join(value.split())
        if is_nested(value):
            return type(value), tuple(
                self.key(part, getattr(value, part.name)) for part in fields(value) if part.name != "formerly"
            )
        return value

    def shown(self, declared: DataclassField, value: Any, holder: Any) -> str:
        """A value of a field of `holder`: a reference by its title, a time limit as its phrase, a number with its
        unit.
        """
        rules = declared.metadata["rules"]
        if "ref" in rules:
            return self._title(value, kinds(declared))
        if isinstance(value, bool):
            return "「是」" if value else "「否」"
        if isinstance(value, Due):
            return quoted(phrasing.due_phrase(value, self.handbook, self.item.id))
        if isinstance(value, str):
            return quoted(self._entry_title(declared, value, holder) or text_of(declared, value))
        if isinstance(value, int | float):
            return phrasing.quantity(value, self._unit(declared, holder))
        return self._described(value) if is_nested(value) else str(value)

    def bare(self, declared: DataclassField, value: Any, holder: Any) -> str:
        """The same without quotation marks around it; empty for nothing."""
        if value is None or value == "":
            return ""
        if isinstance(value, str) and not kinds(declared):
            return text_of(declared, value)
        return re.sub(r"\A「(.*)」\Z", r"\1", self.shown(declared, value, holder), flags=re.DOTALL)

    def row(self, declared: DataclassField, values: Iterable[Any], holder: Any) -> str:
        """Several values of a list."""
        return phrasing.listed(self.shown(declared, value, holder) for value in values)

    def _described(self, part: Any) -> str:
        """An entry without an id: by its first field, with the others in brackets."""
        first, *others = fields(part)
        more = [
            f"{declared.metadata['title']}：{self.row(declared, value if isinstance(value, tuple) else (value,), part)}"
            for declared in others
            if (value := getattr(part, declared.name))
        ]
        return self.shown(first, getattr(part, first.name), part) + (f"（{'；'.join(more)}）" if more else "")

    def _unit(self, declared: DataclassField, holder: Any) -> str:
        match holder:
            case Target():
                return self.item.unit
            case NumberField() | MoneyField() if declared.name in ("least", "most"):
                return holder.unit
            case ScorecardLine():
                return "%"
        return ""

    def _full_id(self, id: str, of: tuple[str, ...]) -> str:
        """A reference in its one form, as things are called now: that to a step or a field names the item as well."""
        if not {"step", "field"} & set(of):
            return self.renamed.get(id, id) if KINDS.keys() & set(of) else id
        full = id if "." in id else f"{self.item.id}.{id}"
        item, _, entry = full.partition(".")
        return self.renamed.get(full, f"{self.renamed.get(item, item)}.{entry}")

    def _relinked(self, text: str) -> str:
        """A text whose links lead to what their targets are called now."""

        def follow(match: re.Match[str]) -> str:
            full = match[1].replace("#", ".")
            item, dot, entry = full.partition(".")
            return "](" + self.renamed.get(full, f"{self.renamed.get(item, item)}{dot}{entry}").replace(".", "#") + ")"

        return re.sub(r"\]\(([a-z][a-z0-9-]*(?:#[a-z0-9-]+)?)\)", follow, text) if self.renamed else text

    def _title(self, id: str, of: tuple[str, ...]) -> str:
        """The title of what a reference names, else its id: nothing is sure in a handbook that was checked by other
        rules.
        """
        if "clause" in of:
            about = self.handbook.clauses[id].about if id in self.handbook.clauses else ""
            return id + quoted(phrasing.brief(about, LONG)) if about else quoted(id)
        if "chapter" in of:
            return quoted(next((chapter.title for chapter in self.handbook.settings.chapters if chapter.id == id), id))
        local = {"step", "field"} & set(of) and "." not in id
        item_id, _, entry_id = (f"{self.item.id}.{id}" if local else id).partition(".")
        item = self.handbook.items.get(item_id)
        if not entry_id or item is None:
            return quoted(item.title if item else id)
        title = next(
            (
                placed.part.title
                for name, placed in entries_of(item)
                if name in ("steps", "fields") and placed.part.id == entry_id
            ),
            entry_id,
        )
        return quoted(title if item is self.item else f"{item.title}·{title}")

    def _entry_title(self, declared: DataclassField, id: str, holder: Any) -> str:
        """The title of an entry that is named by its id beside its item; empty for any other text."""
        match holder:
            case Question() if declared.name == "entry":
                item = self.handbook.items.get(holder.about)
            case Measure() | Condition() if declared.name in ("column", "of", "who", "day"):
                item = self.handbook.items.get(self.item.measure.form)
            case _:
                return ""
        return (
            next((placed.label for name, placed in entries_of(item) if placed.part.id == id and name != "sections"), "")
            if item
            else ""
        )


def kinds(declared: DataclassField) -> tuple[str, ...]:
    """The kinds that a reference may name; none for a field that is no reference."""
    named = declared.metadata["rules"].get("ref", ())
    return (named,) if isinstance(named, str) else tuple(named)


def text_of(declared: DataclassField, value: str) -> str:
    """A text of the author as its readers see it, on one line."""
    return inline.plain(value) if declared.metadata["rules"].get("markdown") else " ".join(value.split())


def _unlinked(text: str) -> str:
    """A text in which the figures that come from parameters are figures like any other."""
    return re.sub(rf"\[([^\[\]]*)\]\({PAGE}#[^()\s]*\)", r"\1", text)


def is_nested(value: Any) -> bool:
    """Whether a value is looked into: a time limit, a date and the like are one value to readers."""
    return has_fields(value) and not isinstance(value, Due)
