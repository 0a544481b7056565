"""The preview spares what did not change: that shows nowhere but in the time it takes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import SMALL
from tests.department import TODAY, department_root, release
from tests.random_edits import copied, hold_against_a_new_build


@pytest.mark.slow
def test_pages_after_any_saves_are_those_of_a_new_build(tmp_path: Path):
    """Texts, figures, titles, entries and whole files come and go; problems and pages are the same, byte by byte."""
    root = shutil.copytree(SMALL, tmp_path / "handbook")
    release(root, "2025", date(2024, 12, 20), date(2025, 1, 1))
    assert hold_against_a_new_build(root, saves=40, seed=1, as_of=TODAY) > 10


@pytest.mark.exhaustive
def test_pages_of_a_large_handbook_after_any_saves_are_those_of_a_new_build(tmp_path: Path):
    """The same with two released years and everything that a handbook can hold."""
    assert hold_against_a_new_build(copied(department_root(), tmp_path), saves=40, seed=2, as_of=TODAY) > 15
