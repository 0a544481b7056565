"""Handbooks of which a company uses less than all: the adoption written beside the items, and what must hold of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from generator.load import LoadResult, load_handbook
from generator.model import Handbook
from generator.render.site.pages import pages
from generator.render.special_pages import ADOPTION, COVERAGE
from tests.builders import a_draft

LINK = re.compile(r"\]\(<?(?:[^)>#]*/)?([a-z0-9-]+)\.md|href=\"(?:[^\"#]*/)?([a-z0-9-]+)")
QUOTED = re.compile(r"hb-clause title=\"[^\"]*\"")
DECIDED = "decided_by: 总经理\ndecided_on: 2026-01-10\n"
DECISIONS = frozenset({"E452", "W452", "W453", "E418", "W433"})
"""What an author may be asked to decide when something is left out: which words stand for it, what to write where two
hands became one, by what a role is measured that has lost all its KPIs, and where a point of a clause is still told.
Anything else would be a mistake of ours.
"""


def adoption_of(off: Sequence[tuple[str, str]] = (), held: Sequence[tuple[str, str]] = (), more: str = DECIDED) -> str:
    """The text of an adoption: (item, what texts say instead) are off, (role, holder) are held."""
    lines = [more.rstrip("\n")] if more else []
    lines += ["off:"] * bool(off)
    for item, instead in off:
        lines.append(f"  - {{item: {item}, reason: 用不着" + (f", instead: {instead}" if instead else "") + "}")
    lines += ["held:"] * bool(held)
    lines += [f"  - {{role: {role}, by: {by}, reason: 没有这个岗位}}" for role, by in held]
    return "\n".join(lines) + "\n"


def load_with(handbook: Path, folder: Path, adoption: str, as_of: date) -> LoadResult:
    """A handbook with this adoption, read as below `folder`. What it says of itself is there but once for all."""
    root = folder / "adopting"
    if not root.exists():
        shutil.copytree(handbook / "sop", root / "sop", ignore=shutil.ignore_patterns("revisions", ".schemas"))
    (root / "sop" / "adoption.yaml").write_text(adoption, encoding="utf-8")
    return load_handbook(root, as_of)


def told_beyond(loaded: LoadResult, known: LoadResult) -> list[str]:
    """What the check says of a handbook that it did not say before, decisions left out."""
    before = {(problem.code, problem.message) for problem in known.problems}
    return [
        f"{problem.place.file}:{problem.place.line} {problem.code} {problem.message}"
        for problem in loaded.problems
        if problem.code not in DECISIONS and (problem.code, problem.message) not in before
    ]


def named_still(handbook: Handbook, gone: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Where pages still lead to, or name as a thing, what is gone: (id, title). The page on the adoption may, and what
    sources say is quoted.
    """
    ids = {id for id, _ in gone}
    marks = [f"《{title}》" for _, title in gone]
    for page in pages(handbook, a_draft()):
        text = QUOTED.sub("", page.content.decode())
        if page.path in (ADOPTION.path, COVERAGE.path):
            continue
        if Path(page.path).stem in ids:
            yield f"{page.path} is there"
        yield from (f"{page.path} leads to {''.join(to)}" for to in LINK.findall(text) if ids.intersection(to))
        yield from (f"{page.path} names {mark}" for mark in marks if mark in text)
