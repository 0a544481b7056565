"""Kinds of fields whose answer is any text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.forms.kinds.kind import FieldKind, NewControl, Wrong
from generator.forms.record import Answer, Holds, Record
from generator.forms.table import Control, Shape
from generator.model.form import Form, LongTextField, SignatureField, TextField


class TextKind(FieldKind[TextField]):
    """One line."""

    @property
    def holds(self) -> Holds:
        return Holds.TEXT

    def understood(self, text: str) -> Answer:
        return text

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        return _no_text(value, self.field.maxlength)

    def sample_hint(self) -> str:
        return SHORTER

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return (control(Shape.TEXT, "点此填写"),)

    def phrase(self) -> str:
        return f"最多 {self.field.maxlength} 字"


class LongTextKind(FieldKind[LongTextField]):
    """Several lines."""

    @property
    def holds(self) -> Holds:
        return Holds.TEXT

    def understood(self, text: str) -> Answer:
        return text

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        return _no_text(value, self.field.maxlength)

    def sample_hint(self) -> str:
        return SHORTER

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return (control(Shape.LINES, "点此填写"),)

    @property
    def lines(self) -> int:
        return self.field.lines

    @property
    def is_alone(self) -> bool:
        return True

    def phrase(self) -> str:
        return f"最多 {self.field.maxlength} 字"


class SignatureKind(FieldKind[SignatureField]):
    """A name, or a sign by hand on paper."""

    @property
    def holds(self) -> Holds:
        return Holds.TEXT

    def understood(self, text: str) -> Answer:
        return text

    @property
    def lacking(self) -> str:
        return "unsigned"

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        return _no_text(value)

    def sample_hint(self) -> str:
        return "写一个姓名"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return (control(Shape.TEXT, "签名"),)

    @property
    def lines(self) -> int:
        return 2

    def phrase(self) -> str:
        return ""


SHORTER = "请把 sample 写短，或把 maxlength 改大"


def _no_text(value: Any, most: int | None = None) -> Iterator[Wrong]:
    """`most` is the number of characters that it may have."""
    if not isinstance(value, str):
        yield Wrong("text", {"value": value})
    elif most is not None and len(value) > most:
        yield Wrong("long", {"count": len(value), "most": most})
