"""What a role's day costs: every effort once, by the calendar of whoever works."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from generator.load import load_handbook
from generator.model import Handbook, handbook_of
from generator.queries.workload import workload_changes, workloads
from tests.conftest import SMALL
from tests.load.editing import DAY

Edit = Callable[[Any], object]
DATA: Any = load_handbook(SMALL, DAY).data
FORTNIGHTLY_SATURDAYS = {"id": "store", "title": "门店", "week": "大小周", "saturday": "2026-01-10"}


def handbook(*edits: Edit) -> Handbook:
    """The small handbook after some edits."""
    data = copy.deepcopy(DATA)
    for edit in edits:
        edit(data)
    return handbook_of(data)


def step(id: str, **effort: Any) -> Edit:
    """An effort at a step."""

    def edit(data: Any) -> None:
        next(step for step in data["procedure"]["customer-visit"]["steps"] if step["id"] == id)["effort"] = effort

    return edit


def rule(place: int, **effort: Any) -> Edit:
    """An effort at a rule; the second binds sales-rep, the others everybody."""
    return lambda data: data["policy"]["data-rules"]["rules"][place].update(effort=effort)


def form(**effort: Any) -> Edit:
    """An effort at the form that the step `meet` uses."""
    return lambda data: data["form"]["visit-record"].update(effort=effort)


def role(id: str, **values: Any) -> Edit:
    """Other values of a role."""
    return lambda data: data["role"][id].update(values)


def settings(**values: Any) -> Edit:
    """Other settings."""
    return lambda data: data["settings"]["settings"].update(values)


WEEKS: dict[str, tuple[tuple[Edit, ...], str, float]] = {
    "周期写在时限里": ((step("review-week", minutes=30),), "sales-supervisor", 30),
    "每个工作日": ((rule(1, minutes=10, every="工作日"),), "sales-rep", 50),
    "每天几次": ((rule(1, minutes=10, every="工作日", times=3),), "sales-rep", 150),
    "双周": ((rule(1, minutes=60, every="双周"),), "sales-rep", 30),
    "月": ((rule(1, minutes=52, every="月"),), "sales-rep", 12),
    "年": ((rule(1, minutes=104, every="年"),), "sales-rep", 2),
    "对全体的条文": ((rule(2, minutes=10, every="周"),), "sales-supervisor", 10),
    "步骤带着表单，只算步骤": (
        (step("meet", minutes=40, every="周"), form(minutes=15, every="周")),
        "sales-rep",
        40,
    ),
    "步骤没有写，算表单": ((form(minutes=15, every="周"),), "sales-rep", 15),
    "别人的步骤": ((step("review-week", minutes=30), rule(1, minutes=5, every="周")), "sales-rep", 5),
    "大小周平均五天半": (
        (
            rule(1, minutes=10, every="工作日"),
            settings(units=[FORTNIGHTLY_SATURDAYS]),
            role("sales-rep", unit="store"),
        ),
        "sales-rep",
        55,
    ),
}


@pytest.mark.parametrize(("edits", "who", "minutes"), WEEKS.values(), ids=WEEKS)
def test_fixed_minutes_of_a_week(edits: tuple[Edit, ...], who: str, minutes: float) -> None:
    """In an ordinary week without holidays."""
    assert workloads(handbook(*edits))[who].week == minutes


def test_what_goes_with_customers_is_no_part_of_the_week() -> None:
    """It is told beside it, by what it is counted by."""
    load = workloads(
        handbook(
            step("prepare", minutes=10, per="客户", times=2),
            step("confirm", minutes=5, per="客户"),
            step("meet", minutes=45, per="商机"),
        )
    )["sales-rep"]
    assert (load.week, dict(load.per)) == (0, {"客户": 25, "商机": 45})
    assert str(load) == "每个客户 25 分钟；每个商机 45 分钟；都是估计"


def test_what_was_measured_throughout_is_no_estimate() -> None:
    """All of it measured."""
    measured = {"measured_by": "张三", "measured_on": "2026-03-02"}
    load = workloads(handbook(step("prepare", minutes=10, per="客户", **measured)))["sales-rep"]
    assert str(load) == "每个客户 10 分钟；都是实测"


def test_words_of_a_workload() -> None:
    """Day, week and month, its share of the working time, and how much of it was measured."""
    load = workloads(
        handbook(
            rule(1, minutes=48, every="工作日"),
            step("prepare", minutes=10, per="客户", measured_by="张三", measured_on="2026-03-02"),
        )
    )["sales-rep"]
    assert str(load) == (
        "固定工作平均每个工作日 48 分钟（占工时 10%），每周 4 小时，每月 17.3 小时；每个客户另加 10 分钟；"
        "2 项里实测 1 项，其余是估计"
    )


def test_what_a_change_costs_all_holders() -> None:
    """More minutes a day for each, and more a week for all."""
    old = handbook(rule(1, minutes=10, every="工作日"), role("sales-rep", headcount=40))
    new = handbook(rule(1, minutes=22, every="工作日"), role("sales-rep", headcount=40))
    (change,) = workload_changes(old, new)
    assert (change.role.id, change.before, change.after, change.a_day) == ("sales-rep", 10, 22, 12)
    assert change.a_week_of_all == 40 * 12 * 5
    assert workload_changes(old, old) == ()
