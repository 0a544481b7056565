"""The site for everyone: by keyboard, with a screen reader, in light and dark, on a small screen and a slow line."""

from __future__ import annotations

import gzip

import pytest

from tests.accessibility import violations
from tests.site.states import STATES

KINDS = (
    "index.html",
    "procedures/customer-visit.html",
    "procedures/index.html",
    "policies/data-security.html",
    "roles/sales-rep.html",
    "roles/index.html",
    "forms/visit-record.html",
    "kpis/data-accuracy.html",
    "onboarding/sales-rep-path.html",
    "quizzes/visit-quiz.html",
    "glossary.html",
    "time-limits.html",
    "coverage.html",
    "parameters.html",
    "revision.html",
    "404.html",
)
"""One page of every template."""
WEIGHT = 350 * 1024
"""What a first visit may take over the wire, in bytes."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(page, address, path, scheme):
    """No violation of WCAG 2.2 A and AA nor of axe's best practice, in either colour scheme, everything unfolded."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{address}next/{path}")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert page.get_attribute("body", "data-md-color-scheme") == ("slate" if scheme == "dark" else "default")
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_use(page, address, state, scheme, width):
    """Nor while the page is worked with: a role chosen, a run going, a question answered, results of a search; at the
    desk and on a phone.
    """
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    STATES[state](page, address)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", ["index.html", "procedures/customer-visit.html"])
def test_axe_finds_nothing_on_a_phone(page, address, path):
    """The same at 360 px, where the theme shows other controls."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}next/{path}")
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


def test_no_page_is_wider_than_a_phone_or_asks_another_host(page, address, built):
    """Every page of every edition, at 360 px.

    That none asks another host, and no script throws, is checked by the page itself.
    """
    page.set_viewport_size({"width": 360, "height": 800})
    wide = []
    for path in sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html") if path.parent != built):
        page.goto(address + path)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 360:
            wide.append(f"{path}: {width}")
    assert wide == []


def test_the_first_key_skips_to_the_content(page, address):
    """Tab, Enter: past header and navigation, and the next key is in the text."""
    page.goto(f"{address}next/procedures/customer-visit.html")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert "md-skip" in skip.get_attribute("class").split() and skip.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_every_control_of_a_page_is_reached_and_seen_by_keyboard(page, address):
    """Tab goes through every link and button of the text in its order, and each shows that it has the focus."""
    page.goto(f"{address}next/procedures/customer-visit.html")
    page.wait_for_load_state("networkidle")
    wanted = page.eval_on_selector_all(
        "article :is(a[href], button, summary, input, textarea, select)",
        """controls => controls
        .filter(control => control.tabIndex >= 0 && control.checkVisibility({ visibilityProperty: true })
            && !control.matches('.headerlink'))
        .map((control, index) => control.dataset.tested = String(index))""",
    )
    page.evaluate("document.querySelector('article').tabIndex = -1; document.querySelector('article').focus()")
    reached, hidden = [], []
    for _ in range(3 * len(wanted)):
        page.keyboard.press("Tab")
        told = page.evaluate("""() => { const at = document.activeElement, style = getComputedStyle(at);
            const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
            return { inside: at.closest('article') !== null, tested: at.dataset.tested, words: at.textContent,
                     seen: outlined || at.namespaceURI.endsWith('svg') } }""")
        if not told["inside"]:
            break
        if told["tested"] is not None:
            reached.append(told["tested"])
            if not told["seen"]:
                hidden.append(told["words"])
    assert (reached, hidden) == (wanted, [])


def test_the_first_visit_is_light(page, address, built):
    """Home, with all that it loads, gzipped as a web server does; and the search index is not among it until somebody
    searches.
    """
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}next/index.html")
    page.wait_for_load_state("networkidle")
    first = dict.fromkeys(url.removeprefix(address).partition("?")[0] for url in asked if url.startswith(address))
    sizes = {path: len(gzip.compress((built / path).read_bytes())) for path in first if (built / path).is_file()}
    assert {"next/index.html", "next/assets/handbook.js", "versions.js"} <= sizes.keys()
    assert not [path for path in sizes if path.startswith("next/search/") and sizes[path] > 1024]
    assert sum(sizes.values()) < WEIGHT, sizes
