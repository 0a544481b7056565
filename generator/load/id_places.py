"""Every place in the author documents where an id is written, found by what the model declares of its fields.

An id is given (`defines=`, the `id` of a file), referred to (`ref=`, `inside=`, `column_of=`), linked to in Markdown
(`](item#entry)`) or named by a figure (`{item#entry.within}`, `{parameter}`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from typing import Any, NamedTuple

from generator.language import inline
from generator.load.references import LOCAL
from generator.model import KINDS, PAGE, PLACEHOLDER, DataPath, has_fields, hints, is_list, unwrap, variant

NO_IDS = ("number", "calendar")
"""Kinds of names that are decided elsewhere than in this handbook: 文件编号 and years."""


class Named(NamedTuple):
    """What has an id: a file, or an entry of one."""

    kind: str
    """As in `generator.model.NAMES`."""
    item: str
    """The id that its file stands for."""
    entry: str = ""
    """Empty for the file itself."""

    @property
    def id(self) -> str:
        """Its own id."""
        return self.entry or self.item

    def __str__(self) -> str:
        return f"{self.item}.{self.entry}" if self.entry and self.kind in LOCAL else self.id


class How(Enum):
    """In what way an id is written."""

    DEFINITION = "definition"
    REFERENCE = "reference"
    LINK = "link"
    FIGURE = "figure"


class IdPlace(NamedTuple):
    """One id in a text of the author documents. Positions count characters of that text."""

    file: str
    """The id that the file stands for."""
    path: DataPath
    how: How
    named: tuple[Named, ...]
    """What it names; several where entries of one item share an id, and a link may mean either."""
    start: int
    end: int
    whole: tuple[int, int]
    """From where to where all of it goes: reference with item, link with words, figure in braces."""


Documents = Sequence[tuple[str, str, Mapping[str, Any]]]
"""Author documents, as (kind, id that the file stands for, data)."""


def id_places(documents: Documents) -> list[IdPlace]:
    """Every id in sound author documents: what gives ids first, then what uses them, in the order of the documents."""
    found = [part for document in documents for part in _parts(*document)]
    places = [place for part in found for place in _definitions(part)]
    names = _Names(place.named[0] for place in places)
    return [*places, *(place for part in found for place in _uses(part, names))]


def definitions(documents: Documents) -> Iterator[tuple[Named, Mapping[str, Any]]]:
    """Everything that has an id, with the part of the document whose field gives it."""
    for document in documents:
        for part in _parts(*document):
            for place in _definitions(part):
                yield place.named[0], part.holders[-1]


class _Part(NamedTuple):
    """One value of a document, with its declaration."""

    kind: str
    file: str
    path: DataPath
    name: str
    rules: Mapping[str, Any]
    value: Any
    holders: tuple[Mapping[str, Any], ...]
    """The parts of the document around it, from the document itself to the one whose field it is."""


class _Names:
    """Everything that has an id."""

    def __init__(self, named: Iterable[Named]) -> None:
        self.all = frozenset(named)
        self._inside: dict[tuple[str, str], list[Named]] = defaultdict(list)
        self._anywhere: dict[tuple[str, str], Named] = {}
        for name in sorted(self.all):
            if name.entry:
                self._inside[name.item, name.entry].append(name)
            if name.kind not in LOCAL:
                self._anywhere[name.kind, name.id] = name

    def inside(self, item: str, entry: str) -> tuple[Named, ...]:
        return tuple(self._inside[item, entry])

    def file(self, item: str) -> tuple[Named, ...]:
        return tuple(name for kind in KINDS if (name := Named(kind, item)) in self.all)

    def referred(self, kinds: Iterable[str], written: str, holder: str) -> tuple[Named, ...]:
        """What a reference names, as `generator.load.references` finds it; nothing for what is not ours to name."""
        item, dot, entry = written.partition(".")
        for kind in kinds:
            local = Named(kind, item, entry) if dot else Named(kind, holder, written)
            found = (local if local in self.all else None) if kind in LOCAL else self._anywhere.get((kind, written))
            if found:
                return (found,)
        return ()


def _parts(kind: str, file: str, document: Mapping[str, Any]) -> Iterator[_Part]:
    def within(cls: type, data: Mapping[str, Any], path: DataPath, holders: tuple[Mapping[str, Any], ...]) -> Any:
        cls = variant(cls, data.get("kind"))
        around = (*holders, data)
        for declared in fields(cls):
            if declared.name not in data:
                continue
            hint = hints(cls)[declared.name]
            inner, written, here = unwrap(hint), data[declared.name], (*path, declared.name)
            values = [((*here, at), value) for at, value in enumerate(written)] if is_list(hint) else [(here, written)]
            for there, value in values:
                if has_fields(inner):
                    yield from within(inner, value, there, around)
                else:
                    yield _Part(kind, file, there, declared.name, declared.metadata["rules"], value, around)

    yield from within(KINDS[kind].cls, document, (), ())


def _definitions(part: _Part) -> Iterator[IdPlace]:
    kind = part.rules.get("defines") or (part.kind if part.path == ("id",) else "")
    if kind and kind not in NO_IDS and not (kind == part.kind and KINDS[kind].single):
        named = Named(kind, part.file) if kind == part.kind else Named(kind, part.file, part.value)
        whole = (0, len(part.value))
        yield IdPlace(part.file, part.path, How.DEFINITION, (named,), *whole, whole)


def _uses(part: _Part, names: _Names) -> Iterator[IdPlace]:
    if not isinstance(part.value, str):
        return
    yield from _references(part, names)
    if part.rules.get("markdown"):
        for link in inline.link_matches(part.value):
            if inline.INTERNAL.fullmatch(link[2]):
                item, _, entry = link[2].partition("#")
                yield from _of_item(part, How.LINK, item, entry, link.start(2), link.span(), names)
    for figure in PLACEHOLDER.finditer(part.value):
        item, mark, inside = figure[1].partition("#")
        entry = inside.rpartition(".")[0] if mark else item
        item, start = (item if mark else PAGE), figure.start(1) - (0 if mark else len(PAGE) + 1)
        yield from _of_item(part, How.FIGURE, item, entry, start, figure.span(), names)


def _of_item(
    part: _Part, how: How, item: str, entry: str, start: int, whole: tuple[int, int], names: _Names
) -> Iterator[IdPlace]:
    """The ids of `item#entry`, where `start` is where the item stands; without it, the file itself is meant."""
    if item and (files := names.file(item)):
        yield IdPlace(part.file, part.path, how, files, start, start + len(item), whole)
    if entry and (named := names.inside(item or part.file, entry)):
        start += len(item) + 1
        yield IdPlace(part.file, part.path, how, named, start, start + len(entry), whole)


def _references(part: _Part, names: _Names) -> Iterator[IdPlace]:
    rules, whole = part.rules, (0, len(part.value))
    named: tuple[Named, ...] = ()
    if "ref" in rules:
        kinds = (rules["ref"],) if isinstance(rules["ref"], str) else rules["ref"]
        named = names.referred(kinds, part.value, part.file)
    elif "inside" in rules:
        named = names.inside(part.holders[-1][rules["inside"]], part.value)
    elif "column_of" in rules:
        holder = next((holder for holder in reversed(part.holders) if rules["column_of"] in holder), None)
        named = names.referred(("field",), part.value, holder[rules["column_of"]]) if holder else ()
    if not named:
        return
    item, dot, _ = part.value.partition(".")
    if named[0].entry and named[0].kind in LOCAL and dot:
        yield IdPlace(part.file, part.path, How.REFERENCE, names.file(item), 0, len(item), whole)
        yield IdPlace(part.file, part.path, How.REFERENCE, named, len(item) + 1, len(part.value), whole)
    else:
        yield IdPlace(part.file, part.path, How.REFERENCE, named, *whole, whole)
