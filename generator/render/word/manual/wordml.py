"""WordprocessingML as text.

The handbook has hundreds of thousands of elements: as a tree of objects they would take longer than the whole site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.sax.saxutils import escape

from generator.language import inline
from generator.render.word.oxml import DECLARATION, NAMESPACES, clean

Block = str
"""The markup of an element, with everything in it."""
EITHER = re.compile("[“”‘’…—×→□■◇▼✕①-⑳]")
"""Signs that are in Western and in Chinese fonts: Word takes the Chinese one, which is as wide as its neighbours, where
it is told to."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def element(name: str, /, *content: Block | None, **attributes: str | int) -> Block:
    """An element such as `w:tcW` with markup in it; its attributes are of its own namespace. None is no content."""
    attribute_text = "".join(
        [
            f' w:{attribute}="{value if isinstance(value, int) else _quoted(value)}"'
            for attribute, value in attributes.items()
        ]
    )
    inner = "".join([part for part in content if part]) if content else ""
    return f"<{name}{attribute_text}>{inner}</{name}>" if inner else f"<{name}{attribute_text}/>"


def text_element(name: str, words: str) -> Block:
    """An element that holds text, as w:t: spaces at its ends count."""
    return f'<{name} xml:space="preserve">{escape(clean(words))}</{name}>'


def run(words: str, *properties: Block) -> Block:
    """A stretch of text with the same properties; line ends become breaks."""
    lines = "<w:br/>".join([text_element("w:t", line) for line in words.split("\n")])
    if EITHER.search(words):
        style = tuple(
            property for property in properties if "w:rStyle" in property or "w:rFonts" in property
        )  # w:rFonts follows the style, and stands once
        properties = (
            properties
            if any("w:rFonts" in property for property in style)
            else (*style, '<w:rFonts w:hint="eastAsia"/>', *properties[len(style) :])
        )
    return f"<w:r><w:rPr>{''.join(properties)}</w:rPr>{lines}</w:r>" if properties else f"<w:r>{lines}</w:r>"


def paragraph(style: str, *content: Block, properties: tuple[Block, ...] = ()) -> Block:
    """A paragraph in a style of the book. `properties` follow the style in the order of the standard."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"".join(properties)}</w:pPr>{"".join(content)}</w:p>'


def marked(words: str) -> Iterator[Block]:
    """An author's inline Markdown as runs.

    Emphasis gets dots below its characters, as is the Chinese way; links are words only.
    """
    yield from _spans(inline.parse(words), ())


def part(root: str, content: str) -> bytes:
    """A part of the file with this root element."""
    return f'{DECLARATION}<w:{root} xmlns:w="{NAMESPACES["w"]}" xmlns:r="{OFFICE}">{content}</w:{root}>'.encode()


@cache
def _quoted(value: str) -> str:
    return escape(clean(value), {'"': "&quot;"})


def _spans(spans: tuple[inline.Span, ...], properties: tuple[Block, ...]) -> Iterator[Block]:
    for span in spans:
        match span:
            case inline.Text(words) | inline.Code(words):
                yield run(words, *properties)
            case inline.Strong(inner):
                yield from _spans(inner, ("<w:b/>", *properties))
            case inline.Emphasis(inner):
                yield from _spans(inner, (*properties, '<w:em w:val="dot"/>'))
            case inline.Link(inner, _):
                yield from _spans(inner, properties)
