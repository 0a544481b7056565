"""The pictures in both READMEs, taken of the real thing: `make pictures` builds the site, opens it in Chromium and
prints a form through LibreOffice.

They stand in `tests/pictures/` and are committed. The day is fixed, so that only what readers see changes them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from generator import workspace
from generator.resources import HOME
from generator.website.build import build_site
from tests import guide_pictures
from tests.browsers import FLAGS

FOLDER = HOME / "tests" / "pictures"
NOW = datetime(2026, 1, 15, 14, 30, tzinfo=timezone(timedelta(hours=8)))
LIMIT = 150_000
"""Bytes of a picture at the most: READMEs are read on phones too."""
VISIT = "procedures/customer-visit.html"
TICKED = 4
"""Steps that are done in the picture of a running check list."""


def main() -> None:
    """Take every picture. Ends with a message if a program is missing or a picture comes out too heavy."""
    chromium, soffice, pdftoppm = (
        _program("chromium", "chromium-browser", "google-chrome"),
        _program("soffice", "libreoffice"),
        _program("pdftoppm"),
    )
    state = workspace.read(HOME, NOW.date()).sound()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        build_site(state.site_editions(), HOME / "build", scratch / "site")
        revision = state.archive.in_force(NOW.date())
        handbook = f"{(scratch / 'site' / revision).as_uri()}/"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            procedure(browser, handbook)
            check_list(browser, handbook)
            my_role(browser, handbook)
            browser.close()
        guide_pictures.take(chromium)
        word_form(
            (scratch / "site" / revision / "downloads" / "visit-record.docx").read_bytes(), scratch, soffice, pdftoppm
        )
    heavy = [
        f"{path.name}: {path.stat().st_size} bytes"
        for folder in (FOLDER, guide_pictures.FOLDER)
        for path in sorted(folder.iterdir())
        if path.stat().st_size >= LIMIT
    ]
    if heavy:
        sys.exit("Too heavy for a README: " + ", ".join(heavy))


def procedure(browser: Browser, handbook: str) -> None:
    """A procedure at the desk."""
    with _opened(browser, handbook + VISIT, 1280, 860) as page:
        _take(page, "procedure")


def check_list(browser: Browser, handbook: str) -> None:
    """The same procedure on a phone, as a check list with the first steps ticked."""
    with _opened(browser, handbook + VISIT, 390, 800, scale=2) as page:
        page.get_by_label("名称").fill("KH-0318 首次拜访")
        page.get_by_role("button", name="开始一次执行").click()
        boxes = page.get_by_role("checkbox", name="做完了：")
        for number in range(TICKED):
            boxes.nth(number).check()
        expect(page.locator(".hb-run .hb-count")).to_contain_text(f"{TICKED} /")
        page.get_by_label("备注").fill("客户希望当天能看样品。")
        _scroll_to(page, ".hb-run-stamp")
        _take(page, "check-list")


def my_role(browser: Browser, handbook: str) -> None:
    """The home page on a phone, once its reader has said what they are."""
    with _opened(browser, f"{handbook}index.html", 390, 800, scale=2) as page:
        page.select_option(".hb-my-chooser select", "sales-rep")
        expect(page.locator("#my-sales-rep")).to_be_visible()
        _scroll_to(page, ".hb-my-chooser")
        _take(page, "my-role")


def word_form(content: bytes, scratch: Path, soffice: str, pdftoppm: str) -> None:
    """The first page of the visit record, as LibreOffice prints it."""
    form = scratch / "form.docx"
    form.write_bytes(content)
    subprocess.run(
        [
            soffice,
            "--headless",
            f"-env:UserInstallation={(scratch / 'office').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            scratch,
            form,
        ],
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [
            pdftoppm,
            "-jpeg",
            "-jpegopt",
            "quality=80",
            "-r",
            "96",
            "-singlefile",
            form.with_suffix(".pdf"),
            FOLDER / "form",
        ],
        check=True,
    )


@contextmanager
def _opened(browser: Browser, address: str, width: int, height: int, scale: float = 1) -> Iterator[Page]:
    """A page at a fixed moment, as a first visitor sees it."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    yield page
    context.close()


def _scroll_to(page: Page, selector: str) -> None:
    """Bring something to the top, just below the header."""
    # From above: whoever scrolls up is offered a button that leads back to the top.
    page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
    expect(page.locator(".md-top")).to_have_attribute("hidden", "")
    page.locator(selector).evaluate(
        "part => window.scrollTo({top: part.getBoundingClientRect().top + scrollY - 72, behavior: 'instant'})"
    )


def _take(page: Page, name: str) -> None:
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=80, animations="disabled", caret="hide")


def _program(*names: str) -> str:
    """The path of the first program that is there."""
    program = next(filter(None, map(shutil.which, names)), None)
    return program or sys.exit(f"Pictures need {names[0]}, which is not installed")


if __name__ == "__main__":
    main()
