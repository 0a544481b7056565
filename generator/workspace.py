"""Everything below one root: the draft that authors edit and the revisions that were released from it."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path

from .language.wording import brief
from .load import Loaded, load_handbook
from .model import GONE, Edition, Handbook, Revised
from .problems import Problem, ProblemsFound, has_errors
from .render.downloads import form_files
from .render.my_work import News
from .revisions.changes import Change, compare, concerning
from .revisions.release import Release, editions, read_releases
from .site import Volume

DRAFT = "next"
"""How the draft is called where a revision is asked for."""


@dataclass(frozen=True)
class Workspace:
    """What was found below a root."""
    loaded: Loaded
    releases: list[Release]
    """Oldest first; those without problems."""
    problems: list[Problem]
    """Of the draft and of the releases."""

    def sound(self) -> Workspace:
        """This workspace. Raises ProblemsFound if any problem is an error."""
        if has_errors(self.problems) or self.loaded.handbook is None:
            raise ProblemsFound(*self.problems)
        return self

    @cached_property
    def editions(self) -> list[Edition]:
        """Every release and, last, the draft."""
        return editions(self.releases, self.loaded.data)

    @property
    def draft(self) -> Volume:
        """The draft with its forms as they would be released now."""
        handbook, edition = self.loaded.handbook, self.editions[-1]
        return Volume(edition, handbook, form_files(handbook, edition), news(self.history[0], handbook), self.history)

    def volumes(self) -> list[Volume]:
        """Every release, with its forms as released, and last the draft."""
        histories = [self.history[-number:] for number in range(1, len(self.releases) + 1)]
        released = [Volume(edition, release.handbook, release.forms, news(history[0], release.handbook), history)
                    for edition, release, history in zip(self.editions, self.releases, histories)]
        return [*released, self.draft]

    @cached_property
    def history(self) -> tuple[Revised, ...]:
        """What changed in every edition since the one before, newest first; the first of all is the draft."""
        books = [*(release.handbook for release in self.releases), self.loaded.handbook]
        found = [Revised(edition, frozenset(book.items), tuple(compare(older, book)) if older else (), before.title if before else "")
                 for edition, book, before, older in zip(self.editions, books, [None, *self.editions], [None, *books])]
        return tuple(reversed(found))

    def handbook(self, revision: str) -> Handbook | None:
        """The handbook of a revision, or of the draft under the name `next`; None if there is no such revision."""
        held = {release.approval.revision: release.handbook for release in self.releases}
        return self.loaded.handbook if revision == DRAFT else held.get(revision)


def news(revised: Revised, handbook: Handbook) -> Mapping[str, tuple[News, ...]]:
    """By role of the department: what is new for it, an item at a time. What was changed or withdrawn comes before what was added."""
    if not revised.before:
        return {}
    changes = [change for change in revised.changes if change.item in handbook.items or change.kind == GONE and len(change.where) == 1]
    return {role.id: _news(concerning(changes, role.id), handbook, role.id) for role in handbook.own_roles()}


def _news(changes: list[Change], handbook: Handbook, role: str) -> tuple[News, ...]:
    found = []
    for id, (first, *more) in ((id, list(held)) for id, held in groupby(changes, key=lambda change: change.item)):
        said = "：".join(filter(None, [" › ".join(first.where[1:]), first.text])).split("，文件编号 ")[0]
        found.append(News(id, first.where[0], f"{len(more) + 1} 处修订" if more else brief(said, 48)))
    # The duties of other departments come last: they say what to expect, not what to do.
    abroad = {other.id for other in handbook.roles.values() if other.id != role}
    return tuple(sorted(found, key=lambda entry: (entry.text == "新增", entry.item in abroad)))


def read(root: Path, as_of: date) -> Workspace:
    """Read the draft and all releases below a root. `as_of` is the day that review dates are held against."""
    loaded = load_handbook(root, as_of)
    releases, found = read_releases(root)
    return Workspace(loaded, releases, [*loaded.problems, *found])
