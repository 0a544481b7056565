"""All forms of a handbook as files."""

from __future__ import annotations

import pytest

from generator import workspace
from generator.forms import to_filling
from generator.forms.samples import sample_record
from generator.render.word import Variant, form_document
from generator.render.word.fill import Filler


@pytest.fixture(scope="session")
def every_form(source: workspace.SoundWorkspace) -> dict[str, bytes]:
    """Every form of the handbook in every variant, and filled in with its samples: `visit-record-fillable`,
    `-editable`, `-print`, `-filled`.
    """
    handbook = source.draft_handbook
    made = {
        f"{form.id}-{variant}": form_document(form, handbook, source.editions[-1], variant)
        for form in handbook.forms.values()
        for variant in Variant
    }
    return made | {
        f"{form.id}-filled": Filler(made[f"{form.id}-fillable"]).fill(to_filling(form, sample_record(form)))
        for form in handbook.forms.values()
    }
