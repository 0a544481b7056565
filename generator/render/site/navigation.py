"""Handbook -> the navigation in the shape that MkDocs reads: a list of {title: path} and {title: list}."""

from __future__ import annotations

from html import escape
from typing import Any

from generator.model import Handbook
from generator.queries import listing
from generator.render import addresses

Entry = dict[str, Any]


def navigation(handbook: Handbook) -> list[Entry]:
    """The tabs with all pages below them. A heading with a single page is left out, and so is what has no page.

    The theme prints titles as they are, so they are HTML here.
    """
    tabs: list[Entry] = [{"首页": addresses.HOME}]
    for kind in listing.by_kind(handbook):
        tabs.append({listing.TITLES[kind]: [addresses.index_of(kind), *_below(handbook, kind)]})
    decided = [{"企业可调参数": addresses.PARAMETERS}] if handbook.parameters.parameters else []
    lookup = [
        {"术语": addresses.GLOSSARY},
        {"时限一览": addresses.TIME_LIMITS},
        {"依据对照": addresses.COVERAGE},
        *decided,
        {"修订一览": addresses.CHANGES},
        {"评审计划": addresses.REVIEWS},
        {"受控清单": addresses.REGISTERS},
        {"本版信息": addresses.REVISION},
    ]
    own = [{"我的执行记录": addresses.RUNS}, {"阅读确认": addresses.READING}]
    return [*tabs, {"查询": [*lookup, *own]}]


def _below(handbook: Handbook, kind: str) -> list[Entry]:
    entries: list[Entry] = []
    for group in listing.groups(handbook, kind):
        pages = [{escape(item.title): addresses.page_of(item)} for item in group.items]
        entries += [{escape(group.title): pages}] if group.title else pages
    return entries
