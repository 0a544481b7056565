"""What a worker process does with one file: read it from disk and pack its rows, whatever is in it.

Knows no database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.records.extraction import Listed, Rows, Rules, of_copy, of_export, refusal
from generator.records.spool import packed
from generator.submissions.package import LARGEST_FILE
from generator.system.os_errors import reason

COPIES = (".docx", ".docm", ".doc", ".wps")
"""What is taken for a filled copy; the older kinds are refused with advice."""

LARGEST_PIECE = 12_000_000
"""Bytes of one record as JSON; DuckDB reads no object beyond 16 MiB, and one record must not keep the others out."""


@dataclass(frozen=True)
class Task:
    """One file to be read."""

    path: str
    listed: Listed


def is_copy(name: str) -> bool:
    """Whether a file is taken for a filled copy, by its name; else it is an export, if there is a mapping for it."""
    return Path(name).suffix.lower() in COPIES


def reader(rules: Rules) -> Callable[[Task], Iterable[bytes]]:
    """What a worker does with a file."""

    def work(task: Task) -> Iterator[bytes]:
        for rows in _rows(task, rules):
            piece = packed(rows)
            if len(piece) > LARGEST_PIECE:
                yield packed(refusal(task.listed, "内容太多，没有收录，请核对是不是交错了文件", rules))
                return
            yield piece

    return work


def _rows(task: Task, rules: Rules) -> Iterator[Rows]:
    listed = task.listed
    if listed.size > LARGEST_FILE:
        yield refusal(
            listed,
            f"文件有 {listed.size / 1e6:.1f} MB，最多 {LARGEST_FILE // 1_000_000} MB，请去掉图片等附件再交",
            rules,
        )
        return
    try:
        content = Path(task.path).read_bytes()
        if is_copy(listed.name):
            yield of_copy(listed, content, rules)
        else:
            yield from of_export(listed, content, rules)
    except OSError as error:
        yield refusal(listed, f"文件打不开（{reason(error)}），请关掉正在编辑它的程序再试", rules, lasting=False)
    except (MemoryError, RecursionError):
        yield refusal(listed, "文件太大或太复杂，没有收录，请用 Word 或 WPS 打开后另存为 .docx", rules)
    except Exception as error:  # a file that was made to break the reader must not stop the others
        yield refusal(
            listed, f"读取时出错（{type(error).__name__}），没有收录，请用 Word 或 WPS 打开后另存为 .docx", rules
        )
