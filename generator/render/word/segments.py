"""A blank form -> the bytes that never change and the fill points between them.

The document is written anew by lxml first, so that there is one way to write every element; then its text is split. It
must call its namespaces w, w14 and w15, as `form_document` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from lxml import etree

from generator.render.word.fill_points import (
    FULL_DATE,
    NUMBER,
    BoxPoint,
    FillPoint,
    ReadyRow,
    RowsPoint,
    RowTemplate,
    TextPoint,
)

CONTENT = b"<w:sdtContent>"
HINTED, LINES = b"<w:showingPlcHdr/>", (b"<w:richText/>", b'<w:text w:multiLine="1"/>')
BORDER, TAG = re.compile(b"<w:sdt>|</w:sdt>"), re.compile(b'<w:tag w:val="([^"]*)"/>')
LOOK, STYLE = re.compile(b"<w:rPr>.*?</w:rPr>", re.DOTALL), re.compile(b"<w:rStyle [^>]*/>")
DATE, LIST, OPTION = (
    re.compile(b'<w:date(?: w:fullDate="[^"]*")?'),
    b"<w:dropDownList",
    re.compile(b'<w:listItem [^>]*w:value="([^"]*)"'),
)
CHECKED, SIGN = b'<w14:checked w14:val="0"/>', re.compile(b'<w14:checkedState w14:val="([0-9A-Fa-f]+)"')
SHOWN = re.compile(b"(<w:t(?: [^>]*)?>)[^<]*")
HIGHEST = 2**31 - 1
"""The largest number that a control may have."""

Part = bytes | FillPoint


def split(document: bytes) -> tuple[Part, ...]:
    """The parts of a document's main part, in their order. lxml.etree.XMLSyntaxError for what is no XML."""
    text = etree.tostring(etree.fromstring(document), xml_declaration=True, encoding="UTF-8", standalone=True)
    return tuple(_parts(text, _spare_numbers(text)))


def _parts(text: bytes, spare: Iterator[int]) -> Iterator[Part]:
    """The text with fill points for the controls in it.

    `spare` gives, for each section with rows, the first of many numbers that are free.
    """
    position = 0
    for start, end in _controls(text):
        control = text[start:end]
        inside = start + control.index(CONTENT) + len(CONTENT)
        head = text[start:inside]
        if b"<w15:repeatingSection/>" in head:
            rows = [text[inside:end][first:last] for first, last in _controls(text[inside:end])]
            yield text[position:inside]
            yield RowsPoint(_tag(head), tuple(_ready(rows)), next(spare))
            position = end - len(b"</w:sdtContent></w:sdt>")
        elif point := _fill_point(control, head):
            yield text[position:start]
            yield point
            position = end
    yield text[position:]


def _controls(text: bytes) -> Iterator[tuple[int, int]]:
    """Where the outermost controls of a text begin and end."""
    depth = start = 0
    for border in BORDER.finditer(text):
        if border[0] == b"<w:sdt>":
            start = start if depth else border.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield start, border.end()


def _ready(rows: list[bytes]) -> Iterator[ReadyRow]:
    """The ready-made rows. Those that differ in nothing but their numbers are split but once."""
    templates: dict[bytes, RowTemplate] = {}
    for row in rows:
        numbers, shape = tuple(NUMBER.findall(row)), NUMBER.sub(b"", row)
        if shape not in templates:
            inside = row.index(CONTENT) + len(CONTENT)
            parts = [part for part in _parts(row[inside:], iter(())) if not isinstance(part, RowsPoint)]
            templates[shape] = RowTemplate((row[:inside], *parts), numbers)
        yield ReadyRow(row, numbers, templates[shape])


def _fill_point(control: bytes, head: bytes) -> TextPoint | BoxPoint | None:
    """The fill point for a control; None for one without a tag."""
    if not (tag := _tag(head)):
        return None
    content = control[len(head) :]
    if sign := SIGN.search(head):
        ticked = SHOWN.sub(rb"\g<1>" + chr(int(sign[1], 16)).encode(), content, count=1)
        return BoxPoint(tag, control, head.replace(CHECKED, CHECKED.replace(b"0", b"1")) + ticked)
    before, is_date = head.replace(HINTED, b""), DATE.search(head) is not None
    if is_date:
        before = DATE.sub(b"<w:date" + FULL_DATE, before, count=1)
    options = frozenset(unescape(option.decode()) for option in OPTION.findall(head)) if LIST in head else None
    before, after = before + b"<w:r>" + _look(head, content), b"</w:r></w:sdtContent></w:sdt>"
    return TextPoint(tag, control, before, after, any(kind in head for kind in LINES), is_date, options)


def _look(head: bytes, content: bytes) -> bytes:
    """How what is typed looks: as the control says, or as its hint did but for the style of hints."""
    if own := LOOK.search(head):
        return own[0]
    match = LOOK.search(content)
    look = match[0] if match else b""
    return (STYLE.sub(b"", look) if HINTED in head else look).replace(b"<w:rPr></w:rPr>", b"")


def _tag(head: bytes) -> str:
    match = TAG.search(head)
    return unescape(match[1].decode()) if match else ""


def _spare_numbers(text: bytes) -> Iterator[int]:
    """Numbers that no control has: the longest stretch of them, shared out among the sections with rows."""
    used = sorted({0, HIGHEST + 1, *(int(re.sub(b"[^0-9]", b"", number)) for number in NUMBER.findall(text))})
    below, above = max(pairwise(used), key=lambda ends: ends[1] - ends[0])
    sections = text.count(b"<w15:repeatingSection/>")
    yield from range(below + 1, above, (above - below) // (sections + 1))
