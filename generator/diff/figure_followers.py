"""Which places follow a figure that changed: those that take it by reference, themselves or through another figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import KINDS, Change, WrittenFigure, full_name, placeholders, written_figures

Data = Mapping[str, Mapping[str, dict[str, Any]]]


def figure_homes(data: Data) -> Mapping[str, WrittenFigure]:
    """Where each figure is written, by its name."""
    return written_figures(
        (KINDS[kind].cls, id, document) for kind, documents in data.items() for id, document in documents.items()
    )


def is_home(home: WrittenFigure, change: Change, name: str) -> bool:
    """Whether a change is that of a figure at its home."""
    entry = name.partition("#")[2].rpartition(".")[0] or (name if "#" not in name else "")
    changed_entry = "" if change.entry is None else getattr(change.entry, "id", "")
    at_home = home.item == change.item and (changed_entry == entry or (not entry and changed_entry == change.item))
    return at_home and not any(placeholders(home.text)) and change.field_name in home.path


def attributed_changes(data: Data, moved: set[str], following: Sequence[Change]) -> Mapping[str, list[Change]]:
    """By figure: the changes in items that take it, themselves or through another figure."""
    takers: dict[str, set[str]] = defaultdict(set)
    homes = figure_homes(data)

    def sources(name: str) -> set[str]:
        home = homes[name]
        names = {full_name(written, home.item) for _, written in placeholders(home.text)} & homes.keys()
        return {source for each in names for source in sources(each)} if names else {name}

    for documents in data.values():
        for id, document in documents.items():
            for _, written in placeholders(document):
                name = full_name(written, id)
                if name in moved:
                    for source in sources(name):
                        takers[source].add(id)
    return {name: [change for change in following if change.item in items] for name, items in takers.items()}
