"""The form that readers sign for what they have read, filled in by the browser alone: over http, and from a folder."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from generator.model import Approval, Day
from generator.render.word.form_files import form_files
from generator.website.build import build_site

W, W14 = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://schemas.microsoft.com/office/word/2010/wordml}",
)
MAIN = "word/document.xml"
YES = ("role-page-read.yes", "changes-read.yes", "red-lines-read.yes")
OPEN = ("role-page-read.no", "changes-read.if-no", "quiz-done.yes", "quiz-done.no", "questions", "signature")
CONFIRM_SHOWN = """() => document.querySelectorAll("li:not([hidden]) > [data-read]").forEach((row) => {
    const value = { print: row.dataset.print, at: "2026-01-15T01:00:00Z" };
    localStorage.setItem(`handbook:read:${row.dataset.read}`, JSON.stringify({ until: null, value })); })"""
"""What the button on every page that is listed would do."""


@pytest.fixture(scope="module")
def approved(source, tmp_path_factory) -> Path:
    """The folder of the site with what is the draft of the handbook, as released."""
    draft = source.draft
    approval = Approval(
        revision="2026",
        prepared_by="甲",
        reviewed_by="乙",
        approved_by="丙",
        issued=Day(date(2025, 12, 20)),
        effective=Day(date(2026, 1, 1)),
        summary="改版",
        format=1,
    )
    edition = replace(draft.edition, name="2026", revision="2026", approval=approval)
    folder = tmp_path_factory.mktemp("approved")
    build_site(
        [replace(draft, edition=edition, downloads=form_files(draft.handbook, edition))],
        folder / "build",
        folder / "site",
    )
    return folder / "site"


@pytest.fixture(scope="module")
def pdftotext() -> str:
    """The path of poppler's program; a test that needs it is skipped where there is none."""
    return shutil.which("pdftotext") or pytest.skip("pdftotext (poppler) is not installed")


def downloaded(page: Page, name: str, staff: str = "") -> bytes:
    """What the button saves, once name and staff number are typed."""
    page.get_by_label("姓名").fill(name)
    page.get_by_label("工号").fill(staff)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载《阅读确认书》").click()
    assert download.value.suggested_filename.startswith("阅读确认书-") and download.value.suggested_filename.endswith(
        ".docx"
    )
    return Path(download.value.path()).read_bytes()


def controls(content: bytes) -> dict[str, str | bool | None]:
    """What stands in each control, by tag; None in one that shows its hint."""
    root = etree.fromstring(parts(content)[MAIN])
    found: dict[str, str | bool | None] = {}
    for control in root.iter(f"{W}sdt"):
        properties, shown = control.find(f"{W}sdtPr"), "".join(control.find(f"{W}sdtContent").itertext())
        ticked = properties.find(f"{W14}checkbox/{W14}checked")
        if ticked is not None:
            found[properties.find(f"{W}tag").get(f"{W}val")] = ticked.get(f"{W14}val") == "1"
            assert shown == ("☑" if ticked.get(f"{W14}val") == "1" else "☐")
        else:
            hinted = properties.find(f"{W}showingPlcHdr") is not None
            assert hinted == (control.find(f".//{W}rStyle") is not None)
            found[properties.find(f"{W}tag").get(f"{W}val")] = None if hinted else shown
    return found


def parts(content: bytes) -> dict[str, bytes]:
    """Every part of a document, unpacked."""
    with ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def test_the_form_follows_what_is_confirmed(page, address, built, source):
    """Open at first, and 是 once every page of the role is confirmed; whatever was not asked for stays as it was."""
    page.clock.set_fixed_time("2026-01-15T09:00:00")
    page.goto(f"{address}next/my-reading.html")
    nothing = controls(downloaded(page, ""))
    blank = controls((built / "next/downloads/read-confirmation.docx").read_bytes())
    assert nothing == {**blank, "revision": source.editions[-1].title, "sign-date": "2026-01-15"}
    expect(page.get_by_text("没有选岗位")).to_be_visible()
    page.get_by_label("岗位").select_option(label="销售代表")
    page.locator(".hb-reading li:visible a").first.click()
    page.get_by_role("button", name="我已阅读并理解").click()
    page.goto(f"{address}next/my-reading.html")
    page.get_by_label("岗位").select_option(label="销售代表")
    begun = controls(downloaded(page, "张三"))
    assert (begun["person-name"], begun["position"]) == ("张三", "销售代表") and not any(begun[tag] for tag in YES)
    expect(page.get_by_text("还有页面没有确认")).to_be_visible()
    page.evaluate(CONFIRM_SHOWN)
    page.reload()
    page.get_by_label("岗位").select_option(label="销售代表")
    expect(page.get_by_text("还没有确认 0 页")).to_be_visible()
    done = controls(downloaded(page, "张三", "S0123"))
    assert (done["person-name"], done["staff-number"]) == ("张三", "S0123")
    assert all(done[tag] is True for tag in YES) and not any(done[tag] for tag in OPEN)
    assert page.evaluate("() => JSON.stringify({ ...localStorage, ...sessionStorage })").count("张三") == 0
    assert page.evaluate("() => JSON.stringify({ ...localStorage, ...sessionStorage })").count("S0123") == 0


def test_a_role_that_the_form_does_not_list_is_left_open(page, address):
    """A list takes its own options only."""
    page.goto(f"{address}next/my-reading.html")
    page.get_by_label("岗位").select_option(label="文控专员")
    assert controls(downloaded(page, "李四"))["position"] is None


def test_from_a_folder_the_form_is_whole(page, approved, soffice, pdftotext, tmp_path):
    """An approved edition: all values in their controls, markup in a name is text, every other part untouched;
    LibreOffice opens it.
    """
    page.clock.set_fixed_time("2026-01-15T09:00:00")
    name = '张三 <&"> 𠮷'
    page.goto((approved / "2026/my-reading.html").as_uri())
    page.get_by_label("岗位").select_option(label="销售代表")
    page.evaluate(CONFIRM_SHOWN)
    page.reload()
    page.get_by_label("岗位").select_option(label="销售代表")
    content, empty = downloaded(page, name), (approved / "2026/downloads/read-confirmation.docx").read_bytes()
    assert controls(content) == {
        **controls(empty),
        "person-name": name,
        "position": "销售代表",
        "revision": "2026 版",
        "effective-date": "2026-01-01",
        "sign-date": "2026-01-15",
        **dict.fromkeys(YES, True),
    }
    days = [day.get(f"{W}fullDate") for day in etree.fromstring(parts(content)[MAIN]).iter(f"{W}date")]
    assert days == ["2026-01-01T00:00:00Z", "2026-01-15T00:00:00Z"]
    assert list(parts(content)) == list(parts(empty))
    assert sorted(part for part, held in parts(content).items() if held != parts(empty)[part]) == [
        "docProps/core.xml",
        MAIN,
    ]
    (tmp_path / "filled.docx").write_bytes(content)
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "filled.docx",
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    text = subprocess.run(
        [pdftotext, "-raw", tmp_path / "filled.pdf", "-"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    assert [
        value for value in ('张三 <&">', "销售代表", "2026 版", "2026-01-01", "2026-01-15") if value not in text
    ] == []


def test_a_handbook_without_the_form_offers_none(page, address, built):
    """The release of 2025 has no such form: no button, no script."""
    page.goto(f"{address}2025/my-reading.html")
    expect(page.get_by_role("button", name="导出 CSV")).to_be_visible()
    expect(page.get_by_label("姓名")).to_have_count(0)
    assert not (built / "2025/assets/forms/read-confirmation.js").exists()


def test_where_it_cannot_be_filled_readers_are_told(page, own_site):
    """Here because a copy of the folder is not complete; the same holds for a browser that cannot unpack."""
    folder, _ = own_site
    (folder / "next/assets/forms/read-confirmation.js").unlink()
    page.goto((folder / "next/my-reading.html").as_uri())
    page.get_by_role("button", name="下载《阅读确认书》").click()
    expect(page.get_by_text("这个浏览器填不了，请到表单页下载空白的阅读确认书。")).to_be_visible()
