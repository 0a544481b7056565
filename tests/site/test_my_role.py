"""My role: chosen once, it turns the home page into the reader's own day, here and in every tab, and without scripts
nothing is lost.
"""

from __future__ import annotations

import gzip
import re

import icalendar
import pytest
from playwright.sync_api import expect

from generator.queries.role_work import works

CHOOSER = ".hb-my-chooser select"


@pytest.fixture
def home(page, address):
    """The home page of the draft, on a day before its year: what falls on a day has a test of its own."""
    page.clock.set_fixed_time("2026-11-30T10:00:00+08:00")
    page.goto(f"{address}next/index.html")
    page.wait_for_selector(CHOOSER)
    return page


@pytest.fixture(scope="module")
def held(source):
    """The work of every role, as the draft has it."""
    return works(source.draft_handbook)


def shown(page) -> list[str]:
    """The ids of the roles whose work can be seen."""
    return page.eval_on_selector_all(
        ".hb-my-work", "parts => parts.filter(part => part.checkVisibility()).map(part => part.dataset.role)"
    )


def test_before_a_choice_the_whole_department_is_shown(home, held):
    """All own roles are offered, none is shown, and the four entrances are there."""
    assert home.locator(f"{CHOOSER} option").all_inner_texts() == [
        "请选择岗位",
        *(work.role.title for work in held.values()),
    ]
    assert shown(home) == []
    assert home.locator(".hb-all-day").is_visible()
    expect(home.locator(".hb-entrance")).to_have_count(4)


def test_every_role_sees_its_own_day(home, held):
    """Exactly what the handbook asks of it on a workday, by time of day, in place of the day of the whole
    department.
    """
    for id, work in held.items():
        home.select_option(CHOOSER, id)
        assert shown(home) == [id]
        times = [words.strip() for words in home.locator(f"#my-{id} .hb-day-time").all_inner_texts()]
        assert times == [time for time, _ in work.today]
        expect(home.locator(f"#my-{id} .hb-day li")).to_have_count(sum(len(limits) for _, limits in work.today))
        assert not home.locator(".hb-all-day").is_visible()


def test_the_choice_stays(home, address):
    """After a reload, and on other pages: the role's own page and the steps that it carries out say so."""
    home.select_option(CHOOSER, "sales-rep")
    home.reload()
    home.wait_for_selector(CHOOSER)
    assert shown(home) == ["sales-rep"] and home.locator(CHOOSER).input_value() == "sales-rep"
    home.goto(f"{address}next/roles/sales-rep.html")
    assert home.locator("[data-hb=choose-role] button").get_attribute("aria-pressed") == "true"
    home.goto(f"{address}next/procedures/customer-visit.html")
    assert home.locator(".hb-who").first.inner_text() == "销售代表 · 我"
    home.go_back()
    assert home.locator("[data-hb=choose-role] button").inner_text() == "✓ 我的岗位"


def test_a_role_is_chosen_on_its_page_and_given_up_there(page, address):
    """The button says whether the role is the reader's, and a second press takes the choice back."""
    page.goto(f"{address}next/roles/sales-supervisor.html")
    button = page.locator("[data-hb=choose-role] button")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    page.goto(f"{address}next/index.html")
    assert shown(page) == ["sales-supervisor"]
    page.go_back()
    button.click()
    page.goto(f"{address}next/index.html")
    assert shown(page) == []


def test_other_tabs_follow(home, address):
    """Two tabs never show two different roles."""
    other = home.context.new_page()
    other.goto(f"{address}next/index.html")
    home.select_option(CHOOSER, "sales-rep")
    other.wait_for_selector("#my-sales-rep:not([hidden])")
    other.select_option(CHOOSER, "sales-supervisor")
    home.wait_for_selector("#my-sales-supervisor:not([hidden])")
    assert shown(home) == ["sales-supervisor"] and home.locator(CHOOSER).input_value() == "sales-supervisor"


def test_a_choice_is_announced_and_can_be_made_by_keyboard(home, held):
    """The list has a name, the arrow keys choose, and a live region says what is shown."""
    chooser = home.get_by_label("我是")
    chooser.focus()
    home.keyboard.press("ArrowDown")
    first = next(iter(held.values()))
    assert shown(home) == [first.role.id]
    assert home.locator("[role=status].hb-unseen").inner_text().startswith(f"已显示{first.role.title}的工作")


def test_without_scripts_every_role_is_a_link(browser, address, held):
    """The roles lead to their pages, which hold the same duties."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}next/index.html")
    assert page.locator(".hb-my-roles a").all_inner_texts() == [work.role.title for work in held.values()]
    page.locator(".hb-my-roles a", has_text="销售代表").click()
    assert page.locator("#today").is_visible()
    assert "看今天到期的事" in page.locator("article").inner_text()
    context.close()


def test_opened_from_a_folder_the_choice_works_too(page, built):
    """No request is needed to show the work of a role."""
    page.goto((built / "next" / "index.html").as_uri())
    page.select_option(CHOOSER, "sales-rep")
    page.reload()
    page.wait_for_selector("#my-sales-rep:not([hidden])")


@pytest.mark.parametrize("role", ["sales-rep", "sales-supervisor"])
def test_on_a_phone_nothing_scrolls_sideways(home, role):
    """With everything unfolded."""
    home.set_viewport_size({"width": 360, "height": 800})
    home.select_option(CHOOSER, role)
    for fold in home.locator(f"#my-{role} summary").all():
        fold.click()
    assert home.evaluate("document.documentElement.scrollWidth") == 360


def test_two_taps_lead_to_the_first_customer_visit(home, address):
    """On a phone, from the home page to what a sales representative does first."""
    home.set_viewport_size({"width": 360, "height": 800})
    home.select_option(CHOOSER, "sales-rep")
    mine = home.locator("#my-sales-rep")
    mine.locator("summary", has_text="我的流程").click()
    mine.get_by_role("link", name="客户拜访", exact=True).click()
    home.wait_for_url(f"{address}next/procedures/customer-visit.html#steps")
    step = home.locator("#step-review-customer")
    step.wait_for()
    assert "查清客户情况" in step.inner_text() and 0 <= step.bounding_box()["y"] < 600


@pytest.mark.parametrize(
    ("heading", "count"),
    [("我的表单", "forms"), ("我的指标", "kpis"), ("我的权限", "authority"), ("我的流程", "procedures")],
)
def test_the_rest_of_the_work_is_one_tap_away(home, held, heading, count):
    """Forms, figures with target and weight, and limits of authority of the role, all of them."""
    home.select_option(CHOOSER, "sales-rep")
    fold = home.locator("#my-sales-rep details", has_text=heading)
    fold.locator("summary").click()
    expected = held["sales-rep"].role.authority if count == "authority" else getattr(held["sales-rep"], count)
    assert expected
    expect(fold.locator("li")).to_have_count(len(expected))
    if count == "kpis":
        assert all(re.search(r"[≥≤].*权重 \d+%", line.inner_text(), re.DOTALL) for line in fold.locator("li").all())


def test_what_is_new_for_the_role_is_told(home, source, address):
    """The first few on the home page, all of them on the page of the role; nothing in the first revision, which
    replaces none.
    """
    news = next(edition for edition in source.site_editions() if edition.edition.name == "2026").news["sales-rep"]
    home.goto(f"{address}2026/index.html")
    home.select_option(CHOOSER, "sales-rep")
    fold = home.locator("#my-sales-rep details", has_text="与我有关的修订")
    fold.locator("summary").click()
    assert len(news) > 3
    expect(fold.locator("li")).to_have_count(3)
    assert all(line.split("\n")[0].strip() for line in fold.locator("li").all_inner_texts())
    fold.get_by_role("link", name=f"全部 {len(news)} 项").click()
    home.wait_for_url(f"{address}2026/roles/sales-rep.html#news")
    expect(home.locator("#news + .hb-rows li")).to_have_count(len(news))
    home.goto(f"{address}2025/roles/sales-rep.html")
    expect(home.locator("#duties")).to_be_visible()
    expect(home.locator("#news")).to_have_count(0)


def test_the_calendar_is_saved_under_its_chinese_name(home, held):
    """A valid file with one event for each duty that comes round."""
    home.select_option(CHOOSER, "sales-rep")
    with home.expect_download() as download:
        home.locator("#my-sales-rep").get_by_role("link", name="把时限放进手机日历").click()
    assert download.value.suggested_filename == "销售代表-日历.ics"
    parsed = icalendar.Calendar.from_ical(download.value.path().read_bytes())
    assert len(parsed.walk("VEVENT")) == sum(map(len, held["sales-rep"].limits.values()))


def test_the_work_of_all_roles_is_light(built, source):
    """What is hidden on the home page costs less than 2 KB a role over the wire."""
    text = (built / "next" / "index.html").read_text()
    part = text[text.index('id="my-role"') : text.index('id="start"')]
    assert len(gzip.compress(part.encode())) < 2_000 * len(source.draft_handbook.own_roles())
