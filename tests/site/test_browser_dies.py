"""A browser that dies takes its own test along and no other: the next one has a browser again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser

from generator.resources import HOME

TESTS = """
from tests.browsers import browser, chromium_process
from tests.conftest import chromium
from tests.site.test_browser_dies import kill, title

def test_before(browser):
    assert title(browser) == "甲"

def test_that_kills_it(browser):
    kill(browser)
    title(browser)

def test_after(browser):
    assert title(browser) == "甲"

def test_at_whose_end_it_dies(browser):
    kill(browser)

def test_last(browser):
    assert title(browser) == "甲"
"""


def kill(browser: Browser, what: str = "browser") -> None:
    """End the process of the browser as a system does that runs out of memory."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    os.kill(next(process["id"] for process in processes if process["type"] == what), signal.SIGKILL)


def title(browser: Browser) -> str:
    """What the browser shows as the title of a small page."""
    page = browser.new_page()
    page.set_content("<title>甲</title>")
    shown = page.title()
    page.close()
    return shown


def test_the_others_go_on(chromium, tmp_path: Path):
    """Of five tests that run one after the other, two of which kill the browser, only the one fails that still needed
    it.
    """
    (tmp_path / "test_five.py").write_text(TESTS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "-c", os.devnull, tmp_path],
        env={**os.environ, "PYTHONPATH": str(HOME)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    told = dict(reversed(line.split(" ")[:2]) for line in done.stdout.splitlines() if "::" in line and " " in line)
    assert {name.rpartition("::")[2]: outcome for name, outcome in told.items()} == {
        "test_before": "PASSED",
        "test_that_kills_it": "FAILED",
        "test_after": "PASSED",
        "test_at_whose_end_it_dies": "PASSED",
        "test_last": "PASSED",
    }, done.stdout
