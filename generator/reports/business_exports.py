"""What business systems export as CSV -> tables beside those of the records.

Which columns are numbers and which are days follows from the measures that draw on them; all others are text. The
tables are temporary: they vanish with the connection, and the file that keeps the records stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from generator.forms.spellings import date_in, number_in
from generator.model import Handbook
from generator.problems import Problem, ProblemsFound
from generator.records.csv_text import read_sheet
from generator.records.store import quoted
from generator.reports.kpi_measurement import export_table


@dataclass(frozen=True)
class ExportData:
    """What became of one export."""

    columns: tuple[str, ...]
    rows: int
    doubts: tuple[str, ...]
    """Chinese sentences: what could not be understood, and counts as not filled in."""


def needed_columns(handbook: Handbook) -> Mapping[str, Mapping[str, str]]:
    """Every export that a KPI draws on, with the columns it needs and their types in SQL."""
    columns_by_export: dict[str, dict[str, str]] = {}
    for kpi in handbook.kpis.values():
        measure = kpi.measure
        if measure is None or not measure.export:
            continue
        columns = columns_by_export.setdefault(measure.export, {})
        conditions = [condition for part in (measure.where, measure.meets, measure.less) for condition in part]
        numbers = {
            condition.column
            for condition in conditions
            if condition.at_least is not None or condition.at_most is not None
        }
        for name in (
            measure.who,
            *(condition.column for condition in conditions),
            measure.day,
            measure.column,
            measure.of,
        ):
            kind = (
                "DATE"
                if name == measure.day
                else "DOUBLE"
                if name in numbers or name in (measure.column, measure.of)
                else "VARCHAR"
            )
            if name and columns.get(name, "VARCHAR") == "VARCHAR":
                columns[name] = kind
    return columns_by_export


def load_exports(
    connection: duckdb.DuckDBPyConnection, handbook: Handbook, files: Mapping[str, bytes]
) -> Mapping[str, ExportData]:
    """Make a table of each export that a KPI draws on and that is among the files, which are given by name with `.csv`.

    Raises ProblemsFound with every file that cannot be read or lacks a column.
    """
    exports: dict[str, ExportData] = {}
    problems: list[Problem] = []
    for name, types in sorted(needed_columns(handbook).items()):
        if f"{name}.csv" in files:
            try:
                exports[name] = _load(connection, name, types, files[f"{name}.csv"])
            except ProblemsFound as error:
                problems += error.problems
    if problems:
        raise ProblemsFound(*problems)
    return exports


def _load(connection: duckdb.DuckDBPyConnection, name: str, types: Mapping[str, str], content: bytes) -> ExportData:
    sheet, doubts = read_sheet(f"{name}.csv", content), []
    if missing := [column for column in types if column not in sheet.columns]:
        hint = f"文件里有：{'、'.join(sheet.columns)}；列名要和指标的算法一字不差"
        raise ProblemsFound(sheet.problem("E803", f"「{sheet.name}」缺少「{'」「'.join(missing)}」列", hint))
    cells: dict[str, list[Any]] = {column: [] for column in sheet.columns}
    for line in sheet.lines:
        for column in sheet.columns:
            value = parse_cell(line.cells[column], types.get(column, "VARCHAR"))
            if value is None and line.cells[column]:
                kind = "日期" if types[column] == "DATE" else "数字"
                doubts.append(
                    f"「{sheet.name}」第 {line.number} 行「{column}」写的「{line.cells[column]}」不是{kind}，当作没有填"
                )
            cells[column].append(value)
    column_sql = [
        f"unnest(CAST(${position} AS {types.get(column, 'VARCHAR')}[])) AS {quoted(column)}"
        for position, column in enumerate(sheet.columns, 1)
    ]
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {quoted(export_table(name))} AS SELECT {', '.join(column_sql)}",
        list(cells.values()),
    )
    return ExportData(sheet.columns, len(sheet.lines), tuple(doubts))


def parse_cell(text: str, kind: str) -> Any:
    """A cell as a value of this type; None where nothing stands or cannot be understood.

    A month means its first day.
    """
    if kind == "DATE":
        month = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?", text)
        iso_day = date_in(f"{month[1]}-{month[2]}-1" if month else re.sub(r"[ T]+\d{1,2}:\d{2}.*$", "", text))
        return date.fromisoformat(iso_day) if iso_day else None
    if kind == "DOUBLE":
        number = number_in(text.removesuffix("%"))
        return None if number is None else float(number)
    return text or None
