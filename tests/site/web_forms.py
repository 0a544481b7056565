"""Filling in web forms as a reader does, and what stands in the Word documents that come of it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from playwright.sync_api import Page, expect

from generator.model import ChoiceField, ChoicesField, Field, Form, ScoreField, TotalField, YesNoField

W, W14 = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://schemas.microsoft.com/office/word/2010/wordml}",
)
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def open_form(page: Page, address: str) -> None:
    """Go to the page of a form and open it."""
    page.goto(address)
    page.get_by_role("button", name="在网页上填").click()
    expect(page.locator(".hb-web-form h2")).to_be_focused()


def answer(page: Page, form: Form, record: Mapping[str, Any]) -> None:
    """Fill in what the record says, field after field."""
    for section in form.sections:
        rows = record.get(section.id, []) if section.rows else [record]
        for number, row in enumerate(rows, 1):
            if section.rows and number > 1:
                first = page.locator(f"#web-{form.id}-{section.id}-1-{section.fields[0].id}")
                page.locator(".hb-form-rows", has=first).get_by_role("button", name="增加一行").click()
            for field in section.fields:
                if row.get(field.id) is not None and not isinstance(field, TotalField):
                    _take(
                        page, field, f"#web-{form.id}-{section.id}-{f'{number}-' * bool(section.rows)}{field.id}", row
                    )


def _take(page: Page, field: Field, place: str, record: Mapping[str, Any]) -> None:
    value, control = record[field.id], page.locator(place)
    match field:
        case YesNoField():
            page.locator(f"input[name='{place[1:]}'][value='{value}']").check()
            if note := record.get(f"{field.id}.if-no"):
                page.locator(f"{place}--if-no").fill(note)
        case ChoicesField():
            for chosen in value:
                control.locator("xpath=ancestor::fieldset[1]").get_by_label(chosen, exact=True).check()
        case ChoiceField() if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(value)
        case ChoiceField() | ScoreField() if control.get_attribute("type") == "radio":
            page.locator(f"input[name='{place[1:]}'][value='{value}']").check()
        case _ if value is True:
            control.check()
        case _:
            control.fill(str(value))
            control.blur()


def downloaded(page: Page, button: str = "下载 Word") -> tuple[str, bytes]:
    """What a button saves: the name of the file, and what is in it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def problems(page: Page) -> list[str]:
    """The sentences above the form, those that must be changed first."""
    return page.locator(".hb-form-problems li").all_inner_texts()


def parts(content: bytes) -> dict[str, bytes]:
    """Every part of a document, unpacked."""
    with ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def controls(content: bytes) -> Iterator[tuple[str, str | bool | None, str | None]]:
    """Every control in the order of the document: its tag, what stands in it (None where it shows its hint), and the
    day behind a date.
    """
    root = etree.fromstring(parts(content)["word/document.xml"])
    numbers = [number.get(f"{W}val") for number in root.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(numbers) == len(set(numbers))
    for control in root.iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        if any(properties.find(f"{W15}{name}") is not None for name in ("repeatingSection", "repeatingSectionItem")):
            continue
        tag, box, day = (
            properties.find(f"{W}tag").get(f"{W}val"),
            properties.find(f"{W14}checkbox/{W14}checked"),
            properties.find(f"{W}date"),
        )
        shown = "".join(
            "\n" if piece.tag == f"{W}br" else piece.text or ""
            for piece in control.find(f"{W}sdtContent").iter(f"{W}t", f"{W}br")
        )
        if box is not None:
            assert shown == ("☑" if box.get(f"{W14}val") == "1" else "☐")
            yield tag, box.get(f"{W14}val") == "1", None
        else:
            hinted = properties.find(f"{W}showingPlcHdr") is not None
            assert hinted == any(style.get(f"{W}val") == "PlaceholderText" for style in control.iter(f"{W}rStyle"))
            yield tag, None if hinted else shown, None if day is None else day.get(f"{W}fullDate")
