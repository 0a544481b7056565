"""The handbook of the invented department, built once for all tests of the site and served as a plain web server
would.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import workspace
from generator.website.build import build_site
from tests.browsers import served
from tests.built_sites import kept
from tests.department import a_department
from tests.site.revising import SMALL, revised, with_check_list, without_storing


@pytest.fixture(scope="session")
def source() -> workspace.SoundWorkspace:
    """The handbook whose site is opened."""
    return a_department()


@pytest.fixture(scope="session")
def built(source) -> Path:
    """The folder of the built site."""

    def make(folder: Path) -> None:
        build_site(source.site_editions(), folder / "build", folder / "site")

    return kept("department-site", make) / "site"


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
    with served(working) as found:
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
