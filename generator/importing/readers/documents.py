"""A file of any format -> its passages, in a process of its own that has limits."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from generator.importing.passages import Reading
from generator.importing.readers import pdf_document, text_document, word_document, workbook
from generator.problems import Place, Problem, ProblemsFound
from generator.untrusted import workers
from generator.untrusted.conversion import SECONDS, SPACE, converted
from generator.untrusted.file_type import FileType, file_type, text_in
from generator.untrusted.package import Refusal

LARGEST_FILE = 50_000_000
CONVERTED: Mapping[FileType, tuple[str, str]] = MappingProxyType(
    {
        FileType.OLD_WORD: ("doc", "docx"),
        FileType.RTF: ("rtf", "docx"),
        FileType.ODT: ("odt", "docx"),
    }
)
"""What LibreOffice converts: how it knows the format, and what it makes of it."""
READERS: Mapping[FileType, Callable[[bytes], Reading]] = MappingProxyType(
    {
        FileType.DOCX: word_document.read,
        FileType.XLSX: workbook.read,
        FileType.OLD_EXCEL: workbook.read,
        FileType.PDF: pdf_document.read,
        FileType.TEXT: lambda content: text_document.read(text_in(content) or ""),
    }
)
FILED: Mapping[FileType, str] = MappingProxyType(
    {
        FileType.OFD: "是 OFD 文件，程序不读；请另存为 Word 或带文字的 PDF 再导入",
        FileType.IMAGE: "是扫描件或图片，程序读不出文字；请找到 Word 原件再导入",
    }
)
"""What is put on record without being read, and why."""
REFUSED: Mapping[FileType, str] = MappingProxyType(
    {
        FileType.LOCKED: "加了密码，请用 Word 或 WPS 去掉密码再导入",
        FileType.MACROS: "带有宏，请另存为不带宏的 .docx 或 .xlsx 再导入",
        FileType.OTHER: "认不出是什么文件；可以导入 .docx、.doc、.wps、.xlsx、.et、PDF、.md、.txt",
    }
)


class ReadDocument(NamedTuple):
    """A file and what was read of it."""

    name: str
    sha256: str
    reading: Reading


def read(name: str, content: bytes) -> ReadDocument:
    """The passages of a file; what it is follows from its bytes. Raises ProblemsFound."""
    if not content:
        raise ProblemsFound(_problem(name, "文件是空的"))
    if len(content) > LARGEST_FILE:
        raise ProblemsFound(too_large(name))
    sha256 = hashlib.sha256(content).hexdigest()
    kind, notes = file_type(content), list[str]()
    if kind in FILED:
        return ReadDocument(name, sha256, Reading((), FILED[kind]))
    if kind in REFUSED:
        raise ProblemsFound(_problem(name, REFUSED[kind]))
    if kind in CONVERTED:
        suffix, to = CONVERTED[kind]
        result = converted(content, suffix, to, name)
        content, kind = result.content, FileType[to.upper()]
        notes.append(f"由 LibreOffice 转成 .{to} 再读，版面细节以原文件为准")
        if not result.without_network:
            notes.append("这台电脑的系统不让程序断开网络运行；宏和外部链接已经关掉")
    reading = _read_apart(name, kind, content)
    return ReadDocument(name, sha256, replace(reading, notes=(*notes, *reading.notes)))


def too_large(name: str) -> Problem:
    """What is told of a file that is larger than LARGEST_FILE."""
    return _problem(name, f"文件超过 {LARGEST_FILE // 1_000_000} MB，请去掉图片再导入")


def _problem(name: str, why: str) -> Problem:
    return Problem("E710", f"「{name}」没有导入：{why}", Place(name))


def _read_apart(name: str, kind: FileType, content: bytes) -> Reading:
    """Read in another process: a file that makes it hang or eat memory takes only that process along."""
    pieces: list[bytes] = []
    try:
        for _, piece in workers.each([(kind, content)], reader, None, 1, SECONDS, SPACE):
            if isinstance(piece, bytes):
                pieces.append(piece)
            elif piece is not None:
                raise ProblemsFound(
                    _problem(name, f"{SECONDS} 秒、{SPACE // 1_000_000_000} GB 内存之内没有读完，请拆成几份或另存一次")
                )
    except workers.CannotStart:
        raise ProblemsFound(
            Problem("E711", "读文件的进程启动不了", Place(name), "内存可能不够，请关掉别的程序再试")
        ) from None
    outcome = pickle.loads(b"".join(pieces))
    if isinstance(outcome, str):
        raise ProblemsFound(_problem(name, outcome))
    if not isinstance(outcome, Reading):
        raise TypeError(type(outcome).__name__)
    return outcome


def reader(_: None) -> Callable[[tuple[FileType, bytes]], Iterator[bytes]]:
    """What the other process does with a file: gives the pickled Reading, or why there is none."""

    def read_one(task: tuple[FileType, bytes]) -> Iterator[bytes]:
        kind, content = task
        outcome: Reading | str
        try:
            outcome = READERS[kind](content)
        except Refusal as error:
            outcome = str(error)
        except (RecursionError, MemoryError):
            outcome = "文件的结构太深或太大，读不了"
        yield pickle.dumps(outcome)

    return read_one
