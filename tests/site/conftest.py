"""The shipped handbook, built once for all tests of the site and served as a plain web server would."""
from __future__ import annotations

import functools
import http.server
import threading
from datetime import date
from pathlib import Path

import pytest

from generator import workspace
from generator.site import HOME, build_site


@pytest.fixture(scope="session")
def shipped() -> workspace.Workspace:
    """Everything below the root of this repository."""
    return workspace.read(HOME, date(2026, 1, 15)).sound()


@pytest.fixture(scope="session")
def built(shipped, tmp_path_factory) -> Path:
    """The folder of the built site."""
    out = tmp_path_factory.mktemp("shipped") / "site"
    build_site(shipped.volumes(), out.parent / "build", out)
    return out


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *about):
        pass


@pytest.fixture(scope="session")
def address(built) -> str:
    """Where the built site is served, with a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=built))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser(chromium):
    """Headless Chromium."""
    from playwright.sync_api import sync_playwright
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()


@pytest.fixture
def page(browser, address):
    """A desktop page that fails the test if it asks another host for anything, or if a script of it throws."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    foreign, errors = [], []
    opened.on("request", lambda request: None if request.url.startswith((address, "data:", "blob:", "file:")) else foreign.append(request.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert (foreign, errors) == ([], [])
