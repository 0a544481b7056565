"""What a rule between fields is to the rest of the program."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from generator.forms.kinds import FieldKind, Flaw, Wrong, field_kind
from generator.forms.record import Holds, Record, day_in_record, is_clock, is_empty
from generator.model.entry_ref import EntryRef
from generator.model.form import AnyField, Form, Section
from generator.model.form_rule import AnyFormRule

R = TypeVar("R", bound=AnyFormRule, covariant=True)


class Scope(NamedTuple):
    """What a rule is judged by."""

    answers: Record
    """Of a rule about each row: the row, with what stands outside of rows."""
    record: Record
    """The whole record."""
    filled: date | None
    """The day on which the form was filled in; None if it is not known."""


class Named(NamedTuple):
    """A field that a rule names."""

    path: tuple[str | int, ...]
    """Where, below the rule."""
    ref: EntryRef
    holds: tuple[Holds, ...]
    """What its answer may be."""


@dataclass(frozen=True)
class FormRuleKind(ABC, Generic[R]):
    """One rule of a form, with all that follows from its kind."""

    rule: R
    form: Form

    @abstractmethod
    def named(self) -> tuple[Named, ...]:
        """Every field that it names."""

    @property
    @abstractmethod
    def subject(self) -> EntryRef:
        """The field that it is told of."""

    @abstractmethod
    def requirement(self) -> str:
        """What must be, as a sentence without an end: 「结束时间」要晚于「开始时间」."""

    @abstractmethod
    def advice(self) -> str:
        """The same in a few words, for an empty control of the subject: 晚于开始时间. May be empty."""

    @abstractmethod
    def broken(self, scope: Scope) -> Iterator[Wrong]:
        """What is wrong; nothing where one of the answers is missing or no answer, which is told of itself."""

    @abstractmethod
    def unfit(self) -> Iterator[Flaw]:
        """What its author has declared so that it can not be judged, beyond fields that it may not name."""

    @property
    def is_own(self) -> bool:
        """Whether it names fields of its form alone: nothing can be said of it before."""
        own = {field.id for section in self.form.sections for field in section.fields}
        return all(named.ref.item == self.form.id and named.ref.entry in own for named in self.named())

    def phrase(self) -> str:
        """What must be, in the author's own words if there are any."""
        return self.rule.words.rstrip("。；，") or self.requirement()

    def flaws(self) -> Iterator[Flaw]:
        """All that its author has declared so that it cannot be judged."""
        own = list(self._fields_that_do_not_fit())
        yield from own or self.unfit()

    @property
    def section(self) -> str:
        """The section with rows in each row of which it is judged; empty if it is judged once."""
        return next(filter(None, (self.rows_of(named.ref) for named in self.named())), "")

    def field(self, ref: EntryRef) -> AnyField:
        """A field that the rule names."""
        return self.form.field(ref.entry)

    def kind(self, ref: EntryRef) -> FieldKind[AnyField]:
        """A field that the rule names, with what follows from its kind."""
        return field_kind(self.field(ref))

    def rows_of(self, ref: EntryRef) -> str:
        """The section with rows that a field stands in; empty if it stands in none."""
        return _section(self.form, ref.entry).id if _section(self.form, ref.entry).rows else ""

    def title(self, *refs: EntryRef | None) -> str:
        """「开始日期」「开始时间」."""
        return "".join(f"「{self.field(ref).title}」" for ref in refs if ref)

    def moment(self, scope: Scope, *refs: EntryRef | None) -> str | None:
        """A day, a time, or a day with a time, so that one that is later is a greater text. None if one is missing."""
        parts = [scope.answers.get(ref.entry) for ref in refs if ref]
        well = [day_in_record(part) is not None or is_clock(part) for part in parts]
        return " ".join(map(str, parts)) if all(well) else None

    def number(self, scope: Scope, ref: EntryRef) -> float | None:
        """The number in a field; None if there is none."""
        return _number(scope.answers.get(ref.entry))

    def for_browsers(self) -> dict[str, Any]:
        """The rule as scripts get it: fields by their ids, with what is said of it and the rows that it is about."""
        declared = {entry.name: _plain(getattr(self.rule, entry.name)) for entry in fields(self.rule)}
        stated = {name: value for name, value in declared.items() if value or (value == 0 and value is not False)}
        return {**stated, "phrase": self.phrase(), "section": self.section, "subject": self.subject.entry}

    def _fields_that_do_not_fit(self) -> Iterator[Flaw]:
        """Fields of other forms, of the wrong kind, named twice, or of two tables of rows."""
        own = {field.id for section in self.form.sections for field in section.fields}
        seen: dict[EntryRef, Named] = {}
        sections: dict[str, Named] = {}
        for named in self.named():
            if named.ref.item != self.form.id or named.ref.entry not in own:
                yield Flaw(
                    named.path, f"「{named.ref.written}」不是本表单的栏目", "规则只能说本表单的栏目，请写栏目编号"
                )
                continue
            title, kind = self.field(named.ref).title, self.kind(named.ref)
            if named.holds and kind.holds not in named.holds:
                wanted = "或".join(WORDS[holds] for holds in named.holds)
                yield Flaw(named.path, f"栏目「{title}」不能这样比", f"这里要写一个{wanted}栏目")
            if named.ref in seen:
                yield Flaw(named.path, f"栏目「{title}」写了两次", "请换一个栏目")
            seen[named.ref] = named
            if rows := self.rows_of(named.ref):
                sections.setdefault(rows, named)
        for named in list(sections.values())[1:]:
            hint = "一条规则里的栏目，要么在同一个多行表格里，要么不在多行表格里"
            yield Flaw(named.path, f"栏目「{self.field(named.ref).title}」在另一个多行表格里，对不上哪一行", hint)


WORDS: Mapping[Holds, str] = {
    Holds.TEXT: "文字",
    Holds.DAY: "日期",
    Holds.CLOCK: "时刻",
    Holds.NUMBER: "数字",
    Holds.OPTION: "单选",
    Holds.OPTIONS: "多选",
    Holds.TICK: "勾选",
    Holds.YES_OR_NO: "是非",
}
"""What authors call a field that holds it."""


def amounts(kind: FormRuleKind[AnyFormRule], scope: Scope, ref: EntryRef) -> list[float] | None:
    """The numbers of a field: one, or one a row. What may stay empty counts as nothing; None if one cannot be told."""
    rows = kind.rows_of(ref)
    if rows and not kind.section:
        held = scope.record.get(rows)
        maps = [row for row in held if isinstance(row, Mapping)] if isinstance(held, list | tuple) else []
        answers = [row.get(ref.entry) for row in maps if not all(is_empty(value) for value in row.values())]
    else:
        answers = [scope.answers.get(ref.entry)]
    written = [answer for answer in answers if not is_empty(answer)]
    numbers = [number for answer in written if (number := _number(answer)) is not None]
    is_told = len(numbers) == len(written) and (len(written) == len(answers) or not kind.field(ref).required)
    return numbers if is_told else None


def _number(value: object) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _section(form: Form, field: str) -> Section:
    return next(section for section in form.sections if any(entry.id == field for entry in section.fields))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.entry if isinstance(value, EntryRef) else value
