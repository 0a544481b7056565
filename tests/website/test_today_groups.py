"""How the duties of a day stand at a time of it, as the home page sorts them."""

from __future__ import annotations

import pytest

from tests.scripts_in_node import answer, bundled

DUTIES = [("plan", "9:00 前", "09:00"), ("call", "12:00 前", "12:00"), ("sum", "下班前", "18:00"), ("read", "当日", "")]
CASES: dict[str, tuple[str, list[str], list[tuple[str, str, int | None]]]] = {
    # by id: the time, what is done, and of every group that is open its time, its state and the minutes left
    "before work": (
        "08:50",
        [],
        [("9:00 前", "next", 10), ("12:00 前", "later", 190), ("下班前", "later", 550), ("当日", "later", None)],
    ),
    "what is done is passed over": (
        "08:50",
        ["plan"],
        [("12:00 前", "next", 190), ("下班前", "later", 550), ("当日", "later", None)],
    ),
    "then it is past": (
        "09:00",
        ["call"],
        [("9:00 前", "late", 0), ("下班前", "next", 540), ("当日", "later", None)],
    ),
    "what has no time is never late": (
        "23:59",
        ["plan"],
        [("12:00 前", "late", -719), ("下班前", "late", -359), ("当日", "next", None)],
    ),
    "all done": ("10:00", ["plan", "call", "sum", "read"], []),
}


@pytest.fixture(scope="module")
def script(tmp_path_factory) -> str:
    """The groups of the page, bundled for Node."""
    return bundled("today-groups", "day", tmp_path_factory.mktemp("groups"))


def test_duties_by_what_has_passed_and_what_is_next(script: str) -> None:
    """Every case at once: one start of Node."""
    duties = [{"what": id, "time": time, "at": at, "when": "", "page": id} for id, time, at in DUTIES]
    asked = {name: [clock, done] for name, (clock, done, _) in CASES.items()}
    each = "day.groups(given.duties, new Set(done), clock).map((group) => [group.time, group.state, group.left])"
    answers = answer(
        script,
        f"Object.fromEntries(Object.entries(given.asked).map(([name, [clock, done]]) => [name, {each}]))",
        {"duties": duties, "asked": asked},
    )
    assert answers == {name: [list(group) for group in expected] for name, (_, _, expected) in CASES.items()}


def test_how_long_there_is_in_words(script: str) -> None:
    """Hours and minutes, neither of them as nothing."""
    answers = answer(script, "given.map(day.leftInWords)", [1, 59, 60, 125])
    assert answers == ["还有 1 分钟", "还有 59 分钟", "还有 1 小时", "还有 2 小时 5 分钟"]
