"""The few words of WordprocessingML that all modules of this folder need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from generator.language import inline

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""How every part begins that is written as text."""
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without what XML 1.0 cannot hold, be it escaped or not."""
    return UNFIT.sub("", text)


@cache
def qualified(name: str) -> str:
    """w:tbl -> {http://…}tbl."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(name: str, /, *content: etree._Element | str | None, **attributes: str | int) -> etree._Element:
    """An element such as `w:tcW`; its attributes are of its own namespace.

    Unfit characters are left out; None is no content.
    """
    prefix = name.partition(":")[0]
    node = etree.Element(qualified(name), nsmap={prefix: NAMESPACES[prefix]})
    for attribute, value in attributes.items():
        node.set(qualified(f"{prefix}:{attribute}"), clean(str(value)))
    for part in content:
        if isinstance(part, str):
            node.text = clean(part)
        elif part is not None:
            node.append(part)
    return node


def run(text: str, *properties: etree._Element) -> etree._Element:
    """A stretch of text with the same properties; line ends become breaks."""
    node = element("w:r", element("w:rPr", *properties) if properties else None)
    for position, line in enumerate(text.split("\n")):
        if position:
            node.append(element("w:br"))
        words = element("w:t", line)
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        node.append(words)
    return node


def paragraph(style: str, *content: etree._Element, properties: tuple[etree._Element, ...] = ()) -> etree._Element:
    """A paragraph in one of the styles of the base document.

    `properties` follow the style in the order of the standard.
    """
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *properties), *content)


def marked(text: str) -> Iterator[etree._Element]:
    """An author's inline Markdown as runs.

    Emphasis gets dots below its characters, as is the Chinese way; links are words only.
    """
    yield from _spans(inline.parse(text), ())


def _spans(spans: tuple[inline.Span, ...], marks: tuple[str, ...]) -> Iterator[etree._Element]:
    for span in spans:
        match span:
            case inline.Text(text) | inline.Code(text):
                yield run(
                    text,
                    *([element("w:b")] if "b" in marks else []),
                    *([element("w:em", val="dot")] if "em" in marks else []),
                )
            case inline.Strong(inner):
                yield from _spans(inner, (*marks, "b"))
            case inline.Emphasis(inner):
                yield from _spans(inner, (*marks, "em"))
            case inline.Link(inner, _):
                yield from _spans(inner, marks)
