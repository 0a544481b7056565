"""Reviews: who owes which and when, and the calendar that reminds of them."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar

from generator.queries.reviews import due_by, reviews
from generator.render.site.review_calendar import review_calendars
from tests.builders import a_draft, a_handbook, a_release

BOOK = a_handbook(role={"legal": {"owner": "legal"}}, kpi={"record-on-time": {"next_review": "2026-06-30"}})


def test_every_item_is_reviewed_by_its_owner():
    """The earliest first; none is left out."""
    all_reviews = reviews(BOOK)
    assert {review.item.id for review in all_reviews} == set(BOOK.items)
    assert all_reviews[0].item.id == "record-on-time" and [review.day for review in all_reviews] == sorted(
        review.day for review in all_reviews
    )
    assert {review.owner.id for review in all_reviews if review.item.id == "legal"} == {"legal"}


def test_what_is_due_on_a_day():
    """The day itself counts."""
    assert [[review.item.id for review in due_by(reviews(BOOK), date(2026, 6, day))] for day in (29, 30)] == [
        [],
        ["record-on-time"],
    ]
    assert len(due_by(reviews(BOOK), date(2027, 1, 1))) == len(BOOK.items)


def test_each_owner_has_a_valid_calendar():
    """One event a day with everything that is due, and a reminder four weeks before."""
    files = {
        artifact.path: icalendar.Calendar.from_ical(artifact.content)
        for artifact in review_calendars(BOOK, a_release())
    }
    assert set(files) == {"downloads/reviews-sales-manager.ics", "downloads/reviews-legal.ics"}
    events = files["downloads/reviews-sales-manager.ics"].walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [date(2026, 6, 30), date(2026, 12, 31)]
    assert str(events[0]["SUMMARY"]) == "评审《记录按时率》" and "客户拜访" in str(events[1]["DESCRIPTION"])
    assert [alarm["TRIGGER"].dt for event in events for alarm in event.walk("VALARM")] == [timedelta(weeks=-4)] * 2
    assert all(not calendar.errors for calendar in files.values())


def test_the_same_handbook_gives_the_same_files():
    """Also for the draft, which has no date of its own."""
    assert review_calendars(BOOK, a_draft()) == review_calendars(BOOK, a_draft())
