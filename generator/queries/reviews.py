"""Which items are to be reviewed, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator.model.handbook import Handbook
from generator.model.item import Item
from generator.model.role import Role
from generator.model.values import Day


class Review(NamedTuple):
    """One review that an owner owes."""

    day: Day
    """The last day for it."""
    owner: Role
    item: Item


def reviews(handbook: Handbook) -> list[Review]:
    """Every item with its owner, the earliest review first."""
    all_reviews = [Review(item.next_review, handbook.roles[item.owner], item) for item in handbook.items.values()]
    return sorted(all_reviews, key=lambda review: (review.day, review.owner.id, review.item.id))


def due_by(candidates: Iterable[Review], on: date) -> list[Review]:
    """Those whose last day is this one, or was before it."""
    return [review for review in candidates if review.day.value <= on]
