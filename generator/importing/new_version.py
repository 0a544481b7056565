"""A newer version of a source, held clause by clause against the one that the handbook has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from generator.model import DataPath

ALIKE = 0.6
"""From this part of the same characters on, words are those of a clause that was changed, not of another one."""
OF_CLAUSE = ("number", "words", "place")
"""What a clause takes from its document; everything else of it is the company's own."""
OF_SOURCE = (
    *("title", "number", "version", "issued", "effective", "owner", "prepared_by", "reviewed_by", "approved_by"),
    "file",
)
"""What a source takes from its document."""

Clause = Mapping[str, Any]


@dataclass
class NewVersion:
    """What a newer version does to the document of a source."""

    values: list[tuple[DataPath, Any]] = field(default_factory=list)
    """What is written otherwise: where, and what; None where nothing stands any more."""
    added: list[tuple[int, Clause]] = field(default_factory=list)
    """Clauses that are new, in order, each with the place that it takes in the list."""
    changed: list[str] = field(default_factory=list)
    """The ids of the clauses whose words are others."""
    gone: list[str] = field(default_factory=list)
    """Those that the document no longer has: whether they still hold, people decide."""
    first: list[str] = field(default_factory=list)
    """Those whose words are known only now: nobody can tell whether they changed."""


def new_version(old: Mapping[str, Any], new: Mapping[str, Any], day: str) -> NewVersion:
    """Two documents of one source -> what the newer one changes; `day` is written where the words of a clause did."""
    told = NewVersion()
    for name in OF_SOURCE:
        if name in new and new[name] != old.get(name):
            told.values.append(((name,), new[name]))
    pairs = _pairs(old["clauses"], new["clauses"])
    for place, clause in enumerate(old["clauses"]):
        _compare(told, ("clauses", place), clause, pairs.get(place), day)
    taken = {id(clause) for clause in pairs.values()}
    ids = {clause["id"] for clause in old["clauses"]}
    places = {id(clause): place for place, clause in pairs.items()}
    at = 0
    for clause in new["clauses"]:
        if id(clause) in taken:
            at = places[id(clause)] + len(told.added) + 1
            continue
        fresh = _free(clause["id"], ids)
        ids.add(fresh)
        told.added.append((at, {**clause, "id": fresh}))
        at += 1
    return told


def _compare(told: NewVersion, path: DataPath, was: Clause, now: Clause | None, day: str) -> None:
    if now is None:
        told.gone.append(was["id"])
        told.values.append(((*path, "changed_on"), day))
        return
    told.values += [((*path, name), now.get(name)) for name in OF_CLAUSE if now.get(name) != was.get(name)]
    if not was.get("words"):
        told.first.append(was["id"])
    elif _plain(was) != _plain(now):
        told.changed.append(was["id"])
        told.values.append(((*path, "changed_on"), day))


def _pairs(old: Sequence[Clause], new: Sequence[Clause]) -> Mapping[int, Clause]:
    """By the place of an old clause: the new one that it became. Same words first, then the same number with words that
    are alike, then what is most alike; a clause without words is known by its id alone.
    """
    left, pairs = list(new), dict[int, Clause]()

    def pair(place: int, clause: Clause) -> None:
        pairs[place] = clause
        left[:] = [other for other in left if other is not clause]

    for place, was in enumerate(old):
        fits = [now for now in left if was.get("words") and _plain(now) == _plain(was)]
        fits = [now for now in fits if now.get("number") == was.get("number")] or fits
        if fits:
            pair(place, fits[0])
    rest = [(place, was) for place, was in enumerate(old) if place not in pairs]
    for place, was in rest:
        if not was.get("words"):
            for now in [now for now in left if now["id"] == was["id"]][:1]:
                pair(place, now)
    near = [
        (was.get("number") == now.get("number"), _likeness(was, now), place, now)
        for place, was in rest
        if was.get("words")
        for now in left
    ]
    for same, likeness, place, now in sorted(near, key=lambda each: (-(each[1] + each[0]), each[2])):
        if place not in pairs and any(now is other for other in left) and likeness >= (ALIKE / 2 if same else ALIKE):
            pair(place, now)
    return pairs


def _plain(clause: Clause) -> str:
    """The words of a clause without its own number, however they are spaced."""
    text = "".join(clause.get("words") or ())
    if number := clause.get("number"):
        text = re.sub(rf"^{re.escape(number)}[\s、.．)）:：]+", "", text)
    return "".join(text.split())


def _likeness(one: Clause, other: Clause) -> float:
    return SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio()


def _free(id: str, taken: set[str]) -> str:
    """An id like this one that no clause has: an id that was given stays with its clause."""
    stem = id.rstrip("abcdefghijklmnopqrstuvwxyz")
    letters = (f"{stem}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    numbers = (f"{stem}.{count}" for count in range(1, len(taken) + 2))
    return next(name for name in (id, *letters, *numbers) if name not in taken)
