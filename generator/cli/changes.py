"""The commands for what changed: compare two states, and the paper on which a change is decided."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from generator.cli.frame import FILE, argument, command, one_of, option
from generator.cli.output import OK, PROBLEMS, print_problems, wrong_use
from generator.diff import comparison, report_formats
from generator.diff.change_report import change_report
from generator.diff.paper import Paper, paper, paper_on_errors
from generator.load import LoadResult, excerpts, load_handbook
from generator.model import handbook_of
from generator.problems import Place, Problem, ProblemsFound, has_errors
from generator.resources import CONTENT
from generator.system import libreoffice, publishing
from generator.system.git_tree import files_of, fork_of
from generator.workspace import DRAFT, Workspace, code_owners_file
from generator.workspace import read as read_workspace

SHEETS = ("docx", "pdf")
"""The forms in which the paper is one page to be signed."""


@command("diff", "用一句句话说明两个版本之间，或与某个提交相比，改了什么")
@argument("old", "旧版本", "例如 2025；写了 --against 就不写", default="")
@argument("new", "新版本", "例如 2026；不写就是当前草案", default=DRAFT)
@option("--against", metavar="提交", help="和代码库里的一个提交或分支相比，例如 main")
@option("--role", metavar="岗位编号", help="只看与这个岗位有关的修订")
@option("--format", type=one_of(*comparison.FORMATS), default="text", metavar="格式")
def diff(root: Path, old: str, new: str, against: str | None, role: str | None, format: str) -> int:
    """`sop diff`"""
    if bool(old) == bool(against):
        return wrong_use("写一个旧版本，例如 sop diff 2025；或写 --against main，两个不能同时写")
    workspace = read_workspace(root, date.today()).sound()
    handbook = workspace.handbook(new)
    before = workspace.handbook(old) if old else handbook_of(draft_at(root, against or "").data)
    changes = comparison.compare(before, handbook)
    if role:
        if role not in handbook.roles:
            return wrong_use(f"没有「{role}」这个岗位，现有：{'、'.join(handbook.roles)}")
        changes = comparison.concerning(changes, role)
    sys.stdout.write(comparison.FORMATS[format](changes) or "没有修订\n")
    return OK


def draft_at(root: Path, commit: str) -> LoadResult:
    """The draft as it stood in a commit. Raises ProblemsFound where it could not be read; rules that it broke, perhaps
    because they are newer, hinder no comparison.
    """
    with files_of(root, commit, CONTENT) as folder:
        loaded = load_handbook(folder, date.today())
    if not loaded.is_whole:
        place = Place(commit)
        hint = "请另选一个检查通过的提交来比较"
        raise ProblemsFound(Problem("E614", f"「{commit}」里的手册有错误，没法比较", place, hint))
    return loaded


@command("pr-report", "一次改动的说明：数字和时限在前，涉及谁、谁要重新阅读、请谁批准，供审批")
@option("--base", default="main", metavar="分支", help="改动要合并到的分支或提交，默认 main")
@option(
    "--format",
    type=one_of(*report_formats.FORMATS, *SHEETS),
    default="md",
    metavar="格式",
    help=f"{'、'.join(report_formats.FORMATS)}；{'、'.join(SHEETS)} 是一页审批单，附在企业微信、钉钉或 OA 的审批里",
)
@option("--out", type=FILE, metavar="文件", help="写到文件；不写就打印出来，审批单写在当前文件夹")
def pr_report(root: Path, base: str, format: str, out: Path | None) -> int:
    """`sop pr-report`: ends with PROBLEMS where the new state has errors, and says so on the paper."""
    fork = fork_of(root, base)
    before = draft_at(root, fork)
    workspace = read_workspace(root, date.today())
    if has_errors(workspace.problems):
        if format in SHEETS:
            print_problems(workspace.problems, excerpts(root, workspace.problems))
        else:
            _write_text(report_formats.FORMATS[format](paper_on_errors(workspace.problems)), out)
        return PROBLEMS
    report = change_report(before.data, workspace.loaded.data, workspace.problems, date.today().year)
    told = paper(report, before.problems)
    if format in SHEETS:
        return _write_sheet(told, workspace, f"{base}（{fork[:8]}）", format, out)
    _write_text(report_formats.FORMATS[format](told), out)
    return OK


@command("owners", "生成 CODEOWNERS：每个文件的改动由谁审，取自归口岗位和设置里的 reviewers")
def owners(root: Path) -> int:
    """`sop owners`"""
    path, text = code_owners_file(root, read_workspace(root, date.today()).sound().draft_handbook)
    if not text:
        return wrong_use("handbook.yaml 里还没有写 reviewers：哪个岗位归口的内容，由哪些账号审")
    publishing.write_file(path, text.encode())
    print(path)
    return OK


def _write_text(text: str, out: Path | None) -> None:
    if out:
        publishing.write_file(out, text.encode())
    else:
        sys.stdout.write(text)


def _write_sheet(paper: Paper, workspace: Workspace, base: str, format: str, out: Path | None) -> int:
    """The page to be signed; says where it is."""
    from generator.render.word import fonts
    from generator.render.word.manual import approval_sheet
    from generator.render.word.manual.approval_sheet import TITLE, Subject

    sound = workspace.sound()
    subject = Subject(paper.headline, paper.sections, paper.hash, base)
    content = approval_sheet(subject, sound.draft_handbook.settings, sound.editions[-1], sound.base)
    target = out or Path(f"{TITLE}-{paper.hash[:8]}.{format}")
    publishing.write_file(
        target, libreoffice.pdf(content, target.name, fonts.STAND_INS) if format == "pdf" else content
    )
    print(target)
    return OK


COMMANDS = (diff, pr_report, owners)
