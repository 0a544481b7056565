"""The script of the theme in a real browser, on pages small enough to see what it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Page

from generator.website import bundles

VERSIONS = """[{version: "next", title: "2026 版（草案）", effective: null, draft: true, pages: ["index.html"]},
               {version: "2025", title: "2025 版", effective: "2025-01-01", draft: false,
                pages: ["index.html", "kpis/a.html"]},
               {version: "2024", title: "2024 版", effective: "2024-01-01", draft: false, pages: ["index.html"]}]"""


@pytest.fixture
def page(browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def show(page: Page, body: str, versions: str = "undefined") -> None:
    """Open a page that loads the script as the site does."""
    script = next(artifact.content for artifact in bundles.bundles() if artifact.path == "assets/handbook.js").decode()
    page.goto("about:blank")
    page.set_content(
        f"<!doctype html><html lang=zh><body>{body}<script>window.handbookVersions = {versions};</script>"
        f"<script>{script}</script></body></html>"
    )


def banner(name: str, revision: str) -> str:
    """The line that the theme puts on every page."""
    return (
        f'<p class="hb-status" data-edition="{name}" data-revision="{revision}" data-base=".." '
        'data-page="kpis/a.html">中性的一行</p>'
        '<span data-hb="badge">版</span><div data-hb="versions" hidden></div>'
    )


@pytest.mark.parametrize(
    ("name", "revision", "day", "state", "words", "link"),
    [
        (
            "next",
            "2026",
            "2025-06-01",
            "draft",
            "草案 这是 2026 版草案，尚未批准，不得作为执行依据。 看现行的 2025 版",
            "../../2025/kpis/a.html",
        ),
        ("next", "", "2023-06-01", "draft", "草案 这是草案，尚未批准，不得作为执行依据。", None),
        ("2025", "2025", "2025-01-01", "current", "现行 · 受控 2025 版", None),
        (
            "2025",
            "2025",
            "2024-12-31",
            "coming",
            "待生效 2025 版自 2025-01-01 起实施，尚未生效。 看现行的 2024 版",
            "../../2024/index.html",
        ),
        (
            "2024",
            "2024",
            "2025-01-01",
            "old",
            "作废 2024 版已作废，仅供查阅，不得作为执行依据。 看现行的 2025 版",
            "../../2025/kpis/a.html",
        ),
    ],
)
def test_the_day_of_the_reader_decides_the_state(page, name, revision, day, state, words, link):
    """Draft, to come, in force or withdrawn; with the way to the same page in force, or to its home where there is no
    such page.
    """
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T00:30:00"))
    show(page, banner(name, revision), VERSIONS)
    assert page.get_attribute("html", "data-hb-state") == state
    assert page.inner_text(".hb-status") == words
    assert [anchor.get_attribute("href") for anchor in page.locator(".hb-status a").all()] == ([link] if link else [])
    assert page.locator("[data-hb=versions] li").count() == 3


def test_without_the_list_of_versions_the_neutral_line_stays(page):
    """A preview, or a single edition copied elsewhere, claims nothing."""
    show(page, banner("2025", "2025"))
    assert page.inner_text(".hb-status") == "中性的一行" and page.get_attribute("html", "data-hb-state") is None
    assert page.locator("[data-hb=versions]").is_hidden()


def test_printing_opens_every_fold_and_closes_it_again(page):
    """A printed page hides nothing; afterwards the reader finds the page as it was."""
    show(page, "<details id=a></details><details id=b open></details>")
    for event, opened in (("beforeprint", ["a", "b"]), ("afterprint", ["b"])):
        page.evaluate("name => dispatchEvent(new Event(name))", event)
        assert page.eval_on_selector_all("details[open]", "folds => folds.map(fold => fold.id)") == opened


def test_a_chart_is_folded_on_a_phone_only(page):
    """On a phone the steps come first."""
    for width, count in ((360, 0), (1280, 1)):
        page.set_viewport_size({"width": width, "height": 800})
        show(page, "<details class=hb-figure open></details>")
        assert page.locator("details[open]").count() == count
