"""What each output says of each document, as plain text: what a reader can see, without addresses, styles and what only
scripts are told.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from lxml import etree

from generator.diff.comparison import compare
from generator.model import Change, Document, Handbook, Item, Policy, Procedure, Revised
from generator.render.addresses import Address, html, page_of
from generator.render.exports.registers import registers
from generator.render.site.landing_page import VersionEntry, versions_script
from generator.render.site.pages import pages
from generator.render.site.search_index import DATA, search_index
from generator.render.special_pages import SPECIAL_PAGES
from generator.render.word.manual import book
from generator.website.build import fit
from tests.builders import a_draft, a_release

EDITION = a_draft()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Texts = Mapping[tuple[str, str], str]
"""By kind and id of a document: what an output says of it. What has no page or chapter of its own may be told of
anywhere."""


def page(handbook: Handbook, before: Handbook) -> Texts:
    """The page of an item; of all else the special pages, the frame around every page, and what browsers are told of
    the settings.
    """
    history = _history(handbook)
    written = {part.path: _visible(part.content.decode()) for part in pages(handbook, EDITION, history=history)}
    frame = SimpleNamespace(extra={}, extra_css=[])
    fit(frame, handbook.settings, EDITION)
    told = versions_script([VersionEntry(EDITION, ())], handbook.settings).content.decode()
    whole = "\n".join([*(written.get(special.path, "") for special in SPECIAL_PAGES), str(vars(frame)), told])
    return {
        (kind, id): written[page_of(part)] if isinstance(part, Item) else whole for kind, id, part in handbook.parts()
    }


def _history(handbook: Handbook) -> tuple[Revised, ...]:
    """An edition in which every form has changed, after an older one."""
    changes = tuple(Change(form.id, (f"表单「{form.title}」",), "改过", entry=form) for form in handbook.forms.values())
    return Revised(EDITION, handbook, changes, "2025 版"), Revised(a_release(), handbook)


def manual(handbook: Handbook, before: Handbook) -> Texts:
    """The whole handbook as a controlled document; of an item, what stands under a heading with its title, and rows
    that name it.
    """
    blocks = list(_blocks(book(handbook, EDITION, None)))
    whole = "\n".join(text for _, text in blocks)
    return {
        (kind, id): "\n".join(text for heads, text in blocks if part.title in heads or part.title in text)
        if isinstance(part, Item)
        else whole
        for kind, id, part in handbook.parts()
    }


def document(handbook: Handbook, before: Handbook) -> Texts:
    """Each procedure and each policy as a controlled document of its own."""
    return {
        (kind, id): "\n".join(text for _, text in _blocks(book(handbook, EDITION, part)))
        for kind, id, part in handbook.parts()
        if isinstance(part, Procedure | Policy)
    }


def search(handbook: Handbook, before: Handbook) -> Texts:
    """The words that a page is found by."""
    script = next(artifact for artifact in search_index(handbook, EDITION) if artifact.path == DATA).content.decode()
    data = json.loads(script.partition("=")[2].rstrip(";\n"))
    words = {held["at"]: "\n".join(_words(held)) for held in data["pages"]}
    whole = "\n".join([*words.values(), *_words(data["same"])])
    return {
        (kind, id): words[html(Address(page_of(part)))] if isinstance(part, Item) else whole
        for kind, id, part in handbook.parts()
    }


def diff(handbook: Handbook, before: Handbook) -> Texts:
    """The sentences on what changed."""
    found: dict[str, list[str]] = defaultdict(list)
    for change in compare(before, handbook):
        found[change.item] += [str(change), *change.texts]
    return {(kind, id): "\n".join(found[id]) for kind, id, _ in handbook.parts()}


def control(handbook: Handbook, before: Handbook) -> Texts:
    """The lists of document control; of a controlled document, the rows that name it."""
    rows = ["　".join(row) for register in registers(handbook, EDITION) for row in register.rows]
    return {
        (kind, id): "\n".join(row for row in rows if part.title in row)
        for kind, id, part in handbook.parts()
        if isinstance(part, Document)
    }


OUTPUTS: Mapping[str, Callable[[Handbook, Handbook], Texts]] = {
    "page": page,
    "manual": manual,
    "document": document,
    "search": search,
    "diff": diff,
    "registers": control,
}
"""By name: the function that gives what it says of a handbook, before which there was another."""


def _visible(markdown: str) -> str:
    body = markdown.partition("\n---\n")[2]
    shown = re.sub(r"<[^<>]*>|\{[^{}]*\}", "", body)
    return re.sub(r"\\([^\w\s])", r"\1", unescape(shown))


def _blocks(docx: bytes) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every paragraph outside tables, every row of a table, and every running head, with the headings that it stands
    under.
    """
    with zipfile.ZipFile(BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(f"{W}body")
        around = [etree.fromstring(package.read(name)) for name in package.namelist() if "/header" in name]
    heads: list[str] = []
    for block in body.iter(f"{W}p", f"{W}tr"):
        if block.tag == f"{W}p" and block.getparent() is not body:
            continue
        text = "　".join("".join(part.itertext(f"{W}t")) for part in (block.findall(f"{W}tc") or [block]))
        style = block.find(f"{W}pPr/{W}pStyle")
        if style is not None and (heading := re.fullmatch(r"Heading(\d)", style.get(f"{W}val"))):
            heads[int(heading[1]) - 1 :] = [text]
        yield tuple(heads), "　".join([*heads, text])
    yield from (((), "".join(part.itertext(f"{W}t"))) for part in around)


def _words(held: Any) -> Iterator[str]:
    """Every word in the data of the search, without addresses."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, list):
        yield from (word for part in held for word in _words(part))
    elif isinstance(held, dict):
        yield from (word for name, part in held.items() if name != "at" for word in _words(part))
