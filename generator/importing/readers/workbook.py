"""A workbook -> passages: a sheet is a table, rows with one cell above it are lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from generator.importing.passages import Block, Passage, PassageKind, Reading, Table
from generator.untrusted.package import Refusal

MOST_ROWS, MOST_COLUMNS = 5000, 60
MISSING = "读 Excel 要多装一个组件：pip install 'sales-handbook[records]'"


def read(content: bytes) -> Reading:
    """The passages of all sheets. Raises Refusal."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise Refusal(MISSING) from None
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        named = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
        sheets = [(name, sheet.to_python(skip_empty_area=False)) for name, sheet in named]
    except (CalamineError, ValueError, OSError) as error:
        raise Refusal("工作簿打不开，可能已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx") from error
    if any(len(rows) > MOST_ROWS for _, rows in sheets):
        raise Refusal(f"一张工作表超过 {MOST_ROWS} 行，不像制度文件")
    return Reading(tuple(block for name, rows in sheets for block in _blocks(name, rows)))


def _blocks(sheet: str, rows: list[list[Any]]) -> Iterator[Block]:
    """Lines of one cell are text; what has several is a table, until a blank row."""
    table: list[tuple[Passage, ...]] = []
    for number, row in enumerate(rows, 1):
        texts = [_text(value) for value in row[:MOST_COLUMNS]]
        filled = [text for text in texts if text.strip()]
        if len(filled) > 1 or (table and filled):
            last = max(at for at, text in enumerate(texts) if text.strip()) + 1
            width = max(last, len(table[0]) if table else 0)
            texts += [""] * (width - len(texts))
            table.append(
                tuple(
                    Passage(PassageKind.CELL, text, f"工作表「{sheet}」第 {number} 行第 {column} 列")
                    for column, text in enumerate(texts[:width], 1)
                )
            )
            continue
        if table:
            yield Table(tuple(table), f"工作表「{sheet}」")
            table = []
        if filled:
            yield Passage(PassageKind.TEXT, filled[0], f"工作表「{sheet}」第 {number} 行", strong=True)
    if table:
        yield Table(tuple(table), f"工作表「{sheet}」")


def _text(value: Any) -> str:
    """What a cell shows, as near as it can be told."""
    if isinstance(value, float):
        return f"{value:g}" if value != int(value) else str(int(value))
    return "" if value is None else str(value)
