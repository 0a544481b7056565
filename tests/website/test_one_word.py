"""What one changed word of the draft changes: what shows it, and what tells of changes."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from generator import workspace
from generator.model import handbook_of
from generator.releases.editions import editions
from generator.render.site.pages import pages
from generator.render.word.form_files import form_files
from tests.conftest import SMALL

DAY = date(2026, 1, 15)
TOLD = {"changes.md", "revision.md", "my-reading.md"}
"""Pages that tell of the state or of changes as such."""


def outputs(data: Any) -> dict[str, bytes]:
    """Pages and Word forms of a draft, by name."""
    edition, handbook = editions([], data)[-1], handbook_of(data)
    forms = form_files(handbook, edition, None)
    return {page.path: page.content for page in pages(handbook, edition)} | dict(forms)


def test_a_word_changes_what_shows_it() -> None:
    """A rule's reason stands on the page of its policy alone."""
    data = copy.deepcopy(workspace.read(SMALL, DAY).sound().data)
    before = outputs(data)
    data["policy"]["data-rules"]["rules"][1]["why"] = "别人经过就看得见。"
    after = outputs(data)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed - TOLD == {"policies/data-rules.md"}
    assert len(before) > 20
