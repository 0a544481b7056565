"""Kinds of fields whose answer is a day or a time of day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.forms.kinds.kind import FieldKind, NewControl, Wrong
from generator.forms.record import Answer, Holds, Record, day_in_record, is_clock
from generator.forms.spellings import date_in, time_in
from generator.forms.table import Control, Shape
from generator.model.form import DateField, Form, TimeField


class DateKind(FieldKind[DateField]):
    """A day of the calendar."""

    @property
    def holds(self) -> Holds:
        return Holds.DAY

    def understood(self, text: str) -> Answer:
        return date_in(text) or text

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        if day_in_record(value) is None:
            yield Wrong("date", {"value": value})

    def sample_hint(self) -> str:
        return "例如「sample: 2026-01-31」"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return (control(Shape.DATE, "选择日期"),)

    @property
    def blank(self) -> str:
        return "　　　　年　　月　　日"

    def phrase(self) -> str:
        return ""


class TimeKind(FieldKind[TimeField]):
    """A time of day."""

    @property
    def holds(self) -> Holds:
        return Holds.CLOCK

    def understood(self, text: str) -> Answer:
        return time_in(text) or text

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        if not is_clock(value):
            yield Wrong("time", {"value": value})

    def sample_hint(self) -> str:
        return '例如「sample: "14:30"」'

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return (control(Shape.TEXT, "时:分"),)

    @property
    def blank(self) -> str:
        return "　　　时　　　分"

    def phrase(self) -> str:
        return ""
