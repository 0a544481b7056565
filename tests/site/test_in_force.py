"""What is in force, as a reader of the served site is told: by the server's day, by one rule, also without scripts."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from generator import workspace
from generator.website.build import build_site
from tests.browsers import StaticFiles, served
from tests.built_sites import kept
from tests.releases.test_release import SMALL, edit, everlasting, freeze


@pytest.fixture(scope="session")
def corrected() -> Path:
    """The site of the small handbook, released for 2025 and for 2026, and corrected before that came into force."""

    def make(folder: Path) -> None:
        root = everlasting(shutil.copytree(SMALL, folder / "root"))
        assert freeze(root, "2025", "2024-12-15", "2025-01-01") == 0
        edit(root, "procedures/customer-visit.yaml", "客户已明确答复。", "客户已书面答复。")
        assert freeze(root, "2026", "2025-12-01", "2026-01-01") == 0
        edit(root, "procedures/customer-visit.yaml", "客户已书面答复。", "客户已当面答复。")
        assert freeze(root, "2026.1", "2025-12-15", "2026-01-01") == 0
        build_site(workspace.read(root, date(2026, 1, 15)).sound().site_editions(), root / "build", folder / "site")

    return kept("corrected", make) / "site"


class InSummer(StaticFiles):
    """A server whose clock is right: it is summer in 2026."""

    moment = datetime.fromisoformat("2026-06-01T12:00:00+08:00")


@pytest.fixture(scope="module")
def in_summer(corrected) -> Iterator[str]:
    """Where that site is served in the summer of 2026."""
    with served(corrected, InSummer) as found:
        yield found


@pytest.mark.parametrize("clock", ["2025-06-01T12:00:00", "2026-06-01T12:00:00", "2035-06-01T12:00:00"])
def test_the_day_of_the_server_decides_and_the_later_revision_of_one_date_is_in_force(reader, in_summer, clock):
    """However wrong the reader's clock is; on every page, in the version lists and at the front door."""
    page = reader.new_page()
    page.clock.set_fixed_time(clock)
    page.goto(in_summer)
    page.wait_for_url(f"{in_summer}2026.1/index.html")
    for edition, badge in (("2025", "作废"), ("2026", "作废"), ("2026.1", "现行 · 受控"), ("next", "草案")):
        page.goto(f"{in_summer}{edition}/revision.html")
        expect(page.locator(".hb-status .hb-badge")).to_have_text(badge)
        led = page.locator(".hb-status a").evaluate_all("all => all.map(one => one.href)")
        assert led == ([] if edition == "2026.1" else [f"{in_summer}2026.1/revision.html"])
        listed = page.locator("[data-hb=versions] li a").all_inner_texts()
        assert listed == ["2026.1 版", "2027 版（草案）", "2026 版", "2025 版"]


def test_without_a_network_a_slow_clock_is_not_believed(reader, in_summer):
    """It cannot be earlier than when the server was last heard."""
    page = reader.new_page()
    page.clock.set_fixed_time("2025-06-01T12:00:00")
    page.goto(in_summer)
    page.wait_for_selector("html[data-hb-kept='2026.1']", state="attached", timeout=60_000)
    reader.set_offline(True)
    page.goto(in_summer)
    page.wait_for_url(f"{in_summer}2026.1/index.html")
    expect(page.locator(".hb-status .hb-badge")).to_have_text("离线 · 非受控")


def test_without_a_script_nothing_claims_to_be_in_force(browser, in_summer):
    """The page says that nobody has checked, and leads to where the dates are, the one that holds at the top."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{in_summer}2025/procedures/customer-visit.html")
    expect(page.locator(".hb-status")).to_contain_text("2025 版，2025-01-01 起实施，是否现行未核对")
    page.locator(".hb-status a").click()
    expect(page.locator("li")).to_have_text(
        [
            "2026.1 版，实施日期 2026-01-01",
            "2026 版，实施日期 2026-01-01",
            "2025 版，实施日期 2025-01-01",
            "2027 版（草案），尚未批准",
        ]
    )
    expect(page.locator("body")).to_contain_text("日期相同的以排在前面的为准")
    page.close()


def test_the_menu_of_versions_begins_with_what_is_in_force(reader, in_summer):
    """And says what each of them is, also after instant navigation."""
    page = reader.new_page()
    page.goto(f"{in_summer}2025/index.html")
    page.locator(".md-tabs__link", has_text="表单").first.click()
    page.wait_for_url("**/forms/index.html")
    page.locator(".md-version").hover()
    expect(page.locator(".md-version__link")).to_have_text(
        ["2026.1 版现行 · 受控", "2027 版（草案）草案", "2026 版作废", "2025 版作废"]
    )


def test_a_withdrawn_page_says_so_wherever_it_is_scrolled_to(reader, in_summer):
    """On a phone too, and without covering the foot of the page; a page in force says nothing of it."""
    page = reader.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{in_summer}2026/procedures/customer-visit.html")
    said = page.locator(".hb-withdrawn")
    expect(said).to_have_text("作废 · 2026 版，不得作为执行依据")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(said).to_be_in_viewport()
    foot = page.locator(".md-footer").bounding_box()
    assert foot["y"] + foot["height"] <= said.bounding_box()["y"]
    page.goto(f"{in_summer}2026.1/procedures/customer-visit.html")
    expect(page.locator(".hb-status .hb-badge")).to_have_text("现行 · 受控")
    expect(said).to_be_hidden()
    expect(page.locator("[data-hb=withdrawn]:visible")).to_have_count(0)


def test_nobody_works_by_a_withdrawn_page_unwarned(reader, in_summer):
    """Before a form is filled in, in a document or on the page, before a run and before a reading is confirmed; with
    the way to the same page in force.
    """
    page = reader.new_page()
    page.goto(f"{in_summer}2026/forms/visit-record.html")
    notes = page.locator("[data-hb=withdrawn]:visible")
    first = notes.first
    expect(first).to_have_text("2026 版已作废，仅供查阅，不得作为执行依据。 看现行的 2026.1 版")
    assert first.bounding_box()["y"] < page.locator(".hb-downloads").bounding_box()["y"]
    before = notes.count()
    page.get_by_role("button", name="在网页上填").click()
    expect(page.locator(".hb-web-form")).to_be_visible()
    expect(notes).to_have_count(before + 1)
    first.locator("a").click()
    page.wait_for_url(f"{in_summer}2026.1/forms/visit-record.html")
    page.goto(f"{in_summer}2026/procedures/customer-visit.html")
    for place in ("run", "confirm"):
        expect(page.locator(f"[data-hb=withdrawn]:visible + [data-hb={place}]")).to_have_count(1)


def test_every_sheet_of_a_withdrawn_page_says_so(reader, in_summer, tmp_path):
    """In its margin and across it."""
    page = reader.new_page()
    page.goto(f"{in_summer}2026/procedures/customer-visit.html")
    page.wait_for_selector("html[data-hb-state=old]")
    path = tmp_path / "page.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    texts = [sheet.extract_text() for sheet in PdfReader(path).pages]
    sheets = ["".join(unicodedata.normalize("NFKC", text).split()) for text in texts]
    assert len(sheets) > 1
    margin = unicodedata.normalize("NFKC", "作废，仅供查阅，不得作为执行依据")
    assert [number for number, sheet in enumerate(sheets, 1) if margin not in sheet] == []
    assert "作废·2026版已作废" in sheets[0]


REFUSED = {
    "denied": "{ get() { throw new DOMException('denied', 'SecurityError'); } }",
    "null": "{ get() { return null; } }",
}


@pytest.mark.parametrize("kind", REFUSED)
def test_everything_works_where_a_browser_refuses_to_store(reader, in_summer, kind):
    """As in messengers: search answers, a run can be worked through, and the reader is told that it will not last."""
    page = reader.new_page()
    for name in ("localStorage", "sessionStorage"):
        page.add_init_script(f"Object.defineProperty(window, '{name}', {REFUSED[kind]});")
    page.goto(f"{in_summer}2026.1/procedures/customer-visit.html")
    expect(page.locator(".hb-status .hb-badge")).to_have_text("现行 · 受控")
    field = page.locator("input.md-search__input")
    field.click()
    field.press_sequentially("客户拜访")
    expect(page.locator(".md-search-result__item").first).to_contain_text("客户拜访")
    page.keyboard.press("Escape")
    page.get_by_label("名称").fill("KH-001")
    page.get_by_role("button", name="开始一次执行").click()
    box = page.locator(".hb-tick input").first
    box.check()
    expect(box).to_be_checked()
    page.locator("label[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
