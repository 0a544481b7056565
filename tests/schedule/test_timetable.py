"""For which days the duties of an edition are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.load import load_handbook
from generator.model import Edition
from generator.schedule.timetable import stretch
from tests.builders import a_draft, a_release
from tests.conftest import SMALL
from tests.load.editing import DAY

HANDBOOK = load_handbook(SMALL, DAY).handbook
FIRST = {
    "a release, from its effective date": (a_release(), "2025-01-01"),
    "the draft of a year": (a_draft(), "2026-01-01"),
    "a draft that nothing was released before, by its calendar": (replace(a_draft(), revision=""), "2026-01-01"),
}


@pytest.mark.parametrize(("edition", "first"), FIRST.values(), ids=FIRST)
def test_duties_are_told_to_the_end_of_the_year_after(edition: Edition, first: str) -> None:
    assert HANDBOOK is not None
    days = stretch(edition, HANDBOOK)
    assert (days.first, days.last) == (date.fromisoformat(first), date(int(first[:4]) + 1, 12, 31))


def test_without_a_calendar_the_first_review_says_the_year() -> None:
    assert HANDBOOK is not None
    assert stretch(replace(a_draft(), revision=""), replace(HANDBOOK, calendar={})).first == date(2026, 1, 1)
