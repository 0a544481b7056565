"""A calendar file for each owner: the reviews that it owes, one event a day with all its items, and a reminder four
weeks before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from generator.model import Edition, Handbook
from generator.queries.reviews import Review, reviews
from generator.render import Artifact
from generator.render.addresses import Address, html, review_calendar
from generator.render.site.ics import ics_event, ics_file
from generator.render.special_pages import REVIEWS

REMINDER = timedelta(weeks=4)


def review_calendars(handbook: Handbook, edition: Edition) -> list[Artifact]:
    """The file of every role that owns an item, with paths below the docs folder."""
    by_owner = groupby(sorted(reviews(handbook), key=lambda review: review.owner.id), key=lambda review: review.owner)
    artifacts = []
    for owner, owner_reviews in by_owner:
        days = groupby(sorted(owner_reviews, key=lambda review: review.day), key=lambda review: review.day.value)
        events = [line for day, day_reviews in days for line in _event(day, list(day_reviews), handbook, edition)]
        artifacts.append(
            Artifact(review_calendar(owner).path, ics_file(f"{handbook.settings.title} · {owner.title} · 评审", events))
        )
    return artifacts


def _event(day: date, due_reviews: list[Review], handbook: Handbook, edition: Edition) -> Iterator[str]:
    settings, owner = handbook.settings, due_reviews[0].owner
    stamp = edition.approval.issued.value if edition.approval else day - timedelta(days=365)
    summary = f"评审《{due_reviews[0].item.title}》" + (f"等 {len(due_reviews)} 项" if len(due_reviews) > 1 else "")
    page = f"{edition.name}/{html(Address(REVIEWS.path))}"
    return ics_event(
        f"review.{owner.id}.{day:%Y%m%d}@sales-handbook",
        stamp,
        [f"DTSTART;VALUE=DATE:{day:%Y%m%d}"],
        summary,
        "到这一天为止要评审：" + "、".join(review.item.title for review in due_reviews) + "。",
        url=settings.site_url and settings.site_url + page,
        category=settings.title,
        trigger=f"-P{REMINDER.days}D",
    )
