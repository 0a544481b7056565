"""The HTML of every page, by the Nu checker, which is what the standard's own authors use: as built, and as the scripts
leave it.
"""

from __future__ import annotations

import re

from tests.html_checker import FROM_THE_THEME, ours
from tests.site.states import STATES
from tests.site.test_access import KINDS

FROM_THE_SEARCH = (
    "Element “div” not allowed as child of element “summary” in this context.",
    "Consider using the “h1” element as a top-level heading only",
    "The “list” role is unnecessary for element “ol”.",
)
"""What the checker says of the theme's list of results, which is made by its script; on a page without results it is no
excuse."""


def test_every_page_is_valid_html(nu, built):
    """All pages of all editions; and each entry of the list is still needed."""
    faults_by_page = nu(built)
    assert ours(faults_by_page) == {}
    assert [
        element
        for element, message in FROM_THE_THEME.items()
        if not any(re.fullmatch(f"{re.escape(message)}.* {element}", told) for told in faults_by_page)
    ] == []


def test_pages_stay_valid_when_scripts_have_run(nu, page, address, tmp_path):
    """One page of every template as a browser has it then, and pages in use."""
    for path in (*KINDS, "my-runs.html", "my-reading.html"):
        page.goto(f"{address}next/{path}")
        page.wait_for_load_state("networkidle")
        (tmp_path / path.replace("/", "-")).write_text(page.content(), encoding="utf-8")
    for name, lead in STATES.items():
        lead(page, address)
        (tmp_path / f"{name}.html").write_text(page.content(), encoding="utf-8")
    faults_by_page = ours(nu(tmp_path))
    assert {
        message: places
        for message, places in faults_by_page.items()
        if not (message.startswith(FROM_THE_SEARCH) and "search_open.html" in "".join(places))
    } == {}


def test_the_checker_finds_what_is_wrong(nu, tmp_path):
    """A mistake in a page is told, with its place: silence would mean something."""
    (tmp_path / "wrong.html").write_text(
        '<!DOCTYPE html><html lang="zh"><title>一</title><p id="a"><p id="a"><label class="md-nav__link" tabindex="">',
        encoding="utf-8",
    )
    faults_by_page = ours(nu(tmp_path))
    assert any("Duplicate ID" in message for message in faults_by_page) and any(
        "tabindex" in message for message in faults_by_page
    )
    assert all("wrong.html:1" in place for places in faults_by_page.values() for place in places)
