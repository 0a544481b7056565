"""The handbook of this repository, read once for all tests."""

from __future__ import annotations

from datetime import date
from functools import cache

from generator import workspace
from generator.resources import HOME


@cache
def shipped_handbook() -> workspace.SoundWorkspace:
    """The draft and all releases, as of the day on which every test happens.

    Raises ProblemsFound if they have errors.
    """
    return workspace.read(HOME, date(2026, 1, 15)).sound()
