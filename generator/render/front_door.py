"""What stands beside the revisions in the site: the list of versions, and the page that leads to the one in force.

Which revision is in force depends on the day a reader asks, so it is the reader's browser that decides it, from the dates.
"""
from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from ..model import Edition, Settings
from . import Artifact

PAGE = Path(__file__).parents[2] / "templates" / "front-door.html"


def front_door(editions: Sequence[Edition], settings: Settings) -> list[Artifact]:
    """`versions.json` for the theme's version selector, the same as a classic script (modules and fetch do not work from
    file://), and `index.html`. Newest first."""
    versions = [{"version": edition.name, "title": edition.title, "aliases": [], "draft": edition.approval is None,
                 "effective": str(edition.approval.effective) if edition.approval else None} for edition in reversed(editions)]
    listed = json.dumps(versions, ensure_ascii=False, indent=1)
    links = "\n".join(f'      <li><a href="{edition.name}/index.html">{escape(edition.title)}</a>'
                      + (f"，实施日期 {edition.approval.effective}" if edition.approval else "，尚未批准") + "</li>" for edition in reversed(editions))
    page = Template(PAGE.read_text(encoding="utf-8")).substitute(title=escape(settings.title), company=escape(settings.company), links=links)
    return [Artifact("versions.json", f"{listed}\n".encode()), Artifact("versions.js", f"window.handbookVersions = {listed};\n".encode()),
            Artifact("index.html", page.encode())]
