"""A figure is written once: changed at its home, it is changed wherever the handbook states it."""

from __future__ import annotations

import copy
import random
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from generator.diff.comparison import compare
from generator.load import load_handbook
from generator.load.rules.clause_limits import limits_keep_to_their_clauses
from generator.load.rules.figures import amounts, limits_are_written_once, literal_figures_agree
from generator.load.rules.violation import RuleContext
from generator.model import (
    KINDS,
    WrittenFigure,
    figures_in,
    fill_text,
    full_name,
    handbook_of,
    placeholders,
    resolved_figures,
    written_figures,
)
from generator.resources import HOME

Data = dict[str, dict[str, Any]]
TODAY = date(2026, 11, 30)
"""A day of which reviews are not overdue."""
EXEMPT = re.compile("例如|比如|如 ?[0-9]|「[^」]*[0-9]")
"""Texts in which the figure may stand once more, as an example."""


@cache
def data() -> Data:
    """What the authors wrote."""
    return load_handbook(HOME, TODAY).data


def homes(documents: Data) -> dict[str, WrittenFigure]:
    """Where every figure is decided."""
    return written_figures(
        (KINDS[kind].cls, id, document) for kind, by_id in documents.items() for id, document in by_id.items()
    )


def decided() -> dict[str, WrittenFigure]:
    """The figures with digits that are written out at their home, so that they can be changed there."""
    return {
        name: home
        for name, home in homes(data()).items()
        if re.search("[0-9]", home.text) and not any(placeholders(home.text))
    }


def changed(home: WrittenFigure) -> Data:
    """The documents with another number at a home."""
    documents = copy.deepcopy(data())
    kind = next(kind for kind, by_id in documents.items() if home.item in by_id)
    holder = documents[kind][home.item]
    for step in home.path[:-1]:
        holder = holder[step]
    holder[home.path[-1]] = other(holder[home.path[-1]])
    return documents


def other(value: Any) -> Any:
    """Another figure of the same kind: every number in it is larger by one, a time by half an hour."""
    if not isinstance(value, str):
        return value + 1
    if re.fullmatch("[0-9]{2}:[0-9]{2}", value):
        return value[:3] + ("30" if value.endswith("00") else "00")
    return re.sub("[0-9]+", lambda number: str(int(number[0]) + 1), value)


def taking(documents: Data) -> Mapping[str, list[tuple[str, str]]]:
    """By figure, the (item, text) that take it by reference."""
    texts = defaultdict(list)
    for by_id in documents.values():
        for id, document in by_id.items():
            for path, written in placeholders(document):
                part: Any = document
                for step in path:
                    part = part[step]
                texts[full_name(written, id)].append((id, part))
    return texts


def test_every_figure_of_the_shipped_handbook_can_be_changed() -> None:
    """Or the tests below would prove nothing."""
    assert len(decided()) > 400
    assert all(other(home.text) != home.text for home in decided().values())


def test_no_text_writes_out_a_figure_that_it_takes_by_reference() -> None:
    """What it would say after a change would contradict itself."""
    figures, twice = figures_in(data()), []
    for name, texts in taking(data()).items():
        taken = [amount for _, amount in amounts(figures[name].shown)]
        twice += [text for _, text in texts if any(amount in taken for _, amount in amounts(text)) and name in figures]
    assert [text for text in twice if not EXEMPT.search(text)] == []


@pytest.mark.exhaustive
def test_a_figure_changed_at_its_home_is_changed_everywhere() -> None:
    """Each limit, target and parameter in turn: every text that takes it shows the new figure, and what shows it counts
    as changed.
    """
    texts, before, left = taking(data()), handbook_of(data()), []
    for name, home in decided().items():
        documents = changed(home)
        figures = figures_in(documents)
        shown = [fill_text(text, figures, id) for id, text in texts[name]]
        left += [text for text in shown if figures[name].shown not in text and figures[name].written not in text]
        if texts[name]:
            items = {change.item for change in compare(before, handbook_of(documents))}
            left += [f"{name}: {id}" for id in {id for id, _ in texts[name]} - items - {"parameters"}]
    assert left == []


@pytest.mark.exhaustive
def test_what_a_change_leaves_behind_is_named() -> None:
    """After a change at the home, whatever the check says is that a figure or a clause is at odds with it."""
    rules = (literal_figures_agree, limits_are_written_once, limits_keep_to_their_clauses)
    told = set[str]()
    for name in random.Random(20261130).sample(sorted(decided()), 60):
        documents = changed(decided()[name])
        known = homes(documents)
        context = RuleContext(handbook_of(documents), TODAY, frozenset(), documents, known, resolved_figures(known))
        told |= {violation.problem.code for rule in rules for violation in rule(context)}
    assert told <= {"E430", "E431", "W430"}
    assert told
