"""Kinds of fields whose answer is a text of a certain form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.forms.kinds.kind import FieldKind, Flaw, NewControl, Wrong
from generator.forms.phone_numbers import phone_in
from generator.forms.record import Answer, Holds, Record
from generator.forms.spellings import code_in
from generator.forms.table import Control, Shape
from generator.model.form import CodeField, Form, PhoneField


class PhoneKind(FieldKind[PhoneField]):
    """A telephone number."""

    @property
    def holds(self) -> Holds:
        return Holds.TEXT

    def understood(self, text: str) -> Answer:
        return phone_in(text) or text

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        if not isinstance(value, str) or phone_in(value) != value:
            yield Wrong("phone", {"value": value})

    def sample_hint(self) -> str:
        return '例如「sample: "13800138000"」'

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return (control(Shape.TEXT, "手机或区号-座机"),)

    def phrase(self) -> str:
        return "手机，或带区号的座机"


class CodeKind(FieldKind[CodeField]):
    """A number of the company's own, written as the company writes it."""

    @property
    def holds(self) -> Holds:
        return Holds.TEXT

    def understood(self, text: str) -> Answer:
        return code_in(text, self.field.pattern) or text

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        if not isinstance(value, str) or not self.field.pattern.fits(value):
            yield Wrong("code", {"value": value, "example": self.field.example})

    def flaws(self) -> Iterator[Flaw]:
        if not self.field.pattern.fits(self.field.example):
            yield Flaw(
                ("example",),
                f"样例「{self.field.example}」自己就不合写法「{self.field.pattern}」",
                "请改 example，或改 pattern",
            )

    def sample_hint(self) -> str:
        return f"照样例写，例如「sample: {self.field.example}」"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return (control(Shape.TEXT, f"如 {self.field.example}"),)

    def phrase(self) -> str:
        return f"写法如 {self.field.example}"

    def for_browsers(self) -> dict[str, Any]:
        return {**super().for_browsers(), "pattern": self.field.pattern.expression}
