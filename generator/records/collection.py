"""A folder of filled copies -> a store of records, as it is now: what is new or changed is read, what is gone is taken
out.

Everything is worked out beside the target, in a folder of its own, and put in its place in one step. Whatever
interrupts it leaves the old store as it was, and nothing of the new one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from generator.model import Form
from generator.problems import Place, Problem, ProblemsFound
from generator.records import store
from generator.records.extraction import ExtractionSettings, ListedFile, refusal
from generator.records.imports import mapping_of
from generator.records.lateness import local
from generator.records.merging import CollectCounts, forget, load, merge, new
from generator.records.one_file import FileTask, is_copy, reader
from generator.records.spool import Spool, packed, spooled
from generator.records.store_formats import FOLDERS, FORMATS
from generator.records.table_schema import FILES, StoreTable, tables
from generator.system import publishing
from generator.untrusted import workers

PATIENCE = 60.0
"""Seconds that one file may take."""
LISTING = StoreTable(
    "_listing", "", tuple(column for column in FILES.columns if column.name in ("_file", "size", "modified"))
)


def collect(
    folder: Path,
    target: Path,
    forms: Iterable[Form],
    settings: ExtractionSettings,
    today: date,
    *,
    keep: bool = False,
    again: bool = False,
    count: int = 1,
    tell: Callable[[int, int], None] = lambda done, all: None,
) -> CollectCounts:
    """Bring the store at `target` up to date with the copies below `folder`.

    Returns what was done.

    `forms` are those of all revisions, oldest first. `keep`: records of files that are gone stay. `again`: every file
    is read again. `count` processes read; `tell` is called with how many files were read and how many there are to
    read. Raises ProblemsFound if the folder or the target cannot be used, OSError if they cannot be read or written.
    """
    _refuse(folder, target)
    forms = list(forms)
    all_tables = tables(forms)
    with ExitStack() as stack:
        stack.enter_context(_os_errors_as_problems(target))
        stack.enter_context(publishing.alone(target))
        staging = publishing.fresh_folder(target.with_name(f"{target.name}.collecting"))
        stack.callback(shutil.rmtree, staging, ignore_errors=True)
        connection = stack.enter_context(store.connect(staging / "work.duckdb", staging / "spill"))
        store.confine(
            connection, [staging, target, publishing.beside(target)], [target, target.with_name(f"{target.name}.wal")]
        )
        for table in all_tables:
            store.create(connection, table)
        if store.is_store(target):
            _take_over(connection, target, all_tables)
        _list(connection, folder, target, staging, settings)
        _refuse_other_folder(connection, folder, target, keep)
        removed_count = forget(connection, all_tables, settings.fingerprint, keep, again)
        todo = store.number(connection, "SELECT count(*) FROM _listing ANTI JOIN _files USING (_file)")
        _read(connection, folder, staging / "spool", settings, count, todo, tell)
        counts = merge(
            connection,
            all_tables,
            spooled(staging / "spool"),
            {form.id: form for form in forms},
            today,
            settings.calendars,
        )
        _publish(connection, all_tables, target, staging)
        return counts._replace(removed=removed_count)


@contextmanager
def _os_errors_as_problems(target: Path) -> Iterator[None]:
    """What the database cannot do, such as write to a full disk, becomes a problem."""
    try:
        yield
    except store.Error as error:
        raise ProblemsFound(
            Problem(
                "E707",
                f"汇总到一半停了：{str(error).splitlines()[0][:120]}",
                Place(str(target)),
                "原来的结果没有动；多半是磁盘满了或内存不够，请腾出空间再试",
            )
        ) from None


def _refuse(folder: Path, target: Path) -> None:
    """Raise ProblemsFound unless there is such a folder and the target may be replaced."""
    problems = []
    if not folder.is_dir():
        problems.append(Problem("E702", f"没有「{folder}」这个文件夹", Place(str(folder)), "请写放着已填表单的文件夹"))
    if target.suffix not in FORMATS:
        problems.append(
            Problem(
                "E703",
                f"「{target.name}」的结尾不是认识的格式",
                Place(str(target)),
                "结尾写 " + "、".join(FORMATS) + " 之一",
            )
        )
    elif (
        os.path.lexists(target)
        and not store.is_store(target)
        and not (target.suffix in FOLDERS and target.is_dir() and not any(target.iterdir()))
    ):
        problems.append(
            Problem(
                "E704",
                f"「{target}」不是 sop collect 的输出，不能覆盖",
                Place(str(target)),
                "请换一个名字，或先把它移走",
            )
        )
    if target.suffix in FOLDERS and target.resolve() in (folder.resolve(), *folder.resolve().parents):
        problems.append(
            Problem("E704", f"「{target}」里放着要汇总的表单，不能作为输出", Place(str(target)), "请把结果写到别处")
        )
    if problems:
        raise ProblemsFound(*problems)


def _take_over(connection: Any, target: Path, all_tables: Iterable[StoreTable]) -> None:
    """The records of the last time."""
    store.expose(connection, target, all_tables, "old")
    for table in all_tables:
        names = ", ".join(store.quoted(column.name) for column in table.columns)
        connection.execute(
            f"INSERT INTO main.{store.quoted(table.name)} SELECT {names} FROM old.{store.quoted(table.name)}"
        )
    connection.execute("DROP SCHEMA old CASCADE")
    if target.suffix == ".duckdb":
        connection.execute("DETACH store")


def _list(connection: Any, folder: Path, target: Path, staging: Path, settings: ExtractionSettings) -> None:
    """Every copy below the folder, as the table `_listing`. Files whose name is no text are refused at once."""
    store.create(connection, LISTING)
    spool = staging / "listing.ndjson"
    with spool.open("w", encoding="utf-8") as file, Spool(staging / "spool") as refusals:
        for listed_file, has_text_name in walk(folder, target, settings):
            if has_text_name:
                file.write(
                    json.dumps(
                        {
                            "_file": listed_file.name,
                            "size": listed_file.size,
                            "modified": listed_file.modified.isoformat(" ", "milliseconds"),
                        }
                    )
                    + "\n"
                )
            else:
                refusals.add(packed(refusal(listed_file, "文件名里有认不出的字符，请改名后再交", settings)))
    load(connection, LISTING, {LISTING.name: spool})
    connection.execute(f"INSERT INTO _listing SELECT * FROM {new(LISTING)}")


def walk(folder: Path, target: Path, settings: ExtractionSettings) -> Iterator[tuple[ListedFile, bool]]:
    """Every copy and export below a folder, and whether its name is text.

    Links, hidden folders, the owner files of Word, those that macOS puts beside others, and the target are left out.
    """
    open_folders, own = [folder], os.path.abspath(target)
    while open_folders:
        # A folder that cannot be opened ends it all: its records would be taken for gone.
        with os.scandir(open_folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith(("._", "~$")) or os.path.abspath(entry.path) == own:
                    continue
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    open_folders.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False) and (
                    is_copy(entry.name) or mapping_of(entry.name, settings.imports)
                ):
                    with suppress(FileNotFoundError):  # it was there a moment ago
                        yield _listed(folder, Path(entry.path), entry.stat(follow_symlinks=False))


def _listed(folder: Path, path: Path, about: os.stat_result) -> tuple[ListedFile, bool]:
    name = path.relative_to(folder).as_posix()
    text = name.encode("utf-8", "replace").decode()
    return ListedFile(
        text, about.st_size, local(datetime.fromtimestamp(about.st_mtime_ns // 1_000_000 / 1000, UTC))
    ), text == name


def _refuse_other_folder(connection: Any, folder: Path, target: Path, keep: bool) -> None:
    """Raise ProblemsFound if not one file of the last time is there: a mistyped folder, or a drive that is not there,
    empties no store.
    """
    before, still = connection.execute(
        "SELECT count(*), count(*) FILTER (_file IN (SELECT _file FROM _listing)) FROM _files\nWHERE outcome <> 'gone'"
    ).fetchone()
    if before and not still and not keep:
        raise ProblemsFound(
            Problem(
                "E705",
                f"上次汇总的 {before} 个文件，「{folder}」里一个也没有",
                Place(str(folder)),
                f"是不是写错了文件夹？确实要换文件夹，请换一个输出文件；要并到「{target.name}」里，请加 --keep",
            )
        )


def _read(
    connection: Any,
    folder: Path,
    spool: Path,
    settings: ExtractionSettings,
    count: int,
    todo: int,
    tell: Callable[[int, int], None],
) -> None:
    """Have every file read that is not known yet, into spool files."""
    cursor = connection.cursor()
    cursor.execute("SELECT _file, size, modified FROM _listing ANTI JOIN _files USING (_file) ORDER BY _file")

    def tasks() -> Iterator[FileTask]:
        while some := cursor.fetchmany(1000):
            yield from (FileTask(str(folder / name), ListedFile(name, size, modified)) for name, size, modified in some)

    read_count = 0
    tell(read_count, todo)
    with Spool(spool) as out:
        try:
            for task, piece in workers.each(tasks(), reader, settings, count, PATIENCE):
                if isinstance(piece, bytes):
                    out.add(piece)
                    continue
                if isinstance(piece, workers.WorkerDeath):
                    sentence = (
                        f"读了 {PATIENCE:.0f} 秒还没有读完，没有收录"
                        if str(piece) == "超时"
                        else "读到一半读取程序中断了，没有收录"
                    )
                    out.add(packed(refusal(task.file, sentence + "，请用 Word 或 WPS 打开后另存为 .docx", settings)))
                read_count += 1
                tell(read_count, todo)
        except workers.CannotStart:
            raise ProblemsFound(
                Problem("E706", "读文件的进程启动不了", Place(str(folder)), "内存可能不够，请关掉别的程序再试")
            ) from None
    cursor.close()


def _publish(connection: Any, all_tables: Iterable[StoreTable], target: Path, staging: Path) -> None:
    """Put the tables in the place of the target in one step."""
    if target.suffix in FOLDERS:
        fresh = publishing.fresh_folder(target)
        try:
            store.save(connection, all_tables, fresh, target.suffix)
            publishing.swap(target, shared=False)
        except BaseException:
            publishing.recover(target)
            raise
    else:
        fresh = staging / f"fresh{target.suffix}"
        store.save(connection, all_tables, fresh, target.suffix)
        fresh.chmod(publishing.PRIVATE_MODE)
        fresh.replace(target)
