"""References are whole once a handbook is loaded: what was written short inside a file and what was written in full are
one thing.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from generator import model
from generator.diff.comparison import compare
from generator.load.references import LOCAL
from generator.model import Due, EntryRef, convert, handbook_of, hints, unwrap
from tests.builders import DATA


def test_every_reference_to_what_belongs_to_a_file_is_resolved():
    """A field that may name a step, a field, a rule… has the type of resolved references, and no other field has."""
    declared = [
        (cls, field)
        for cls in vars(model).values()
        if isinstance(cls, type) and is_dataclass(cls)
        for field in fields(cls)
        if field.metadata
    ]
    resolved = {(cls, field.name) for cls, field in declared if unwrap(hints(cls)[field.name]) is EntryRef}
    local = set()
    for cls, field in declared:
        ref = field.metadata["rules"].get("ref", ())
        if set(LOCAL) & {*((ref,) if isinstance(ref, str) else ref)} or "inside" in field.metadata["rules"]:
            local.add((cls, field.name))
    assert resolved == local and len(local) > 8


SHORT_AND_FULL: dict[str, tuple[Callable[[Any], Any], str, str]] = {
    # by what refers: where it stands, and its two ways to be written
    "a branch": (
        lambda data: data["procedure"]["customer-visit"]["steps"][1]["branches"][0],
        "record",
        "customer-visit.record",
    ),
    "a time limit": (
        lambda data: data["procedure"]["customer-visit"]["steps"][3]["due"],
        "meet",
        "customer-visit.meet",
    ),
    "a form's day": (lambda data: data["form"]["visit-record"], "when", "visit-record.when"),
}
NAMES = {"a branch": "to", "a time limit": "after", "a form's day": "day"}


@pytest.mark.parametrize("case", SHORT_AND_FULL)
def test_short_and_full_are_the_same(case):
    """The handbooks are equal, and nothing is told to have changed."""
    place, short, full = SHORT_AND_FULL[case]
    books = []
    for written in (short, full):
        data = copy.deepcopy(DATA)
        place(data)[NAMES[case]] = written
        books.append(handbook_of(data))
    assert books[0].items == books[1].items and compare(*books) == []


def test_a_mention_of_an_entry_is_found_however_it_was_written():
    """A short id inside the file and a full one elsewhere are mentions of the same field."""
    data = copy.deepcopy(DATA)
    data["form"]["visit-record"]["day"] = "end-time"
    mentions = handbook_of(data).mentions(EntryRef("visit-record", "end-time"))
    assert {mention.field for mention in mentions} == {"after", "day", "fields"}


def test_a_short_reference_outside_of_any_item_is_refused():
    """Rather than being one to an item without a name."""
    with pytest.raises(ValueError, match="belongs to no item"):
        convert(Due, {"within": "1 天", "after": "meet"})
