"""The Nu checker, which is what the standard's own authors use."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.resources import HOME
from generator.website import node

PACKAGES = Path(__file__).parent / "site" / "nu"
FROM_THE_THEME = {
    # The switches of drawer and search: the word keeps Firefox from restoring an open drawer, and does nothing
    # elsewhere.
    r'<input class="md-toggle" data-md-toggle="(drawer|search)" type="checkbox" id="__\1" autocomplete="off">': (
        "Attribute “autocomplete” is only allowed when the input type is"
    ),
    # The title of a section that stands unfolded: browsers treat the empty value as none, so it is no stop for the Tab
    # key.
    r'<label class="md-nav__link ?(md-nav__link--active)?" for="__nav_[\d_]+" id="__nav_[\d_]+_label" tabindex="">': (
        "Bad value “” for attribute “tabindex” on element “label”: The empty string is not a valid integer."
    ),
    # The head of the table of contents, on the front page of a section, whose own switch the theme leaves out there.
    r'<label class="md-nav__title" for="__toc">': (
        "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control."
    ),
}
"""What may remain, as the element (a pattern) and what the checker says of it: templates of the theme, too large to
keep a copy of."""


@pytest.fixture(scope="session")
def nu(java) -> Callable[[Path], dict[str, list[str]]]:
    """Check all pages of a folder; gives {message about an element: pages}, warnings included."""
    jar = node.install_locked(PACKAGES, HOME / "build" / "nu") / "vnu-jar" / "build" / "dist" / "vnu.jar"

    def check(folder: Path) -> dict[str, list[str]]:
        done = subprocess.run(
            [java, "-jar", jar, "--format", "json", "--skip-non-html", folder],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        found: dict[str, list[str]] = {}
        for told in json.loads(done.stderr)["messages"]:
            start = told.get("hiliteStart", 0)
            element = told.get("extract", "")[start : start + told.get("hiliteLength", 0)]
            found.setdefault(f"{told['message']} {element}", []).append(
                f"{told.get('url', '')}:{told.get('lastLine', '')}"
            )
        return found

    return check


def ours(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """What the theme did not cause, each with a few of the places."""
    theirs = [re.compile(f"{re.escape(message)}.* {element}") for element, message in FROM_THE_THEME.items()]
    return {
        message: places[:3]
        for message, places in found.items()
        if not any(pattern.fullmatch(message) for pattern in theirs)
    }
