"""Forms that are worked through question by question."""

from __future__ import annotations

from generator.forms.kinds import field_kind
from generator.forms.record import Holds
from generator.model.form import AnyField, Form


def questions(form: Form) -> tuple[AnyField, ...]:
    """The questions of a form that is worked through like a checklist, most of its fields being answered by yes or
    no; empty for others.
    """
    every = [field for section in form.sections for field in section.fields]
    yes_no_fields = tuple(field for field in every if field_kind(field).holds in (Holds.TICK, Holds.YES_OR_NO))
    return yes_no_fields if 2 * len(yes_no_fields) > len(every) else ()
