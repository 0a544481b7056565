"""Changes as a manager makes them, who never saw YAML: in Chromium, on a phone and at a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import violations
from tests.editing.conftest import git

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
VISIT = "sop/procedures/customer-visit.yaml"


@pytest.fixture(params=SIZES)
def page(request, browser, edited):
    """The editor in a browser; a script that throws fails the test. The preview has a test of its own."""
    context = browser.new_context(viewport=SIZES[request.param], base_url=edited)
    context.set_default_timeout(10_000)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("dialog", lambda dialog: dialog.accept())
    opened.route("**/preview/**", lambda route: route.fulfill(body=""))
    yield opened
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert errors == []


def fill(page: Page, label: str, value: str) -> None:
    """Write into a field and wait until it is saved."""
    with page.expect_response("**/change") as saved:
        page.locator("input, textarea").and_(page.get_by_label(label, exact=True)).first.fill(value)
    assert saved.value.ok


def lines(handbook: Path, commit: str) -> tuple[list[str], list[str]]:
    """The lines that a commit took away, and those that it brought."""
    shown = git(handbook, "show", "--format=", "--unified=0", commit).splitlines()
    return (
        [line[1:] for line in shown if line.startswith("-") and not line.startswith("---")],
        [line[1:] for line in shown if line.startswith("+") and not line.startswith("+++")],
    )


def send(page: Page, title: str, why: str) -> None:
    """Hand in what was changed."""
    page.goto("changes")
    page.get_by_label("标题").fill(title)
    page.get_by_label("为什么改").fill(why)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已提交")).to_be_visible()


def press(page: Page, name: str, within: str = "") -> None:
    """Press a button that changes what the form consists of, and wait until it is saved."""
    with page.expect_response("**/change") as saved:
        (page.get_by_role("group", name=within, exact=True).last if within else page).get_by_role(
            "button", name=name, exact=True
        ).first.click()
    assert saved.value.ok


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list of words."""
    with page.expect_response("**/change") as saved:
        page.get_by_label(label, exact=True).first.select_option(label=option)
    assert saved.value.ok


def add(page: Page, within: str, what: str) -> None:
    """Choose what is added to a part of the form."""
    with page.expect_response("**/change") as saved:
        page.get_by_role("group", name=within, exact=True).last.locator("> .ed-add select").first.select_option(
            label=what
        )
    assert saved.value.ok


def open_entry(page: Page, heading: str) -> None:
    """Unfold an entry."""
    with page.expect_response("**/part?**"):
        page.locator("summary", has_text=heading).first.click()


def a_limit(page):
    open_entry(page, "确认时间地点")
    fill(page, "之内", "4")


def a_parameter(page):
    open_entry(page, "回电时限")
    fill(page, "取值", "1 小时")


def a_text(page):
    open_entry(page, "备齐资料")
    fill(page, "完成标准", "资料按拜访顺序放好: 一客一册。")


def pick(page: Page, label: str, title: str) -> None:
    """Choose something of the handbook by its title."""
    page.get_by_label(label, exact=True).first.click()
    page.get_by_placeholder("打几个字来找").fill(title)
    with page.expect_response("**/change") as saved:
        page.locator("#ed-picker-list").get_by_role("button", name=title, exact=True).click()
    assert saved.value.ok


def a_step_added(page):
    press(page, "＋ 加一项", "步骤")
    fill(page, "步骤名称", "发感谢短信")
    pick(page, "谁来做", "销售代表")
    add(page, "何时完成", "每个工作日 9:00 前")
    fill(page, "怎么做第 1 项", "给客户联系人发短信。")
    fill(page, "完成标准", "客户收到短信。")


def a_step_moved(page):
    press(page, "步骤第 2 项上移")


def a_step_removed(page):
    press(page, "删去步骤第 5 项")


def a_form_field_added(page):
    open_entry(page, "拜访信息")
    add(page, "栏目", "一行文字")
    fill(page, "栏目名称", "同行人")


def a_role_chosen(page):
    open_entry(page, "复盘本周拜访")
    pick(page, "谁来做", "销售代表")


def a_target(page):
    fill(page, "不低于", "92")


def a_rule(page):
    press(page, "＋ 加一项", "条文")
    choose(page, "级别", "禁止")
    fill(page, "条文", "不得在公共场合谈论客户。")
    fill(page, "为什么", "隔墙有耳。")


def test_a_text_becomes_a_branch_with_one_line_changed(page, handbook, bare):
    """Found by its name, changed, told in sentences, handed in: a commit of theirs on a branch of the remote."""
    page.goto("")
    page.get_by_label("找条目").fill("约访")
    page.get_by_role("link", name="客户拜访", exact=True).click()
    fill(page, "适用范围", "全体销售岗位的上门拜访和线上会议。")
    send(page, "线上会议也照拜访流程", "线上会议越来越多")
    branch = git(bare, "for-each-ref", "--format=%(refname:short)", "refs/heads/edit").strip()
    assert lines(bare, branch) == (["scope: 全体销售岗位的上门拜访。"], ["scope: 全体销售岗位的上门拜访和线上会议。"])
    assert git(bare, "log", "-1", "--format=%an <%ae>%n%s", branch).splitlines() == [
        "王经理 <wang@example.com>",
        "线上会议也照拜访流程",
    ]
    assert git(bare, "log", "-1", "--format=%b", branch).strip().split("\n\n") == [
        "线上会议越来越多",
        "- 流程「客户拜访」 › 适用范围：由「全体销售岗位的上门拜访。」改为「全体销售岗位的上门拜访和线上会议。」",
    ]
    assert git(handbook, "status", "--porcelain") == ""


PROCEDURE, FORM = "customer-visit", "visit-record"
CHANGES = {
    "a limit": (
        PROCEDURE,
        a_limit,
        ["    due: {within: 2 小时, after: prepare, minutes: 5-10}"],
        ["    due: {within: 4 小时, after: prepare, minutes: 5-10}"],
    ),
    "a parameter": ("parameters", a_parameter, ["    value: 2 小时"], ["    value: 1 小时"]),
    "a text": (
        PROCEDURE,
        a_text,
        ["    done: 资料按拜访顺序放好。"],
        ['    done: "资料按拜访顺序放好: 一客一册。"'],
    ),
    "a step added": (
        PROCEDURE,
        a_step_added,
        [],
        [
            "  - id: step-1",
            "    title: 发感谢短信",
            "    role: sales-rep",
            '    due: {every: 工作日, by: "09:00"}',
            "    actions:",
            "      - 给客户联系人发短信。",
            "    done: 客户收到短信。",
        ],
    ),
    "a step moved": (PROCEDURE, a_step_moved, 11, 11),
    "a step removed": (PROCEDURE, a_step_removed, 8, 0),
    "a form field added": (FORM, a_form_field_added, [], ["      - {id: field-1, kind: text, title: 同行人}"]),
    "a role chosen": (PROCEDURE, a_role_chosen, ["    role: sales-supervisor"], ["    role: sales-rep"]),
    "a KPI target": (
        "same-day-record",
        a_target,
        ["target: {at_least: 95, yellow: 90}"],
        ["target: {at_least: 92, yellow: 90}"],
    ),
    "a rule": (
        "data-rules",
        a_rule,
        [],
        ["  - id: rule-1", "    level: 禁止", "    text: 不得在公共场合谈论客户。", "    why: 隔墙有耳。"],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_as_small_as_it_can_be(name, page, handbook, bare):
    """Ten changes of a manager, from the form to the branch: the lines that went, and those that came."""
    item, change, gone, come = CHANGES[name]
    page.goto(f"item/{item}")
    change(page)
    send(page, name, "试一试")
    branch = git(bare, "for-each-ref", "--format=%(refname:short)", "refs/heads/edit").strip()
    old, new = lines(bare, branch)
    for found, wanted in ((old, gone), (new, come)):
        assert (found if isinstance(wanted, list) else len(found)) == wanted


@pytest.mark.slow
def test_the_page_stands_beside_the_form_and_follows_it(browser, edited):
    """What is typed is on the page a moment later; a mistake is told at its field, and the page stays as it was."""
    context = browser.new_context(viewport=SIZES["desk"], base_url=edited)
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto("item/customer-visit")
    shown = page.frame_locator("#ed-frame")
    expect(shown.get_by_role("heading", name="客户拜访", exact=True)).to_be_visible(timeout=90_000)
    fill(page, "适用范围", "新的适用范围。")
    expect(shown.get_by_text("新的适用范围。", exact=True)).to_be_visible(timeout=90_000)
    fill(page, "适用范围", "")
    field = page.locator(".ed-field", has=page.get_by_label("适用范围", exact=True))
    expect(field.get_by_text("「适用范围」不能为空")).to_be_visible(timeout=90_000)
    expect(shown.get_by_text("新的适用范围。", exact=True)).to_be_visible()
    fill(page, "适用范围", "又是新的。")
    expect(shown.get_by_text("又是新的。", exact=True)).to_be_visible(timeout=90_000)
    expect(field.get_by_text("不能为空")).to_have_count(0)
    context.close()


def test_its_pages_can_be_used_by_everybody(page, desk):
    """What axe-core says of the list, a form with open entries, errors and a window to choose in, and the report."""
    page.goto("")
    assert violations(page) == []
    page.goto("item/customer-visit")
    open_entry(page, "确认时间地点")
    fill(page, "之内", "两")
    expect(page.get_by_text("有错误").first).to_be_visible()
    assert violations(page) == []
    page.get_by_label("谁来做", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="取消").click()
    fill(page, "之内", "3")
    page.get_by_role("link", name="看改了什么").click()
    expect(page.get_by_label("标题")).to_be_visible()
    assert violations(page) == []


def test_what_was_typed_last_is_there_on_the_next_page(page):
    """Nobody waits for anything: the words of a moment ago are told among the changes."""
    page.goto("item/customer-visit")
    page.get_by_label("适用范围", exact=True).fill("一眨眼之前写的。")
    page.get_by_role("link", name="看改了什么").click()
    expect(page.get_by_text("一眨眼之前写的。")).to_be_visible()
