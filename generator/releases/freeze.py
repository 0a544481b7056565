"""A new revision: refused with every reason, or frozen."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from generator.bill_of_materials import DISTRIBUTION, bill_of_materials
from generator.load import LoadResult, schema
from generator.load.documents import parse
from generator.model import KINDS, Approval, Handbook, Regulation, kind_of, order
from generator.problems import Level, Place, Problem, ProblemsFound
from generator.releases import snapshot
from generator.releases.editions import editions
from generator.releases.reader import Release, read_releases
from generator.releases.snapshot import APPROVAL, BILL, FOLDER, SUMS
from generator.render.word.form_files import form_files
from generator.system import publishing
from generator.system.locking import locked


@dataclass(frozen=True)
class PreparedRelease:
    """A revision that may be released but is not yet: nothing of it is on disk."""

    revision: str
    previous: str
    """The fingerprint of the release that it follows; empty for the first one."""
    files: Mapping[str, bytes]
    """All that goes into its folder but SHA256SUMS, by name."""


def prepare(
    loaded: LoadResult,
    releases: Sequence[Release],
    approval: Approval,
    problems: Sequence[Problem] = (),
    base: bytes | None = None,
) -> PreparedRelease:
    """A new release.

    `problems` are those that older releases have, if any; `base` is the company's base document for forms.

    Raises ProblemsFound with every reason to refuse it.
    """
    last = releases[-1] if releases else None
    approval = replace(
        approval,
        format=snapshot.FORMAT,
        generator=f"{DISTRIBUTION} {version(DISTRIBUTION)}",
        previous=last.fingerprint if last else "",
    )
    text, reasons = (
        _approval_text(approval),
        [*_approval_objections(approval, last), *_handbook_objections(approval, last, loaded.handbook)],
    )
    try:
        reasons = [
            *schema.check(Approval, parse(text.decode(), f"{FOLDER}/{approval.revision}/{APPROVAL}"))[0],
            *reasons,
        ]
    except ProblemsFound as unreadable:
        reasons = [*unreadable.problems, *reasons]
    if last and last.documents == loaded.data:
        reasons.append(_reason("E505", f"内容和 {last.approval.revision} 版一样，没有可发布的修订", "先改好内容再发布"))
    all_problems = dict.fromkeys([*loaded.problems, *problems])
    overdue = {problem.place.file for problem in all_problems if problem.code == "W408"}
    reasons = [problem for problem in reasons if problem.code != "E508" or problem.place.file not in overdue]
    reasons = [
        *(
            replace(problem, level=Level.ERROR)
            for problem in all_problems
            if problem.level is Level.ERROR or problem.code == "W408"
        ),
        *reasons,
    ]
    if reasons or loaded.handbook is None:
        raise ProblemsFound(*reasons)
    files = {APPROVAL: text, BILL: bill_of_materials(), **snapshot.files(loaded.data)}
    edition = replace(
        editions(releases, loaded.data)[-1],
        name=approval.revision,
        revision=approval.revision,
        approval=approval,
        fingerprint=snapshot.fingerprint(files),
    )
    forms = {f"{snapshot.FORMS}{name}": content for name, content in form_files(loaded.handbook, edition, base).items()}
    return PreparedRelease(approval.revision, approval.previous, files | forms)


def _approval_objections(approval: Approval, last: Release | None) -> Iterator[Problem]:
    """What in the approval itself, or beside the last release, stands against a release."""
    if _names(approval.approved_by) & (_names(approval.prepared_by) | _names(approval.reviewed_by)):
        yield _reason("E502", "批准人不能同时是编制人或审核人", "请由另一个岗位批准")
    if approval.effective < approval.issued:
        yield _reason(
            "E503",
            f"实施日期 {approval.effective} 早于发布日期 {approval.issued}",
            "实施日期不早于发布日期，给大家留出阅读时间",
        )
    if last and order(approval.revision) <= order(last.approval.revision):
        why = (
            "已经发布了"
            if approval.revision == last.approval.revision
            else f"不在最近一版 {last.approval.revision} 之后"
        )
        yield _reason(
            "E504",
            f"{approval.revision} 版{why}",
            "已发布的版本不能改动；请用更大的年份，年内的紧急修订写成 2026.1 这样",
        )
    for name, title in (("issued", "发布日期"), ("effective", "实施日期")):
        if last and getattr(approval, name) < getattr(last.approval, name):
            yield _reason(
                "E503",
                f"{title} {getattr(approval, name)} 早于上一版的 {getattr(last.approval, name)}",
                "请改用更晚的日期",
            )


def _handbook_objections(approval: Approval, last: Release | None, handbook: Handbook | None) -> Iterator[Problem]:
    """What in the handbook asks for more than the approval says."""
    if handbook is None:
        return
    settings = handbook.settings
    if (
        "." in approval.revision
        and settings.emergency
        and handbook.roles[settings.emergency].title not in _names(approval.approved_by)
    ):
        yield _reason(
            "E502",
            f"紧急修订 {approval.revision} 要由{handbook.roles[settings.emergency].title}批准",
            (
                f"--approved-by 写「{handbook.roles[settings.emergency].title}」；"
                "谁批准紧急修订，由 handbook.yaml 的 emergency 规定"
            ),
        )
    before = last.handbook.items if last else {}
    binding = [
        document.title
        for document in handbook.documents
        if isinstance(document, Regulation) and document.staff and before.get(document.id) != document
    ]
    if binding and not (approval.consulted and approval.publicised):
        yield _reason(
            "E507",
            f"《{'》《'.join(binding)}》涉及劳动者切身利益，缺少民主程序日期或公示日期",
            "先与职工代表或全体职工讨论并公示（《劳动合同法》第四条），再用 --consulted 和 --publicised 写明日期",
        )
    days = (("民主程序日期", approval.consulted), ("公示日期", approval.publicised), ("实施日期", approval.effective))
    for (name, day), (later_name, later) in pairwise([(name, day) for name, day in days if day]):
        if day > later:
            yield _reason("E503", f"{name} {day} 晚于{later_name} {later}", "先讨论，再公示，最后实施")
    for item in handbook.items.values():
        if item.next_review <= approval.effective:
            yield Problem(
                "E508",
                f"「{item.title}」的下次评审日期 {item.next_review} 不在实施日期之后",
                Place(f"sop/{KINDS[kind_of(item)].path}/{item.id}.yaml"),
                f"请归口岗位（{handbook.roles[item.owner].title}）评审后写上新的日期",
            )


def _names(text: str) -> set[str]:
    """The people or roles of a line, however they are spaced."""
    return set(re.split("[、,;/]", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))) - {""}


def _reason(code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, Place(FOLDER), hint)


def _approval_text(approval: Approval) -> bytes:
    """A YAML file that the strict loader reads back: JSON strings are YAML strings."""
    lines = [
        (
            f"# {declared.metadata['title']}\n{declared.name}: "
            f"{json.dumps(value if isinstance(value, int) else str(value), ensure_ascii=False)}\n"
        )
        for declared in fields(approval)
        if (value := getattr(approval, declared.name)) not in ("", None)
    ]
    return "".join(lines).encode()


def write_release(root: Path, prepared: PreparedRelease) -> Path:
    """Freeze a release: its folder appears whole or not at all.

    Raises ProblemsFound rather than touch an older one, or follow a damaged one.
    """
    target = root / FOLDER / prepared.revision
    with publishing.alone(target), locked(root / FOLDER / ".lock", FOLDER):
        releases, damages = read_releases(root)
        if target.exists():
            damages.append(
                _reason("E504", f"{prepared.revision} 版已经发布了", "已发布的版本不能改动，请用更大的版本号")
            )
        elif (releases[-1].fingerprint if releases else "") != prepared.previous:
            newest = f"另一个命令刚发布了 {releases[-1].approval.revision} 版" if releases else "上一版已经不在了"
            damages.append(_reason("E504", newest, "看过现有的版本再发布"))
        if damages:
            raise ProblemsFound(*damages)
        fresh = publishing.fresh_folder(target)
        for name, content in {**prepared.files, SUMS: snapshot.sums(prepared.files)}.items():
            publishing.write_file(fresh / name, content)
        publishing.swap(target)
    return target
