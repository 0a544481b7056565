"""The commands for big moves: another id everywhere, an item that goes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.authoring import restructuring
from generator.authoring.renaming import WrongUse
from generator.authoring.retirement import Retirement, retirement
from generator.cli.frame import argument, command, option
from generator.cli.output import OK, PROBLEMS, print_problems, wrong_use
from generator.load import excerpts
from generator.load.files import read_folder
from generator.model import NAMES
from generator.system import publishing
from generator.workspace import SoundWorkspace
from generator.workspace import read as read_workspace

KINDS_TOLD = "步骤（step）、栏目（field）、岗位（role）、表单（form）、参数（parameter）……"


@command("rename", "改一个编号：定义、引用、链接、按引用取的数字和文件名一起改，写上曾用编号，别处一个字不动")
@argument("kind", "种类", KINDS_TOLD)
@argument("old", "原编号", "条目里面的写「条目编号.编号」，例如 customer-visit.meet")
@argument("new", "新编号", "只写新的编号本身，例如 first-talk")
def rename(root: Path, kind: str, old: str, new: str) -> int:
    """`sop rename`"""
    today = date.today()
    workspace = read_workspace(root, today).sound()
    files = read_folder(root).files
    try:
        target, done = restructuring.rename(
            root, files, kind, old, new, _last_release(workspace), workspace.warnings, today
        )
    except WrongUse as error:
        return wrong_use(str(error))
    if done.worse:
        print(f"没有改：改成「{new}」以后检查会多出这些问题", file=sys.stderr)
        print_problems(done.worse, excerpts(root, done.worse))
        return PROBLEMS
    publishing.write_files({root / name: content for name, content in done.contents.items()})
    for name, change in sorted(done.changes.items()):
        lines = sorted({change.file.text.count("\n", 0, edit.start) + 1 for edit in change.edits})
        moved = f"，文件改名为 {change.name}" if change.name != name else ""
        print(f"{name}  第 {'、'.join(map(str, lines))} 行{moved}")
    print(f"{NAMES[target.kind]}「{target}」已改为「{new}」，改了 {len(done.changes)} 个文件；已发布的版本没有动")
    return OK


@command("move", "把一个步骤移到别的流程，或一个栏目移到别的表单：连同注释，别处的引用、链接和数字一起改")
@argument("kind", "种类", "步骤（step）或栏目（field）")
@argument("old", "编号", "条目编号.编号，例如 customer-visit.meet")
@argument("target", "移到", "流程的编号；栏目写「表单编号.部分编号」，例如 visit-record.basics")
def move(root: Path, kind: str, old: str, target: str) -> int:
    """`sop move`"""
    today = date.today()
    workspace = read_workspace(root, today).sound()
    files = read_folder(root).files
    try:
        named, done = restructuring.move(root, files, kind, old, target, workspace.warnings, today)
    except WrongUse as error:
        return wrong_use(str(error))
    if done.worse:
        print(f"没有移：移到「{target}」以后检查会多出这些问题", file=sys.stderr)
        print_problems(done.worse, {})
        return PROBLEMS
    publishing.write_files({root / name: content for name, content in done.contents.items()})
    for name in sorted(done.changes):
        print(name)
    print(f"{NAMES[named.kind]}「{named}」已移到「{target}」的最后，改了 {len(done.changes)} 个文件；先后请在文件里调")
    return OK


@command("retire", "停用一个条目：列出别处每个要改的地方，能定的自动改，其余的写明改法；不写 --write 只看不改")
@argument("item", "条目编号", "例如 key-account-visit")
@option("--write", is_flag=True, help="写入能自动改的；要人定的都改好了，才删除条目的文件")
def retire(root: Path, item: str, write: bool) -> int:
    """`sop retire`"""
    today = date.today()
    workspace = read_workspace(root, today).sound()
    try:
        found, done = restructuring.retire(root, read_folder(root).files, item, workspace.warnings, today)
    except WrongUse as error:
        return wrong_use(str(error))
    for place, words in found.done:
        print(f"{place.file}:{place.line}  {words}")
    left = [*found.left, *done.worse]
    written = write and not done.worse
    if written:
        publishing.write_files({root / name: content for name, content in done.contents.items()})
        if left:
            left = list(retirement(item, read_folder(root).files).left)  # at the lines where they stand now
    if left:
        print_problems(left, excerpts(root, left))
    print(_outcome(found, len(left), written, write))
    return PROBLEMS if left else OK


def _outcome(found: Retirement, left: int, written: bool, asked: bool) -> str:
    """What was done, or what would be, and what is to be done next."""
    count = f"{len(found.done)} 处" if found.done else ""
    if not left and written:
        return f"「{found.title}」已停用：" + f"自动改了 {count}，" * bool(count) + f"删除了 {found.file}"
    if not left:
        return "还没有改。加上 --write，就" + f"改好上面 {count}，并" * bool(count) + f"删除 {found.file}"
    if written and count:
        return f"自动改了 {count}；还有 {left} 处要人来定，改好以后再运行一次，就会删除 {found.file}"
    if asked or not count:
        return f"没有改。先把上面 {left} 处要人来定的改好，再运行一次"
    return f"还没有改。加上 --write，就改好能自动改的 {count}；其余 {left} 处要人来定，改好以后才会删除 {found.file}"


def _last_release(workspace: SoundWorkspace) -> list[tuple[str, str, Mapping[str, object]]]:
    """The documents of the last release, if there is one."""
    releases = workspace.archive.releases
    data = releases[-1].documents if releases else {}
    return [(kind, id, document) for kind, documents in data.items() for id, document in documents.items()]


COMMANDS = (rename, move, retire)
