"""The command line: the only room that prints, exits, or reads the clock."""

from __future__ import annotations

import argparse
import io
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from generator import load
from generator.cli import authoring, exports, filling, records, revisions
from generator.cli.output import OK, PROBLEMS, TERMINATED, WRONG_USE, print_problems, why, wrong_use
from generator.problems import Problem, ProblemsFound, has_errors
from generator.render.word.filled_samples import filled_samples
from generator.system import publishing
from generator.workspace import BASE, NoSuchRevision
from generator.workspace import read as read_workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 if all is well, 1 if there are problems, 2 if the command was used wrongly."""
    parsed = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        publishing.finish_interrupted(parsed.root / "site")
        run: Callable[[argparse.Namespace], int] = parsed.run
        return run(parsed)
    except ProblemsFound as error:
        _print_problems(parsed.root, list(error.problems), getattr(parsed, "format", "text"))
        return PROBLEMS
    except NoSuchRevision as error:
        return wrong_use(str(error))
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # whoever read us has enough; nothing is left to say
        return OK
    except OSError as error:
        print(f"读写文件出错：{why(error)}", file=sys.stderr)
        return PROBLEMS
    except KeyboardInterrupt:
        return PROBLEMS


WORDS = (
    ("the following arguments are required: ", "还缺 "),
    ("unrecognized arguments: ", "没有这样的参数："),
    ("expected one argument", "后面要写一个值"),
    ("expected at least one argument", "后面至少要写一个值"),
    ("invalid choice: ", "不能写 "),
    ("choose from ", "可以写 "),
    ("argument ", ""),
)
"""What the standard library says in English, and what it is called here."""


class Parser(argparse.ArgumentParser):
    """Wrong use and help are told in the user's language, with the way to help."""

    def __init__(self, **options: Any):
        super().__init__(**options, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def format_help(self) -> str:
        """What `--help` shows."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Print what was wrong and exit."""
        for english, chinese in WORDS:
            message = message.replace(english, chinese)
        self.exit(WRONG_USE, f"命令写得不对：{message}\n运行 {self.prog} --help 看用法\n")


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = Parser(prog="sop", description="销售工作手册：检查、生成、对比、发布", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        subparser = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        subparser.set_defaults(run=run)
        subparser.add_argument("--root", type=Path, default=Path(), metavar="目录", help="手册所在的目录，默认当前目录")
        return subparser

    check = command("check", _check, "检查 sop/ 下的全部内容，列出每个问题和改法")
    check.add_argument(
        "--format",
        choices=["text", "github", "json"],
        default="text",
        help="text 给人看，github 标在合并请求上，json 给程序用",
    )
    build = command("build", _build, "生成整个手册站点：每个已发布版本和当前草案")
    build.add_argument("--out", type=Path, metavar="目录", help="输出目录，默认手册目录下的 site")
    serve = command("serve", _serve, "在本机预览草案，保存 YAML 或模板后自动刷新")
    serve.add_argument("--address", type=_address, default="127.0.0.1:8000", metavar="地址:端口")
    forms = command("forms", _forms, "只生成 Word 表单")
    forms.add_argument("--out", type=Path, default=Path("build/forms"), metavar="目录")
    forms.add_argument(
        "--base", type=Path, metavar="文件", help=f"不生成表单，只写出内置的底版，放徽标、改样式后存到 {BASE}"
    )
    revisions.add(command)
    exports.add_export(command)
    records.add_read(command)
    filling.add_fill(command)
    records.add_collect(command)
    records.add_report(command)
    authoring.add_authoring(command)
    return parser


def _address(text: str) -> str:
    if not re.fullmatch(r".+:[0-9]{1,5}", text):
        raise argparse.ArgumentTypeError("要写成 127.0.0.1:8000 这样")
    return text


def _print_problems(root: Path, problems: list[Problem], format: str = "text") -> None:
    """Print problems of the handbook below a root."""
    print_problems(problems, load.excerpts(root, problems), format)


def _check(parsed: argparse.Namespace) -> int:
    workspace = read_workspace(parsed.root, date.today())
    _print_problems(parsed.root, workspace.problems, parsed.format)
    return PROBLEMS if has_errors(workspace.problems) else OK


def _build(parsed: argparse.Namespace) -> int:
    from generator.website.build import build_site

    out = parsed.out or parsed.root / "site"
    publishing.refuse_outside(out, parsed.root)
    with publishing.alone(out):
        _print_progress("正在读取手册")
        workspace = read_workspace(parsed.root, date.today()).sound()
        build_site(workspace.site_editions(), parsed.root / "build", out, _print_progress)
    if workspace.warnings:
        print(f"有 {len(workspace.warnings)} 个提醒，运行 sop check 查看")
    print(f"已生成 {out / 'index.html'}")
    return OK


def _serve(parsed: argparse.Namespace) -> int:
    from generator.website.preview_server import serve

    read_workspace(parsed.root, date.today()).sound()
    return OK if serve(parsed.root, parsed.address, _print_progress) else PROBLEMS


def _print_progress(words: str) -> None:
    """What goes on meanwhile: a line beside the result, at a terminal and in a log alike."""
    print(words, file=sys.stderr, flush=True)


def _forms(parsed: argparse.Namespace) -> int:
    if parsed.base:
        return _base(parsed.base)
    draft = read_workspace(parsed.root, date.today()).sound().draft
    for name, content in {**draft.downloads, **filled_samples(draft.handbook, draft.downloads)}.items():
        publishing.write_file(parsed.out / name, content)
        print(parsed.out / name)
    return OK


def _base(path: Path) -> int:
    from generator.render.word import starting_base

    if path.exists():
        print(f"已经有 {path}，没有动它；要重新取，请先改名或换一个文件名", file=sys.stderr)
        return PROBLEMS
    publishing.write_file(path, starting_base())
    print(f"已写出 {path}：在 Word 里放徽标、改样式，存到 {BASE}，以后生成的表单都照它")
    return OK
