"""A handbook of which a company uses less than all: what is off is gone, and who holds a role has its work."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from generator.load import LoadResult, load_handbook
from generator.load.adoption import adopted
from generator.model import Handbook
from tests.adopting import adoption_of, load_with, named_still, told_beyond
from tests.conftest import SMALL
from tests.department import DEPARTMENT
from tests.load.adoption_errors import ADOPTION_ERRORS
from tests.load.editing import edit, reports, shown

DAY = date(2026, 1, 15)
ENTRANCES = "entrances:\n  - {id: only, title: 只有拜访, summary: 一处入口, to: [customer-visit]}\n"
LEFT_OUT = ("procedure", "policy", "form", "kpi", "onboarding", "quiz", "import")


@cache
def whole() -> LoadResult:
    return load_handbook(DEPARTMENT, DAY)


def book() -> Handbook:
    handbook = whole().handbook
    assert handbook
    return handbook


@pytest.fixture(scope="module")
def smaller(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., LoadResult]:
    """The department with an adoption."""
    folder = tmp_path_factory.mktemp("adoption")
    return lambda *off_and_held, **more: load_with(DEPARTMENT, folder, adoption_of(*off_and_held, **more), DAY)


def sound(loaded: LoadResult) -> Handbook:
    assert loaded.handbook, [shown(problem) for problem in loaded.problems]
    return loaded.handbook


def test_without_an_adoption_nothing_changes():
    documents = [(kind, id, data) for kind, by_id in whole().data.items() for id, data in by_id.items()]
    assert adopted(documents, {}).documents == whole().data


def test_what_is_off_takes_along_what_only_it_used_and_everything_that_named_it(smaller):
    """Form, KPI, question, entrance, list entries, links and figures: nothing is left that leads to it."""
    handbook = sound(smaller([("customer-visit", "公司的拜访要求"), ("visit-record", "拜访记录")]))
    gone = {item.item for item in handbook.adoption.off}
    assert {"customer-visit", "visit-record"} <= gone
    assert not gone & handbook.items.keys()
    assert all(question.about not in gone for quiz in handbook.quizzes.values() for question in quiz.questions)
    assert not gone & {to for entrance in handbook.settings.entrances for to in entrance.to}
    assert [item for item in handbook.items.values() if "《客户拜访记录表》" in str(item)] == []
    assert not list(named_still(handbook, [(item.item, item.title) for item in handbook.adoption.off]))


def test_followers_are_named_with_the_item_that_they_went_with(smaller):
    handbook = sound(smaller([("customer-complaint", "公司的投诉办法")]))
    reasons = {item.item: item.reason for item in handbook.adoption.off}
    assert reasons["customer-complaint"] == "用不着"
    assert reasons["complaint-sheet"] == "随「客户投诉处理」停用"
    assert "complaint-sheet" not in handbook.forms


def test_a_limit_that_counted_from_what_is_off_says_so_in_words(smaller):
    """The 24 hours of entering a visit count from a field of the form."""
    before = next(step for step in book().procedures["customer-visit"].steps if step.due.after)
    after = before.due.after
    assert after is not None and after.item == "visit-record"
    title = book().field(after)[1].title
    handbook = sound(smaller([("visit-record", "拜访记录")]))
    now = next(step for step in handbook.procedures["customer-visit"].steps if step.id == before.id)
    assert (now.due.after, now.due.after_text) == (None, f"「{title}」")


def test_clauses_say_what_became_of_them(smaller):
    """Those that nothing carries out any more are 不采纳, the others in part; both with the reason and who decided."""
    handbook = sound(smaller([("customer-complaint", "公司的投诉办法"), ("complaint-sheet", "投诉单")]))
    changed = [clause for clause in handbook.clauses.values() if clause.state != book().clauses[clause.id].state]
    assert changed
    for clause in changed:
        assert clause.state == ("部分采纳" if handbook.covering(clause.id) else "不采纳")
        assert "客户投诉处理" in clause.reason
        assert (clause.decided_by, str(clause.decided_on)) == ("总经理", "2026-01-10")


def test_a_scorecard_that_loses_a_line_still_sums_to_100(smaller):
    handbook = sound(smaller([("data-accuracy", "")]))
    lost = [role.id for role in book().roles.values() if any(line.kpi == "data-accuracy" for line in role.scorecard)]
    assert lost
    assert {sum(line.weight for line in handbook.roles[id].scorecard) for id in lost} == {100}


def test_the_holder_of_a_role_has_its_work_its_name_and_nothing_twice(smaller):
    handbook = sound(smaller(held=[("regional-manager", "sales-manager")]))
    assert "regional-manager" not in handbook.roles
    holder, before = handbook.roles["sales-manager"], book().roles
    assert handbook.roles["sales-supervisor"].reports_to == "sales-manager"
    assert len(holder.duties) == len(before["sales-manager"].duties) + len(before["regional-manager"].duties)
    assert "区域经理" in holder.aliases and holder.scorecard == before["sales-manager"].scorecard
    for procedure in handbook.procedures.values():
        for step in procedure.steps:
            assert step.role not in (*step.consulted, *step.informed)
            assert len(set(step.informed)) == len(step.informed)
    assert list(named_still(handbook, [("regional-manager", "区域经理")])) == []
    assert [
        item.id for item in handbook.items.values() if "区域经理" in str(item).replace(str(holder.aliases), "")
    ] == []


def test_approvals_that_come_into_one_hand_are_one(smaller):
    """What named the lower one names the upper one, and that counts from where the lower one did."""
    handbook = sound(smaller(held=[("regional-manager", "sales-manager")]))
    steps = {step.id: step for step in handbook.procedures["quotation"].steps}
    assert "approve-region" not in steps
    lower = next(step for step in book().procedures["quotation"].steps if step.id == "approve-region")
    assert steps["approve-department"].due == lower.due
    assert set(lower.basis) <= set(steps["approve-department"].basis)


def test_a_chain_of_holders_ends_at_the_last_one_and_reports_to_whom_the_first_did(smaller):
    handbook = sound(smaller(held=[("regional-manager", "sales-supervisor"), ("sales-supervisor", "sales-rep")]))
    assert {"regional-manager", "sales-supervisor"}.isdisjoint(handbook.roles)
    assert handbook.roles["sales-rep"].reports_to == "sales-manager"
    assert {holding.by for holding in handbook.adoption.held} == {"sales-rep"}


def test_a_partner_that_does_not_exist_leaves_its_agreements_to_the_holder(smaller):
    handbook = sound(smaller(held=[("technical", "sales-manager")]))
    theirs = {exchange.what for exchange in book().roles["technical"].exchanges}
    assert theirs and theirs <= {exchange.what for exchange in handbook.roles["sales-manager"].exchanges}


def test_a_mistake_is_shown_where_it_is_written_though_entries_before_it_are_gone(tmp_path):
    """The list of the file is longer than the one that the company uses."""
    load_with(DEPARTMENT, tmp_path, adoption_of([("quotation", "公司的报价办法")]), DAY)
    root = tmp_path / "adopting"
    quiz = root / "sop/quizzes/visit-quiz.yaml"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace("explain: ", "explain: TODO ", 99), encoding="utf-8")
    lines = [n for n, line in enumerate(quiz.read_text(encoding="utf-8").splitlines(), 1) if "explain: TODO" in line]
    told = [p.place.line for p in load_handbook(root, DAY).problems if p.place.file.endswith("visit-quiz.yaml")]
    assert told and set(told) <= set(lines)


@pytest.mark.parametrize("name", ADOPTION_ERRORS)
def test_what_cannot_be_meant_is_told(name, tmp_path):
    edits, adoption, expected = ADOPTION_ERRORS[name]
    load_with(SMALL, tmp_path, adoption, DAY)
    for change in edits:
        edit(tmp_path / "adopting", *change)
    assert expected in reports(tmp_path / "adopting", DAY)


def test_a_name_that_is_left_of_a_follower_has_its_line_told(tmp_path):
    """What went with another is on no line of the adoption yet."""
    load_with(DEPARTMENT, tmp_path, adoption_of([("customer-complaint", "投诉办法")]), DAY)
    root = tmp_path / "adopting"
    edit(root, "procedures/daily-work.yaml", "trigger: ", "trigger: 看《客户投诉处理单》。")
    assert (
        "adoption.yaml:4:3 E452 「客户投诉处理单」不用了，还有 1 处写着《客户投诉处理单》 → "
        "在 off 里添一条「item: complaint-sheet」，写「instead: 换成什么说法」，各处一起换；或逐处改写"
    ) in [shown(problem) for problem in load_handbook(root, DAY).problems]


def test_a_list_that_cannot_be_empty_is_not_emptied(tmp_path):
    """Nothing is taken away then, and the author is told where something must be left."""
    load_with(SMALL, tmp_path, adoption_of([("customer-visit", "拜访"), ("first-weeks", "入职")]), DAY)
    root = tmp_path / "adopting"
    settings = root / "sop/handbook.yaml"
    text = re.sub(r"(?s)entrances:.*", ENTRANCES, settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    told = [shown(problem) for problem in load_handbook(root, DAY).problems]
    assert any("E451 停用了这么多，这里一项也不剩了" in line and line.startswith("handbook.yaml") for line in told)


def test_an_id_that_is_nowhere_is_told_as_anywhere_else(smaller):
    told = [shown(problem) for problem in smaller([("customer-vist", "")]).problems]
    assert any(line.startswith("adoption.yaml:4:12 E302") and "customer-visit" in line for line in told)


ONE_AT_A_TIME = [id for kind, by_id in whole().data.items() if kind in LEFT_OUT for id in by_id]


@pytest.mark.parametrize("item", ONE_AT_A_TIME)
def test_any_item_may_be_off(item, smaller):
    """The check is as clean as before, once the words are decided that stand for it."""
    assert told_beyond(smaller([(item, "公司的相应做法")]), whole()) == []


@pytest.mark.parametrize("role", [id for id in whole().data["role"] if id != "sales-manager"])
def test_any_role_may_be_held_by_another(role, smaller):
    """The check is as clean as before, and no page leads to the role or calls it by its name."""
    loaded = smaller(held=[(role, "sales-manager")])
    assert told_beyond(loaded, whole()) == []
    assert list(named_still(sound(loaded), [(role, book().roles[role].title)])) == []
