"""The form of one document, made from what the model declares of its fields: pure data, for a page to show."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, NamedTuple

from generator.authoring.renaming import RENAMED
from generator.editing.choices import Choice, heading
from generator.load.documents import parse
from generator.load.hints.field_help import requirements
from generator.load.references import LOCAL
from generator.load.schema import schema_of
from generator.model import (
    PLACEHOLDER,
    DataPath,
    Figure,
    WrittenFigure,
    class_title,
    fill_text,
    full_name,
    has_fields,
    hints,
    is_list,
    unwrap,
    variant,
    variants,
)
from generator.model.fields import NUMBERS
from generator.model.values import Clock, Day, Deadline, Duration, Minutes

MANY = 3
"""A list of more words than this is folded."""
SHORT = 60
"""A text that may have no more characters than this has one line."""
OF_TEXT = re.compile("编号|yaml|写 true|写「|写法")
"""What is said to somebody who writes text, and is no help in a form."""
VALUE_CONTROLS: Mapping[type, str] = {
    Duration: "duration",
    Deadline: "deadline",
    Clock: "clock",
    Day: "day",
    Minutes: "minutes",
}
"""The value types that are built from their parts."""


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


def form(
    cls: type,
    data: Mapping[str, Any],
    around: Surroundings,
    path: DataPath = (),
    opened: Collection[DataPath] = (),
) -> Group:
    """The form of a document of a model class, or of the part of it at the path. `opened` are the entries that are not
    folded, by path.
    """
    maker = _Maker(data, around, frozenset(opened))
    part: Any = data
    for step in path:
        part = part[step]
    return maker.group(variant(type_at(cls, data, path), part.get("kind")), part, path, "", "", optional=False)


def value_of(cls: type, data: Mapping[str, Any], path: DataPath, written: Any) -> Any:
    """What is to stand in the document for what was entered in a form: a number for digits, true for a tick.

    What cannot be read as its type stays text: the check says what is wrong with it. Raises KeyError where the model
    has no such field.
    """
    inner = type_at(cls, data, path)
    if isinstance(written, list | dict | bool):
        return written
    text = cleaned(str(written))
    if inner in NUMBERS and PLACEHOLDER.fullmatch(text) is None:
        number = text.replace("，", "").replace(",", "")
        for make in (int, float):
            try:
                return make(number)
            except ValueError:
                continue
    return text


def type_at(cls: type, data: Any, path: DataPath) -> Any:
    """The declared type of what stands, or may stand, at a path. Raises KeyError."""
    inner: Any = variant(cls, data.get("kind")) if isinstance(data, dict) else cls
    for step in path:
        if isinstance(step, str):
            inner = unwrap(hints(inner)[step])
            data = data.get(step) if isinstance(data, dict) else None
        else:
            data = data[step] if isinstance(data, list) and step < len(data) else None
        if isinstance(data, dict) and has_fields(inner):
            inner = variant(inner, data.get("kind"))
    return inner


def cleaned(text: str) -> str:
    """A text as it may stand in the handbook: without the invisible characters that pasting brings along, and on one
    line.
    """
    kept = "".join(letter for letter in text if letter not in "\u200b\u200c\u200d\u2060\ufeff\xad")
    return " ".join(kept.replace("\xa0", " ").split("\n")).replace("\r", "").replace("\t", " ").strip()


def blank(cls: type, taken: Collection[str], kind: str = "") -> dict[str, Any]:
    """An entry of a class in which everything stands that must be written, empty; its id is one that is free."""
    entry: dict[str, Any] = {}
    cls = variant(cls, kind) if kind else cls
    for declared in fields(cls):
        if declared.name == "kind" and kind:
            entry["kind"] = kind
        elif declared.default is MISSING or declared.metadata["rules"].get("starts"):
            entry[declared.name] = _blank_value(cls, declared, taken)
    return entry


def _blank_value(cls: type, declared: Field[Any], taken: Collection[str]) -> Any:
    rules, inner = declared.metadata["rules"], unwrap(hints(cls)[declared.name])
    if "defines" in rules or (declared.name == "id" and "regex" in rules):
        word = str(rules.get("defines", "item"))
        return next(id for count in range(1, len(taken) + 2) if (id := f"{word}-{count}") not in taken)
    if is_list(hints(cls)[declared.name]):
        if variants(inner) or "ref" in rules:
            return []
        one: Any = blank(inner, taken) if has_fields(inner) else ""
        return [one] * max(rules.get("minlength", 1), 1)
    if has_fields(inner):
        return {} if hasattr(inner, "examples") else blank(inner, taken)
    return ""


def first_value(cls: type, name: str, taken: Collection[str]) -> Any:
    """What is written first where an optional field of a class is added."""
    declared = next(declared for declared in fields(cls) if declared.name == name)
    inner = unwrap(hints(cls)[name])
    if is_list(hints(cls)[name]):
        return _blank_value(cls, declared, taken)
    if has_fields(inner):
        return {} if hasattr(inner, "examples") else blank(inner, taken)
    return not declared.default if inner is bool else ""


def in_words(help: str, cls: type) -> str:
    """The help of a field for somebody who sees a form: fields by their titles, nothing of ids or files."""
    titles = {declared.name: declared.metadata["title"] for declared in fields(cls)}
    clauses = [clause for clause in re.split("[；，]", help) if not OF_TEXT.search(clause)]
    if help.isascii():
        return ""
    told = "；".join(clauses) if len(clauses) < len(re.split("[；，]", help)) else help
    return re.sub(r"[a-z_]+", lambda word: f"「{titles[word[0]]}」" if word[0] in titles else word[0], told)


def ids_in(data: Any) -> Iterator[str]:
    """Every id that stands anywhere in a document."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        for part in data.values():
            yield from ids_in(part)
    elif isinstance(data, list):
        for part in data:
            yield from ids_in(part)


class _Maker:
    """Makes the parts of one form."""

    def __init__(self, data: Mapping[str, Any], around: Surroundings, opened: frozenset[DataPath]) -> None:
        self.around, self.opened = around, opened
        self.taken = frozenset(ids_in(data))

    def group(
        self, cls: type, data: Mapping[str, Any], path: DataPath, title: str, help: str, *, optional: bool
    ) -> Group:
        parts, addable = [], []
        for declared in fields(cls):
            if declared.name == "kind" and variants(cls.__bases__[0]):
                continue  # it is what the entry is, and stands in its heading
            if declared.name in ("formerly", "id"):
                continue  # the program's own: nobody who reads the handbook sees them
            value = data.get(declared.name)
            rules = declared.metadata["rules"]
            if value is None and declared.default is not MISSING:
                addable.append(self._addable(cls, declared))
            else:
                parts.append(self._part(cls, declared, value, (*path, declared.name), rules))
        examples = getattr(cls, "examples", ())
        written = [(example, parse(f"a: {example}", "").data["a"]) for example in examples]
        presets = tuple(Addable("", self.around.example_phrase(cls, one) or words, "", one) for words, one in written)
        phrase = self.around.phrase(cls, data)
        named = self._named(cls, data, path)
        return Group(path, title, help, optional, tuple(parts), tuple(addable), presets, phrase, named)

    def _named(self, cls: type, data: Mapping[str, Any], path: DataPath) -> tuple[str, str]:
        """The kind and the id of a document, or of an entry of it, as a renaming takes them."""
        if not path:
            return (self.around.kind, self.around.item) if self.around.kind in RENAMED else ("", "")
        declared = next((declared for declared in fields(cls) if declared.name == "id"), None)
        kind, id = declared.metadata["rules"].get("defines", "") if declared else "", data.get("id", "")
        if kind not in RENAMED or not isinstance(id, str):
            return "", ""
        return kind, f"{self.around.item}.{id}" if kind in LOCAL else id

    def _addable(self, cls: type, declared: Field[Any]) -> Addable:
        value = first_value(cls, declared.name, self.taken)
        return Addable(declared.name, declared.metadata["title"], in_words(declared.metadata["help"], cls), value)

    def _part(self, cls: type, declared: Field[Any], value: Any, path: DataPath, rules: Mapping[str, Any]) -> Part:
        hint = hints(cls)[declared.name]
        inner, optional = unwrap(hint), declared.default is not MISSING
        about = schema_of(cls)[declared.name]
        words = "；".join(filter(None, [in_words(declared.metadata["help"], cls), *requirements(about, "编号")]))
        title = declared.metadata["title"]
        if is_list(hint) and "ref" not in rules:
            return self._entries(inner, value, path, title, words, declared, optional)
        if has_fields(inner) and not is_list(hint):
            data = value if isinstance(value, dict) else {}
            return self.group(variant(inner, data.get("kind")), data, path, title, words, optional=optional)
        return self._input(cls, declared, value, path, words, optional)

    def _entries(
        self,
        inner: type,
        value: Any,
        path: DataPath,
        title: str,
        help: str,
        declared: Field[Any],
        optional: bool,
    ) -> Entries:
        folds = has_fields(inner)
        entries = []
        for position, data in enumerate(value if isinstance(value, list) else ()):
            here = (*path, position)
            if folds:
                of = variant(inner, data.get("kind")) if isinstance(data, dict) else inner
                note = class_title(of) if variants(inner) else ""
                part: Part | None = None
                if here in self.opened and isinstance(data, dict):
                    part = self.group(of, data, here, "", "", optional=False)
                entries.append(Entry(here, self._heading(of, data), note, part))
            else:
                entries.append(
                    Entry(here, "", "", self._scalar(inner, declared, data, here, "", declared.metadata["title"]))
                )
        if variants(inner):
            addable = tuple(
                Addable(kind, class_title(of), "", blank(inner, self.taken, kind))
                for kind, of in variants(inner).items()
            )
        else:
            addable = (Addable("", title, "", blank(inner, self.taken) if folds else ""),)
        is_words = not folds and not declared.metadata["rules"].get("markdown")
        is_folded = is_words and len(entries) > MANY and path not in self.opened
        return Entries(path, title, help, optional, tuple(entries), addable, folds, is_folded)

    def _heading(self, cls: type, data: Any) -> str:
        """What an entry is called: by its title or text, else by the first thing that it names."""
        if words := heading(cls, data):
            return self.around.filled(words)
        for declared in fields(cls):
            rules, value = declared.metadata["rules"], data.get(declared.name) if isinstance(data, dict) else None
            if "ref" in rules and isinstance(value, str):
                return self._title((rules["ref"],) if isinstance(rules["ref"], str) else tuple(rules["ref"]), value)
        return ""

    def _input(self, cls: type, declared: Field[Any], value: Any, path: DataPath, help: str, optional: bool) -> Input:
        rules, title = declared.metadata["rules"], declared.metadata["title"]
        inner = unwrap(hints(cls)[declared.name])
        if "ref" not in rules:
            found = self._scalar(inner, declared, value, path, help, title)
            return Input(**{**vars(found), "optional": optional})
        kinds = (rules["ref"],) if isinstance(rules["ref"], str) else tuple(rules["ref"])
        many = is_list(hints(cls)[declared.name])
        written = [str(id) for id in (value or ())] if many else [str(value)] if value else []
        named = tuple(Option(id, self._title(kinds, id)) for id in written)
        control = "refs" if many else "ref"
        return Input(path, title, help, optional, control, value or "", kinds=kinds, named=named)

    def _title(self, kinds: Sequence[str], id: str) -> str:
        """What people call the thing that an id names."""
        for kind in kinds:
            for whole in (id, f"{self.around.item}.{id}"):
                if choice := self.around.choices.get((kind, whole)):
                    outside = choice.group and choice.item != self.around.item and "." in id
                    return f"{choice.group} › {choice.title}" if outside else choice.title
        return id

    def _scalar(self, inner: Any, declared: Field[Any], value: Any, path: DataPath, help: str, title: str) -> Input:
        rules, example = declared.metadata["rules"], declared.metadata["example"]
        longest = rules.get("maxlength", 0) if inner is str else 0
        written = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        sample = "" if example is None or isinstance(example, list) else str(example)
        sample = sample or str(getattr(inner, "example", ""))
        figures = tuple(dict.fromkeys(self._figures(written)))
        options: tuple[Option, ...] = ()
        if "allowed" in rules:
            meanings = rules.get("meanings", {})
            options = tuple(Option(str(word), meanings.get(word, str(word))) for word in rules["allowed"])
            control = "choice"
        elif inner is bool:
            control = "flag"
        elif figures and inner is not str and PLACEHOLDER.fullmatch(written):
            control = "figure"
        elif inner in VALUE_CONTROLS:
            control = VALUE_CONTROLS[inner]
        elif inner in NUMBERS:
            control = "number"
        else:
            short = 0 < longest <= SHORT or "regex" in rules or inner is not str or "figure" in rules
            control = "text" if short and not rules.get("markdown") else "prose"
        return Input(path, title, help, False, control, written, sample, options, figures=figures, longest=longest)

    def _figures(self, text: str) -> Iterator[UsedFigure]:
        """The figures that a text takes by reference, with where they are decided."""
        for match in PLACEHOLDER.finditer(text):
            name = full_name(match[1], self.around.item)
            if name in self.around.homes and name in self.around.figures:
                home = self.around.homes[name]
                figure = self.around.figures[name]
                yield UsedFigure(match[0], figure.shown, figure.written, home.item, home.path)
