"""The reader's today: what the handbook asks on this day, whatever day it is, and on a day off what comes next."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

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
