"""Handbook -> the navigation in the shape that MkDocs reads: a list of {title: path} and {title: list}."""

from __future__ import annotations

from html import escape
from typing import Any

from generator.model import Handbook
from generator.queries import listing
from generator.render import addresses
from generator.render.special_pages import Menu, index_page, special_pages

Entry = dict[str, Any]
LOOK_UP = "查询"
"""The tab with the pages that belong to no kind of item."""


def navigation(handbook: Handbook) -> list[Entry]:
    """The tabs with all pages below them. A heading with a single page is left out, and so is what has no page.

    The theme prints titles as they are, so they are HTML here.
    """
    special = list(special_pages(handbook))
    tabs: list[Entry] = [{page.title: page.path} for page in special if page.menu is Menu.FIRST]
    for kind in listing.by_kind(handbook):
        index = index_page(kind)
        tabs.append({index.title: [index.path, *_below(handbook, kind)]})
    return [*tabs, {LOOK_UP: [{page.title: page.path} for page in special if page.menu is Menu.LOOK_UP]}]


def _below(handbook: Handbook, kind: str) -> list[Entry]:
    entries: list[Entry] = []
    for group in listing.groups(handbook, kind):
        pages = [{escape(item.title): addresses.page_of(item)} for item in group.items]
        entries += [{escape(group.title): pages}] if group.title else pages
    return entries
