"""The forms in a real office program: how many pages they take, what is read on them, and what comes back when they are
saved there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from generator.forms import Shape, layout
from generator.render.word import Variant, form_document
from generator.render.word.package import zipped
from tests.render.word.sample_forms import EVERY_KIND, FULL_SHEET, HANDBOOK, RELEASED, VISIT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENTS = {f"{form.id}-{variant}": (form, variant) for form in (EVERY_KIND, FULL_SHEET, VISIT) for variant in Variant}


@pytest.fixture(scope="module")
def pages(converted) -> dict[str, list[str]]:
    """The text of every page of every document, as LibreOffice prints it; blanks are left out."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not installed")
    pdfs = converted(
        {name: form_document(form, HANDBOOK, RELEASED, variant) for name, (form, variant) in DOCUMENTS.items()}, "pdf"
    )
    return {name: _pages(path) for name, path in pdfs.items()}


def _pages(path: Path) -> list[str]:
    text = subprocess.run(
        ["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    return [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]


@pytest.mark.parametrize("variant", list(Variant))
def test_visit_record_takes_one_page(pages, variant):
    """A form of twelve fields, four of them long, fits one sheet, on the screen as on paper; so does one with nearly
    twice the lines.
    """
    assert [len(pages[f"{id}-{variant}"]) for id in ("visit-record", "full-sheet")] == [1, 1]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_everything_is_read_on_the_page(pages, name):
    """Title, headings, labels and options are visible, and every page has its header and number."""
    form, _ = DOCUMENTS[name]
    shown = "".join(pages[name])
    titles = [
        form.title,
        *(section.title for section in form.sections),
        *(field.title for section in form.sections for field in section.fields),
    ]
    assert [title for title in titles if title not in shown] == []
    assert all("示例科技有限公司文件编号：XS-QR-90" in page for page in pages[name])
    assert [f"第{number}页共{len(pages[name])}页" in page for number, page in enumerate(pages[name], 1)] == [
        True
    ] * len(pages[name])


def _filled(content: bytes) -> tuple[bytes, dict[str, str]]:
    """The document with a value typed into every text control, and the values by tag (in rows, tag/row)."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    values: dict[str, str] = {}
    for sdt in root.iter(f"{W}sdt"):
        properties = sdt.find(f"{W}sdtPr")
        hint = properties.find(f"{W}showingPlcHdr")
        if hint is None or (properties.find(f"{W}text") is None and properties.find(f"{W}richText") is None):
            continue
        tag = properties.find(f"{W}tag").get(f"{W}val")
        row = sum(key.startswith(f"{tag}/") for key in values)
        properties.remove(hint)
        run = sdt.find(f"{W}sdtContent/{W}r")
        run.remove(run.find(f"{W}rPr"))
        values[f"{tag}/{row}"] = run.find(f"{W}t").text = f"填{len(values)}"
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts), values


@pytest.mark.parametrize("form", [EVERY_KIND, VISIT], ids=lambda form: form.id)
def test_values_keep_their_places_when_saved_by_libreoffice(converted, form):
    """Old versions lose the tags: then every value is still found in the cell where the layout says its field
    stands.
    """
    content, values = _filled(form_document(form, HANDBOOK, RELEASED, Variant.FILLABLE))
    saved = docx.Document(converted({form.id: content}, "docx")[form.id])
    assert len(saved.tables) == len(form.sections)
    found: dict[str, str] = {}
    for planned, table in zip(layout(form), saved.tables, strict=True):
        rows = [row.findall(f".//{W}tc") for row in table._tbl.iter(f"{W}tr")]
        assert [len(row) for row in rows] == [len(row.cells) for row in planned.rows]
        for number, (row, cells) in enumerate(zip(planned.rows, rows, strict=True)):
            for cell, saved_cell in zip(row.cells, cells, strict=True):
                text = "".join(saved_cell.itertext())
                assert cell.kind == "prose" or all(part in text for part in cell.parts if isinstance(part, str))
                for control in cell.controls:
                    if control.shape in (Shape.TEXT, Shape.LINES):
                        key = f"{control.tag}/{number - 1 if planned.repeats else 0}"
                        found[key] = values[key] if values[key] in text else text
    assert found == values
