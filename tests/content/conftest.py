"""The handbook of this repository: what its authors write is held against what a handbook promises, as the program's
own tests are not.

The promises are those that the tests of the program state for invented handbooks; here they are tried on the shipped
one.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import workspace
from generator.resources import HOME
from generator.website.build import build_site
from tests.built_sites import kept
from tests.shipped import shipped_handbook


@pytest.fixture(scope="session")
def source() -> workspace.SoundWorkspace:
    """The draft and all releases."""
    return shipped_handbook()


@pytest.fixture(scope="session")
def built(source: workspace.SoundWorkspace) -> Path:
    """The folder of the built site."""

    def make(folder: Path) -> None:
        build_site(source.site_editions(), folder / "build", folder / "site")

    return kept("shipped-site", make, HOME / "sop") / "site"
