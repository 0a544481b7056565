"""Every kind of change that the model allows, made in the complete handbook: told once, of the right item, in words
without YAML.

The kinds are found by walking the model: each field of each class, changed, written where nothing was, taken away; each
list with an entry more, less, exchanged or in another order; each id renamed. The places are drawn by chance from a
fixed seed.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from dataclasses import Field as DataclassField
from datetime import date
from typing import Any

import pytest

from generator import model
from generator.diff import matching
from generator.diff.comparison import compare
from generator.load import LoadResult, load_handbook
from generator.model import (
    KINDS,
    VALUES,
    Change,
    Due,
    Handbook,
    convert,
    figures_in,
    handbook_of,
    has_fields,
    hints,
    is_list,
    unwrap,
    variant,
)
from generator.model.fields import TextKind
from generator.model.figures import fill_text
from generator.model.form_rule import FormRule
from tests.department import DEPARTMENT

Data = dict[str, dict[str, dict[str, Any]]]

SEED = 20260101
NEW_TEXT = "全新的说法"
NEW_VALUES = {"Duration": "77 天", "Clock": "11:11", "Deadline": "11:11", "Day": "2030-01-02", "Minutes": "7-8"}


@dataclass(frozen=True)
class Place:
    """A field of a document, written or not."""

    kind: str
    id: str
    path: tuple
    cls: type
    declared: DataclassField

    @property
    def inner(self) -> type:
        """The type of its value, or of its entries."""
        return unwrap(hints(self.cls)[self.declared.name])

    @property
    def nested(self) -> bool:
        """Whether objects with fields stand here."""
        return has_fields(self.inner)


@dataclass(frozen=True)
class Edit:
    """One change of a document."""

    place: Place
    what: str
    to: Callable[[Any], Any]
    """The value that was there, None for nothing -> the new one, None for nothing."""

    def make(self, data: Any) -> None:
        """Change the documents."""
        holder = at(data[self.place.kind][self.place.id], self.place.path[:-1])
        name = self.place.path[-1]
        holder[name] = self.to(holder.get(name))
        if holder[name] is None:
            del holder[name]


@pytest.fixture(scope="module")
def complete() -> LoadResult:
    """The handbook of the department."""
    return load_handbook(DEPARTMENT, date(2026, 1, 1))


def at(document: Any, path: tuple) -> Any:
    """What stands at a path."""
    for step in path:
        document = document[step]
    return document


def places(kind: str, id: str, cls: type, data: Any, path: tuple = ()) -> Iterator[Place]:
    """Every field of an object and of what stands in it. A time limit is one value."""
    cls = variant(cls, data.get("kind"))
    for declared in fields(cls):
        place = Place(kind, id, (*path, declared.name), cls, declared)
        yield place
        if place.nested and place.inner is not Due and declared.name in data:
            held = data[declared.name]
            for position, entry in enumerate(held) if isinstance(held, list) else [(None, held)]:
                yield from places(
                    kind, id, place.inner, entry, place.path if position is None else (*place.path, position)
                )


def fresh(loaded: LoadResult, place: Place, taken: Any, chance: random.Random) -> Any:
    """Another value for a place than those that are taken; None if there is none."""
    rules, inner, declared = place.declared.metadata["rules"], place.inner, place.declared
    taken = taken if isinstance(taken, list) else [taken]
    if "ref" in rules:
        free = [id for id in referable(loaded, place) if id not in taken]
        return chance.choice(free) if free else None
    if "allowed" in rules:
        return next((word for word in rules["allowed"] if word not in (*taken, declared.default)), None)
    if inner is Due:
        return {"moment": "全新的时机"}
    if inner in VALUES.values():
        return NEW_VALUES[inner.__name__]
    if inner is bool:
        return (declared.default is not True) if taken == [None] else not taken[0]
    if inner in (int, float):
        base = taken[0] if taken != [None] else declared.default if declared.default not in (None, MISSING) else 0
        return base + (1 if inner is int else 1.5)
    if inner is str and rules.get("markdown") and taken != [None]:
        return taken[0] + "吗"  # a sentence that has nothing in common with the one before may be another one
    return NEW_TEXT if not place.nested else made(loaded, place, chance)


def made(loaded: LoadResult, place: Place, chance: random.Random) -> dict[str, Any]:
    """A new entry with all that must be written, and something to be seen."""
    kind = "not-future" if place.inner is FormRule else "text"
    cls = variant(place.inner, kind)
    entry: dict[str, Any] = {}
    for declared in fields(cls):
        if declared.default is MISSING or declared.name in ("at_least", "export"):
            inside = Place(place.kind, place.id, (*place.path, declared.name), cls, declared)
            value = fresh(loaded, inside, None, chance)
            entry[declared.name] = [value] if is_list(hints(cls)[declared.name]) else value
    told = {"id": "brand-new", "kind": kind}
    return entry | {
        name: value for name, value in told.items() if name in entry and "allowed" not in extraction_settings(cls, name)
    }


def extraction_settings(cls: type, name: str) -> dict[str, Any]:
    """The rules of a field."""
    return next(declared for declared in fields(cls) if declared.name == name).metadata["rules"]


def referable(loaded: LoadResult, place: Place) -> list[str]:
    """What a reference at a place may name."""
    handbook, document = loaded.handbook, loaded.data[place.kind][place.id]
    named = place.declared.metadata["rules"]["ref"]
    local = {
        "step": [step["id"] for step in document.get("steps", ())],
        "field": [field["id"] for section in document.get("sections", ()) for field in section["fields"]],
    }
    full = {
        "step": lambda: [f"{id}.{step.id}" for id, held in handbook.procedures.items() for step in held.steps],
        "field": lambda: [
            f"{id}.{field.id}"
            for id, form in handbook.forms.items()
            for section in form.sections
            for field in section.fields
        ],
        "clause": lambda: list(handbook.clauses),
        "chapter": lambda: [chapter.id for chapter in handbook.settings.chapters],
        "unit": lambda: [unit.id for unit in handbook.settings.units],
    }
    full |= {name: lambda name=name: [name] for name, kind in KINDS.items() if kind.single}
    return [
        id
        for name in ((named,) if isinstance(named, str) else named)
        for id in local.get(name) or (full[name]() if name in full else getattr(handbook, KINDS[name].part))
    ]


def edits(loaded: LoadResult, place: Place, chance: random.Random) -> Iterator[Edit]:
    """Every way to change what stands at a place."""
    held = at(loaded.data[place.kind][place.id], place.path[:-1]).get(place.declared.name)
    if is_list(hints(place.cls)[place.declared.name]):
        held = held or []
        where = chance.randrange(len(held) or 1)
        new = fresh(loaded, place, held if "ref" in place.declared.metadata["rules"] else None, chance)
        if held:
            yield Edit(place, "an entry less", lambda was: [*was[:where], *was[where + 1 :]])
        if len(held) > 1 and place.declared.name != "rules" and held[0] != held[1]:  # pages show rules level by level
            yield Edit(place, "another order", lambda was: [was[1], was[0], *was[2:]])
        if new is not None:
            yield Edit(place, "an entry more", lambda was: [*(was or [])[:where], new, *(was or [])[where:]])
        if held and isinstance(held[0], str) and new is not None:
            other = new if "ref" in place.declared.metadata["rules"] else held[where] + "吗"
            yield Edit(place, "another entry", lambda was: [*was[:where], other, *was[where + 1 :]])
        return
    new = fresh(loaded, place, held, chance)
    if held is None and new is not None:
        yield Edit(place, "written", lambda was: new)
    elif held is not None and not (place.nested and place.inner is not Due) and new is not None:
        yield Edit(place, "changed", lambda was: new)
    if held is not None and place.declared.default is not MISSING and str(held) != str(place.declared.default):
        yield Edit(place, "taken away", lambda was: None)


def drawn(loaded: LoadResult, each: int, chance: random.Random) -> list[Edit]:
    """Of every way to change every field of every class, as many as asked for."""
    by_key: dict[tuple[type, str], list[Place]] = defaultdict(list)
    for kind, documents in loaded.data.items():
        for id, document in documents.items():
            for place in places(kind, id, KINDS[kind].cls, document):
                if (
                    place.declared.name != "id"
                    and not place.declared.metadata["internal"]
                    and not (place.declared.name == "kind" and issubclass(place.cls, model.Field | FormRule))
                ):
                    by_key[place.cls, place.declared.name].append(place)
    chosen: dict[tuple[type, str, str], list[Edit]] = defaultdict(list)
    for (cls, name), held in by_key.items():
        for place in chance.sample(held, min(len(held), 10)):
            for edit in edits(loaded, place, chance):
                chosen[cls, name, edit.what].append(edit)
    # The value of a parameter changes whatever uses it, and must fit there; that is tested elsewhere.
    elsewhere = {(model.Parameter, "value"), (model.Parameters, "parameters")}
    return [edit for key, held in chosen.items() if key[:2] not in elsewhere for edit in held[:each]]


def rounds(edits: list[Edit], chance: random.Random) -> Iterator[list[Edit]]:
    """All edits, many at a time, but one in a document: what one of them does must not hide what another does."""
    left = chance.sample(edits, len(edits))
    while left:
        taken: dict[tuple[str, str], Edit] = {}
        for edit in left:
            taken.setdefault((edit.place.kind, edit.place.id), edit)
        yield list(taken.values())
        left = [edit for edit in left if taken[edit.place.kind, edit.place.id] is not edit]


NAMES = {
    declared.name
    for cls in vars(model).values()
    if isinstance(cls, type) and is_dataclass(cls)
    for declared in fields(cls)
}
"""Every word that stands before a colon in YAML."""


@pytest.fixture(scope="module")
def ids(complete: LoadResult) -> set[str]:
    """Every id of the handbook that readers know by a title."""
    entries = {placed.part.id for item in complete.handbook.items.values() for _, placed in matching.entries_of(item)}
    return {*complete.handbook.items, *entries, *(chapter.id for chapter in complete.handbook.settings.chapters)}


def unclear(change: Change, ids: set[str], words: str) -> list[str]:
    """What in a sentence is not for readers. `words` are the documents before and after."""
    unquoted = said = str(change)
    while (shorter := re.sub("「[^「」]*」|『[^『』]*』", "", unquoted)) != unquoted:
        unquoted = shorter
    return [
        *re.findall(r"\b(?:None|True|False)\b|\w+\(\w+=|\[\]|[{}]|datetime|「」|由改为|改为$|：$", said),
        *(
            id
            for id in re.findall(r"(?<![\w./-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w.-])", said)
            if id in ids and f'"export": "{id}"' not in words
        ),
        *(id for id in re.findall("[「『]([a-z][a-z0-9]*)[」』]", said) if id in ids and f'"{id}"' not in words),
        *(name for name in re.findall(r"[a-z][a-z_]+", unquoted) if name in NAMES and name not in words),
    ]


def test_every_kind_of_change_is_told_once_and_clearly(complete: LoadResult, ids: set[str]):
    """Both ways, each changed document has exactly one sentence, which names the field, is readable, and is not that of
    the way back.
    """
    chance, wrong = random.Random(SEED), []
    chosen = drawn(complete, 1, chance)
    assert {edit.place.cls for edit in chosen} >= {
        model.Settings,
        model.WorkingHours,
        model.Chapter,
        model.Entrance,
        model.Step,
        model.Branch,
        model.Script,
        model.Risk,
        model.Rule,
        model.Section,
        model.Target,
        model.Measure,
        model.Condition,
        model.ScorecardLine,
        model.Exchange,
        model.Stage,
        model.Task,
        model.Answer,
        model.Term,
        model.Clause,
        model.ImportColumn,
    }
    assert len(chosen) > 500 and not [
        kind for kind in complete.data if kind not in {edit.place.kind for edit in chosen}
    ]
    for together in rounds(chosen, chance):
        data = after(complete, together)
        changed = rebuilt(complete, data)
        told = [by_item(compare(complete.handbook, changed)), by_item(compare(changed, complete.handbook))]
        for edit in together:
            here = f"{edit.place.cls.__name__}.{edit.place.declared.name} {edit.what} {edit.place.id} {edit.place.path}"
            both = [found.pop(edit.place.id, []) for found in told]
            words = json.dumps(
                [source[edit.place.kind][edit.place.id] for source in (complete.data, data)], ensure_ascii=False
            )
            if [len(changes) for changes in both] != [1, 1]:
                wrong.append((here, [[*map(str, changes)] for changes in both]))
                continue
            titles = [
                edit.place.declared.metadata["title"],
                *matching.LABELS.get(edit.place.declared.name, "").split("{}"),
            ]
            wrong += [
                (here, str(change))
                for (change,) in both
                if unclear(change, ids, words)
                or not any(title.strip() and title.strip() in str(change) for title in titles)
            ]
            wrong += (
                [(here, str(both[0][0]))]
                if str(both[0][0]) == str(both[1][0]) and "写法变了" not in str(both[0][0])
                else []
            )
        wrong += [("nobody changed", str(change)) for found in told for changes in found.values() for change in changes]
    assert not wrong, "\n".join(map(str, wrong))


def after(loaded: LoadResult, edits: list[Edit]) -> Data:
    """The documents after edits; those that are not edited are shared."""
    data: Data = {kind: dict(documents) for kind, documents in loaded.data.items()}
    for edit in edits:
        data[edit.place.kind][edit.place.id] = copy.deepcopy(data[edit.place.kind][edit.place.id])
        edit.make(data)
    return data


def rebuilt(loaded: LoadResult, data: Data) -> Handbook:
    """The handbook of documents of which some are not those that were loaded; what is the same is not made again."""
    figures, parts = figures_in(loaded.data), {}
    for kind, documents in data.items():
        made = {
            id: convert(
                KINDS[kind].cls,
                document,
                id,
                text=lambda words, what, id=id: fill_text(
                    words, figures, id, as_value=what is TextKind.VALUE, linked=what is TextKind.MARKDOWN
                ),
            )
            for id, document in documents.items()
            if document is not loaded.data[kind].get(id)
        }
        held = getattr(loaded.handbook, KINDS[kind].part)
        many = {} if KINDS[kind].single else {id: made[id] if id in made else held[id] for id in sorted(documents)}
        parts[KINDS[kind].part] = made.get(kind, held) if KINDS[kind].single else many
    return replace(loaded.handbook, **parts)


def by_item(changes: list[Change]) -> dict[str, list[Change]]:
    """Changes by the id of their item."""
    by_key: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_key[change.item].append(change)
    return by_key


def lists(kind: str, id: str, cls: type, data: Any, path: tuple = ()) -> Iterator[tuple[Place, list[Any]]]:
    """Every list of entries with ids that holds any."""
    for place in places(kind, id, cls, data, path):
        held = at(data, place.path[:-1]).get(place.declared.name)
        if held and matching.holds_entries(place.cls, place.declared.name):
            yield place, held


def of_every_list(loaded: LoadResult, chance: random.Random, fits: Callable[[Place, list[Any]], bool]) -> list[Place]:
    """One list of every name, drawn from those that fit."""
    by_key: dict[str, list[Place]] = defaultdict(list)
    for kind, documents in loaded.data.items():
        for id, document in documents.items():
            for place, held in lists(kind, id, KINDS[kind].cls, document):
                by_key[place.declared.name] += [place] if fits(place, held) else []
    return [chance.choice(held) for held in by_key.values() if held]


def followed(document: Any, was: str, now: str) -> Any:
    """A document in which references follow a new id; the same object if it has none."""
    text = json.dumps(document)
    return json.loads(text.replace(f'"{was}"', f'"{now}"')) if f'"{was}"' in text else document


def test_an_entry_with_a_new_id_is_the_same_entry(complete: LoadResult):
    """By `formerly`, or by its title where entries have none: one sentence, on the id."""
    chance = random.Random(SEED)
    for place in of_every_list(complete, chance, lambda place, held: place.declared.name != "parameters"):
        data = after(complete, [Edit(place, "another id", lambda was: was)])
        entry = chance.choice(at(data[place.kind][place.id], place.path))
        named = any(declared.name == "formerly" for declared in fields(place.inner))
        if not named and not any(entry.get(name) for name in ("title", "about", "what")):
            continue
        was, document = entry["id"], data[place.kind][place.id]
        document = json.loads(
            json.dumps(document)
            .replace(f'"{was}"', '"brand-new"')
            .replace(f'"{place.id}.{was}"', f'"{place.id}.brand-new"')
        )
        data = {
            kind: {id: followed(held, f"{place.id}.{was}", f"{place.id}.brand-new") for id, held in documents.items()}
            for kind, documents in data.items()
        }
        data[place.kind][place.id] = document
        if named:
            next(entry for entry in at(document, place.path) if entry["id"] == "brand-new")["formerly"] = was
        sentences = [
            str(change) for change in compare(complete.handbook, rebuilt(complete, data)) if change.item == place.id
        ]
        assert len(sentences) == 1 and sentences[0].endswith(f"编号：由「{was}」改为「brand-new」"), (place, sentences)


def test_an_entry_that_moved_and_changed_is_told_in_both_respects(complete: LoadResult):
    """Put first in its list, or into another list of its item, and changed in one field: exactly two sentences, of that
    entry.
    """
    chance = random.Random(SEED)
    changed = {
        "rules": "why",
        "clauses": "about",
        "steps": "done",
        "fields": "title",
        "tasks": "done",
        "questions": "explain",
        "terms": "meaning",
        "chapters": "summary",
        "entrances": "summary",
        "stages": "goal",
        "sections": "title",
        "exchanges": "what",
        "parameters": "decide",
    }
    long = of_every_list(
        complete,
        chance,
        lambda place, held: (
            len(held) > 2 and (place.declared.name != "rules" or len({rule["level"] for rule in held}) == 1)
        ),
    )
    for place in long:

        def first(was: list[Any], name: str = place.declared.name) -> list[Any]:
            return [{**was[-1], changed[name]: NEW_TEXT}, *was[:-1]]

        sentences = [
            str(change)
            for change in compare(complete.handbook, rebuilt(complete, after(complete, [Edit(place, "moved", first)])))
        ]
        assert len(sentences) == 2 and sum("位移到第 1 位" in sentence for sentence in sentences) == 1, (
            place,
            sentences,
        )
    apart = of_every_list(
        complete,
        chance,
        lambda place, held: (
            len(held) > 1
            and len(place.path) == 3
            and place.path[1] == 0
            and len(at(complete.data[place.kind][place.id], place.path[:1])) > 1
        ),
    )
    assert {place.declared.name for place in apart} == {"fields", "tasks"}
    for place in apart:
        data = after(complete, [Edit(place, "moved", lambda was: was)])
        holders = at(data[place.kind][place.id], place.path[:1])
        entry = holders[0][place.declared.name].pop()
        holders[1][place.declared.name].append(entry | {changed[place.declared.name]: NEW_TEXT})
        sentences = [str(change) for change in compare(complete.handbook, rebuilt(complete, data))]
        assert len(sentences) == 2 and "移来" in sentences[0] and NEW_TEXT in sentences[1], (place, sentences)


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if issubclass(kind.cls, model.Item)])
def test_an_item_with_a_new_id_is_the_same_everywhere(complete: LoadResult, kind: str):
    """Every reference and link that follows the new id is no change; one that comes or goes is told as that."""
    was = random.Random(SEED).choice(sorted(complete.data[kind]))
    text = json.dumps(complete.data, ensure_ascii=False)
    data = json.loads(
        re.sub(
            rf'(?<=")({re.escape(was)})(?=["."])|(?<=\]\(){re.escape(was)}(?=[#)])|(?<=\{{){re.escape(was)}(?=#)',
            "brand-new",
            text,
        )
    )
    if kind == "role" and complete.data["settings"]["settings"].get("emergency") == was:
        data["settings"]["settings"]["emergency"] = "brand-new"
    data[kind]["brand-new"]["formerly"] = was
    sentences = [str(change) for change in compare(complete.handbook, handbook_of(data))]
    assert sentences == [f"{matching.title_of(complete.handbook.items[was])} › 编号：由「{was}」改为「brand-new」"]
