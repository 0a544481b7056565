"""The fields of a form that reports go by: whose it is, of which day it speaks, what was promised and until when."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import CodeField, DateField, EntryRef, Form, LongTextField, TextField

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
