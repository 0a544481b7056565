"""Snapshots of an older format say, once read, what the program knew by itself when they were written."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.releases import snapshot
from generator.releases.migrations import say_what_was_known
from tests.builders import DATA

FIELDS = ("person-name", "position", "revision", "effective-date", "role-page-read", "changes-read", "red-lines-read")


def of_format_1() -> dict[str, dict[str, dict[str, Any]]]:
    """A handbook with the form and the source that the program knew by their ids."""
    data = copy.deepcopy(DATA)
    fields = [{"id": id, "kind": "text", "title": f"栏目 {number}"} for number, id in enumerate((*FIELDS, "other"))]
    data["form"]["read-confirmation"] = {
        **data["form"]["visit-record"],
        "id": "read-confirmation",
        "sections": [{"id": "all", "fields": fields}],
    }
    data["source"]["QMS"] = {**data["source"]["COD"], "id": "QMS", "clauses": [{"id": "QMS-1", "about": "总则"}]}
    return data


def test_what_the_program_knew_is_said():
    """The settings name the form and the standard, and the form's fields say what they mean; nothing else changes."""
    before = of_format_1()
    kept = copy.deepcopy(before)
    after = snapshot.documents(snapshot.files(before), 1)
    assert before == kept, "the documents that were read are not touched"
    settings = after["settings"]["settings"]
    assert (settings.pop("confirmation_form"), settings.pop("standard")) == ("read-confirmation", "QMS")
    fields = after["form"]["read-confirmation"]["sections"][0]["fields"]
    assert [field.pop("means", "") for field in fields] == [
        *("person-name", "position", "revision", "effective-date", "role-read", "changes-read", "prohibitions-read"),
        "",
    ]
    assert after == before
    assert snapshot.documents(snapshot.files(before), snapshot.FORMAT) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda data: None,
        lambda data: data.pop("settings"),
        lambda data: data["form"].update({"read-confirmation": []}),
        lambda data: data["form"].update({"read-confirmation": {"sections": [1, {"fields": {}}, {"fields": [None]}]}}),
    ],
    ids=["neither form nor standard", "no settings", "a form that is a list", "sections that are none"],
)
def test_what_is_not_there_or_not_as_it_should_be_stays_as_it_is(change):
    """Whether a document is sound is asked after the migration, which adds nothing it cannot tell."""
    data = copy.deepcopy(DATA)
    change(data)
    after = say_what_was_known(data)
    assert {kind: held for kind, held in after.items() if kind != "settings"} == {
        kind: held for kind, held in data.items() if kind != "settings"
    }
