"""What goes with the items that are off: references to them, what is about nothing else, and what only they used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.language import inline
from generator.load.adoption.drafts import (
    Changes,
    Draft,
    all_changes,
    declared_fields,
    is_number,
    is_required,
    value_at,
)
from generator.load.id_places import How, IdPlace, Named, id_places
from generator.model import KINDS, PLACEHOLDER, DataPath, Figure, full_name
from generator.model.fields import number_in

USED_BY: Mapping[str, frozenset[str]] = {
    "form": frozenset({"forms", "about"}),
    "kpi": frozenset({"kpis", "kpi"}),
}
"""Kinds of items that are there for others: through which fields these use them."""


class Unlinked(NamedTuple):
    """Words of a text that led to what is off."""

    item: str
    file: str
    words: str


@dataclass
class Fallen:
    """What went."""

    items: dict[str, str] = field(default_factory=dict)
    """By id, in the order in which they went: the item with which each went, which is off itself."""
    unlinked: list[Unlinked] = field(default_factory=list)
    stuck: list[tuple[str, DataPath]] = field(default_factory=list)
    """Lists of single files of which nothing would be left."""


def fall(draft: Draft, off: Iterable[str], figures: Mapping[str, Figure], words: Mapping[str, str]) -> Fallen:
    """Take the items away that are off, and all that goes with them. `words` are written in the place of names."""
    falling = _Falling(draft, figures, words)
    for id in off:
        falling.drop_item(id, id)
    falling.settle()
    while falling.drop_unused():
        falling.settle()
    draft.change(falling.changes)
    return falling.fallen


class _Falling:
    def __init__(self, draft: Draft, figures: Mapping[str, Figure], words: Mapping[str, str]) -> None:
        self.kinds = {id: kind for kind, id, _ in draft.documents}
        self.data = {id: data for _, id, data in draft.documents}
        self.figures, self.words = figures, words
        self.changes: defaultdict[str, Changes] = all_changes()
        self.fallen = Fallen()
        self._because = ""
        """The item that is off and with which everything goes just now."""
        self._queue: list[tuple[Named, str]] = []
        self._at: dict[Named, tuple[str, DataPath]] = {}
        self._uses: dict[Named, list[IdPlace]] = defaultdict(list)
        for place in id_places(draft.documents):
            if place.how is How.DEFINITION:
                self._at[place.named[0]] = (place.file, place.path[:-1])
            else:
                for named in place.named:
                    self._uses[named].append(place)
        self._inside: dict[str, list[Named]] = defaultdict(list)
        for named, (file, _) in self._at.items():
            self._inside[file].append(named)
        self._dissolved: set[tuple[str, DataPath, tuple[int, int]]] = set()
        self._edits: dict[tuple[str, DataPath], list[tuple[int, int, str]]] = defaultdict(list)
        self._used = [named for named in self._at if self._users(named)]

    def is_gone(self, file: str, path: DataPath = ()) -> bool:
        return file in self.changes and self.changes[file].is_gone(path)

    def drop_item(self, id: str, because: str) -> None:
        """A whole file goes."""
        if id in self.kinds and not self.is_gone(id):
            self._because = because
            self.fallen.items[id] = because
            self._drop(id, ())

    def settle(self) -> None:
        """Follow everything that went, until nothing refers to it."""
        while self._queue:
            named, self._because = self._queue.pop()
            for place in self._uses[named]:
                if not self.is_gone(place.file, place.path) and all(self.is_gone(*self._at[n]) for n in place.named):
                    self._let_go(place, named)
        for (file, path), edits in self._edits.items():
            text = value_at(self.data[file], path)
            for start, end, new in sorted(_outermost(edits), reverse=True):
                text = text[:start] + new + text[end:]
            counts = is_number(self.kinds[file], self.data[file], path)
            self.changes[file].values[path] = number_in(text) if counts else text

    def drop_unused(self) -> bool:
        """Take away what something used before, and nothing does any more; whether there was any."""
        found = False
        for named in self._used:
            file, path = self._at[named]
            if not self.is_gone(file, path) and not self._users(named):
                found = True
                users = [place.file for place in self._uses[named] if place.file in self.fallen.items]
                self._because = self.fallen.items[users[0]] if users else next(iter(self.fallen.items.values()))
                if path:
                    self._drop_entry(file, path)
                else:
                    self.drop_item(file, self._because)
        return found

    def _users(self, named: Named) -> bool:
        """Whether something is there that uses what is there for others."""
        if named.kind == "parameter":
            return any(
                not self.is_gone(place.file, place.path) for place in self._uses[named] if place.how is How.FIGURE
            )
        fields = USED_BY.get(named.kind, frozenset())
        return any(
            place.how is How.REFERENCE
            and not self.is_gone(place.file, place.path)
            and not fields.isdisjoint(place.path[-2:])
            for place in self._uses[named]
        )

    def _drop(self, file: str, path: DataPath) -> None:
        self.changes[file].gone.add(path)
        for named in self._inside[file]:
            if self._at[named][1][: len(path)] == path:
                self._queue.append((named, self._because))

    def _drop_entry(self, file: str, path: DataPath) -> None:
        """What is at the path cannot be without what went: it goes, and with it its list, where that needs more."""
        if not path:
            if KINDS[self.kinds[file]].single:
                self.fallen.stuck.append((file, path))
            else:
                self.drop_item(file, self._because)
            return
        *_, declared = declared_fields(self.kinds[file], self.data[file], path)
        if isinstance(path[-1], int):
            self._drop(file, path)
            self._count(file, path[:-1])
        elif is_required(declared):
            self._drop_entry(file, path[:-1])
        else:
            self._drop(file, path)

    def _count(self, file: str, path: DataPath) -> None:
        """Whether enough is left of a list; without what it is about, or all of it, its holder goes."""
        *_, declared = declared_fields(self.kinds[file], self.data[file], path)
        rules = declared.metadata["rules"]
        left = sum(not self.is_gone(file, (*path, at)) for at in range(len(value_at(self.data[file], path))))
        fewest = rules.get("minlength", int(is_required(declared)))
        if left < fewest or (not left and self._is_vital(file, path, rules)):
            self._drop_entry(file, path[:-1])

    def _is_vital(self, file: str, path: DataPath, rules: Mapping[str, Any]) -> bool:
        """Whether what holds a field means nothing, or something else, without it."""
        subject = rules.get("subject")
        holder = value_at(self.data[file], path[:-1])
        return bool(rules.get("all_if_none") or subject is True or (subject and not holder.get(subject)))

    def _let_go(self, place: IdPlace, named: Named) -> None:
        if place.how is not How.REFERENCE:
            self._dissolve(place)
            return
        file, path = place.file, place.path
        if isinstance(path[-1], int):
            self._drop(file, path)
            self._count(file, path[:-1])
            return
        *_, declared = declared_fields(self.kinds[file], self.data[file], path)
        rules = declared.metadata["rules"]
        if is_required(declared) or self._is_vital(file, path, rules):
            self._drop_entry(file, path[:-1])
            return
        self._drop(file, path)
        if "in_words" in rules:
            target = place.named[0]
            there, at = self._at[target]
            title = str(value_at(self.data[there], at).get("title", ""))
            said = f"「{title}」完成" if target.kind == "step" else f"「{title}」"
            self.changes[file].added.setdefault(path[:-1], {})[rules["in_words"]] = said

    def _dissolve(self, place: IdPlace) -> None:
        """A link leaves its words, a reference to a figure the figure."""
        where = (place.file, place.path, place.whole)
        if where in self._dissolved:
            return
        self._dissolved.add(where)
        text = value_at(self.data[place.file], place.path)
        written = text[slice(*place.whole)]
        if link := inline.LINK.fullmatch(written):
            item = place.named[0].item
            title = str(self.data[item].get("title", ""))
            words = PLACEHOLDER.sub(lambda figure: self._figure_left(figure[0], place.file), link[1])
            if words.strip("《》") == title:
                words = self.words.get(item) or words
                if not self.words.get(item):
                    self.fallen.unlinked.append(Unlinked(item, place.file, link[1]))
        else:
            figure = self.figures.get(full_name(written.strip("{}"), place.file))
            words = written if figure is None else figure.written if text == written else figure.shown
        self._edits[place.file, place.path].append((*place.whole, words))

    def _figure_left(self, written: str, file: str) -> str:
        """What stands for a reference within the words of a link that goes: the figure, where its home went, too."""
        name = full_name(written.strip("{}"), file)
        figure = self.figures.get(name)
        return figure.shown if figure and self.is_gone(name.partition("#")[0]) else written


def _outermost(edits: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Without those inside another one, whose words hold already what they would write."""
    edits = list(edits)
    return [
        edit
        for edit in edits
        if not any(other is not edit and other[0] <= edit[0] and edit[1] <= other[1] for other in edits)
    ]
