"""What is kept is made again when something that it read has changed, and only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, dataclass, replace
from typing import Any

import pytest

from generator.memory import FORGETFUL, Derived, Memory, nothing_read


@dataclass(frozen=True)
class Step:
    """Something with fields, one of which holds another."""

    title: str
    roles: tuple[str, ...] = ()
    limit: Step | None = None


@dataclass(frozen=True)
class Procedure:
    """Something that holds several, by position and by name."""

    id: str
    steps: tuple[Step, ...]
    names: Mapping[str, str]

    @Derived
    def titles(self) -> list[str]:
        """Of all steps."""
        return [step.title for step in self.steps]


BEFORE = Procedure("visit", (Step("一", ("a",)), Step("二", limit=Step("三"))), {"x": "1", "y": "2"})
CHANGES = {
    "nothing": BEFORE,
    "title": replace(BEFORE, steps=(Step("一一", ("a",)), BEFORE.steps[1])),
    "roles": replace(BEFORE, steps=(Step("一", ("a", "b")), BEFORE.steps[1])),
    "deep": replace(BEFORE, steps=(BEFORE.steps[0], Step("二", limit=Step("三三")))),
    "gone": replace(BEFORE, steps=(BEFORE.steps[0], Step("二"))),
    "longer": replace(BEFORE, steps=(*BEFORE.steps, Step("四"))),
    "value": replace(BEFORE, names={"x": "1", "y": "3"}),
    "key": replace(BEFORE, names={"x": "1", "y": "2", "z": "3"}),
    "without": replace(BEFORE, names={"x": "1"}),
}
"""What becomes of it."""
QUESTIONS: dict[str, tuple[Callable[[Procedure], Any], set[str]]] = {
    "id": (lambda it: it.id, set()),
    "first title": (lambda it: it.steps[0].title, {"title", "longer"}),
    "first roles": (lambda it: it.steps[0].roles, {"roles", "longer"}),
    "deep title": (lambda it: it.steps[1].limit and it.steps[1].limit.title, {"deep", "gone", "longer"}),
    "derived": (lambda it: it.titles, {"title", "longer"}),
    "one key": (lambda it: it.names.get("y"), {"value", "without"}),
    "missing key": (lambda it: it.names.get("z"), {"key"}),
    "all keys": (lambda it: list(it.names), {"key", "without"}),
    "all values": (lambda it: list(it.names.values()), {"value", "key", "without"}),
    "equality": (lambda it: it.steps[0] == BEFORE.steps[0], {"title", "roles", "longer"}),
    "hash": (lambda it: hash(it.steps[0]), {"title", "roles", "longer"}),
}
"""What is asked of it, and by what the answer becomes stale."""


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_made_again_when_a_field_that_it_read_has_changed(question: str, change: str):
    """Never is one kept that is not true any more, and none made again that stands on nothing that changed."""
    asked, stale = QUESTIONS[question]
    memory, made = Memory(), []

    def answer(procedure: Procedure) -> Any:
        # A first question does not hide what a later one reads.
        asked(procedure)
        return memory.kept("answer", lambda: made.append(1) or asked(procedure))

    answer(memory.recorded("visit", BEFORE))
    assert answer(memory.recorded("visit", CHANGES[change])) == asked(CHANGES[change])
    assert len(made) == 1 + (change in stale)
    assert answer(memory.recorded("visit", BEFORE)) == asked(BEFORE)


def test_another_key_makes_an_answer_stale_and_whatever_stands_on_it():
    """One that was worked out by the way counts, too."""
    memory = Memory()

    def outer(key: int) -> str:
        return memory.kept("outer", lambda: "outer of " + memory.kept("inner", lambda: str(key), key))

    assert (outer(1), outer(1)) == ("outer of 1", "outer of 1")
    assert memory.kept("inner", lambda: "2", 2) == "2"
    assert outer(2) == "outer of 2"


def test_what_raises_is_not_kept():
    """It is tried again."""
    memory, answers = Memory(), iter([ValueError("no"), "yes"])

    def make() -> str:
        if isinstance(answer := next(answers), ValueError):
            raise answer
        return answer

    with pytest.raises(ValueError, match="no"):
        memory.kept("answer", make)
    assert memory.kept("answer", make) == "yes"


def test_a_recorded_value_passes_for_the_one_that_it_is_made_from():
    """It is equal, of the same class, and cannot be changed either."""
    recorded = Memory().recorded("visit", BEFORE)
    assert recorded == BEFORE and recorded == recorded
    assert recorded == BEFORE
    assert recorded.__class__ is Procedure and isinstance(recorded.steps[1].limit, Step)
    assert hash(recorded.steps[0]) == hash(BEFORE.steps[0])
    assert replace(recorded, id="other") == replace(BEFORE, id="other")
    for name in ("id", "titles"):
        with pytest.raises(FrozenInstanceError):
            setattr(recorded, name, "other")


def test_nothing_is_read_where_nobody_notes_it():
    """What pages have in common, and nobody reads for them, cannot be worked out beforehand."""
    recorded = Memory().recorded("visit", BEFORE)
    with nothing_read():
        assert recorded.__class__ is Procedure
    with pytest.raises(AssertionError), nothing_read():
        assert recorded.steps


def test_who_forgets_makes_everything_anew():
    """A handbook that is read once is read as it is."""
    assert [FORGETFUL.kept("answer", answer) for answer in (lambda: 1, lambda: 2)] == [1, 2]
    assert FORGETFUL.recorded("visit", BEFORE) is BEFORE
