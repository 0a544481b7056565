"""Printed pages: what Chromium makes of them on A4 is a clean document, read back with Poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tests.site.states import STATES

NOTE = "非受控，以在线现行版为准"
A4 = (595.3, 841.9)
MARGIN = 45
"""The margin at the sides, in points: 16 mm, rounded down."""
NOT_ON_PAPER = (
    "搜索",
    "目录",
    "下载可填写",
    "打印版",
    "开始一次执行",
    "完成这次执行",
    "重新打开",
    "我已阅读并理解",
    "阅读确认一览",
    "回到页面顶部",
    "跳转至",
    "设为我的岗位",
    "下一步：",
    "下一项：",
    "正在看",
    "只存在这台设备",
)
"""Words of navigation, search and buttons."""
PRINTED = {
    "a procedure": ("procedures/customer-visit.html", 11),
    "a policy": ("policies/data-security.html", 6),
    "a form": ("forms/visit-record.html", 5),
    "a check list": ("forms/self-check.html", 4),
    "a figure": ("kpis/data-accuracy.html", 2),
    "a run of a procedure": ("run_going", 12),
    "an answered check list": ("check_answered", 4),
}
"""What is printed: a page, or one in use as `states` knows it; and on how many sheets at most."""


class Line(NamedTuple):
    """A line of text as it stands on paper, in points from the left and from the top."""

    left: float
    top: float
    right: float
    text: str


@pytest.fixture
def printed(page, address, tmp_path):
    """Print a page; gives the lines of each sheet, from the top down, and the headings of the page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("Poppler is not installed (looked for pdftotext)")

    def on_paper(name: str) -> tuple[list[list[Line]], set[str]]:
        if name in STATES:
            STATES[name](page, address)
        else:
            page.goto(f"{address}next/{name}")
            page.wait_for_load_state("networkidle")
        file = tmp_path / "printed.pdf"
        page.pdf(path=file, prefer_css_page_size=True)
        headings = page.eval_on_selector_all(
            "article :is(h2, h3)", "found => found.map(heading => heading.firstChild.textContent.trim())"
        )
        return sheets(file), {heading for heading in headings if heading}

    return on_paper


def sheets(file: Path) -> list[list[Line]]:
    """The lines of every sheet of a PDF file, all of which are A4."""
    content = subprocess.run(
        ["pdftotext", "-bbox-layout", file, "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    found = []
    for sheet in ElementTree.fromstring(re.sub(r'(<!DOCTYPE[^>]*>| xmlns="[^"]*")', "", content)).iter("page"):
        assert (round(float(sheet.get("width")), 0), round(float(sheet.get("height")), 0)) == (
            round(A4[0]),
            round(A4[1]),
        )
        found.append(
            sorted(
                (
                    Line(
                        float(line.get("xMin")),
                        float(line.get("yMin")),
                        float(line.get("xMax")),
                        "".join(word.text or "" for word in line.iter("word")),
                    )
                    for line in sheet.iter("line")
                ),
                key=lambda line: line.top,
            )
        )
    return found


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_page_is_a_clean_document(printed, name):
    """Control block, note and number of the sheet; nothing to press; nothing cut off; no empty sheet, no heading alone
    at the foot of one.
    """
    path, most = PRINTED[name]
    pages, headings = printed(path)
    text = "\n".join(line.text for sheet in pages for line in sheet)
    assert len(pages) <= most
    first = "".join(line.text for line in pages[0])
    assert (
        NOTE in first
        and "指纹" not in first  # these are pages of the draft, which carries none
        and "归口岗位" in first
        and ("kpis/" in path or {"编号", "版次", "实施日期"} <= set(re.findall("编号|版次|实施日期", first)))
    )
    assert [words for words in NOT_ON_PAPER if words in text] == []
    assert [
        line for sheet in pages for line in sheet if line.left < MARGIN - 1 or line.right > A4[0] - MARGIN + 1
    ] == []
    for number, sheet in enumerate(pages, 1):
        foot = [line for line in sheet if line.top > A4[1] - 57]
        body = [line for line in sheet if line not in foot]
        told = "".join(line.text for line in foot)
        assert NOTE in told and f"{number}/{len(pages)}" in told
        assert len(body) > 1 and not any(body[-1].text == re.sub(r"\s", "", heading) for heading in headings), body[-3:]


def test_a_run_prints_as_the_record_it_is(printed, source):
    """Its name, when it was begun, how far it is, its note, and when each step was done."""
    pages, _ = printed("run_going")
    text = "".join(line.text for sheet in pages for line in sheet)
    steps = len(source.draft_handbook.procedures["customer-visit"].steps)
    assert (
        re.search(r"KH-0013月5日开始于\d{4}-\d\d-\d\d", text)
        and f"2/{steps}" in text
        and "备注客户改到周四带上样品" in text
    )
    assert len(re.findall(r"做完了\d{4}-\d\d-\d\d", text)) == 2


def test_an_answered_check_list_prints_with_its_remedies(printed):
    """What is to be done stands as text, however long, below the answer."""
    pages, _ = printed("check_answered")
    text = "".join(line.text for sheet in pages for line in sheet)
    assert "改进措施明天提前十分钟到" in text and "2/10" in text
