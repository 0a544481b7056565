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
from generator.queries.in_force import by_precedence, zone
from generator.render import Artifact
from generator.resources import TEMPLATES

PAGE = TEMPLATES / "landing-page.html"


class VersionEntry(NamedTuple):
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


def landing_files(entries: Sequence[VersionEntry], settings: Settings) -> list[Artifact]:
    """`versions.json` for the theme's version selector, `versions.js` and `index.html`.

    `entries` is oldest first, the draft last.
    """
    versions = json.dumps([entry.facts() for entry in reversed(entries)], ensure_ascii=False, indent=1)
    return [
        Artifact("versions.json", f"{versions}\n".encode()),
        versions_script(entries, settings),
        index_page(entries, settings),
    ]


def versions_script(
    entries: Sequence[VersionEntry], settings: Settings, copy_of: VersionEntry | None = None
) -> Artifact:
    """All editions, newest first, with their pages, as a classic script: modules and fetch do not work from file://.

    In a copy of one edition the others are known by their dates, so that the copy can say what it is, but they are not
    there.
    """

    def absent(entry: VersionEntry) -> dict[str, object]:
        return {
            **entry.facts(),
            "absent": True,
            **({"url": f"{settings.site_url}{entry.edition.name}/"} if settings.site_url else {}),
        }

    facts = [
        absent(entry) if copy_of not in (None, entry) else {**entry.facts(), "pages": list(entry.pages)}
        for entry in reversed(entries)
    ]
    script = f"window.handbookVersions = {json.dumps(facts, ensure_ascii=False, separators=(',', ':'))};\n"
    # What a browser may keep holds for all editions at once, as the company decides it today, not as it did when one
    # was released.
    script += f"window.handbookZone = {json.dumps(zone(settings))};\n"
    script += (
        f"window.handbookStorage = {json.dumps({'allowed': settings.local_storage, 'days': settings.keep_days})};\n"
    )
    return Artifact("versions.js", f"{script}window.handbookCopy = true;\n".encode() if copy_of else script.encode())


COPY_RULE = "这是下载的副本，非受控；是否现行，请到在线手册核对。"
RULE = (
    "没有自动打开时，请按实施日期核对：日期已到的各版中，日期最近的一版现行，日期相同的以排在前面的为准；其余已到日期的"
    "都已作废，不得作为执行依据。"
)
"""How a reader whose browser runs no scripts finds out what is in force."""


def index_page(entries: Sequence[VersionEntry], settings: Settings, is_copy: bool = False) -> Artifact:
    """`index.html`, which leads to the edition in force among those at hand.

    Without scripts it is the place where a reader finds out which one that is: those that others yield to come first.
    """
    effective = {
        entry.edition.name: entry.edition.approval.effective.value for entry in entries if entry.edition.approval
    }
    ranks = {name: rank for rank, name in enumerate(by_precedence(effective))}
    links = "\n".join(
        f'      <li><a href="{entry.edition.name}/index.html">{escape(entry.edition.title)}</a>'
        + (f"，实施日期 {entry.edition.approval.effective}" if entry.edition.approval else "，尚未批准")
        + "</li>"
        for entry in sorted(entries, key=lambda entry: ranks.get(entry.edition.name, -1), reverse=True)
    )
    page = Template(PAGE.read_text(encoding="utf-8")).substitute(
        title=escape(settings.title),
        company=escape(settings.company),
        links=links,
        rule=COPY_RULE if is_copy else RULE,
    )
    return Artifact("index.html", page.encode())
