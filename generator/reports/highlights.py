"""What a report says first: the few sentences that somebody with one minute must have read."""

from __future__ import annotations

from typing import NamedTuple

from generator.language.phrasing import listed, quantity
from generator.reports.duties import Standing, standings
from generator.reports.report import Report

MOST = 3
"""How many names a sentence gives."""


class Highlight(NamedTuple):
    """One sentence and the part of the report that it sums up."""

    anchor: str
    style: str
    """bad, fair or good."""
    text: str


def highlights(report: Report) -> tuple[Highlight, ...]:
    """From what needs acting on to what is well; empty where the records tell nothing."""
    return tuple(filter(None, (_missing(report), _red(report), _promises(report), _readers(report), _good(report))))


def _missing(report: Report) -> Highlight | None:
    count = standings(report.duties)[Standing.MISSING]
    if not count:
        return None
    own = {person: standings(report.of(person))[Standing.MISSING] for person in report.roster.people}
    worst = sorted((person for person in own if own[person]), key=lambda person: -own[person])
    names = listed(f"{person.name} {own[person]} 份" for person in worst[:MOST])
    return Highlight(
        "filed",
        "bad",
        f"{count} 份应交的表没有交，涉及 {len(worst)} 人{'，最多的是' if len(worst) > MOST else '：'}{names}。",
    )


def _red(report: Report) -> Highlight | None:
    red = [
        (entry.kpi, figure.value)
        for entry in report.kpi_results
        if (figure := entry.whole) and figure.value is not None and figure.limit and figure.limit.key == "red"
    ]
    if not red:
        return None
    names = listed(f"{kpi.title} {quantity(round(value, 1), kpi.unit)}" for kpi, value in red[:MOST])
    return Highlight("kpis", "bad", f"{len(red)} 个指标不达标：{names}{' 等' if len(red) > MOST else ''}。")


def _promises(report: Report) -> Highlight | None:
    by_week = report.promises_by_week
    if not by_week["本周到期"]:
        return None
    return Highlight(
        "promises",
        "fair",
        (
            f"{len(by_week['本周到期'])} 条对客户的承诺本周到期，请逐条问清是否兑现；"
            f"下周还有 {len(by_week['下周到期'])} 条。"
        ),
    )


def _readers(report: Report) -> Highlight | None:
    reading = report.confirmation_status
    if reading is None or not reading.missing:
        return None
    due = len(reading.missing) + len(reading.confirmed)
    return Highlight(
        "reading", "fair", f"{len(reading.missing)} 人还没有交 {reading.revision} 版的阅读确认书，应交 {due} 人。"
    )


def _good(report: Report) -> Highlight | None:
    complete = [
        person
        for person in report.roster.people
        if (own := [duty.standing for duty in report.of(person)])
        and set(own) <= {Standing.ON_TIME, Standing.LEAVE}
        and Standing.ON_TIME in own
    ]
    if not complete:
        return None
    names = listed(person.name for person in complete[: MOST * 2])
    return Highlight(
        "filed", "good", f"{len(complete)} 人全部按时交齐：{names}{' 等' if len(complete) > MOST * 2 else ''}。"
    )
