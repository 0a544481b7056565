"""Everything below one root: the draft that authors edit and the revisions that were released from it."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .load import Loaded, load_handbook
from .model import Edition, Handbook
from .problems import Problem, ProblemsFound, has_errors
from .render.downloads import form_files
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

    @property
    def editions(self) -> list[Edition]:
        """Every release and, last, the draft."""
        return editions(self.releases, self.loaded.data)

    @property
    def draft(self) -> Volume:
        """The draft with its forms as they would be released now."""
        return Volume(self.editions[-1], self.loaded.handbook, form_files(self.loaded.handbook, self.editions[-1]))

    def volumes(self) -> list[Volume]:
        """Every release, with its forms as released, and last the draft."""
        released = [Volume(edition, release.handbook, release.forms) for edition, release in zip(self.editions, self.releases)]
        return [*released, self.draft]

    def handbook(self, revision: str) -> Handbook | None:
        """The handbook of a revision, or of the draft under the name `next`; None if there is no such revision."""
        held = {release.approval.revision: release.handbook for release in self.releases}
        return self.loaded.handbook if revision == DRAFT else held.get(revision)


def read(root: Path, as_of: date) -> Workspace:
    """Read the draft and all releases below a root. `as_of` is the day that review dates are held against."""
    loaded = load_handbook(root, as_of)
    releases, found = read_releases(root)
    return Workspace(loaded, releases, [*loaded.problems, *found])
