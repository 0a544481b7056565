"""The commands for revisions: list, release, review and announce."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.cli.frame import ParsedText, argument, command, day, one_of, option
from generator.cli.output import OK, wrong_use
from generator.model import REVISION, Approval, Day, declared_in, hints
from generator.queries.in_force import state
from generator.queries.listing import title_of_holder
from generator.queries.reviews import due_by, reviews
from generator.queries.suspects import answerable, suspects
from generator.releases import announcement, freeze
from generator.releases.reader import Release
from generator.workspace import DRAFT, Workspace
from generator.workspace import read as read_workspace


def _revision(text: str) -> str:
    if not re.fullmatch(REVISION, text):
        raise ValueError(f"「{text}」不是版本号，写年份，例如 2026，或 2026.1")
    return text


@command("revisions", "列出全部版本及其实施日期和指纹")
@option("--on", type=ParsedText(day), metavar="日期", help="以哪一天为准，默认今天")
def revisions(root: Path, on: Day | None) -> int:
    """`sop revisions`"""
    workspace = read_workspace(root, date.today())
    archive = workspace.archive()  # which is in force cannot be told while one of them is not as it was released
    today = on.value if on else workspace.day_of(datetime.now(UTC))
    in_force = archive.in_force(today)
    for item in archive.releases:
        status = state(item.approval.revision, archive.effective, today)
        print(
            f"{item.approval.revision}\t{status.value}\t实施日期 {item.approval.effective}\t批准 "
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


BY_PROGRAM = ("revision", "format", "generator", "previous")
"""Fields of an approval that nobody writes as an option: the first is the argument, the others are worked out."""


def _approval_options(function: Callable[..., int]) -> Callable[..., int]:
    """An option for every field of an approval that people decide, as the model declares it."""
    for declared in reversed(fields(Approval)):
        if declared.name in BY_PROGRAM:
            continue
        about, is_day = declared_in(Approval, declared.name), hints(Approval)[declared.name] in (Day, Day | None)
        is_today = declared.name == "issued"
        must = declared.default is MISSING and not is_today
        function = option(
            f"--{declared.name.replace('_', '-')}",
            type=ParsedText(day) if is_day else str,
            metavar="日期" if is_day else about.title,
            help=about.title + (f"：{about.help}" if about.help else "") + "，默认今天" * is_today,
            **({"required": True} if must else {} if is_today else {"default": declared.default}),
        )(function)
    return function


@command("release", "把当前草案冻结为一个正式版本")
@argument("revision", "版本", "年份，例如 2026；年内紧急修订写 2026.1", type=ParsedText(_revision))
@_approval_options
def release(root: Path, revision: str, issued: Day | None, **signed: Any) -> int:
    """`sop release`; `signed` are the other fields of the approval."""
    workspace = read_workspace(root, date.today())
    approval = Approval(revision=revision, issued=issued or Day(date.today()), format=0, **signed)
    prepared = freeze.prepare(workspace.loaded, workspace.releases, approval, workspace.problems, workspace.base)
    print(f"已冻结 {freeze.write_release(root, prepared)}")
    return OK


@command("due", "列出到期要评审的内容和负责的岗位")
@option("--on", type=ParsedText(day), metavar="日期", help="到哪一天为止，默认今天")
@option("--format", type=one_of("text", "json"), default="text", metavar="格式")
def due(root: Path, on: Day | None, format: str) -> int:
    """`sop due`"""
    workspace = read_workspace(root, date.today()).sound()
    until = on or Day(date.today())
    due_reviews = due_by(reviews(workspace.draft_handbook), until.value)
    waiting = suspects(workspace.draft_handbook)
    if format == "json":
        entries: list[dict[str, str]] = [
            {
                "day": str(review.day),
                "owner": review.owner.id,
                "item": review.item.id,
                "title": review.item.title,
            }
            for review in due_reviews
        ]
        entries += [
            {
                "day": str(suspect.clause.changed_on),
                "owner": getattr(answerable(workspace.draft_handbook, suspect), "id", ""),
                "item": suspect.id,
                "title": title_of_holder(suspect.holder),
                "clause": suspect.clause.id,
            }
            for suspect in waiting
        ]
        print(json.dumps(entries, ensure_ascii=False, indent=2))
        return OK
    by_owner = sorted(due_reviews, key=lambda review: review.owner.title)
    for owner, owner_reviews in groupby(by_owner, key=lambda review: review.owner.title):
        print(f"{owner}")
        for review in owner_reviews:
            print(f"  {review.day}  {review.item.title}（{review.item.id}）")
    print(f"到 {until} 为止，{len(due_reviews)} 项到期要评审" if due_reviews else f"到 {until} 为止，没有到期的评审")
    for suspect in waiting:
        owner_role = answerable(workspace.draft_handbook, suspect)
        whose = f"（{owner_role.title}）" if owner_role else ""
        print(f"待复核  条款 {suspect.clause.id} 改了  {title_of_holder(suspect.holder)}（{suspect.id}）{whose}")
    return OK


@command("announce", "写出发布通知：给人看的，或给群机器人的")
@argument("revision", "版本", "例如 2026")
@option(
    "--format",
    type=one_of(*announcement.FORMATS),
    default="md",
    metavar="格式",
    help=f"{'、'.join(announcement.FOR_PEOPLE)} 给人看；{'、'.join(announcement.FOR_ROBOTS)} 是群机器人要的 JSON",
)
def announce(root: Path, revision: str, format: str) -> int:
    """`sop announce`"""
    workspace = read_workspace(root, date.today()).sound()
    revised = next(
        (
            candidate
            for candidate in workspace.history
            if candidate.edition.approval and candidate.edition.revision == revision
        ),
        None,
    )
    if revised is None:
        revisions = "、".join(workspace.archive.by_revision) or "还没有"
        return wrong_use(f"没有已发布的「{revision}」版，现有：{revisions}")
    sys.stdout.write(announcement.FORMATS[format](announcement.announcement(revised)))
    return OK


COMMANDS = (revisions, release, due, announce)
