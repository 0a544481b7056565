"""What every test may ask for: a handbook of its own to change, a fixed day, and the real programs that outputs are
opened with.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.load import load_handbook
from generator.model import Form

pytest_plugins = ("tests.browsers", "tests.html_checker", "tests.office")

SMALL = Path(__file__).parent / "handbooks" / "small"


@pytest.fixture(scope="session")
def today() -> date:
    """The day on which everything happens: no test depends on the clock."""
    return date(2026, 1, 15)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The root of a fresh copy of the small handbook, which is complete and without any problem."""
    return shutil.copytree(SMALL, tmp_path / "small")


@pytest.fixture
def timeless(small: Path) -> Path:
    """The same with review dates that no clock will reach."""
    for path in (small / "sop").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("next_review: 2026-12-31", "next_review: 2999-12-31")
        path.write_text(text.replace("company:", "review_every: 999 年\ncompany:"), encoding="utf-8")
    return small


@pytest.fixture(scope="session")
def form(today: date) -> Form:
    """The form of the small handbook, which has every kind of field."""
    return load_handbook(SMALL, today).handbook.forms["visit-record"]


@pytest.fixture
def write_tree(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write files, given as {path below a fresh root: text or bytes}; gives the root."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "tree"
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C reaches this process and those that it starts.

    A shell has its background jobs ignore it, and who is started inherits that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium or Chrome; a test that needs it is skipped where there is none."""
    return _program("Chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice; a test that needs it is skipped where there is none."""
    return _program("LibreOffice", "soffice", "libreoffice")


@pytest.fixture(scope="session")
def java() -> str:
    """The path of Java; a test that needs it is skipped where there is none."""
    return _program("Java", "java")


@pytest.fixture(scope="session")
def make() -> str:
    """The path of make; a test that needs it is skipped where there is none."""
    return _program("make", "make")


def _program(title: str, *names: str) -> str:
    """The path of the first program that is there.

    With REQUIRE_ALL=1 in the environment a missing one is a failure, not a skip.
    """
    program = next(filter(None, map(shutil.which, names)), None)
    if program:
        return program
    missing = f"{title} is not installed (looked for {', '.join(names)})"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(missing)
    pytest.skip(missing)


MARKS = {
    "chromium": "browser",
    "soffice": "libreoffice",
    "java": "java",
    "built": "slow",
    "built_small": "slow",
    "both": "slow",
    "working": "slow",
}
"""By fixture: the mark of a test that asks for it, be it through others; a large program, a site that is built, or two
large handbooks that are read."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests with the large programs that they open; nobody does that by hand."""
    for item in items:
        for fixture, mark in MARKS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With REQUIRE_ALL=1 no test may be skipped, for whatever reason: what is not tried is not proven."""
    report = yield
    if report.skipped and os.environ.get("REQUIRE_ALL") == "1":
        report.outcome, report.longrepr = "failed", f"skipped where every test must run: {call.excinfo.value}"
    return report
