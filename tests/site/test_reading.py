"""The site as its readers have it: in a real browser, at the desk and on a phone."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

PAGES = (
    "index.html",
    "procedures/customer-visit.html",
    "procedures/index.html",
    "policies/data-security.html",
    "roles/sales-rep.html",
    "forms/visit-record.html",
    "kpis/data-accuracy.html",
    "onboarding/sales-rep-path.html",
    "glossary.html",
    "time-limits.html",
    "coverage.html",
    "revision.html",
    "404.html",
)


def states(page, address: str, day: str) -> dict[str, str]:
    """What the banner of each edition says on a day."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00"))
    found = {}
    for name in ("2025", "2026", "next"):
        page.goto(f"{address}{name}/index.html")
        page.wait_for_selector("html[data-hb-state]")
        found[name] = page.get_attribute("html", "data-hb-state")
    return found


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        ("2024-12-31", "coming", "coming"),
        ("2025-01-01", "current", "coming"),
        ("2025-12-31", "current", "coming"),
        ("2026-01-01", "old", "current"),
    ],
)
def test_status_follows_the_day_of_the_reader(page, address, day, first, second):
    """A release is to come before its effective date, in force from then on, and superseded by the next; the draft
    never is in force.
    """
    assert states(page, address, day) == {"2025": first, "2026": second, "next": "draft"}


def test_the_landing_page_leads_to_what_is_in_force(page, address):
    """Not to the draft, and not to a revision that is still to come."""
    page.clock.set_fixed_time(datetime(2025, 6, 1))
    page.goto(address)
    page.wait_for_url(f"{address}2025/index.html")
    assert page.locator("h1").first.inner_text().startswith("销售工作手册")


def test_the_draft_says_so_and_leads_to_the_same_page_in_force(page, address):
    """A banner on every draft page, with a link to what holds today."""
    page.clock.set_fixed_time(datetime(2025, 6, 1))
    page.goto(f"{address}next/procedures/customer-visit.html")
    banner = page.locator(".hb-status")
    assert "不得作为执行依据" in banner.inner_text()
    banner.locator("a").click()
    page.wait_for_url(f"{address}2025/procedures/customer-visit.html")


def test_the_version_selector_stays_on_the_page(page, address):
    """Material's own selector lists every edition and keeps the page."""
    page.goto(f"{address}2025/procedures/customer-visit.html")
    page.locator(".md-version").hover()
    links = page.locator(".md-version__link")
    links.first.wait_for(state="visible")
    assert links.all_inner_texts()[-1].strip().startswith("2025 版")
    page.get_by_role("link", name="草案").first.click()
    page.wait_for_url(f"{address}next/procedures/customer-visit.html")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(page, address, path):
    """At 360 px a page is exactly as wide as the screen; wide tables scroll inside their frames."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}next/{path}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_every_step_of_the_flow_chart_leads_to_its_step(page, address, source):
    """Each box is a link to a heading on the page."""
    page.goto(f"{address}next/procedures/customer-visit.html")
    targets = page.eval_on_selector_all("a.hb-flow-step", "links => links.map(link => link.href.baseVal)")
    steps = [f"#step-{step.id}" for step in source.draft_handbook.procedures["customer-visit"].steps]
    assert list(dict.fromkeys(targets)) == steps
    for target in steps:
        assert page.locator(target).count() == 1


def test_a_form_downloads_under_its_chinese_name(page, address):
    """Every button on the page of a form gives a Word file that a colleague can find again."""
    page.goto(f"{address}next/forms/visit-record.html")
    names = []
    for link in page.locator("a[download]").all():
        with page.expect_download() as download:
            link.click()
        names.append(download.value.suggested_filename)
        assert download.value.path().read_bytes()[:2] == b"PK"
    assert len(names) == 4 and all(re.fullmatch(r"XS-QR-01-客户拜访记录表(（.+）)?\.docx", name) for name in names)
