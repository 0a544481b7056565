"""What stands in a PDF file (ISO 32000): the only file that knows pypdf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError
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


def text(content: bytes) -> str:
    """The words of all pages. Raises ValueError for what is no PDF."""
    try:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    except (PyPdfError, OSError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from None


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


class Run(NamedTuple):
    """Text that is set in one go."""

    text: str
    x: float
    y: float
    """In points from the lower left corner of the page, of its base line."""
    size: float
    width: float
    """As near as can be told without the font: a Chinese character is as wide as high, any other half of that."""


class Rule(NamedTuple):
    """A straight line, or a rectangle so thin that it looks like one."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def is_across(self) -> bool:
        """Whether it runs from left to right."""
        return abs(self.x2 - self.x1) >= abs(self.y2 - self.y1)


class PageContent(NamedTuple):
    """What stands on a page."""

    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    height: float


def page_contents(content: bytes, most: int) -> list[PageContent] | None:
    """The text and the ruled lines of every page, at most `most` and one more; None for a file that cannot be read."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        return [_content(page) for page, _ in zip(reader.pages, range(most + 1), strict=False)]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError):
        return None


def _content(page: Any) -> PageContent:
    runs: list[Run] = []
    rules: list[Rule] = []
    path: list[tuple[float, float, float, float]] = []
    start: list[float] = []

    def moved(x: float, y: float, matrix: Sequence[float]) -> tuple[float, float]:
        return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]

    def text_set(text: str, user: Sequence[float], matrix: Sequence[float], _font: Any, size: float) -> None:
        words = text.rstrip("\n")
        if not words.strip():
            return
        x, y = moved(matrix[4], matrix[5], user)
        height = abs(size * (matrix[3] or 1) * (user[3] or 1)) or 10.0
        width = sum(height if ord(sign) > 0x2000 else height / 2 for sign in words)
        runs.append(Run(words, x, y, height, width))

    def drawn(operator: bytes, operands: Sequence[Any], user: Sequence[float], _matrix: Sequence[float]) -> None:
        nonlocal start
        if operator == b"re":
            x, y, width, height = (float(operand) for operand in operands)
            (x1, y1), (x2, y2) = moved(x, y, user), moved(x + width, y + height, user)
            path.append((x1, y1, x2, y2))
        elif operator == b"m":
            start = [*moved(float(operands[0]), float(operands[1]), user)]
        elif operator == b"l" and start:
            x2, y2 = moved(float(operands[0]), float(operands[1]), user)
            path.append((start[0], start[1], x2, y2))
            start = [x2, y2]
        elif operator in (b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"):
            rules.extend(rule for part in path for rule in _rules(*part))
            path.clear()
        elif operator == b"n":
            path.clear()

    page.extract_text(visitor_text=text_set, visitor_operand_before=drawn)
    return PageContent(tuple(runs), tuple(rules), float(page.mediabox.height))


def _rules(x1: float, y1: float, x2: float, y2: float) -> list[Rule]:
    """A line or thin rectangle as a rule; of a larger rectangle its four sides."""
    wide, high = abs(x2 - x1), abs(y2 - y1)
    if min(wide, high) <= THIN < max(wide, high):
        return [Rule(x1, y1, x2, y1) if wide >= high else Rule(x1, y1, x1, y2)]
    if wide > THIN and high > THIN:
        return [Rule(x1, y1, x2, y1), Rule(x1, y2, x2, y2), Rule(x1, y1, x1, y2), Rule(x2, y1, x2, y2)]
    return []


THIN = 3.0
"""Points up to which a rectangle is a line."""
