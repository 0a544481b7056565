"""Rules about what comes before what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from generator.forms.form_rules.kind import FormRuleKind, Named, Scope
from generator.forms.kinds import Flaw, Wrong
from generator.forms.record import Holds, day_in_record
from generator.model.entry_ref import EntryRef
from generator.model.form_rule import AfterRule, BeforeRule, NotFutureRule, WithinRule

DAY, CLOCK = (Holds.DAY,), (Holds.CLOCK,)
Order = TypeVar("Order", AfterRule, BeforeRule, covariant=True)


class OrderKind(FormRuleKind[Order]):
    """What the two rules of order have in common."""

    @property
    def subject(self) -> EntryRef:
        return self.rule.field

    def named(self) -> tuple[Named, ...]:
        days = (*DAY, *CLOCK) if self.rule.clock is None else DAY
        named = [Named(("field",), self.rule.field, days), Named(("than",), self.rule.than, days)]
        if self.rule.clock:
            named.append(Named(("clock",), self.rule.clock, CLOCK))
        if self.rule.than_clock:
            named.append(Named(("than_clock",), self.rule.than_clock, CLOCK))
        return tuple(named)

    def unfit(self) -> Iterator[Flaw]:
        if (self.rule.clock is None) != (self.rule.than_clock is None):
            name = "than_clock" if self.rule.clock else "clock"
            yield Flaw((), "两边的时刻要一起写", f"请写上 {name}，或把另一边的也删掉")
        elif self.kind(self.rule.field).holds is not self.kind(self.rule.than).holds:
            yield Flaw(("than",), "一边是日期，一边是时刻，比不了先后", "两边写同一种栏目")

    def broken(self, scope: Scope) -> Iterator[Wrong]:
        own = self.moment(scope, self.rule.field, self.rule.clock)
        other = self.moment(scope, self.rule.than, self.rule.than_clock)
        if own is None or other is None or (own == other and self.rule.or_same):
            return
        if own == other or (own > other) is not isinstance(self.rule, AfterRule):
            yield Wrong("order", {"value": own, "other": other})

    @property
    def _own(self) -> str:
        return self.title(self.rule.field, self.rule.clock)

    @property
    def _other(self) -> str:
        return self.title(self.rule.than, self.rule.than_clock)


class AfterKind(OrderKind[AfterRule]):
    """One day or time after another."""

    def requirement(self) -> str:
        return f"{self._own}不能早于{self._other}" if self.rule.or_same else f"{self._own}要晚于{self._other}"

    def advice(self) -> str:
        return f"{'不早于' if self.rule.or_same else '晚于'}{self.field(self.rule.than).title}"


class BeforeKind(OrderKind[BeforeRule]):
    """One day or time before another."""

    def requirement(self) -> str:
        return f"{self._own}不能晚于{self._other}" if self.rule.or_same else f"{self._own}要早于{self._other}"

    def advice(self) -> str:
        return f"{'不晚于' if self.rule.or_same else '早于'}{self.field(self.rule.than).title}"


class NotFutureKind(FormRuleKind[NotFutureRule]):
    """A day that has come."""

    @property
    def subject(self) -> EntryRef:
        return self.rule.field

    def named(self) -> tuple[Named, ...]:
        return (Named(("field",), self.rule.field, DAY),)

    def requirement(self) -> str:
        return f"{self.title(self.rule.field)}不能晚于填写当天"

    def advice(self) -> str:
        return "不晚于当天"

    def unfit(self) -> Iterator[Flaw]:
        yield from ()

    def broken(self, scope: Scope) -> Iterator[Wrong]:
        own = day_in_record(scope.answers.get(self.rule.field.entry))
        if own and scope.filled and own > scope.filled:
            yield Wrong("future", {"value": own.isoformat(), "filled": scope.filled.isoformat()})


class WithinKind(FormRuleKind[WithinRule]):
    """A day near another."""

    @property
    def subject(self) -> EntryRef:
        return self.rule.field

    def named(self) -> tuple[Named, ...]:
        return Named(("field",), self.rule.field, DAY), Named(("than",), self.rule.than, DAY)

    def requirement(self) -> str:
        own, other, days = self.title(self.rule.field), self.title(self.rule.than), self.rule.days
        if self.rule.direction == "前后":
            return f"{own}与{other}相隔不能超过 {days} 天"
        return f"{own}要在{other}当天或{self.rule.direction} {days} 天以内"

    def advice(self) -> str:
        side = "" if self.rule.direction == "前后" else self.rule.direction
        return f"{self.field(self.rule.than).title}{side} {self.rule.days} 天内"

    def unfit(self) -> Iterator[Flaw]:
        yield from ()

    def broken(self, scope: Scope) -> Iterator[Wrong]:
        own = day_in_record(scope.answers.get(self.rule.field.entry))
        other = day_in_record(scope.answers.get(self.rule.than.entry))
        if own is None or other is None:
            return
        apart = (own - other).days
        least = 0 if self.rule.direction == "之后" else -self.rule.days
        most = 0 if self.rule.direction == "之前" else self.rule.days
        if not least <= apart <= most:
            yield Wrong("distance", {"value": own.isoformat(), "other": other.isoformat(), "days": abs(apart)})
