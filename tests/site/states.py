"""What pages of the handbook of the department look like in use: each function leads a page to one such state."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def _open(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}next/{path}")
    page.wait_for_load_state("networkidle")


def _begin(page: Page, name: str) -> None:
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="开始一次执行").click()
    page.locator(".hb-run-open").wait_for()


def role_chosen(page: Page, address: str) -> None:
    """The home page of a sales representative."""
    _open(page, address, "index.html")
    page.select_option(".hb-my-chooser select", "sales-rep")
    page.locator("#my-sales-rep").wait_for()


def run_going(page: Page, address: str) -> None:
    """A procedure with two of its steps ticked and a note."""
    _open(page, address, "procedures/customer-visit.html")
    _begin(page, "KH-001 3 月 5 日")
    for box in page.locator(".hb-tick input").all()[:2]:
        box.check()
    page.get_by_label("备注").fill("客户改到周四\n带上样品")


def check_answered(page: Page, address: str) -> None:
    """The self-check with a yes, a no that has a remedy and a no that still needs one."""
    _open(page, address, "forms/self-check.html")
    _begin(page, "3 月 5 日")
    questions = page.locator(".hb-yesno")
    questions.nth(0).get_by_label("是", exact=True).check()
    for place in (1, 2):
        questions.nth(place).get_by_label("否", exact=True).check()
    questions.nth(1).get_by_role("textbox").fill("明天提前十分钟到")


def onboarding_begun(page: Page, address: str) -> None:
    """An onboarding path with some tasks done."""
    _open(page, address, "onboarding/sales-rep-path.html")
    for box in page.locator("[data-task] input").all()[:3]:
        box.check()


def search_open(page: Page, address: str) -> None:
    """Results in the search box."""
    _open(page, address, "index.html")
    page.evaluate("document.querySelector('#__search').checked || document.querySelector('#__search').click()")
    page.locator("input.md-search__input").fill("客户拜访")
    page.locator(".md-search-result__item a").first.wait_for()


def runs_listed(page: Page, address: str) -> None:
    """The list of all runs, one going and one finished."""
    run_going(page, address)
    _begin(page, "KH-002")
    page.get_by_role("button", name="完成这次执行").click()
    _open(page, address, "my-runs.html")
    page.locator(".hb-run-list a").first.wait_for()


def pages_confirmed(page: Page, address: str) -> None:
    """The overview of what was read, with a page confirmed."""
    _open(page, address, "policies/data-security.html")
    page.get_by_role("button", name="我已阅读并理解").click()
    _open(page, address, "my-reading.html")
    page.get_by_label("岗位").select_option("sales-rep")


def question_answered(page: Page, address: str) -> None:
    """A self-test with a wrong answer, explained."""
    _open(page, address, "quizzes/visit-quiz.html")
    question = page.locator(".hb-question").first
    question.locator("li:not([data-right=yes]) input").first.check()
    question.get_by_role("button", name="检查").click()


STATES: dict[str, Callable[[Page, str], None]] = {
    made.__name__: made
    for made in (
        role_chosen,
        run_going,
        check_answered,
        onboarding_begun,
        search_open,
        runs_listed,
        pages_confirmed,
        question_answered,
    )
}
