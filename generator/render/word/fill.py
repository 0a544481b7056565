"""Filling in a blank form that `form_document` made, or that was released: its controls are left as Word itself would
leave them.

The document is parsed once and cut into bytes that never change and slots between them; to fill it in is to join and
zip.
"""

from __future__ import annotations

import re
from datetime import datetime, timezone

from generator.forms import Filling
from generator.render.word.fill_points import Rows
from generator.render.word.prepared_zip import PreparedZip
from generator.render.word.segments import cut

DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*")


class Filler:
    """Fills in one blank form, once or many times."""

    def __init__(self, content: bytes) -> None:
        """`content` is a fillable or editable DOCX file.

        Raises zipfile.BadZipFile, KeyError or lxml.etree.XMLSyntaxError for what is no Word document.
        """
        self._zip = PreparedZip(content, (DOCUMENT, PROPERTIES))
        self._parts = cut(self._zip.parts[DOCUMENT])
        slots = [part for part in self._parts if not isinstance(part, bytes)]
        self._known = {
            name for slot in slots for name in ((slot.section, *slot.tags) if isinstance(slot, Rows) else (slot.tag,))
        }

    def fill(self, filling: Filling, saved: datetime | None = None) -> bytes:
        """The form with this in it, as a DOCX file; the same arguments give the same bytes.

        `saved` (with its time zone) is when it was filled in; without it, the document says what the blank form says.
        Raises KeyError if there is something to write and no control for it, ValueError if a list does not have what is
        to be chosen.
        """
        places = (filling.single, *(row for rows in filling.rows.values() for row in rows))
        wanted = {tag for values in places for tag, value in values.items() if value}
        wanted |= {section for section, rows in filling.rows.items() if rows}
        if unknown := wanted - self._known:
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
        return self._zip.joined(
            {PROPERTIES: properties, DOCUMENT: b"".join(made)} if properties else {DOCUMENT: b"".join(made)}
        )
