"""What is in force when: the one table that the program and the scripts of the pages are both held against."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """A day, and what the releases then are."""

    effective: dict[str, str]
    """The effective date of every release, in the order in which they were released."""
    on: str
    in_force: str
    """Empty where none is."""
    states: str
    """Of each release: + in force, - withdrawn, ? to come."""
    led_to: str
    """Where the front door leads: what is in force, else the next to come."""
    listed: str
    """All of them as a version list has them: what is in force first."""


TWO = {"2025": "2025-01-01", "2026": "2026-01-01"}
CORRECTED = {"2025": "2025-01-01", "2026": "2026-01-01", "2026.1": "2026-01-01"}
TEN = {"2026": "2026-01-01", "2026.9": "2026-05-01", "2026.10": "2026-05-01"}
CROSSED = {"2026": "2026-01-01", "2026.1": "2026-06-01", "2027": "2026-03-01"}

CASES = {
    "the day before": Case(TWO, "2025-12-31", "2025", "+?", "2025", "2025 2026"),
    "the day itself": Case(TWO, "2026-01-01", "2026", "-+", "2026", "2026 2025"),
    "years later": Case(TWO, "2031-07-01", "2026", "-+", "2026", "2026 2025"),
    "before the first": Case(TWO, "2024-12-31", "", "??", "2025", "2025 2026"),
    "one alone": Case({"2025": "2025-01-01"}, "2025-01-01", "2025", "+", "2025", "2025"),
    "corrected on its day": Case(CORRECTED, "2026-01-01", "2026.1", "--+", "2026.1", "2026.1 2026 2025"),
    "corrected before its day": Case(CORRECTED, "2025-12-31", "2025", "+-?", "2025", "2025 2026.1 2026"),
    "corrected before any is in force": Case(
        {"2026": "2026-01-01", "2026.1": "2026-01-01"}, "2025-12-31", "", "-?", "2026.1", "2026.1 2026"
    ),
    "the tenth follows the ninth": Case(TEN, "2026-05-01", "2026.10", "--+", "2026.10", "2026.10 2026.9 2026"),
    "between an earlier date and a later revision": Case(
        CROSSED, "2026-04-01", "2027", "-?+", "2027", "2027 2026.1 2026"
    ),
    "the later date of an earlier revision": Case(CROSSED, "2026-06-01", "2026.1", "-+-", "2026.1", "2026.1 2027 2026"),
    "no release": Case({}, "2026-01-01", "", "", "", ""),
}

DAYS = {
    # by id: the moment, the time zone of the reader, whose day decides, and the day
    "noon": ("2026-01-01T12:00:00+08:00", "Asia/Shanghai", "读者当地", "2026-01-01"),
    "the reader's evening before": ("2026-01-01T00:30:00+08:00", "Europe/Berlin", "读者当地", "2025-12-31"),
    "China's morning, the reader in Berlin": ("2026-01-01T00:30:00+08:00", "Europe/Berlin", "北京时间", "2026-01-01"),
    "China's evening, the reader in Auckland": (
        "2025-12-31T23:59:00+08:00",
        "Pacific/Auckland",
        "北京时间",
        "2025-12-31",
    ),
    "the reader's morning after": ("2025-12-31T23:59:00+08:00", "Pacific/Auckland", "读者当地", "2026-01-01"),
}
