"""The commands for approvals outside the repository: record one with a commit, and hold those on record against what
was merged.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from generator.cli.changes import draft_at
from generator.cli.frame import FILE, argument, command, option
from generator.cli.output import OK, PROBLEMS, wrong_use
from generator.diff.approval_record import KEYS, approval_record, named_change
from generator.diff.change_report import change_hash
from generator.problems import ProblemsFound
from generator.submissions.package import open_package, read_copy
from generator.system import pdf_file
from generator.system.git_tree import TrailedCommit, fork_of, trailed_commits
from generator.untrusted.package import Refusal
from generator.workspace import read as read_workspace


@command("approve", "批下来以后：核对审批单批的就是这次改动，给出写进合并说明的几行")
@argument("number", "审批单号", "企业微信、钉钉或 OA 里的单号，例如 2026-0012")
@argument("file", "审批单", "批过的审批单，.docx 或 .pdf；别的文件读不出批的是哪次改动，只记它的指纹", type=FILE)
@option("--base", default="main", metavar="分支", help="改动要合并到的分支或提交，默认 main")
def approve(root: Path, number: str, file: Path, base: str) -> int:
    """`sop approve`"""
    try:
        content = read_copy(file)
        named = _named_change(file, content)
    except Refusal as error:
        return wrong_use(f"「{file}」{error}")
    before = draft_at(root, fork_of(root, base))
    now = read_workspace(root, date.today()).sound()
    change = change_hash(before.data, now.data)
    if named is not None and named != change:
        other = f"批的是另一次改动（变更指纹 {named[:12]}……）" if named else "里没有变更指纹"
        print(f"「{file}」{other}，这次改动的是 {change[:12]}……：改动后要重新生成审批单，重新报批", file=sys.stderr)
        return PROBLEMS
    if named is None:
        print(f"提醒：「{file}」里读不出变更指纹，请自己核对它批的是 {change[:12]}……", file=sys.stderr)
    try:
        print(approval_record(number, change, file.name, content).trailers, end="")
    except ValueError as error:
        return wrong_use(str(error))
    return OK


def _named_change(file: Path, content: bytes) -> str | None:
    """The change that a sheet names, empty for none; None for a kind of file that is not read. Raises Refusal."""
    if file.suffix.lower() == ".docx":
        return named_change("".join(open_package(content).document.itertext()))
    if file.suffix.lower() == ".pdf":
        try:
            return named_change(pdf_file.text(content))
        except ValueError:
            raise Refusal("不是 PDF，或已损坏") from None
    return None


@command("approvals", "列出合并说明里记下的审批：单号、审批单、批的是不是合并进来的改动")
def approvals(root: Path) -> int:
    """`sop approvals`"""
    all_well = True
    for commit in trailed_commits(root, KEYS):
        number, change, file = commit.values
        verdict = _verdict(root, commit, change)
        all_well = all_well and verdict == AS_APPROVED
        print(f"{commit.day}\t{commit.hash[:12]}\t{number}\t{verdict}\t{file or '没有记审批单'}")
    return OK if all_well else PROBLEMS


AS_APPROVED = "和批准的一样"


def _verdict(root: Path, commit: TrailedCommit, change: str) -> str:
    """Whether a commit brought what was approved."""
    if not change:
        return "没有记变更指纹"
    try:
        before, after = (draft_at(root, each).data for each in (commit.before, commit.after))
    except ProblemsFound:
        return "那时的手册读不出来，没法核对"
    return AS_APPROVED if change_hash(before, after) == change else "和批准的不一样：批准以后又改过，或合并时变了"


COMMANDS = (approve, approvals)
