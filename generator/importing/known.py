"""What the handbook has already: its roles and forms by all their names, its ids and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.authoring.scaffold import next_number
from generator.model import KINDS, Document


@dataclass
class Known:
    """What drafts may name, and what they must not be called."""

    ids: set[str] = field(default_factory=set)
    roles: dict[str, str] = field(default_factory=dict)
    """Every title and alias of a role -> its id."""
    forms: dict[str, str] = field(default_factory=dict)
    """The same of forms."""
    titles: set[str] = field(default_factory=set)
    numbers: dict[str, list[str]] = field(default_factory=dict)
    """By kind: the 文件编号 in use."""
    chapters: list[str] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the file of a source -> its id."""

    def number(self, kind: str) -> str | None:
        """The next 文件编号 of a kind, which is then in use; None if nothing says what one looks like."""
        number = next_number(self.numbers.get(kind, ()))
        if number:
            self.numbers[kind].append(number)
        return number


def known(files: Iterable[tuple[str, str, Mapping[str, Any]]]) -> Known:
    """What is known from the files of a handbook, as (kind, id, document), however incomplete they are."""
    told = Known()
    for kind, id, data in files:
        told.ids.add(id)
        title = str(data.get("title") or "")
        told.titles.add(title)
        names = [title, *(alias for alias in data.get("aliases") or () if isinstance(alias, str))]
        of = {"role": told.roles, "form": told.forms}.get(kind)
        if of is not None:
            for name in filter(None, names):
                of.setdefault(plain_name(name), id)
        if issubclass(KINDS[kind].cls, Document):
            told.numbers.setdefault(kind, []).append(str(data.get("number")))
        if kind == "settings":
            parts = [part for part in data.get("chapters") or () if isinstance(part, dict)]
            told.chapters = [part["id"] for part in parts if "id" in part]
        if kind == "source" and isinstance(data.get("file"), dict):
            told.hashes[str(data["file"].get("sha256"))] = id
    return told


def plain_name(name: str) -> str:
    """A name without what is easily written otherwise: blanks, book marks, what stands in brackets."""
    return re.sub(r"[\s　《》「」【】]|[（(].*?[）)]|_", "", name)
