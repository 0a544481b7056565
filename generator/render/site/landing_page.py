"""What stands beside the revisions in the site: the list of versions, and the page that leads to the one in force.

Which revision is in force depends on the day a reader asks, so it is the reader's browser that decides it, from the
dates.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from string import Template
from typing import NamedTuple

from generator.model import Edition, Settings
from generator.render import Artifact
from generator.resources import TEMPLATES

PAGE = TEMPLATES / "front-door.html"


class Door(NamedTuple):
    """One edition in the site."""

    edition: Edition
    pages: Sequence[str]
    """Its HTML pages, below its own folder."""

    def facts(self) -> dict[str, object]:
        """What a browser needs to know of it."""
        effective = str(self.edition.approval.effective) if self.edition.approval else None
        return {
            "version": self.edition.name,
            "title": self.edition.title,
            "aliases": [],
            "draft": effective is None,
            "effective": effective,
        }


def front_door(doors: Sequence[Door], settings: Settings) -> list[Artifact]:
    """`versions.json` for the theme's version selector, `versions.js` and `index.html`.

    `doors` is oldest first, the draft last.
    """
    listed = json.dumps([door.facts() for door in reversed(doors)], ensure_ascii=False, indent=1)
    return [
        Artifact("versions.json", f"{listed}\n".encode()),
        versions_script(doors, settings),
        door_page(doors, settings),
    ]


def versions_script(doors: Sequence[Door], settings: Settings, copy_of: Door | None = None) -> Artifact:
    """All editions, newest first, with their pages, as a classic script: modules and fetch do not work from file://.

    In a copy of one edition the others are known by their dates, so that the copy can say what it is, but they are not
    there.
    """

    def absent(door: Door) -> dict[str, object]:
        return {
            **door.facts(),
            "absent": True,
            **({"url": f"{settings.site_url}{door.edition.name}/"} if settings.site_url else {}),
        }

    facts = [
        absent(door) if copy_of not in (None, door) else {**door.facts(), "pages": list(door.pages)}
        for door in reversed(doors)
    ]
    script = f"window.handbookVersions = {json.dumps(facts, ensure_ascii=False, separators=(',', ':'))};\n"
    # What a browser may keep holds for all editions at once, as the company decides it today, not as it did when one
    # was released.
    script += (
        f"window.handbookStorage = {json.dumps({'allowed': settings.local_storage, 'days': settings.keep_days})};\n"
    )
    return Artifact("versions.js", f"{script}window.handbookCopy = true;\n".encode() if copy_of else script.encode())


def door_page(doors: Sequence[Door], settings: Settings) -> Artifact:
    """`index.html`, which leads to the edition in force among those at hand."""
    links = "\n".join(
        f'      <li><a href="{door.edition.name}/index.html">{escape(door.edition.title)}</a>'
        + (f"，实施日期 {door.edition.approval.effective}" if door.edition.approval else "，尚未批准")
        + "</li>"
        for door in reversed(doors)
    )
    page = Template(PAGE.read_text(encoding="utf-8")).substitute(
        title=escape(settings.title), company=escape(settings.company), links=links
    )
    return Artifact("index.html", page.encode())
