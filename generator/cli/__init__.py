"""The command line: the only room that prints, exits, or reads the clock."""
from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from generator import load, publish, reporters, workspace
from generator.model import REVISION, Approval, Day
from generator.problems import Problem, ProblemsFound, has_errors
from generator.revisions import changes, release

OK, PROBLEMS, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 if all is well, 1 if there are problems, 2 if the command was used wrongly."""
    parsed = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return parsed.run(parsed)
    except ProblemsFound as found:
        _report(parsed.root, list(found.problems), getattr(parsed, "format", "text"))
        return PROBLEMS
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())   # whoever read us has enough; nothing is left to say
        return OK
    except OSError as error:
        print(f"读写文件出错：{error.strerror}（{error.filename}）", file=sys.stderr)
        return PROBLEMS
    except KeyboardInterrupt:
        return PROBLEMS


class Parser(argparse.ArgumentParser):
    """Wrong use is told in the user's language, with the way to help."""

    def error(self, message: str) -> NoReturn:
        """Print what was wrong and exit."""
        self.exit(WRONG_USE, f"命令写得不对：{message}\n运行 {self.prog} --help 看用法\n")


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = Parser(prog="sop", description="销售工作手册：检查、生成、对比、发布", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        added.set_defaults(run=run)
        added.add_argument("--root", type=Path, default=Path("."), metavar="目录", help="手册所在的目录，默认当前目录")
        return added

    check = command("check", _check, "检查 sop/ 下的全部内容，列出每个问题和改法")
    check.add_argument("--format", choices=["text", "github", "json"], default="text", help="text 给人看，github 标在合并请求上，json 给程序用")
    build = command("build", _build, "生成整个手册站点：每个已发布版本和当前草案")
    build.add_argument("--out", type=Path, metavar="目录", help="输出目录，默认手册目录下的 site")
    serve = command("serve", _serve, "在本机预览草案，保存 YAML 或模板后自动刷新")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="地址:端口")
    forms = command("forms", _forms, "只生成 Word 表单")
    forms.add_argument("--out", type=Path, default=Path("build/forms"), metavar="目录")
    diff = command("diff", _diff, "用一句句话说明两个版本之间改了什么")
    diff.add_argument("old", metavar="旧版本", help="例如 2025")
    diff.add_argument("new", metavar="新版本", nargs="?", default=workspace.DRAFT, help="例如 2026；不写就是当前草案")
    diff.add_argument("--role", metavar="岗位编号", help="只看与这个岗位有关的修订")
    diff.add_argument("--format", choices=["text", "md", "json"], default="text")
    revisions = command("revisions", _revisions, "列出全部版本及其实施日期和指纹")
    revisions.add_argument("--on", type=_day, default=None, metavar="日期", help="以哪一天为准，默认今天")
    freeze = command("release", _release, "把当前草案冻结为一个正式版本")
    freeze.add_argument("revision", type=_revision, metavar="版本", help="年份，例如 2026；年内紧急修订写 2026.1")
    for name, about, needed in (("prepared-by", "编制岗位", True), ("reviewed-by", "审核岗位", True), ("countersigned-by", "会签部门", False),
                                ("approved-by", "批准岗位", True), ("summary", "修订摘要", True)):
        freeze.add_argument(f"--{name}", required=needed, default="", metavar=about, help=about)
    freeze.add_argument("--effective", type=_day, required=True, metavar="日期", help="实施日期")
    freeze.add_argument("--issued", type=_day, default=None, metavar="日期", help="发布日期，默认今天")
    return parser


def _day(text: str) -> Day:
    try:
        return Day.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}，例如 {Day.example}") from None


def _revision(text: str) -> str:
    import re
    if not re.fullmatch(REVISION, text):
        raise argparse.ArgumentTypeError(f"「{text}」不是版本号，写年份，例如 2026，或 2026.1")
    return text


def _report(root: Path, problems: list[Problem], format: str = "text") -> None:
    """Print problems: to standard output where they are the result of the command, in colour only on a terminal."""
    texts = load.excerpts(root, problems)
    if format == "github":
        sys.stdout.write(reporters.github(problems, texts))
    elif format == "json":
        sys.stdout.write(reporters.as_json(problems))
    else:
        sys.stdout.write(reporters.text(problems, texts, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))


def _check(parsed: argparse.Namespace) -> int:
    found = workspace.read(parsed.root, date.today())
    _report(parsed.root, found.problems, parsed.format)
    return PROBLEMS if has_errors(found.problems) else OK


def _build(parsed: argparse.Namespace) -> int:
    from generator.site import build_site
    out = parsed.out or parsed.root / "site"
    publish.refuse_outside(out, parsed.root)
    publish.recover(out)
    found = workspace.read(parsed.root, date.today()).sound()
    build_site(found.volumes(), parsed.root / "build", out)
    if found.problems:
        print(f"有 {len(found.problems)} 个提醒，运行 sop check 查看")
    print(f"已生成 {out / 'index.html'}")
    return OK


def _serve(parsed: argparse.Namespace) -> int:
    from generator.site import serve
    workspace.read(parsed.root, date.today()).sound()
    serve(parsed.root, parsed.address, lambda words: print(words, file=sys.stderr, flush=True))
    return OK


def _forms(parsed: argparse.Namespace) -> int:
    for name, content in workspace.read(parsed.root, date.today()).sound().draft.downloads.items():
        publish.write_file(parsed.out / name, content)
        print(parsed.out / name)
    return OK


def _diff(parsed: argparse.Namespace) -> int:
    found = workspace.read(parsed.root, date.today()).sound()
    for revision in (parsed.old, parsed.new):
        if found.handbook(revision) is None:
            known = "、".join([*(item.approval.revision for item in found.releases), workspace.DRAFT])
            print(f"没有「{revision}」这个版本，现有：{known}（{workspace.DRAFT} 是当前草案）", file=sys.stderr)
            return WRONG_USE
    new = found.handbook(parsed.new)
    listed = changes.compare(found.handbook(parsed.old), new)
    if parsed.role:
        if parsed.role not in new.roles:
            print(f"没有「{parsed.role}」这个岗位，现有：{'、'.join(new.roles)}", file=sys.stderr)
            return WRONG_USE
        listed = changes.concerning(listed, parsed.role)
    if parsed.format == "json":
        print(json.dumps(changes.as_data(listed), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write((changes.as_markdown if parsed.format == "md" else changes.as_text)(listed) or "没有修订\n")
    return OK


def _revisions(parsed: argparse.Namespace) -> int:
    found = workspace.read(parsed.root, date.today())
    today = parsed.on.value if parsed.on else date.today()
    in_force = [item.approval.revision for item in found.releases if item.approval.effective.value <= today][-1:]
    for item in found.releases:
        status = "现行" if item.approval.revision in in_force else "待生效" if item.approval.effective.value > today else "作废"
        print(f"{item.approval.revision}\t{status}\t实施日期 {item.approval.effective}\t批准 {item.approval.approved_by}\t指纹 {item.fingerprint}")
    print(f"{workspace.DRAFT}\t草案\t指纹 {found.editions[-1].fingerprint}")
    return OK


def _release(parsed: argparse.Namespace) -> int:
    found = workspace.read(parsed.root, date.today())
    approval = Approval(revision=parsed.revision, prepared_by=parsed.prepared_by, reviewed_by=parsed.reviewed_by, countersigned_by=parsed.countersigned_by,
                        approved_by=parsed.approved_by, issued=parsed.issued or Day(date.today()), effective=parsed.effective, summary=parsed.summary, format=0)
    files = release.prepare(found.loaded, found.releases, approval, found.problems)
    print(f"已冻结 {release.write_release(parsed.root, parsed.revision, files)}")
    return OK
