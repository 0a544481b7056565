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
from .model import GONE, ChangeRecord, Edition, Handbook, Revised
from .problems import Place, Problem, ProblemsFound, has_errors
from .render.docx import why_unusable
from .render.downloads import form_files
from .render.my_work import News
from .revisions.changes import Change, compare, concerning
from .revisions.recording import changed
from .revisions.release import Release, editions, read_releases
from .site import Volume

BASE = "templates/form-base.docx"
"""Where a company may put a base document for its Word forms, below the root."""
DRAFT = "next"
"""How the draft is called where a revision is asked for."""


@dataclass(frozen=True)
class Workspace:
    """What was found below a root."""
    loaded: Loaded
    releases: list[Release]
    """Oldest first; those without problems."""
    problems: list[Problem]
    """Of the draft, of the releases and of the base."""
    base: bytes | None = None
    """The company's own base document for Word forms."""

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
        return self._volume(len(self.releases), handbook, form_files(handbook, edition, self.base))

    def volumes(self) -> list[Volume]:
        """Every release, with its forms as released, and last the draft."""
        return [*(self._volume(place, release.handbook, release.forms) for place, release in enumerate(self.releases)), self.draft]

    def issue(self, revision: str) -> tuple[Handbook, Edition, ChangeRecord] | None:
        """All that a controlled document of a revision, or of the draft as `next`, is made from; None if there is no such revision."""
        places = {**{release.approval.revision: place for place, release in enumerate(self.releases)}, DRAFT: len(self.releases)}
        if revision not in places:
            return None
        handbook = self.handbook(revision)
        return handbook, self.editions[places[revision]], self._record(places[revision], handbook)

    def _before(self, place: int) -> Handbook | None:
        """The handbook that the edition at this place follows, the oldest being at 0."""
        return self.releases[place - 1].handbook if place else None

    def _record(self, place: int, handbook: Handbook) -> ChangeRecord:
        approvals = tuple(release.approval for release in self.releases[:place + 1])
        return ChangeRecord(history=approvals, changed=changed(self._revised(place).changes, self._before(place), handbook))

    def _revised(self, place: int) -> Revised:
        return self.history[len(self.releases) - place]

    def _volume(self, place: int, handbook: Handbook, forms: Mapping[str, bytes]) -> Volume:
        return Volume(self.editions[place], handbook, forms, news(self._revised(place), handbook), self._record(place, handbook),
                      self.history[len(self.releases) - place:])

    @cached_property
    def history(self) -> tuple[Revised, ...]:
        """What changed in every edition since the one before, newest first; the first of all is the draft."""
        books = [*(release.handbook for release in self.releases), self.loaded.handbook]
        found = [Revised(edition, frozenset(book.items), tuple(compare(older, book)) if older else (), before.title if before else "")
                 for edition, book, before, older in zip(self.editions, books, [None, *self.editions], [None, *books])]
        return tuple(reversed(found))

    @property
    def handbooks(self) -> dict[str, Handbook]:
        """Every handbook by its revision, oldest first; last the draft, under the revision that it will become."""
        return {release.approval.revision: release.handbook for release in self.releases} | {self.editions[-1].revision: self.loaded.handbook}

    def in_force(self, on: date) -> str:
        """The revision that is in force on a day; empty if none is."""
        return next((release.approval.revision for release in reversed(self.releases) if release.approval.effective.value <= on), "")

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
    base, wrong = _company_base(root / BASE)
    return Workspace(loaded, releases, [*loaded.problems, *found, *wrong], base)


def _company_base(path: Path) -> tuple[bytes | None, list[Problem]]:
    """The document at this path; None and why, if forms cannot be made from it."""
    try:
        content = path.read_bytes() if path.exists() else None
        wrong = why_unusable(content) if content is not None else None
    except OSError as error:
        content, wrong = None, (f"底版读不出来：{error.strerror}", "检查文件的权限；不用自己的底版就删掉它")
    return (None, [Problem("E605", wrong[0], Place(BASE), wrong[1])]) if wrong else (content, [])
