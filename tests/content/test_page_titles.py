"""The titles of the shipped handbook's pages lead to them."""

from __future__ import annotations

import pytest

from tests.search_worker import not_first
from tests.shipped import shipped_handbook


@pytest.mark.slow
def test_every_title_typed_into_the_search_finds_its_page_first():
    """In every edition, of every page: items, indexes, special pages; and the home page also as 首页."""
    assert {volume.edition.name: not_first(volume) for volume in shipped_handbook().site_editions()} == {
        edition.name: {} for edition in shipped_handbook().editions
    }
