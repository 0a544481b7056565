"""The handbook of an invented department, with two released years and a draft: for tests that need more than the
small one has.

It has grown as a handbook grows: in 2025 it was the small one with a check list, in 2026 what stands in
`tests/handbooks/department` but for a few words, and the draft is that folder.
"""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

from generator import workspace
from generator.model import Approval, Day
from generator.releases.freeze import prepare, write_release
from tests.built_sites import kept
from tests.conftest import SMALL
from tests.site.revising import changed, with_check_list

TODAY = date(2026, 1, 15)
DEPARTMENT = SMALL.parent / "department"
DRAFT_ONLY = (
    ("procedures/customer-visit.yaml", "title: 查清客户情况", "title: 查清客户的情况"),
    ("handbook.yaml", "tagline: 今天该做什么", "tagline: 今天要做什么"),
)
"""By file: what the draft says, and what the release of 2026 said in its place."""


@cache
def a_department() -> workspace.SoundWorkspace:
    """The draft and both releases, as of the day on which every test happens."""
    return workspace.read(department_root(), TODAY).sound()


def department_root() -> Path:
    """The folder in which it stands. Nobody may change it."""
    return kept("department", _grow)


def _grow(root: Path) -> None:
    shutil.copytree(SMALL / "sop", root / "sop")
    with_check_list(root / "sop")
    release(root, "2025", date(2024, 12, 20), date(2025, 1, 1))
    _replace(root, DEPARTMENT / "sop")
    for file, now, before in DRAFT_ONLY:
        changed(root / "sop" / file, (now, before))
    release(root, "2026", date(2025, 12, 20), date(2026, 1, 1))
    _replace(root, DEPARTMENT / "sop")


def _replace(root: Path, source: Path) -> None:
    """Put other content in the place of the draft; what was released stays."""
    for path in (root / "sop").iterdir():
        if path.name == "revisions":
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(source, root / "sop", dirs_exist_ok=True)


def release(root: Path, revision: str, issued: date, effective: date) -> None:
    state = workspace.read(root, issued)
    approval = Approval(
        revision=revision,
        prepared_by="销售主管",
        reviewed_by="法务专员",
        approved_by="总经理",
        consulted=Day(issued),
        publicised=Day(issued),
        issued=Day(issued),
        effective=Day(effective),
        summary=f"{revision} 年的一版。",
        format=0,
    )
    write_release(root, prepare(state.loaded, state.releases, approval, state.problems))
