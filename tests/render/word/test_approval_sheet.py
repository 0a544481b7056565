"""The sheet for an approval: valid, one page whatever the change, with its hash and everybody who signs."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator.render.word.manual import approval_sheet
from generator.render.word.manual.approval_sheet import SIGNERS, Subject
from generator.system import libreoffice, pdf_file
from tests.builders import a_draft, a_handbook
from tests.render.word.package_rules import faults
from tests.render.word.test_company_base import changed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HASH = "ab" * 32
LONG = "流程「客户拜访」 › 第 3 步「面谈」 › 完成标准：" + "双方在记录上签字，写明下一步是什么、谁来做、哪天做完。" * 8


def subject(changes: int, signers: int, words: str = "措辞由甲改为乙") -> Subject:
    """A change of so many lines that so many have to approve."""
    lines = [(f"{place} {words}", "措辞", words) for place in range(changes)]
    signed = [(f"流程「第 {place} 个」、{words}", f"岗位{place}", "") for place in range(signers)]
    return Subject(
        f"改了 {changes} 处",
        (
            ("数字和时限", lines, False),
            ("其他变化", lines, False),
            ("涉及谁", [("销售代表", "岗位", "")], False),
            ("要重新阅读", lines, False),
            ("请谁批准", signed, True),
            ("检查", [("没有发现问题", "", "")], False),
        ),
        HASH,
        "main（0123abcd）",
    )


SUBJECTS = {
    "one word": subject(1, 1),
    "a usual change": subject(4, 2, "何时完成：由「48 小时内」改为「24 小时内」"),
    "very many changes": subject(300, 40),
    "very long words": subject(30, 8, LONG),
    "long words in Latin letters": subject(30, 8, "Within two working days after the visit " * 9),
}


def sheet(name: str, looks: bytes | None = None) -> bytes:
    """The sheet on one of the changes."""
    return approval_sheet(SUBJECTS[name], a_handbook().settings, a_draft(), looks)


def words(content: bytes) -> str:
    """All text, without blanks."""
    root = etree.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))
    return re.sub(r"\s", "", "".join(root.itertext(f"{W}t")))


@pytest.mark.parametrize("name", SUBJECTS)
def test_it_is_valid_and_always_the_same(name: str, tmp_path) -> None:
    content = sheet(name)
    (tmp_path / "sheet.docx").write_bytes(content)
    errors = OpenXmlValidator().validate(tmp_path / "sheet.docx").errors
    assert [str(error) for error in errors if "relationships/theme" not in error.description] == []
    assert faults(content) == []
    assert content == sheet(name)


@pytest.mark.parametrize("name", SUBJECTS)
def test_it_bears_the_hash_and_who_signs(name: str) -> None:
    """Whatever is left out for want of room is counted, in every section; nobody who has to sign is left out."""
    shown = words(sheet(name))
    assert HASH in shown
    assert all(word in shown for word in ("文号", "审批日期", "签名"))
    for title, lines, signed in SUBJECTS[name].sections:
        assert title in shown
        assert signed or "".join(lines[0][0].split())[:20] in shown or "没有印在这一页" in shown
    signers = next(lines for _, lines, signed in SUBJECTS[name].sections if signed)
    assert all(owner in shown for _, owner, _ in signers[:SIGNERS])
    assert (len(signers) > SIGNERS) == ("还要请" in shown)


def test_a_change_that_fits_is_told_in_full() -> None:
    assert "没有印在这一页" not in words(sheet("one word"))
    counted = re.findall(r"还有(\d+)条没有印", words(sheet("very many changes")))
    shown = words(sheet("very many changes")).count("措辞由甲改为乙") // 2
    assert shown
    assert sum(map(int, counted)) + shown >= 3 * 300


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("looks", [None, changed()], ids=["our own looks", "a company's header"])
def test_it_is_one_page(looks: bytes | None) -> None:
    """As LibreOffice sets it."""
    pdfs = libreoffice.pdfs({str(place): sheet(name, looks) for place, name in enumerate(SUBJECTS)}, "sheet")
    pages = {name: len(pdf_file.fonts(pdfs[str(place)])) for place, name in enumerate(SUBJECTS)}
    assert pages == dict.fromkeys(SUBJECTS, 1)
