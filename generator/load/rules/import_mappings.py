"""Whether an import mapping leads every column to one field of its form, and tells who filled it in and for which
day.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import CodeField, DateField, TextField


def imports_fill_their_form(context: RuleContext) -> Iterator[Violation]:
    """Every column goes to a field of the form, no two to the same one, and nothing is missing that records are sorted
    by.
    """
    for mapping in context.handbook.imports.values():
        form = context.handbook.forms.get(mapping.form)
        if form is None:
            continue
        columns_by_field: dict[str, str] = {}
        positions: dict[str, int] = {}
        strays = False
        for position, entry in enumerate(mapping.columns):
            owner, field = entry.to.item, entry.to.entry
            if entry.column in positions:
                yield violation_at(
                    mapping.id,
                    ("columns", position, "column"),
                    "E420",
                    f"列「{entry.column}」写了两次",
                    f"第 {positions[entry.column] + 1} 项也是它；请核对列名，或只留一项",
                )
            positions.setdefault(entry.column, position)
            if owner != form.id:
                strays = True
                yield violation_at(
                    mapping.id,
                    ("columns", position, "to"),
                    "E420",
                    f"栏目「{entry.to}」不在表单「{form.title}」里",
                    f"写「{form.id}.栏目编号」，或把 form 改成「{owner}」",
                )
            elif field in columns_by_field:
                yield violation_at(
                    mapping.id,
                    ("columns", position, "to"),
                    "E420",
                    f"「{columns_by_field[field]}」和「{entry.column}」两列都填到栏目「{form.field(field).title}」",
                    "请只留一列",
                )
            else:
                columns_by_field[field] = entry.column
        single = {field.id: field for section in form.sections if not section.rows for field in section.fields}
        for what, field_ref, kind in (
            ("谁填的", form.staff, TextField | CodeField),
            ("说的是哪一天", form.day, DateField),
        ):
            field_id = field_ref.entry if field_ref else ""
            if not strays and field_id not in columns_by_field and isinstance(single.get(field_id), kind):
                yield violation_at(
                    mapping.id,
                    ("columns",),
                    "E420",
                    f"没有哪一列填到「{single[field_id].title}」，看不出{what}",
                    f"请加一列「to: {form.id}.{field_id}」",
                    at_key=True,
                )
