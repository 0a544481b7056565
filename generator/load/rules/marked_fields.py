"""The fields of a form that the program goes by: whose it is, of which day it speaks, what was promised and until when,
and those that say with `means` what they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import CodeField, DateField, EntryRef, Form, LongTextField, TextField
from generator.model.meanings import MEANINGS, PERSON_NAME, REVISION_READ

KINDS = {
    "staff": (TextField | CodeField, "text 或 code"),
    "day": (DateField, "date"),
    "promise": (TextField | LongTextField, "text 或 longtext"),
    "promise_by": (DateField, "date"),
}
"""What kind of field each of them must be."""
ONCE = ("staff", "day")
"""What must stand in the form itself, not in a table of rows."""


def marked_fields_fit(context: RuleContext) -> Iterator[Violation]:
    """Each is a field of this form and of the right kind; what was promised has its day beside it."""
    for form in context.handbook.forms.values():
        for name, (kind, words) in KINDS.items():
            ref: EntryRef | None = getattr(form, name)
            if ref is None:
                continue
            if ref.written != ref.entry:
                yield violation_at(
                    form.id,
                    (name,),
                    "E414",
                    "这里只能写本表单的栏目",
                    f"写成「{ref.entry}」"
                    if ref.item == form.id
                    else f"「{ref.written}」不在本文件里，请改用本表单的栏目编号",
                )
            elif not isinstance(form.field(ref.entry), kind):
                yield violation_at(
                    form.id,
                    (name,),
                    "E419",
                    f"栏目「{form.field(ref.entry).title}」不能用在这里",
                    f"要写一个 {words} 栏目",
                )
            elif name in ONCE and _section(form, ref):
                yield violation_at(
                    form.id,
                    (name,),
                    "E419",
                    f"栏目「{form.field(ref.entry).title}」在多行表格里，一份表会有好几个",
                    "要写不在多行表格里的栏目",
                )
        yield from _promises(form)


def meanings_fit(context: RuleContext) -> Iterator[Violation]:
    """A meaning is used once in a form, by a field of a kind that can hold it, outside of rows."""
    for form in context.handbook.forms.values():
        first: dict[str, str] = {}
        for at, section in enumerate(form.sections):
            for position, field in enumerate(section.fields):
                if not field.means:
                    continue
                path = ("sections", at, "fields", position, "means")
                words, kinds = MEANINGS[field.means]
                if field.means in first:
                    message = f"含义「{field.means}」（{words}）写了两次"
                    yield violation_at(form.id, path, "E419", message, f"栏目「{first[field.means]}」也是它，只留一处")
                elif field.kind not in kinds:
                    message = f"含义「{field.means}」（{words}）不能用在 {field.kind} 栏目上"
                    yield violation_at(form.id, path, "E419", message, f"要写在 {' 或 '.join(kinds)} 栏目上")
                elif section.rows:
                    message = f"栏目「{field.title}」在多行表格里，一份表会有好几个"
                    yield violation_at(form.id, path, "E419", message, "要写在不在多行表格里的栏目上")
                first.setdefault(field.means, field.title)


def confirmations_can_be_told(context: RuleContext) -> Iterator[Violation]:
    """The form that readers sign says which revision they read, and who they are."""
    name = context.handbook.settings.confirmation_form
    form = context.handbook.forms.get(name) if name else None
    if form is None:
        return
    if form.field_meaning(REVISION_READ) is None:
        yield violation_at(
            "settings",
            ("confirmation_form",),
            "E419",
            f"表单「{form.title}」没有标明哪一栏写手册版本，看不出签的是哪一版",
            f"在 sop/forms/{form.id}.yaml 的那一栏写「means: {REVISION_READ}」",
        )
    if form.staff is None and form.field_meaning(PERSON_NAME) is None:
        yield violation_at(
            "settings",
            ("confirmation_form",),
            "E419",
            f"表单「{form.title}」没有标明哪一栏写工号或姓名，看不出是谁签的",
            f"在 sop/forms/{form.id}.yaml 里写 staff，或在姓名那一栏写「means: {PERSON_NAME}」",
        )


def _promises(form: Form) -> Iterator[Violation]:
    if form.promise is None and form.promise_by is None:
        return
    if form.promise is None or form.promise_by is None:
        name = "promise" if form.promise else "promise_by"
        yield violation_at(
            form.id,
            (name,),
            "E419",
            "承诺栏和承诺到期栏要一起写",
            "promise 写承诺的栏目，promise_by 写到期日期的栏目",
            at_key=True,
        )
    elif form.promise.item == form.promise_by.item == form.id and _section(form, form.promise) != _section(
        form, form.promise_by
    ):
        yield violation_at(
            form.id,
            ("promise_by",),
            "E419",
            "承诺和到期日不在同一处，对不上哪一行",
            "两个栏目要在同一个多行表格里，或都不在多行表格里",
        )


def _section(form: Form, field: EntryRef) -> str:
    """The section with rows that holds the field; empty if it is in none."""
    return next(
        (
            section.id
            for section in form.sections
            if section.rows
            for entry in section.fields
            if entry.id == field.entry
        ),
        "",
    )
