"""Whether the samples of a form's fields are answers that the fields would take: the filled sample of the form is made
of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.forms import ANSWER_ERRORS, check, field_kind
from generator.forms.record import IF_NO
from generator.forms.samples import sample_record
from generator.language.phrasing import in_one_line
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model.form import AnyField, Form
from generator.problems import Level

BETWEEN = "请改这几栏的示例值，让它们合乎规则；规则不对就改 rules"
"""What to do about samples that break a rule between fields."""


def samples_are_answers(context: RuleContext) -> Iterator[Violation]:
    """A sample keeps to the rules of its field, and all together to those between fields."""
    for form in context.handbook.forms.values():
        remarks = defaultdict(list)
        for remark in check(form, sample_record(form)):
            remarks[remark.key.removesuffix(f".{IF_NO}")].append(remark)
        for path, field in _fields(form):
            for remark in () if any(field_kind(field).flaws()) else remarks[field.id]:
                text = remark.text.partition("第 1 行：")[2] or remark.text
                if ANSWER_ERRORS[remark.kind].is_between:
                    at = (*path, "sample") if field.sample else path
                    yield violation_at(form.id, at, "E423", f"示例值不合本表单的规则：{text}", BETWEEN)
                elif field.sample:
                    hint = field_kind(field).sample_hint()
                    yield violation_at(form.id, (*path, "sample"), "E423", f"示例值不合这一栏的要求：{text}", hint)
            if field.hint and field.hint == field.sample:
                yield violation_at(
                    form.id,
                    (*path, "hint"),
                    "E423",
                    "填写提示和示例值一样，收回的表里和提示相同的文字当作没有填",
                    f"提示写成「如 {in_one_line(field.sample)}」这样",
                )


def required_fields_have_samples(context: RuleContext) -> Iterator[Violation]:
    """Without them there is no filled sample of the form."""
    for form in context.handbook.forms.values():
        lacking = [
            (path, field.title)
            for path, field in _fields(form)
            if field.required and not field.sample and field_kind(field).lacking
        ]
        if lacking:
            yield violation_at(
                form.id,
                lacking[0][0],
                "W423",
                (
                    f"表单「{form.title}」有 {len(lacking)} 个必填栏目没有示例值："
                    f"{'、'.join(title for _, title in lacking)}"
                ),
                "给这些栏目写上 sample，才会有「填好的示例」供下载",
                Level.WARNING,
            )


def _fields(form: Form) -> Iterator[tuple[tuple[str | int, ...], AnyField]]:
    for at, section in enumerate(form.sections):
        for position, field in enumerate(section.fields):
            yield ("sections", at, "fields", position), field
