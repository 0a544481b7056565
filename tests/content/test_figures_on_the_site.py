"""Twenty figures, each changed at its home in the authors' own file, with the whole site built anew: every page that
takes the figure shows the new one, and none the old.
"""

from __future__ import annotations

import html
import random
import re
import shutil
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path

import pytest

from generator import workspace
from generator.load.documents import read
from generator.model import KINDS, Figure, figures_in, handbook_of
from generator.problems import Level, Problem
from generator.resources import CONTENT, HOME
from generator.website.build import SiteEdition, build_site
from tests.content.test_figures import TODAY, data, decided, other, taking

pytestmark = pytest.mark.exhaustive

Texts = Mapping[str, str]
"""The text of every page, without any space, by the name of its file."""
TAKEN = sorted(name for name in decided() if any(len(text) > len(name) + 2 for _, text in taking(data()).get(name, ())))
"""The figures that stand in a sentence somewhere."""
CHANGED = random.Random(20261130).sample(TAKEN, 20)
TELLING = ("changes.html", "revision.html")
"""Pages that say what a figure was before, because that is what they are for."""
RECORD = "修订记录#"
"""The heading below which a page says what a figure was before."""
AROUND = 10
"""Characters on either side of a figure, which tell its place on a page from others that say the same by right."""
BEGIN, NAMED, END = "\ue000", "\ue001", "\ue002"
MARK = re.compile(f"{BEGIN}([0-9]+){NAMED}[^{END}]*{END}")
NAMES = sorted(figures_in(data()))
"""Every figure; a mark holds the place of its name in this list."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped handbook with its releases."""
    root = tmp_path_factory.mktemp("figures")
    shutil.copytree(HOME / CONTENT, root / CONTENT)
    return root


@pytest.fixture(scope="module")
def marked(root: Path) -> Texts:
    """The site as it is, on which each figure that is taken by reference carries its home."""
    figures = figures_in(data())
    marks = {
        name: Figure(figures[name].written, f"{BEGIN}{number}{NAMED}{figures[name].shown}{END}")
        for number, name in enumerate(NAMES)
    }
    draft = workspace.read(root, TODAY).sound().draft
    return texts_of(replace(draft, handbook=handbook_of(data(), marks)), root)


def texts_of(edition: SiteEdition, root: Path) -> Texts:
    """Build the whole site of an edition."""
    build_site([edition], root / "build", root / "site")
    texts = {}
    for page in sorted((root / "site" / "next").rglob("*.html")):
        visible = re.sub("(?s)<(script|style).*?</\\1>|<[^>]+>", "", page.read_text(encoding="utf-8"))
        texts[page.name] = re.sub(r"\s+", "", html.unescape(visible)).partition(RECORD)[0]
    return texts


def file_of(root: Path, name: str) -> Path:
    """Where the home of a figure stands."""
    item = decided()[name].item
    kind = KINDS[next(kind for kind, by_id in data().items() if item in by_id)]
    return root / CONTENT / kind.path / ("" if kind.single else f"{item}.yaml")


def change(path: Path, name: str) -> None:
    """Write another number at the home of a figure, and nothing else."""
    place = read(path, path.name).place(decided()[name].path)
    lines = path.read_text(encoding="utf-8").split("\n")
    line = lines[place.line - 1]
    written = line[place.column - 1 : place.end_column - 1]
    value = written.strip("\"'")
    new = other(int(value)) if value.isdigit() else other(value)
    changed = written.replace(value, str(new))
    lines[place.line - 1] = line[: place.column - 1] + changed + line[place.end_column - 1 :]
    path.write_text("\n".join(lines), encoding="utf-8")


def filled(text: str, figures: Mapping[str, Figure]) -> str:
    """A marked text as it reads with these figures."""
    return MARK.sub(lambda mark: re.sub(r"\s+", "", figures[NAMES[int(mark[1])]].shown), text)


def spots(text: str, moved: Set[str]) -> Iterator[tuple[str, str, str]]:
    """Every place of a marked page at which one of the figures is taken: what stands before it, its mark, what stands
    behind it. Before and behind is what is near, and in it no half of a mark.
    """
    for mark in MARK.finditer(text):
        if NAMES[int(mark[1])] in moved:
            before, behind = text[max(0, mark.start() - 200) : mark.start()], text[mark.end() : mark.end() + 200]
            yield re.sub(f"^[^{BEGIN}]*{END}", "", before), mark[0], re.sub(f"{BEGIN}[^{END}]*$", "", behind)


def at(spot: tuple[str, str, str], figures: Mapping[str, Figure]) -> tuple[str, str, str]:
    """A place of a page in its own words, with these figures: what stands up to it, what from it on, and all of it."""
    before, mark, behind = (filled(part, figures) for part in spot)
    before, behind = before[-AROUND:], behind[:AROUND]
    return before + mark, mark + behind, before + mark + behind


def refused(problems: list[Problem], file: str) -> bool:
    """Whether the check refuses a change, and then says nothing else than that a figure or a clause is at odds with it,
    the file of the change among its places.
    """
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    for problem in errors:
        told = {problem.place.file, *(place.file for place, _ in problem.related)}
        at_odds = problem.code in ("E430", "E431") and file in told
        # The figure of a clause that stands nowhere any more is told at the clause, with who cites it.
        assert at_odds or (problem.code == "E407" and Path(file).stem in problem.hint), problem
    return bool(errors)


@pytest.mark.parametrize("name", CHANGED)
def test_every_page_shows_the_figure_as_it_was_changed(name: str, root: Path, marked: Texts) -> None:
    """Or the check says at which places it may not be changed so."""
    path, before = file_of(root, name), figures_in(data())
    written = path.read_bytes()
    try:
        change(path, name)
        changed = workspace.read(root, TODAY)
        if refused(changed.problems, path.relative_to(root).as_posix()):
            return
        after = figures_in(changed.loaded.data)
        built = texts_of(changed.sound().draft, root)
    finally:
        path.write_bytes(written)
    moved = {other for other in NAMES if before[other].shown != after[other].shown}
    assert name in moved
    taken = [(page, spot) for page, text in marked.items() if page not in TELLING for spot in spots(text, moved)]
    shown = {(page, at(spot, after)): at(spot, before) for page, spot in taken}
    # A page may say beside a figure that this version changed it, and may cut a long text: one side is enough.
    assert [place for place in shown if not any(side in built[place[0]] for side in place[1])] == []
    assert [(page, old) for (page, _), old in shown.items() if old[-1] in built[page]] == []
    for figure in (figure for figure in moved if not after[figure].shown.isdigit()):
        home = f"{figure.partition('#')[0]}.html" if "#" in figure else "parameters.html"
        new = re.sub(r"\s+", "", after[figure].shown)
        assert built[home].count(new) > filled(marked[home], before).count(new), (home, new)


def test_pages_show_most_of_them(marked: Texts) -> None:
    """Or the test above would prove little. Some stand in a form alone, in Word and in the browser."""
    assert sum(any(any(spots(text, {name})) for text in marked.values()) for name in CHANGED) >= 15
