"""Which form and which revision a copy is taken for, and what is said where it does not say so itself."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from lxml import etree

from generator.forms import to_filling
from generator.render.word import Variant, form_document
from generator.render.word.fill import Filler
from generator.submissions.reader import Library, Refusal, read
from tests.submissions.demanding import demanding
from tests.submissions.filled_forms import W, edited, filled, handbook_of, library, packed, unpacked, without
from tests.submissions.test_by_hand import ANSWERS
from tests.submissions.test_saved_elsewhere import flattened

CUSTOM = "docProps/custom.xml"
NEW = handbook_of("small")[0]
FORM = NEW.forms["visit-record"]
BASICS = FORM.sections[0]
OLD_BASICS = replace(
    BASICS, fields=(*BASICS.fields[:4], replace(BASICS.fields[4], id="heads", title="对方人数"), *BASICS.fields[5:])
)
OLD_FORM = replace(FORM, sections=(OLD_BASICS, *FORM.sections[1:]))
OLD = replace(NEW, forms={"visit-record": OLD_FORM})
TWO = Library({"2025": OLD, "2026": NEW})


def copy_of(handbook, revision: str) -> bytes:
    form = handbook.forms["visit-record"]
    edition = replace(handbook_of("small")[1], revision=revision)
    return Filler(form_document(form, handbook, edition, Variant.FILLABLE)).fill(to_filling(form, demanding(form)))


def said(content: bytes, **changes: str) -> bytes:
    """The copy with other custom properties."""
    parts = unpacked(content)
    root = etree.fromstring(parts[CUSTOM])
    for entry in root:
        if entry.get("name") in changes:
            entry[0].text = changes[entry.get("name")]
    return packed({**parts, CUSTOM: etree.tostring(root)})


def no_title(root: etree._Element) -> None:
    for block in root.findall(f"{W}body/{W}p"):
        block.getparent().remove(block)


class Case(NamedTuple):
    """A copy, and what it is taken for."""

    make: Callable[[], bytes]
    form: object
    revision: str
    doubts: tuple[str, ...]


CASES = {
    "newest": Case(lambda: copy_of(NEW, "2026"), FORM, "2026", ()),
    "older": Case(lambda: copy_of(OLD, "2025"), OLD_FORM, "2025", ()),
    "revision unknown, between": Case(
        lambda: said(copy_of(OLD, "2025"), Revision="2025.1"),
        OLD_FORM,
        "2025.1",
        ("文件说是 2025.1 版，手册里没有这一版，按 2025 版的《客户拜访记录表》读",),
    ),
    "revision unknown, later": Case(
        lambda: said(copy_of(NEW, "2026"), Revision="2031"),
        FORM,
        "2031",
        ("文件说是 2031 版，手册里没有这一版，按 2026 版的《客户拜访记录表》读",),
    ),
    "revision unknown, earlier": Case(
        lambda: said(copy_of(OLD, "2025"), Revision="2020"),
        OLD_FORM,
        "2020",
        ("文件说是 2020 版，手册里没有这一版，按 2025 版的《客户拜访记录表》读",),
    ),
    "revision that is none": Case(
        lambda: said(copy_of(NEW, "2026"), Revision="²"),
        FORM,
        "",
        ("文件没有说是哪一版，按 2026 版的《客户拜访记录表》读",),
    ),
    "revision without end": Case(
        lambda: said(copy_of(NEW, "2026"), Revision="9" * 5000),
        FORM,
        "",
        ("文件没有说是哪一版，按 2026 版的《客户拜访记录表》读",),
    ),
    "no revision": Case(
        lambda: said(copy_of(NEW, "2026"), Revision=""),
        FORM,
        "",
        ("文件没有说是哪一版，按 2026 版的《客户拜访记录表》读",),
    ),
    "no properties, newest": Case(
        lambda: without(copy_of(NEW, "2026"), CUSTOM),
        FORM,
        "",
        ("文件里没有表单的标记，按文件编号认作 2026 版的《客户拜访记录表》，100% 相符",),
    ),
    "no properties, older": Case(
        lambda: without(copy_of(OLD, "2025"), CUSTOM),
        OLD_FORM,
        "",
        ("文件里没有表单的标记，按文件编号认作 2025 版的《客户拜访记录表》，100% 相符",),
    ),
    "no properties, no header": Case(
        lambda: without(copy_of(NEW, "2026"), CUSTOM, "word/header"),
        FORM,
        "",
        ("文件里没有表单的标记，按名称和栏目认作 2026 版的《客户拜访记录表》，100% 相符",),
    ),
    "no properties, no header, no title, no controls": Case(
        lambda: edited(edited(without(copy_of(OLD, "2025"), CUSTOM, "word/header"), no_title), flattened),
        OLD_FORM,
        "",
        ("文件里没有表单的标记，按栏目认作 2025 版的《客户拜访记录表》，100% 相符",),
    ),
    "form unknown by its id": Case(
        lambda: said(copy_of(NEW, "2026"), FormId="visit-sheet"),
        FORM,
        "",
        ("文件里没有表单的标记，按名称和栏目认作 2026 版的《客户拜访记录表》，100% 相符",),
    ),
}


@pytest.mark.parametrize("id", CASES)
def test_taken_for(id):
    """The form of the copy's own revision, or the one most like it."""
    case = CASES[id]
    copy = read(case.make(), TWO)
    assert (copy.form, copy.revision, copy.doubts) == (case.form, case.revision, case.doubts)
    assert copy.record == demanding(case.form)


def test_every_form_is_told_from_all_others(form_among_many):
    """By its labels alone, among all forms of the handbook."""
    name, form = form_among_many

    def strip(root: etree._Element) -> None:
        no_title(root)
        flattened(root)

    bare = edited(without(filled(name, form), CUSTOM, "word/header"), strip)
    copy = read(bare, library(name))
    assert (copy.form.id, copy.record, copy.how) == (form, demanding(copy.form), "按位置")


def test_pasted_into_the_wrong_file():
    """What is in the file counts, not what the file says it is."""
    right, wrong = filled("department", "visit-record"), unpacked(filled("department", "weekly-plan"))
    copy = read(packed({**wrong, "word/document.xml": unpacked(right)["word/document.xml"]}), library("department"))
    assert copy.form.id == "visit-record" and copy.record == demanding(copy.form)
    said, is_ = (handbook_of("department")[0].forms[id].title for id in ("weekly-plan", "visit-record"))
    assert copy.doubts == (f"文件说自己是《{said}》，内容却是《{is_}》，按内容读",)


def _half(root: etree._Element) -> None:
    for row in [*root.iter(f"{W}tr")][4:]:
        row.getparent().remove(row)


NOT_OURS = {
    "another document": (
        lambda: edited(without(filled("small", "visit-record"), CUSTOM, "word/header"), lambda root: root[0].clear()),
        "看不出这是手册里的哪张表单，请用手册下载的表单填写",
    ),
    "half a form": (
        lambda: edited(without(filled("small", "visit-record"), CUSTOM), _half),
        "看不出这是手册里的哪张表单，最像《客户拜访记录表》（XS-QR-01），但只有 44% 相符，请用手册下载的表单填写",
    ),
    "emptied form": (
        lambda: edited(filled("small", "visit-record"), lambda root: root[0].clear()),
        "文件说自己是《客户拜访记录表》，但里面没有这张表单的栏目，请用手册下载的表单重新填写",
    ),
    "printed form": (
        lambda: form_document(FORM, NEW, handbook_of("small")[1], Variant.PAPER),
        "这是《客户拜访记录表》的打印版，是用笔填的，请把内容填进可填写版再交",
    ),
    "nothing filled in, no controls": (
        lambda: edited(filled("small", "visit-record", {}), flattened),
        "《客户拜访记录表》里什么也没有填；如果是打印版或扫描件，请把内容填进可填写版再交",
    ),
}


@pytest.mark.parametrize("id", NOT_OURS)
def test_refused(id):
    """What is none of our forms is not guessed at."""
    make, sentence = NOT_OURS[id]
    with pytest.raises(Refusal) as refused:
        read(make(), library("small"))
    assert str(refused.value) == sentence


def test_an_empty_copy_is_an_empty_record():
    """A form that nobody filled in, with its controls, is read: all that is missing is said by the rules."""
    copy = read(filled("small", "visit-record", {}), library("small"))
    assert ({key: value for key, value in copy.record.items() if value is not False}, copy.doubts) == ({}, ())


def test_a_library_can_be_sent_to_another_process():
    """Pickled and back, it reads the same."""
    content = filled("small", "visit-record", ANSWERS)
    used = library("small")
    expected = read(content, used).record
    assert read(content, pickle.loads(pickle.dumps(used))).record == expected == ANSWERS
