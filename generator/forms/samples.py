"""A form filled in with the samples of its fields, as its author wrote them."""

from __future__ import annotations

from typing import Any

from generator.forms.kinds import field_kind
from generator.forms.validation import check
from generator.model.form import Form


def sample_record(form: Form) -> dict[str, Any]:
    """The record that the samples make: one row in a section with rows, nothing for a field without a sample.

    A sample is written as people would answer: 设备、维保 for several options, 是 for a box, 否：堵车 for a no and
    what is to be written then.
    """
    record: dict[str, Any] = {}
    for section in form.sections:
        answers = {key: value for field in section.fields if field.sample for key, value in field_kind(field).sampled()}
        record |= {section.id: [answers]} if section.rows and answers else {} if section.rows else answers
    return record


def complete_sample(form: Form) -> dict[str, Any] | None:
    """The record that the samples make, if it is complete and right; None if anything of it is missing or wrong."""
    record = sample_record(form)
    return None if not record or check(form, record) else record
