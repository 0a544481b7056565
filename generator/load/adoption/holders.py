"""Roles that others hold: their steps, agreements and names go to the holder, once each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.load.adoption.approvals import merge_approvals, steps_of
from generator.load.adoption.drafts import Changes, Draft, Written, all_changes, value_at
from generator.load.id_places import How, IdPlace, id_places
from generator.model import KINDS, DataPath, author_texts

JOINED = ("duties", "skills", "aliases", "exchanges")
"""What a holder takes over besides its own. What it may decide, is measured by and can become stays its own."""
NAMED_BY_RACI = ("consulted", "informed")
JOINTS = "和|与|及|或|、|以及|或者"


def holders(adoption: Mapping[str, Any]) -> dict[str, str]:
    """Who holds each role in the end, by role. A role that would hold itself is left out."""
    by = {held["role"]: held["by"] for held in adoption.get("held", ())}
    found = {}
    for role, first in by.items():
        seen, holder = {role}, first
        while holder in by and holder not in seen:
            seen.add(holder)
            holder = by[holder]
        if holder not in seen:
            found[role] = holder
    return found


def hand_over(draft: Draft, held: Mapping[str, str], names: Mapping[str, str], is_joined: bool = True) -> None:
    """Give the work of every role that is held to its holder. `names` are the words for each in texts; `is_joined` says
    whether the holder takes over what the page of the role says, too.
    """
    titles = {id: str(data["title"]) for kind, id, data in draft.documents if kind == "role"}
    new_entries = _new_entries(draft, held)
    taken_over = steps_of(draft, held.keys())
    changes = all_changes()
    for file, places in _by_file(id_places(draft.documents)).items():
        _refer(draft[file], places, held, new_entries, changes[file])
    _report(draft, held, changes)
    for kind, id, data in draft.documents:
        if id not in held:
            _ask_nobody_twice(data, changes[id])
            _one_path_each(kind, data, draft, held, changes[id])
    for kind, id, data in draft.documents:
        for position, term in enumerate(data["terms"] if kind == "glossary" else ()):
            if term["title"] in {titles[role] for role in held}:
                changes[id].gone.add(("terms", position))
    draft.change(changes)
    for role, holder in held.items() if is_joined else ():
        _join(draft, role, holder, new_entries)
    draft.change({role: Changes(gone={()}) for role in held})
    rename(draft, {titles[role]: names.get(role) or titles[holder] for role, holder in held.items()})
    merge_approvals(draft, taken_over)


def _new_entries(draft: Draft, held: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """What the agreements of a role are called at its holder."""
    taken: dict[str, set[str]] = defaultdict(set)
    for kind, id, data in draft.documents:
        if kind == "role":
            taken[id] |= {exchange["id"] for exchange in data.get("exchanges", ())}
    found = {}
    for role, holder in held.items():
        for id in sorted(taken[role]):
            found[role, id] = f"{role}-{id}" if id in taken[holder] else id
            taken[holder].add(found[role, id])
    return found


def _by_file(places: Iterable[IdPlace]) -> dict[str, list[IdPlace]]:
    by_file: dict[str, list[IdPlace]] = defaultdict(list)
    for place in places:
        if place.how is not How.DEFINITION:
            by_file[place.file].append(place)
    return by_file


def _refer(
    data: Mapping[str, Any],
    places: list[IdPlace],
    held: Mapping[str, str],
    new_entries: Mapping[tuple[str, str], str],
    changes: Changes,
) -> None:
    """Write the ids of holders, and of what they took over, where those of the roles stood."""
    for place in sorted(places, key=lambda place: place.start, reverse=True):
        named = place.named[0]
        if named.item not in held or named.kind not in ("role", "exchange"):
            continue
        new = new_entries[named.item, named.entry] if named.entry else held[named.item]
        text = changes.values.get(place.path, value_at(data, place.path))
        changes.values[place.path] = text[: place.start] + new + text[place.end :]


def _report(draft: Draft, held: Mapping[str, str], changes: Mapping[str, Changes]) -> None:
    """Everybody reports to who holds the role above; whoever holds a role far above himself reports to the one above
    that.
    """
    above = {id: data.get("reports_to") for kind, id, data in draft.documents if kind == "role"}
    for role in above.keys() - held.keys():
        line = [role]
        while (boss := above.get(line[-1])) and boss not in line:
            line.append(boss)
        top = max(place for place, id in enumerate(line) if held.get(id, id) == role)
        boss = above[line[top]]
        if above[role] and not boss:
            changes[role].gone.add(("reports_to",))
        elif boss:
            changes[role].values[("reports_to",)] = held.get(boss, boss)


def _ask_nobody_twice(data: Any, changes: Changes, path: DataPath = ()) -> None:
    """Of roles that have become one, only the first in a list stays; whoever does a step is not asked or told of it."""
    if isinstance(data, list):
        for position, part in enumerate(data):
            _ask_nobody_twice(part, changes, (*path, position))
    if not isinstance(data, dict):
        return
    for name, part in data.items():
        _ask_nobody_twice(part, changes, (*path, name))
        entries = part if isinstance(part, list) else []
        is_other = any((*path, name, at) in changes.values for at in range(len(entries)))
        if not is_other and not (name in NAMED_BY_RACI and (*path, "role") in changes.values):
            continue
        seen = {changes.values.get((*path, "role"), data.get("role"))} if name in NAMED_BY_RACI else set()
        for position, entry in enumerate(entries):
            now = changes.values.get((*path, name, position), entry)
            if isinstance(now, str) and now in seen:
                changes.gone.add((*path, name, position))
            elif isinstance(now, str):
                seen.add(now)


def _one_path_each(kind: str, data: Mapping[str, Any], draft: Draft, held: Mapping[str, str], changes: Changes) -> None:
    """A role that has an onboarding path of its own gets no second one."""
    holder = held.get(data["role"]) if kind == "onboarding" else None
    if holder and any(other == "onboarding" and path["role"] == holder for other, _, path in draft.documents):
        changes.gone.add(())


def _join(draft: Draft, role: str, holder: str, new_entries: Mapping[tuple[str, str], str]) -> None:
    own, theirs = draft[holder], draft[role]
    for name in JOINED:
        there = list(own.get(name, ()))
        entries: list[tuple[Any, Written]] = [
            ({**entry, "id": new_entries[role, entry["id"]]} if isinstance(entry, dict) else entry, (role, (name, at)))
            for at, entry in enumerate(theirs.get(name, ()))
            if entry not in there
        ]
        draft.append(holder, name, entries)
    draft.append(holder, "aliases", [(theirs["title"], (role, ("title",)))])
    basis: list[tuple[Any, Written]] = [
        (clause, (role, ("basis", at))) for at, clause in enumerate(theirs.get("basis", ()))
    ]
    draft.append(holder, "basis", [entry for entry in basis if entry[0] not in own.get("basis", ())])


def rename(draft: Draft, words: Mapping[str, str]) -> None:
    """Write other words in all prose but of sources, and twice the same joined by 和 only once."""
    if not words:
        return
    longest_first = sorted(words, key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, longest_first)))
    new = "|".join(re.escape(word) for word in {*words.values()})
    twice = re.compile(rf"({new})(?:(?:{JOINTS})\1)+")

    def renamed(text: str) -> str:
        return twice.sub(r"\1", found.sub(lambda match: words[match[0]], text)) if found.search(text) else text

    reword(draft, renamed)


def reword(draft: Draft, other: Callable[[str], str]) -> None:
    """Put other texts in the place of those that readers read, but for what repeats what people type or sources say."""
    changes = all_changes()
    for kind, id, data in draft.documents:
        if kind in ("source", "adoption", "calendar"):
            continue
        for text in author_texts(KINDS[kind].cls, data):
            if text.declared.name != "aliases" and (now := other(text.text)) != text.text:
                changes[id].values[text.path] = now
        for path in changes[id].values.copy():
            if isinstance(path[-1], int):
                _keep_first(value_at(data, path[:-1]), path[:-1], changes[id])
    draft.change(changes)


def _keep_first(texts: list[str], path: DataPath, changes: Changes) -> None:
    """Of texts of a list that have become the same, the first stays."""
    seen = set[str]()
    for position, text in enumerate(texts):
        now = changes.values.get((*path, position), text)
        if now in seen:
            changes.gone.add((*path, position))
        seen.add(now)
