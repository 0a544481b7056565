"""A store of records as a DuckDB connection, whichever of the four formats it is kept in, and the writing of each.

`.duckdb` is one database file; `.parquet` and `.csv` are folders of that name with one file a table; `.xlsx` is one
workbook. Parquet and DuckDB keep the ids of forms and fields, workbooks and CSV show their titles (`sheets`).

DuckDB never loads an extension here, and reaches only the folders it is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from generator.model import Form
from generator.problems import Place, Problem, ProblemsFound
from generator.records import spreadsheet_store
from generator.records.store_formats import FORMATS
from generator.records.table_schema import FILES, StoreTable, tables

Error = duckdb.Error
SPREADSHEETS = (".xlsx", ".csv")
MEMORY, MEMORY_WITH_SPILL = "1GB", "384MB"
"""What DuckDB may use at most: where all must fit, and where what does not fit goes to a folder."""


def open_store(path: Path, forms: Mapping[str, Form] | Iterable[Form]) -> duckdb.DuckDBPyConnection:
    """The store at `path`, to be queried, not written.

    Has every table and column that the forms call for, empty where the store has none.

    `forms` may hold one form in several revisions, oldest first. Raises ProblemsFound if there is no store.
    """
    connection = connect()
    expose(connection, path, tables(forms), "main")
    confine(connection, [path] if path.suffix == ".parquet" else [])
    return connection


def connect(database: Path | None = None, spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory or in a file, which may use the folder `spill` for what does not fit in memory."""
    return duckdb.connect(
        str(database or ":memory:"),
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "memory_limit": MEMORY_WITH_SPILL if spill else MEMORY,
            "temp_directory": str(spill or ""),
        },
    )


def confine(connection: duckdb.DuckDBPyConnection, folders: Iterable[Path], files: Iterable[Path] = ()) -> None:
    """From now on the connection reaches only these files and what is in these folders, and nobody can change that."""
    # A pattern is held against the folders before it is followed.
    allowed = ", ".join(literal(folder, pattern) for folder in folders for pattern in (False, True))
    connection.execute(f"SET allowed_directories = [{allowed}]")
    connection.execute(f"SET allowed_paths = [{', '.join(map(literal, files))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def is_store(path: Path) -> bool:
    """Whether something stands there that was written by `save`. Raises ProblemsFound before anything of it is read
    where it is too large for a spreadsheet.
    """
    if path.suffix in SPREADSHEETS and (large := spreadsheet_store.too_large(path)):
        name, size = large
        most = f"{spreadsheet_store.LARGEST // 1_000_000} MB"
        raise ProblemsFound(
            Problem(
                "E709",
                f"「{path}」太大：「{name}」有 {size / 1e6:.1f} MB，最多 {most}",
                Place(str(path)),
                "记录多了请汇总成 .duckdb 或 .parquet；核对一下是不是拿错了文件",
            )
        )
    match path.suffix:
        case ".duckdb":
            return path.is_file() and _is_database(path)
        case ".parquet":
            return (path / f"{FILES.name}.parquet").is_file()
        case _:
            return spreadsheet_store.is_store(path)


def expose(connection: duckdb.DuckDBPyConnection, path: Path, tables: Iterable[StoreTable], schema: str) -> None:
    """Make all tables of the store at `path` readable in a schema: as views where DuckDB reads the format itself, else
    as tables.

    Raises ProblemsFound if there is no store, or if a part of it was renamed or removed.
    """
    if not is_store(path):
        raise ProblemsFound(
            Problem(
                "E701",
                f"「{path}」不是汇总结果",
                Place(str(path)),
                "请写 sop collect 输出的文件或文件夹，结尾是 " + "、".join(FORMATS),
            )
        )
    by_name = {table.name: table for table in tables}
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(schema)}")
    if path.suffix in SPREADSHEETS:
        for table in by_name.values():
            create(connection, table, schema)
        try:
            for name, rows in spreadsheet_store.read(path, by_name):
                insert(connection, by_name[name], rows, schema)
        except spreadsheet_store.MissingTable as missing:
            raise ProblemsFound(
                Problem(
                    "E708",
                    f"「{path}」里少了「{missing}」，有人改了它的名称或删掉了它",
                    Place(str(path)),
                    "请改回原来的名称；改不回来，就把这个结果移走，再运行一次 sop collect 重新汇总",
                )
            ) from None
        except spreadsheet_store.Unreadable as unreadable:
            raise ProblemsFound(
                Problem(
                    "E708",
                    f"「{path}」里的「{unreadable}」读不了，有人改了它的编码或内容",
                    Place(str(path)),
                    "请从备份恢复，或把这个结果移走，再运行一次 sop collect 重新汇总",
                )
            ) from None
        return
    if path.suffix == ".duckdb":
        connection.execute(f"ATTACH {literal(path)} AS store (READ_ONLY)")
        names = [
            name
            for (name,) in connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'"
            ).fetchall()
        ]
        sources = {name: f"store.main.{quoted(name)}" for name in names}
    else:
        sources = {file.stem: f"read_parquet({literal(file, pattern=True)})" for file in sorted(path.glob("*.parquet"))}
    for name in {**by_name, **sources}:
        connection.execute(
            f"CREATE VIEW {quoted(schema)}.{quoted(name)} AS "
            f"{_selection(connection, by_name.get(name), sources.get(name))}"
        )


def _selection(connection: duckdb.DuckDBPyConnection, table: StoreTable | None, source: str | None) -> str:
    present = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()] if source else []
    types = {column.name: column.type for column in table.columns} if table else {}
    parts = [
        f"{f'TRY_CAST({quoted(name)} AS {kind})' if name in present else f'NULL::{kind}'} AS {quoted(name)}"
        for name, kind in types.items()
    ]
    parts += [quoted(name) for name in present if name not in types]
    return f"SELECT {', '.join(parts)}" + (f" FROM {source}" if source else " WHERE false")


def create(connection: duckdb.DuckDBPyConnection, table: StoreTable, schema: str = "main") -> None:
    """An empty table."""
    columns = ", ".join(f"{quoted(column.name)} {column.type}" for column in table.columns)
    connection.execute(f"CREATE TABLE {quoted(schema)}.{quoted(table.name)} ({columns})")


def insert(
    connection: duckdb.DuckDBPyConnection, table: StoreTable, rows: Iterable[Mapping[str, Any]], schema: str = "main"
) -> None:
    """Add rows, given as JSON by column name."""
    names = ", ".join(f"r.{quoted(column.name)}" for column in table.columns)
    shape = json.dumps([{column.name: column.type for column in table.columns}])
    remaining = iter(rows)
    while some := list(islice(remaining, 2000)):
        connection.execute(
            (
                f"INSERT INTO {quoted(schema)}.{quoted(table.name)} SELECT {names} "
                "FROM (SELECT unnest(from_json(?, ?)) AS r)"
            ),
            [json.dumps(some, ensure_ascii=False), shape],
        )


def number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """The one number that a query gives; 0 for NULL."""
    row = connection.execute(query).fetchone()
    return int(row[0] or 0) if row else 0


def rows(connection: duckdb.DuckDBPyConnection, table: StoreTable) -> Iterator[tuple[Any, ...]]:
    """All rows of a table in a fixed order, a few at a time."""
    cursor = connection.cursor()
    cursor.execute(
        f"SELECT {', '.join(quoted(column.name) for column in table.columns)} FROM {quoted(table.name)} "
        f"ORDER BY {order(table)}"
    )
    while some := cursor.fetchmany(2000):
        yield from some
    cursor.close()


def save(connection: duckdb.DuckDBPyConnection, tables: Iterable[StoreTable], path: Path, format: str) -> None:
    """Write all tables in one of FORMATS to `path`, which is not there yet; a format that is a folder needs an empty
    one.
    """
    match format:
        case ".duckdb":
            connection.execute(f"ATTACH {literal(path)} AS fresh")
            for table in tables:
                connection.execute(
                    f"CREATE TABLE fresh.main.{quoted(table.name)} AS SELECT * FROM {quoted(table.name)} "
                    f"ORDER BY {order(table)}"
                )
            connection.execute("DETACH fresh")
        case ".parquet":
            for table in tables:
                connection.execute(
                    f"COPY (SELECT * FROM {quoted(table.name)} ORDER BY {order(table)}) "
                    f"TO {literal(path / f'{table.name}.parquet')} "
                    "(FORMAT parquet, COMPRESSION zstd)"
                )
        case _:
            spreadsheet_store.write(path, [(table, rows(connection, table)) for table in tables], format)


def order(table: StoreTable) -> str:
    """By what the rows of a table are sorted wherever they are written."""
    there = {column.name for column in table.columns}
    return ", ".join(
        quoted(name) for name in ("_day", "_file", "_record", "_row", "row", "kind", "key", "text") if name in there
    )


def quoted(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def literal(path: Path, pattern: bool = False) -> str:
    """A path as SQL has it; where SQL takes a pattern, one that only this path matches."""
    text = path.resolve().as_posix()
    if pattern:
        text = "".join(f"[{sign}]" if sign in "[*?" else sign for sign in text)
    return "'" + text.replace("'", "''") + "'"


def _is_database(path: Path) -> bool:
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(
                "SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [FILES.name]
            ).fetchone() == (1,)
    except duckdb.Error:
        return False
