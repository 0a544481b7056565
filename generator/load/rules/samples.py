"""Whether the samples of a form's fields are answers that the fields would take: the filled sample of the form is made
of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.forms import check
from generator.forms.answers import IF_NO
from generator.forms.samples import sample_record
from generator.language.phrasing import in_one_line
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import (
    CheckField,
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    Form,
    LongTextField,
    MoneyField,
    NumberField,
    ScoreField,
    TextField,
    TimeField,
    TotalField,
    YesNoField,
)
from generator.problems import Level

HINTS = {
    YesNoField: "写「是」，或「否：」后面写上要填的内容",
    ChoicesField: "几个选项之间用顿号「、」隔开",
    CheckField: "写「是」",
    TextField: "请把 sample 写短，或把 maxlength 改大",
    LongTextField: "请把 sample 写短，或把 maxlength 改大",
    DateField: "例如「sample: 2026-01-31」",
    TimeField: '例如「sample: "14:30"」',
    ChoiceField: "写 options 里的一个，一字不差",
    NumberField: "请改 sample，或改 least、most、decimals",
    MoneyField: "请改 sample，或改 least、most",
    ScoreField: "请改 sample，或改 least、most",
    TotalField: "请核对各栏的示例值，或删掉这一栏的 sample",
}


def samples_are_answers(context: RuleContext) -> Iterator[Violation]:
    """A sample keeps to the rules of its field."""
    for form in context.handbook.forms.values():
        remarks = defaultdict(list)
        for remark in check(form, sample_record(form)):
            remarks[remark.key.removesuffix(f".{IF_NO}")].append(remark.text.partition("第 1 行：")[2] or remark.text)
        for path, field in _fields(form):
            for text in remarks[field.id] if field.sample and _may_be_answered(field) else ():
                yield violation_at(
                    form.id, (*path, "sample"), "E423", f"示例值不合这一栏的要求：{text}", HINTS.get(type(field), "")
                )
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
            if field.required and not field.sample and not isinstance(field, TotalField)
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


def _may_be_answered(field: Field) -> bool:
    """Whether its limits leave anything between them; that they do is a rule of its own."""
    least, most = getattr(field, "least", None), getattr(field, "most", None)
    return least is None or most is None or least < most


def _fields(form: Form) -> Iterator[tuple[tuple, Field]]:
    for at, section in enumerate(form.sections):
        for position, field in enumerate(section.fields):
            yield ("sections", at, "fields", position), field
