"""What stands in a PDF file (ISO 32000): the only file that knows pypdf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import Destination


class Heading(NamedTuple):
    """An entry of a PDF's outline."""

    title: str
    page: int
    """From 1."""


def outline(content: bytes) -> list[Heading]:
    """The headings of a PDF, in order. Empty if one of them leads to no page."""
    reader = PdfReader(BytesIO(content))

    def walk(entries: Sequence[Any]) -> Iterator[Heading | None]:
        for entry in entries:
            if isinstance(entry, Destination):
                number = reader.get_destination_page_number(entry)
                yield None if number is None else Heading(str(entry.title), number + 1)
            else:
                yield from walk(entry)

    headings = list(walk(reader.outline))
    return [heading for heading in headings if heading] if None not in headings else []


def fonts(content: bytes) -> list[tuple[str, ...]]:
    """The fonts that the text of each page is set in, by their PostScript names, sorted."""
    return [tuple(sorted(_fonts(page))) for page in PdfReader(BytesIO(content)).pages]


def _fonts(page: Any) -> set[str]:
    used: set[str] = set()

    def note(text: str, _user: Any, _text: Any, font: Any, _size: Any) -> None:
        if text.strip() and font:
            # Of a font that is embedded in part the name begins with six letters and a plus.
            used.add(str(font["/BaseFont"]).lstrip("/").split("+")[-1])

    page.extract_text(visitor_text=note)
    return used
