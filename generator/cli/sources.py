"""The commands for the sources that the handbook carries out."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from generator.cli.frame import ParsedText, argument, command, day, option
from generator.cli.output import OK, PROBLEMS, wrong_use
from generator.editing.operations import Clear, Insert, Operation, Put
from generator.editing.text_changes import changed
from generator.load.documents import MAX_BYTES, YamlFile
from generator.load.files import read_folder
from generator.model import Day, Source
from generator.problems import ProblemsFound
from generator.queries.listing import title_of_holder
from generator.queries.suspects import holder_id, is_confirmed
from generator.system import publishing
from generator.system.sized_files import TooLarge, read_sized
from generator.workspace import read as read_workspace


@command("confirm", "条款的原文改了以后，确认引用它的内容看过了、仍然合适，写上谁在哪天复核")
@argument("clause", "条款编号", "例如 COD-2.1a")
@argument("item", "条目编号", "引用这一条款的流程、制度、表单……，例如 customer-visit")
@option("--by", required=True, metavar="姓名", help="谁复核的")
@option("--on", type=ParsedText(day), metavar="日期", help="哪天复核的，默认今天")
def confirm(root: Path, clause: str, item: str, by: str, on: Day | None) -> int:
    """`sop confirm`"""
    handbook = read_workspace(root, date.today()).sound().draft_handbook
    if not by.strip():
        return wrong_use("写上谁复核的，例如 --by 张三")
    looked = on or Day(date.today())
    known = handbook.clauses.get(clause)
    if known is None:
        return wrong_use(f"没有条款「{clause}」")
    holders = {holder_id(mention.item): mention.item for mention in handbook.covering(clause)}
    if item not in holders:
        return wrong_use(f"「{item}」没有引用条款 {clause}，引用它的有：{'、'.join(holders) or '还没有'}")
    if known.changed_on is None or is_confirmed(known, item):
        return wrong_use(f"「{item}」不用复核条款 {clause}：" + ("已经复核过" if known.changed_on else "它没有改过"))
    if looked < known.changed_on:
        return wrong_use(f"条款 {clause} 是 {known.changed_on} 改的，复核不能早于这一天")
    source = next(each for each in handbook.sources.values() if known in each.clauses)
    place = ("clauses", source.clauses.index(known), "confirmed")
    confirmation = {"item": item, "by": by.strip(), "on": str(looked)}
    _write(root, _file_of(root, source.id), Insert(place, len(known.confirmed), confirmation))
    print(f"{by} {looked} 复核了「{title_of_holder(holders[item])}」，条款 {clause}")
    left = [title_of_holder(each) for id, each in holders.items() if id != item and not is_confirmed(known, id)]
    print(f"还没有复核的：{'、'.join(left)}" if left else f"引用条款 {clause} 的内容都复核过了")
    return OK


def take_new_version(root: Path, path: Path, code: str) -> int:
    """`sop import --as` with the id of a source that is there: its newer version, clause by clause."""
    from generator.importing.draft import as_data
    from generator.importing.intake import take_in
    from generator.importing.known import known
    from generator.importing.new_version import new_version
    from generator.importing.readers.documents import LARGEST_FILE, read, too_large

    try:
        document = read(path.name, read_sized(path, LARGEST_FILE))
    except TooLarge:
        raise ProblemsFound(too_large(path.name)) from None
    if document.reading.unread:
        return wrong_use(f"没有读「{path.name}」：{document.reading.unread}；什么也没有写")
    file = _file_of(root, code)
    old = file.data
    if old.get("file", {}).get("sha256") == document.sha256:
        print(f"「{path.name}」就是 {code} 现在的原文件，什么也没有写", file=sys.stderr)
        return PROBLEMS
    intake = take_in(document.name, document.sha256, document.reading, known(()), code)
    told = new_version(old, as_data(intake.drafts[0].data), date.today().isoformat())
    # What is wrong elsewhere in the handbook keeps nobody from taking in what it must carry out.
    handbook = read_workspace(root, date.today()).loaded.handbook
    _write(
        root,
        file,
        *(Clear(path) if value is None else Put(path, value) for path, value in told.values),
        *(Insert(("clauses",), place, clause) for place, clause in told.added),
    )
    print(f"《{old['title']}》（{code}）换成了 {path.name}")
    for words, ids in (
        ("原文改了", told.changed),
        ("新增", [clause["id"] for _, clause in told.added]),
        ("新版里没有了，由人决定删去还是写不采纳", told.gone),
        ("第一次有原文，看不出改没改", told.first),
    ):
        if ids:
            print(f"  {words} {len(ids)} 条：{'、'.join(ids)}")
    if not (told.changed or told.added or told.gone or told.first):
        print("  每一条的原文都没有变")
    if handbook is None:
        print("手册有错误，看不出哪些内容引用了它们：改好以后运行 sop due")
        return OK
    citing = [mention.item for id in (*told.changed, *told.gone) for mention in handbook.covering(id)]
    waiting = {holder_id(holder): title_of_holder(holder) for holder in citing}
    if waiting:
        print(f"待复核的内容 {len(waiting)} 项：{'、'.join(waiting.values())}；运行 sop due 看是谁的")
    return OK


def _file_of(root: Path, source: str) -> YamlFile:
    return next(file for kind, id, file in read_folder(root).files if (kind, id) == ("source", source))


def _write(root: Path, file: YamlFile, *operations: Operation) -> None:
    content = read_sized(root / file.file, MAX_BYTES)
    for operation in operations:
        content = changed(content, file.file, Source, operation)
    publishing.write_file(root / file.file, content)


COMMANDS = (confirm,)
