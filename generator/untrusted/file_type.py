"""What a file is by its bytes; its name says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from io import BytesIO
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile


class FileType(Enum):
    """The kinds of files that companies keep their documents in, by what authors call them."""

    DOCX = "Word 文档（.docx）"
    XLSX = "Excel 工作簿（.xlsx）"
    OLD_WORD = "旧格式的 Word 或 WPS 文档（.doc、.wps）"
    OLD_EXCEL = "旧格式的 Excel 或 WPS 表格（.xls、.et）"
    RTF = "RTF 文档"
    ODT = "OpenDocument 文档"
    PDF = "PDF"
    TEXT = "纯文字或 Markdown"
    OFD = "OFD"
    IMAGE = "图片"
    LOCKED = "加了密码的文件"
    MACROS = "带宏的文件"
    OTHER = "认不出的文件"


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins ([MS-CFB])."""
STREAMS: Mapping[str, FileType] = MappingProxyType(
    {
        "EncryptedPackage": FileType.LOCKED,
        "WordDocument": FileType.OLD_WORD,
        "Workbook": FileType.OLD_EXCEL,
        "Book": FileType.OLD_EXCEL,
    }
)
"""By the name of a stream in a compound file: what it is."""
PARTS: tuple[tuple[str, FileType], ...] = (
    (r"(word|xl)/vbaproject\.bin", FileType.MACROS),
    (r"word/document\d*\.xml", FileType.DOCX),
    (r"xl/workbook\.xml", FileType.XLSX),
    (r"ofd\.xml", FileType.OFD),
    (r"content\.xml", FileType.ODT),
)
"""By the name of a part of a ZIP, in lower case, in the order in which they are looked for: what it is."""
STARTS: Mapping[bytes, FileType] = MappingProxyType(
    {
        b"%PDF-": FileType.PDF,
        b"{\\rtf": FileType.RTF,
        b"\x89PNG": FileType.IMAGE,
        b"\xff\xd8\xff": FileType.IMAGE,
        b"GIF8": FileType.IMAGE,
        b"BM": FileType.IMAGE,
        b"II*\0": FileType.IMAGE,
        b"MM\0*": FileType.IMAGE,
    }
)
MOST_NAMES = 5000
"""Parts of a ZIP that are looked at."""


def file_type(content: bytes) -> FileType:
    """What a file is. Never raises, whatever the bytes are."""
    if content.startswith(COMPOUND):
        return next((type for name, type in STREAMS.items() if name.encode("utf-16-le") in content), FileType.OTHER)
    if content.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024]
    for beginning, type in STARTS.items():
        if content.startswith(beginning) or (type is FileType.PDF and beginning in start):
            return type
    return FileType.TEXT if text_in(content) is not None else FileType.OTHER


def text_in(content: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16 with its mark or GB 18030; None if it is none, or HTML."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if re.search(r"[\x00-\x08\x0e-\x1f]", text) or re.match(r"\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
                return None
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return None


def _in_zip(content: bytes) -> FileType:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [entry.filename.lower() for entry in archive.infolist()[:MOST_NAMES]]
    except (BadZipFile, NotImplementedError, ValueError, OSError, IndexError):
        return FileType.OTHER
    return next(
        (type for pattern, type in PARTS for name in names if re.fullmatch(pattern, name)),
        FileType.OTHER,
    )
