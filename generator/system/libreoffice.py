"""Word documents -> PDF with LibreOffice. Files from outside are converted in `generator.untrusted.conversion`; no
other file knows LibreOffice exists.

Every conversion has a profile of its own in a temporary folder, so that it neither meets an office that somebody has
open nor leaves anything behind.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

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
FONTCONFIG = Path("/etc/fonts/fonts.conf")
"""What says on Linux which fonts there are."""
NONE: Mapping[str, str] = MappingProxyType({})


def program() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    return next(filter(None, map(shutil.which, (*NAMES, *BESIDE))), None)


def pdf(document: bytes, name: str, stand_ins: Mapping[str, str] = NONE) -> bytes:
    """A DOCX file as PDF, as `pdfs` makes several at once."""
    return pdfs({"document": document}, name, stand_ins)["document"]


def pdfs(documents: Mapping[str, bytes], name: str, stand_ins: Mapping[str, str] = NONE) -> dict[str, bytes]:
    """DOCX files as PDF, tagged and with an outline of their headings, by the same names.

    `name` is what to call them if that goes wrong. `stand_ins` says which font is to be taken, by family, where one is
    not installed; only Linux can be told. Raises ProblemsFound where LibreOffice is missing or does not manage.
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
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for key, document in documents.items():
            (folder / f"{key}.docx").write_bytes(document)
        targets = {key: folder / "out" / f"{key}.pdf" for key in documents}
        command = [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            FILTER,
            "--outdir",
            str(folder / "out"),
            *(str(folder / f"{key}.docx") for key in documents),
        ]
        environment = {**os.environ, **_fonts(stand_ins, folder / "fonts.conf")}
        try:
            result = subprocess.run(command, check=False, env=environment, capture_output=True, timeout=PATIENCE)
        except (OSError, subprocess.TimeoutExpired):
            result = None
        if result is None or result.returncode or not all(target.is_file() for target in targets.values()):
            raise ProblemsFound(
                Problem(
                    "E604",
                    "LibreOffice 没有生成 PDF",
                    Place(name),
                    "请单独打开一次 LibreOffice 看能否正常使用，再试一次",
                )
            )
        return {key: target.read_bytes() for key, target in targets.items()}


def _fonts(stand_ins: Mapping[str, str], file: Path) -> dict[str, str]:
    """What to set in the environment so that missing fonts get their stand-ins: https://fontconfig.org"""
    system = Path(os.environ.get("FONTCONFIG_FILE", FONTCONFIG))
    if not system.is_file():
        return {}
    aliases = "".join(
        f'<alias binding="same"><family>{escape(family)}</family>'
        f"<accept><family>{escape(other)}</family></accept></alias>"
        for family, other in stand_ins.items()
    )
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{aliases}<include>{escape(str(system))}</include></fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(file)}
