"""What the drafts of one document have in common: what is known, who is named, what became of which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.importing.actors import Actors
from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, Draft, Value, one_line
from generator.importing.ids import new_id
from generator.importing.known import Known, plain_name
from generator.importing.ledger import Ledger, Outcome
from generator.importing.passages import Passage
from generator.importing.sentences import FORM_NAME, Sentence

PARTNER_NAMES = "(?:部门?|科|处|中心|仓库|办公室)$|^(?:法务|财务|人事)$"
"""How the names of other departments end."""


@dataclass
class Drafting:
    """The drafts of one document in the making."""

    code: str
    title: str
    found: Sequence[ClauseText]
    known: Known
    ledger: Ledger
    actors: Actors
    drafts: list[Draft] = field(default_factory=list)
    roles: dict[str, Draft] = field(default_factory=dict)
    """By plain name: the roles that the document names and the handbook does not have."""
    forms: dict[str, Draft] = field(default_factory=dict)
    """By plain name: the forms that the document holds."""

    def id_for(self, title: str, otherwise: str) -> str:
        """An id that nothing has, which is then taken."""
        id = new_id(title, self.known.ids, otherwise)
        self.known.ids.add(id)
        return id

    def role(self, name: str, origin: str) -> str:
        """The id of a role by any of its names; one that nobody knows gets a draft."""
        plain = plain_name(name)
        if plain in self.known.roles:
            return self.known.roles[plain]
        if plain not in self.roles:
            id = self.id_for(plain, "role")
            partner = re.search(PARTNER_NAMES, plain)
            data: dict[str, Any] = {
                "id": Value(id),
                "title": Value(plain, origin, Certainty.SURE),
                "belongs": Value("协作部门" if partner else "本部门", origin, Certainty.LIKELY),
            }
            self.roles[plain] = Draft("role", id, plain, data)
            self.drafts.append(self.roles[plain])
        return self.roles[plain].id

    def forms_in(self, text: str) -> list[str]:
        """The ids of the forms that a text names in book marks, and of those it names without."""
        names = [plain_name(name) for name in FORM_NAME.findall(text)]
        return list(dict.fromkeys(id for name in names if (id := self.form_id(name))))

    def form_id(self, name: str) -> str | None:
        """The id of a form by its name; None if there is none."""
        plain = plain_name(name)
        if plain in self.forms:
            return self.forms[plain].id
        return self.known.forms.get(plain)

    def take(self, sentence: Sentence, where: str) -> None:
        """A sentence has become a part of a draft."""
        self.ledger.cover(sentence.passage, Outcome.DRAFT, where, sentence.text)

    def take_words(self, passage: Passage, words: str, where: str) -> None:
        """Words have become a part of a draft."""
        self.ledger.cover(passage, Outcome.DRAFT, where, words)

    def take_heading(self, clause: ClauseText, where: str = "") -> None:
        """The first line of a clause, which is a heading, has done its work."""
        if clause.heading:
            self.ledger.cover(clause.heading, Outcome.HEADING, where)

    @property
    def names(self) -> frozenset[str]:
        """The names of all actors."""
        return frozenset(self.actors.names)


def basis(clauses: Iterable[ClauseText]) -> Value:
    """The clauses that something carries out."""
    return Value(tuple(dict.fromkeys(clause.id for clause in clauses)))


def markdown(text: str) -> str:
    """A text as inline Markdown that shows every sign of it."""
    return re.sub(r"([\\*`\[\]])", r"\\\1", one_line(text))


def control(drafting: Drafting, kind: str, id: str, title: str, origin: str) -> dict[str, Any]:
    """The fields by which a controlled document is known; what the document does not say, the check asks for."""
    data: dict[str, Any] = {"id": Value(id), "title": Value(title, origin, Certainty.LIKELY)}
    if number := drafting.known.number(kind):
        data["number"] = Value(number, "手册里的下一个编号", Certainty.LIKELY)
    if len(drafting.known.chapters) == 1:
        data["chapter"] = Value(drafting.known.chapters[0], "手册只有这一章", Certainty.SURE)
    return data


def flat(parts: Mapping[str, str], origin: str, certainty: Certainty) -> Value:
    """A time limit as a value."""
    return Value(dict(parts), origin, certainty)
