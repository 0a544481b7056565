"""The reader's today: what the handbook asks on this day, whatever day it is, and on a day off what comes next."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

DAYS = {
    # by id of the case: the moment, what is told first, and whether the review of every Friday is listed; a draft
    # before the first release has the days of its calendar's year and of the next
    "a Friday": ("2026-03-06T10:00:00+08:00", "3 月 6 日 周五", True),
    "a Thursday": ("2026-03-05T10:00:00+08:00", "3 月 5 日 周四", False),
    "a Saturday": ("2026-03-07T10:00:00+08:00", "今天休息（周末）。下一个工作日 3 月 9 日 周一：", False),
    "the National Day": ("2026-10-01T10:00:00+08:00", "今天休息（国庆节）。下一个工作日 10 月 8 日 周四：", False),
    "the workday before the Friday off": ("2026-09-30T10:00:00+08:00", "9 月 30 日 周三", True),
    "early in China, the day before in Europe": ("2026-03-05T23:30:00+00:00", "3 月 6 日 周五", True),
}


@pytest.mark.parametrize("name", DAYS)
def test_the_home_page_shows_what_falls_on_the_day(reader, working_address, name):
    """Friday's duty on Friday, not on Thursday; before a holiday on the workday before; China's day everywhere."""
    moment, words, lists_review = DAYS[name]
    page = reader.new_page()
    page.clock.set_fixed_time(moment)
    page.goto(f"{working_address}old/next/index.html")
    page.select_option(".hb-my-chooser select", "sales-supervisor")
    today = page.locator("#my-sales-supervisor .hb-today")
    expect(today.locator(".hb-today-is")).to_have_text(words)
    expect(today.locator("a", has_text="复盘本周拜访")).to_have_count(1 if lists_review else 0)


def test_without_a_day_in_the_agenda_the_page_stays_as_it_is(reader, working_address):
    """Years after the edition nothing is guessed."""
    page = reader.new_page()
    page.clock.set_fixed_time("2031-03-06T10:00:00+08:00")
    page.goto(f"{working_address}old/next/index.html")
    with page.expect_response("**/assets/agenda.js"):
        page.select_option(".hb-my-chooser select", "sales-supervisor")
    expect(page.locator("#my-sales-supervisor .hb-today-is")).to_have_count(0)


FRIDAY = "2026-03-06T{}:00+08:00"
REVIEW = "#my-sales-supervisor .hb-today"


def opened(reader, address: str, clock: str, role: str = "sales-supervisor") -> Page:
    """The home page on that Friday at a time of day, with the role chosen."""
    page = reader.new_page()
    page.clock.set_fixed_time(FRIDAY.format(clock))
    page.goto(f"{address}old/next/index.html")
    page.select_option(".hb-my-chooser select", role)
    expect(page.locator(f"#my-{role} .hb-today-is")).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("clock", "state", "left"),
    [("08:50", "next", "还有 8 小时 10 分钟"), ("16:59", "next", "还有 1 分钟"), ("17:00", "late", "")],
    ids=["long before", "a minute before", "then"],
)
def test_what_is_due_next_says_how_long_there_is(reader, working_address, clock, state, left):
    """Until its time it is next; from then on it is past, and stands open where nothing else is left to do."""
    page = opened(reader, working_address, clock)
    time = page.locator(f"{REVIEW} .hb-day-time", has_text="17:00 前")
    expect(time).to_be_visible()
    expect(time).to_have_class(f"hb-day-time hb-day-time--{state}")
    expect(time.locator("small")).to_have_text([left] if left else [])


def test_a_tick_lasts_for_the_day(reader, working_address):
    """After loading anew it is done, and can be taken back; the next Friday it is open again."""
    page = opened(reader, working_address, "09:00")
    count = page.locator(f"{REVIEW} .hb-today-count")
    expect(count).to_have_text("做完 0 / 1")
    page.get_by_role("checkbox", name="做完了：复盘本周拜访").click()
    expect(count).to_have_text("定时的事都做完了")
    expect(count).to_be_focused()
    page.reload()
    expect(count).to_have_text("定时的事都做完了")
    page.locator(f"{REVIEW} .hb-day-fold--done summary").click()
    page.get_by_role("checkbox", name="做完了：复盘本周拜访").click()
    expect(count).to_have_text("做完 0 / 1")
    page.get_by_role("checkbox", name="做完了：复盘本周拜访").click()
    page.clock.set_fixed_time("2026-03-13T09:00:00+08:00")
    page.reload()
    expect(count).to_have_text("做完 0 / 1")


BEGUN = """([reading]) => { const keep = (key, value) =>
      localStorage.setItem(`handbook:${key}`, JSON.stringify({ until: null, value }));
    const at = "2026-03-05T08:00:00.000Z";
    keep("run:abc-1", { id: "abc-1", item: "customer-visit", number: "XS-QP-01", title: "客户拜访",
      page: "procedures/customer-visit.html", edition: "草案", fingerprint: "", name: "示例机械二期", note: "",
      started: at, changed: at, finished: null, steps: [{ id: "prepare", print: "1", title: "备齐资料" }], ticks: [] });
    keep("draft:草案:visit-record", { customer: "示例机械" });
    keep("task:first-weeks.read-visit", { print: handbookAgenda.roles["sales-rep"].paths[0].tasks[0].print, at });
    keep(`read:${reading}`, { print: "000000000000", at }); }"""


def test_what_was_begun_is_one_tap_away(reader, working_address):
    """A check list by the name of its customer, a draft, the next task of the way, a page that changed since."""
    page = opened(reader, working_address, "09:00", "sales-rep")
    expect(page.locator(".hb-carry-on")).to_have_count(0)
    page.evaluate(BEGUN, ["customer-visit"])
    page.reload()
    lines = page.locator("#my-sales-rep .hb-carry-on li")
    expect(lines).to_have_text(
        [
            "客户拜访示例机械二期0 / 1 步",
            "没填完的表客户拜访记录表有草稿",
            "销售代表入职路径照着示例填一张拜访记录1 / 4 项",
            "要再读一遍客户拜访读过以后改了",
        ]
    )
    lines.get_by_role("link", name="示例机械二期").click()
    expect(page.locator(".hb-run-stamp")).to_contain_text("示例机械二期")


def test_on_a_phone_today_is_the_first_thing_seen(reader, working_address):
    """360 by 740 pixels: the day, what is due, and what was begun; nothing moves when the scripts have come."""
    page = reader.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.clock.set_fixed_time(FRIDAY.format("09:00"))
    page.goto(f"{working_address}old/next/index.html")
    assert page.locator("h1").bounding_box()["height"] > 20
    page.select_option(".hb-my-chooser select", "sales-supervisor")
    page.reload()
    expect(page.locator(f"{REVIEW} a", has_text="复盘本周拜访")).to_be_in_viewport(ratio=1)
    assert page.locator("h1").bounding_box()["height"] <= 1
