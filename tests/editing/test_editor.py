"""Changes as a manager makes them, who never saw YAML: in Chromium, on a phone and at a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.editing.conftest import git

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
VISIT = "sop/procedures/customer-visit.yaml"


@pytest.fixture(params=SIZES)
def page(request, browser, edited):
    """The editor in a browser; a script that throws fails the test. The preview has a test of its own."""
    context = browser.new_context(viewport=SIZES[request.param], base_url=edited)
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
        page.get_by_label(label, exact=True).first.fill(value)
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
    assert "线上会议越来越多" in git(bare, "log", "-1", "--format=%b", branch)
    assert git(handbook, "status", "--porcelain") == ""
