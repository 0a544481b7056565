"""Everything that a field may name, by the title that people know it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from generator.load.references import LOCAL
from generator.model import KINDS, has_fields, hints, unwrap, variant
from generator.model.fields import NO_PROSE

LONGEST_HEADING = 40
"""In characters."""


class Choice(NamedTuple):
    """One thing that has an id."""

    kind: str
    """As in `generator.model.NAMES`."""
    id: str
    """As it is written in another file."""
    title: str
    group: str
    """The title of the item that it stands in; empty for an item."""
    item: str
    """The id of that item; of an item, its own."""


def choices(documents: Sequence[tuple[str, str, Mapping[str, Any]]], filled: Callable[[str, str], str]) -> list[Choice]:
    """Everything with an id in author documents, which need not be sound, in their order. `filled` puts the figures
    into a text of the document with an id.
    """
    found: list[Choice] = []
    for kind, id, data in documents:
        cls = KINDS[kind].cls
        title = filled(heading(cls, data), id)
        if not KINDS[kind].single:
            found.append(Choice(kind, id, title or id, "", id))
        group = KINDS[kind].title if KINDS[kind].single else title or id
        found += [
            Choice(of, f"{id}.{entry}" if of in LOCAL else entry, filled(words, id) or entry, group, id)
            for of, entry, words in _entries(cls, data)
        ]
    return found


def _entries(cls: type, data: Any) -> Iterator[tuple[str, str, str]]:
    """(kind, id, title) of everything inside a document that defines an id."""
    if not isinstance(data, dict):
        return
    cls = variant(cls, data.get("kind"))
    for declared in fields(cls):
        value, inner = data.get(declared.name), unwrap(hints(cls)[declared.name])
        kind = declared.metadata["rules"].get("defines")
        if kind and isinstance(value, str):
            yield kind, value, heading(cls, data)
        if has_fields(inner):
            for part in value if isinstance(value, list) else [value]:
                yield from _entries(inner, part)


def heading(cls: type, data: Any) -> str:
    """What people call an entry: its title, or the first of its texts."""
    if not isinstance(data, dict):
        return str(data or "")
    cls = variant(cls, data.get("kind"))
    texts = [
        str(data[declared.name])
        for declared in fields(cls)
        if isinstance(data.get(declared.name), str)
        and data[declared.name]
        and not declared.metadata["rules"].keys() & NO_PROSE
        and unwrap(hints(cls)[declared.name]) is str
        and declared.name != "kind"
    ]
    words = str(data.get("title") or next(iter(texts), ""))
    return words if len(words) <= LONGEST_HEADING else words[: LONGEST_HEADING - 1] + "…"
