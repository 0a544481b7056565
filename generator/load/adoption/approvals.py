"""Approvals that have come into one hand: of two steps in a row that are the same to the same role, one stays."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import pairwise
from typing import Any, NamedTuple

from generator.load.adoption.drafts import Draft, all_changes, value_at
from generator.load.id_places import How, Named, id_places


class _Pair(NamedTuple):
    """Two steps of a procedure that have become one."""

    procedure: str
    lower: int
    upper: int
    """Positions: what was done by the role that is held, and what by its holder."""


def steps_of(draft: Draft, roles: Set[str]) -> set[tuple[str, str]]:
    """The steps that these roles do, as (procedure, step)."""
    return {
        (id, step["id"])
        for kind, id, data in draft.documents
        if kind == "procedure"
        for step in data["steps"]
        if step["role"] in roles
    }


def merge_approvals(draft: Draft, taken_over: Set[tuple[str, str]]) -> None:
    """Of two steps in a row with one title and one role the one that was taken over goes, and all that named it names
    the other. That one counts from where the first did.
    """
    while pair := next(_pairs(draft, taken_over), None):
        _merge(draft, pair)


def _merge(draft: Draft, pair: _Pair) -> None:
    changes, (procedure, lower, upper) = all_changes(), pair
    steps = draft[procedure]["steps"]
    gone, stays = steps[lower], steps[upper]
    of_file = changes[procedure]
    of_file.gone.add(("steps", lower))
    if str(stays["due"].get("after")).rpartition(".")[2] == gone["id"]:
        of_file.values["steps", upper, "due"] = gone["due"]
    basis = [clause for clause in gone.get("basis", ()) if clause not in stays.get("basis", ())]
    if basis:
        of_file.added["steps", upper] = {"basis": [*stays.get("basis", ()), *basis]}
    for at, branch in enumerate(stays.get("branches", ())):
        if branch["to"].rpartition(".")[2] == gone["id"]:
            of_file.gone.add(("steps", upper, "branches", at))
    named = Named("step", procedure, gone["id"])
    places = [place for place in id_places(draft.documents) if named in place.named and place.how is not How.DEFINITION]
    for place in sorted(places, key=lambda place: place.start, reverse=True):
        if not changes[place.file].is_gone(place.path):
            text = changes[place.file].values.get(place.path, value_at(draft[place.file], place.path))
            changes[place.file].values[place.path] = text[: place.start] + stays["id"] + text[place.end :]
    draft.change(changes)


def _pairs(draft: Draft, taken_over: Set[tuple[str, str]]) -> Iterator[_Pair]:
    for kind, id, data in draft.documents:
        steps: list[dict[str, Any]] = data["steps"] if kind == "procedure" else []
        for position, (one, other) in enumerate(pairwise(steps)):
            theirs = [at for at in (position, position + 1) if (id, steps[at]["id"]) in taken_over]
            if (one["title"], one["role"]) == (other["title"], other["role"]) and theirs:
                yield _Pair(id, theirs[0], 2 * position + 1 - theirs[0])
