"""The documents keep to the standard, and to what Word asks beyond it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile
from zlib import crc32

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator.model import Section, TextField
from generator.render.word import Variant, base_document, form_document
from tests.render.word.sample_forms import DRAFT, EVERY_KIND, HANDBOOK, HOSTILE, RELEASED, VISIT, field, form

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENTS = {f"{form.id}-{variant}": (form, variant) for form in (EVERY_KIND, VISIT, HOSTILE) for variant in Variant}
SDT_ORDER = [
    "alias",
    "tag",
    "id",
    "lock",
    "placeholder",
    "showingPlcHdr",
    "date",
    "dropDownList",
    "richText",
    "text",
    "checkbox",
    "repeatingSection",
    "repeatingSectionItem",
]
"""The order of CT_SdtPr; of the last seven, one at most."""

each_document = pytest.mark.parametrize("name", DOCUMENTS)


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    """All forms in all variants."""
    return {
        name: form_document(form, HANDBOOK, DRAFT if variant is Variant.EDITABLE else RELEASED, variant)
        for name, (form, variant) in DOCUMENTS.items()
    }


def falsely_reported(error) -> bool:
    """Two rules of the validator are wrong: the type of a building block is of another enumeration, and a document
    needs no theme.
    """
    return "'bbPlcHdr'" in error.description or (
        "is missing" in error.description and error.description.count("relationships/theme") == 1
    )


def tree(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(content)).read(part))


@each_document
def test_open_xml_rules(name, documents, tmp_path):
    """A validator that follows Microsoft's own rules finds nothing."""
    path = tmp_path / "form.docx"
    path.write_bytes(documents[name])
    assert [str(error) for error in OpenXmlValidator().validate(path).errors if not falsely_reported(error)] == []


def test_open_xml_rules_for_the_base(tmp_path):
    """So does the base document, which people will open in Word."""
    path = tmp_path / "base.docx"
    path.write_bytes(base_document())
    assert [str(error) for error in OpenXmlValidator().validate(path).errors if not falsely_reported(error)] == []


def test_the_validator_sees_mistakes(documents, tmp_path):
    """The check above can fail: an element out of place is found."""
    path = tmp_path / "broken.docx"
    with ZipFile(BytesIO(documents["visit-record-print"])) as source, ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, source.read(part).replace(b"<w:cantSplit/>", b"<w:tblGrid/>"))
    assert [error for error in OpenXmlValidator().validate(path).errors if not falsely_reported(error)]


@each_document
def test_numbers_of_controls_are_unique(name, documents):
    """Word renumbers, or refuses, controls with the same number."""
    numbers = [int(one.get(f"{W}val")) for one in tree(documents[name]).iter(f"{W}id")]
    assert len(set(numbers)) == len(numbers) and all(0 < number < 2**31 for number in numbers)
    assert bool(numbers) == (not name.endswith("print"))


def test_numbers_of_controls_are_unique_even_where_hashes_meet():
    """The ids below have the same CRC-32."""
    assert crc32(b"plumless") == crc32(b"buckeroo")
    whole = form(
        "meeting",
        "示例",
        Section(id="part", fields=(field(TextField, "plumless", "甲"), field(TextField, "buckeroo", "乙"))),
    )
    first, second = (
        int(one.get(f"{W}val")) for one in tree(form_document(whole, HANDBOOK, DRAFT, Variant.FILLABLE)).iter(f"{W}id")
    )
    assert second == first + 1


@each_document
def test_properties_of_controls_are_in_order(name, documents):
    """The schema asks for an order that neither Word nor the validator insists on, but others may."""
    for properties in tree(documents[name]).iter(f"{W}sdtPr"):
        places = [SDT_ORDER.index(etree.QName(child).localname) for child in properties]
        assert places == sorted(set(places)) and sum(place > 5 for place in places) == 1


@each_document
def test_every_hint_has_its_building_block(name, documents):
    """Word takes the hint of an emptied control from the glossary: each is there once, and shows what the control
    shows.
    """
    blocks = []
    if not name.endswith("print"):
        blocks += [
            (block.find(f"{W}docPartPr/{W}name").get(f"{W}val"), "".join(block.itertext()))
            for block in tree(documents[name], "word/glossary/document.xml").iter(f"{W}docPart")
        ]
    shown = {
        (sdt.find(f"{W}sdtPr/{W}placeholder/{W}docPart").get(f"{W}val"), "".join(sdt.find(f"{W}sdtContent").itertext()))
        for sdt in tree(documents[name]).iter(f"{W}sdt")
        if sdt.find(f"{W}sdtPr/{W}placeholder") is not None
    }
    assert sorted(blocks) == sorted(shown) and len({block for block, _ in blocks}) == len(blocks)


@each_document
def test_older_programs_may_ignore_newer_elements(name, documents):
    """Every element of a later version of Word is in a namespace that the document declares to be ignorable."""
    root = tree(documents[name])
    ignorable = {
        root.nsmap[prefix]
        for prefix in root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable").split()
    }
    used = {etree.QName(one).namespace for one in root.iter()}
    assert used - ignorable == {W[1:-1]}
    assert len(used) == {"every-kind": 3, "hostile": 2, "visit-record": 1}[name.rpartition("-")[0]] or name.endswith(
        "print"
    )


@each_document
def test_every_cell_ends_with_a_paragraph_and_tables_do_not_touch(name, documents):
    """Word repairs a cell without a paragraph, and makes one table of two neighbours."""
    body = tree(documents[name])[0]
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc"))
    assert all(table.getnext().tag == f"{W}p" for table in body.iter(f"{W}tbl"))


@each_document
def test_every_style_exists(name, documents):
    """No paragraph, run or table asks for a style that the document does not have."""
    styles = {style.get(f"{W}styleId") for style in tree(documents[name], "word/styles.xml").iter(f"{W}style")}
    names = ZipFile(BytesIO(documents[name])).namelist()
    parts = [
        part
        for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/glossary/document.xml")
        if part in names
    ]
    used = {
        one.get(f"{W}val")
        for part in parts
        for kind in ("pStyle", "rStyle", "tblStyle")
        for one in tree(documents[name], part).iter(W + kind)
    }
    assert used and used <= styles


@each_document
def test_nothing_is_left_of_other_documents(name, documents):
    """No picture of a page, no foreign data, no links out of the document."""
    archive = ZipFile(BytesIO(documents[name]))
    assert not [part for part in archive.namelist() if "thumbnail" in part or part.startswith("customXml")]
    assert not [part for part in archive.namelist() if part.endswith(".rels") and b"External" in archive.read(part)]
