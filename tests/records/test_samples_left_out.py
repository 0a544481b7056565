"""The filled samples that the handbook offers are no records: whoever leaves one in the folder is told."""

from __future__ import annotations

from datetime import datetime

import pytest

from generator import workspace
from generator.records.extraction import ExtractionSettings, ListedFile, extraction_settings, of_submission
from generator.render.word.filled_samples import filled_samples
from tests.shipped import shipped_handbook

LISTED = ListedFile("示例.docx", 1, datetime(2026, 3, 1))


@pytest.fixture(scope="module")
def shipped() -> workspace.Workspace:
    return shipped_handbook()


@pytest.fixture(scope="module")
def rules(shipped) -> ExtractionSettings:
    return extraction_settings(shipped.handbooks, {})


def test_every_sample_is_left_out(shipped, rules):
    """Of every form in every edition, with a sentence that says why."""
    samples = {
        name: content
        for edition in shipped.site_editions()
        for name, content in filled_samples(edition.handbook, edition.downloads).items()
    }
    assert len(samples) >= len(shipped.loaded.handbook.forms)
    said = {row["text"] for content in samples.values() for row in of_submission(LISTED, content, rules)["_problems"]}
    assert said == {
        f"这是手册里填好的《{form.title}》示例，不是记录，没有收录" for form in shipped.loaded.handbook.forms.values()
    }
    assert all("visit-record" not in of_submission(LISTED, content, rules) for content in samples.values())
