"""Instant navigation in a real browser: pages follow one another without a full load, and every feature works on each
of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsers import StaticFiles, served
from tests.site.test_runs import begin, tick, ticked

SMALL = "old/next"
"""Below the address of the small handbook: neither where it would be published nor at the root of its host."""


def arrive(page: Page, address: str) -> None:
    """Open a page with a full load, and leave a mark in the window that the next full load would wipe out."""
    page.goto(address)
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('键入')")
    page.evaluate("window.unbroken = true")


def came(page: Page, path: str, heading: str) -> None:
    """Wait until another page has come, and see that the window is still the same."""
    page.wait_for_url(re.compile(re.escape(path) + r"([?#].*)?$"))
    expect(page.locator(".md-content h1")).to_have_text(re.compile(heading))
    assert page.evaluate("window.unbroken") is True


def follow(page: Page, link, path: str, heading: str) -> None:
    """Click a link to another page."""
    link.click()
    came(page, path, heading)


@pytest.fixture
def small(reader, working_address) -> Page:
    """The home page of the small handbook."""
    opened = reader.new_page()
    arrive(opened, f"{working_address}{SMALL}/index.html")
    return opened


def to_visit(page: Page) -> None:
    follow(
        page,
        page.locator("article").get_by_role("link", name="客户拜访", exact=True).first,
        "procedures/customer-visit.html",
        "客户拜访",
    )


def test_pages_follow_one_another_without_a_full_load(page, address):
    """By links in the text, tabs, the chart and headings, to and fro; with title, navigation and state, wherever the
    site is served.
    """
    documents: list[str] = []
    page.on("request", lambda request: documents.append(request.url) if request.resource_type == "document" else None)
    arrive(page, f"{address}next/index.html")
    follow(page, page.locator(".md-tabs__link", has_text="流程").first, "procedures/index.html", "流程")
    page.locator("article a", has_text="客户拜访").first.hover()
    place = page.evaluate("scrollY")
    follow(page, page.locator("article a", has_text="客户拜访").first, "procedures/customer-visit.html", "客户拜访")
    assert (page.title(), page.evaluate("scrollY")) == ("客户拜访 - 销售工作手册", 0)
    expect(page.locator(".md-nav__link--active", has_text="客户拜访").first).to_be_attached()
    expect(page.locator(".hb-status")).to_contain_text("草案")
    expect(page.locator(".md-content h1")).to_be_focused()
    page.locator(".hb-flow-step").nth(5).click()
    page.wait_for_url("**/procedures/customer-visit.html#step-*")
    page.go_back()
    page.wait_for_url("**/procedures/customer-visit.html")
    page.go_back()
    came(page, "procedures/index.html", "流程")
    page.wait_for_function("place => Math.abs(scrollY - place) < 2", arg=place)
    page.go_back()
    came(page, "next/index.html", "销售工作手册")
    page.go_forward()
    page.go_forward()
    came(page, "procedures/customer-visit.html", "客户拜访")
    assert documents == [f"{address}next/index.html"]


def test_a_link_leads_to_its_heading_on_another_page(page, address):
    """The heading is in sight, below the header, after the page has been put in order."""
    page.set_viewport_size({"width": 360, "height": 800})
    arrive(page, f"{address}next/index.html")
    page.select_option(".hb-my-chooser select", "sales-rep")
    mine = page.locator("#my-sales-rep")
    mine.locator("summary", has_text="我的流程").click()
    mine.get_by_role("link", name="客户拜访", exact=True).click()
    came(page, "procedures/customer-visit.html", "客户拜访")
    page.wait_for_function(
        "(() => { const top = document.querySelector('#steps').getBoundingClientRect().top; return top > -1 && "
        "top < 120 })()"
    )


@pytest.mark.parametrize("heading", ["#steps", ""], ids=["heading", "top"])
def test_what_was_scrolled_just_before_the_click_does_not_move_the_page_that_comes(page, address, heading):
    """The theme writes a moment later how far the page was scrolled, and by then the address is that of the page to
    come.
    """
    arrive(page, f"{address}next/index.html")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/procedures/customer-visit.html*", hold)
    page.evaluate(
        """heading => {
      const link = document.querySelector("article a[href$='procedures/customer-visit.html']");
      link.href += heading;
      scrollTo(0, 300);
      link.click();
    }""",
        heading,
    )
    page.wait_for_function("location.pathname.endsWith('customer-visit.html') && history.state && history.state.y > 0")
    held.pop().continue_()
    came(page, "procedures/customer-visit.html", "客户拜访")
    page.wait_for_function(
        """heading => {
      const top = heading ? document.querySelector(heading).getBoundingClientRect().top : -scrollY;
      return top > -1 && top < (heading ? 120 : 1);
    }""",
        arg=heading,
    )


@pytest.mark.parametrize("fresh", [True, False], ids=["first-page", "later-page"])
def test_a_heading_of_the_page_itself_loads_nothing(page, address, fresh):
    """What was typed and ticked on the page stays; back and forward as well."""
    arrive(page, f"{address}next/{'procedures/customer-visit' if fresh else 'procedures/index'}.html")
    if not fresh:
        follow(page, page.locator("article a", has_text="客户拜访").first, "procedures/customer-visit.html", "客户拜访")
    page.get_by_label("名称").fill("还没写完")
    asked: list[str] = []
    page.on(
        "request",
        lambda request: asked.append(request.url) if request.resource_type in ("document", "xhr", "fetch") else None,
    )
    link = page.locator(".md-sidebar--secondary a[href*='#step-']").nth(3)
    link.click()
    page.wait_for_url("**#step-*")
    page.wait_for_function("document.querySelector(location.hash).getBoundingClientRect().top < innerHeight / 2")
    link.click()
    page.go_back()
    page.wait_for_url(re.compile("customer-visit.html$"))
    page.go_forward()
    page.wait_for_url("**#step-*")
    assert page.get_by_label("名称").input_value() == "还没写完" and asked == []


def test_a_reload_and_the_way_back_from_it(small):
    """After a reload the page before comes back, instantly."""
    to_visit(small)
    small.reload()
    small.evaluate("window.unbroken = true")
    small.go_back()
    came(small, "next/index.html", "手册")
    small.go_forward()
    came(small, "procedures/customer-visit.html", "客户拜访")
    expect(small.locator(".hb-run")).to_have_count(1)


def test_a_run_is_worked_through_on_pages_come_instantly(small):
    """Started, ticked, noted, left and found again, finished; each thing is there once, and what was typed on a page
    left does no harm.
    """
    for _ in range(3):
        to_visit(small)
        small.go_back()
        came(small, "next/index.html", "手册")
    to_visit(small)
    for place, times in ((".hb-run", 1), (".hb-tick", 5), (".hb-run-bar", 1)):
        expect(small.locator(place)).to_have_count(times)
    begin(small, "KH-001")
    tick(small, "备齐资料").check()
    small.get_by_label("备注").fill("改到周四")
    follow(small, small.locator(".hb-step .hb-who").first, "roles/sales-rep.html", "销售代表")
    small.go_back()
    came(small, "procedures/customer-visit.html", "客户拜访")
    assert (ticked(small), small.get_by_label("备注").input_value()) == (["备齐资料"], "改到周四")
    begin(small, "KH-002")
    follow(small, small.get_by_role("link", name="我的执行记录"), "my-runs.html", "我的执行记录")
    follow(small, small.get_by_role("link", name="KH-001"), "procedures/customer-visit.html", "客户拜访")
    assert ticked(small) == ["备齐资料"]
    small.get_by_role("button", name="完成这次执行").click()
    expect(small.locator(".hb-run-next")).to_contain_text("有 4 步没有勾")
    small.go_back()
    came(small, "my-runs.html", "我的执行记录")
    expect(small.locator(".hb-run-list")).to_contain_text("已完成")
    small.go_back()
    came(small, "procedures/customer-visit.html", "客户拜访")
    expect(small.locator(".hb-run-stamp")).to_contain_text("KH-002")


def test_the_self_check_is_answered_on_a_page_come_instantly(small):
    """With the remedy written there; and the answers are there again on the way back."""
    to_visit(small)
    follow(
        small, small.locator(".hb-forms").get_by_role("link", name="每日自检表"), "forms/self-check.html", "每日自检表"
    )
    begin(small, "3 月 5 日")
    small.get_by_role("radiogroup", name="着装整洁").get_by_label("否").check()
    small.get_by_label("改进措施").first.fill("明天换皮鞋")
    small.go_back()
    came(small, "procedures/customer-visit.html", "客户拜访")
    small.go_forward()
    came(small, "forms/self-check.html", "每日自检表")
    expect(small.locator(".hb-run .hb-count")).to_have_text("1 / 2")
    assert small.get_by_label("改进措施").first.input_value() == "明天换皮鞋"


def test_learning_goes_on_instantly(small):
    """Onboarding, self-test, read confirmation and their overview, one after the other."""
    follow(small, small.locator("a", has_text="入职").first, "onboarding/index.html", "入职")
    follow(small, small.locator("article .hb-cards a").first, "onboarding/first-weeks.html", "入职路径")
    small.get_by_role("checkbox", name="完成了：读完客户拜访流程").check()
    expect(small.locator(".hb-count").first).to_have_text("1 / 4")
    small.locator("input.md-search__input").fill("客户拜访自测")
    small.locator(".md-search-result__item a[href*='quizzes/visit-quiz']").first.wait_for()
    small.keyboard.press("Enter")
    came(small, "quizzes/visit-quiz.html", "自测")
    small.get_by_label("周五有空再写").check()
    small.get_by_role("button", name="检查").click()
    expect(small.locator(".hb-run-next")).to_have_text("答对 0 题，共答 1 题。")
    small.go_back()
    came(small, "onboarding/first-weeks.html", "入职路径")
    assert small.locator(".hb-count").all_inner_texts() == ["1 / 4", "1 / 2", "0 / 2"]
    small.go_forward()
    came(small, "quizzes/visit-quiz.html", "自测")
    expect(small.locator(".hb-run-next")).to_have_text("答对 0 题，共答 1 题。")


def test_a_confirmation_given_instantly_stands_in_the_overview(small):
    """On the page, in the list, and on the page again."""
    to_visit(small)
    small.get_by_role("button", name="我已阅读并理解").click()
    follow(small, small.get_by_role("link", name="阅读确认一览"), "my-reading.html", "阅读确认")
    expect(small.locator(".hb-run [role=status]")).to_contain_text("已确认 1 页")
    small.get_by_label("岗位").select_option("sales-rep")
    expect(small.locator(".hb-run [role=status]")).to_contain_text("已确认 1 页")
    small.go_back()
    came(small, "procedures/customer-visit.html", "客户拜访")
    expect(small.get_by_role("button", name="我已阅读并理解")).to_be_hidden()


def test_the_role_goes_with_the_reader(small):
    """Chosen on the home page it marks the steps; given up on its own page it is gone from the home page."""
    small.select_option(".hb-my-chooser select", "sales-rep")
    to_visit(small)
    expect(small.locator(".hb-who").first).to_have_text("销售代表 · 我")
    follow(small, small.locator(".hb-who").first, "roles/sales-rep.html", "销售代表")
    small.locator("[data-hb=choose-role] button").click()
    follow(small, small.locator(".md-header .md-logo"), "next/index.html", "手册")
    expect(small.locator(".hb-my-chooser select")).to_have_count(1)
    expect(small.locator(".hb-my-work:visible")).to_have_count(0)


def test_two_tabs_keep_together_after_instant_navigation(reader, small, working_address):
    """Role, ticks and confirmations reach the other tab, whichever pages either of them has shown before."""
    other = reader.new_page()
    arrive(other, f"{working_address}{SMALL}/my-runs.html")
    to_visit(small)
    begin(small, "KH-001")
    tick(small, "备齐资料").check()
    expect(other.locator(".hb-run-list")).to_contain_text("KH-001")
    follow(other, other.get_by_role("link", name="KH-001"), "procedures/customer-visit.html", "客户拜访")
    tick(other, "面谈").check()
    expect(small.locator(".hb-run .hb-count")).to_have_text("2 / 5")
    tick(small, "备齐资料").uncheck()
    expect(other.locator(".hb-run .hb-count")).to_have_text("1 / 5")
    small.get_by_role("button", name="我已阅读并理解").click()
    expect(other.get_by_role("button", name="我已阅读并理解")).to_be_hidden()


def test_search_goes_on_instantly(page, address):
    """The box keeps its worker from page to page; Enter opens the first result of what was typed, however soon, and
    closes the box.
    """
    arrive(page, f"{address}next/index.html")
    follow(page, page.locator(".md-tabs__link", has_text="流程").first, "procedures/index.html", "流程")
    for words, path, heading in (
        ("应收账款", "procedures/receivables.html", "应收账款"),
        ("盖章", "procedures/contract-signing.html", "合同"),
    ):
        page.keyboard.press("/")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        came(page, path, heading)
        page.locator("mark[data-md-highlight]").first.wait_for(state="attached")
        expect(page.locator("#__search")).not_to_be_checked()


def test_a_search_begun_while_the_page_settles_stays_open(page, address):
    """The theme closes the search 125 ms after each change of address; not the one that the reader has opened since.

    Escape still does.
    """
    arrive(page, f"{address}next/index.html")
    follow(page, page.locator(".md-tabs__link", has_text="流程").first, "procedures/index.html", "流程")
    page.keyboard.press("/")
    page.evaluate("""new Promise((closed) => {
        document.querySelector("#__search").addEventListener("change", closed, { once: true });
        location$.next(new URL(location.href)); })""")
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_the_version_selector_and_other_editions_load_in_full(page, address):
    """Another edition has its own scripts and styles: it comes with a full load, at the same page."""
    page.clock.set_fixed_time(datetime(2026, 6, 1))
    arrive(page, f"{address}next/index.html")
    follow(page, page.locator(".md-tabs__link", has_text="流程").first, "procedures/index.html", "流程")
    follow(page, page.locator("article a", has_text="客户拜访").first, "procedures/customer-visit.html", "客户拜访")
    page.locator(".md-version").hover()
    page.locator(".md-version__link", has_text="2025").click()
    page.wait_for_url(f"{address}2025/procedures/customer-visit.html")
    assert page.evaluate("window.unbroken") is None
    page.go_back()
    page.wait_for_url(f"{address}next/procedures/customer-visit.html")
    page.locator(".hb-status a").click()
    page.wait_for_url(f"{address}2026/procedures/customer-visit.html")


def test_what_is_released_while_a_window_stays_open_is_seen_on_the_next_page(browser, own_site):
    """The list of editions is asked for again with every page, though nothing is loaded in full."""
    folder, address = own_site
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2025, 6, 1))
    arrive(page, f"{address}2025/index.html")
    expect(page.locator(".hb-status")).to_contain_text("现行 · 受控")
    file = folder / "versions.js"
    first, _, rest = file.read_text(encoding="utf-8").partition("\n")
    listed = json.loads(first.removeprefix("window.handbookVersions = ").rstrip(";"))
    next(version for version in listed if version["draft"]).update(draft=False, effective="2025-05-01")
    file.write_text(f"window.handbookVersions = {json.dumps(listed, ensure_ascii=False)};\n{rest}", encoding="utf-8")
    follow(page, page.locator(".md-tabs__link", has_text="流程").first, "procedures/index.html", "流程")
    page.wait_for_selector("html[data-hb-state='old']", state="attached")
    expect(page.locator(".hb-status")).to_contain_text("已作废")
    context.close()


class EarlySummer(StaticFiles):
    """A server on a day on which 2025 is in force: the worker has no other clock than this and the machine's."""

    moment = datetime(2025, 6, 1, tzinfo=UTC)


@pytest.fixture
def early(built) -> Iterator[str]:
    """Where the site is served on that day."""
    with served(built, EarlySummer) as found:
        yield found


def test_without_a_network_kept_pages_come_and_others_say_so(browser, early):
    """The service worker answers; nothing claims to be controlled; a page that is not kept ends in a sentence, even
    when a heading was asked for.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2025, 6, 1))
    page.goto(early)
    page.wait_for_selector("html[data-hb-kept='2025']", state="attached", timeout=60_000)
    arrive(page, f"{early}2025/index.html")
    context.set_offline(True)
    follow(page, page.locator(".md-tabs__link", has_text="流程").first, "procedures/index.html", "流程")
    expect(page.locator(".hb-status")).to_contain_text("离线 · 非受控")
    context.set_offline(False)
    arrive(page, f"{early}next/index.html")
    context.set_offline(True)
    page.evaluate("""() => {
        const link = Object.assign(document.createElement("a"), { href: "glossary.html#term-nps" });
        document.querySelector("article").append(link); link.click(); }""")
    expect(page.locator("h1")).to_have_text("没有网络")
    context.close()


def test_a_page_left_is_left_alone(reader, small, working_address):
    """Nothing that happens later is worked into a page that nobody sees any more."""
    to_visit(small)
    begin(small, "KH-001")
    address = small.url
    small.evaluate("window.left = document.querySelector('.md-content article')")
    follow(small, small.get_by_role("link", name="我的执行记录"), "my-runs.html", "我的执行记录")
    other = reader.new_page()
    arrive(other, address)
    tick(other, "面谈").check()
    expect(small.locator(".hb-run-list")).to_contain_text("1 / 5")
    assert small.evaluate("[left.isConnected, left.querySelector('.hb-run .hb-count').textContent]") == [False, "0 / 5"]
