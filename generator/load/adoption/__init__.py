"""The part of a handbook that a company uses: `adoption.yaml` applied to the author documents, once, so that all that
comes after sees one smaller handbook.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.load.adoption.clauses import citing, let_clauses_go
from generator.load.adoption.drafts import Draft, Written, value_at
from generator.load.adoption.falling import Unlinked, fall
from generator.load.adoption.holders import hand_over, holders, reword
from generator.load.adoption.scorecards import weigh
from generator.load.id_places import Documents
from generator.model import DataPath, Figure, fill_text

__all__ = ["ADOPTION", "Adopted", "Unlinked", "adopted"]

ADOPTION = "adoption"
"""The kind of the document, and the id that it stands for."""


@dataclass(frozen=True)
class Adopted:
    """What a company uses."""

    documents: Mapping[str, Mapping[str, dict[str, Any]]]
    """As {kind: {id: document}}; the adoption itself names all that is off, with its title."""
    before: Mapping[str, Mapping[str, Any]]
    """What authors wrote, by id."""
    draft: Draft
    unlinked: tuple[Unlinked, ...]
    """Words of texts that led to what is off and still call it by its name."""
    stuck: tuple[tuple[str, DataPath], ...]
    """Lists of which nothing would be left: then the documents are as before."""

    def written(self, id: str, path: DataPath) -> Written:
        """Where what stands at a path of these documents was written."""
        return self.draft.written(id, path)

    def author_value(self, id: str, path: DataPath) -> Any:
        """What the author wrote where something stands at a path of these documents; None for what nobody wrote."""
        file, there = self.written(id, path)
        try:
            return value_at(self.before[file], there)
        except (KeyError, IndexError):
            return None


def adopted(documents: Documents, figures: Mapping[str, Figure]) -> Adopted:
    """Sound author documents -> those that the company uses. `figures` are all those of the documents.

    Without an adoption among them, they are as they were.
    """
    adoption = next((data for kind, _, data in documents if kind == ADOPTION), None)
    before = {id: data for _, id, data in documents}
    draft = Draft([document for document in documents if document[0] != ADOPTION])
    if adoption is None:
        return Adopted(_by_kind(draft), before, draft, (), ())
    titles = {
        id: fill_text(str(data["title"]), figures, id)
        for _, id, data in draft.documents
        if isinstance(data.get("title"), str)
    }
    held = holders(adoption)
    hand_over(draft, held, _words(adoption, "held", "role"))
    off = {entry["item"]: entry for entry in adoption.get("off", ())}
    carried_out = citing(draft)
    words = _words(adoption, "off", "item")
    fallen = fall(draft, off, figures, words)
    if fallen.stuck:
        untouched = Draft(documents)
        return Adopted(_by_kind(untouched), before, untouched, (), tuple(fallen.stuck))
    _name(draft, {titles[id]: words[id] for id in words if id in titles})
    weigh(draft, documents)
    let_clauses_go(draft, carried_out, adoption, fallen.items, titles)
    followers = [
        {"title": titles.get(id, id), "item": id, "reason": f"随「{titles.get(because, because)}」停用"}
        for id, because in fallen.items.items()
        if id not in off
    ]
    hands = [{**entry, "by": held.get(entry["role"], entry["by"])} for entry in adoption.get("held", ())]
    named: dict[str, Any] = {**adoption, "held": hands}
    for name, key in (("off", "item"), ("held", "role")):
        entries = [{"title": titles.get(entry[key], entry[key])} | entry for entry in named.get(name, ())]
        if entries or followers:
            named[name] = [*entries, *(followers if name == "off" else ())]
    draft.documents.append((ADOPTION, ADOPTION, {name: value for name, value in named.items() if value != []}))
    draft.origins[ADOPTION] = {(): (ADOPTION, ())}
    return Adopted(_by_kind(draft), before, draft, tuple(fallen.unlinked), ())


def _by_kind(draft: Draft) -> Mapping[str, Mapping[str, dict[str, Any]]]:
    data: dict[str, dict[str, Any]] = defaultdict(dict)
    for kind, id, document in draft.documents:
        data[kind][id] = document
    return data


def _words(adoption: Mapping[str, Any], name: str, key: str) -> dict[str, str]:
    """By id: what is to be written instead of a name."""
    return {entry[key]: entry["instead"] for entry in adoption.get(name, ()) if entry.get("instead")}


def _name(draft: Draft, words: Mapping[str, str]) -> None:
    """Write other words where texts call things by their 《title》."""

    def renamed(text: str) -> str:
        for title, instead in words.items():
            text = text.replace(f"《{title}》", instead)
        return text

    if words:
        reword(draft, renamed)
