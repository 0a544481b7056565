"""The work of a role: each duty once, and the roles in the order in which readers look for theirs."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.load import load_handbook
from generator.model import handbook_of
from generator.queries.role_work import works
from tests.conftest import SMALL
from tests.load.editing import DAY

DATA: Any = load_handbook(SMALL, DAY).data


def data() -> Any:
    """The documents of the small handbook, to be edited."""
    return copy.deepcopy(DATA)


def with_rule(due: dict[str, str], basis: list[str]) -> Any:
    """A step of every Friday for a clause, and a rule with a limit for some clauses."""
    documents = data()
    steps = documents["procedure"]["customer-visit"]["steps"]
    next(step for step in steps if step["id"] == "review-week")["basis"] = ["HBK-1.1"]
    rule = {
        "id": "review",
        "level": "必须",
        "text": "每周复盘拜访。",
        "why": "不看就不改。",
        "due": due,
        "basis": basis,
    }
    documents["policy"]["data-rules"]["rules"].append(rule)
    return documents


FRIDAY = {"every": "周", "on": "周五", "by": "17:00"}


@pytest.mark.parametrize(
    ("due", "basis", "duties"),
    [
        (FRIDAY, ["HBK-1.1", "HBK-2.2"], ["review-week"]),
        (FRIDAY, ["HBK-2.2"], ["review-week", "review"]),
        (FRIDAY, [], ["review-week", "review"]),
        ({**FRIDAY, "by": "12:00"}, ["HBK-1.1"], ["review", "review-week"]),
    ],
    ids=["same clause, same limit", "another clause", "no clause", "another limit"],
)
def test_a_rule_that_repeats_a_step_is_no_second_duty(due, basis, duties):
    """The same clause by the same time is one thing to do."""
    limits = works(handbook_of(with_rule(due, basis)))["sales-supervisor"].limits
    assert [limit.entry.id for each in limits.values() for limit in each] == duties


@pytest.mark.parametrize(
    ("headcounts", "order"),
    [
        ({}, ["sales-rep", "sales-supervisor"]),
        ({"sales-supervisor": 3}, ["sales-supervisor", "sales-rep"]),
        ({"sales-supervisor": 3, "sales-rep": 40}, ["sales-rep", "sales-supervisor"]),
    ],
    ids=["by steps carried out", "known of one", "by heads"],
)
def test_what_most_people_hold_comes_first(headcounts, order):
    """So that whoever chooses finds it at once."""
    documents = data()
    for id, count in headcounts.items():
        documents["role"][id]["headcount"] = count
    assert list(works(handbook_of(documents))) == order
