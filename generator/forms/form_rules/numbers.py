"""Rules about numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from generator.forms.form_rules.kind import FormRuleKind, Named, Scope, amounts
from generator.forms.kinds import Flaw, Wrong
from generator.forms.record import Holds
from generator.language import phrasing
from generator.model.entry_ref import EntryRef
from generator.model.form import AnyField, MoneyField, NumberField, ScoreField
from generator.model.form_rule import AtLeastRule, AtMostRule, PlausibleRule, ShareRule, SumRule

NUMBER = (Holds.NUMBER,)
NEAR = 0.005
"""How far a sum may be from what is written: less than half a fen."""
Limit = TypeVar("Limit", AtMostRule, AtLeastRule, covariant=True)
Parts = TypeVar("Parts", SumRule, ShareRule, covariant=True)


class PartsKind(FormRuleKind[Parts]):
    """What rules have in common that add fields up."""

    def parts(self) -> tuple[Named, ...]:
        """The fields that are added."""
        return tuple(Named(("of", position), ref, NUMBER) for position, ref in enumerate(self.rule.of))

    def added(self, scope: Scope) -> float | None:
        """The sum; None if nothing stands there, or something of which it cannot be told."""
        found = [amounts(self, scope, ref) for ref in self.rule.of]
        told = [numbers for numbers in found if numbers is not None]
        if len(told) < len(found) or not any(told):
            return None
        total = round(sum(sum(numbers) for numbers in told), 4)
        return int(total) if total == int(total) else total

    def parts_title(self) -> str:
        """「甲」「乙」, or 各行「金额」."""
        each = "各行" if not self.section and any(map(self.rows_of, self.rule.of)) else ""
        return each + self.title(*self.rule.of)


class SumKind(PartsKind[SumRule]):
    """A number that is the sum of others."""

    @property
    def subject(self) -> EntryRef:
        return self.rule.field

    @property
    def section(self) -> str:
        return self.rows_of(self.rule.field)

    def named(self) -> tuple[Named, ...]:
        return Named(("field",), self.rule.field, NUMBER), *self.parts()

    def requirement(self) -> str:
        return f"{self.title(self.rule.field)}要等于{self.parts_title()}之和"

    def advice(self) -> str:
        return "各项之和"

    def unfit(self) -> Iterator[Flaw]:
        if len(self.rule.of) == 1 and not (self.rows_of(self.rule.of[0]) and not self.section):
            yield Flaw(("of",), "只有一栏，没有可加的", "写两栏以上，或写多行表格里的一栏")

    def broken(self, scope: Scope) -> Iterator[Wrong]:
        own, added = self.number(scope, self.rule.field), self.added(scope)
        if own is not None and added is not None and abs(own - added) > NEAR:
            yield Wrong("sum", {"value": own, "sum": added})


class ShareKind(PartsKind[ShareRule]):
    """Numbers that are a whole together."""

    @property
    def subject(self) -> EntryRef:
        return self.rule.of[-1]

    @property
    def section(self) -> str:
        return self.rows_of(self.rule.of[0]) if len(self.rule.of) > 1 else ""

    def named(self) -> tuple[Named, ...]:
        return self.parts()

    def requirement(self) -> str:
        return f"{self.parts_title()}合计要是 {self._total}"

    def advice(self) -> str:
        return f"合计 {self._total}"

    def unfit(self) -> Iterator[Flaw]:
        if len(self.rule.of) == 1 and not self.rows_of(self.rule.of[0]):
            yield Flaw(("of",), "只有一栏，没有可加的", "写两栏以上，或写多行表格里的一栏")

    def broken(self, scope: Scope) -> Iterator[Wrong]:
        added = self.added(scope)
        if added is not None and abs(added - self.rule.total) > NEAR:
            yield Wrong("share", {"sum": added})

    @property
    def _total(self) -> str:
        unit = getattr(self.field(self.rule.of[0]), "unit", "")
        return f"{self.rule.total}{unit}" if unit == "%" else f"{self.rule.total} {unit}".strip()


class LimitKind(FormRuleKind[Limit]):
    """What rules have in common that set a limit."""

    @property
    def subject(self) -> EntryRef:
        return self.rule.field

    def named(self) -> tuple[Named, ...]:
        own = Named(("field",), self.rule.field, NUMBER)
        return (own, Named(("than",), self.rule.than, NUMBER)) if self.rule.than else (own,)

    def unfit(self) -> Iterator[Flaw]:
        if (self.rule.than is None) == (self.rule.figure is None):
            yield Flaw((), "than 和 figure 要写一个，也只能写一个", "than 写另一个栏目，figure 写一个数")

    def broken(self, scope: Scope) -> Iterator[Wrong]:
        own = self.number(scope, self.rule.field)
        bound = self.number(scope, self.rule.than) if self.rule.than else self.rule.figure
        if own is None or bound is None or own == bound:
            return
        if (own > bound) is isinstance(self.rule, AtMostRule):
            yield Wrong("limit", {"value": own, "bound": bound})

    def bound(self) -> str:
        """The other field, or the figure with its unit."""
        if self.rule.than:
            return self.title(self.rule.than)
        return " " + phrasing.quantity(self.rule.figure or 0, getattr(self.field(self.rule.field), "unit", ""))


class AtMostKind(LimitKind[AtMostRule]):
    """A number below a limit."""

    def requirement(self) -> str:
        return f"{self.title(self.rule.field)}不能大于{self.bound()}"

    def advice(self) -> str:
        return f"不大于{self.bound()}".replace("「", "").replace("」", "")


class AtLeastKind(LimitKind[AtLeastRule]):
    """A number above a limit."""

    def requirement(self) -> str:
        return f"{self.title(self.rule.field)}不能小于{self.bound()}"

    def advice(self) -> str:
        return f"不小于{self.bound()}".replace("「", "").replace("」", "")


class PlausibleKind(FormRuleKind[PlausibleRule]):
    """A number as it usually is."""

    @property
    def subject(self) -> EntryRef:
        return self.rule.field

    def named(self) -> tuple[Named, ...]:
        return (Named(("field",), self.rule.field, NUMBER),)

    def requirement(self) -> str:
        least, most = self.rule.least, self.rule.most
        unit = getattr(self.field(self.rule.field), "unit", "")
        if least is not None and most is not None:
            return f"{self.title(self.rule.field)}一般在 {phrasing.number(least)}–{phrasing.quantity(most, unit)}之间"
        bound = phrasing.quantity(least if least is not None else most or 0, unit)
        return f"{self.title(self.rule.field)}一般不{'小' if least is not None else '大'}于 {bound}"

    def advice(self) -> str:
        return f"一般{phrasing.between(self.rule.least, self.rule.most)}"

    def unfit(self) -> Iterator[Flaw]:
        least, most = self.rule.least, self.rule.most
        if least is None and most is None:
            yield Flaw((), "没有写一般在什么范围", "least、most 至少写一个")
        elif least is not None and most is not None and least >= most:
            yield Flaw(("most",), "一般的范围里什么也没有", "least 要小于 most")
        elif _leaves_nothing(self.field(self.rule.field), least, most):
            title = self.field(self.rule.field).title
            yield Flaw((), f"栏目「{title}」本来就填不出这个范围以外的数", "这条规则没有用，请核对或删除")

    def broken(self, scope: Scope) -> Iterator[Wrong]:
        own, least, most = self.number(scope, self.rule.field), self.rule.least, self.rule.most
        if own is not None and ((least is not None and own < least) or (most is not None and own > most)):
            yield Wrong("doubtful", {"value": own})


def _leaves_nothing(field: AnyField, least: float | None, most: float | None) -> bool:
    """Whether the limits of a field leave no number that is outside of a range."""
    if not isinstance(field, NumberField | MoneyField | ScoreField):
        return False
    low = least is None or (field.least is not None and least <= field.least)
    high = most is None or (field.most is not None and most >= field.most)
    return low and high
