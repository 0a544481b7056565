"""Copies of a form of another revision: taken for a while after the new one is in force, and told afterwards."""

from __future__ import annotations

from datetime import datetime

import pytest

from generator.records.extraction import ListedFile, of_submission
from tests.records import collected

LISTED = ListedFile("拜访.docx", 1, datetime(2026, 3, 1))
TOLD = "用的是 2025 版的表，保存那天（{day}）现行的是 2026 版，旧表只收到实施后 30 天"


@pytest.mark.parametrize(
    ("revision", "day", "told"),
    [
        ("2025", "2025-06-02", []),
        ("2025", "2026-01-31", []),
        ("2025", "2026-02-01", [TOLD]),
        ("2026", "2026-02-01", []),
        ("2026", "2025-12-31", ["用的是 2026 版的表，保存那天（{day}）这一版还没有生效，现行的是 2025 版"]),
        ("2025", "2024-12-31", ["用的是 2025 版的表，保存那天（{day}）还没有生效的版本"]),
    ],
    ids=["in-force", "last-day-of-grace", "after-grace", "new", "too-early", "before-any"],
)
def test_the_revision_is_held_against_the_day_of_saving(revision, day, told):
    """The new revision is in force from 2026-01-01, old copies are taken for 30 days."""
    rows = of_submission(LISTED, collected.visit("A001", day, revision=revision), collected.rules())
    assert [row["text"] for row in rows["_problems"] if row["kind"] == "superseded"] == [
        sentence.format(day=day) for sentence in told
    ]
