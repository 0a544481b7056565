"""What other programs make of a copy when they save it, and that it is read as it was filled in all the same.

LibreOffice is real. Of Word and WPS, each row is one documented habit: where they put controls, how they split and mark
runs, what they drop.
"""

from __future__ import annotations

import re
import subprocess
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator.forms import check, to_filling
from generator.model import Form, LongTextField
from generator.render.word import Variant
from generator.render.word.fill import Filler
from generator.submissions.reader import read
from tests.submissions.demanding import demanding
from tests.submissions.filled_forms import (
    MAIN,
    NAMES,
    W,
    cell_of,
    edited,
    filled,
    form_of,
    fragment,
    handbook_of,
    library,
    packed,
    unpacked,
    unwrapped,
)

BOTH = (Variant.FILLABLE, Variant.EDITABLE)


@pytest.fixture(scope="module")
def saved(soffice: str, tmp_path_factory: pytest.TempPathFactory, forms, released_forms) -> dict[str, bytes]:
    """A copy of every form in both variants, opened by LibreOffice and saved as DOCX."""
    folder, profile = tmp_path_factory.mktemp("filled"), tmp_path_factory.mktemp("libreoffice")
    files = [folder / f"{id}-{variant}.docx" for id in forms for variant in BOTH]
    for file, (name, form), variant in zip(
        files, [entry for entry in forms.values() for _ in BOTH], [*BOTH] * len(forms), strict=True
    ):
        file.write_bytes(filled(name, form, variant=variant))
    for id, one in released_forms.items():
        files.append(folder / f"{id}.docx")
        files[-1].write_bytes(Filler(one.content).fill(to_filling(one.form, demanding(one.form))))
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder / "out",
            *files,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {Path(file).stem: (folder / "out" / file.name).read_bytes() for file in files}


@pytest.mark.parametrize("variant", BOTH)
def test_saved_by_libreoffice(saved, forms, form_name, variant):
    """Every answer of every form comes back equal, line ends too, whether the version keeps the tags or not, and
    nothing is doubtful.
    """
    name, form = forms[form_name]
    copy = read(saved[f"{form_name}-{variant}"], library(name))
    assert copy.form is form_of(name, form)
    assert copy.record == demanding(copy.form)
    assert copy.doubts == ()
    assert copy.producer.startswith("LibreOffice/") and copy.revision == handbook_of(name)[1].revision


def test_released_forms_saved_by_libreoffice(saved, released_forms, released_name):
    """Forms of old revisions are read by their own definitions.

    LibreOffice up to 7.4 forgets the line ends in controls for plain text, which long texts were in revision 2025;
    nothing of them is left in the file.
    """
    form, revision, content, library = released_forms[released_name]
    copy = read(saved[released_name], library)
    version = [int(part) for part in copy.producer.partition("/")[2].split(".")]
    oldest = version < [7, 5] and b'w:multiLine="1"' in unpacked(content)[MAIN]
    assert (copy.form, copy.revision, copy.doubts) == (form, revision, ())
    assert copy.record == (_on_one_line(form, demanding(form)) if oldest else demanding(form))


def _on_one_line(form: Form, record: dict[str, Any]) -> dict[str, Any]:
    """The record without the line ends in its long texts."""
    long = {field.id for section in form.sections for field in section.fields if isinstance(field, LongTextField)}
    return {
        key: [_on_one_line(form, row) for row in value]
        if isinstance(value, list) and value and isinstance(value[0], dict)
        else value.replace("\n", "")
        if key in long
        else value
        for key, value in record.items()
    }


def test_released_forms_as_filled(released_forms, released_name):
    """By the definition of their own revision."""
    form, revision, content, library = released_forms[released_name]
    in_china = datetime(2026, 3, 18, 14, 0, tzinfo=timezone(timedelta(hours=8)))
    copy = read(Filler(content).fill(to_filling(form, demanding(form)), in_china), library)
    assert (copy.form, copy.revision, copy.record, copy.doubts) == (form, revision, demanding(form), ())
    assert copy.saved == datetime(2026, 3, 18, 6, 0, tzinfo=UTC)


def test_as_filled(forms, form_name):
    """A copy that nothing happened to is read by its controls; of what a field itself asks, only ticks are missing."""
    name, form = forms[form_name]
    copy = read(filled(name, form), library(name))
    assert (copy.record, copy.how, copy.doubts) == (demanding(copy.form), "按控件", ())
    alone = replace(copy.form, rules=())
    assert {remark.kind for remark in check(alone, copy.record)} <= {"missing"}


def test_without_any_controls(forms, form_name):
    """Where all controls are gone, every answer still stands where its label says."""
    name, form = forms[form_name]
    copy = read(edited(filled(name, form), flattened), library(name))
    assert (copy.record, copy.how, copy.doubts) == (demanding(copy.form), "按位置", ())


def flattened(root: etree._Element) -> None:
    for sdt in reversed([*root.iter(f"{W}sdt")]):
        unwrapped(sdt, sdt.find(f"{W}sdtContent"))


def _alone(root: etree._Element) -> list[etree._Element]:
    """The controls that are alone in their cell."""
    return [
        sdt
        for sdt in root.iter(f"{W}sdt")
        if sdt.getparent().tag == f"{W}p" and len(sdt.getparent()) == 2 and len(cell_of(sdt).findall(f"{W}p")) == 1
    ]


def around_cells(root: etree._Element) -> None:
    for sdt in _alone(root):
        cell = cell_of(sdt)
        cell.addprevious(sdt)  # takes it out of its paragraph
        content = sdt.find(f"{W}sdtContent")
        cell.find(f"{W}p").extend(list(content))
        content.append(cell)


def around_paragraphs(root: etree._Element) -> None:
    for sdt in _alone(root):
        paragraph = sdt.getparent()
        paragraph.addprevious(sdt)
        content = sdt.find(f"{W}sdtContent")
        paragraph.extend(list(content))
        content.append(paragraph)


def lines_as_paragraphs(root: etree._Element) -> None:
    around_paragraphs(root)
    for sdt in root.xpath("//w:sdt[w:sdtPr/w:richText]", namespaces=NAMES):
        _split_paragraph(sdt.find(f"{W}sdtContent/{W}p"))


def lines_behind_the_control(root: etree._Element) -> None:
    for sdt in root.xpath("//w:sdt[w:sdtPr/w:richText]", namespaces=NAMES):
        run = sdt.find(f"{W}sdtContent/{W}r")
        breaks = run.findall(f"{W}br")
        if not breaks:
            continue
        rest = list(run)[list(run).index(breaks[0]) + 1 :]
        paragraph = fragment("<w:p><w:r/></w:p>")
        run.remove(breaks[0])
        paragraph[0].extend(rest)
        sdt.getparent().addnext(paragraph)
        _split_paragraph(paragraph)


def _split_paragraph(paragraph: etree._Element) -> None:
    """A paragraph for every line."""
    while (found := paragraph.find(f"{W}r/{W}br")) is not None:
        run, last = found.getparent(), paragraph
        rest = list(run)[list(run).index(found) + 1 :]
        run.remove(found)
        paragraph = fragment("<w:p><w:r/></w:p>")
        paragraph[0].extend(rest)
        last.addnext(paragraph)


def split_runs(root: etree._Element) -> None:
    for number, run in enumerate([*root.iter(f"{W}r")]):
        text = run.find(f"{W}t")
        if text is None or len(text.text or "") < 2 or len(run.findall(f"{W}t")) > 1:
            continue
        run.set(f"{W}rsidR", f"00{number:06X}")
        second = deepcopy(run)
        middle = len(text.text) // 2
        second.find(f"{W}t").text, text.text = text.text[middle:], text.text[:middle]
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addnext(second)
        run.addprevious(fragment('<w:proofErr w:type="spellStart"/>'))
        run.addnext(fragment('<w:proofErr w:type="spellEnd"/>'))
        run.addnext(fragment('<w:bookmarkStart w:id="7" w:name="_GoBack"/>'))
        second.insert(0, fragment("<w:lastRenderedPageBreak/>"))


def wrapped_runs(opening: str, closing: str):
    def edit(root: etree._Element) -> None:
        for run in [*root.xpath("//w:tc//w:r[w:t]", namespaces=NAMES)]:
            wrapper = fragment(opening + closing)
            run.addprevious(wrapper)
            (wrapper if not len(wrapper) else wrapper[-1] if wrapper[-1].tag.endswith("Choice") else wrapper).append(
                run
            )

    return edit


def renamed(root: etree._Element) -> None:
    for number, alias in enumerate(root.iter(f"{W}alias")):
        alias.set(f"{W}val", f"Control {number}")


def without_repeating(root: etree._Element) -> None:
    for sdt in reversed(
        root.xpath("//w:sdt[w:sdtPr/w15:repeatingSection or w:sdtPr/w15:repeatingSectionItem]", namespaces=NAMES)
    ):
        unwrapped(sdt, sdt.find(f"{W}sdtContent"))


def grouped(root: etree._Element) -> None:
    """The whole body in a group, as Word does it to protect labels."""
    group = fragment(
        "<w:sdt><w:sdtPr><w:id w:val='5'/><w:lock w:val='contentLocked'/><w:group/></w:sdtPr><w:sdtContent/></w:sdt>"
    )
    body = root.find(f"{W}body")
    blocks = [block for block in body if block.tag != f"{W}sectPr"]
    body.insert(0, group)
    group.find(f"{W}sdtContent").extend(blocks)


def alternative_blocks(root: etree._Element) -> None:
    for table in [*root.findall(f"{W}body/{W}tbl")]:
        choice = fragment('<mc:AlternateContent><mc:Choice Requires="w14"/><mc:Fallback/></mc:AlternateContent>')
        table.addprevious(choice)
        choice[1].append(deepcopy(table))
        choice[0].append(table)


def tracked(root: etree._Element) -> None:
    for number, run in enumerate([*root.xpath("//w:sdtContent/w:r[w:t]", namespaces=NAMES)]):
        author = f'w:id="{number}" w:author="李四" w:date="2026-01-05T09:00:00Z"'
        inserted = fragment(f"<w:ins {author}/>")
        run.addprevious(fragment(f"<w:del {author}><w:r><w:delText>原来写的</w:delText></w:r></w:del>"))
        run.addprevious(inserted)
        inserted.append(run)


def commented(root: etree._Element) -> None:
    for sdt in [*root.iter(f"{W}sdt")]:
        if sdt.getparent().tag == f"{W}p":
            sdt.addprevious(fragment('<w:commentRangeStart w:id="0"/>'))
            sdt.addnext(fragment('<w:r><w:annotationRef/><w:commentReference w:id="0"/></w:r>'))
            sdt.addnext(fragment('<w:commentRangeEnd w:id="0"/>'))


def hyphenated(root: etree._Element) -> None:
    for text in root.xpath("//w:sdtContent/w:r/w:t", namespaces=NAMES):
        if len(text.text or "") > 4:
            text.addprevious(fragment("<w:softHyphen/>"))
            text.text = text.text[:2] + "\u00ad" + text.text[2:]


def more_blocks(root: etree._Element) -> None:
    body, table = root.find(f"{W}body"), "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    body.insert(0, fragment(table.format("我加的表")))
    body.insert(0, fragment("<w:p><w:r><w:t>经理请看</w:t></w:r></w:p>"))
    body.insert(len(body) - 1, fragment(table.format("客户名称")))


HABITS = {
    "controls around cells": around_cells,
    "controls around paragraphs": around_paragraphs,
    "lines as paragraphs": lines_as_paragraphs,
    "lines behind their control": lines_behind_the_control,
    "runs split, with revision ids": split_runs,
    "names of controls translated": renamed,
    "rows without repeating sections": without_repeating,
    "everything in a group": grouped,
    "changes tracked": tracked,
    "comments": commented,
    "alternatives to tables": alternative_blocks,
    "soft hyphens": hyphenated,
    "blocks before and after": more_blocks,
    "smart tags": wrapped_runs(
        '<w:smartTag w:uri="urn:x" w:element="date"><w:smartTagPr><w:attr w:name="Year" w:val="2026"/></w:smartTagPr>',
        "</w:smartTag>",
    ),
    "custom XML": wrapped_runs('<w:customXml w:element="x">', "</w:customXml>"),
    "hyperlinks": wrapped_runs('<w:hyperlink w:anchor="_Top">', "</w:hyperlink>"),
    "simple fields": wrapped_runs('<w:fldSimple w:instr=" QUOTE ">', "</w:fldSimple>"),
    "moved text": wrapped_runs('<w:moveTo w:id="1" w:author="x">', "</w:moveTo>"),
    "alternate content": wrapped_runs('<mc:AlternateContent><mc:Choice Requires="w14"/>', "</mc:AlternateContent>"),
    "spans of direction": wrapped_runs('<w:bdo w:val="ltr">', "</w:bdo>"),
}


@pytest.mark.parametrize("form", [("invented", "every-kind"), ("small", "visit-record")], ids="-".join)
@pytest.mark.parametrize("habit", HABITS)
def test_habits_of_word_and_wps(habit, form):
    """Whatever is done to the main part, tags tell every answer."""
    copy = read(edited(filled(*form), HABITS[habit]), library(form[0]))
    assert (copy.record, copy.how, copy.doubts) == (demanding(copy.form), "按控件", ())


def _app(name: str) -> bytes:
    return (
        f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>{name}</Application>'
        "<AppVersion>16.0000</AppVersion></Properties>"
    ).encode()


def _moved(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The main part under another name, as Word for the web calls it, and addressed from the root."""
    relations = parts["_rels/.rels"].replace(b'"word/document.xml"', b'"/word/document2.xml"')
    return {
        name.replace("document.xml", "document2.xml"): content
        for name, content in {**parts, "_rels/.rels": relations}.items()
    }


def _prefixed(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, MAIN: re.sub(rb"(</?| |xmlns:)w([:=])", rb"\1ns0\2", parts[MAIN])}


def _utf16(parts: dict[str, bytes]) -> dict[str, bytes]:
    text = (
        parts[MAIN]
        .decode()
        .replace("encoding='UTF-8'", "encoding='UTF-16'")
        .replace('encoding="UTF-8"', 'encoding="UTF-16"')
    )
    return {**parts, MAIN: text.encode("utf-16")}


PACKAGES = {
    "Word": (lambda parts: {**parts, "docProps/app.xml": _app("Microsoft Office Word")}, "Microsoft Office Word"),
    "WPS": (
        lambda parts: {
            **parts,
            "docProps/app.xml": _app("WPS Office_12.1.0.17140_F1E327BC-269C-435d-A152-05C5408002CA"),
        },
        "WPS Office",
    ),
    "settings and themes": (
        lambda parts: {
            **parts,
            "word/settings.xml": b"<x/>",
            "word/theme/theme1.xml": b"<a/>",
            "customXml/item1.xml": b"<b/>",
        },
        "",
    ),
    "main part elsewhere": (_moved, ""),
    "other prefixes": (_prefixed, ""),
    "UTF-16": (_utf16, ""),
    "no properties but the form's own": (
        lambda parts: {name: content for name, content in parts.items() if name != "docProps/core.xml"},
        "",
    ),
}


@pytest.mark.parametrize("id", PACKAGES)
def test_packages_of_word_and_wps(id):
    """However the package is made up, the form is found, and the program that saved it."""
    change, producer = PACKAGES[id]
    copy = read(packed(change(unpacked(filled("invented", "every-kind")))), library("invented"))
    assert (copy.record, copy.producer, copy.doubts) == (demanding(copy.form), producer, ())
