"""The bytes of a DOCX file (ISO/IEC 29500-2) -> the few parts that are read, opened so that no file can do harm.

A copy comes from somebody's computer and may be broken or made to hurt. Nothing is unpacked to disk, no reference is
followed out of the file, and all that is read has a limit.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from generator.system.sized_files import TooLarge, read_sized

Element = etree._Element

LARGEST_FILE, LARGEST_PART, SMALL_PART = 20_000_000, 4_000_000, 200_000
"""In bytes: of the file, of its text unpacked, of a part with properties or relations unpacked."""
MOST_MARKS = 200_000
"""Tags, and likewise attributes, in one part: they take more memory than their bytes."""
MOST_PARTS, LARGEST_DIRECTORY = 1000, 300_000
"""Files in the package, and bytes of their directory."""
GREATEST_RATIO = 300
"""Bytes unpacked for one packed, beyond the first 100,000."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"

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


class Refusal(Exception):
    """This file cannot be read. One Chinese sentence says why, and what to do."""


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
    archive = _archive(content)
    names = {entry.filename.lower(): entry for entry in archive.infolist()}
    main = _main(archive, names)
    document = _parsed(archive, names[main], LARGEST_PART)
    if document.tag != f"{W}document":
        strict = "purl.oclc.org" in str(document.tag)
        raise Refusal(
            "是「Strict Open XML」格式，请另存为「Word 文档（*.docx）」"
            if strict
            else "不是 Word 文档，请交 Word 表单（.docx）"
        )
    properties = _properties(archive, names)
    headers = (
        ()
        if "FormId" in properties
        else tuple(
            _parsed(archive, entry, SMALL_PART)
            for name, entry in names.items()
            if re.fullmatch(posixpath.dirname(main) + r"/header\d{0,2}\.xml", name)
        )
    )
    return OpenPackage(
        document,
        properties,
        _producer(archive, names),
        _saved(archive, names),
        headers,
        partial(_hints, archive, names, main),
    )


def _archive(content: bytes) -> ZipFile:
    """The file as a ZIP. Its directory is measured before it is read."""
    if not content.startswith(b"PK"):
        raise Refusal(
            next(
                (
                    f"这{kind}"
                    for start, kind in OTHER_KINDS.items()
                    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(start)
                ),
                "这不是 Word 文件，或已损坏，请用 Word 或 WPS 打开后另存为 .docx",
            )
        )
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 65557))
    if end < 0 or len(content) < end + 22:
        raise Refusal("文件不完整，可能没有传完，请重新交一份")
    entries, size = (
        int.from_bytes(content[end + 10 : end + 12], "little"),
        int.from_bytes(content[end + 12 : end + 16], "little"),
    )
    if entries > MOST_PARTS or size > LARGEST_DIRECTORY or content[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        raise Refusal("文件里的部件太多，不像 Word 保存的表单，请用 Word 或 WPS 打开后另存为 .docx")
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, NotImplementedError, ValueError, OSError, IndexError):
        raise Refusal("文件已损坏，请用 Word 或 WPS 修复后另存为 .docx") from None
    seen: set[str] = set()
    for entry in archive.infolist():
        name = entry.filename.lower()
        if name in seen:
            raise Refusal("文件里有同名的部件，不像 Word 保存的表单，请用 Word 或 WPS 打开后另存为 .docx")
        if entry.flag_bits & 0x41:
            raise Refusal("文件加了密码，请去掉密码后另存为 .docx")
        if "\\" in name or name.startswith("/") or ".." in name.split("/"):
            raise Refusal("文件里的部件名称指向文件之外，请用 Word 或 WPS 打开后另存为 .docx")
        if name.endswith("vbaproject.bin"):
            raise Refusal("文件带有宏，请另存为不带宏的 .docx 再交")
        seen.add(name)
    return archive


def _main(archive: ZipFile, names: Mapping[str, ZipInfo]) -> str:
    """The name of the main part, in lower case."""
    if "[content_types].xml" not in names or "_rels/.rels" not in names:
        kind = (
            ("mimetype" in names and "是 OpenDocument 文件")
            or ("index/document.iwa" in names and "是 Pages 文件")
            or "里没有 Word 文档"
        )
        raise Refusal(f"这个压缩文件{kind}，请用 Word、WPS 或 LibreOffice 打开后另存为 .docx")
    if (
        "macroenabled"
        in "".join(_parsed(archive, names["[content_types].xml"], SMALL_PART).xpath("//@ContentType")).lower()
    ):
        raise Refusal("文件带有宏，请另存为不带宏的 .docx 再交")
    for relation in _parsed(archive, names["_rels/.rels"], SMALL_PART).iter(RELATION):
        if relation.get("Type") == OFFICE_DOCUMENT or relation.get("Type", "").endswith("/officeDocument"):
            target = relation.get("Target", "")
            name = posixpath.normpath(target.lstrip("/")).lower()
            if relation.get("TargetMode") == "External" or name.startswith("..") or ":" in target or "\\" in target:
                raise Refusal("文件的正文指向文件之外，请用 Word 或 WPS 打开后另存为 .docx")
            if name in names:
                return name
            raise Refusal("文件缺少正文，可能已损坏，请用 Word 或 WPS 修复后另存为 .docx")
    raise Refusal("这个文件里没有 Word 文档，请交 Word 表单（.docx）")


def _part(archive: ZipFile, entry: ZipInfo, limit: int) -> bytes:
    """A part unpacked; what its header says of its size may be a lie."""
    too_large = Refusal(
        f"文件里的部件 {_shown(entry.filename)} 太大，不像填好的表单，请用 Word 或 WPS 打开后另存为 .docx"
    )
    if entry.file_size > limit or entry.file_size > 100_000 + entry.compress_size * GREATEST_RATIO:
        raise too_large
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Refusal("文件的压缩方式不是 Word 用的那种，请用 Word 或 WPS 打开后另存为 .docx")
    try:
        with archive.open(entry) as part:
            content = part.read(limit + 1)
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        raise Refusal(f"文件里的部件 {_shown(entry.filename)} 已损坏，请用 Word 或 WPS 修复后另存为 .docx") from None
    if len(content) > limit:
        raise too_large
    return content


def _parsed(archive: ZipFile, entry: ZipInfo, limit: int) -> Element:
    """A part as XML. There are no entities: whatever declares any is refused before it is parsed."""
    content = _part(archive, entry, limit)
    broken = Refusal(f"文件里的部件 {_shown(entry.filename)} 不是完好的 XML，请用 Word 或 WPS 修复后另存为 .docx")
    try:  # the standard allows these two encodings; in any other, what is forbidden could hide
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise broken from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refusal(
            f"文件里的部件 {_shown(entry.filename)} 带有 DOCTYPE，Word 不会这样保存，"
            "请用 Word 或 WPS 打开后另存为 .docx"
        )
    if text.count("<") > MOST_MARKS or text.count('="') + text.count("='") > MOST_MARKS:
        raise Refusal(
            f"文件里的部件 {_shown(entry.filename)} 太大，不像填好的表单，请用 Word 或 WPS 打开后另存为 .docx"
        )
    try:
        return etree.fromstring(
            text.encode(),
            etree.XMLParser(
                encoding="utf-8",
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            ),
        )
    except (etree.XMLSyntaxError, ValueError):
        raise broken from None


def _properties(archive: ZipFile, names: Mapping[str, ZipInfo]) -> dict[str, str]:
    if "docprops/custom.xml" not in names:
        return {}
    return {
        entry.get("name", ""): "".join(entry.itertext()).strip()
        for entry in _parsed(archive, names["docprops/custom.xml"], SMALL_PART)
    }


def _producer(archive: ZipFile, names: Mapping[str, ZipInfo]) -> str:
    """The name and, of LibreOffice, the version; builds and platforms are left out."""
    for text in _texts(archive, names, "docprops/app.xml", "Application"):
        match = re.match(r"LibreOffice/[\d.]+|WPS[ \w]*?(?=_|$)", text)
        return match[0].rstrip(".") if match else text[:60]
    return ""


def _saved(archive: ZipFile, names: Mapping[str, ZipInfo]) -> datetime | None:
    for text in _texts(archive, names, "docprops/core.xml", "modified"):
        try:
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            return None
    return None


def _hints(archive: ZipFile, names: Mapping[str, ZipInfo], main: str) -> frozenset[str]:
    entry = names.get(f"{posixpath.dirname(main)}/glossary/document.xml")
    return (
        frozenset("".join(part.itertext()) for part in _parsed(archive, entry, LARGEST_PART).iter(f"{W}docPartBody"))
        if entry
        else frozenset()
    )


def _texts(archive: ZipFile, names: Mapping[str, ZipInfo], part: str, local_name: str) -> Iterator[str]:
    if part in names:
        yield from (
            element.text.strip()
            for element in _parsed(archive, names[part], SMALL_PART).iter(f"{{*}}{local_name}")
            if element.text
        )


def _shown(name: str) -> str:
    return re.sub(r"[^\w./\[\]-]", "?", name)[-60:]
