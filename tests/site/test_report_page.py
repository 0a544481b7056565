"""The supervisor's week as a page: in a real browser, on a phone and at a desk, on paper, for everyone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from generator.reports.business_exports import load_exports
from generator.reports.report import report
from generator.reports.report_page import report_page
from generator.reports.roster import read_roster
from generator.schedule.periods import Week
from tests.accessibility import violations
from tests.reports.invented import EXPORTS, ROSTER, handbook, sent, stored


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> dict[str, Path]:
    """The report of the invented department, and that of a week of which nothing is known."""
    folder = tmp_path_factory.mktemp("reports")
    for name, everything, exports, roster in (("full", sent(handbook()), EXPORTS, ROSTER), ("empty", [], {}, None)):
        connection = stored(handbook().forms.values(), handbook(), everything)
        people = read_roster("名册.csv", roster.encode(), handbook()) if roster else None
        loaded = load_exports(connection, handbook(), {file: text.encode() for file, text in exports.items()})
        made = report(
            connection,
            handbook(),
            people,
            Week.parse("2026-W47"),
            datetime(2026, 11, 23, 9, 0),
            in_force="2025",
            exports=loaded,
        )
        (folder / f"{name}.html").write_bytes(report_page(made))
    return {path.stem: path for path in folder.glob("*.html")}


@pytest.fixture
def opened(browser):
    """Opens a page in a window of a width and a colour scheme; fails the test if it asks for anything beyond itself."""
    contexts, asked = [], []

    def open_page(path: Path, width: int = 1280, scheme: str = "light"):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url) if request.url != path.as_uri() else None)
        page.on("console", lambda message: asked.append(message.text))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert asked == []


@pytest.mark.parametrize("name", ["full", "empty"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_the_screen(opened, written, name, width):
    """Nothing but the table of days scrolls sideways, and that within itself; the first sentences are on the first
    screen.
    """
    page = opened(written[name], width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("h1").inner_text() == "销售部周报 · 2026 年第 47 周"
    if name == "full":
        assert page.evaluate("document.getElementById('first').getBoundingClientRect().top") < 900
        assert page.locator(".matrix tbody tr:not(.team)").count() == 11


@pytest.mark.parametrize("name", ["full", "empty"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(opened, written, name, scheme, width):
    """No violation of WCAG 2.2 A and AA nor of axe's best practice, everything unfolded."""
    page = opened(written[name], width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert violations(page) == []


def test_it_is_valid_html(nu, written):
    """By the Nu checker, warnings included."""
    assert nu(written["full"].parent) == {}


def test_every_link_leads_somewhere(opened, written):
    """Within the page."""
    page = opened(written["full"])
    assert (
        page.evaluate(
            "[...document.links].filter(link => !document.getElementById(link.hash.slice(1))).map(link => "
            "link.outerHTML)"
        )
        == []
    )
    assert page.evaluate("document.links.length") > 7


def test_it_prints_on_a4(opened, written):
    """On few pages, in the size that the page asks for, with nothing cut off at the right edge."""
    page = opened(written["full"])
    printed = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594" in printed or b"/MediaBox [0 0 595" in printed
    assert printed.count(b"/Type /Page\n") <= 14
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1000})  # A4 without its margins, in CSS pixels
    assert (
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('table')].map(table => table.getBoundingClientRect().right))"
        )
        <= 703
    )
