"""Content controls (ISO/IEC 29500-1, 17.5.2), and the texts that they show while they are empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never
from uuid import NAMESPACE_URL, uuid5
from zlib import crc32

from lxml import etree

from generator.forms import Control, Shape, field_kind
from generator.model import Section
from generator.render.word.oxml import element, paragraph, run
from generator.render.word.package import xml

CHECKED, UNCHECKED = "\u2611", "\u2610"
BOX_FONT = "Segoe UI Symbol"
LONGEST_ALIAS = 64
"""In characters; Word refuses a document with a longer one."""


class Controls:
    """Makes the controls of one document: their numbers are unique in it, and follow from the tags alone."""

    def __init__(self, hint_style: str) -> None:
        """`hint_style` is the id of the document's style for hints."""
        self._hint_style = hint_style
        self._numbers: set[int] = set()
        self._hints: dict[str, None] = {}

    def single(self, control: Control) -> etree._Element:
        """A control that stands once in the document and cannot be deleted."""
        return self._control(control, control.hint, control.tag, element("w:lock", val="sdtLocked"))

    def in_row(self, control: Control, row: int) -> etree._Element:
        """A control in the `row`-th (from 0) ready-made row.

        It is not locked: who deletes a row deletes its controls.
        """
        return self._control(control, control.short_hint if row else control.hint, f"{control.tag}/{row}", None)

    def repeating(self, section: Section, rows: Sequence[etree._Element]) -> etree._Element:
        """Rows that Word lets people add to and take from; to other programs they are plain rows."""
        items = [
            _sdt(
                [element("w:id", val=self._number(f"{section.id}//{position}")), element("w15:repeatingSectionItem")],
                row,
            )
            for position, row in enumerate(rows)
        ]
        return _sdt(
            [
                element("w:alias", val=section.title) if section.title else None,
                element("w:tag", val=section.id),
                element("w:id", val=self._number(f"{section.id}//")),
                element("w15:repeatingSection"),
            ],
            *items,
        )

    def hints(self) -> bytes | None:
        """The glossary document, which holds the hints of all controls made so far: Word shows them again when a
        control is emptied.
        """
        if not self._hints:
            return None
        return xml(element("w:glossaryDocument", element("w:docParts", *map(self._building_block, self._hints))))

    def _control(self, control: Control, hint: str, key: str, lock: etree._Element | None) -> etree._Element:
        properties = [
            element("w:alias", val=control.title[:LONGEST_ALIAS]),
            element("w:tag", val=control.tag),
            element("w:id", val=self._number(key)),
            lock,
        ]
        if control.shape is Shape.BOX:
            return _sdt([*properties, _content_type(control)], empty_box())
        self._hints[hint] = None
        properties += [
            element("w:placeholder", element("w:docPart", val=_name(hint))),
            element("w:showingPlcHdr"),
            _content_type(control),
        ]
        return _sdt(properties, self._shown(hint))

    def _shown(self, hint: str) -> etree._Element:
        return run(hint, element("w:rStyle", val=self._hint_style))

    def _building_block(self, hint: str) -> etree._Element:
        return element(
            "w:docPart",
            element(
                "w:docPartPr",
                element("w:name", val=_name(hint)),
                element("w:category", element("w:name", val="常规"), element("w:gallery", val="placeholder")),
                element("w:types", element("w:type", val="bbPlcHdr")),
                element("w:behaviors", element("w:behavior", val="content")),
                element("w:guid", val=f"{{{str(uuid5(NAMESPACE_URL, hint)).upper()}}}"),
            ),
            element("w:docPartBody", paragraph("FormField", self._shown(hint))),
        )

    def _number(self, key: str) -> int:
        number = crc32(key.encode()) & 0x7FFFFFFF or 1
        while number in self._numbers:
            number = number % 0x7FFFFFFF + 1
        self._numbers.add(number)
        return number


def empty_box() -> etree._Element:
    """The sign of a box that is not ticked."""
    font = element("w:rFonts", ascii=BOX_FONT, hAnsi=BOX_FONT, eastAsia=BOX_FONT, cs=BOX_FONT)
    return run(UNCHECKED, font, element("w:sz", val=22), element("w:szCs", val=22))


def _sdt(properties: Sequence[etree._Element | None], *content: etree._Element) -> etree._Element:
    """The properties must come in the order of CT_SdtPr: alias, tag, id, lock, placeholder, showingPlcHdr, and last the
    type of content.
    """
    return element("w:sdt", element("w:sdtPr", *properties), element("w:sdtContent", *content))


def _content_type(control: Control) -> etree._Element:
    match control.shape:
        case Shape.DATE:
            return element(
                "w:date",
                element("w:dateFormat", val="yyyy-MM-dd"),
                element("w:lid", val="zh-CN"),
                element("w:storeMappedDataAs", val="date"),
                element("w:calendar", val="gregorian"),
            )
        case Shape.LIST:
            # Word takes a list with the same value twice for a broken file.
            options = dict.fromkeys(field_kind(control.field).options)
            return element(
                "w:dropDownList", *(element("w:listItem", displayText=option, value=option) for option in options)
            )
        case Shape.LINES:
            return element("w:richText")  # LibreOffice up to 7.4 forgets the line ends in plain text of several lines
        case Shape.TEXT:
            return element("w:text")
        case Shape.BOX:
            return _box()
        case _:
            assert_never(control.shape)


def _box() -> etree._Element:
    states = (("w14:checkedState", CHECKED), ("w14:uncheckedState", UNCHECKED))
    return element(
        "w14:checkbox",
        element("w14:checked", val=0),
        *(element(name, val=f"{ord(sign):04X}", font=BOX_FONT) for name, sign in states),
    )


def _name(hint: str) -> str:
    """The building block that holds a hint: as Word does it, 32 hexadecimal digits."""
    return uuid5(NAMESPACE_URL, hint).hex.upper()
