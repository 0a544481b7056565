"""CSV as Excel, WPS and business systems save it -> rows of text with their line numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Place, Problem, ProblemsFound
from generator.system.sized_files import TooLarge, read_sized

UNREADABLE = "E801"
LARGEST = 20_000_000
"""Bytes of one file."""
TOO_MUCH = "核对是不是拿错了文件；导出时只选要用的列和日期"
MOST_COLUMNS, MOST_CELLS = 1_000, 4_000_000
"""Of one sheet; cells are those below the columns of its head."""


@dataclass(frozen=True)
class CsvLine:
    """One row below the header."""

    number: int
    """The line of the file on which it ends, from 1."""
    cells: Mapping[str, str]
    """By the title of the column, without space around; a cell that the row does not have is empty."""


@dataclass(frozen=True)
class Sheet:
    """One file."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[CsvLine, ...]
    """Without those in which nothing stands."""

    def problem(self, code: str, message: str, hint: str, line: int = 1) -> Problem:
        """What is wrong in a line of this file."""
        return Problem(code, message, Place(self.name, line), hint)


def read_csv(path: Path, name: str, largest: int = LARGEST) -> bytes:
    """The content of a CSV file of at most `largest` bytes. `name` is what messages call it. Raises ProblemsFound, with
    one problem, before anything of a larger one is read, or OSError.
    """
    try:
        return read_sized(path, largest)
    except TooLarge as error:
        size, most = f"{error.size / 1e6:.1f} MB", f"{largest / 1e6:g} MB"
        raise ProblemsFound(_unreadable(name, f"有 {size}，最多 {most}", TOO_MUCH)) from None


def read_sheet(name: str, content: bytes) -> Sheet:
    """The rows of a CSV file: UTF-8 with or without a byte order mark, GB18030, or UTF-16; comma, semicolon or tab.

    Raises ProblemsFound, with one problem, if it is no such text. `name` is what the file is called in messages.
    """
    text = _decoded(name, content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t，", key=first.count)
    if separator == "，":
        raise ProblemsFound(_unreadable(name, "列与列之间用了中文逗号", "请在 Excel 或 WPS 里打开，另存为 CSV"))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    filled_rows: list[tuple[int, list[str]]] = []
    width = MOST_COLUMNS + 1
    try:
        for row in reader:
            cells = [cell.strip(" \t\u3000\u00a0\r\n") for cell in row[:width]]
            if not any(cells):
                continue
            filled_rows.append((reader.line_num, cells))
            width = len(filled_rows[0][1])
            if width > MOST_COLUMNS or width * len(filled_rows) > MOST_CELLS:
                most = f"{MOST_COLUMNS} 列" if width > MOST_COLUMNS else f"{MOST_CELLS // 10_000} 万格"
                raise ProblemsFound(_unreadable(name, f"内容太多，最多 {most}", TOO_MUCH))
    except csv.Error:
        raise ProblemsFound(
            _unreadable(name, f"第 {reader.line_num} 行不是 CSV", "请在 Excel 或 WPS 里打开，另存为 CSV")
        ) from None
    if not filled_rows:
        raise ProblemsFound(_unreadable(name, "文件是空的", "第一行写列名，下面一行一条"))
    (at, columns), *below = filled_rows
    titles = [column for column in columns if column]
    if twice := sorted({column for column in titles if titles.count(column) > 1}):
        raise ProblemsFound(_unreadable(name, f"列名「{twice[0]}」写了两次", "一个列名只能有一列", at))
    lines = tuple(
        CsvLine(
            number,
            {
                column: cells[position] if position < len(cells) else ""
                for position, column in enumerate(columns)
                if column
            },
        )
        for number, cells in below
    )
    return Sheet(name, tuple(titles), lines)


def _decoded(name: str, content: bytes) -> str:
    if content[:2] in (b"PK", b"\xd0\xcf"):
        raise ProblemsFound(
            _unreadable(
                name, "这是 Excel 工作簿，不是 CSV", "请在 Excel 或 WPS 里打开，另存为「CSV UTF-8（逗号分隔）」"
            )
        )
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ProblemsFound(
        _unreadable(name, "文件不是文字，或编码不认识", "请在 Excel 或 WPS 里打开，另存为「CSV UTF-8（逗号分隔）」")
    )


def _unreadable(name: str, message: str, hint: str, line: int = 1) -> Problem:
    return Problem(
        UNREADABLE,
        f"「{name}」{message}" if not message.startswith("第") else f"「{name}」的{message}",
        Place(name, line),
        hint,
    )
