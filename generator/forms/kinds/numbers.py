"""Kinds of fields whose answer is a number."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, TypeGuard, TypeVar

from generator.forms.kinds.kind import FieldKind, Flaw, NewControl, Wrong, trim_zeros
from generator.forms.record import Answer, Holds, Record
from generator.forms.spellings import number_in
from generator.forms.table import Control, Shape
from generator.language import phrasing
from generator.model.form import Form, MoneyField, NumberField, ScoreField, TotalField

N = TypeVar("N", NumberField, MoneyField, ScoreField, TotalField, covariant=True)


class NumericKind(FieldKind[N]):
    """What all of them have in common."""

    @property
    def holds(self) -> Holds:
        return Holds.NUMBER

    @property
    @abstractmethod
    def unit(self) -> str:
        """What is printed behind it; may be empty."""

    def understood(self, text: str) -> Answer:
        number = number_in(text, self.unit)
        return text if number is None else number

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            yield Wrong("number", {"value": value})
        else:
            yield from self.unfit(value, record, form)

    @abstractmethod
    def unfit(self, value: float, record: Record, form: Form) -> Iterator[Wrong]:
        """What is wrong with a number."""

    def with_unit(self, control: Control) -> tuple[str | Control, ...]:
        """A control with the unit behind it."""
        return (control, f" {self.unit}") if self.unit else (control,)


class NumberKind(NumericKind[NumberField]):
    """A number of something."""

    @property
    def unit(self) -> str:
        return self.field.unit

    def unfit(self, value: float, record: Record, form: Form) -> Iterator[Wrong]:
        return _outside(value, self.field.decimals, self.field.least, self.field.most)

    def flaws(self) -> Iterator[Flaw]:
        return _nothing_between(self.field)

    def sample_hint(self) -> str:
        return "请改 sample，或改 least、most、decimals"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        least, most = self.field.least, self.field.most
        hint = "数字" if least is None or most is None else f"{self.shown(least)}–{self.shown(most)}"
        return self.with_unit(control(Shape.TEXT, hint))

    def phrase(self) -> str:
        decimals = f"最多 {self.field.decimals} 位小数" if self.field.decimals else ""
        return "，".join(filter(None, (_limits(self.field), decimals)))


class MoneyKind(NumericKind[MoneyField]):
    """An amount: with a comma every three digits, and at most two decimals."""

    @property
    def unit(self) -> str:
        return self.field.unit

    def unfit(self, value: float, record: Record, form: Form) -> Iterator[Wrong]:
        return _outside(value, 2, self.field.least, self.field.most)

    def flaws(self) -> Iterator[Flaw]:
        return _nothing_between(self.field)

    def sample_hint(self) -> str:
        return "请改 sample，或改 least、most"

    def shown(self, value: Answer) -> str:
        return trim_zeros(f"{value:,.4f}") if is_number(value) else super().shown(value)

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return self.with_unit(control(Shape.TEXT, "金额"))

    def phrase(self) -> str:
        return _limits(self.field)


class ScoreKind(NumericKind[ScoreField]):
    """So many points out of so many."""

    @property
    def unit(self) -> str:
        return "分"

    def unfit(self, value: float, record: Record, form: Form) -> Iterator[Wrong]:
        return _outside(value, 0, self.field.least, self.field.most)

    def flaws(self) -> Iterator[Flaw]:
        return _nothing_between(self.field)

    def sample_hint(self) -> str:
        return "请改 sample，或改 least、most"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return self.with_unit(control(Shape.TEXT, f"{self.field.least}–{self.field.most}"))

    @property
    def blank(self) -> str:
        return f"（{self.field.least}–{self.field.most}）"

    def phrase(self) -> str:
        weight = f"，权重 {self.field.weight}" if self.field.weight != 1 else ""
        return f"{self.field.least}–{self.field.most} 分{weight}"


class TotalKind(NumericKind[TotalField]):
    """What others add up to. Nobody has to write it: see `total_of`."""

    @property
    def unit(self) -> str:
        return self.field.unit

    @property
    def lacking(self) -> str:
        return ""

    def unfit(self, value: float, record: Record, form: Form) -> Iterator[Wrong]:
        expected = total_of(form, self.field, record)
        if expected is not None and abs(expected - value) > 0.005:
            yield Wrong("total", {"value": value, "sum": expected})

    def sample_hint(self) -> str:
        return "请核对各栏的示例值，或删掉这一栏的 sample"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return self.with_unit(control(Shape.TEXT, "合计后填写"))

    def phrase(self) -> str:
        return _unit(self.field)


def total_of(form: Form, field: TotalField, record: Record) -> int | float | None:
    """What the total must be: its fields added up, scores times their weight. None if one of them is missing or no
    number.
    """
    fields = {field.id: field for section in form.sections for field in section.fields}
    total = 0.0
    for ref in field.of:
        value, part = record.get(ref.entry), fields.get(ref.entry)
        if not is_number(value):
            return None
        total += value * (part.weight if isinstance(part, ScoreField) else 1)
    total = round(total, 4)
    return int(total) if total == int(total) else total


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether it is a number; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _outside(value: float, decimals: int, least: float | None, most: float | None) -> Iterator[Wrong]:
    if round(value, decimals) != value:
        yield Wrong("decimals", {"value": value, "most": decimals})
    if least is not None and value < least:
        yield Wrong("least", {"value": value, "least": least})
    if most is not None and value > most:
        yield Wrong("most", {"value": value, "most": most})


def _nothing_between(field: NumberField | MoneyField | ScoreField) -> Iterator[Flaw]:
    if field.least is not None and field.most is not None and field.least >= field.most:
        least, most = phrasing.number(field.least), phrasing.number(field.most)
        yield Flaw((), f"栏目「{field.title}」的最小值 {least} 要小于最大值 {most}", "请核对 least 和 most")


def _limits(field: NumberField | MoneyField) -> str:
    return "，".join(filter(None, (_unit(field), phrasing.between(field.least, field.most))))


def _unit(field: NumberField | MoneyField | TotalField) -> str:
    return f"单位：{field.unit}" if field.unit else ""
