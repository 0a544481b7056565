"""Released revisions: read and held against their checksums; a new one frozen, or refused with reasons."""
from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from .. import publish
from ..load import Loaded, schema
from ..load.documents import parse
from ..model import Approval, Edition, Handbook, convert, handbook_of
from ..problems import Level, Place, Problem, ProblemsFound
from ..render.downloads import form_files
from . import snapshot

FOLDER = "sop/revisions"
APPROVAL, SUMS = "approval.yaml", "SHA256SUMS"


@dataclass(frozen=True)
class Release:
    """One frozen revision."""
    approval: Approval
    files: Mapping[str, bytes]
    """Every file of its folder but SHA256SUMS, by its name."""

    @cached_property
    def documents(self) -> snapshot.Data:
        """The author documents, in today's shape."""
        return snapshot.documents({name: content for name, content in self.files.items() if name.startswith("documents/")}, self.approval.format)

    @cached_property
    def handbook(self) -> Handbook:
        """The handbook as released."""
        return handbook_of(self.documents)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the list of checksums."""
        return snapshot.fingerprint(snapshot.sums(self.files))

    @property
    def forms(self) -> dict[str, bytes]:
        """The Word forms as released, by file name."""
        return {name.removeprefix("forms/"): content for name, content in self.files.items() if name.startswith("forms/")}


def read_releases(root: Path) -> tuple[list[Release], list[Problem]]:
    """Every released revision below `root`, oldest first, and what is wrong with them: any byte that is not as released is a problem."""
    releases, problems = [], []
    for folder in sorted((path for path in (root / FOLDER).glob("*") if path.is_dir() and not path.name.startswith(".")), key=lambda path: order(path.name)):
        found, release = _read(root, folder)
        problems += found
        releases += [release] if release and not found else []
    return releases, problems


def order(revision: str) -> tuple[int, ...]:
    """2025 < 2025.1 < 2026."""
    return tuple(int(part) for part in re.findall("[0-9]+", revision))


def _read(root: Path, folder: Path) -> tuple[list[Problem], Release | None]:
    name = folder.relative_to(root).as_posix()

    def problem(code: str, message: str, file: str) -> Problem:
        return Problem(code, message, Place(f"{name}/{file}"), "已发布的版本不能改动，请从代码库恢复这个文件；要改内容请改 sop/ 下的 YAML，下一版发布")

    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    listed = files.pop(SUMS, b"").decode("utf-8", "replace")
    expected = dict(reversed(line.split("  ", 1)) for line in listed.splitlines() if "  " in line)
    problems = [problem("E501", f"{folder.name} 版缺少文件「{file}」", file) for file in expected if file not in files]
    problems += [problem("E501", f"{folder.name} 版多出文件「{file}」", file) for file in files if file not in expected]
    problems += [problem("E501", f"{folder.name} 版的「{file}」和发布时不一样", file) for file, content in files.items()
                 if file in expected and snapshot.fingerprint(content) != expected[file]]
    if not problems and listed.encode() != snapshot.sums(files):
        problems.append(problem("E501", f"{folder.name} 版的校验清单被改动了", SUMS))
    if problems or APPROVAL not in files:
        return problems or [problem("E501", f"{folder.name} 版缺少批准信息", APPROVAL)], None
    approval = parse(files[APPROVAL].decode(), f"{name}/{APPROVAL}")
    found, _ = schema.check(Approval, approval)
    return found, None if found else Release(convert(Approval, approval.data), files)


def editions(releases: Sequence[Release], draft: snapshot.Data) -> list[Edition]:
    """What every release, and last the draft, is published as."""
    found, changes, before = [], {}, None
    for release in releases:
        changes = _count(changes, before, release.documents)
        before = release.documents
        found.append(Edition(name=release.approval.revision, revision=release.approval.revision, approval=release.approval,
                             fingerprint=release.fingerprint, changes=changes))
    upcoming = str(order(releases[-1].approval.revision)[0] + 1) if releases else ""
    print_of = snapshot.fingerprint(snapshot.sums(snapshot.files(draft)))
    return [*found, Edition(name="next", revision=upcoming, approval=None, fingerprint=print_of, changes=_count(changes, before, draft))]


def _count(changes: Mapping[str, int], before: snapshot.Data | None, after: snapshot.Data) -> dict[str, int]:
    """By item id: in how many releases after its first the item was changed, this one included."""
    old = {id: document for held in (before or {}).values() for id, document in held.items()}
    new = {id: document for held in after.values() for id, document in held.items()}
    return {id: changes.get(id, 0) + (id in old and old[id] != document) for id, document in new.items()}


def prepare(loaded: Loaded, releases: Sequence[Release], approval: Approval) -> dict[str, bytes]:
    """The files of a new release. Raises ProblemsFound with every reason to refuse it."""
    last = releases[-1] if releases else None
    reasons = [replace(problem, level=Level.ERROR) for problem in loaded.problems if problem.level is Level.ERROR or problem.code == "W408"]
    if approval.approved_by in (approval.prepared_by, approval.reviewed_by):
        reasons.append(_reason("E502", "批准人不能同时是编制人或审核人", "请由另一个岗位批准"))
    if approval.effective < approval.issued:
        reasons.append(_reason("E503", f"实施日期 {approval.effective} 早于发布日期 {approval.issued}", "实施日期不早于发布日期，给大家留出阅读时间"))
    if last and order(approval.revision) <= order(last.approval.revision):
        reasons.append(_reason("E504", f"{approval.revision} 版不在最近一版 {last.approval.revision} 之后", "请用更大的年份，年内的紧急修订写成 2026.1 这样"))
    if last and approval.effective < last.approval.effective:
        reasons.append(_reason("E503", f"实施日期 {approval.effective} 早于上一版的 {last.approval.effective}", "请改用更晚的日期"))
    if last and last.documents == loaded.data:
        reasons.append(_reason("E505", f"内容和 {last.approval.revision} 版一样，没有可发布的修订", "先改好内容再发布"))
    if reasons or loaded.handbook is None:
        raise ProblemsFound(*reasons)
    approval = replace(approval, format=snapshot.FORMAT, previous=last.fingerprint if last else "")
    edition = replace(editions(releases, loaded.data)[-1], name=approval.revision, revision=approval.revision, approval=approval)
    files = {APPROVAL: _approval_text(approval), **snapshot.files(loaded.data)}
    edition = replace(edition, fingerprint=snapshot.fingerprint(snapshot.sums(files)))
    files |= {f"forms/{name}": content for name, content in form_files(loaded.handbook, edition).items()}
    return files


def _reason(code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, Place(FOLDER), hint)


def _approval_text(approval: Approval) -> bytes:
    """A YAML file that the strict loader reads back: JSON strings are YAML strings."""
    lines = [f"# {declared.metadata['title']}\n{declared.name}: {json.dumps(value if isinstance(value, int) else str(value), ensure_ascii=False)}\n"
             for declared in fields(approval) if (value := getattr(approval, declared.name)) != ""]
    return "".join(lines).encode()


def write_release(root: Path, revision: str, files: Mapping[str, bytes]) -> Path:
    """Freeze a release: its folder appears whole or not at all."""
    target = root / FOLDER / revision
    fresh = publish.fresh_folder(target)
    for name, content in {**files, SUMS: snapshot.sums(files)}.items():
        publish.write_file(fresh / name, content)
    publish.swap(target)
    return target
