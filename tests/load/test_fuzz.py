"""A fixed part of `make fuzz`: no accident and no malice ends in a traceback, and what is found clean can be built."""

from __future__ import annotations

import random
import sys

import pytest

from tests.conftest import SMALL
from tests.fuzzing import KINDS, MEGABYTES, Judge, peak_memory, swollen


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_case_ends_in_a_verdict(kind, tmp_path):
    """The same cases each time, a few of them on the way to a whole site."""
    judge = Judge(SMALL, tmp_path)
    for number in range(12):
        judge.case(kind, random.Random(f"fixed {kind} {number}"), build_whole=number == 3)
    assert judge.verdicts.total() == 12


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", KINDS)
def test_many_cases_end_in_a_verdict(kind, tmp_path):
    """Hundreds of others."""
    judge = Judge(SMALL, tmp_path)
    for number in range(150):
        judge.case(kind, random.Random(f"many {kind} {number}"), build_whole=number % 40 == 3)
    assert judge.verdicts.total() == 150


@pytest.mark.exhaustive
@pytest.mark.skipif(sys.platform == "win32", reason="the system does not say how much memory a process took")
def test_a_file_of_any_size_takes_little_memory(small):
    """However large one of its texts or lists is, and whatever is wrong with it."""
    files = sorted((small / "sop").rglob("*.yaml"))
    for number in range(40):
        dice = random.Random(f"memory {number}")
        path = dice.choice(files)
        sound = path.read_bytes()
        path.write_bytes(swollen(sound, dice))
        assert peak_memory(small) < MEGABYTES, (number, path)
        path.write_bytes(sound)
