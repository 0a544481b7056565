"""Rules about what must be filled in when."""

from __future__ import annotations

from collections.abc import Iterator

from generator.forms.form_rules.kind import FormRuleKind, Named, Scope
from generator.forms.kinds import Flaw, Wrong
from generator.forms.record import YES, Holds, is_empty
from generator.language.did_you_mean import closest
from generator.model.entry_ref import EntryRef
from generator.model.form_rule import RequiredIfRule

ASKED = (Holds.OPTION, Holds.OPTIONS, Holds.YES_OR_NO, Holds.TICK)
"""What may decide whether another field must be filled in."""


class RequiredIfKind(FormRuleKind[RequiredIfRule]):
    """A field that must be filled in where another has a certain answer."""

    @property
    def subject(self) -> EntryRef:
        return self.rule.field

    def named(self) -> tuple[Named, ...]:
        return Named(("field",), self.rule.field, ()), Named(("when",), self.rule.when, ASKED)

    def requirement(self) -> str:
        own, other = self.title(self.rule.field), self.title(self.rule.when)
        if self.kind(self.rule.when).holds is Holds.TICK:
            return f"勾了{other}的，要填{own}"
        options = "或".join(f"「{option}」" for option in self.rule.has)
        verb = "选了" if self.kind(self.rule.when).holds is Holds.OPTIONS else "是"
        return f"{other}{verb}{options}的，要填{own}"

    def advice(self) -> str:
        return ""

    def unfit(self) -> Iterator[Flaw]:
        field, when = self.field(self.rule.field), self.kind(self.rule.when)
        options = when.options or (YES,)
        for position, option in enumerate(self.rule.has):
            if option not in options:
                guess = closest(option, options)
                hint = f"是不是「{guess}」？" if guess else "可以写：" + "、".join(options)
                yield Flaw(("has", position), f"栏目「{when.field.title}」没有「{option}」", hint)
        if field.required:
            yield Flaw(("field",), f"栏目「{field.title}」本来就必填", "请给这一栏写 required: false，或删除这条规则")
        if self.rows_of(self.rule.when) and not self.rows_of(self.rule.field):
            yield Flaw(
                ("when",), f"栏目「{when.field.title}」在多行表格里，一份表会有好几个", "两栏要在同一个多行表格里"
            )

    def broken(self, scope: Scope) -> Iterator[Wrong]:
        said = scope.answers.get(self.rule.when.entry)
        one = [YES if said is True else said]
        several = self.kind(self.rule.when).holds is Holds.OPTIONS
        chosen = said if several and isinstance(said, list | tuple) else one
        if is_empty(scope.answers.get(self.rule.field.entry)) and any(option in chosen for option in self.rule.has):
            yield Wrong("needed")
