"""Word documents -> PDF with LibreOffice: the only file that knows LibreOffice exists.

Every conversion has a profile of its own in a temporary folder, so that it neither meets an office that somebody has
open nor leaves anything behind.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.problems import Place, Problem, ProblemsFound

NAMES = ("soffice", "libreoffice")
BESIDE = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
"""Where it is found on macOS and Windows, which do not put it on the path."""
PATIENCE = 600
"""Seconds until a conversion is given up; the whole handbook takes about half a minute."""
FILTER = (
    'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)


class Heading(NamedTuple):
    """An entry of a PDF's outline."""

    title: str
    page: int
    """From 1."""


def program() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    return next(filter(None, map(shutil.which, (*NAMES, *BESIDE))), None)


def pdf(document: bytes, name: str) -> bytes:
    """A DOCX file as PDF, tagged and with an outline of its headings. `name` is what to call it if that goes wrong.

    Raises ProblemsFound where LibreOffice is missing or does not manage.
    """
    office = program()
    if office is None:
        raise ProblemsFound(
            Problem(
                "E608",
                "没有找到 LibreOffice，不能生成 PDF",
                Place(name),
                "请安装 LibreOffice，或把文件名结尾改成 .docx，再用 Word 或 WPS 另存为 PDF",
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "document.docx"), Path(folder, "out", "document.pdf")
        source.write_bytes(document)
        try:
            result = subprocess.run(
                [
                    office,
                    f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                    "--headless",
                    "--convert-to",
                    FILTER,
                    "--outdir",
                    str(target.parent),
                    str(source),
                ],
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            result = None
        if result is None or result.returncode or not target.is_file():
            raise ProblemsFound(
                Problem(
                    "E604",
                    "LibreOffice 没有生成 PDF",
                    Place(name),
                    "请单独打开一次 LibreOffice 看能否正常使用，再试一次",
                )
            )
        return target.read_bytes()


def outline(content: bytes) -> list[Heading]:
    """The headings of a PDF that LibreOffice wrote, in order (ISO 32000-1, 12.3.3).

    Empty if it is written in another way.
    """
    text = b"\n".join([content, *_packed(content)])
    pages = [
        int(number)
        for kids in re.findall(rb"/Type/Pages\b.*?/Kids\[([^\]]*)\]", text, re.DOTALL)
        for number in re.findall(rb"(\d+) 0 R", kids)
    ]
    places = {number: place for place, number in enumerate(pages, 1)}
    entries = re.findall(rb"/Title<FEFF([0-9A-F]*)>\s*/Dest\[(\d+) 0 R", text)
    if not all(int(number) in places for _, number in entries):
        return []
    return [
        Heading(bytes.fromhex(title.decode()).decode("utf-16-be"), places[int(number)]) for title, number in entries
    ]


def _packed(content: bytes) -> Iterator[bytes]:
    """What is inside the object streams, which newer versions write."""
    for match in re.finditer(rb"/Type\s*/ObjStm.*?stream\r?\n", content, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(content[match.end() :])
        except zlib.error:
            continue
