"""What is said of a record."""

from __future__ import annotations

import pytest

from generator.forms import INCOMPLETE, check
from generator.forms.answer_errors import ANSWER_ERRORS
from tests.forms.checking_cases import CASES, record_of
from tests.forms.rule_cases import CASES as RULE_CASES
from tests.forms.rule_cases import FILLED, form_with


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(form, name):
    """A record gets exactly these sentences, in this order."""
    changes, sentences = CASES[name]
    assert [remark.text for remark in check(form, record_of(changes))] == sentences


def test_every_kind_is_said_somewhere(form):
    """No sentence goes without a case."""
    of_answers = {remark.kind for changes, _ in CASES.values() for remark in check(form, record_of(changes))}
    of_rules = {
        remark.kind for rules, record, _ in RULE_CASES.values() for remark in check(form_with(*rules), record, FILLED)
    }
    assert of_answers | of_rules == set(ANSWER_ERRORS)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("mistakes in a row", [("missing", "promise", "promises", 2), ("date", "promise-date", "promises", 2)]),
        ("no measure", [("measure", "on-time.if-no", "", 0)]),
        ("rows are no text", [("rows", "promises", "promises", 0)]),
        ("unknown in a row", [("unknown", "who", "promises", 1)]),
    ],
)
def test_remarks_say_where(form, name, places):
    """Kind, key, section and row of a remark are those of the answer."""
    assert [
        (remark.kind, remark.key, remark.section, remark.row) for remark in check(form, record_of(CASES[name][0]))
    ] == places


def test_what_is_incomplete_is_not_wrong(form):
    """An empty record lacks much, but nothing in it is wrong."""
    assert {remark.kind for remark in check(form, {})} <= set(INCOMPLETE)
