"""Whether a form is used, and its fields can be filled in and added up."""

from __future__ import annotations

from collections.abc import Iterator

from generator.forms import Holds, field_kind
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import AnyField, TotalField


def forms_are_used(context: RuleContext) -> Iterator[Violation]:
    """No form that nothing uses."""
    for form in context.handbook.forms.values():
        if not context.handbook.users_of(form.id):
            yield violation_at(
                form.id,
                ("id",),
                "E405",
                f"没有任何步骤、条文或入职任务用到表单「{form.title}」",
                "在用到它的步骤里写「forms: [" + form.id + "]」，不再需要就删除",
            )


def totals_add_numbers(context: RuleContext) -> Iterator[Violation]:
    """A computed total adds up fields that hold numbers."""
    for form in context.handbook.forms.values():
        for at, section in enumerate(form.sections):
            for position, field in enumerate(section.fields):
                for place, ref in enumerate(field.of if isinstance(field, TotalField) else ()):
                    if ref.item == form.id and not _adds_up(form.field(ref.entry)):
                        yield violation_at(
                            form.id,
                            ("sections", at, "fields", position, "of", place),
                            "E411",
                            f"栏目「{form.field(ref.entry).title}」不是数字，不能合计",
                            "只能合计 number、money、score 三种栏目",
                        )


def _adds_up(field: AnyField) -> bool:
    """Whether it holds a number that is not itself a sum."""
    return field_kind(field).holds is Holds.NUMBER and not isinstance(field, TotalField)


def fields_can_be_filled(context: RuleContext) -> Iterator[Violation]:
    """What a field asks for can be answered: its limits leave something between them, no two options are alike, and
    so on, by its kind.
    """
    for form in context.handbook.forms.values():
        for at, section in enumerate(form.sections):
            for position, field in enumerate(section.fields):
                for flaw in field_kind(field).flaws():
                    path = ("sections", at, "fields", position, *flaw.path)
                    yield violation_at(form.id, path, "E415", flaw.message, flaw.hint)
