"""Files that want to do harm or are no copies at all, and what is said of each."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile, ZipInfo

from tests.submissions.filled_forms import MAIN, NAMES, filled, packed, unpacked

RESAVE = "请用 Word 或 WPS 打开后另存为 .docx"
REPAIR = "请用 Word 或 WPS 修复后另存为 .docx"
TOO_LARGE = f"文件里的部件 word/document.xml 太大，不像填好的表单，{RESAVE}"
DOCTYPE = f"文件里的部件 word/document.xml 带有 DOCTYPE，Word 不会这样保存，{RESAVE}"
BROKEN_XML = f"文件里的部件 word/document.xml 不是完好的 XML，{REPAIR}"
BROKEN_ZIP = f"文件已损坏，{REPAIR}"
BROKEN_PART = f"文件里的部件 word/document.xml 已损坏，{REPAIR}"
OUTSIDE = f"文件的正文指向文件之外，{RESAVE}"
NAMED_OUTSIDE = f"文件里的部件名称指向文件之外，{RESAVE}"
MANY = f"文件里的部件太多，不像 Word 保存的表单，{RESAVE}"
MACROS = "文件带有宏，请另存为不带宏的 .docx 再交"
OLD = "这是旧格式的 .doc、.wps 或加了密码的文件，请用 Word 或 WPS 打开，去掉密码，另存为 .docx"
PICTURE = "这是图片，请把内容填进 Word 表单（.docx）"


class Hostile(NamedTuple):
    """How the file is made, given an address that must never be called, and what is said of it."""

    make: Callable[[str], bytes]
    sentence: str


def good() -> bytes:
    """A copy with which nothing is wrong."""
    return filled("small", "visit-record")


def replaced(name: str, content: bytes | Callable[[bytes], bytes]) -> Callable[[str], bytes]:
    """The good copy with another part of this name."""

    def make(address: str) -> bytes:
        parts = unpacked(good())
        made = content(parts[name]) if callable(content) else content
        return packed({**parts, name: made.replace(b"ADDRESS", address.encode())})

    return make


def document(body: str, head: str = "") -> bytes:
    """A main part with this in it."""
    return (
        f'<?xml version="1.0"?>{head}<w:document xmlns:w="{NAMES["w"]}"><w:body>{body}</w:body></w:document>'.encode()
    )


def added(*names: str, content: bytes = b"x") -> Callable[[str], bytes]:
    """The good copy with further parts."""

    def make(_: str) -> bytes:
        file = BytesIO(good())
        with ZipFile(file, "a") as archive:
            for name in names:
                archive.writestr(ZipInfo(name), content)
        return file.getvalue()

    return make


def _relation(target: str, mode: str = "Internal") -> Callable[[str], bytes]:
    return replaced(
        "_rels/.rels",
        lambda old: old.replace(b'Target="word/document.xml"', f'Target="{target}" TargetMode="{mode}"'.encode()),
    )


def _doubled(_: str) -> bytes:
    file = BytesIO(good())
    with ZipFile(file, "a") as archive:
        archive.writestr(ZipInfo("Word/Document.xml"), document("<w:p/>"))
    return file.getvalue()


def _central(content: bytes, name: bytes) -> int:
    """Where the line of a part begins in the directory."""
    return content.rindex(name) - 46


def _patched(change: Callable[[bytearray, int], None]) -> Callable[[str], bytes]:
    """The good copy with other bytes in the line of its main part."""

    def make(_: str) -> bytes:
        content = bytearray(packed(unpacked(good())))
        change(content, _central(bytes(content), MAIN.encode()))
        return bytes(content)

    return make


def _encrypted(content: bytearray, line: int) -> None:
    content[line + 8] |= 1


def _smaller_than_said(content: bytearray, line: int) -> None:
    struct.pack_into("<L", content, line + 24, 500_000_000)


def _wrong_checksum(content: bytearray, line: int) -> None:
    content[line + 16] ^= 0xFF


def _elsewhere(content: bytearray, line: int) -> None:
    struct.pack_into("<L", content, line + 42, 3)


def _bomb_that_lies(_: str) -> bytes:
    """Says that it unpacks to 1000 bytes; unpacks to 50 million."""
    parts = unpacked(good())
    bomb = document("<w:p/>" + " " * 50_000_000)
    content = bytearray(packed({**parts, MAIN: bomb}))
    line = _central(bytes(content), MAIN.encode())
    struct.pack_into("<L", content, line + 24, 90_000)
    return bytes(content)


def _compressed(method: int) -> Callable[[str], bytes]:
    def make(_: str) -> bytes:
        file = BytesIO()
        with ZipFile(file, "w") as archive:
            for name, content in unpacked(good()).items():
                archive.writestr(ZipInfo(name), content, method if name == MAIN else ZIP_STORED)
        return file.getvalue()

    return make


def _many_lines(_: str) -> bytes:
    """A directory of a million lines that all mean the same few bytes."""
    line = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = 400_000
    return (
        b"PK\3\4"
        + bytes(30)
        + line * count
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(line) * count, 34, 0)
    )


def _utf7(_: str) -> bytes:
    """Markup that only one who knows the encoding can see."""
    return replaced(MAIN, b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-')("")


ENTITIES = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10 if number else "啊" * 10}">' for number in range(10))
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"

HOSTILE = {
    "empty": Hostile(lambda _: b"", "文件是空的，请重新交一份"),
    "too large": Hostile(lambda _: b"PK" + bytes(20_000_001), "文件有 20.0 MB，最多 20 MB，请去掉图片等附件再交"),
    "text": Hostile(lambda _: "拜访了示例机械".encode(), f"这不是 Word 文件，或已损坏，{RESAVE}"),
    "old or encrypted Word": Hostile(lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OLD),
    "PDF": Hostile(lambda _: b"%PDF-1.7\n", "这是 PDF，请交 Word 表单（.docx）"),
    "RTF": Hostile(lambda _: b"{\\rtf1}", "这是 RTF，请用 Word 或 WPS 打开，另存为 .docx"),
    "PNG": Hostile(lambda _: b"\x89PNG\r\n\x1a\n", PICTURE),
    "JPEG": Hostile(lambda _: b"\xff\xd8\xff\xe0", PICTURE),
    "web page": Hostile(lambda _: b"\xef\xbb\xbf\r\n<html>", "这是网页或 XML，请用 Word 或 WPS 打开，另存为 .docx"),
    "archived web page": Hostile(
        lambda _: b"MIME-Version: 1.0\r\n", "这是单文件网页，请用 Word 或 WPS 打开，另存为 .docx"
    ),
    "cut off": Hostile(lambda _: good()[:-40], "文件不完整，可能没有传完，请重新交一份"),
    "only the end of a ZIP": Hostile(
        lambda _: b"PK\5\6" + bytes(18),
        "这个压缩文件里没有 Word 文档，请用 Word、WPS 或 LibreOffice 打开后另存为 .docx",
    ),
    "directory that is no directory": Hostile(
        lambda _: good()[:-22] + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 5, 5, 300, 10, 0), BROKEN_ZIP
    ),
    "other ZIP": Hostile(
        lambda _: packed({"a.txt": b"x"}),
        "这个压缩文件里没有 Word 文档，请用 Word、WPS 或 LibreOffice 打开后另存为 .docx",
    ),
    "OpenDocument": Hostile(
        lambda _: packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "这个压缩文件是 OpenDocument 文件，请用 Word、WPS 或 LibreOffice 打开后另存为 .docx",
    ),
    "spreadsheet": Hostile(
        replaced(MAIN, b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'),
        "不是 Word 文档，请交 Word 表单（.docx）",
    ),
    "Strict Open XML": Hostile(
        replaced(MAIN, b'<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
        "是「Strict Open XML」格式，请另存为「Word 文档（*.docx）」",
    ),
    "encrypted part": Hostile(_patched(_encrypted), "文件加了密码，请去掉密码后另存为 .docx"),
    "unpacks to more than allowed": Hostile(replaced(MAIN, document("<w:p/>" + "啊" * 1_400_000)), TOO_LARGE),
    "bomb": Hostile(replaced(MAIN, document(" " * 50_000_000)), TOO_LARGE),
    "bomb within the size, by its ratio": Hostile(replaced(MAIN, document(" " * 3_900_000)), TOO_LARGE),
    "bomb that lies about its size": Hostile(_bomb_that_lies, BROKEN_PART),
    "says it is huge": Hostile(_patched(_smaller_than_said), TOO_LARGE),
    "wrong checksum": Hostile(_patched(_wrong_checksum), BROKEN_PART),
    "part that stands elsewhere": Hostile(_patched(_elsewhere), BROKEN_PART),
    "compressed otherwise": Hostile(_compressed(ZIP_BZIP2), f"文件的压缩方式不是 Word 用的那种，{RESAVE}"),
    "two parts of one name": Hostile(_doubled, f"文件里有同名的部件，不像 Word 保存的表单，{RESAVE}"),
    "too many parts": Hostile(added(*(f"x{number}" for number in range(1200))), MANY),
    "directory without end": Hostile(_many_lines, MANY),
    "64-bit directory": Hostile(lambda _: good()[:-22] + b"PK\6\7" + bytes(16) + good()[-22:], MANY),
    "name that climbs": Hostile(added("../../../etc/cron.d/x"), NAMED_OUTSIDE),
    "name from the root": Hostile(added("/etc/passwd"), NAMED_OUTSIDE),
    "name for Windows": Hostile(added("word\\..\\..\\x.exe"), NAMED_OUTSIDE),
    "macros by content type": Hostile(
        replaced(
            "[Content_Types].xml",
            lambda old: old.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        ),
        MACROS,
    ),
    "macros by part": Hostile(added("word/vbaProject.bin"), MACROS),
    "main part outside": Hostile(_relation("../../secret.xml"), OUTSIDE),
    "main part on the web": Hostile(_relation("ADDRESS/document.xml", "External"), OUTSIDE),
    "main part on a share": Hostile(_relation("\\\\server\\share\\document.xml"), OUTSIDE),
    "main part missing": Hostile(_relation("word/other.xml"), f"文件缺少正文，可能已损坏，{REPAIR}"),
    "no main part": Hostile(
        replaced(
            "_rels/.rels", b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
        ),
        "这个文件里没有 Word 文档，请交 Word 表单（.docx）",
    ),
    "entity of a file": Hostile(
        replaced(MAIN, document(PARAGRAPH.format("&x;"), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
        DOCTYPE,
    ),
    "entity of the web": Hostile(
        replaced(MAIN, document(PARAGRAPH.format("&x;"), '<!DOCTYPE d [<!ENTITY x SYSTEM "ADDRESS/x">]>')), DOCTYPE
    ),
    "grammar from the web": Hostile(replaced(MAIN, document("<w:p/>", '<!DOCTYPE d SYSTEM "ADDRESS/x.dtd">')), DOCTYPE),
    "entities of entities": Hostile(
        replaced(MAIN, document(PARAGRAPH.format("&e9;"), f"<!DOCTYPE d [{ENTITIES}]>")), DOCTYPE
    ),
    "grammar in UTF-16": Hostile(
        replaced(MAIN, document("<w:p/>", "<!DOCTYPE d []>").decode().encode("utf-16")), DOCTYPE
    ),
    "grammar in the properties": Hostile(
        replaced("docProps/custom.xml", b'<!DOCTYPE d [<!ENTITY x SYSTEM "ADDRESS/x">]><d>&x;</d>'),
        DOCTYPE.replace("word/document.xml", "docProps/custom.xml"),
    ),
    "grammar in UTF-7": Hostile(_utf7, BROKEN_XML),
    "not Unicode": Hostile(
        replaced(MAIN, '<?xml version="1.0" encoding="GB18030"?><x>拜访</x>'.encode("gb18030")), BROKEN_XML
    ),
    "not well-formed": Hostile(replaced(MAIN, document("<w:p>")), BROKEN_XML),
    "too deep": Hostile(replaced(MAIN, document("<w:p>" * 5000 + "</w:p>" * 5000)), BROKEN_XML),
    "too many tags": Hostile(
        replaced(MAIN, lambda _: document("".join(f"<w:p{number % 7}/>" for number in range(210_000)))), TOO_LARGE
    ),
    "too many attributes": Hostile(
        replaced(MAIN, lambda _: document("<w:p " + " ".join(f'a{number}=""' for number in range(210_000)) + "/>")),
        TOO_LARGE,
    ),
}


def dearest() -> bytes:
    """A copy with as much as is just allowed of what takes the most time and memory to read: controls, tables, and long
    texts to be divided.
    """
    tags = ("customer-name", "interests.1", "promises.promise", "unknown")
    cell = (
        "<w:tc><w:p><w:sdt><w:sdtPr><w:tag w:val='{}'/></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent>"
        "</w:sdt>"
        "<w:r><w:t>☐ 是 {}</w:t></w:r></w:p></w:tc>"
    )
    rows = "".join(
        f"<w:tr>{''.join(cell.format(tag, number, '☐ ' * 5) for tag in tags)}</w:tr>" for number in range(2500)
    )
    return replaced(MAIN, document(f"<w:tbl>{rows}</w:tbl>"))("")
