"""Settings that would be markup: every output shows them as words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from generator import workspace
from generator.website.build import build_site
from tests.conftest import SMALL
from tests.load.editing import edit, reports

HOSTILE = '<img src=x onerror="alert(1)">\'&"]]> $company {{ 7 * 7 }} 内部 <confidential>'
ADDRESS = 'https://x.com/"><img src=x onerror=alert(1)>'


class Elements(HTMLParser):
    """The elements and the words of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append(f"{tag} {' '.join(name for name, _ in attributes)}")

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The draft of the small handbook, built with settings that no check has seen."""
    root = tmp_path_factory.mktemp("hostile")
    draft = workspace.read(SMALL, date(2026, 1, 15)).sound().draft
    settings = draft.handbook.settings
    words = dict.fromkeys(("title", "company", "department", "tagline", "confidentiality"), HOSTILE)
    settings = replace(settings, **words, site_url=f"{ADDRESS}/", repo_url=ADDRESS, edit_path=ADDRESS)
    settings = replace(
        settings,
        chapters=tuple(replace(chapter, title=HOSTILE, summary=HOSTILE) for chapter in settings.chapters),
        entrances=tuple(replace(entrance, title=HOSTILE, summary=HOSTILE) for entrance in settings.entrances),
    )
    build_site([replace(draft, handbook=replace(draft.handbook, settings=settings))], root / "work", root / "site")
    return root / "site"


@pytest.mark.slow
def test_no_page_has_an_element_from_a_setting(site):
    """The theme's frame, the pages, the front door: no element and no attribute that a setting brought, and the words
    are there in full.
    """
    pages = {path: Elements(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert len(pages) > 15
    for path, page in pages.items():
        assert not [found for found in page.found if "onerror" in found or found.startswith("confidential")], path
        assert not [found for found in page.found if found.startswith("img src onerror")], path
    home = "".join(pages[site / "next/index.html"].words)
    assert HOSTILE in home and HOSTILE in "".join(pages[site / "index.html"].words)


@pytest.mark.slow
def test_word_files_and_calendars_are_sound(site):
    """XML that can be read, and lines of a calendar that begin as they must."""
    documents = list((site / "next/downloads").rglob("*.docx"))
    assert documents
    for path in documents:
        with ZipFile(path) as file:
            for name in file.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(file.read(name))
    calendars = list((site / "next/downloads").glob("*.ics"))
    assert calendars
    for path in calendars:
        lines = path.read_bytes().decode().split("\r\n")
        assert not [line for line in lines[:-1] if not line or "\n" in line or "\r" in line or line[0] not in WORDS]
    assert ElementTree.parse(site / "next/sitemap.xml").getroot().tag.endswith("urlset")


WORDS = " ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("site_url: https://handbook.example.com/", f"site_url: '{ADDRESS}/'"),
        ("site_url: https://handbook.example.com/", "site_url: https://[handbook/"),
        ("site_url: https://handbook.example.com/", "site_url: https://handbook／x/"),
        ("site_url: https://handbook.example.com/", "site_url: https://handbook.example.com/?a=/"),
        ("repo_url: https://git.example.com/sales/handbook", f"repo_url: '{ADDRESS}'"),
        ("repo_url: https://git.example.com/sales/handbook", "repo_url: javascript:alert(1)"),
        ("repo_url: https://git.example.com/sales/handbook", f"edit_path: '{ADDRESS}'"),
    ],
)
def test_addresses_that_no_link_can_hold_are_refused(small, old, new):
    """They are mistakes of the settings."""
    edit(small, "handbook.yaml", old, new)
    assert [told.split(" ")[1] for told in reports(small)] == ["E207"]


@pytest.mark.parametrize(
    "url", ["https://手册.公司.cn/", "http://10.0.0.8:8080/sop/a-b/", "https://handbook.example.com/~sales/%E6%89%8B/"]
)
def test_addresses_that_people_have_are_sound(small, url):
    """With a port, with folders, in Chinese."""
    edit(small, "handbook.yaml", "site_url: https://handbook.example.com/", f"site_url: {url}")
    assert reports(small) == []
