"""Released revisions: read and held against their checksums; a new one frozen, or refused with reasons."""
from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from .. import publish
from ..load import Loaded, schema
from ..load.documents import YamlFile, parse
from ..model import KINDS, Approval, Edition, Handbook, Item, convert, fill, handbook_of, kind_of, values_of
from ..problems import Level, Place, Problem, ProblemsFound
from ..render.downloads import form_files
from . import snapshot

FOLDER = "sop/revisions"
APPROVAL, SUMS = "approval.yaml", "SHA256SUMS"
RESTORE = "已发布的版本不能改动，请从代码库恢复这个版本的文件夹；要改内容请改 sop/ 下的 YAML，随下一版发布"


@dataclass(frozen=True)
class Release:
    """One frozen revision."""
    approval: Approval
    files: Mapping[str, bytes]
    """Every file of its folder but SHA256SUMS, by its name."""

    @cached_property
    def documents(self) -> snapshot.Data:
        """The author documents, in today's shape."""
        return snapshot.documents(self.files, self.approval.format)

    @cached_property
    def handbook(self) -> Handbook:
        """The handbook as released."""
        return handbook_of(self.documents)

    @cached_property
    def fingerprint(self) -> str:
        """What its pages and forms show, and the next revision records."""
        return snapshot.fingerprint(self.files)

    @property
    def forms(self) -> dict[str, bytes]:
        """The Word forms as released, by file name."""
        return {name.removeprefix(snapshot.FORMS): content for name, content in self.files.items() if name.startswith(snapshot.FORMS)}


def read_releases(root: Path) -> tuple[list[Release], list[Problem]]:
    """Every released revision below `root`, oldest first, and what is wrong with them: any byte that is not as released is a problem."""
    releases: list[Release] = []
    problems: list[Problem] = []
    previous: str | None = ""
    folders = [path for path in (root / FOLDER).glob("*") if path.is_dir() and not path.name.startswith(".")]
    for folder in sorted(folders, key=lambda path: (order(path.name), path.name)):
        name = folder.relative_to(root).as_posix()
        held = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
        found = list(_damages(name, held))
        release = None if found else _opened(name, held, found)
        if release and previous is not None and release.approval.previous != previous:
            found.append(_damaged(name, APPROVAL, f"{folder.name} 版记下的上一版指纹对不上：上一版被改动或删除过"))
        releases += [release] if release and not found else []
        problems += found
        previous = release.fingerprint if release else None
    return releases, problems


def order(revision: str) -> tuple[int, ...]:
    """2025 < 2025.1 < 2026."""
    return tuple(int(part) for part in re.findall("[0-9]+", revision))


def _damages(name: str, held: Mapping[str, bytes]) -> Iterator[Problem]:
    """Every file of a release that is not as it was released."""
    revision = name.rpartition("/")[2]
    if SUMS not in held:
        yield _damaged(name, SUMS, f"{revision} 版缺少校验清单 {SUMS}")
        return
    listed = snapshot.read_sums(held[SUMS])
    if listed is None:
        yield _damaged(name, SUMS, f"{revision} 版的校验清单 {SUMS} 被改动了")
        return
    for file in sorted({APPROVAL, *listed, *held} - {SUMS}):
        if file not in held:
            yield _damaged(name, file, f"{revision} 版缺少{_called(file)}")
        elif file not in listed:
            yield replace(_damaged(name, file, f"{revision} 版多出{_called(file)}"), hint="已发布的版本不能改动，请删除这个文件")
        elif snapshot.checksum(held[file]) != listed[file]:
            yield _damaged(name, file, f"{revision} 版的{_called(file)}和校验清单对不上")


def _opened(name: str, held: Mapping[str, bytes], found: list[Problem]) -> Release | None:
    """The release in files that are as they were released; what keeps it from being read is added to the problems."""
    try:
        file = parse(held[APPROVAL].decode("utf-8", "replace"), f"{name}/{APPROVAL}")
    except ProblemsFound as unreadable:
        found += unreadable.problems
        return None
    found += schema.check(Approval, file)[0]
    if found:
        return None
    release = Release(convert(Approval, file.data), {file: content for file, content in held.items() if file != SUMS})
    revision, folder = release.approval.revision, name.rpartition("/")[2]
    if revision != folder:
        found.append(Problem("E501", f"文件夹「{folder}」里是 {revision} 版", file.place(("revision",)), f"请把文件夹改回 {FOLDER}/{revision}"))
    elif not 1 <= release.approval.format <= snapshot.FORMAT:
        found.append(Problem("E506", f"{revision} 版由更新的生成器发布，这里读不出来", file.place(("format",)), "请更新生成器"))
    else:
        found += _outdated(name, release)
    return None if found else release


def _outdated(name: str, release: Release) -> Iterator[Problem]:
    """Documents that today's model cannot read although nobody touched them."""
    reasons = {file: "手册里已经没有这一类内容" for file in release.files
               if file != APPROVAL and not file.startswith(snapshot.FORMS) and snapshot.kind_and_id(file) is None}
    try:
        data = release.documents
    except ValueError as error:
        data, reasons = {}, reasons | {str(error): "不是 JSON"}
    values = values_of(data.get("parameters", {}).get("parameters", {}))
    for kind, held in data.items():
        for id, document in held.items():
            file = snapshot.name_of(kind, id)
            text = YamlFile(f"{name}/{file}", snapshot.canonical(document).decode(), document)
            reasons |= {file: problem.message for problem in schema.check(KINDS[kind].cls, text, values)[0][:1]}
    reasons |= {snapshot.name_of(kind, kind): f"缺少{declared.title}" for kind, declared in KINDS.items()
                if declared.single and not declared.optional and kind not in data and not reasons}
    for file, reason in sorted(reasons.items()):
        yield Problem("E506", f"{release.approval.revision} 版的{_called(file)}是旧的格式：{reason}", Place(f"{name}/{file}"),
                      "不要改动这个文件；生成器还缺少从旧格式来的转换，请把这一行发给维护者")


def _called(file: str) -> str:
    """A file of a release in readers' words."""
    if file == APPROVAL:
        return f"批准信息 {APPROVAL}"
    if file.startswith(snapshot.FORMS):
        return f"表单文件「{file.removeprefix(snapshot.FORMS)}」"
    kind, id = snapshot.kind_and_id(file) or ("", "")
    return KINDS[kind].title + ("" if KINDS[kind].single else f"「{id}」") if kind else f"文件「{file}」"


def _damaged(name: str, file: str, message: str) -> Problem:
    return Problem("E501", message, Place(f"{name}/{file}"), RESTORE)


def editions(releases: Sequence[Release], draft: snapshot.Data) -> list[Edition]:
    """What every release, and last the draft, is published as."""
    found, changes, before = [], {}, {}
    for release in releases:
        changes, before = _count(changes, before, release.documents), release.documents
        found.append(Edition(name=release.approval.revision, revision=release.approval.revision, approval=release.approval,
                             fingerprint=release.fingerprint, changes=changes))
    upcoming = str(order(releases[-1].approval.revision)[0] + 1) if releases else ""
    return [*found, Edition(name="next", revision=upcoming, approval=None, fingerprint=snapshot.fingerprint(snapshot.files(draft)),
                            changes=_count(changes, before, draft))]


def _count(changes: Mapping[str, int], before: snapshot.Data, after: snapshot.Data) -> dict[str, int]:
    """By item id: in how many releases after its first the item was changed, this one included. A renamed item goes on counting."""
    old, new, found = _filled(before), _filled(after), {}
    for id, document in new.items():
        was = id if id in old else document.get("formerly")
        found[id] = changes.get(was, 0) + (was in old and old[was] != document)
    return found


def _filled(data: snapshot.Data) -> dict[str, dict[str, Any]]:
    """Every document by its id, with the values of parameters in place: a new value changes what its readers hold in their hands."""
    values = values_of(data.get("parameters", {}).get("parameters", {}))
    return {id: fill(document, values) for held in data.values() for id, document in held.items()}


def prepare(loaded: Loaded, releases: Sequence[Release], approval: Approval, problems: Sequence[Problem] = ()) -> dict[str, bytes]:
    """The files of a new release. `problems` are those that older releases have, if any.

    Raises ProblemsFound with every reason to refuse it.
    """
    last = releases[-1] if releases else None
    approval = replace(approval, format=snapshot.FORMAT, previous=last.fingerprint if last else "")
    text, reasons = _approval_text(approval), [*_refusals(approval, last), *_unready(approval, last, loaded.handbook)]
    try:
        reasons = [*schema.check(Approval, parse(text.decode(), f"{FOLDER}/{approval.revision}/{APPROVAL}"))[0], *reasons]
    except ProblemsFound as unreadable:
        reasons = [*unreadable.problems, *reasons]
    if last and last.documents == loaded.data:
        reasons.append(_reason("E505", f"内容和 {last.approval.revision} 版一样，没有可发布的修订", "先改好内容再发布"))
    known = dict.fromkeys([*loaded.problems, *problems])
    overdue = {problem.place.file for problem in known if problem.code == "W408"}
    reasons = [problem for problem in reasons if problem.code != "E508" or problem.place.file not in overdue]
    reasons = [*(replace(problem, level=Level.ERROR) for problem in known if problem.level is Level.ERROR or problem.code == "W408"), *reasons]
    if reasons or loaded.handbook is None:
        raise ProblemsFound(*reasons)
    files = {APPROVAL: text, **snapshot.files(loaded.data)}
    edition = replace(editions(releases, loaded.data)[-1], name=approval.revision, revision=approval.revision, approval=approval,
                      fingerprint=snapshot.fingerprint(files))
    return files | {f"{snapshot.FORMS}{name}": content for name, content in form_files(loaded.handbook, edition).items()}


def _refusals(approval: Approval, last: Release | None) -> Iterator[Problem]:
    """What in the approval itself, or beside the last release, stands against a release."""
    if _names(approval.approved_by) & (_names(approval.prepared_by) | _names(approval.reviewed_by)):
        yield _reason("E502", "批准人不能同时是编制人或审核人", "请由另一个岗位批准")
    if approval.effective < approval.issued:
        yield _reason("E503", f"实施日期 {approval.effective} 早于发布日期 {approval.issued}", "实施日期不早于发布日期，给大家留出阅读时间")
    if last and order(approval.revision) <= order(last.approval.revision):
        yield _reason("E504", f"{approval.revision} 版不在最近一版 {last.approval.revision} 之后", "请用更大的年份，年内的紧急修订写成 2026.1 这样")
    for name, title in (("issued", "发布日期"), ("effective", "实施日期")):
        if last and getattr(approval, name) < getattr(last.approval, name):
            yield _reason("E503", f"{title} {getattr(approval, name)} 早于上一版的 {getattr(last.approval, name)}", "请改用更晚的日期")


def _unready(approval: Approval, last: Release | None, handbook: Handbook | None) -> Iterator[Problem]:
    """What in the handbook asks for more than the approval says."""
    if handbook is None:
        return
    settings = handbook.settings
    if "." in approval.revision and settings.emergency and handbook.roles[settings.emergency].title not in _names(approval.approved_by):
        yield _reason("E502", f"紧急修订 {approval.revision} 要由{handbook.roles[settings.emergency].title}批准",
                      f"--approved-by 写「{handbook.roles[settings.emergency].title}」；谁批准紧急修订，由 handbook.yaml 的 emergency 规定")
    before = last.handbook.items if last else {}
    binding = [document.title for document in handbook.documents if document.staff and before.get(document.id) != document]
    if binding and not (approval.consulted and approval.publicised):
        yield _reason("E507", f"《{'》《'.join(binding)}》涉及劳动者切身利益，缺少民主程序日期或公示日期",
                      "先与职工代表或全体职工讨论并公示（《劳动合同法》第四条），再用 --consulted 和 --publicised 写明日期")
    days = [("民主程序日期", approval.consulted), ("公示日期", approval.publicised), ("实施日期", approval.effective)]
    for (name, day), (later_name, later) in pairwise([entry for entry in days if entry[1]]):
        if day > later:
            yield _reason("E503", f"{name} {day} 晚于{later_name} {later}", "先讨论，再公示，最后实施")
    for item in handbook.items.values():
        if isinstance(item, Item) and item.next_review <= approval.effective:
            yield Problem("E508", f"「{item.title}」的下次评审日期 {item.next_review} 不在实施日期之后", Place(f"sop/{KINDS[kind_of(item)].path}/{item.id}.yaml"),
                          f"请归口岗位（{handbook.roles[item.owner].title}）评审后写上新的日期")


def _names(text: str) -> set[str]:
    """The people or roles of a line, however they are spaced."""
    return set(re.split("[、,;/]", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))) - {""}


def _reason(code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, Place(FOLDER), hint)


def _approval_text(approval: Approval) -> bytes:
    """A YAML file that the strict loader reads back: JSON strings are YAML strings."""
    lines = [f"# {declared.metadata['title']}\n{declared.name}: {json.dumps(value if isinstance(value, int) else str(value), ensure_ascii=False)}\n"
             for declared in fields(approval) if (value := getattr(approval, declared.name)) not in ("", None)]
    return "".join(lines).encode()


def write_release(root: Path, revision: str, files: Mapping[str, bytes]) -> Path:
    """Freeze a release: its folder appears whole or not at all. Raises ProblemsFound rather than touch an older one, or follow a damaged one."""
    target = root / FOLDER / revision
    publish.recover(target)
    _, damages = read_releases(root)
    if target.exists():
        damages.append(_reason("E504", f"{revision} 版已经发布了", "已发布的版本不能改动，请用更大的版本号"))
    if damages:
        raise ProblemsFound(*damages)
    fresh = publish.fresh_folder(target)
    for name, content in {**files, SUMS: snapshot.sums(files)}.items():
        publish.write_file(fresh / name, content)
    publish.swap(target)
    return target
