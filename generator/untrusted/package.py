"""A ZIP package of XML parts (ISO/IEC 29500-2), opened so that no file can do harm.

A file comes from somebody's computer and may be broken or made to hurt. Nothing is unpacked to disk, no reference is
followed out of the file, and all that is read has a limit.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

Element = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
SMALL_PART = 200_000
"""Bytes of a part with properties or relations, unpacked."""


class Refusal(Exception):
    """This file cannot be read. One Chinese sentence says why, and what to do."""


@dataclass(frozen=True)
class Limits:
    """How large what is read may be, and what a file is called that is larger."""

    like: str
    """What files are waited for, in authors' words: 表单."""
    usual: str
    """What is never as large as what is refused: 填好的表单."""
    part: int
    """Bytes of a part unpacked."""
    marks: int
    """Tags, and likewise attributes, in one part: they take more memory than their bytes."""
    parts: int = 1000
    directory: int = 300_000
    """Bytes of the directory of the package."""
    ratio: int = 300
    """Bytes unpacked for one packed, beyond the first 100,000."""


@dataclass(frozen=True)
class Package:
    """An opened package."""

    archive: ZipFile
    limits: Limits
    names: Mapping[str, ZipInfo] = field(default_factory=dict)
    """Every part, by its name in lower case."""

    def parsed(self, name: str, limit: int = 0) -> Element:
        """A part as XML; `limit` where it is not that of all parts. Raises KeyError, Refusal."""
        return _parsed(self.archive, self.names[name], self.limits, limit or self.limits.part)


def open_package(content: bytes, limits: Limits, others: Mapping[bytes, str] = MappingProxyType({})) -> Package:
    """A file as a package; its directory is measured before it is read. Raises Refusal.

    `others` says what a file is that begins with these bytes, and what to do with it.
    """
    if not content.startswith(b"PK"):
        raise Refusal(
            next(
                (
                    f"这{kind}"
                    for start, kind in others.items()
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
    if entries > limits.parts or size > limits.directory or content[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        raise Refusal(f"文件里的部件太多，不像 Word 保存的{limits.like}，请用 Word 或 WPS 打开后另存为 .docx")
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, NotImplementedError, ValueError, OSError, IndexError):
        raise Refusal("文件已损坏，请用 Word 或 WPS 修复后另存为 .docx") from None
    seen: set[str] = set()
    for entry in archive.infolist():
        name = entry.filename.lower()
        if name in seen:
            raise Refusal(f"文件里有同名的部件，不像 Word 保存的{limits.like}，请用 Word 或 WPS 打开后另存为 .docx")
        if entry.flag_bits & 0x41:
            raise Refusal("文件加了密码，请去掉密码后另存为 .docx")
        if "\\" in name or name.startswith("/") or ".." in name.split("/"):
            raise Refusal("文件里的部件名称指向文件之外，请用 Word 或 WPS 打开后另存为 .docx")
        if name.endswith("vbaproject.bin"):
            raise Refusal("文件带有宏，请另存为不带宏的 .docx 再交")
        seen.add(name)
    return Package(archive, limits, MappingProxyType({entry.filename.lower(): entry for entry in archive.infolist()}))


def main_part(package: Package) -> str:
    """The name of the main part of a Word document, in lower case. Raises Refusal."""
    if "[content_types].xml" not in package.names or "_rels/.rels" not in package.names:
        kind = (
            ("mimetype" in package.names and "是 OpenDocument 文件")
            or ("index/document.iwa" in package.names and "是 Pages 文件")
            or "里没有 Word 文档"
        )
        raise Refusal(f"这个压缩文件{kind}，请用 Word、WPS 或 LibreOffice 打开后另存为 .docx")
    if "macroenabled" in "".join(package.parsed("[content_types].xml", SMALL_PART).xpath("//@ContentType")).lower():
        raise Refusal("文件带有宏，请另存为不带宏的 .docx 再交")
    for relation in package.parsed("_rels/.rels", SMALL_PART).iter(RELATION):
        if relation.get("Type") == OFFICE_DOCUMENT or relation.get("Type", "").endswith("/officeDocument"):
            target = relation.get("Target", "")
            name = posixpath.normpath(target.lstrip("/")).lower()
            if relation.get("TargetMode") == "External" or name.startswith("..") or ":" in target or "\\" in target:
                raise Refusal("文件的正文指向文件之外，请用 Word 或 WPS 打开后另存为 .docx")
            if name in package.names:
                return name
            raise Refusal("文件缺少正文，可能已损坏，请用 Word 或 WPS 修复后另存为 .docx")
    raise Refusal(f"这个文件里没有 Word 文档，请交 Word {package.limits.like}（.docx）")


def _part(archive: ZipFile, entry: ZipInfo, limits: Limits, limit: int) -> bytes:
    """A part unpacked; what its header says of its size may be a lie."""
    too_large = Refusal(
        f"文件里的部件 {_shown(entry.filename)} 太大，不像{limits.usual}，请用 Word 或 WPS 打开后另存为 .docx"
    )
    if entry.file_size > limit or entry.file_size > 100_000 + entry.compress_size * limits.ratio:
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


def _parsed(archive: ZipFile, entry: ZipInfo, limits: Limits, limit: int) -> Element:
    """A part as XML. There are no entities: whatever declares any is refused before it is parsed."""
    content = _part(archive, entry, limits, limit)
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
    if text.count("<") > limits.marks or text.count('="') + text.count("='") > limits.marks:
        raise Refusal(
            f"文件里的部件 {_shown(entry.filename)} 太大，不像{limits.usual}，请用 Word 或 WPS 打开后另存为 .docx"
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


def _shown(name: str) -> str:
    return re.sub(r"[^\w./\[\]-]", "?", name)[-60:]
