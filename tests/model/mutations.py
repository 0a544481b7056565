"""Every field of the model, changed in a handbook: where it is written; where no document has it, wherever it may be.

The fields are found by walking the declarations, so one that is new is changed like the others from its first day.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, timedelta
from typing import Any

from generator import model
from generator.model import KINDS, VALUES, Handbook, handbook_of, has_fields, hints, is_list, unwrap, variant
from generator.model.form_rule import FormRule

Data = dict[str, dict[str, dict[str, Any]]]
Key = tuple[type, str]
"""A class and the name of a field of it."""
Path = tuple[str | int, ...]

TEMPLATES = (
    *("{}", "XS-QP-{}", "{} 日", "https://{}.example.com/", "https://{}.example.com", "m-{}", "标记{}*.csv"),
    "@m{}",
    "{:064}",
    "#{:06}",
)
"""What may stand in a field with a pattern: the first that fits it."""
TIED: Mapping[Key, tuple[str, ...]] = {
    (model.Question, "entry"): ("prepare", "confirm"),
    (model.Due, "on"): ("周三", "周四"),
}
"""Texts that only make sense beside what stands in another field."""


@dataclass(frozen=True)
class Place:
    """A field of a document, written or not."""

    kind: str
    id: str
    path: Path
    cls: type
    declared: Field[Any]
    written: bool
    inside: tuple[Key, ...]
    """The fields that it stands in, from the outermost."""

    @property
    def key(self) -> Key:
        return self.cls, self.declared.name

    @property
    def rules(self) -> dict[str, Any]:
        return self.declared.metadata["rules"]

    @property
    def type(self) -> type:
        """Of its value, or of the entries of its list."""
        return unwrap(hints(self.cls)[self.declared.name])

    @property
    def nested(self) -> bool:
        """Whether objects with fields stand here."""
        return has_fields(self.type)


@dataclass(frozen=True)
class Mutation:
    """Another value at a place."""

    place: Place
    path: Path
    """Where in the document the value stands."""
    value: Any
    mark: str
    """A regular expression that finds the new value in an output, whatever else is said there. Empty where the value is
    such a common word that only a comparison with the output of before can tell."""
    besides: tuple[tuple[str, str, Any], ...] = ()
    """What a reference names, if nothing else may: entries (kind, id, document) of the handbook."""


def variants(cls: type) -> tuple[type, ...]:
    """The classes that describe entries of a list of `cls`: its variants, or itself."""
    return tuple(cls.__dict__["VARIANTS"].values()) if "VARIANTS" in cls.__dict__ else (cls,)


def declared_fields() -> set[Key]:
    """Every field of every class that an author can write."""
    found: set[Key] = set()
    left: list[type] = [kind.cls for kind in KINDS.values()]
    while left:
        for cls in variants(left.pop()):
            for declared in fields(cls):
                if (cls, declared.name) not in found:
                    found.add((cls, declared.name))
                    inner = unwrap(hints(cls)[declared.name])
                    left += [inner] if has_fields(inner) else []
    return found


def places(data: Data) -> Iterator[Place]:
    """Every field of every document and of what stands in it."""
    for kind, documents in data.items():
        for id, document in documents.items():
            yield from _places(kind, id, KINDS[kind].cls, document, (), ())


def _places(kind: str, id: str, base: type, held: Any, path: Path, inside: tuple[Key, ...]) -> Iterator[Place]:
    cls = variant(base, held.get("kind"))
    for declared in fields(cls):
        place = Place(kind, id, (*path, declared.name), cls, declared, declared.name in held, inside)
        yield place
        if place.nested and place.written:
            value = held[declared.name]
            for position, entry in enumerate(value) if isinstance(value, list) else [(None, value)]:
                here = place.path if position is None else (*place.path, position)
                yield from _places(kind, id, place.type, entry, here, (*inside, place.key))


def to_try(data: Data) -> dict[Key, list[Place]]:
    """Where each field may be seen: where it is written; where no document has it, wherever it may be written."""
    found: dict[Key, list[Place]] = defaultdict(list)
    for place in places(data):
        found[place.key].append(place)
    return {key: [place for place in held if place.written] or held for key, held in found.items()}


def mutation(place: Place, data: Data, handbook: Handbook, number: int) -> Mutation | None:
    """The place with a value that it has not, made with a number that no other has, from 3000 on.

    None where objects stand whose own fields are changed, and for ids, which everything else goes by.
    """
    if (place.nested and place.written) or place.declared.name == "id":
        return None
    holder = at(data[place.kind][place.id], place.path[:-1])
    held = holder.get(place.declared.name)
    if place.declared.name == "kind" and issubclass(place.cls, model.Field):
        other = {"id": holder["id"], "title": holder["title"], "kind": "text" if held != "text" else "date"}
        return Mutation(place, place.path[:-1], other, "")
    if place.declared.name == "kind" and issubclass(place.cls, FormRule):
        named = holder.get("field") or holder["of"][0]
        figure = {"least": 1} if held == "at-least" else {"figure": 1}
        other = {"id": holder["id"], "field": named, "kind": "plausible" if held == "at-least" else "at-least"}
        return Mutation(place, place.path[:-1], {**other, **figure}, "")
    listed = is_list(hints(place.cls)[place.declared.name]) and not place.nested
    taken = tuple(held or ()) if listed else (held,)
    value, mark, *besides = _other(place, taken[-1] if taken else None, taken, data, handbook, number)
    return Mutation(place, place.path, [*taken[:-1], value] if listed else value, mark, tuple(besides))


def _other(
    place: Place, held: Any, taken: tuple[Any, ...], data: Data, handbook: Handbook, number: int
) -> tuple[Any, ...]:
    """Another value, the mark that it leaves, and what it names if that is new."""
    rules, default = place.rules, place.declared.default
    now = held if held is not None else default
    if place.key in TIED:
        return next(word for word in TIED[place.key] if word not in taken), ""
    if "ref" in rules:
        return _reference(place, taken, data, handbook, number)
    if "allowed" in rules:
        return next(word for word in rules["allowed"] if word != now), ""
    if place.type is bool:
        return now is not True, ""
    if place.type in (int, float):
        if rules.get("max", number) < number:
            return next(value for value in range(rules.get("min", 0), rules["max"]) if value != now), ""
        return number, alone(str(number))
    if place.type in VALUES.values():
        text, shown = _value(place.type.__name__, held, number)
        return text, alone(shown)
    if place.type is str:
        words = f"记{number}号" if "regex" not in rules else _fitting(rules["regex"], number)
        return words, alone(words)
    return _made(place, data, handbook, number), ""


def _reference(place: Place, taken: tuple[Any, ...], data: Data, handbook: Handbook, number: int) -> tuple[Any, ...]:
    """Something to refer to: where readers know it by words that nothing else has, a new one."""
    named = place.rules["ref"]
    kind = named if isinstance(named, str) else named[0]
    words = f"记{number}号"
    if kind == "clause":
        source = next(iter(data["source"]))
        return (
            f"{source}-{number}",
            alone(f"{source}-{number}"),
            ("source", source, {"id": f"{source}-{number}", "about": words}),
        )
    if kind == "chapter":
        return (
            f"m-{number}",
            words,
            ("settings", "settings", {"id": f"m-{number}", "title": words, "summary": "一章。"}),
        )
    if kind == "unit":
        return f"m-{number}", words, ("unit", "units", {"id": f"m-{number}", "title": words})
    free = [id for id in (getattr(handbook, KINDS[kind].part) if kind in KINDS else ()) if id not in taken]
    if free and not issubclass(KINDS[place.kind].cls, model.Item):  # what has no page of its own is looked for on all
        return free[0], ""
    if kind in KINDS:
        model_of = next(iter(data[kind].values()))
        return f"m-{number}", words, (kind, f"m-{number}", {**model_of, "id": f"m-{number}", "title": words})
    document = data[place.kind][place.id]
    own = {
        "step": [step["id"] for step in document.get("steps", ())],
        "field": [field["id"] for section in document.get("sections", ()) for field in section["fields"]],
    }
    fields_of = (
        f"{id}.{field.id}" for id, form in handbook.forms.items() for part in form.sections for field in part.fields
    )
    return next(id for id in (*own[kind], *fields_of) if id not in taken), ""


def _made(place: Place, data: Data, handbook: Handbook, number: int) -> Any:
    """A new object with all that must be written in it."""
    cls = variant(place.type, "not-future" if place.type is FormRule else "text")
    entry = {}
    for declared in fields(cls):
        if declared.default is MISSING:
            inner = Place(place.kind, place.id, (*place.path, declared.name), cls, declared, False, place.inside)
            value, *_ = _other(inner, None, (), data, handbook, number)
            entry[declared.name] = [value] if is_list(hints(cls)[declared.name]) else value
    return [entry] if is_list(hints(place.cls)[place.declared.name]) else entry


def _fitting(pattern: str, number: int) -> str:
    """A text of a pattern that nothing else has."""
    tried = [words.format(part) for words in TEMPLATES for part in (number, number % 900 + 100, number % 90 + 10)]
    fit = next((words for words in tried if re.fullmatch(pattern, words)), None)
    assert fit, f"TEMPLATES has no text of the pattern {pattern}"
    return fit


def _value(name: str, held: str | None, number: int) -> tuple[str, str]:
    """A value type's text that nothing else has, and how it is shown."""
    match name:
        case "Duration":
            unit = VALUES[name].parse(held).unit if held and re.fullmatch(VALUES[name].pattern, held) else "天"
            text = f"{number} {unit}"
        case "Day":
            text = (date(2040, 1, 1) + timedelta(days=number)).isoformat()
        case "Clock" | "Deadline":
            text = f"{number // 60 % 24:02}:{number % 60:02}"
        case "Minutes":
            text = f"{number % 900 + 50}-{number % 900 + 51}"
        case _:
            text = str(number)
    return text, str(VALUES[name].parse(text))


def alone(words: str) -> str:
    """The words, but not as a part of a longer number or name."""
    return rf"(?<![A-Za-z0-9.]){re.escape(words)}(?![0-9])" if words[0].isascii() else re.escape(words)


def at(document: Any, path: Path) -> Any:
    """What stands at a path."""
    for step in path:
        document = document[step]
    return document


def changed(data: Data, mutations: Iterable[Mutation]) -> Handbook:
    """The handbook with other values."""
    new = copy.deepcopy(data)
    for each in mutations:
        at(new[each.place.kind][each.place.id], each.path[:-1])[each.path[-1]] = copy.deepcopy(each.value)
    for kind, id, document in (more for each in mutations for more in each.besides):
        if kind in ("source", "settings"):
            new[kind][id]["clauses" if kind == "source" else "chapters"].append(document)
        elif kind == "unit":
            new["settings"]["settings"][id].append(document)
        else:
            new[kind][id] = document
    return handbook_of(new)
