"""The form of one document, made from what the model declares of its fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from typing import Any

from generator.authoring.renaming import RENAMED
from generator.editing.blank_entries import blank, first_value, ids_in
from generator.editing.choices import heading
from generator.editing.entered_values import type_at
from generator.editing.form_parts import Addable, Entries, Entry, Group, Input, Option, Part, Surroundings, UsedFigure
from generator.load.documents import parse
from generator.load.hints.field_help import requirements
from generator.load.references import LOCAL
from generator.load.schema import schema_of
from generator.model import (
    PLACEHOLDER,
    DataPath,
    class_title,
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
from generator.render.addresses import anchor_in

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


def in_words(help: str, cls: type) -> str:
    """The help of a field for somebody who sees a form: fields by their titles, nothing of ids or files."""
    titles = {declared.name: declared.metadata["title"] for declared in fields(cls)}
    clauses = [clause for clause in re.split("[；，]", help) if not OF_TEXT.search(clause)]
    if help.isascii():
        return ""
    told = "；".join(clauses) if len(clauses) < len(re.split("[；，]", help)) else help
    return re.sub(r"[a-z_]+", lambda word: f"「{titles[word[0]]}」" if word[0] in titles else word[0], told)


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
                id = data.get("id") if isinstance(data, dict) else None
                anchor = anchor_in(of, id) if isinstance(id, str) else ""
                entries.append(Entry(here, self._heading(of, data), note, part, anchor))
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
