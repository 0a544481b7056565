"""What a worker process does with one file: read it from disk and pack its rows, whatever is in it.

Knows no database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.records.extraction import ExtractionSettings, ListedFile, Rows, of_export, of_submission, refusal
from generator.records.spool import packed
from generator.submissions.package import read_copy
from generator.system.os_errors import reason
from generator.untrusted.package import Refusal

COPIES = (".docx", ".docm", ".doc", ".wps")
"""What is taken for a filled copy; the older kinds are refused with advice."""

LARGEST_PIECE = 12_000_000
"""Bytes of one record as JSON; DuckDB reads no object beyond 16 MiB, and one record must not keep the others out."""


@dataclass(frozen=True)
class FileTask:
    """One file to be read."""

    path: str
    file: ListedFile


def is_copy(name: str) -> bool:
    """Whether a file is taken for a filled copy, by its name; else it is an export, if there is a mapping for it."""
    return Path(name).suffix.lower() in COPIES


def reader(settings: ExtractionSettings) -> Callable[[FileTask], Iterable[bytes]]:
    """What a worker does with a file."""

    def work(task: FileTask) -> Iterator[bytes]:
        for rows in _rows(task, settings):
            piece = packed(rows)
            if len(piece) > LARGEST_PIECE:
                yield packed(refusal(task.file, "内容太多，没有收录，请核对是不是交错了文件", settings))
                return
            yield piece

    return work


def _rows(task: FileTask, settings: ExtractionSettings) -> Iterator[Rows]:
    file = task.file
    try:
        content = read_copy(Path(task.path))
        if is_copy(file.name):
            yield of_submission(file, content, settings)
        else:
            yield from of_export(file, content, settings)
    except Refusal as error:
        yield refusal(file, str(error), settings)
    except OSError as error:
        yield refusal(file, f"文件打不开（{reason(error)}），请关掉正在编辑它的程序再试", settings, lasting=False)
    except (MemoryError, RecursionError):
        yield refusal(file, "文件太大或太复杂，没有收录，请用 Word 或 WPS 打开后另存为 .docx", settings)
    except Exception as error:  # noqa: BLE001 - a file that was made to break the reader must not stop the others
        yield refusal(
            file, f"读取时出错（{type(error).__name__}），没有收录，请用 Word 或 WPS 打开后另存为 .docx", settings
        )
