"""Filled samples: one for every form whose samples are complete, made from its document as it was released."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator import workspace
from generator.cli import main
from generator.forms import check, to_filling
from generator.forms.samples import complete_sample, sample_record
from generator.load import load_handbook
from generator.render import addresses
from generator.render.site.pages import pages
from generator.render.word.filled_samples import filled_samples
from generator.render.word.form_files import form_files
from tests.conftest import SMALL
from tests.department import a_department
from tests.load.editing import DAY, edit
from tests.render.word.sample_forms import DRAFT
from tests.render.word.test_filling import meant, standing

SAMPLE = {
    "customer-name": "示例机械有限公司",
    "visit-date": "2026-03-18",
    "start-time": "14:00",
    "end-time": "15:00",
    "people": 50,
    "way": "上门",
    "content": "看了样机，约好四月试用。",
    "promises": [{"promise": "寄样本", "promise-date": "2026-03-20"}],
    "in-crm": True,
    "on-time": "否",
    "on-time.if-no": "堵车",
    "prepared": 4,
    "listening": 5,
    "phone": "021-61234567",
    "signed": "张三",
}
"""What the samples of the small handbook say."""


def page_of_form(handbook) -> str:
    return next(
        artifact.content.decode() for artifact in pages(handbook, DRAFT) if artifact.path == "forms/visit-record.md"
    )


def test_samples_make_a_record():
    """One row in a section with rows; a no with what is to be written then; numbers as numbers."""
    form = load_handbook(SMALL, DAY).handbook.forms["visit-record"]
    assert sample_record(form) == complete_sample(form) == SAMPLE


def test_the_sample_is_filled_in_and_offered():
    """Every control of the document holds its sample, totals are worked out, and the page links to it under a Chinese
    name.
    """
    handbook = load_handbook(SMALL, DAY).handbook
    documents = filled_samples(handbook, form_files(handbook, DRAFT))
    assert list(documents) == ["visit-record.sample.docx"]
    form = handbook.forms["visit-record"]
    filling = to_filling(form, SAMPLE)
    assert standing(documents["visit-record.sample.docx"]) == meant(form, filling) and filling.single["total"] == "14"
    assert "[填好的示例](<../downloads/visit-record.sample.docx>)" in page_of_form(handbook)
    assert addresses.sample(form) == (
        "downloads/visit-record.sample.docx",
        "XS-QR-01-客户拜访记录表（填好的示例）.docx",
    )


def test_sop_forms_writes_the_samples_too(small, tmp_path, capsys):
    """Beside the three variants of a form."""
    assert main(["forms", "--root", str(small), "--out", str(tmp_path / "forms")]) == 0
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == [
        "visit-record.docx",
        "visit-record.editable.docx",
        "visit-record.print.docx",
        "visit-record.sample.docx",
    ]
    assert "visit-record.sample.docx" in capsys.readouterr().out


def test_no_sample_without_samples(small):
    """A form whose samples are not complete has none, and its page does not speak of one."""
    edit(small, "forms/visit-record.yaml", ", sample: 张三", "")
    handbook = load_handbook(small, DAY).handbook
    assert filled_samples(handbook, form_files(handbook, DRAFT)) == {}
    assert "填好的示例" not in page_of_form(handbook)


@pytest.fixture(params=["2026", "next"])
def revision(request: pytest.FixtureRequest) -> str:
    """Each revision of the department in which every field has its sample."""
    return request.param


@pytest.fixture(scope="session")
def source() -> workspace.SoundWorkspace:
    """The handbook whose samples are looked at."""
    return a_department()


def test_every_form_of_the_handbook_has_a_sample(source, revision):
    """In every revision: made from the documents as they were released, and nothing in it is against the rules of the
    form.
    """
    site_edition = next(one for one in source.site_editions() if one.edition.name == revision)
    handbook = site_edition.handbook
    documents = filled_samples(handbook, site_edition.downloads)
    assert set(documents) == {PurePosixPath(addresses.sample(form).path).name for form in handbook.forms.values()}
    for form in handbook.forms.values():
        assert check(form, sample_record(form)) == []
        assert standing(documents[f"{form.id}.sample.docx"]) == meant(form, to_filling(form, sample_record(form)))
