"""Whether every item is looked at again in time: not later than it should have been, and not so late that nobody will
think of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import Duration
from generator.problems import Level
from generator.schedule.work_calendar import work_calendar


def reviews_are_not_overdue(context: RuleContext) -> Iterator[Violation]:
    """A review date in the past is shown; only a release refuses it."""
    for item in context.handbook.items.values():
        if item.next_review.value < context.as_of:
            owner = context.handbook.roles[item.owner].title if item.owner in context.handbook.roles else item.owner
            yield violation_at(
                item.id,
                ("next_review",),
                "W408",
                f"「{item.title}」已过评审日期",
                f"请归口岗位（{owner}）评审后写上新的日期",
                Level.WARNING,
            )


def reviews_are_not_too_far_off(context: RuleContext) -> Iterator[Violation]:
    """Two review intervals ahead is the most: who reviews an item early, for the revision that is being prepared, still
    fits in.
    """
    intervals = {
        item.id: item.review_every or context.handbook.settings.review_every for item in context.handbook.items.values()
    }
    latest = {every: _two_intervals_on(context, every) for every in set(intervals.values())}
    for item in context.handbook.items.values():
        every = intervals[item.id]
        if item.next_review.value > latest[every]:
            yield violation_at(
                item.id,
                ("next_review",),
                "W428",
                f"「{item.title}」的下次评审日期太远，评审间隔是 {every}",
                f"核对年份，最晚写 {latest[every]}；真的隔这么久才评审，改 review_every",
                Level.WARNING,
            )


def _two_intervals_on(context: RuleContext, every: Duration) -> date:
    calendar, last = work_calendar(context.handbook), datetime.combine(context.as_of, time())
    with suppress(OverflowError, ValueError):  # no year has five digits
        for _ in range(2):
            last = calendar.workdays.deadline(last, every, calendar.hours)
        return last.date()
    return date.max
