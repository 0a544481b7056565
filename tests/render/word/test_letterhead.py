"""The company's base document reaches the controlled documents too: logo, fonts, looks of the forms; a release keeps
those it was released with.
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
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator import workspace
from generator.cli import main
from generator.render.addresses import BOOKS
from generator.render.word import Variant, form_document, starting_base
from generator.render.word.letterhead import letterhead
from generator.render.word.manual import book
from tests.render.word.package_rules import faults
from tests.render.word.test_book import DRAFT, HANDBOOK, HISTORIES, SCOPES
from tests.render.word.test_company_base import LOGO, RED, changed, renamed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def slogan(document) -> None:
    """A further line in the header, in a style of the company's own, which is based on another; headings in 楷体."""
    line, deeper = (
        document.styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH) for name in ("标语", "标语底")
    )
    line.base_style, deeper.font.italic = deeper, True
    document.sections[0].header.add_paragraph("质量第一", style=line)
    document.styles["表单标题"].font.name = "Arial"
    document.styles["表单标题"].element.rPr.rFonts.set(qn("w:eastAsia"), "楷体")


def with_chart(document) -> None:
    """A header that needs a part which is neither a picture nor a link."""
    header = document.sections[0].header
    id = header.part.relate_to(
        Part(PackURI("/word/odd.xml"), "application/xml", b"<odd/>", header.part.package), "http://example.com/odd"
    )
    header.paragraphs[0]._p.append(
        etree.fromstring(
            f'<w:object xmlns:w="{W[1:-1]}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships" r:id="{id}"/>'
        )
    )


def made(looks: bytes | None, scope: str = "handbook") -> dict[str, bytes]:
    """The parts of a document of the small handbook."""
    with ZipFile(BytesIO(book(HANDBOOK, DRAFT, SCOPES[scope], HISTORIES[DRAFT.name], looks=looks))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def style(parts: dict[str, bytes], name: str) -> etree._Element:
    """The one style of this name."""
    (found,) = (
        one
        for one in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")
        if one.find(f"{W}name").get(f"{W}val") == name
    )
    return found


@pytest.fixture(scope="module")
def base() -> bytes:
    return changed(slogan)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("saved", [lambda base: base, renamed], ids=["as-is", "other-ids"])
def test_the_rules_of_word_are_kept(scope, saved, base, tmp_path):
    """Whatever ids the company's styles have; and the same base gives the same bytes."""
    content = book(HANDBOOK, DRAFT, SCOPES[scope], HISTORIES[DRAFT.name], looks=saved(base))
    (tmp_path / "book.docx").write_bytes(content)
    errors = [
        str(error)
        for error in OpenXmlValidator().validate(tmp_path / "book.docx").errors
        if "relationships/theme" not in error.description
    ]
    assert (errors, faults(content)) == ([], [])
    assert content == book(HANDBOOK, DRAFT, SCOPES[scope], HISTORIES[DRAFT.name], looks=saved(base))


def test_logo_fonts_and_looks_of_forms_arrive(base):
    """The logo over every page, the cover among them; the font of the headings; the colour of the forms in the
    appendix.
    """
    parts = made(base)
    heads = [name for name in parts if name.startswith("word/header")]
    assert [content for name, content in parts.items() if "media/" in name] == [LOGO]
    assert len(heads) > 3 and all(b"<pic:pic" in parts[name] and "质量第一".encode() in parts[name] for name in heads)
    assert all(
        etree.fromstring(parts[f"word/_rels/{name[5:]}.rels"])[0].get("Target") == "media/letterhead1.png"
        for name in heads
    )
    document = etree.fromstring(parts["word/document.xml"])
    assert all(section.find(f"{W}headerReference") is not None for section in document.iter(f"{W}sectPr"))
    assert style(parts, "heading 1").find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "楷体"
    assert style(parts, "表单小标题").find(f"{W}rPr/{W}color").get(f"{W}val") == RED
    lines = etree.fromstring(parts["word/header1.xml"]).findall(f"{W}p/{W}pPr/{W}pStyle")
    used = {one.get(f"{W}styleId"): one for one in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}
    slogans = [used[line.get(f"{W}val")] for line in lines if line.get(f"{W}val").startswith("Letterhead")]
    based = [used[one.find(f"{W}basedOn").get(f"{W}val")] for one in slogans if one.find(f"{W}basedOn") is not None]
    assert any(one.find(f"{W}rPr/{W}i") is not None for one in based)


def test_a_form_tells_the_looks_of_its_base(base):
    """The line that every form adds to the header is not the company's."""
    form = form_document(HANDBOOK.forms["visit-record"], HANDBOOK, DRAFT, Variant.PAPER, base)
    of_form, of_base = letterhead(form), letterhead(base)
    assert (
        of_form.header.count(b"<w:p>") == of_base.header.count(b"<w:p>") and "文件编号".encode() not in of_form.header
    )
    assert (of_form.pictures, of_form.height, of_form.fonts) == (of_base.pictures, of_base.height, of_base.fonts)


@pytest.mark.parametrize("looks", [starting_base(), changed(with_chart)], ids=["no-header", "chart"])
def test_a_header_that_is_empty_or_cannot_be_carried_is_left_out(looks):
    """The document is then as without it; fonts and styles come all the same."""
    parts = made(looks)
    assert not [name for name in parts if "media/" in name or "header0" in name or "_rels/header" in name]
    assert parts["word/header1.xml"] == made(None)["word/header1.xml"]


def test_libreoffice_shows_the_logo_on_every_page(base, converted):
    """As real pages: one picture each."""
    if not shutil.which("pdfimages"):
        pytest.skip("pdfimages (poppler) is not installed")
    path = converted({"book": book(HANDBOOK, DRAFT, SCOPES["procedure"], HISTORIES[DRAFT.name], looks=base)}, "pdf")[
        "book"
    ]
    listed = subprocess.run(
        ["pdfimages", "-list", path], capture_output=True, check=True, text=True
    ).stdout.splitlines()[2:]
    pages = subprocess.run(["pdfinfo", path], capture_output=True, check=True, text=True).stdout
    assert [line.split()[0] for line in listed] == [
        str(page) for page in range(1, int(re.search(r"Pages:\s+(\d+)", pages)[1]) + 1)
    ]


def test_a_release_keeps_the_looks_it_was_released_with(small: Path, today):
    """The draft follows the base; what was released has the logo after the base is gone."""
    (small / "templates").mkdir()
    (small / workspace.BASE).write_bytes(changed())
    assert (
        main(
            [
                "release",
                "2026",
                "--root",
                str(small),
                "--effective",
                "2026-03-01",
                "--issued",
                "2026-02-01",
                "--prepared-by",
                "张三",
                "--reviewed-by",
                "李四",
                "--approved-by",
                "王五",
                "--summary",
                "第一版",
            ]
        )
        == 0
    )
    (small / workspace.BASE).unlink()
    state = workspace.read(small, today).sound()
    assert [content for _, content in letterhead(state.looks("2026")).pictures.values()] == [LOGO] and state.looks(
        workspace.DRAFT
    ) is None
    (edition, _) = state.site_editions()
    documents = [
        ZipFile(BytesIO(artifact.content)) for artifact in edition.artifacts() if artifact.path.startswith(f"{BOOKS}/")
    ]
    assert documents and all(document.read("word/media/letterhead1.png") == LOGO for document in documents)
