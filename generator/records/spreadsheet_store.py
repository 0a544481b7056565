"""Stores that people open: a workbook with one sheet a table, or a folder with one CSV file a table, both with Chinese
titles.

What stands in a cell is never a formula: in a workbook every text is written as text, in CSV a text that a spreadsheet
program would work out gets an apostrophe in front (OWASP, "CSV Injection"), which is taken off again when it is read.
The sheet 列名 says which sheet and column is which table and key, so that a store can be read back after a form has
been renamed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.records.table_schema import Column, StoreTable

LEGEND = "列名"
LEGEND_TITLES = ("工作表", "列", "表编号", "列编号", "类型")
MOST_ROWS = 1_048_575
"""What a sheet of Excel holds below its head."""
LONGEST_CELL, LONGEST_NAME = 32_767, 31
LARGEST = 200_000_000
"""Bytes of a workbook, or of one file of a folder."""
ACTIVE = re.compile("'*[=+\\-@\t\r]")
"""What a spreadsheet program would take for a formula, or what would become it when the apostrophe is taken off."""
STAMP = "%Y-%m-%d %H:%M:%S.%f"
WIDTHS = {"DATE": 12, "TIMESTAMP": 19, "DOUBLE": 11, "BIGINT": 8, "BOOLEAN": 9}
LAST = ("_record", "rules", "sha256")
"""Columns that nobody reads: they stand at the end."""

Rows = Iterable[tuple[Any, ...]]
Cells = Iterator[Sequence[object]]


class MissingTable(Exception):
    """A sheet or a file that the legend names is not there; says which."""


class Unreadable(Exception):
    """A file is not what `write` wrote, but something else under its name; says which."""


def write(path: Path, filled_tables: Iterable[tuple[StoreTable, Rows]], format: str, most: int = MOST_ROWS) -> None:
    """Write a workbook (.xlsx), or fill an empty folder with CSV files (.csv).

    Tables without a row are left out; `most` rows stand on one sheet.
    """
    if format == ".xlsx":
        _write_book(path, filled_tables, most)
    else:
        _write_files(path, filled_tables)


def too_large(path: Path) -> tuple[str, int] | None:
    """The first file of what stands there that is larger than LARGEST, and its bytes; None if there is none."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path] if path.is_file() else []
    sizes = [(file.name, file.stat().st_size) for file in files]
    return next(((name, size) for name, size in sizes if size > LARGEST), None)


def is_store(path: Path) -> bool:
    """Whether `write` made what stands there."""
    if path.suffix == ".csv":
        return (path / f"{LEGEND}.csv").is_file()
    if path.suffix != ".xlsx" or not path.is_file():
        return False
    with (
        suppress(python_calamine.CalamineError, OSError, ValueError),
        python_calamine.CalamineWorkbook.from_path(path) as book,
    ):
        return LEGEND in book.sheet_names
    return False


def read(path: Path, tables: Mapping[str, StoreTable]) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """The tables that stand there, a sheet or a file at a time, each row as JSON by column name; only those that are
    wanted.

    Raises MissingTable where somebody renamed or removed one, Unreadable where a CSV file is no such text.
    """
    if path.suffix == ".csv":

        def lines(name: str) -> Cells:
            if not (path / f"{name}.csv").is_file():
                raise MissingTable(f"{name}.csv")
            with (path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
                try:
                    for line in csv.reader(file):
                        yield [cell[1:] if cell.startswith("'") and ACTIVE.match(cell) else cell for cell in line]
                except (UnicodeDecodeError, csv.Error):
                    raise Unreadable(f"{name}.csv") from None

        yield from _read(lines, tables)
        return
    with python_calamine.CalamineWorkbook.from_path(path) as book:

        def lines_of(name: str) -> Cells:
            if name not in book.sheet_names:
                raise MissingTable(name)
            return book.get_sheet_by_name(name).iter_rows()

        yield from _read(lines_of, tables)


def _read(
    lines: Callable[[str], Cells], tables: Mapping[str, StoreTable]
) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    legend: dict[str, tuple[str, dict[str, str]]] = {}
    for line in list(lines(LEGEND))[1:]:
        sheet, title, table, column = [*map(str, line), "", "", "", ""][:4]  # people write notes beside it
        legend.setdefault(sheet, (table, {}))[1][title] = column
    for sheet, (name, columns) in legend.items():
        if name in tables:
            yield name, _rows(lines(sheet), columns, {column.name: column for column in tables[name].columns})


def _rows(lines: Cells, column_names: Mapping[str, str], columns: Mapping[str, Column]) -> Iterator[dict[str, Any]]:
    head = [columns.get(column_names.get(str(title), "")) for title in next(lines, [])]
    ids = [{word: id for id, word in column.words.items()} if column else {} for column in head]
    for line in lines:
        yield {
            column.name: _value(column, cell, ids_by_word)
            for column, cell, ids_by_word in zip(head, line, ids, strict=False)
            if column and cell not in ("", None)
        }


def _value(column: Column, cell: Any, ids: Mapping[str, str]) -> Any:
    """A cell as JSON."""
    if column.type == "BOOLEAN":
        return cell == "是"
    if isinstance(cell, datetime | date):
        return cell.strftime(STAMP) if column.type == "TIMESTAMP" else cell.isoformat()[:10]
    text = str(cell)
    if column.type != "VARCHAR":
        return text
    return ids.get(text, text)


def _write_book(path: Path, filled_tables: Iterable[tuple[StoreTable, Rows]], most: int) -> None:
    book = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {
        kind: book.add_format({"num_format": shape})
        for kind, shape in (("DATE", "yyyy-mm-dd"), ("TIMESTAMP", "yyyy-mm-dd hh:mm"))
    }
    names: set[str] = {LEGEND}
    legend: list[tuple[str, ...]] = []

    def sheet(title: str, columns: Sequence[tuple[str, int]]) -> Worksheet:
        worksheet = book.add_worksheet(_unused(title, names))
        for number, (title, width) in enumerate(columns):
            worksheet.set_column(number, number, width)
            worksheet.write_string(0, number, title, head)
        worksheet.freeze_panes(1, 0)
        return worksheet

    def close(worksheet: Worksheet, rows: int, columns: int) -> None:
        worksheet.autofilter(0, 0, rows, columns - 1)

    try:
        for table, rows in filled_tables:
            order = _order(table)
            heads = [(column.title, _width(column)) for _, column in order]
            current, number = None, 0
            for row in rows:
                if current is None or number == most:
                    if current:
                        close(current, number, len(order))
                    current, number = sheet(table.title, heads), 0
                    legend += [
                        (current.get_name(), column.title, table.name, column.name, column.type) for _, column in order
                    ]
                number += 1
                for position, (source, column) in enumerate(order):
                    _write_cell(current, number, position, column, row[source], formats)
            if current:
                close(current, number, len(order))
        names.discard(LEGEND)
        current = sheet(LEGEND, list(zip(LEGEND_TITLES, (32, 24, 32, 24, 12), strict=True)))
        for number, line in enumerate(legend, 1):
            for position, text in enumerate(line):
                current.write_string(number, position, text)
    finally:
        book.close()


def _write_cell(
    sheet: Worksheet, row: int, position: int, column: Column, value: Any, formats: Mapping[str, Format]
) -> None:
    if value is None:
        return
    match column.type:
        case "BOOLEAN":
            sheet.write_string(row, position, "是" if value else "否")
        case "DOUBLE" | "BIGINT":
            sheet.write_number(row, position, value)
        case "DATE" | "TIMESTAMP":
            sheet.write_datetime(row, position, value, formats[column.type])
        case _:
            text = column.words.get(value, value)
            sheet.write_string(row, position, text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…")


def _write_files(path: Path, filled_tables: Iterable[tuple[StoreTable, Rows]]) -> None:
    names: set[str] = {LEGEND}
    legend: list[tuple[str, ...]] = [LEGEND_TITLES]
    for table, rows in filled_tables:
        order, first = _order(table), next(iter(rows := iter(rows)), None)
        if first is None:
            continue
        name = _unused(table.title, names)
        legend += [(name, column.title, table.name, column.name, column.type) for _, column in order]
        lines = ([_text(column, row[source]) for source, column in order] for row in chain([first], rows))
        _write_lines(path / f"{name}.csv", chain([[_plain(column.title) for _, column in order]], lines))
    _write_lines(path / f"{LEGEND}.csv", legend)


def _write_lines(path: Path, lines: Iterable[Sequence[str]]) -> None:
    # With the mark at its head Excel knows the file for UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)


def _text(column: Column, value: Any) -> str:
    if value is None:
        return ""
    match column.type:
        case "BOOLEAN":
            return "是" if value else "否"
        case "DOUBLE" | "BIGINT":
            return f"{value:.15g}"
        case "DATE":
            return str(value.isoformat())
        case "TIMESTAMP":
            return str(value.isoformat(" ", "milliseconds"))
        case _:
            return _plain(column.words.get(value, value))


def _plain(text: str) -> str:
    """A text that no spreadsheet program works out."""
    return f"'{text}" if ACTIVE.match(text) else text


def _order(table: StoreTable) -> list[tuple[int, Column]]:
    """The columns as people see them, each with its place in the rows of the table: what nobody reads stands at the
    end.
    """
    return sorted(enumerate(table.columns), key=lambda entry: entry[1].name in LAST)


def _width(column: Column) -> int:
    title = sum(2 if ord(sign) > 0x2E7F else 1 for sign in column.title) + 3
    return max(
        WIDTHS.get(column.type, 60 if column.name == "text" else 40 if column.name == "_file" else 20), min(title, 30)
    )


def _unused(title: str, names: set[str]) -> str:
    """A name for a sheet or file that is not taken yet, and allowed in Excel and on every disk; it is added to the
    names.
    """
    plain = re.sub(r"[\\/:*?\[\]<>|\"'\x00-\x1f]", " ", title).strip(" .") or "表"
    for count in range(1, 10_000):
        tail = f"（{count}）" if count > 1 else ""
        name = plain[: LONGEST_NAME - len(tail)] + tail
        if name.lower() not in names:
            names.add(name.lower())
            return name
    raise ValueError(title)
