"""The shipped handbook, built once for all tests of the site and served as a plain web server would."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from generator import workspace
from generator.resources import HOME
from generator.website.build import build_site
from tests.built_sites import kept
from tests.shipped import shipped_handbook
from tests.site.revising import SMALL, revised, with_check_list, without_storing


@pytest.fixture(scope="session")
def shipped() -> workspace.Workspace:
    """Everything below the root of this repository."""
    return shipped_handbook()


@pytest.fixture(scope="session")
def built(shipped) -> Path:
    """The folder of the built site."""

    def make(folder: Path) -> None:
        build_site(shipped.site_editions(), folder / "build", folder / "site")

    return kept("shipped", make, HOME / "sop") / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *about):
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(built) -> Iterator[str]:
    """Where the built site is served, with a slash at the end."""
    with _served(built) as found:
        yield found


@pytest.fixture
def own_site(built, tmp_path) -> Iterator[tuple[Path, str]]:
    """A copy of the built site that a test may change, and where it is served."""
    folder = shutil.copytree(built, tmp_path / "own")
    with _served(folder) as found:
        yield folder, found


@pytest.fixture(scope="session")
def working() -> Path:
    """A folder with the site of the small handbook as `old`, and as `new` with some of its entries changed: as two
    editions are, in one browser.
    """

    def make(folder: Path) -> None:
        for name, edit in (("old", with_check_list), ("new", revised), ("silent", without_storing)):
            root = shutil.copytree(SMALL, folder / "roots" / name)
            edit(root / "sop")
            build_site(
                workspace.read(root, date(2026, 1, 15)).sound().site_editions(), root / "build", folder / "site" / name
            )

    return kept("working", make) / "site"


@pytest.fixture(scope="session")
def working_address(working) -> Iterator[str]:
    """Where both are served."""
    with _served(working) as found:
        yield found


@pytest.fixture
def reader(browser, working_address):
    """A browser of its own for one test, in which no script may throw."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    errors = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


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
