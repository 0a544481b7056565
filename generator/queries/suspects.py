"""What cites a clause whose words have changed, and was looked at by nobody since: 待复核.

So links become suspect in Doorstop when what they lead to changes (https://doorstop.readthedocs.io).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.model import Clause, Handbook, Item, Mention, Role, kind_of


class Suspect(NamedTuple):
    """An item, or the glossary, with the places in it that cite a clause that has changed."""

    clause: Clause
    holder: Item | object
    mentions: tuple[Mention, ...]

    @property
    def id(self) -> str:
        """Of the item; `glossary` for that."""
        return holder_id(self.holder)


def suspects(handbook: Handbook) -> tuple[Suspect, ...]:
    """All of them, by clause and then in the order of the handbook."""
    return tuple(
        Suspect(clause, mentions[0].item, mentions)
        for clause in handbook.clauses.values()
        if clause.changed_on
        for id, mentions in _by_holder(handbook.covering(clause.id)).items()
        if not is_confirmed(clause, id)
    )


def is_confirmed(clause: Clause, id: str) -> bool:
    """Whether somebody looked at an item since the clause changed, on the day of the change or after it."""
    return clause.changed_on is None or any(
        each.item == id and each.on >= clause.changed_on for each in clause.confirmed
    )


def holder_id(holder: object) -> str:
    """The id of what cites a clause: of an item its own, of the glossary that of its file."""
    return holder.id if isinstance(holder, Item) else kind_of(holder)


def answerable(handbook: Handbook, suspect: Suspect) -> Role | None:
    """Who owns the item that is to be looked at; nobody owns the glossary."""
    return handbook.roles[suspect.holder.owner] if isinstance(suspect.holder, Item) else None


def _by_holder(mentions: tuple[Mention, ...]) -> Mapping[str, tuple[Mention, ...]]:
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(holder_id(mention.item), []).append(mention)
    return {id: tuple(each) for id, each in found.items()}
