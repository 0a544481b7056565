"""All forms of the handbook, in every variant and filled in: valid, and fit to be printed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from generator.forms import shown
from generator.forms.samples import sample_record
from tests.render.word.package_rules import faults
from tests.render.word.test_validity import falsely_reported

KINDS = ("fillable", "editable", "print", "filled")
LONG = {
    "complaint-sheet": (1, 2),
    "contract-review": (2, 2),
    "customer-score": (2, 2),
    "discount-approval": (2, 2),
    "training-record": (1, 2),
}
"""Forms that may take more than one sheet, with how many on a screen and for a pen."""
LEAST = 84
"""What must at least stand on a page, in characters; header and footer of a draft are about 64."""


@pytest.fixture(scope="module")
def pages(converted, every_form) -> dict[str, list[str]]:
    """The text of every page as LibreOffice prints it; blanks are left out."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not installed")
    pdfs = converted({name: content for name, content in every_form.items() if not name.endswith("editable")}, "pdf")
    return {name: _pages(path) for name, path in pdfs.items()}


def _pages(path: Path) -> list[str]:
    text = subprocess.run(
        ["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    return [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]


def test_validator_finds_nothing(form_id, every_form, tmp_path):
    """A validator that follows Microsoft's own rules finds nothing, in any variant."""
    for kind in KINDS:
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(every_form[f"{form_id}-{kind}"])
        assert [str(error) for error in OpenXmlValidator().validate(path).errors if not falsely_reported(error)] == []


def test_our_own_rules_are_kept(form_id, every_form):
    """Nor do the rules that validators do not know."""
    assert {kind: all_faults for kind in KINDS if (all_faults := faults(every_form[f"{form_id}-{kind}"]))} == {}


@pytest.fixture
def sheets(form_id: str) -> tuple[int, int]:
    """How many sheets the form may take on a screen and for a pen."""
    return LONG.get(form_id, (1, 1))


def test_no_more_paper_than_promised(form_id, sheets, pages):
    """A short form stays on one sheet, blank or filled in; no page is left with a line or two."""
    screen, pen = sheets
    assert len(pages[f"{form_id}-fillable"]) == screen and len(pages[f"{form_id}-print"]) == pen
    assert len(pages[f"{form_id}-filled"]) <= screen + 1
    assert [page for kind in ("fillable", "print") for page in pages[f"{form_id}-{kind}"] if len(page) < LEAST] == []


def test_a_table_on_two_pages_has_its_header_on_both(form_id, pages, source):
    """Whoever turns the page still sees what the columns are."""
    whole = source.draft_handbook.forms[form_id]
    heads = ["".join(field.title for field in section.fields) for section in whole.sections if section.rows]
    for name in (f"{form_id}-fillable", f"{form_id}-print"):
        for head in heads:
            with_head = [number for number, page in enumerate(pages[name]) if re.sub(r"\s", "", head) in page]
            assert with_head == list(range(with_head[0], with_head[-1] + 1)) and len(with_head) in (1, 2)


def test_what_was_filled_in_is_read_on_the_page(form_id, pages, source):
    """Every answer of the sample is visible."""
    whole = source.draft_handbook.forms[form_id]
    record, text = sample_record(whole), "".join(pages[f"{form_id}-filled"])
    said = []
    for section in whole.sections:
        for answers in record.get(section.id, []) if section.rows else [record]:
            said += [
                shown(field, answers[field.id])
                for field in section.fields
                if isinstance(answers.get(field.id), str | int | float) and field.kind not in ("yesno", "check")
            ]
    assert said and [answer for answer in said if re.sub(r"\s", "", answer) not in text] == []
