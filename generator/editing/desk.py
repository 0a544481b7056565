"""Everybody's drafts of one handbook, and the preview beside each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from time import monotonic

from generator.editing.access import Access
from generator.editing.draft import Draft
from generator.editing.preview import Previews
from generator.system.work_trees import Person, Repository

OLD = 300
"""Seconds after which the newest commit is asked for again."""


@dataclass
class Desk:
    """Everybody's drafts of one handbook."""

    repository: Repository
    access: Access
    today: Callable[[], date]
    previews: Previews = field(default_factory=Previews)
    _drafts: dict[str, Draft] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _renewed: dict[Path, float] = field(default_factory=dict)

    def draft_of(self, person: Person) -> Draft:
        """The draft of a person, begun if there is none."""
        with self._lock:
            if person.key not in self._drafts:
                self._drafts[person.key] = Draft(self.repository.tree_of(person), self.today)
            return self._drafts[person.key]

    def renew(self, draft: Draft) -> None:
        """Have a draft in which nothing is edited begin from the newest commit, unless that was asked for just now."""
        now = monotonic()
        if now - self._renewed.get(draft.tree.folder, -OLD) >= OLD:
            self._renewed[draft.tree.folder] = now
            draft.tree.renew()
