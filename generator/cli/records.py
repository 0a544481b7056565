"""The commands for filled forms."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from generator.cli.frame import FILE, ParsedText, argument, command, number, one_of, option
from generator.cli.output import OK, PROBLEMS, wrong_use
from generator.records.csv_text import read_csv
from generator.records.store_formats import FOLDERS, FORMATS
from generator.reports.roster import COLUMNS, LARGEST, read_roster
from generator.schedule.periods import Week
from generator.system import publishing
from generator.system.os_errors import reason
from generator.workspace import DRAFT
from generator.workspace import read as read_workspace

LIBRARIES = ("duckdb", "python_calamine")
MISSING = "没有装「{name}」，{command} 用不了，请运行：{python} -m pip install duckdb python-calamine"
"""What is said where the optional libraries for records are not installed."""


@command("read", "读填好的 Word 表单，列出填了什么、哪里可疑、哪里不合要求")
@argument("files", "文件", "Word、WPS 或 LibreOffice 保存的 .docx", nargs=-1, type=FILE, required=True)
@option("--format", type=one_of("json", "text"), default="json", metavar="格式", help="json 给程序用，text 给人看")
def read(root: Path, files: tuple[Path, ...], format: str) -> int:
    """`sop read`"""
    from generator.forms import DOUBTFUL, check
    from generator.records.lateness import local
    from generator.submissions import formats, reader
    from generator.submissions.package import read_copy

    workspace = read_workspace(root, date.today()).sound()
    library = reader.Library(workspace.handbooks)
    as_json, all_well = format == "json", True
    data: list[dict[str, Any]] = []
    texts: list[str] = []
    for path in files:
        try:
            submission = reader.read(read_copy(path), library)
            filled = local(submission.finished).date() if submission.finished else None
            remarks = check(submission.form, submission.record, filled)
            data.append(formats.as_data(str(path), submission, remarks))
            texts.append(formats.as_text(str(path), submission, remarks))
            all_well = all_well and all(remark.kind in DOUBTFUL for remark in remarks)
        except (reader.Refusal, OSError) as error:
            data.append(formats.refused_data(str(path), _why_not_read(path, error)))
            texts.append(formats.refused_text(str(path), _why_not_read(path, error)))
            all_well = False
    print(json.dumps(data, ensure_ascii=False, indent=2) if as_json else "\n".join(texts).rstrip())
    return OK if all_well else PROBLEMS


def _why_not_read(path: Path, error: Exception) -> str:
    if path.is_dir():
        return "这是文件夹，请写文件名，或用 sop collect"
    if isinstance(error, FileNotFoundError):
        return "打不开：没有这个文件"
    return f"打不开：{reason(error)}" if isinstance(error, OSError) else str(error)


def _lacking(missing: ModuleNotFoundError, command: str) -> int:
    """Say which optional library to install; raises again what is no optional library."""
    if missing.name not in LIBRARIES:
        raise missing
    return wrong_use(MISSING.format(name=missing.name, command=command, python=sys.executable))


@command("collect", "把文件夹里填好的表单汇总成表格，可反复运行，只读新的和改过的")
@argument("folder", "文件夹", "放着已填表单的文件夹，下级文件夹也读", type=FILE)
@option(
    "-o",
    "--out",
    type=FILE,
    required=True,
    metavar="结果",
    help=" 或 ".join(ending for ending in FORMATS if ending not in FOLDERS)
    + f" 文件；{' 或 '.join(FOLDERS)} 是一个文件夹，每张表一个文件",
)
@option("--keep", is_flag=True, help="文件夹里已经没有的文件，记录也留着；不写就一并删去")
@option("--again", is_flag=True, help="全部重读，不只读新的和改过的")
@option(
    "--processes",
    type=ParsedText(number),
    default=os.cpu_count() or 1,
    metavar="个数",
    help="同时用几个进程读，默认每个处理器核心一个",
)
def collect(root: Path, folder: Path, out: Path, keep: bool, again: bool, processes: int) -> int:
    """`sop collect`"""
    try:
        from generator.records import collection
    except ModuleNotFoundError as missing:
        return _lacking(missing, "sop collect")
    from generator.records.extraction import extraction_settings

    workspace = read_workspace(root, date.today()).sound()
    handbooks = workspace.handbooks
    rules = extraction_settings(handbooks, workspace.archive.effective)
    forms = [form for handbook in handbooks.values() for form in handbook.forms.values()]
    counts = collection.collect(
        folder,
        out,
        forms,
        rules,
        date.today(),
        keep=keep,
        again=again,
        count=max(1, processes),
        tell=_Progress(),
    )
    print(f"{out}：{counts.records} 条记录，{counts.problems} 个问题，其中迟交 {counts.late} 条")
    print(
        f"新读 {counts.read} 个文件，沿用上次的 {counts.kept} 个，读不出 {counts.refused} 个，"
        f"重复 {counts.duplicates} 个，已不在而删去 {counts.removed} 个"
    )
    return OK


class _Progress:
    """How far reading is, on standard error: a bar that moves on a terminal, a line now and then elsewhere."""

    WIDTH, EVERY = 30, 10_000

    def __init__(self) -> None:
        self._moving = sys.stderr.isatty()
        self._shown = -1

    def __call__(self, done: int, all: int) -> None:
        share = 1000 * done // all if all else 1000
        if self._moving and share != self._shown:
            bar = "█" * (self.WIDTH * share // 1000)
            print(f"\r{bar:·<{self.WIDTH}} {done}/{all}", end="\n" if done == all else "", file=sys.stderr, flush=True)
            self._shown = share
        elif not self._moving and (done == all or (done and done % self.EVERY == 0)):
            print(f"已读 {done}/{all} 个文件", file=sys.stderr, flush=True)


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except ValueError as error:
        raise ValueError(f"{error}，例如 2026-W47") from None


@command("report", "主管的周报：谁交了什么，什么没交、迟交，指标怎样，谁还没读手册")
@argument("records", "汇总结果", "sop collect 输出的文件或文件夹", type=FILE)
@option("--week", type=ParsedText(_week), metavar="周", help="例如 2026-W47；不写就是上一周")
@option(
    "--roster",
    type=FILE,
    metavar="名册",
    help=f"名册 CSV，列：{'、'.join(COLUMNS)}",
)
@option("--exports", type=FILE, metavar="文件夹", help="放着业务系统导出的 CSV，文件名和列名见手册的指标页")
@option("--revision", default=DRAFT, metavar="版本", help=f"按哪一版的时限和指标，默认 {DRAFT}，即当前草案")
@option("-o", "--out", type=FILE, required=True, metavar="文件", help="结尾是 .html 或 .xlsx")
def report(
    root: Path,
    records: Path,
    week: Week | None,
    roster: Path | None,
    exports: Path | None,
    revision: str,
    out: Path,
) -> int:
    """`sop report`"""
    try:
        from generator.records import store
        from generator.reports import business_exports, report, report_page, report_workbook
    except ModuleNotFoundError as missing:
        return _lacking(missing, "sop report")
    from generator.schedule.china import CHINA

    writers = {".html": report_page.report_page, ".xlsx": report_workbook.report_book}
    if out.suffix not in writers:
        return wrong_use(f"不知道「{out}」要写成什么，结尾写 {' 或 '.join(writers)}")
    workspace = read_workspace(root, date.today()).sound()
    handbook = workspace.handbook(revision)
    now = datetime.now(CHINA).replace(tzinfo=None)
    week = week or Week(now.date() - timedelta(days=now.weekday())).before(1)
    people = read_roster(str(roster), read_csv(roster, str(roster), LARGEST), handbook) if roster else None
    export_paths = sorted(exports.iterdir()) if exports else []
    files = {
        f"{path.stem}.csv": read_csv(path, str(path))
        for path in export_paths
        if path.suffix.lower() == ".csv" and path.is_file()
    }
    forms = [form for every in workspace.handbooks.values() for form in every.forms.values()]
    try:
        with store.open_store(records, forms) as connection:
            loaded = business_exports.load_exports(connection, handbook, files)
            result = report.report(
                connection,
                handbook,
                people,
                week,
                now,
                in_force=workspace.archive.in_force(week.sunday),
                exports=loaded,
            )
    except store.Error as error:
        print(
            f"「{records}」读不了：{str(error).splitlines()[0][:120]}。请先用 sop collect 重新汇总",
            file=sys.stderr,
        )
        return PROBLEMS
    publishing.write_file(out, writers[out.suffix](result), publishing.PRIVATE_MODE)
    print(f"{out}：{week.title}")
    for note in result.notes:
        print(f"注意：{note}")
    return OK
