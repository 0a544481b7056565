"""Where the model lists the words that an author may write, every table that says what they mean has all of them and no
other: a word without a meaning would fail only where somebody writes it, or not even there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

import pytest

from generator.language.phrasing import LEVELS, RACI, measure_phrase
from generator.model import DAYS, ITEM_KINDS, TAKES, WEEKS, Import, Measure, Rule, Step
from generator.queries.listing import SECTIONS
from generator.records.imports import ORDERS
from generator.reports.kpi_measurement import TALLY_SQL
from generator.resources import THEME
from generator.schedule.day_words import DAY_WORDS
from generator.schedule.workdays import WORKED
from tests.builders import a_handbook

FROM_DUTIES = "提交率"
"""The one way to take a KPI that is no question of records alone."""


def rules(cls: type, name: str) -> dict[str, object]:
    """The rules of a field."""
    return next(declared.metadata["rules"] for declared in fields(cls) if declared.name == name)


TABLES: dict[str, tuple[object, Collection[str]]] = {
    "levels of rules": (rules(Rule, "level")["allowed"], LEVELS),
    "weeks of units": (WEEKS, WORKED),
    "days beside an event": (DAYS, DAY_WORDS),
    "order of dates": (rules(Import, "dates")["allowed"], ORDERS),
    "ways to take a KPI": (TAKES, {*TALLY_SQL, FROM_DUTIES}),
    "sections of the site": (ITEM_KINDS, SECTIONS),
    "parts of a role in a step": (
        [declared.name for declared in fields(Step) if declared.metadata["rules"].get("ref") == "role"],
        [part.field for part in RACI.values()],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_word_has_its_meaning(name: str) -> None:
    """As many as the model has."""
    words, table = TABLES[name]
    assert isinstance(words, Collection) and sorted(words) == sorted(table)


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_has_its_looks(level: str) -> None:
    """Of the word and of the rule; the level is told by a shape, too."""
    styles = (THEME / "styles/rules.css").read_text(encoding="utf-8")
    assert all(f".hb-{what}--{LEVELS[level].key} {{" in styles for what in ("level", "rule"))


@pytest.mark.parametrize("take", TAKES)
def test_every_way_to_take_a_kpi_has_a_phrase(take: str) -> None:
    """And one of its own."""
    phrases = {other: measure_phrase(Measure(take=other, export="visits"), a_handbook()) for other in TAKES}
    assert phrases[take] and list(phrases.values()).count(phrases[take]) == 1
