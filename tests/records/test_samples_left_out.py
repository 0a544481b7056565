"""The filled samples that the handbook offers are no records: whoever leaves one in the folder is told."""

from __future__ import annotations

from datetime import datetime

import pytest

from generator import workspace
from generator.records.extraction import ExtractionSettings, ListedFile, extraction_settings, of_submission
from generator.render.word.filled_samples import filled_samples
from tests.department import a_department

LISTED = ListedFile("示例.docx", 1, datetime(2026, 3, 1))


@pytest.fixture(scope="session")
def source() -> workspace.SoundWorkspace:
    """The handbook whose samples are handed in."""
    return a_department()


@pytest.fixture(scope="module")
def rules(source) -> ExtractionSettings:
    return extraction_settings(source.handbooks, {})


def test_every_sample_is_left_out(source, rules):
    """Of every form in every edition, with a sentence that says why."""
    samples = {
        name: content
        for site_edition in source.site_editions()
        for name, content in filled_samples(site_edition.handbook, site_edition.downloads).items()
    }
    assert len(samples) >= len(source.draft_handbook.forms)
    read = [of_submission(LISTED, content, rules) for content in samples.values()]
    said = {row["text"] for tables in read for row in tables["_problems"]}
    assert said == {
        f"这是手册里填好的《{form.title}》示例，不是记录，没有收录" for form in source.draft_handbook.forms.values()
    }
    assert all("visit-record" not in tables for tables in read)
