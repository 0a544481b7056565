"""Filling in a blank form that `form_document` made, or that was released: its controls are left as Word itself would
leave them.

The document is parsed once and split into bytes that never change and fill points between them; to fill it in is to
join and zip.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from generator.forms import Filling
from generator.render.word.fill_points import RowsPoint
from generator.render.word.prepared_zip import PreparedZip
from generator.render.word.segments import split

DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*")


class Filler:
    """Fills in one blank form, once or many times."""

    def __init__(self, content: bytes) -> None:
        """`content` is a fillable or editable DOCX file.

        Raises zipfile.BadZipFile, KeyError or lxml.etree.XMLSyntaxError for what is no Word document.
        """
        self._zip = PreparedZip(content, (DOCUMENT, PROPERTIES))
        self._parts = split(self._zip.parts[DOCUMENT])
        fill_points = [part for part in self._parts if not isinstance(part, bytes)]
        self._known = {
            name
            for point in fill_points
            for name in ((point.section, *point.tags) if isinstance(point, RowsPoint) else (point.tag,))
        }

    def fill(self, filling: Filling, filled_at: datetime | None = None) -> bytes:
        """The form with this in it, as a DOCX file; the same arguments give the same bytes.

        `filled_at` (with its time zone) is when it was filled in; without it, the document says what the blank form
        says. Raises KeyError if there is something to write and no control for it, ValueError if a list does not have
        what is to be chosen.
        """
        places = (filling.single, *(row for rows in filling.rows.values() for row in rows))
        tags = {tag for values in places for tag, value in values.items() if value}
        tags |= {section for section, rows in filling.rows.items() if rows}
        if unknown := tags - self._known:
            raise KeyError(f"no control for {', '.join(sorted(unknown))}")
        parts: list[bytes] = []
        for part in self._parts:
            match part:
                case bytes():
                    parts.append(part)
                case RowsPoint():
                    parts += part.content(filling.rows.get(part.section, ()))
                case _:
                    parts.append(part.content(filling.single.get(part.tag, "")))
        properties = self._zip.parts.get(PROPERTIES, b"")
        if filled_at:
            properties = MODIFIED.sub(rf"\g<1>{filled_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode(), properties)
        return self._zip.join(
            {PROPERTIES: properties, DOCUMENT: b"".join(parts)} if properties else {DOCUMENT: b"".join(parts)}
        )
