"""The bytes of a DOCX file (ISO/IEC 29500-2) -> the few parts that are read, opened so that no file can do harm.

A copy comes from somebody's computer and may be broken or made to hurt. Nothing is unpacked to disk, no reference is
followed out of the file, and all that is read has a limit.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from generator.system.sized_files import TooLarge, read_sized
from generator.untrusted.package import SMALL_PART, Element, Limits, Package, Refusal, W, main_part
from generator.untrusted.package import open_package as untrusted_package

LARGEST_FILE = 20_000_000
"""In bytes."""
LIMITS = Limits("表单", "填好的表单", part=4_000_000, marks=200_000)

OTHER_KINDS: Mapping[bytes, str] = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "是旧格式的 .doc、.wps 或加了密码的文件，请用 Word 或 WPS 打开，去掉密码，另存为 .docx"
    ),
    b"%PDF": "是 PDF，请交 Word 表单（.docx）",
    b"{\\rtf": "是 RTF，请用 Word 或 WPS 打开，另存为 .docx",
    b"\x89PNG": "是图片，请把内容填进 Word 表单（.docx）",
    b"\xff\xd8\xff": "是图片，请把内容填进 Word 表单（.docx）",
    b"<": "是网页或 XML，请用 Word 或 WPS 打开，另存为 .docx",
    b"MIME-Version": "是单文件网页，请用 Word 或 WPS 打开，另存为 .docx",
}
"""What files begin with that are often taken for DOCX, and what to do."""


@dataclass(frozen=True)
class OpenPackage:
    """What is read of a package."""

    document: Element
    """The root of the main part."""
    properties: Mapping[str, str]
    """The custom properties."""
    producer: str
    """The program that saved the file; empty if it does not say."""
    saved: datetime | None
    """When it was saved, in UTC."""
    headers: tuple[Element, ...]
    """The headers of its pages; none if there are custom properties, which say more."""
    hints: Callable[[], frozenset[str]]
    """Gives the texts that the file keeps for its empty controls (the glossary document); raises Refusal."""


def read_copy(path: Path) -> bytes:
    """The content of a copy. Raises Refusal before anything of one that is too large is read, or OSError."""
    try:
        return read_sized(path, LARGEST_FILE)
    except TooLarge as error:
        raise _too_large(error.size) from None


def _too_large(size: int) -> Refusal:
    return Refusal(f"文件有 {size / 1e6:.1f} MB，最多 {LARGEST_FILE // 1_000_000} MB，请去掉图片等附件再交")


def open_package(content: bytes) -> OpenPackage:
    """The parts of a copy. Raises Refusal."""
    if not content:
        raise Refusal("文件是空的，请重新交一份")
    if len(content) > LARGEST_FILE:
        raise _too_large(len(content))
    package = untrusted_package(content, LIMITS, OTHER_KINDS)
    main = main_part(package)
    document = package.parsed(main)
    if document.tag != f"{W}document":
        strict = "purl.oclc.org" in str(document.tag)
        raise Refusal(
            "是「Strict Open XML」格式，请另存为「Word 文档（*.docx）」"
            if strict
            else "不是 Word 文档，请交 Word 表单（.docx）"
        )
    properties = _properties(package)
    headers = (
        ()
        if "FormId" in properties
        else tuple(
            package.parsed(name, SMALL_PART)
            for name in package.names
            if re.fullmatch(posixpath.dirname(main) + r"/header\d{0,2}\.xml", name)
        )
    )
    return OpenPackage(
        document,
        properties,
        _producer(package),
        _saved(package),
        headers,
        partial(_hints, package, main),
    )


def _properties(package: Package) -> dict[str, str]:
    if "docprops/custom.xml" not in package.names:
        return {}
    return {
        entry.get("name", ""): "".join(entry.itertext()).strip()
        for entry in package.parsed("docprops/custom.xml", SMALL_PART)
    }


def _producer(package: Package) -> str:
    """The name and, of LibreOffice, the version; builds and platforms are left out."""
    for text in _texts(package, "docprops/app.xml", "Application"):
        match = re.match(r"LibreOffice/[\d.]+|WPS[ \w]*?(?=_|$)", text)
        return match[0].rstrip(".") if match else text[:60]
    return ""


def _saved(package: Package) -> datetime | None:
    for text in _texts(package, "docprops/core.xml", "modified"):
        try:
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            return None
    return None


def _hints(package: Package, main: str) -> frozenset[str]:
    glossary = f"{posixpath.dirname(main)}/glossary/document.xml"
    return (
        frozenset("".join(part.itertext()) for part in package.parsed(glossary).iter(f"{W}docPartBody"))
        if glossary in package.names
        else frozenset()
    )


def _texts(package: Package, part: str, local_name: str) -> Iterator[str]:
    if part in package.names:
        yield from (
            element.text.strip()
            for element in package.parsed(part, SMALL_PART).iter(f"{{*}}{local_name}")
            if element.text
        )
