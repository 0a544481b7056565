"""What the search knows: every page and entry of a handbook, under the words that people use for them."""

from __future__ import annotations

import json
from string import ascii_lowercase

import pytest

from generator import workspace
from generator.render.site.search_index import DATA, search_index, simplified, sounds


@pytest.fixture
def data(small, today) -> dict:
    draft = workspace.read(small, today).sound().draft
    artifacts = {artifact.path: artifact.content.decode() for artifact in search_index(draft.handbook, draft.edition)}
    return json.loads(artifacts[DATA].removeprefix("self.handbookSearch=").removesuffix(";\n"))


def test_every_item_has_its_page_with_all_that_it_is_called(data, small, today):
    """Title, aliases and number; and the terms that point to it."""
    handbook = workspace.read(small, today).sound().draft_handbook
    pages = {page["at"]: page for page in data["pages"]}
    for item in handbook.items.values():
        page = next(page for at, page in pages.items() if at.endswith(f"/{item.id}.html"))
        assert page["title"] == item.title and set(item.aliases) <= set(page["names"])
        assert {term.title for term in handbook.glossary.terms if item.id in term.see} <= set(page["near"])


def test_an_entry_has_its_kind_and_its_own_words_only(data):
    """The actions of a step stand with the step, neither with its neighbours nor once more with the page."""
    page = next(page for page in data["pages"] if page["at"] == "procedures/customer-visit.html")
    steps = [part for part in page["parts"] if part["kind"] == "流程·步骤"]
    assert len(steps) == len(page["parts"]) > 1
    for step in steps:
        assert step["text"] and step["text"] not in page["text"]
        assert not any(step["text"] in other["text"] for other in steps if other is not step)


@pytest.mark.parametrize(("characters", "pairs"), [("户", "戶户"), ("报", "報报"), ("x", ""), ("戶", "")])
def test_only_characters_of_the_handbook_are_converted(characters, pairs):
    """The table holds the traditional forms of the simplified characters that occur, and no others."""
    assert simplified(frozenset(characters)) == pairs


@pytest.mark.parametrize(
    ("words", "character", "syllables"),
    [
        ([], "访", {"fang"}),
        ([], "仿", {"fang"}),
        ([], "绿", {"lv"}),
        ([], "调", {"diao"}),
        (["等级调整单"], "调", {"diao", "tiao"}),
        ([], "龘", set()),
        (["CRM 更新"], "r", set()),
    ],
)
def test_characters_are_listed_by_their_sound(words, character, syllables):
    """Every common character by how it is read, and by how it is read in the words of the handbook."""
    groups = [
        (group.rstrip(group.lstrip(ascii_lowercase)), group.lstrip(ascii_lowercase))
        for group in sounds(words).split(" ")
    ]
    assert {syllable for syllable, characters in groups if character in characters} == syllables
