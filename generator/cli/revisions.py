"""The commands for revisions: compare, list, release, review and announce."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from generator.cli.output import OK, wrong_use
from generator.diff import comparison
from generator.model import REVISION, Approval, Day
from generator.queries.reviews import due_by, reviews
from generator.releases import announcement, freeze
from generator.releases.reader import Release
from generator.workspace import DRAFT, Workspace
from generator.workspace import read as read_workspace

Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add(command: Command) -> None:
    """Add the commands; `command` makes one."""
    diff = command("diff", _diff, "用一句句话说明两个版本之间改了什么")
    diff.add_argument("old", metavar="旧版本", help="例如 2025")
    diff.add_argument("new", metavar="新版本", nargs="?", default=DRAFT, help="例如 2026；不写就是当前草案")
    diff.add_argument("--role", metavar="岗位编号", help="只看与这个岗位有关的修订")
    diff.add_argument("--format", choices=["text", "md", "json"], default="text")
    revisions = command("revisions", _revisions, "列出全部版本及其实施日期和指纹")
    revisions.add_argument("--on", type=_day, default=None, metavar="日期", help="以哪一天为准，默认今天")
    release = command("release", _release, "把当前草案冻结为一个正式版本")
    release.add_argument("revision", type=_revision, metavar="版本", help="年份，例如 2026；年内紧急修订写 2026.1")
    for name, about in (
        ("consulted", "民主程序日期：涉及劳动者切身利益的制度讨论的日子"),
        ("publicised", "公示日期：向全体员工公示的日子"),
    ):
        release.add_argument(f"--{name}", type=_day, default=None, metavar="日期", help=about)
    for name, about, required in (
        ("prepared-by", "编制岗位", True),
        ("reviewed-by", "审核岗位", True),
        ("countersigned-by", "会签部门", False),
        ("approved-by", "批准岗位", True),
        ("summary", "修订摘要", True),
    ):
        release.add_argument(f"--{name}", required=required, default="", metavar=about, help=about)
    release.add_argument("--effective", type=_day, required=True, metavar="日期", help="实施日期")
    release.add_argument("--issued", type=_day, default=None, metavar="日期", help="发布日期，默认今天")
    reviewing = command("due", _due, "列出到期要评审的内容和负责的岗位")
    reviewing.add_argument("--on", type=_day, default=None, metavar="日期", help="到哪一天为止，默认今天")
    reviewing.add_argument("--format", choices=["text", "json"], default="text")
    announce = command("announce", _announce, "写出发布通知：给人看的，或给群机器人的")
    announce.add_argument("revision", metavar="版本", help="例如 2026")
    announce.add_argument(
        "--format",
        choices=list(announcement.FORMATS),
        default="md",
        help="md、html 给人看；dingtalk、wecom、feishu 是群机器人要的 JSON",
    )


def _day(text: str) -> Day:
    try:
        return Day.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}，例如 {Day.example}") from None


def _revision(text: str) -> str:
    if not re.fullmatch(REVISION, text):
        raise argparse.ArgumentTypeError(f"「{text}」不是版本号，写年份，例如 2026，或 2026.1")
    return text


def _diff(parsed: argparse.Namespace) -> int:
    workspace = read_workspace(parsed.root, date.today()).sound()
    old, new = workspace.handbook(parsed.old), workspace.handbook(parsed.new)
    changes = comparison.compare(old, new)
    if parsed.role:
        if parsed.role not in new.roles:
            return wrong_use(f"没有「{parsed.role}」这个岗位，现有：{'、'.join(new.roles)}")
        changes = comparison.concerning(changes, parsed.role)
    if parsed.format == "json":
        print(json.dumps(comparison.as_data(changes), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(
            (comparison.as_markdown if parsed.format == "md" else comparison.as_text)(changes) or "没有修订\n"
        )
    return OK


def _revisions(parsed: argparse.Namespace) -> int:
    workspace = read_workspace(parsed.root, date.today())
    archive = workspace.archive()  # which is in force cannot be told while one of them is not as it was released
    today = parsed.on.value if parsed.on else date.today()
    in_force = archive.in_force(today)
    for item in archive.releases:
        status = (
            "现行"
            if item.approval.revision == in_force
            else "待生效"
            if item.approval.effective.value > today
            else "作废"
        )
        print(
            f"{item.approval.revision}\t{status}\t实施日期 {item.approval.effective}\t批准 "
            f"{item.approval.approved_by}\t指纹 {item.fingerprint}"
        )
    print(f"{DRAFT}\t草案\t指纹 {workspace.editions[-1].fingerprint}")
    print(_in_force(today, archive.releases, in_force))
    for line in _since(in_force, workspace):
        print(line)
    return OK


def _in_force(today: date, releases: Sequence[Release], revision: str) -> str:
    for item in releases:
        if item.approval.revision == revision:
            return f"{today} 现行的是 {revision} 版，由{item.approval.approved_by}批准"
    return f"{today} 没有现行的版本" + (
        f"，最早的 {releases[0].approval.revision} 版从 {releases[0].approval.effective} 起实施" if releases else ""
    )


def _since(revision: str, workspace: Workspace) -> Iterator[str]:
    """What has changed since a revision, an edition a line."""
    names = [item.approval.revision for item in workspace.releases]
    for revised in reversed(workspace.history):
        before = names.index(revised.edition.name) - 1 if revised.edition.approval else len(names) - 1
        if not revision or before < names.index(revision):
            continue
        count = (
            f"和 {names[before]} 版相比有 {len(revised.changes)} 处修订"
            if revised.changes
            else f"和 {names[before]} 版没有差别"
        )
        if approval := revised.edition.approval:
            yield (
                f"此后 {revised.edition.title}：{approval.effective} 起实施，由{approval.approved_by}批准，"
                f"{count}（sop diff {names[before]} {approval.revision}）。{approval.summary}"
            )
        else:
            yield f"当前 {revised.edition.title}：{count}" + (
                f"（sop diff {names[before]}）" if revised.changes else ""
            )
    if workspace.loaded.handbook is None:
        yield "当前草案有错误，没法对比，运行 sop check 查看"


def _release(parsed: argparse.Namespace) -> int:
    workspace = read_workspace(parsed.root, date.today())
    approval = Approval(
        revision=parsed.revision,
        prepared_by=parsed.prepared_by,
        reviewed_by=parsed.reviewed_by,
        countersigned_by=parsed.countersigned_by,
        approved_by=parsed.approved_by,
        consulted=parsed.consulted,
        publicised=parsed.publicised,
        issued=parsed.issued or Day(date.today()),
        effective=parsed.effective,
        summary=parsed.summary,
        format=0,
    )
    prepared = freeze.prepare(workspace.loaded, workspace.releases, approval, workspace.problems, workspace.base)
    print(f"已冻结 {freeze.write_release(parsed.root, prepared)}")
    return OK


def _due(parsed: argparse.Namespace) -> int:
    workspace = read_workspace(parsed.root, date.today()).sound()
    on = parsed.on or Day(date.today())
    due = due_by(reviews(workspace.draft_handbook), on.value)
    if parsed.format == "json":
        print(
            json.dumps(
                [
                    {
                        "day": str(review.day),
                        "owner": review.owner.id,
                        "item": review.item.id,
                        "title": review.item.title,
                    }
                    for review in due
                ],
                ensure_ascii=False,
                indent=2,
            )
        )
        return OK
    by_owner = sorted(due, key=lambda review: review.owner.title)
    for owner, owner_reviews in groupby(by_owner, key=lambda review: review.owner.title):
        print(f"{owner}")
        for review in owner_reviews:
            print(f"  {review.day}  {review.item.title}（{review.item.id}）")
    print(f"到 {on} 为止，{len(due)} 项到期要评审" if due else f"到 {on} 为止，没有到期的评审")
    return OK


def _announce(parsed: argparse.Namespace) -> int:
    workspace = read_workspace(parsed.root, date.today()).sound()
    revised = next(
        (
            candidate
            for candidate in workspace.history
            if candidate.edition.approval and candidate.edition.revision == parsed.revision
        ),
        None,
    )
    if revised is None:
        revisions = "、".join(workspace.archive.by_revision) or "还没有"
        return wrong_use(f"没有已发布的「{parsed.revision}」版，现有：{revisions}")
    sys.stdout.write(announcement.FORMATS[parsed.format](announcement.announcement(revised)))
    return OK
