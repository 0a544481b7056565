"""Whether the rules between the fields of a form name fields that can be held against one another."""

from __future__ import annotations

from collections.abc import Iterator

from generator.forms.form_rules import form_rule_kind
from generator.load.rules.violation import RuleContext, Violation, violation_at


def form_rules_can_be_judged(context: RuleContext) -> Iterator[Violation]:
    """A rule names fields of its own form that hold what it compares, and can be kept as well as broken."""
    for form in context.handbook.forms.values():
        for position, rule in enumerate(form.rules):
            for flaw in form_rule_kind(rule, form).flaws():
                yield violation_at(form.id, ("rules", position, *flaw.path), "E429", flaw.message, flaw.hint)
