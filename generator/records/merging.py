"""What changes in the tables of a store between two collections: what goes, what comes, and what only the whole tells.

SQL on DuckDB.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from generator.model import Duration, Form
from generator.records import store
from generator.records.lateness import RevisionCalendars
from generator.records.store import literal, quoted
from generator.records.table_schema import FILES, PROBLEMS, StoreTable

DERIVED = ("duplicate", "again", "expired")
"""The kinds of problems that follow from all records together; they are found anew every time."""
EXPORTS = r"\.(csv|xlsx)$"
"""What the names of exports end with."""


class CollectCounts(NamedTuple):
    """What a collection did."""

    read: int = 0
    """Files read this time, without those refused and duplicates."""
    refused: int = 0
    """Files that give no record, of this time and before."""
    kept: int = 0
    """Files taken over as they were."""
    removed: int = 0
    """Files that are gone, with their records."""
    duplicates: int = 0
    records: int = 0
    problems: int = 0
    late: int = 0


def forget(connection: Any, all_tables: Iterable[StoreTable], fingerprint: str, keep: bool, again: bool) -> int:
    """Take out what belongs to files that are gone or changed since, or were read by other rules; returns how many are
    gone.

    Copies that were left out as duplicates are read again: the one that they were duplicates of may be what is gone.
    """
    run = connection.execute
    if keep:
        run(
            "UPDATE _files SET outcome = 'gone'\n"
            "WHERE outcome IN ('read', 'gone') AND _file NOT IN (SELECT _file FROM _listing)"
        )
        run("UPDATE _files SET outcome = 'read' WHERE outcome = 'gone' AND _file IN (SELECT _file FROM _listing)")
    run(
        "CREATE TEMP TABLE _dropped AS\n"
        "SELECT f._file, l._file IS NULL AS gone FROM _files f LEFT JOIN _listing l USING (_file)\n"
        "WHERE f.outcome = 'duplicate'\n"
        "OR (l._file IS NULL AND f.outcome <> 'gone') OR (l._file IS NULL AND NOT $keep)\n"
        "OR (l._file IS NOT NULL AND ($again OR f.size IS DISTINCT FROM l.size\n"
        "OR f.modified IS DISTINCT FROM l.modified OR f.rules IS DISTINCT FROM $rules))",
        {"keep": keep, "again": again, "rules": fingerprint},
    )
    # One row may stand in several exports, and was counted for the first.
    run(
        "INSERT INTO _dropped SELECT _file, false FROM _files ANTI JOIN _dropped USING (_file)\n"
        "WHERE outcome = 'read' AND regexp_matches(lower(_file), $exports)\n"
        "AND EXISTS (SELECT 1 FROM _dropped WHERE regexp_matches(lower(_file), $exports))",
        {"exports": EXPORTS},
    )
    names = [table.name for table in all_tables]
    for name in names:
        if "." in name:
            run(
                f"DELETE FROM {quoted(name)} WHERE _record IN (SELECT _record FROM {quoted(name.split('.')[0])} "
                "SEMI JOIN _dropped USING (_file))"
            )
    for name in names:
        if "." not in name:
            run(f"DELETE FROM {quoted(name)} WHERE _file IN (SELECT _file FROM _dropped)")
    return store.number(connection, "SELECT count(*) FILTER (gone) FROM _dropped")


def merge(
    connection: Any,
    all_tables: Iterable[StoreTable],
    spools: Mapping[str, Path],
    forms: Mapping[str, Form],
    today: date,
    calendars: RevisionCalendars,
) -> CollectCounts:
    """Add what was read, and find what only all records together tell.

    `forms` are the newest; `today` is held against how long they are kept.
    """
    all_tables = list(all_tables)
    (kept_count,) = connection.execute("SELECT count(*) FROM _files WHERE outcome <> 'gone'").fetchone()
    for table in all_tables:
        load(connection, table, spools)
    of_forms = [
        table for table in all_tables if "." not in table.name and table.name not in (PROBLEMS.name, FILES.name)
    ]
    for table in of_forms:
        # One file may be there under two names, and one row in two exports: the first has the record.
        connection.execute(
            f"INSERT INTO {quoted(table.name)} SELECT {_names(table)} FROM {new(table)}\n"
            f"WHERE _record NOT IN (SELECT _record FROM {quoted(table.name)})\n"
            "AND _file IN (SELECT _file FROM \"new _files\" WHERE outcome = 'read')\n"
            "QUALIFY row_number() OVER (PARTITION BY _record ORDER BY _file) = 1"
        )
    records = " UNION ALL ".join(
        f"SELECT '{table.name}' AS form, _record, _file, _late FROM {quoted(table.name)}" for table in of_forms
    )
    connection.execute(f"CREATE TEMP VIEW _records AS {records}")
    for table in all_tables:
        if "." in table.name:
            connection.execute(
                f"INSERT INTO {quoted(table.name)} SELECT {_names(table)} FROM {new(table)}\n"
                f"SEMI JOIN {quoted(table.name.split('.')[0])} USING (_record, _file)\n"
                "QUALIFY row_number() OVER (PARTITION BY _record, _row) = 1"
            )
    connection.execute(
        f"INSERT INTO _problems SELECT {_names(PROBLEMS)} FROM {new(PROBLEMS)}\n"
        "WHERE form IS NULL OR (_record, _file) IN (SELECT (_record, _file) FROM _records)"
    )
    connection.execute(f"INSERT INTO _files SELECT {_names(FILES)} FROM {new(FILES)}")
    connection.execute(
        "UPDATE _files SET outcome = 'duplicate' WHERE outcome = 'read'\n"
        "AND (sha256, _file) IN (SELECT (f.sha256, f._file) FROM _files f\n"
        "JOIN _records r ON r._record = f.sha256 WHERE r._file <> f._file)"
    )
    _derive(connection, forms, of_forms, today, calendars)
    (read,) = connection.execute(
        "SELECT count(*) FROM _files SEMI JOIN \"new _files\" USING (_file) WHERE outcome = 'read'"
    ).fetchone()
    refused_count, duplicates = connection.execute(
        "SELECT count(*) FILTER (outcome = 'refused'), count(*) FILTER (outcome = 'duplicate')\nFROM _files"
    ).fetchone()
    total, late = connection.execute("SELECT count(*), count(*) FILTER (_late) FROM _records").fetchone()
    (problems,) = connection.execute("SELECT count(*) FROM _problems").fetchone()
    return CollectCounts(read, refused_count, kept_count, 0, duplicates, total, problems, late)


def load(connection: Any, table: StoreTable, spools: Mapping[str, Path]) -> None:
    """Make a table of the rows that were read for a table, as `new …`.

    Rows of child tables know their file there, to be told apart from those of a twin.
    """
    types = {column.name: column.type for column in table.columns} | {"_file": "VARCHAR"}
    if table.name in spools:
        columns = ", ".join(f"{quoted(name)}: '{kind}'" for name, kind in types.items())
        source = (
            f"read_json({literal(spools[table.name], pattern=True)}, format = 'newline_delimited', "
            f"columns = {{{columns}}})"
        )
        connection.execute(f"CREATE TEMP TABLE {new(table)} AS SELECT * FROM {source}")
    else:
        connection.execute(
            f"CREATE TEMP TABLE {new(table)} ({', '.join(f'{quoted(name)} {kind}' for name, kind in types.items())})"
        )


def _derive(
    connection: Any,
    forms: Mapping[str, Form],
    of_forms: Iterable[StoreTable],
    today: date,
    calendars: RevisionCalendars,
) -> None:
    """What is wrong between records.

    A form that comes round is wanted once a day and person; any other may be there twice, but not word for word.
    """
    run = connection.execute
    run(f"DELETE FROM _problems WHERE kind IN {DERIVED}")
    run(
        "INSERT INTO _problems (_record, _file, form, kind, text) "
        "SELECT f.sha256, f._file, f.form, 'duplicate', '与「' || r._file || '」是同一份，只算一份'\n"
        "FROM _files f JOIN _records r ON r._record = f.sha256 AND r._file <> f._file WHERE f.outcome = 'duplicate'"
    )
    for table in of_forms:
        form = forms[table.name]
        if form.due.every:
            same, sentence = "_staff, _day", "'工号 ' || _staff || ' 的 ' || _day || ' 交了不止一份，先交的是「'"
        else:
            answers = ", ".join(
                f"a{number} := {quoted(column.name)}"
                for number, column in enumerate(table.columns)
                if column.name in ("_staff", "_day") or column.name[0] != "_"
            )
            same, sentence = f"md5(to_json(struct_pack({answers}))::VARCHAR)", "'填的内容完全一样，先交的是「'"
        run(
            "INSERT INTO _problems (_record, _file, form, kind, text) "
            f"SELECT _record, _file, '{form.id}', 'again', {sentence} || first || '」' FROM (\n"
            "SELECT _record, _file, _staff, _day,\n"
            "first_value(_file) OVER same AS first, row_number() OVER same AS place\n"
            f"FROM {quoted(form.id)} WHERE _staff IS NOT NULL AND _day IS NOT NULL\n"
            f"WINDOW same AS (PARTITION BY {same} ORDER BY _saved, _file)) WHERE place > 1"
        )
        for (day,) in run(
            f"SELECT DISTINCT _day FROM {quoted(form.id)} WHERE _day IS NOT NULL ORDER BY _day"
        ).fetchall():
            if (until := kept_until(day, form.retention, calendars)) and until < today:
                run(
                    f"INSERT INTO _problems (_record, _file, form, kind, text)\n"
                    f"SELECT _record, _file, '{form.id}', 'expired', $said FROM {quoted(form.id)} WHERE _day = $day",
                    {"said": f"保存期限 {form.retention}，到 {until} 为止，请按规定销毁文件后重新汇总", "day": day},
                )


def kept_until(day: date, retention: Duration, calendars: RevisionCalendars) -> date | None:
    """The last day on which a record of this day may be kept; None beyond the calendar."""
    try:
        calendar = calendars.of("")
        return calendar.workdays.deadline(datetime(day.year, day.month, day.day), retention, calendar.hours).date()
    except (ValueError, OverflowError):
        return None


def _names(table: StoreTable) -> str:
    return ", ".join(quoted(column.name) for column in table.columns)


def new(table: StoreTable) -> str:
    """What the table of the rows that were read for a table is called in SQL."""
    return quoted(f"new {table.name}")
