"""How a field of the model is declared, and how the declarations are read.

`attribute("标题", …)` gives a field its Chinese title and all else that is known of it. Every other keyword is a
Cerberus rule, passed on as it is, or one of ours:

defines=KIND   the value names a new KIND, in this file or (at the top of a file) in the whole handbook
ref=KIND       the value must name an existing KIND; several kinds may be allowed, as a tuple
inside=FIELD   the value names an entry of the item that FIELD beside it names
column_of=FIELD  the value names a field of the form that FIELD of the nearest part around it names; where FIELD is not
               written it is a column of an export, which is no id
meanings=WORDS what each of the allowed values means, in authors' words
all_if_none=True  to name none means all, so that the last one cannot be taken away without a word
acyclic=True   following this reference must never lead back to where one started
figure=NAME    the value is a figure that texts take by this name (`generator.model.figures`); counted=UNIT is its unit
illustrates=True  the text tells of a case, as what people say does: its figures are not those of the handbook
wanted_of=WORD the field must be written where `belongs` beside it is this
subject=True   what its holder is about: where nothing is left of it, the holder goes, too; with the name of a field in
               the place of True, only where that is not written either
in_words=FIELD  where what the value names is gone, FIELD beside it says in words what it was
starts=True    whoever starts a list of such entries finds the field in the first of them
verbatim=True  the words of somebody else as they stand: no rule on the wording of the handbook holds for them
markdown=True  the value may hold inline Markdown: emphasis, code and links

The Cerberus schema, the JSON Schema for editors and the field reference are all made from these declarations. A field
without a default must be written. Types: str, int, float, bool, another dataclass, a value type of `values`, `EntryRef`
for what belongs to a file and may be written short inside it, `tuple[X, ...]`, `X | None`, and the union of all
variants of a class.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from generator.model.entry_ref import EntryRef

DataPath = tuple[str | int, ...]
"""Where something stands in an author's document: names of fields and positions in lists."""
NUMBERS = (int, float)
"""Types of fields that hold the number of a figure without its unit."""
ID = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
"""Lower-case words joined by hyphens: usable as file name, URL and anchor alike."""


NO_PROSE = frozenset({"ref", "regex", "allowed", "defines", "figure", "verbatim"})
"""Rules of texts that are no prose."""


def attribute(
    title: str, default: Any = MISSING, *, help: str = "", example: Any = None, internal: str = "", **rules: Any
) -> Any:
    """A dataclass field with its title, help and example for authors, and its rules.

    `internal` is the reason why readers are never told of it: no output shows it, and the comparison passes over it.
    """
    if "wanted_of" in rules:
        help = "；".join(filter(None, (f"「{rules['wanted_of']}」的必须写", help)))
    about = {"title": title, "help": help, "example": example, "internal": internal, "rules": rules}
    return field(default=default, metadata=about)


def former_id(help: str = "") -> Any:
    """The field `formerly`: the id that something had before it was renamed."""
    return attribute("曾用编号", None, regex=ID, help=help, internal="tells which thing this is, not what it says")


def class_title(cls: type) -> str:
    """What readers and authors call a model class. KeyError for one without a title of its own."""
    title: str = vars(cls)["TITLE"]
    return title


@cache
def hints(cls: type) -> dict[str, Any]:
    """The resolved type of every field of a model class."""
    return typing.get_type_hints(cls)


@cache
def unwrap(hint: Any) -> Any:
    """The type itself: `X | None` and `tuple[X, ...]` give X, a union of all variants the class that has them.

    Raises TypeError for a union that lacks a variant, which then nothing else would ask for.
    """
    if typing.get_origin(hint) is tuple:
        return unwrap(hint.__args__[0])
    if not isinstance(hint, types.UnionType):
        return hint
    first, *others = (part for part in hint.__args__ if part is not type(None))
    if not others:
        return unwrap(first)
    family = first.__bases__[0]
    if odd := {first, *others} ^ set(family.VARIANTS.values()):
        raise TypeError(
            f"{', '.join(sorted(cls.__name__ for cls in odd))}: not in both {family.__name__} and its union"
        )
    return family


def names_of(cls: type) -> tuple[str, ...]:
    """The names of the fields of a model class."""
    return tuple(declared.name for declared in _fields_of(cls))


def is_list(hint: Any) -> bool:
    """Whether an author writes a list here."""
    return typing.get_origin(hint) is tuple


def has_fields(thing: Any) -> bool:
    """Whether a model class, or an object of one, is looked into by its fields; a value type such as Day is one
    value, and so is a reference.
    """
    return is_dataclass(thing) and not hasattr(thing, "parse") and EntryRef not in (thing, type(thing))


def variant(cls: type, kind: Any) -> type:
    """The class that describes an entry of this `kind`; `cls` itself where its entries are all alike."""
    return variants(cls).get(kind, cls) if isinstance(kind, str) else cls


def variants(cls: type) -> dict[str, type]:
    """The classes that describe the entries of a class by their `kind`; none where its entries are all alike."""
    by_kind: dict[str, type] = getattr(cls, "VARIANTS", {})
    return by_kind


class Declared(NamedTuple):
    """What the model says of one field."""

    title: str
    help: str
    example: Any
    value: type | None
    """The value type that its text must parse as, if any."""
    names: tuple[str, ...]
    """The fields that may stand inside it."""


def declared_at(cls: type, data: Any, path: DataPath) -> Declared | None:
    """The declaration of the field at a path of the author's document, whether or not anything stands there."""
    declaration = None
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            declaration = (
                next((declared for declared in fields(cls) if declared.name == step), None)
                if is_dataclass(cls)
                else None
            )
            if declaration is None:
                return None
            cls = unwrap(hints(cls)[step])
            data = data.get(step) if isinstance(data, dict) else None
        cls = variant(cls, data.get("kind")) if isinstance(data, dict) else cls
    if declaration is None:
        return None
    value = cls if hasattr(cls, "parse") else None
    names = tuple(declared.name for declared in fields(cls)) if has_fields(cls) else ()
    about = declaration.metadata
    return Declared(about["title"], about["help"], about["example"] or getattr(value, "example", None), value, names)


def declared_in(cls: type, name: str) -> Declared:
    """The declaration of a field of a model class. Raises KeyError if it has none of this name."""
    declaration = declared_at(cls, {}, (name,))
    if declaration is None:
        raise KeyError(f"{cls.__name__}.{name}")
    return declaration


def number_in(text: str) -> int | float | str:
    """The number of a figure such as 2 次; the text itself if it has none."""
    match = re.match(r"[0-9]+(\.[0-9]+)?", text)
    if not match:
        return text
    return float(match[0]) if match[1] else int(match[0])


class TextKind(Enum):
    """What a text is to its field."""

    VALUE = "value"
    """To be parsed as a value type."""
    MARKDOWN = "markdown"
    PLAIN = "plain"


def convert(
    hint: Any,
    value: Any,
    holder: str = "",
    markdown: bool = False,
    text: Callable[[str, TextKind], str] = lambda words, kind: words,
) -> Any:
    """Checked author data -> model objects: mappings become dataclasses, lists tuples, texts value types or references.

    `holder` is the id of the item that short references belong to. Every text passes through `text`, which is told
    what the text is.
    """
    if value is None:
        return None
    inner = unwrap(hint)
    if is_list(hint):
        return tuple(convert(inner, entry, holder, markdown, text) for entry in value)
    if inner is EntryRef:
        return EntryRef.resolved(value, holder)
    if hasattr(inner, "parse"):
        return inner.parse(text(value, TextKind.VALUE))
    if inner in NUMBERS and isinstance(value, str):
        return number_in(text(value, TextKind.VALUE))
    if not has_fields(inner):
        return text(value, TextKind.MARKDOWN if markdown else TextKind.PLAIN) if isinstance(value, str) else value
    cls = variant(inner, value.get("kind"))
    rules = {declared.name: declared.metadata["rules"] for declared in fields(cls)}
    return cls(
        **{
            name: convert(
                hints(cls)[name],
                part,
                value[rules[name]["inside"]] if "inside" in rules[name] else holder,
                rules[name].get("markdown", False),
                text,
            )
            for name, part in value.items()
        }
    )


class AuthorText(NamedTuple):
    """One text of an author's document, as it is written."""

    path: DataPath
    declared: Field[Any]
    text: str
    entry: str
    """The id of the nearest entry around it; empty for the item itself."""
    holder: Mapping[str, Any]
    """The part of the document whose field it is."""


def author_texts(cls: type, data: Mapping[str, Any], path: DataPath = (), entry: str = "") -> Iterator[AuthorText]:
    """Every text that readers read anywhere in a sound document: no id, no value, no choice between given words."""
    cls = variant(cls, data.get("kind"))
    entry = data.get("id", "") if path else entry
    for declared in fields(cls):
        value, rules = data.get(declared.name), declared.metadata["rules"]
        inner = unwrap(hints(cls)[declared.name])
        parts = enumerate(value) if isinstance(value, list) else [(None, value)]
        for position, part in parts:
            place = (*path, declared.name) if position is None else (*path, declared.name, position)
            if isinstance(part, dict):
                yield from author_texts(inner, part, place, entry)
            elif inner is str and isinstance(part, str) and not rules.keys() & NO_PROSE:
                yield AuthorText(place, declared, part, entry, data)


def nearest(path: DataPath, paths: Container[DataPath]) -> DataPath:
    """The longest beginning of a path that is known: where what stands at the path belongs. Empty if none is."""
    return next((path[:length] for length in range(len(path), 0, -1) if path[:length] in paths), ())


class FieldKind(NamedTuple):
    """What a model class says of a field."""

    rules: Mapping[str, Any]
    type: Any
    """Of one entry, where the field is a list."""


Wanted = Callable[[FieldKind], bool]
"""Tells whether fields of a kind are looked for."""


def walk(holder: Any, path: DataPath = (), wanted: Wanted | None = None) -> Iterator[tuple[DataPath, Field[Any], Any]]:
    """Every field with a value anywhere inside a model object, as (path, field, value); list entries one by one.

    With `wanted` only those that are wanted, and those that lead to them: no other is read.
    """
    of: type = type(holder)
    for declared in _fields_of(of) if wanted is None else _leading(of, wanted):
        value, here = getattr(holder, declared.name), (*path, declared.name)
        is_many = isinstance(value, tuple)
        entries = [((*here, position), entry) for position, entry in enumerate(value)] if is_many else [(here, value)]
        for place, entry in entries:
            if entry is None:
                continue
            yield place, declared, entry
            kind: type = type(entry)
            if _objects_have_fields(kind):
                yield from walk(entry, place, wanted)


@cache
def _fields_of(cls: type) -> tuple[Field[Any], ...]:
    """Asked of every object of a handbook, many times over."""
    return fields(cls)


@cache
def _objects_have_fields(cls: type) -> bool:
    return has_fields(cls)


@cache
def _leading(cls: type, wanted: Wanted) -> tuple[Field[Any], ...]:
    """The fields of a model class that are wanted, or hold objects somewhere in which one is."""

    def leads(of: type, above: frozenset[type]) -> bool:
        return any(is_on_the_way(declared, of, above | {of}) for declared in fields(of))

    def is_on_the_way(declared: Field[Any], of: type, above: frozenset[type]) -> bool:
        inner = unwrap(hints(of)[declared.name])
        if wanted(FieldKind(declared.metadata["rules"], inner)):
            return True
        return has_fields(inner) and any(
            other not in above and leads(other, above) for other in (inner, *variants(inner).values())
        )

    return tuple(declared for declared in fields(cls) if is_on_the_way(declared, cls, frozenset({cls})))
