"""Headless Chromium for the tests: started once in each process of the suite, and again when it has died."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Chromium:
    """One running browser. The system or a test may end it: whoever asks next gets another."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def running(self) -> Browser:
        """A browser that answers."""
        if self._browser is None or not _answers(self._browser):
            self.close()
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(executable_path=self._program, args=FLAGS)
        return self._browser

    def close(self) -> None:
        """End the browser and what drives it, either of which may be dead already."""
        if self._browser is not None:
            with suppress(Error):
                self._browser.close()
        if self._playwright is not None:
            with suppress(Error):
                self._playwright.stop()
        self._browser = self._playwright = None


def _answers(browser: Browser) -> bool:
    """Whether its process is there: `is_connected` learns of a death only when something else is asked."""
    with suppress(Error):
        browser.new_context().close()
        return browser.is_connected()
    return False


@pytest.fixture(scope="session")
def chromium_process(chromium: str) -> Iterator[Chromium]:
    """The browser of this process of the suite.

    A test asks for `browser`; what lives longer than a test asks this each time.
    """
    process = Chromium(chromium)
    yield process
    process.close()


@pytest.fixture
def browser(chromium_process: Chromium) -> Browser:
    """Headless Chromium, running."""
    return chromium_process.running()
