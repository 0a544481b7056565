"""What a revision changes, for the person who approves it: a Word document in which every change is a tracked one
(ISO/IEC 29500-1, 17.13.5).

Accepting all gives the new wording, rejecting all the old one. A change without words, such as a step that moved, is
told in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count, groupby

import docx
from lxml import etree

from generator.language.text_diff import STRANGE, likeness, stretches
from generator.model import Change, Edition, Revised
from generator.render.word.base import base_document
from generator.render.word.oxml import element, paragraph, qualified, run
from generator.render.word.package import pack


def redline(revised: Revised, base: bytes | None = None) -> bytes:
    """All changes of an edition as a DOCX file. The same arguments give the same bytes."""
    document = docx.Document(BytesIO(base or base_document()))
    for block in document.element.body[:-1]:
        document.element.body.remove(block)
    company = revised.handbook.settings.company
    tracked = TrackedChanges(company, revised.edition)
    for block in _blocks(revised, tracked):
        document.element.body[-1].addprevious(block)
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.language = _title(revised), company, company, "zh-CN"
    about.created = about.modified = revised.edition.written
    return pack(document, {"Revision": revised.edition.revision, "Fingerprint": revised.edition.proof})


class TrackedChanges:
    """Makes the runs of one document that were put in or taken out."""

    def __init__(self, author: str, edition: Edition):
        self._author, self._when, self._numbers = author, f"{edition.written:%Y-%m-%dT%H:%M:%SZ}", count(1)

    def runs(self, before: str, after: str) -> Iterator[etree._Element]:
        """The new text with what was changed against the old one."""
        alike = before and after and likeness(before, after) >= STRANGE
        for old, new in stretches(before, after) if alike else [([before], []), ([], [after])]:
            if old == new:
                yield run("".join(new))
                continue
            if "".join(old):
                deletion = run("".join(old))
                for words in deletion.findall(qualified("w:t")):
                    words.tag = qualified("w:delText")
                yield self._mark("w:del", deletion)
            if "".join(new):
                yield self._mark("w:ins", run("".join(new)))

    def _mark(self, name: str, content: etree._Element) -> etree._Element:
        return element(name, content, id=next(self._numbers), author=self._author, date=self._when)


def _title(revised: Revised) -> str:
    return f"{revised.handbook.settings.title} {revised.edition.title}修订对照"


def _blocks(revised: Revised, tracked: TrackedChanges) -> Iterator[etree._Element]:
    yield paragraph("FormTitle", run(_title(revised)))
    yield paragraph(
        "FormField",
        run(
            f"和 {revised.before}相比，共 {len(revised.changes)} 处修订。"
            "在审阅里接受全部修订得到新文字，拒绝全部得到旧文字。"
        ),
    )
    for item, changes in groupby(revised.changes, key=lambda change: change.where[0]):
        yield paragraph("FormHeading", run(item))
        for change in changes:
            yield from _change(change, tracked)


def _change(change: Change, tracked: TrackedChanges) -> Iterator[etree._Element]:
    if any(change.texts):
        place = [run(f"{change.place}：", element("w:b"))] if change.place else []
        yield paragraph("FormField", *place, *tracked.runs(*change.texts))
    else:
        yield paragraph("FormField", run(f"{change.place}：" if change.place else "", element("w:b")), run(change.text))
