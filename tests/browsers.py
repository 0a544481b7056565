"""Headless Chromium for the tests, started once in each process of the suite and again when it has died; and a built
site served to it.

Which site that is, says the folder of the tests: its `conftest.py` has the fixture `built`.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

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


class StaticFiles(http.server.SimpleHTTPRequestHandler):
    """A plain web server, which tells its day only where a test gives it one: else that of the machine would decide."""

    moment: datetime | None = None

    def log_message(self, *about):
        pass

    def send_response(self, code, message=None):
        self.send_response_only(code, message)
        if self.moment:
            self.send_header("Date", format_datetime(self.moment.astimezone(UTC), usegmt=True))


@contextmanager
def served(folder: Path, handler: type[StaticFiles] = StaticFiles) -> Iterator[str]:
    """Serve a folder; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Gives the address of a folder, which is served from the first time that it is asked for."""
    with ExitStack() as servers:
        yield functools.cache(lambda folder: servers.enter_context(served(folder)))


@pytest.fixture
def address(built: Path, serve: Callable[[Path], str]) -> str:
    """Where the built site is served, with a slash at the end. Of each test: which site it is differs by folder."""
    return serve(built)


@pytest.fixture
def own_site(built, tmp_path) -> Iterator[tuple[Path, str]]:
    """A copy of the built site that a test may change, and where it is served."""
    folder = shutil.copytree(built, tmp_path / "own")
    with served(folder) as found:
        yield folder, found


@pytest.fixture
def page(browser, address):
    """A desktop page that fails the test if it asks another host for anything, or if a script of it throws."""
    # What a visit keeps for later has its own tests; here it would only ask in the background, and answer from its
    # store.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    opened = context.new_page()
    foreign, errors = [], []
    opened.on(
        "request",
        lambda request: (
            None if request.url.startswith((address, "data:", "blob:", "file:")) else foreign.append(request.url)
        ),
    )
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert (foreign, errors) == ([], [])
