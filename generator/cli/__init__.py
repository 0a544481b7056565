"""The command line: the only room that prints, exits, or reads the clock."""

from __future__ import annotations

import io
import re
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.cli import (
    approvals,
    authoring,
    changes,
    editing,
    exports,
    filling,
    frame,
    importing,
    records,
    restructuring,
    revisions,
    sources,
    starting,
)
from generator.cli.frame import FILE, command, one_of, option
from generator.cli.output import OK, PROBLEMS, TERMINATED, print_problems
from generator.load import excerpts
from generator.problem_formats import FORMATS
from generator.problems import has_errors
from generator.render.word.filled_samples import filled_samples
from generator.system import publishing
from generator.workspace import BASE
from generator.workspace import read as read_workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 if all is well, 1 if there are problems.

    Raises SystemExit with 0 after help and with 2 if the command was used wrongly.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    return frame.run(SOP, sys.argv[1:] if arguments is None else arguments)


def _address(text: str) -> str:
    if not re.fullmatch(r".+:[0-9]{1,5}", text):
        raise ValueError("要写成 127.0.0.1:8000 这样")
    return text


@command("check", "检查 sop/ 下的全部内容，列出每个问题和改法")
@option(
    "--format",
    type=one_of(*FORMATS),
    default="text",
    metavar="格式",
    help="，".join(f"{name} {format.purpose}" for name, format in FORMATS.items()),
)
def check(root: Path, format: str) -> int:
    """`sop check`"""
    workspace = read_workspace(root, date.today())
    print_problems(workspace.problems, excerpts(root, workspace.problems), format)
    return PROBLEMS if has_errors(workspace.problems) else OK


@command("build", "生成整个手册站点：每个已发布版本和当前草案")
@option("--out", type=FILE, metavar="目录", help="输出目录，默认手册目录下的 site")
def build(root: Path, out: Path | None) -> int:
    """`sop build`"""
    from generator.website.build import build_site

    out = out or root / "site"
    publishing.refuse_outside(out, root)
    with publishing.alone(out):
        _print_progress("正在读取手册")
        workspace = read_workspace(root, date.today()).sound()
        build_site(workspace.site_editions(), root / "build", out, _print_progress)
    if workspace.warnings:
        print(f"有 {len(workspace.warnings)} 个提醒，运行 sop check 查看")
    print(f"已生成 {out / 'index.html'}")
    return OK


@command("serve", "在本机预览草案，保存 YAML 或模板后自动刷新")
@option("--address", type=frame.ParsedText(_address), default="127.0.0.1:8000", metavar="地址:端口")
def serve(root: Path, address: str) -> int:
    """`sop serve`"""
    from generator.website import preview_server

    return OK if preview_server.serve(root, address, _print_progress) else PROBLEMS


def _print_progress(words: str) -> None:
    """What goes on meanwhile: a line beside the result, at a terminal and in a log alike."""
    print(words, file=sys.stderr, flush=True)


@command("forms", "只生成 Word 表单")
@option("--out", type=FILE, default=Path("build/forms"), metavar="目录")
@option("--base", type=FILE, metavar="文件", help=f"不生成表单，只写出内置的底版，放徽标、改样式后存到 {BASE}")
def forms(root: Path, out: Path, base: Path | None) -> int:
    """`sop forms`"""
    if base:
        return _base(base)
    draft = read_workspace(root, date.today()).sound().draft
    for name, content in {**draft.downloads, **filled_samples(draft.handbook, draft.downloads)}.items():
        publishing.write_file(out / name, content)
        print(out / name)
    return OK


def _base(path: Path) -> int:
    from generator.render.word import starting_base

    if path.exists():
        print(f"已经有 {path}，没有动它；要重新取，请先改名或换一个文件名", file=sys.stderr)
        return PROBLEMS
    publishing.write_file(path, starting_base())
    print(f"已写出 {path}：在 Word 里放徽标、改样式，存到 {BASE}，以后生成的表单都照它")
    return OK


SOP = frame.Commands(
    "sop",
    [
        check,
        build,
        serve,
        forms,
        *editing.COMMANDS,
        *changes.COMMANDS,
        *approvals.COMMANDS,
        *revisions.COMMANDS,
        *sources.COMMANDS,
        exports.export,
        records.read,
        filling.fill,
        records.collect,
        records.report,
        *starting.COMMANDS,
        *authoring.COMMANDS,
        *importing.COMMANDS,
        *restructuring.COMMANDS,
    ],
    "销售工作手册：检查、生成、对比、发布",
)
"""All commands."""
