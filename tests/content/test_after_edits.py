"""The preview of the shipped handbook after many saves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.resources import HOME
from tests.random_edits import copied, hold_against_a_new_build


@pytest.mark.exhaustive
def test_pages_after_any_saves_are_those_of_a_new_build(tmp_path: Path):
    """All of a real handbook, in which everything hangs together with everything."""
    assert hold_against_a_new_build(copied(HOME, tmp_path), saves=40, seed=1, as_of=date(2026, 1, 15)) > 5
