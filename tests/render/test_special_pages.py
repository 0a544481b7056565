"""The table of special pages: each of them is a page, in the menu, in the search and in the guide, and none is half
declared.
"""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest

from generator import workspace
from generator.authoring.guide import guide
from generator.queries import listing
from generator.render.addresses import Address, html
from generator.render.site.navigation import LOOK_UP, navigation
from generator.render.site.pages import pages
from generator.render.special_pages import PARAMETERS, SPECIAL_PAGES, SpecialPage, index_page, special_pages
from generator.resources import TEMPLATES
from tests.builders import a_draft, a_handbook
from tests.conftest import SMALL
from tests.search_worker import not_first, search

PARTS = {"macros", "my-work", "guide"}
"""Templates that are not of one page."""


def test_every_template_of_a_page_is_in_the_table():
    """A page that has a template and is not declared, or the other way about, is half a page."""
    there = {path.name.removesuffix(".md.j2") for path in TEMPLATES.glob("*.md.j2")} - PARTS
    declared = [page.template for page in SPECIAL_PAGES]
    assert len(set(declared)) == len(declared)
    assert there == {*declared, *listing.SECTIONS, index_page("role").template}


@pytest.mark.parametrize("missing", ["title", "description", "origin", "menu", "words", "template", "path"])
def test_half_a_declaration_is_refused(missing):
    """The menu, the search and the guide each ask for something of every page: none can be forgotten."""
    said = {field.name: getattr(PARAMETERS, field.name) for field in dataclasses.fields(SpecialPage)}
    assert SpecialPage(**said) == PARAMETERS
    with pytest.raises(TypeError, match=missing):
        SpecialPage(**{name: value for name, value in said.items() if name != missing})


def test_every_page_has_its_line_in_the_guide(today: date):
    """Authors are told where what a generated page says comes from."""
    text = guide(workspace.read(SMALL, today).sound().draft.handbook, documents=False).decode()
    told = [*SPECIAL_PAGES, *map(index_page, listing.SECTIONS)]
    assert [page.title for page in told if f"| {page.title} | {page.origin} |" not in text] == []


def test_every_title_typed_into_the_search_finds_its_page_first(today: date):
    """Of every page of the small handbook: items, indexes, special pages; and the home page also as 首页."""
    assert not_first(workspace.read(SMALL, today).sound().draft) == {}


def test_every_other_word_for_a_page_finds_it(today: date):
    """Among the first five: other pages may be meant by such a word as well."""
    draft = workspace.read(SMALL, today).sound().draft
    told = [*special_pages(draft.handbook), *map(index_page, listing.by_kind(draft.handbook))]
    words = {
        word: html(Address(page.path))
        for page in told
        for word in page.words_in(draft.handbook.settings, draft.edition)
    }
    results = search(draft.handbook, draft.edition, words)
    pages_of = {word: [lines[0].partition("#")[0] for lines in groups[:5]] for word, groups in results.items()}
    assert {word: at for word, at in words.items() if at not in pages_of[word]} == {}


def test_a_page_without_content_is_nowhere():
    """Without parameters there is no page of them: not written, not in the menu, not in the search."""
    book = a_handbook(parameters={"parameters": {"parameters": []}})
    look_up = next(tab[LOOK_UP] for tab in navigation(book) if LOOK_UP in tab)
    assert PARAMETERS.title not in {title for entry in look_up for title in entry}
    assert PARAMETERS.path not in {artifact.path for artifact in pages(book, a_draft())}
    at = html(Address(PARAMETERS.path))
    groups = search(book, a_draft(), [PARAMETERS.title])[PARAMETERS.title]
    assert at not in {line.partition("#")[0] for lines in groups for line in lines}
    assert at in {
        line.partition("#")[0]
        for lines in search(a_handbook(), a_draft(), [PARAMETERS.title])[PARAMETERS.title]
        for line in lines
    }


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readmes_name_pages_that_are_in_the_menu(readme):
    """What they call 查询 › … is there under that name."""
    named = re.findall(rf"{LOOK_UP} › (\w+)", (TEMPLATES.parent / readme).read_text(encoding="utf-8"))
    assert named and set(named) <= {page.title for page in SPECIAL_PAGES}
