"""What the form of a document consists of: pure data, for a page to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.editing.choices import Choice
from generator.model import DataPath, Figure, WrittenFigure, fill_text


class Option(NamedTuple):
    """One of the values that a field may have."""

    value: str
    title: str


class UsedFigure(NamedTuple):
    """A figure that a text takes by reference."""

    written: str
    """With its braces."""
    shown: str
    own: str
    """Its value, as an author would write it in its stead."""
    item: str
    """The id of the file that it is decided in."""
    path: DataPath
    """Where it stands there."""


@dataclass(frozen=True)
class Part:
    """A piece of the form."""

    path: DataPath
    title: str
    help: str
    optional: bool
    """Whether it may be taken away."""


@dataclass(frozen=True)
class Input(Part):
    """One value, or a list of ids."""

    control: str
    """text, prose, choice, flag, number, ref, refs, figure, or one of VALUE_CONTROLS."""
    value: Any
    example: str = ""
    options: tuple[Option, ...] = ()
    kinds: tuple[str, ...] = ()
    """What a reference may name."""
    named: tuple[Option, ...] = ()
    """What it names now."""
    figures: tuple[UsedFigure, ...] = ()
    longest: int = 0
    """In characters; 0 for any number."""


@dataclass(frozen=True)
class Addable:
    """A field that is not written and may be, or a kind of entry; with what is written first."""

    name: str
    title: str
    help: str
    value: Any


@dataclass(frozen=True)
class Group(Part):
    """The fields of a part of the document."""

    parts: tuple[Part, ...]
    addable: tuple[Addable, ...]
    presets: tuple[Addable, ...] = ()
    """How it is mostly written."""
    phrase: str = ""
    """All of it as readers see it."""
    named: tuple[str, str] = ("", "")
    """What kind of thing it is, and its id; empty where it has none."""


@dataclass(frozen=True)
class Entry:
    """One entry of a list."""

    path: DataPath
    heading: str
    note: str
    """What kind of entry it is, where there are several."""
    part: Part | None
    """None where it is folded."""
    anchor: str = ""
    """Where its page shows it."""


@dataclass(frozen=True)
class Entries(Part):
    """A list."""

    entries: tuple[Entry, ...]
    addable: tuple[Addable, ...]
    folds: bool
    """Whether its entries are folded until somebody opens them."""
    is_folded: bool
    """Whether the list itself is: one of many words, which few people come for."""


@dataclass(frozen=True)
class Surroundings:
    """What a form shows besides its own document."""

    kind: str
    item: str
    """The kind and the id of the document."""
    choices: Mapping[tuple[str, str], Choice]
    """By kind and id as written in another file."""
    homes: Mapping[str, WrittenFigure]
    figures: Mapping[str, Figure]
    phrase: Callable[[type, Mapping[str, Any]], str]
    """What a part of the document says, as readers see it; empty where there is nothing shorter than its fields."""
    example_phrase: Callable[[type, Mapping[str, Any]], str]
    """The same of the examples of a class."""

    def filled(self, text: str) -> str:
        """A text with its figures, as readers see it."""
        return fill_text(text, self.figures, self.item)
