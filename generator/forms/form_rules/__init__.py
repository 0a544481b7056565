"""What follows from a rule between fields: one class a kind for its sentence, its verdict, and what it may name.

To add a kind:

1. `generator/model/form_rule.py`: a dataclass for what authors write of it, and its name in the union `AnyFormRule`.
2. Here: a class for all that follows from it, and a case in `form_rule_kind`.
3. `generator/forms/answer_errors.py`: the sentence of a new verdict.
4. `templates/theme/scripts/web-form-between.ts`: its interface, and its case in the `switch` that `tsc` then finds
   incomplete.
5. `tests/forms/rule_cases.py`: records that keep it and that break it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, assert_never

from generator.forms.form_rules.conditions import RequiredIfKind
from generator.forms.form_rules.kind import FormRuleKind, Scope
from generator.forms.form_rules.numbers import AtLeastKind, AtMostKind, PlausibleKind, ShareKind, SumKind
from generator.forms.form_rules.order import AfterKind, BeforeKind, NotFutureKind, WithinKind
from generator.forms.kinds import Wrong
from generator.forms.record import Record, is_empty
from generator.model.form import Form
from generator.model.form_rule import (
    AfterRule,
    AnyFormRule,
    AtLeastRule,
    AtMostRule,
    BeforeRule,
    NotFutureRule,
    PlausibleRule,
    RequiredIfRule,
    ShareRule,
    SumRule,
    WithinRule,
)

__all__ = ["FormRuleKind", "broken_rules", "form_rule_kind", "own_rules", "rules_by_field"]


class BrokenRule(NamedTuple):
    """A rule that a record does not keep."""

    kind: FormRuleKind[AnyFormRule]
    wrong: Wrong
    row: int
    """From 1, of a rule about each row; else 0."""


def form_rule_kind(rule: AnyFormRule, form: Form) -> FormRuleKind[AnyFormRule]:
    """A rule with all that follows from its kind."""
    match rule:
        case AfterRule():
            return AfterKind(rule, form)
        case BeforeRule():
            return BeforeKind(rule, form)
        case NotFutureRule():
            return NotFutureKind(rule, form)
        case WithinRule():
            return WithinKind(rule, form)
        case SumRule():
            return SumKind(rule, form)
        case ShareRule():
            return ShareKind(rule, form)
        case AtMostRule():
            return AtMostKind(rule, form)
        case AtLeastRule():
            return AtLeastKind(rule, form)
        case RequiredIfRule():
            return RequiredIfKind(rule, form)
        case PlausibleRule():
            return PlausibleKind(rule, form)
        case _:
            assert_never(rule)


def own_rules(form: Form) -> tuple[FormRuleKind[AnyFormRule], ...]:
    """The rules of a form that name fields of it alone, as they follow one another."""
    return tuple(kind for rule in form.rules if (kind := form_rule_kind(rule, form)).is_own)


def rules_by_field(form: Form) -> Mapping[str, list[FormRuleKind[AnyFormRule]]]:
    """The same by the id of the field that they are told of."""
    by_field: dict[str, list[FormRuleKind[AnyFormRule]]] = {}
    for kind in own_rules(form):
        by_field.setdefault(kind.subject.entry, []).append(kind)
    return by_field


def broken_rules(form: Form, record: Record, filled: date | None) -> Iterator[BrokenRule]:
    """Every rule that a record does not keep, in the order of the rules, then of the rows.

    `filled` is the day on which the form was filled in; what is held against it is not judged if it is None. Rules of
    which `flaws` tells are not judged.
    """
    for kind in own_rules(form):
        if any(kind.flaws()):
            continue
        for row, answers in _places(kind, record):
            for wrong in kind.broken(Scope(answers, record, filled)):
                yield BrokenRule(kind, wrong, row)


def _places(kind: FormRuleKind[AnyFormRule], record: Record) -> Iterator[tuple[int, Record]]:
    """What the rule is judged on, each with its row."""
    if not kind.section:
        yield 0, record
        return
    rows = record.get(kind.section)
    for number, row in enumerate(rows if isinstance(rows, list | tuple) else (), 1):
        if isinstance(row, Mapping) and not all(is_empty(value) for value in row.values()):
            yield number, {**record, **row}
