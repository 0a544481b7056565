"""Any company can use a part of the shipped handbook: whatever is off and whoever holds which role, the check is clean
but for a short list of decisions, and nothing that readers see leads to what is off.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from generator.load import LoadResult, load_handbook
from generator.resources import HOME
from tests.adopting import DECISIONS, adoption_of, load_with, named_still, told_beyond

pytestmark = pytest.mark.exhaustive
DAY = date(2026, 1, 15)
LEFT_OUT = ("procedure", "policy", "form", "kpi", "onboarding", "quiz", "import")
MOST_DECISIONS = 3
"""So many lines may an author be asked to decide for one thing that is switched off."""
HOLDER = "sales-manager"
STRIDE = int(os.environ.get("ADOPTION_STRIDE", "3"))
"""Every so many of the items and roles is tried: all of them (1) take a quarter of an hour."""


@cache
def whole() -> LoadResult:
    return load_handbook(HOME, DAY)


def ids(*kinds: str) -> list[str]:
    return [id for kind in kinds for id in whole().data[kind]]


@pytest.fixture(scope="module")
def smaller(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., LoadResult]:
    folder = tmp_path_factory.mktemp("adoption")
    return lambda *off_and_held: load_with(HOME, folder, adoption_of(*off_and_held), DAY)


def assert_whole(loaded: LoadResult) -> None:
    """Nothing but decisions is told, and pages lead to nothing that is off, nor call it by its name."""
    assert told_beyond(loaded, whole()) == []
    assert loaded.handbook
    adoption = loaded.handbook.adoption
    gone = [(entry.item, entry.title) for entry in adoption.off] + [
        (entry.role, entry.title) for entry in adoption.held
    ]
    assert list(named_still(loaded.handbook, gone)) == []


@pytest.mark.parametrize("item", ids(*LEFT_OUT)[::STRIDE])
def test_any_item_may_be_off(item: str, smaller: Callable[..., LoadResult]) -> None:
    undecided = smaller([(item, "")])
    assert told_beyond(undecided, whole()) == []
    decisions = [p for p in undecided.problems if p.code in DECISIONS]
    assert len(decisions) <= MOST_DECISIONS
    loaded = smaller([(item, "公司的相应做法")]) if decisions or undecided.handbook is None else undecided
    if loaded.handbook is None:  # a form that goes along is called by its name elsewhere: it gets its words, too
        followers = [p.hint.split("item: ")[1].split("」")[0] for p in loaded.problems if p.code == "E452"]
        loaded = smaller([(item, "公司的相应做法"), *((id, "公司的相应表单") for id in followers)])
    assert_whole(loaded)


@pytest.mark.parametrize("role", [id for id in ids("role") if id != HOLDER][::STRIDE])
def test_any_role_may_be_held_by_another(role: str, smaller: Callable[..., LoadResult]) -> None:
    loaded = smaller([], [(role, HOLDER)])
    assert len([p for p in loaded.problems if p.code in DECISIONS]) <= MOST_DECISIONS
    assert_whole(loaded)


@pytest.mark.parametrize("seed", range(10))
def test_ten_at_random_may_be_off_and_three_roles_held(seed: int, smaller: Callable[..., LoadResult]) -> None:
    """Together they may take along what none of them does alone."""
    chosen = random.Random(seed)
    off = {(item, "公司的相应做法") for item in chosen.sample(ids(*LEFT_OUT), 10)}
    off |= {(form, "公司的相应表单") for form in ids("form")} if seed % 2 else set()
    held = [(role, HOLDER) for role in chosen.sample([id for id in ids("role") if id != HOLDER], 3)]
    unique = dict(sorted(off))
    loaded = smaller(list(unique.items()), held)
    if loaded.handbook is None:
        followers = [p.hint.split("item: ")[1].split("」")[0] for p in loaded.problems if p.code == "E452"]
        loaded = smaller([*unique.items(), *((id, "公司的相应表单") for id in followers)], held)
    assert_whole(loaded)
