"""Long lists in a browser: revisions and time limits narrowed to a role and counted, reviews held against the day."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def listed(page, address):
    """The list of the revision 2026, which changed a great deal."""
    page.goto(f"{address}2026/changes.html")
    page.locator("[data-hb=by-role] select").wait_for()
    return page


def shown(page) -> list[str]:
    """The roles of every change that can be seen."""
    return page.eval_on_selector_all(
        ".hb-change p[data-roles]", "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.roles)"
    )


def test_everything_is_there_at_first(listed, source):
    """As many as the comparison found, and the page says so."""
    changes = source.until("2026")[0].changes
    assert len(shown(listed)) == len(changes) > 100
    assert listed.locator("[data-hb=by-role] [role=status]").text_content() == f"{len(changes)} 处修订"


def test_a_role_sees_what_concerns_it_and_everyone(listed):
    """No heading is left without anything below it."""
    every = shown(listed)
    listed.select_option("[data-hb=by-role] select", "new-hire")
    expected = [roles for roles in every if not roles or "new-hire" in roles.split()]
    assert shown(listed) == expected and 0 < len(expected) < len(every)
    assert listed.locator("[data-hb=by-role] [role=status]").text_content() == f"{len(expected)} 处修订"
    empty = listed.eval_on_selector_all(
        ".hb-change:not([hidden])", "all => all.filter(one => !one.querySelector('p[data-roles]:not([hidden])')).length"
    )
    assert empty == 0


def test_the_role_of_the_reader_is_chosen_already(page, address):
    """Who has said who he is need not say it again."""
    page.goto(f"{address}next/roles/sales-rep.html")
    page.get_by_role("button", name="设为我的岗位").click()
    page.goto(f"{address}next/changes.html")
    page.locator("[data-hb=by-role] select").wait_for()
    assert page.input_value("[data-hb=by-role] select") == "sales-rep"


@pytest.mark.parametrize("width", [360, 1280])
def test_time_limits_are_narrowed_to_a_role(page, address, width):
    """Only rows that name the role, and no heading or way to one without a row; on a phone too, where rows are
    cards.
    """
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}next/time-limits.html")
    page.locator("[data-hb=by-role] select").wait_for()
    rows = "all => all.filter(one => one.checkVisibility()).map(one => one.querySelector('[data-roles]').dataset.roles)"
    every = page.eval_on_selector_all(".hb-limits tbody tr", rows)
    page.select_option("[data-hb=by-role] select", "mentor")
    seen = page.eval_on_selector_all(".hb-limits tbody tr", rows)
    assert seen == [roles for roles in every if "mentor" in roles.split()] and 0 < len(seen) < len(every)
    expect(page.locator("[data-hb=by-role] [role=status]")).to_have_text(f"{len(seen)} 项时限")
    headings = page.eval_on_selector_all(
        "h2", "all => all.filter(one => one.checkVisibility()).map(one => one.firstChild.textContent)"
    )
    ways = page.eval_on_selector_all(
        ".hb-jumps a", "all => all.filter(one => one.checkVisibility()).map(one => one.textContent)"
    )
    assert ways == headings and len(headings) == page.locator(".hb-limits:visible").count()


def test_reviews_past_their_day_are_told(page, address, source):
    """By the day of the reader, which no build can know."""
    page.clock.set_fixed_time("2031-01-02T08:00:00")
    page.goto(f"{address}next/reviews.html")
    page.locator(".hb-late").first.wait_for()
    due = len(source.draft_handbook.items)
    expect(page.locator("[data-due]")).to_have_count(due)
    expect(page.locator(".hb-late")).to_have_count(due)
    assert "项已过评审日期" in page.text_content("[data-hb=reviews]")
