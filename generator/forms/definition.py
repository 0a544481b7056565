"""A form as plain data for scripts: what the web form on its page is built from, checked by and filled into the Word
document with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.forms.answer_errors import ANSWER_ERRORS, DOUBTFUL, INCOMPLETE, LONGEST
from generator.forms.form_rules import own_rules, rules_by_field
from generator.forms.kinds import field_kind
from generator.forms.layout import layout
from generator.forms.table import CellKind
from generator.model import Role
from generator.model.form import AnyField, ChoiceField, Form


def definition(form: Form, roles: Mapping[str, Role]) -> dict[str, Any]:
    """The form with its sections and fields, by the names that the model gives them, and the sentences of its rules.
    It can be written as JSON.

    What is empty or false is left out. Markdown becomes plain text. Beside what is declared, a field has `wide` where
    it stands alone on its line, `own`, by the id of a role, the option that names it, and `rules`, what the rules
    between fields say of it. `roles` are all roles of the handbook.
    """
    alone, rules = _alone(form), rules_by_field(form)
    sections = [
        {
            "id": section.id,
            "title": section.title,
            "rows": section.rows,
            "widths": [field.width for field in section.fields] if section.rows else [],
            "fields": [
                _field(
                    field,
                    wide=field.id in alone,
                    own={} if section.rows else _own(form, field, roles),
                    rules=[rule.phrase() for rule in rules.get(field.id, ())],
                )
                for field in section.fields
            ],
        }
        for section in form.sections
    ]
    return {
        "id": form.id,
        "title": form.title,
        "day": form.day.entry if form.day else "",
        "staff": form.staff.entry if form.staff else "",
        "sections": sections,
        "rules": [rule.for_browsers() for rule in own_rules(form)],
        "said": {kind: error.sentence for kind, error in ANSWER_ERRORS.items()},
        "incomplete": list(INCOMPLETE),
        "doubtful": list(DOUBTFUL),
        "longest": LONGEST,
    }


def _field(field: AnyField, **more: Any) -> dict[str, Any]:
    return {
        name: value
        for name, value in {**field_kind(field).for_browsers(), **more}.items()
        if value or (value == 0 and value is not False)
    }


def _alone(form: Form) -> set[str]:
    """The fields that do not share their line of a grid with another one."""
    alone: set[str] = set()
    for table in layout(form):
        for row in table.rows:
            field_ids = dict.fromkeys(
                control.field.id for cell in row.cells if cell.kind is CellKind.VALUE for control in cell.controls
            )
            if len(field_ids) == 1 and not table.repeats:
                alone |= field_ids.keys()
    return alone


def _own(form: Form, field: AnyField, roles: Mapping[str, Role]) -> dict[str, str]:
    """By role, among those that fill the form in, the option that is its title: where most options are roles, the
    field asks for the reader's own.
    """
    titles = {role.title: role.id for role in roles.values()}
    if not isinstance(field, ChoiceField) or 2 * sum(option in titles for option in field.options) <= len(
        field.options
    ):
        return {}
    return {titles[option]: option for option in field.options if titles.get(option) in form.filled_by}
