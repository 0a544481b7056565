"""A report -> one HTML file that needs nothing else: no script, no other file, no other host."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from generator.language import phrasing
from generator.language.inline import plain
from generator.language.phrasing import Limit
from generator.model import Kpi
from generator.render.compiled_templates import page_environment
from generator.reports.duties import Standing, standings, tally
from generator.reports.highlights import highlights
from generator.reports.person_week import person_week
from generator.reports.report import Report
from generator.resources import TEMPLATES
from generator.schedule.named_days import WEEKDAYS


class Mark(NamedTuple):
    """How a standing or a band is shown: never by colour alone."""

    sign: str
    style: str


MARKS = MappingProxyType(
    {
        Standing.ON_TIME: Mark("✓", "good"),
        Standing.LATE: Mark("迟", "fair"),
        Standing.FILED: Mark("交", "plain"),
        Standing.MISSING: Mark("缺", "bad"),
        Standing.AHEAD: Mark("·", "none"),
        Standing.LEAVE: Mark("假", "none"),
        "green": Mark("●", "good"),
        "yellow": Mark("▲", "fair"),
        "red": Mark("■", "bad"),
    }
)


def report_page(report: Report, templates: Path = TEMPLATES) -> bytes:
    """The page in UTF-8."""
    environment = page_environment(templates)
    environment.filters.update(plain=plain, moment=moment, day=day)
    environment.globals.update(
        marks=MARKS,
        Standing=Standing,
        standings=standings,
        tally=tally,
        phrasing=phrasing,
        figure=figure,
        percent=percent,
        scale=scale,
        band=band,
        highlights=highlights,
        person_week=lambda person: person_week(report, person),
        name=lambda staff: report.name(staff) or "没有写工号",
        weekday=lambda when: f"周{WEEKDAYS[when.weekday()]}",
    )
    return (
        environment.get_template("report.html")
        .render(report=report, handbook=report.handbook, settings=report.handbook.settings)
        .encode()
    )


def figure(kpi: Kpi, value: float | None) -> str:
    """A figure of a KPI with its unit, to one decimal; a dash where there is none."""
    return "—" if value is None else phrasing.quantity(round(value, 1), kpi.unit)


def percent(part: float, whole: float) -> str:
    """93.3%; a dash where there is nothing to divide by."""
    return f"{phrasing.number(round(part / whole * 100, 1))}%" if whole else "—"


def moment(when: datetime | None) -> str:
    """11-16 08:52."""
    return f"{when:%m-%d %H:%M}" if when else "时间不明"


def day(when: date | None) -> str:
    """11-16."""
    return f"{when:%m-%d}" if when else "日期不明"


def scale(kpi: Kpi, values: list[float]) -> float:
    """Up to which value the bars of a KPI reach: all of them and the target are on it, and shares reach 100."""
    bounds = [bound for bound in (kpi.target.at_least, kpi.target.at_most) if bound is not None]
    return max([*values, *bounds, 100 if kpi.unit == "%" and max([*values, *bounds], default=0) > 50 else 0]) or 1


def band(limit: Limit | None) -> Mark:
    """The sign of a band; an empty one where there is no figure."""
    return MARKS[limit.key] if limit else Mark("", "none")
