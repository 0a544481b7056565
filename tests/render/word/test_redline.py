"""The document with tracked changes: accepting all gives the new words, rejecting all the old ones, in the standard's
terms and in LibreOffice.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator.diff.comparison import compare
from generator.model import Revised
from generator.render.word import redline
from tests.builders import DATA, a_draft, a_handbook
from tests.render.word.test_validity import falsely_reported

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
STEPS = DATA["procedure"]["customer-visit"]["steps"]
NEW = a_handbook(
    procedure={
        "customer-visit": {
            "purpose": "一次拜访做完整，不漏一项。",
            "aliases": ["上门"],
            "steps": [
                {**STEPS[0], "done": "客户书面答复 CRM-2 号。"},
                STEPS[2],
                STEPS[1],
                {**STEPS[3], "due": {"within": "48 小时", "after": "visit-record.end-time"}},
            ],
        }
    },
    policy={"dress-code": {"rules": DATA["policy"]["dress-code"]["rules"][:2], "breach": "记过一次。\n再犯开除。"}},
    kpi={
        "record-on-time": {"target": {"at_least": 99}},
        "new-one": {**DATA["kpi"]["record-on-time"], "id": "new-one", "title": "新指标 <&>"},
    },
)


@pytest.fixture(scope="module")
def revised() -> Revised:
    """A draft with a dozen changes of all shapes."""
    return Revised(a_draft(), NEW, tuple(compare(a_handbook(), NEW)), "2025 版")


@pytest.fixture(scope="module")
def content(revised) -> bytes:
    return redline(revised)


def paragraphs(content: bytes, leave_out: str, text: str) -> list[str]:
    """The text of all paragraphs without the runs that are marked so; `text` is what holds the words of the others."""
    body = etree.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))[0]
    found = []
    for paragraph in body.findall(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if run.getparent().tag != f"{W}{leave_out}"]
        found.append(
            "".join(
                "\n" if part.tag == f"{W}br" else part.text or ""
                for run in runs
                for part in run
                if part.tag in (f"{W}t", f"{W}br", f"{W}{text}")
            )
        )
    return found


@pytest.mark.parametrize(
    ("leave_out", "text", "side"), [("del", "t", 1), ("ins", "delText", 0)], ids=["accepted", "rejected"]
)
def test_either_state_can_be_had(content, revised, leave_out, text, side):
    """Without the deletions every paragraph is the new text, without the insertions the old one."""
    held = paragraphs(content, leave_out, text)
    assert len(revised.changes) > 8
    for change in revised.changes:
        said = change.texts[side] if any(change.texts) else change.text
        assert (f"{change.place}：" if change.place else "") + said in held, change


def test_it_keeps_to_the_standard(content, tmp_path):
    """A validator that follows Microsoft's rules finds nothing, and every change has a number of its own."""
    (path := tmp_path / "redline.docx").write_bytes(content)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors if not falsely_reported(error)] == []
    tree = etree.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))
    marked = [*tree.iter(f"{W}ins"), *tree.iter(f"{W}del")]
    assert len({mark.get(f"{W}id") for mark in marked}) == len(marked) > 8
    assert {(mark.get(f"{W}author"), mark.get(f"{W}date")) for mark in marked} == {
        ("示例科技有限公司", "2000-01-01T00:00:00Z")
    }


def test_the_same_changes_give_the_same_bytes(content, revised):
    """Nothing in it depends on when or where it is made."""
    assert redline(revised) == content


def test_libreoffice_sees_tracked_changes(content, converted):
    """Saved as a text document, it still holds insertions and deletions, with their words."""
    saved = ZipFile(converted({"redline": content}, "odt")["redline"])
    tracked = etree.fromstring(saved.read("content.xml")).find(".//text:tracked-changes", ODF)
    assert tracked.findall(".//text:insertion", ODF) and len(tracked.findall(".//text:deletion", ODF)) > 3
    assert "明确答复" in "".join(tracked.itertext())
