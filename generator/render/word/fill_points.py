"""The places of a form that can be filled in, each ready to be written: only the answer itself is missing in their
bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from generator.render.word.oxml import clean

Values = Mapping[str, str | bool]
"""By tag."""

FULL_DATE = b' w:fullDate="0001-01-01T00:00:00Z"'
"""The day behind what a date control shows; stands in `TextPoint.before` for the one to come."""
NUMBER = re.compile(b'<w:id w:val="[0-9]+"/>')
"""The number of a control."""


@dataclass(frozen=True)
class TextPoint:
    """A control that holds a text: plain, a date or one of a list."""

    tag: str
    empty: bytes
    before: bytes
    after: bytes
    """What stands around the text once there is one."""
    lines: bool
    """Whether it may have several."""
    is_date: bool
    options: frozenset[str] | None

    def content(self, value: str | bool) -> bytes:
        """The control with this in it. ValueError for what is none of its options."""
        text = clean(str(value).replace("\r\n", "\n").replace("\r", "\n")) if value else ""
        if not text.strip():
            return self.empty
        if self.options is not None and text not in self.options:
            raise ValueError(f"{self.tag}: {text!r} is no option")
        before = self.before
        if self.is_date:  # Word lets people type anything; then there is no day behind it
            is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII)
            before = before.replace(FULL_DATE, FULL_DATE.replace(b"0001-01-01", text.encode()) if is_day else b"")
        return before + _words(text if self.lines else text.replace("\n", " ")).encode() + self.after


@dataclass(frozen=True)
class BoxPoint:
    """A control that is ticked or not."""

    tag: str
    empty: bytes
    ticked: bytes

    def content(self, value: str | bool) -> bytes:
        """The control, ticked or not."""
        return self.ticked if value is True else self.empty


@dataclass(frozen=True)
class RowTemplate:
    """What rows of a section have in common."""

    parts: tuple[bytes | TextPoint | BoxPoint, ...]
    numbers: tuple[bytes, ...]
    """Those that stand in the parts: of the row and of its controls."""

    def content(self, values: Values, numbers: Sequence[bytes]) -> bytes:
        """A row with these values and these numbers."""
        row = b"".join(
            part if isinstance(part, bytes) else part.content(values.get(part.tag, "")) for part in self.parts
        )
        for old, new in zip(self.numbers, numbers, strict=True):
            row = row.replace(old, new, 1)
        return row


@dataclass(frozen=True)
class ReadyRow:
    """A ready-made row."""

    empty: bytes
    numbers: tuple[bytes, ...]
    template: RowTemplate

    def content(self, values: Values) -> bytes:
        """The row with these values."""
        return self.template.content(values, self.numbers) if values else self.empty


@dataclass(frozen=True)
class RowsPoint:
    """All rows of a section to which rows may be added."""

    section: str
    ready: tuple[ReadyRow, ...]
    free: int
    """From here on there are numbers for the controls of further rows."""

    def content(self, rows: Sequence[Values]) -> Iterator[bytes]:
        """The rows one after another: no fewer than the ready-made ones."""
        for position, ready in enumerate(self.ready):
            yield ready.content(rows[position] if position < len(rows) else {})
        template = self.ready[-1].template
        count = len(template.numbers)
        for position, row in enumerate(rows[len(self.ready) :]):
            first = self.free + position * count
            yield template.content(row, [b'<w:id w:val="%d"/>' % number for number in range(first, first + count)])

    @property
    def tags(self) -> Iterator[str]:
        """Those of the controls in its rows."""
        for row in self.ready:
            yield from (part.tag for part in row.template.parts if not isinstance(part, bytes))


FillPoint = TextPoint | BoxPoint | RowsPoint


def _words(text: str) -> str:
    """A text inside a run: line ends are breaks, tabulators are tabs."""
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return "".join(
        {"\n": "<w:br/>", "\t": "<w:tab/>"}.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in re.split("([\n\t])", text)
        if part
    )
