"""What stands beside the revisions in the site: the list of versions, and the page that leads to the one in force.

Which revision is in force depends on the day a reader asks, so it is the reader's browser that decides it, from the dates.
"""
from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import NamedTuple

from ..model import Edition, Settings
from . import Artifact

PAGE = Path(__file__).parents[2] / "templates" / "front-door.html"


class Door(NamedTuple):
    """One edition in the site."""
    edition: Edition
    pages: Sequence[str]
    """Its HTML pages, below its own folder."""

    def facts(self) -> dict[str, object]:
        """What a browser needs to know of it."""
        effective = str(self.edition.approval.effective) if self.edition.approval else None
        return {"version": self.edition.name, "title": self.edition.title, "aliases": [], "draft": effective is None, "effective": effective}


def front_door(doors: Sequence[Door], settings: Settings) -> list[Artifact]:
    """`versions.json` for the theme's version selector; the same, with the pages of each edition, as a classic script (modules and
    fetch do not work from file://); and `index.html`. `doors` is oldest first, the draft last; they are listed newest first."""
    newest = list(reversed(doors))
    listed = json.dumps([door.facts() for door in newest], ensure_ascii=False, indent=1)
    script = json.dumps([{**door.facts(), "pages": list(door.pages)} for door in newest], ensure_ascii=False, separators=(",", ":"))
    links = "\n".join(f'      <li><a href="{door.edition.name}/index.html">{escape(door.edition.title)}</a>'
                      + (f"，实施日期 {door.edition.approval.effective}" if door.edition.approval else "，尚未批准") + "</li>" for door in newest)
    page = Template(PAGE.read_text(encoding="utf-8")).substitute(title=escape(settings.title), company=escape(settings.company), links=links)
    return [Artifact("versions.json", f"{listed}\n".encode()), Artifact("versions.js", f"window.handbookVersions = {script};\n".encode()),
            Artifact("index.html", page.encode())]
