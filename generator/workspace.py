"""Everything below one root: the draft that authors edit and the revisions that were released from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path

from generator.diff.comparison import Change, compare, concerning
from generator.language.phrasing import brief
from generator.load import LoadResult, load_handbook
from generator.load.documents import MAX_BYTES
from generator.memory import FORGETFUL, Memory
from generator.model import GONE, Edition, Handbook, Revised, recorded_changes
from generator.problems import Level, Place, Problem, ProblemsFound, has_errors
from generator.queries.code_owners import FILE, code_owners
from generator.queries.in_force import day_of, in_force
from generator.queries.role_work import News
from generator.releases.editions import editions
from generator.releases.reader import Release, read_releases
from generator.releases.snapshot import FOLDER, Data
from generator.render.word.company_base import LARGEST, too_large, why_unusable
from generator.render.word.form_files import form_files
from generator.resources import CONTENT
from generator.system.git_tree import in_repository
from generator.system.os_errors import reason
from generator.system.sized_files import TooLarge, read_sized
from generator.website.build import SiteEdition

BASE = "templates/form-base.docx"
"""Where a company may put a base document for its Word forms, below the root."""
DRAFT = "next"
"""How the draft is called where a revision is asked for."""


class NoSuchRevision(Exception):
    """A revision was asked for that is neither released nor the draft. The command line shows it, as wrong use."""

    def __init__(self, revision: str, revisions: Sequence[str]):
        super().__init__(f"没有「{revision}」这个版本，现有：{'、'.join(revisions)}（{DRAFT} 是当前草案）")


@dataclass(frozen=True)
class Archive:
    """All released revisions, every one of them as it was released."""

    releases: tuple[Release, ...]
    """Oldest first."""

    @cached_property
    def by_revision(self) -> Mapping[str, Release]:
        """Every release by its revision."""
        return {release.approval.revision: release for release in self.releases}

    def in_force(self, on: date) -> str:
        """The revision that is in force on a day; empty if none is."""
        return in_force(self.effective, on)

    @cached_property
    def effective(self) -> Mapping[str, date]:
        """The effective date of every release, by revision."""
        return {revision: release.approval.effective.value for revision, release in self.by_revision.items()}

    def known(self) -> list[str]:
        """What may be asked for where a revision is: every release and the draft."""
        return [*self.by_revision, DRAFT]


@dataclass(frozen=True)
class Workspace:
    """What was read below a root, whatever is wrong with it."""

    loaded: LoadResult
    releases: list[Release]
    """Oldest first; those without problems."""
    problems: list[Problem]
    """Of the draft, of the releases and of the base."""
    base: bytes | None = None
    """The company's own base document for Word forms."""
    memory: Memory = FORGETFUL
    """What was worked out of the same handbook before."""

    def sound(self) -> SoundWorkspace:
        """What can be relied on. Raises ProblemsFound if any problem is an error."""
        if has_errors(self.problems) or self.loaded.handbook is None:
            raise ProblemsFound(*self.problems)
        return SoundWorkspace(
            self.archive(),
            self.loaded.handbook,
            self.loaded.data,
            tuple(self.problems),
            self.base,
            self.editions,
            self.memory,
        )

    def archive(self) -> Archive:
        """The released revisions, however the draft is. Raises ProblemsFound if one is not as it was released."""
        if damaged := [problem for problem in self.problems if problem.place.file.startswith(f"{FOLDER}/")]:
            raise ProblemsFound(*damaged)
        return Archive(tuple(self.releases))

    def day_of(self, moment: datetime) -> date:
        """Which day a moment falls on, by the settings of the draft; where it cannot be read, of the last release."""
        handbooks = [*_handbooks(self.releases), *filter(None, [self.loaded.handbook])]
        return day_of(moment, handbooks[-1].settings) if handbooks else moment.astimezone().date()

    @cached_property
    def editions(self) -> list[Edition]:
        """Every release and, last, the draft."""
        return editions(self.releases, self.loaded.data, self.memory)

    @cached_property
    def history(self) -> tuple[Revised, ...]:
        """What changed in every edition since the one before, newest first; the first of all is the draft, unless it
        cannot be read.
        """
        return _history(self.editions, [*_handbooks(self.releases), *filter(None, [self.loaded.handbook])], self.memory)


class LateFiles(Mapping[str, bytes]):
    """Files by name that are made when the first of them is asked for."""

    def __init__(self, make: Callable[[], Mapping[str, bytes]]) -> None:
        self._make = make

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        return self._make()

    def __getitem__(self, name: str) -> bytes:
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@dataclass(frozen=True)
class SoundWorkspace:
    """A draft without errors, and releases that are as they were released: whoever holds one need not ask again."""

    archive: Archive
    draft_handbook: Handbook
    data: Data
    """The author documents of the draft."""
    warnings: tuple[Problem, ...]
    base: bytes | None
    """The company's own base document for Word forms, if it has one."""
    editions: list[Edition]
    """Every release and, last, the draft."""
    memory: Memory = FORGETFUL
    """What was worked out of the same handbook before."""

    @property
    def draft(self) -> SiteEdition:
        """The draft with its forms as they would be released now."""
        forms = LateFiles(lambda: form_files(self.draft_handbook, self.editions[-1], self.base))
        return _site_edition(self.history, forms, self.looks(DRAFT), self.memory)

    def site_editions(self) -> list[SiteEdition]:
        """Every release, with its forms as released, and last the draft."""
        return [
            *(
                _site_edition(self.until(revision), release.forms, self.looks(revision))
                for revision, release in self.archive.by_revision.items()
            ),
            self.draft,
        ]

    def looks(self, revision: str) -> bytes | None:
        """A Word document with the looks of a revision: one of its forms as released; of the draft, the company's
        base.
        """
        release = self.archive.by_revision.get(revision)
        return next(iter(release.forms.values()), None) if release else self.base

    def until(self, revision: str) -> tuple[Revised, ...]:
        """The history of a revision, or of the draft as `next`, newest first. Raises NoSuchRevision."""
        for place, revised in enumerate(self.history):
            if revised.edition.name == revision:
                return self.history[place:]
        raise NoSuchRevision(revision, self.archive.known())

    @cached_property
    def history(self) -> tuple[Revised, ...]:
        """What changed in every edition since the one before, newest first; the first of all is the draft."""
        return _history(self.editions, [*_handbooks(self.archive.releases), self.draft_handbook], self.memory)

    @property
    def handbooks(self) -> dict[str, Handbook]:
        """Every handbook by its revision, oldest first; last the draft, under the revision that it will become."""
        released = {revision: release.handbook for revision, release in self.archive.by_revision.items()}
        return released | {self.editions[-1].revision: self.draft_handbook}

    def handbook(self, revision: str) -> Handbook:
        """The handbook of a revision, or of the draft as `next`. Raises NoSuchRevision."""
        return self.until(revision)[0].handbook


def _handbooks(releases: Sequence[Release]) -> list[Handbook]:
    return [release.handbook for release in releases]


def _history(editions: Sequence[Edition], handbooks: Sequence[Handbook], memory: Memory) -> tuple[Revised, ...]:
    """Every handbook against the one before it, newest first. `editions` may have one more at its end."""

    def changes(edition: Edition, older: Handbook | None, book: Handbook) -> tuple[Change, ...]:
        if older is None:
            return ()
        if edition.approval is None:
            return tuple(compare(older, book, memory))
        return memory.kept(("changes in", edition.name), lambda: tuple(compare(older, book)), (older, book))

    revisions = [
        Revised(edition, book, changes(edition, older, book), before.title if before else "")
        for edition, book, before, older in zip(
            editions, handbooks, [None, *editions], [None, *handbooks], strict=False
        )
    ]
    return tuple(
        revised if revised.edition.approval else recorded_changes(revised, memory) for revised in reversed(revisions)
    )


def _site_edition(
    history: tuple[Revised, ...], forms: Mapping[str, bytes], looks: bytes | None, memory: Memory = FORGETFUL
) -> SiteEdition:
    """The newest edition of a history, with its forms."""
    told = memory.recorded("news", news(history[0]), lambda part: isinstance(part, Mapping))
    return SiteEdition(history[0].edition, history[0].handbook, forms, told, history, looks, memory)


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


def read(root: Path, as_of: date, memory: Memory = FORGETFUL) -> Workspace:
    """Read the draft and all releases below a root. `as_of` is the day that review dates are held against.

    Whoever reads the same root again and again hands in the same `memory`, which spares what did not change.
    """
    loaded = load_handbook(root, as_of, memory)
    releases, release_problems = read_releases(root, memory)
    base, base_problems = _company_base(root / BASE)
    owners = list(_outdated_owners(root, loaded.handbook)) if loaded.handbook else []
    return Workspace(loaded, releases, [*loaded.problems, *release_problems, *base_problems, *owners], base, memory)


def code_owners_file(root: Path, handbook: Handbook) -> tuple[Path, str]:
    """Where CODEOWNERS stands, which is the root of the repository, and its text; empty where nobody is to review."""
    top, folder = in_repository(root, CONTENT)
    return top / FILE, code_owners(handbook, folder)


def _outdated_owners(root: Path, handbook: Handbook) -> Iterator[Problem]:
    """CODEOWNERS that does not say whom the settings and owners name now."""
    if not handbook.settings.reviewers:
        return
    path, text = code_owners_file(root, handbook)
    now = None
    with suppress(OSError, TooLarge):
        now = read_sized(path, MAX_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
    if now != text:
        message = f"{FILE} {'还没有' if now is None else '和现在的归口岗位、审阅账号对不上'}"
        yield Problem("W618", message, Place(FILE), "运行 sop owners", Level.WARNING)


def _company_base(path: Path) -> tuple[bytes | None, list[Problem]]:
    """The document at this path; None and why, if forms cannot be made from it."""
    try:
        content = read_sized(path, LARGEST) if os.path.lexists(path) else None
        fault = why_unusable(content) if content is not None else None
    except TooLarge as error:
        content, fault = None, too_large(error.size)
    except OSError as error:
        content, fault = None, (f"底版读不出来：{reason(error)}", "检查文件的权限；不用自己的底版就删掉它")
    return (None, [Problem("E605", fault[0], Place(BASE), fault[1])]) if fault else (content, [])
