"""The navigation: generated, complete, in the order of the chapters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.render.site.navigation import navigation
from generator.render.site.pages import pages
from tests.builders import DATA, a_draft, a_handbook


def paths(entry: Any) -> Iterator[str]:
    """Every page that an entry of the navigation leads to."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        yield from (path for value in entry.values() for path in paths(value))
    else:
        yield from (path for part in entry for path in paths(part))


def test_tabs_stand_in_their_order():
    """Home first, look-up last."""
    assert [title for tab in navigation(a_handbook()) for title in tab] == [
        "首页",
        "流程",
        "制度",
        "岗位",
        "表单",
        "指标",
        "入职",
        "自测",
        "查询",
    ]


def test_every_page_is_in_the_navigation_once():
    """No page is an orphan, and no entry leads nowhere."""
    book = a_handbook()
    listed = list(paths(navigation(book)))
    assert sorted(listed) == sorted(artifact.path for artifact in pages(book, a_draft()))


def test_empty_chapters_and_kinds_are_left_out():
    """A heading without pages is noise."""
    book = a_handbook()
    assert "空的一章" not in str(navigation(book))
    without = type(book)(settings=book.settings, glossary=book.glossary, roles=book.roles)
    assert [title for tab in navigation(without) for title in tab] == ["首页", "岗位", "查询"]


def test_chapters_and_numbers_decide_the_order():
    """The order is that of the chapters in the settings, then of the numbers, never of the file names."""
    book = a_handbook(
        procedure={
            "a-first-by-name": {
                **DATA["procedure"]["customer-visit"],
                "id": "a-first-by-name",
                "title": "后一个",
                "number": "XS-QP-02",
            }
        }
    )
    procedures = next(tab["流程"] for tab in navigation(book) if "流程" in tab)
    assert list(paths(procedures)) == [
        "procedures/index.md",
        "procedures/customer-visit.md",
        "procedures/a-first-by-name.md",
    ]


def test_superiors_stand_before_those_who_report_to_them():
    """Roles from the top down, own before others."""
    roles = next(tab["岗位"] for tab in navigation(a_handbook()) if "岗位" in tab)
    assert list(paths(roles))[1:] == ["roles/sales-manager.md", "roles/sales-rep.md", "roles/legal.md"]


def test_titles_are_html():
    """The theme prints titles as they are."""
    book = a_handbook(procedure={"customer-visit": {"title": "<b>拜访</b> & 回访"}})
    assert "&lt;b&gt;拜访&lt;/b&gt; &amp; 回访" in str(navigation(book)) and "<b>" not in str(navigation(book))
