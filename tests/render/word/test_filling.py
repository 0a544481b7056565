"""Forms that are filled in: their controls are as Word leaves them, and all else is as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator.forms import Control, Filling, Shape, controls, layout
from generator.model import Form
from generator.render.word import Variant, form_document
from generator.render.word.fill import Filler
from tests.department import a_department
from tests.render.word.released import Documents, released_documents
from tests.render.word.sample_forms import DRAFT, EVERY_KIND, HANDBOOK, HOSTILE, RELEASED
from tests.render.word.test_validity import SDT_ORDER, falsely_reported

W, W14 = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://schemas.microsoft.com/office/word/2010/wordml}",
)
INVENTED = {
    f"{form.id}-{variant}": (form, form_document(form, HANDBOOK, RELEASED, variant))
    for form in (EVERY_KIND, HOSTILE)
    for variant in (Variant.FILLABLE, Variant.EDITABLE)
}
FORMS = INVENTED | released_documents(a_department())
"""Forms of today, and all that the department ever released: each with its document."""


@pytest.fixture(scope="module")
def documents() -> Documents:
    """The forms that are filled in."""
    return FORMS


@pytest.fixture(params=FORMS)
def document(request: pytest.FixtureRequest) -> tuple[Form, bytes]:
    """Each of them."""
    return FORMS[request.param]


def answer(control: Control, row: int = 0) -> str | bool:
    """Something that may stand in a control; different from row to row where that is possible."""
    match control.shape:
        case Shape.BOX:
            return row % 2 == 0
        case Shape.LIST:
            return control.field.options[row % len(control.field.options)].replace("\ud800", "")
        case Shape.DATE:
            return f"2026-03-{row + 1:02}"
        case Shape.LINES:
            return f"第 {row} 行 {control.tag}\n\n  <最后> & 一行\t完"
    return f"{control.tag} 的「答案」& <第 {row} 个>"


def everything(form, rows: int) -> Filling:
    """A filling with an answer in every control, and this many rows."""
    repeated = {section.id for section in form.sections if section.rows}
    single = {tag: answer(control) for tag, control in controls(form).items() if tag.partition(".")[0] not in repeated}
    within = {
        id: tuple(
            {tag: answer(control, row) for tag, control in controls(form).items() if tag.startswith(f"{id}.")}
            for row in range(rows)
        )
        for id in repeated
    }
    return Filling(single, within)


def tree(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(content)).read(part))


def property_of(sdt: etree._Element, name: str, space: str = W) -> etree._Element | None:
    return sdt.find(f"{W}sdtPr/{space}{name}")


def standing(content: bytes) -> list[tuple[str, str | bool]]:
    """What stands in the controls of a document, one after another, by tag: a text (empty while the hint is shown) or
    whether a box is ticked.
    """
    found = []
    for sdt in tree(content).iter(f"{W}sdt"):
        if (box := property_of(sdt, "checkbox", W14)) is not None:
            found.append((property_of(sdt, "tag").get(f"{W}val"), box.find(f"{W14}checked").get(f"{W14}val") == "1"))
        elif any(property_of(sdt, kind) is not None for kind in ("text", "richText", "date", "dropDownList")):
            signs = {f"{W}t": None, f"{W}br": "\n", f"{W}tab": "\t"}
            text = "".join(signs[one.tag] or one.text or "" for one in sdt.iter(*signs))
            found.append(
                (property_of(sdt, "tag").get(f"{W}val"), "" if property_of(sdt, "showingPlcHdr") is not None else text)
            )
    return found


def meant(form, filling: Filling) -> list[tuple[str, str | bool]]:
    """What must stand there, in the order of the form; ready-made rows that are not needed stay empty."""
    found = []
    for table in layout(form):
        places = [control for row in table.rows for cell in row.cells for control in cell.controls]
        if table.repeats:
            within = {control.tag: control for control in places}.values()
            rows = [*filling.rows.get(table.section.id, ())]
            rows += [{}] * (table.section.rows - len(rows))
            found += [
                (control.tag, row.get(control.tag, control.shape is not Shape.BOX and ""))
                for row in rows
                for control in within
            ]
        else:
            found += [(control.tag, filling.single[control.tag]) for control in places]
    return found


@pytest.mark.parametrize("rows", [0, 2, 40])
def test_everything_stands_where_it_belongs(document, rows):
    """Every control holds its answer, in as many rows as there are."""
    form, blank = document
    assert standing(Filler(blank).fill(everything(form, rows))) == meant(form, everything(form, rows))


def test_filled_controls_are_as_word_leaves_them(document):
    """No hint is left in them, nor its style; dates and boxes say the same twice; lists hold one of their options."""
    form, blank = document
    root = tree(Filler(blank).fill(everything(form, 30)))
    assert [*root.iter(f"{W}showingPlcHdr")] == []
    assert [
        style.get(f"{W}val") for style in root.iter(f"{W}rStyle") if style.get(f"{W}val") == "PlaceholderText"
    ] == []
    for sdt in root.iter(f"{W}sdt"):
        shown = "".join(sdt.find(f"{W}sdtContent").itertext())
        if (date := property_of(sdt, "date")) is not None:
            assert date.get(f"{W}fullDate") == f"{shown}T00:00:00Z"
        if (options := property_of(sdt, "dropDownList")) is not None:
            assert shown in [option.get(f"{W}value") for option in options]
        if (box := property_of(sdt, "checkbox", W14)) is not None:
            ticked = box.find(f"{W14}checked").get(f"{W14}val") == "1"
            assert shown == ("☑" if ticked else "☐")


def test_filled_forms_keep_to_the_standard(document, tmp_path):
    """With rows added, too: Microsoft's rules, the order of the properties, numbers that nobody else has."""
    form, blank = document
    path = tmp_path / "filled.docx"
    path.write_bytes(Filler(blank).fill(everything(form, 30)))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors if not falsely_reported(error)] == []
    root = tree(path.read_bytes())
    numbers = [int(one.get(f"{W}val")) for one in root.iter(f"{W}id")]
    assert len(set(numbers)) == len(numbers) > 0 and all(0 < number < 2**31 for number in numbers)
    for properties in root.iter(f"{W}sdtPr"):
        places = [SDT_ORDER.index(etree.QName(child).localname) for child in properties]
        assert places == sorted(set(places))


def test_only_the_answers_differ(document):
    """Nothing is filled in, nothing changes; something is filled in, and only the text of the document changes."""
    form, blank = document
    before, filler = ZipFile(BytesIO(blank)), Filler(blank)
    for filling, changed in ((Filling(), set()), (everything(form, 5), {"word/document.xml"})):
        after = ZipFile(BytesIO(filler.fill(filling)))
        assert (
            after.testzip() is None
            and sorted(after.namelist()) == sorted(before.namelist())
            and after.namelist()[0] == "[Content_Types].xml"
        )
        assert {part for part in after.namelist() if after.read(part) != before.read(part)} == changed
        assert {entry.date_time for entry in after.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert (
        docx.Document(BytesIO(filler.fill(everything(form, 5)))).core_properties.title
        == docx.Document(BytesIO(blank)).core_properties.title
    )


def test_same_answers_same_bytes(document):
    """Whatever was filled in before with the same filler."""
    form, blank = document
    filler = Filler(blank)
    first = [filler.fill(everything(form, rows)) for rows in (30, 0, 50, 30)]
    assert first[0] == first[3] == Filler(blank).fill(everything(form, 30))
    assert len(set(first)) == (3 if any(section.rows for section in form.sections) else 1)


TEXTS = {
    "markup": ("<w:t>&amp;</w:t> ]]> \"'", "<w:t>&amp;</w:t> ]]> \"'"),
    "illegal characters": ("甲\x00\x0b\ufffe\ud800乙", "甲乙"),
    "nothing but illegal characters": ("\x00\x01", ""),
    "space": (" \u3000\n", ""),
    "rare characters": ("𠮷野家 😀", "𠮷野家 😀"),
    "lines": ("一\r\n二\r三\n\n", "一\n二\n三\n\n"),
    "spaces at both ends": ("  甲  ", "  甲  "),
    "long": ("长" * 10_000, "长" * 10_000),
    "what looks like a slot": ("<?slot 0?><?words here?>", "<?slot 0?><?words here?>"),
    "what looks like a number": ('<w:id w:val="1"/>\\1\\g<0>{}', '<w:id w:val="1"/>\\1\\g<0>{}'),
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name):
    """Any text is written as it is, without what XML cannot hold; where one line is asked for, it is one line."""
    text, expected = TEXTS[name]
    filler, rows = (
        Filler(INVENTED["every-kind-fillable"][1]),
        ({},) * 3 + ({"rows.many-longtext": text, "rows.many-text": text},),
    )
    texts = standing(filler.fill(Filling({"one-longtext": text, "one-text": text}, {"rows": rows})))
    assert [value for tag, value in texts if tag.endswith("longtext") and value] == [expected] * 2 * bool(expected)
    assert [value for tag, value in texts if tag.endswith("-text") and value] == [
        expected.replace("\n", " ")
    ] * 2 * bool(expected)


def test_a_date_in_words_has_no_day_behind_it():
    """Word lets people type into a date; what they type is kept."""
    root = tree(Filler(INVENTED["every-kind-fillable"][1]).fill(Filling({"one-date": "上周三"})))
    control = next(
        sdt
        for sdt in root.iter(f"{W}sdt")
        if (tag := property_of(sdt, "tag")) is not None and tag.get(f"{W}val") == "one-date"
    )
    assert (
        "".join(control.find(f"{W}sdtContent").itertext()) == "上周三"
        and f"{W}fullDate" not in property_of(control, "date").attrib
    )


@pytest.mark.parametrize(
    ("filling", "error"),
    [
        (Filling({"nowhere": "甲"}), KeyError),
        (Filling({"nowhere": True}), KeyError),
        (Filling({}, {"nowhere": ({},)}), KeyError),
        (Filling({}, {"rows": ({"rows.nowhere": "甲"},)}), KeyError),
        (Filling({"one-choice": "写信"}), ValueError),
    ],
    ids=["text", "tick", "section", "row", "option"],
)
def test_nothing_is_lost_silently(filling, error):
    """What has no place in the form is refused."""
    with pytest.raises(error):
        Filler(INVENTED["every-kind-fillable"][1]).fill(filling)


def test_nothing_for_nowhere_is_nothing():
    """An empty text for a control that is not there does no harm: an older form may lack it."""
    blank = INVENTED["every-kind-fillable"][1]
    assert Filler(blank).fill(Filling({"nowhere": "", "tick": False}, {"gone": ()})) == Filler(blank).fill(Filling())


def test_the_time_of_saving():
    """The document says when it was filled in, in UTC, if one tells; and no other property changes."""
    blank, saved = (
        INVENTED["every-kind-fillable"][1],
        datetime(2026, 3, 18, 7, 5, 9, tzinfo=timezone(timedelta(hours=8))),
    )
    before, after = (
        docx.Document(BytesIO(content)).core_properties for content in (blank, Filler(blank).fill(Filling(), saved))
    )
    assert after.modified.replace(tzinfo=None) == datetime(2026, 3, 17, 23, 5, 9)
    assert (after.created, after.title, after.author) == (before.created, before.title, before.author)


def test_what_is_typed_looks_as_the_control_says():
    """A base of a company may give controls a look of their own; a hint's colour goes, its size stays."""
    blank = form_document(EVERY_KIND, HANDBOOK, DRAFT, Variant.FILLABLE)
    with ZipFile(BytesIO(blank)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed, count = re.subn(
        '(<w:tag w:val="one-text"/>.*?<w:showingPlcHdr/>)', r"\1", parts["word/document.xml"].decode(), count=1
    )
    assert count == 1
    changed = changed.replace(
        '<w:rStyle w:val="PlaceholderText"/></w:rPr>', '<w:rStyle w:val="PlaceholderText"/><w:sz w:val="30"/></w:rPr>'
    )
    changed = re.sub(
        '(<w:sdtPr>)(<w:alias w:val="[^"]*"/><w:tag w:val="one-time"/>)', r"\1<w:rPr><w:b/></w:rPr>\2", changed
    )
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for part, content in {**parts, "word/document.xml": changed.encode()}.items():
            archive.writestr(part, content)
    written = etree.tostring(
        tree(Filler(file.getvalue()).fill(Filling({"one-text": "甲", "one-time": "14:00"}))), encoding="unicode"
    )
    assert '<w:r><w:rPr><w:sz w:val="30"/></w:rPr><w:t xml:space="preserve">甲</w:t></w:r>' in written
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">14:00</w:t></w:r>' in written


def test_libreoffice_shows_every_answer(converted, documents):
    """All texts of all rows, those added too, are read on the printed page."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not installed")
    names = [name for name in documents if not name.startswith("hostile") and "editable" not in name]
    copies = {
        name.removesuffix(".docx"): Filler(documents[name][1]).fill(everything(documents[name][0], 30))
        for name in names
    }
    for name, path in converted(copies, "pdf").items():
        printed = subprocess.run(
            ["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout
        text = re.sub(r"\s", "", printed)
        form = next(documents[key][0] for key in names if key.removesuffix(".docx") == name)
        values = [
            re.sub(r"\s", "", value)
            for tag, value in meant(form, everything(form, 30))
            if isinstance(value, str) and "合计" not in value
        ]
        assert values and [value for value in values if value not in text][:3] == []
