"""The pictures of the authors' guide, taken of the real editor in Chromium on the small handbook: `make pictures`.

They stand in `docs/guide/`. One change is made on the way, so that there is something to tell.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from generator.authoring.guide import DOCUMENTS
from generator.editing.access import Access
from generator.editing.desk import Desk
from generator.resources import CONTENT, HOME, RELEASED
from generator.system.work_trees import Person, Repository
from tests.browsers import FLAGS
from tests.conftest import SMALL
from tests.editing.conftest import serving

FOLDER = HOME / DOCUMENTS / "guide"
DAY = date(2026, 1, 15)
SIZE: ViewportSize = {"width": 1180, "height": 720}
PATIENCE = 60_000
"""Milliseconds until the preview has its first page."""
AUTHOR = Person("王经理", "wang@example.com")


def take(chromium: str) -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _edited_handbook() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with _opened(browser, address) as page:
            form_and_page(page)
            what_changed(page)
            pencil(page)
        browser.close()


def form_and_page(page: Page) -> None:
    """A limit that is written over, and the page beside it."""
    page.goto("item/customer-visit")
    page.locator("summary", has_text="确认时间地点").first.click()
    within = page.locator("input, textarea").and_(page.get_by_label("之内", exact=True)).first
    with page.expect_response("**/change"):
        within.fill("4")
    told = page.frame_locator("iframe").locator(".hb-step").get_by_text("4 小时").first
    expect(told).to_be_visible(timeout=PATIENCE)
    told.evaluate("words => words.closest('.hb-step').scrollIntoView({block: 'start', behavior: 'instant'})")
    within.evaluate("field => scrollTo({top: field.getBoundingClientRect().top + scrollY - 360, behavior: 'instant'})")
    _take(page, "edit-form")


def what_changed(page: Page) -> None:
    """The change in a sentence, with title and reason."""
    page.goto("changes")
    page.get_by_label("标题").fill("确认时间改为 4 小时内")
    page.get_by_label("为什么改").fill("客户常在下午才回消息，2 小时来不及。")
    page.set_viewport_size({"width": SIZE["width"], "height": 1150})
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    _take(page, "edit-changes")


def pencil(page: Page) -> None:
    """Where a page of the site leads to its file."""
    page.set_viewport_size({"width": SIZE["width"], "height": 330})
    page.goto("preview/procedures/customer-visit.html")
    page.get_by_title("修改这一页").evaluate("link => link.style.outline = '3px solid #c8402b'")
    _take(page, "pencil")


@contextmanager
def _edited_handbook() -> Iterator[str]:
    """The editor of one person, on the small handbook in a repository of its own; its address."""
    with tempfile.TemporaryDirectory() as folder:
        root = shutil.copytree(SMALL, Path(folder, "handbook"))
        for command in (
            ("init", "--quiet", "--initial-branch", "main"),
            ("add", "--all"),
            ("-c", f"user.name={AUTHOR.name}", "-c", f"user.email={AUTHOR.email}", "commit", "-qm", "开始"),
        ):
            subprocess.run(["git", "-C", root, *command], check=True)
        access = Access(frozenset({"127.0.0.1:0"}), AUTHOR)
        with serving(Desk(Repository(root, CONTENT, RELEASED), access, lambda: DAY)) as address:
            yield address


@contextmanager
def _opened(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport=SIZE,
        base_url=address,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def _take(page: Page, name: str) -> None:
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled", caret="hide")
