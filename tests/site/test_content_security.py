"""The site under its own Content-Security-Policy, in Chromium: everything works, and a script that got in does not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.website.content_security import policy
from tests.browsers import StaticFiles, served
from tests.forms.checking_cases import COMPLETE
from tests.site.web_forms import answer, downloaded, open_form


class Strict(StaticFiles):
    """Sends what the ready files for web servers send."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", policy())
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


@pytest.fixture
def strict(working, tmp_path) -> Iterator[tuple[Path, str]]:
    """A copy of the small handbook's site and where it is served under the policy."""
    folder = shutil.copytree(working / "old", tmp_path / "site")
    with served(folder, Strict) as found:
        yield folder, found


@pytest.fixture
def watched(reader) -> Page:
    """A page that keeps what the policy stops, over all that it loads, in `stopped`."""
    page = reader.new_page()
    page.stopped = []

    def keep(words: str) -> None:
        page.stopped.append(words)

    page.expose_function("keepStopped", keep)
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => "
        "keepStopped(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"
    )
    return page


def test_everything_works_under_the_policy(watched, strict, form):
    """Front door, search, a run, a form to its Word file, a check list, instant navigation; and all of it without a
    network.
    """
    page, (_, address) = watched, strict
    page.goto(address)
    page.wait_for_url(f"{address}next/index.html")
    page.wait_for_selector("html[data-hb-kept=next]", state="attached", timeout=60_000)
    for online in (True, False):
        page.evaluate("localStorage.clear()")
        page.context.set_offline(not online)
        page.goto(address)
        page.wait_for_url(f"{address}next/index.html")
        expect(page.locator(".hb-status .hb-badge")).to_have_text("草案")
        field = page.locator("input.md-search__input")
        field.click()
        field.press_sequentially("客户拜访")
        expect(page.locator(".md-search-result__item").first).to_contain_text("客户拜访")
        page.locator(".md-search-result__item a").first.click()
        page.wait_for_url("**/customer-visit.html?**")
        page.goto(f"{address}next/procedures/customer-visit.html")
        page.get_by_label("名称").fill("KH-001")
        page.get_by_role("button", name="开始一次执行").click()
        page.locator(".hb-tick input").first.check()
        page.locator("a[href*='visit-record.html']").first.click()
        page.wait_for_url(f"{address}next/forms/visit-record.html")
        open_form(page, f"{address}next/forms/visit-record.html")
        answer(page, form, COMPLETE)
        assert downloaded(page)[1][:2] == b"PK"
        page.goto(f"{address}next/forms/self-check.html")
        page.get_by_label("名称").fill("3 月 5 日")
        page.get_by_role("button", name="开始一次执行").click()
        page.locator(".hb-yesno").first.get_by_label("是", exact=True).check()
    page.context.set_offline(False)
    assert page.stopped == []


def test_a_script_that_got_into_a_page_does_not_run(watched, strict):
    """Whatever let it in."""
    page, (folder, address) = watched, strict
    file = folder / "next" / "index.html"
    attack = "<img src=x onerror='window.ran = 1'><script>window.ran = 2</script><h1"
    file.write_text(file.read_text(encoding="utf-8").replace("<h1", attack, 1), encoding="utf-8")
    page.goto(f"{address}next/index.html")
    expect(page.locator(".hb-status .hb-badge")).to_have_text("草案")
    assert page.evaluate("window.ran") is None and len(page.stopped) == 2
