"""Onboarding, self-tests and read confirmation in a real browser, and the content hashes that they are bound to."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.forms.checklist import questions
from generator.load import load_handbook
from generator.model import handbook_of
from generator.queries.content_hash import content_hash
from tests.site.revising import changed, with_check_list


@pytest.fixture
def page(reader) -> Page:
    return reader.new_page()


def handbook(root: Path):
    return load_handbook(root, date(2026, 1, 15)).handbook


PREPARE = "看完客户的往来记录。"


@pytest.mark.parametrize(
    ("edits", "differ"),
    [
        pytest.param([(PREPARE, "看完客户近一年的往来记录。")], {"prepare"}, id="an-action"),
        pytest.param([("within: 2 小时", "within: 3 小时")], {"confirm"}, id="a-time-limit"),
        pytest.param([("    basis: [HBK-2.1a]\n", "    basis: [HBK-2.1a, HBK-1.1]\n")], set(), id="the-basis-only"),
        pytest.param(
            [("next_review: 2026-12-31", "next_review: 2026-11-30"), ("purpose: 每次", "purpose: 凡")],
            set(),
            id="the-head-only",
        ),
    ],
)
def test_the_hash_of_a_step_is_that_of_what_it_asks(small, edits, differ):
    """It changes with the words, limits and values of the step alone."""
    before = {step.id: content_hash(step) for step in handbook(small).procedures["customer-visit"].steps}
    changed(small / "sop" / "procedures" / "customer-visit.yaml", *edits)
    after = {step.id: content_hash(step) for step in handbook(small).procedures["customer-visit"].steps}
    assert len(set(before.values())) == len(before)
    assert {id for id in before if before[id] != after[id]} == differ


def test_a_parameter_changes_the_hash_of_what_uses_it(small):
    """The number that a step takes from the company's parameters is part of what it asks."""
    data = load_handbook(small, date(2026, 1, 15)).data
    parameters = data["parameters"]["parameters"]["parameters"]
    other = {
        **data,
        "parameters": {"parameters": {"parameters": [{**parameters[0], "value": "3 小时"}, *parameters[1:]]}},
    }
    steps = zip(
        handbook_of(data).procedures["customer-visit"].steps,
        handbook_of(other).procedures["customer-visit"].steps,
        strict=False,
    )
    assert [old.id for old, new in steps if content_hash(old) != content_hash(new)] == ["update-crm"]


def test_a_form_is_a_check_list_if_most_of_it_is_yes_or_no(small):
    """A record with one such field is not; a self-check with a signature is."""
    with_check_list(small / "sop")
    forms = handbook(small).forms
    assert [field.id for field in questions(forms["self-check"])] == ["dress", "constructor"]
    assert questions(forms["visit-record"]) == ()


def test_onboarding_counts_what_is_done(page, working_address):
    """By stage and in all; a task that was changed is to be confirmed again."""
    page.goto(f"{working_address}old/next/onboarding/first-weeks.html")
    for task in ("读完客户拜访流程", "照着示例填一张拜访记录", "模拟拜访考核"):
        page.get_by_role("checkbox", name=f"完成了：{task}").check()
    counts = page.locator(".hb-count")
    assert counts.all_inner_texts() == ["3 / 4", "2 / 2", "1 / 2"]
    page.reload()
    assert counts.all_inner_texts() == ["3 / 4", "2 / 2", "1 / 2"]
    page.goto(f"{working_address}new/next/onboarding/first-weeks.html")
    assert counts.all_inner_texts() == ["2 / 4", "1 / 2", "1 / 2"]
    assert page.locator(".hb-tick--changed").all_inner_texts() == ["完成了\n已修改，请重新确认"]


def test_a_self_test_explains_and_keeps_the_first_answer(page, working_address):
    """Nothing is given away before an answer; the first one counts; a changed question is asked anew."""
    page.goto(f"{working_address}old/next/quizzes/visit-quiz.html")
    score, fold = page.locator(".hb-run-next"), page.locator(".hb-question details")
    page.get_by_role("button", name="检查").click()
    expect(page.locator(".hb-verdict")).to_have_text("先选一个。")
    assert fold.get_attribute("open") is None and page.locator(".hb-right").count() == 0
    page.get_by_label("周五有空再写").check()
    page.get_by_role("button", name="检查").click()
    expect(page.locator(".hb-verdict")).to_have_text("✕ 不对，看看讲解")
    expect(page.get_by_text("隔天再写，客户的原话就丢了。")).to_be_visible()
    page.get_by_label("当日下班前").check()
    page.get_by_role("button", name="检查").click()
    expect(page.locator(".hb-verdict")).to_have_text("✓ 答对了")
    expect(score).to_have_text("答对 0 题，共答 1 题。")
    page.reload()
    expect(score).to_have_text("答对 0 题，共答 1 题。")
    page.get_by_role("button", name="重做").click()
    page.get_by_label("当日下班前").check()
    page.get_by_role("button", name="检查").click()
    expect(score).to_have_text("答对 1 题，共答 1 题。")
    page.goto(f"{working_address}new/next/quizzes/visit-quiz.html")
    expect(score).to_have_text("还没有作答。")


def test_a_confirmation_is_due_again_for_what_was_changed_only(page, working_address):
    """Two pages are confirmed; the next edition changes one of them, and asks for that one."""
    for path in ("procedures/customer-visit", "policies/data-rules"):
        page.goto(f"{working_address}old/next/{path}.html")
        page.get_by_role("button", name="我已阅读并理解").click()
        expect(page.locator(".hb-confirm [role=status]")).to_contain_text("已确认")
        expect(page.get_by_role("button", name="我已阅读并理解")).to_be_hidden()
    page.goto(f"{working_address}new/next/my-reading.html")
    expect(page.locator(".hb-run [role=status]")).to_contain_text("已确认 1 页，要再读一遍 1 页")
    page.get_by_label("显示").select_option("due")
    rows = page.locator(".hb-reading li:visible")
    expect(rows).to_have_count(1)
    rows.get_by_role("link").click()
    expect(page.locator(".hb-confirm [role=status]")).to_contain_text("内容已修改，请再读一遍")
    page.get_by_role("button", name="我已阅读并理解").click()
    page.goto(f"{working_address}new/next/my-reading.html")
    expect(page.locator(".hb-run [role=status]")).to_contain_text("已确认 2 页，要再读一遍 0 页")


def test_a_role_sees_what_concerns_it(page, working_address):
    """The role chosen on the home page is chosen here too; another one, or none, can be looked at."""
    page.goto(f"{working_address}old/next/my-reading.html")
    rows = page.locator(".hb-reading li:visible a")
    expect(page.get_by_label("岗位")).to_be_visible()
    everything = rows.count()
    page.get_by_label("岗位").select_option("customer-service")
    assert rows.all_inner_texts() == ["客户服务部"]
    expect(page.locator(".hb-run [role=status]")).to_contain_text("还没有确认 1 页")
    page.evaluate(
        """() => localStorage.setItem("handbook:role", JSON.stringify({ until: null, value: "sales-rep" }))"""
    )
    page.reload()
    assert page.get_by_label("岗位").input_value() == "sales-rep"
    assert {"客户拜访", "客户数据规定", "客户拜访记录表", "销售代表"} <= set(
        rows.all_inner_texts()
    ) and rows.count() < everything


def test_confirmations_go_with_the_signed_form(page, working_address, small):
    """As a table and as text, each with the hash of what was read; what is not confirmed is not in them."""
    page.goto(f"{working_address}old/next/procedures/customer-visit.html")
    page.get_by_role("button", name="我已阅读并理解").click()
    page.goto(f"{working_address}old/next/my-reading.html")
    found = {}
    for name in ("导出 CSV", "导出文本"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        found[name] = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(found["导出 CSV"])))
    with_check_list(small / "sop")
    read = content_hash(handbook(small).procedures["customer-visit"])
    assert [(row["编号"], row["名称"], row["内容指纹"]) for row in rows] == [("XS-QP-01", "客户拜访", read)]
    assert f"XS-QP-01 客户拜访　指纹 {read}" in found["导出文本"] and "签字" in found["导出文本"]
