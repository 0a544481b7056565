"""Filling in a blank form that `form_document` made, or that was released: its controls are left as Word itself would leave them.

The document is parsed once and cut into bytes that never change and slots between them; to fill it in is to join and zip.
"""
from __future__ import annotations

import re
from copy import deepcopy
from datetime import datetime, timezone
from itertools import pairwise

from lxml import etree

from generator.forms import Filling

from .markup import qualified
from .prepared import PreparedZip
from .slots import FULL_DATE, NUMBER, Box, Row, Rows, Slot, Text

DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*")
SLOT, WORDS = "slot", ("words", "here")
"""Processing instructions that stand for a slot, and for the text in it, while the document is cut."""
HIGHEST = 2**31 - 1
"""The largest number that a control may have."""


class Filler:
    """Fills in one blank form, once or many times."""

    def __init__(self, content: bytes) -> None:
        """`content` is a fillable or editable DOCX file. Raises zipfile.BadZipFile, KeyError or lxml.etree.XMLSyntaxError for what is no Word document."""
        self._zip = PreparedZip(content, (DOCUMENT, PROPERTIES))
        self._parts, self._tags, self._sections = _cut(etree.fromstring(self._zip.parts[DOCUMENT]))

    def fill(self, filling: Filling, saved: datetime | None = None) -> bytes:
        """The form with this in it, as a DOCX file; the same arguments give the same bytes.

        `saved` (with its time zone) is when it was filled in; without it, the document says what the blank form says. Raises KeyError if
        there is something to write and no control for it, ValueError if a list does not have what is to be chosen.
        """
        wanted = {tag for values in (filling.single, *(row for rows in filling.rows.values() for row in rows)) for tag, value in values.items() if value}
        wanted |= {section for section, rows in filling.rows.items() if rows}
        if unknown := wanted - self._tags - self._sections:
            raise KeyError(f"no control for {', '.join(sorted(unknown))}")
        made: list[bytes] = []
        for part in self._parts:
            match part:
                case bytes():
                    made.append(part)
                case Rows():
                    made += part.content(filling.rows.get(part.section, ()))
                case _:
                    made.append(part.content(filling.single.get(part.tag, "")))
        properties = self._zip.parts.get(PROPERTIES, b"")
        if saved:
            properties = MODIFIED.sub(rf"\g<1>{saved.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}".encode(), properties)
        return self._zip.joined({PROPERTIES: properties, DOCUMENT: b"".join(made)} if properties else {DOCUMENT: b"".join(made)})


def _cut(root: etree._Element) -> tuple[tuple[bytes | Slot, ...], set[str], set[str]]:
    """The parts of a document, the tags of its controls and the sections that have rows."""
    slots: list[Slot] = []
    sections = [sdt for sdt in root.iter(qualified("w:sdt")) if _property(sdt, "w15:repeatingSection") is not None]
    numbers = _free_numbers(root)
    share = len(numbers) // max(1, len(sections))
    for position, section in enumerate(sections):
        _cut_rows(section, numbers[position * share], slots)
    for sdt in [*root.iter(qualified("w:sdt"))]:
        if sdt not in sections:
            _cut_control(sdt, slots)
    parts = _split(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), slots)
    return parts, {slot.tag for slot in slots if not isinstance(slot, Rows)}, {slot.section for slot in slots if isinstance(slot, Rows)}


def _cut_rows(section: etree._Element, free: int, slots: list[Slot]) -> None:
    """Put one slot in the place of all rows."""
    content = section.find(qualified("w:sdtContent"))
    ready = []
    for item in content:
        numbers = tuple(NUMBER.format(id.get(qualified("w:val"))).encode() for id in item.iter(qualified("w:id")))
        for sdt in item.findall(f"{qualified('w:sdtContent')}//{qualified('w:sdt')}"):
            _cut_control(sdt, slots)
        ready.append(Row(_split(_bytes(item), slots), numbers))
    content[:] = [etree.ProcessingInstruction(SLOT, str(len(slots)))]
    slots.append(Rows(_property(section, "w:tag").get(qualified("w:val")), tuple(ready), free))


def _cut_control(sdt: etree._Element, slots: list[Slot]) -> None:
    """Put a slot in the place of a control."""
    tag, properties, content = _property(sdt, "w:tag").get(qualified("w:val")), sdt.find(qualified("w:sdtPr")), sdt.find(qualified("w:sdtContent"))
    empty, box = _bytes(sdt), _property(sdt, "w14:checkbox")
    if box is not None:
        box.find(qualified("w14:checked")).set(qualified("w14:val"), "1")
        sign = box.find(qualified("w14:checkedState")).get(qualified("w14:val"))
        next(content.iter(qualified("w:t"))).text = chr(int(sign, 16))
        made: Slot = Box(tag, empty, _bytes(sdt))
    else:
        run = next(content.iter(qualified("w:r")))
        run[:] = [*_typed(run, properties), etree.ProcessingInstruction(*WORDS)]
        content[:] = [run]
        if (hint := _property(sdt, "w:showingPlcHdr")) is not None:
            properties.remove(hint)
        if (date := _property(sdt, "w:date")) is not None:
            date.set(qualified("w:fullDate"), re.search(b'"(.*)"', FULL_DATE)[1].decode())
        options, text = _property(sdt, "w:dropDownList"), _property(sdt, "w:text")
        before, after = _bytes(sdt).split("<?{} {}?>".format(*WORDS).encode())
        made = Text(tag, empty, before, after, text is None or text.get(qualified("w:multiLine")) == "1", date is not None,
                    None if options is None else frozenset(option.get(qualified("w:value")) for option in options))
    slot = etree.ProcessingInstruction(SLOT, str(len(slots)))
    slot.tail = sdt.tail
    sdt.getparent().replace(sdt, slot)
    slots.append(made)


def _typed(run: etree._Element, properties: etree._Element) -> list[etree._Element]:
    """How what is typed looks: as the control says, or as its hint did but for the style of hints."""
    own, shown = properties.find(qualified("w:rPr")), run.find(qualified("w:rPr"))
    if own is not None:
        return [deepcopy(own)]
    if shown is not None and properties.find(qualified("w:showingPlcHdr")) is not None:
        for style in shown.findall(qualified("w:rStyle")):
            shown.remove(style)
    return [shown] if shown is not None and len(shown) else []


def _free_numbers(root: etree._Element) -> range:
    """The longest stretch of numbers that no control has."""
    used = sorted({0, HIGHEST + 1, *(int(id.get(qualified("w:val"))) for id in root.iter(qualified("w:id")))})
    below, above = max(pairwise(used), key=lambda ends: ends[1] - ends[0])
    return range(below + 1, above)


def _property(sdt: etree._Element, name: str) -> etree._Element | None:
    return sdt.find(f"{qualified('w:sdtPr')}/{qualified(name)}")


def _bytes(one: etree._Element) -> bytes:
    """An element as it stands inside its document: namespaces that are declared there are not declared again."""
    written = etree.tostring(one, encoding="UTF-8", with_tail=False)
    end = written.index(b">")
    head = written[:end]
    for prefix, uri in one.getparent().nsmap.items():
        head = head.replace(f' xmlns:{prefix}="{uri}"'.encode(), b"", 1)
    return head + written[end:]


def _split(written: bytes, slots: list[Slot]) -> tuple[bytes | Slot, ...]:
    pieces = re.split(rf"<\?{SLOT} (\d+)\?>".encode(), written)
    return tuple(slots[int(piece)] if position % 2 else piece for position, piece in enumerate(pieces))
