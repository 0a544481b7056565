"""Everything below one root: the draft that authors edit and the revisions that were released from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path

from generator.diff.comparison import Change, compare, concerning
from generator.language.phrasing import brief
from generator.load import LoadResult, load_handbook
from generator.model import GONE, Edition, Handbook, Revised
from generator.problems import Place, Problem, ProblemsFound, has_errors
from generator.queries.role_work import News
from generator.releases.reader import Release, editions, read_releases
from generator.render.word import why_unusable
from generator.render.word.form_files import form_files
from generator.system.os_errors import reason
from generator.website.build import SiteEdition

BASE = "templates/form-base.docx"
"""Where a company may put a base document for its Word forms, below the root."""
DRAFT = "next"
"""How the draft is called where a revision is asked for."""


@dataclass(frozen=True)
class Workspace:
    """What was found below a root."""

    loaded: LoadResult
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
    def draft(self) -> SiteEdition:
        """The draft with its forms as they would be released now."""
        return _site_edition(
            self.history, form_files(self.loaded.handbook, self.editions[-1], self.base), self.looks(DRAFT)
        )

    def site_editions(self) -> list[SiteEdition]:
        """Every release, with its forms as released, and last the draft."""
        released = ((release.approval.revision, release.forms) for release in self.releases)
        return [
            *(_site_edition(self.until(revision), forms, self.looks(revision)) for revision, forms in released),
            self.draft,
        ]

    def looks(self, revision: str) -> bytes | None:
        """A Word document with the looks of a revision: one of its forms as released; of the draft, the company's
        base.
        """
        forms = {release.approval.revision: release.forms for release in self.releases}.get(revision)
        return next(iter(forms.values()), None) if forms is not None else self.base

    def until(self, revision: str) -> tuple[Revised, ...]:
        """The history of a revision, or of the draft as `next`, newest first; empty if there is no such revision."""
        places = [place for place, revised in enumerate(self.history) if revised.edition.name == revision]
        return self.history[places[0] :] if places else ()

    @cached_property
    def history(self) -> tuple[Revised, ...]:
        """What changed in every edition since the one before, newest first; the first of all is the draft, unless it
        cannot be read.
        """
        books = [*(release.handbook for release in self.releases), *filter(None, [self.loaded.handbook])]
        revisions = [
            Revised(edition, book, tuple(compare(older, book)) if older else (), before.title if before else "")
            for edition, book, before, older in zip(self.editions, books, [None, *self.editions], [None, *books])
        ]
        return tuple(reversed(revisions))

    @property
    def handbooks(self) -> dict[str, Handbook]:
        """Every handbook by its revision, oldest first; last the draft, under the revision that it will become."""
        return {release.approval.revision: release.handbook for release in self.releases} | {
            self.editions[-1].revision: self.loaded.handbook
        }

    def in_force(self, on: date) -> str:
        """The revision that is in force on a day; empty if none is."""
        return next(
            (
                release.approval.revision
                for release in reversed(self.releases)
                if release.approval.effective.value <= on
            ),
            "",
        )

    def handbook(self, revision: str) -> Handbook | None:
        """The handbook of a revision, or of the draft under the name `next`; None if there is no such revision."""
        by_revision = {release.approval.revision: release.handbook for release in self.releases}
        return self.loaded.handbook if revision == DRAFT else by_revision.get(revision)


def _site_edition(history: tuple[Revised, ...], forms: Mapping[str, bytes], looks: bytes | None) -> SiteEdition:
    """The newest edition of a history, with its forms."""
    return SiteEdition(history[0].edition, history[0].handbook, forms, news(history[0]), history, looks)


def news(revised: Revised) -> Mapping[str, tuple[News, ...]]:
    """By role of the department: what is new for it, an item at a time.

    What was changed or withdrawn comes before what was added.
    """
    if not revised.before:
        return {}
    handbook = revised.handbook
    changes = [
        change
        for change in revised.changes
        if not change.unseen and (change.item in handbook.items or (change.kind == GONE and change.whole))
    ]
    return {role.id: _news(concerning(changes, role.id), handbook, role.id) for role in handbook.own_roles()}


def _news(changes: list[Change], handbook: Handbook, role: str) -> tuple[News, ...]:
    entries = []
    for id, (first, *more) in groupby(changes, key=lambda change: change.item):
        text = "：".join(filter(None, [" › ".join(first.where[1:]), first.text])).split("，文件编号 ")[0]
        entries.append(News(id, first.where[0], f"{len(more) + 1} 处修订" if more else brief(text, 48)))
    # The duties of other departments come last: they say what to expect, not what to do.
    other_roles = {other.id for other in handbook.roles.values() if other.id != role}
    return tuple(sorted(entries, key=lambda entry: (entry.text == "新增", entry.item in other_roles)))


def read(root: Path, as_of: date) -> Workspace:
    """Read the draft and all releases below a root. `as_of` is the day that review dates are held against."""
    loaded = load_handbook(root, as_of)
    releases, release_problems = read_releases(root)
    base, base_problems = _company_base(root / BASE)
    return Workspace(loaded, releases, [*loaded.problems, *release_problems, *base_problems], base)


def _company_base(path: Path) -> tuple[bytes | None, list[Problem]]:
    """The document at this path; None and why, if forms cannot be made from it."""
    try:
        content = path.read_bytes() if path.exists() else None
        fault = why_unusable(content) if content is not None else None
    except OSError as error:
        content, fault = None, (f"底版读不出来：{reason(error)}", "检查文件的权限；不用自己的底版就删掉它")
    return (None, [Problem("E605", fault[0], Place(BASE), fault[1])]) if fault else (content, [])
