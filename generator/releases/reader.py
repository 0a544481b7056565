"""Released revisions: read and held against their checksums, and what they and the draft are published as."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from generator.load import schema
from generator.load.documents import YamlFile, parse
from generator.model import KINDS, Approval, Edition, Handbook, convert, fill, handbook_of, order, values_of
from generator.problems import Place, Problem, ProblemsFound
from generator.releases import snapshot

FOLDER = "sop/revisions"
APPROVAL, SUMS = "approval.yaml", "SHA256SUMS"
PROPERTIES = "docProps/custom.xml"
"""The part of a Word form that names the revision it was released with."""
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
        return {
            name.removeprefix(snapshot.FORMS): content
            for name, content in self.files.items()
            if name.startswith(snapshot.FORMS)
        }


def read_releases(root: Path) -> tuple[list[Release], list[Problem]]:
    """Every released revision below `root`, oldest first, and what is wrong with them: any byte that is not as released
    is a problem.
    """
    releases: list[Release] = []
    problems: list[Problem] = []
    previous: str | None = ""
    folders = [path for path in (root / FOLDER).glob("*") if path.is_dir() and not path.name.startswith(".")]
    for folder in sorted(folders, key=lambda path: (order(path.name), path.name)):
        name = folder.relative_to(root).as_posix()
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        damages = list(_damages(name, files))
        release = None if damages else _open_release(name, files, damages)
        if release and previous is not None and release.approval.previous != previous:
            damages.append(_damaged(name, APPROVAL, f"{folder.name} 版记下的上一版指纹对不上：上一版被改动或删除过"))
        releases += [release] if release and not damages else []
        problems += damages
        previous = release.fingerprint if release else None
    return releases, problems


def _damages(name: str, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Every file of a release that is not as it was released."""
    revision = name.rpartition("/")[2]
    if SUMS not in files:
        yield _damaged(name, SUMS, f"{revision} 版缺少校验清单 {SUMS}")
        return
    checksums = snapshot.read_sums(files[SUMS])
    if checksums is None:
        yield _damaged(name, SUMS, f"{revision} 版的校验清单 {SUMS} 被改动了")
        return
    for file in sorted({APPROVAL, *checksums, *files} - {SUMS}):
        if file not in files:
            yield _damaged(name, file, f"{revision} 版缺少{_called(file)}")
        elif file not in checksums:
            yield replace(
                _damaged(name, file, f"{revision} 版多出{_called(file)}"), hint="已发布的版本不能改动，请删除这个文件"
            )
        elif snapshot.checksum(files[file]) != checksums[file]:
            yield _damaged(name, file, f"{revision} 版的{_called(file)}和校验清单对不上")


def _open_release(name: str, files: Mapping[str, bytes], problems: list[Problem]) -> Release | None:
    """The release in files that are as they were released; what keeps it from being read is added to the problems."""
    try:
        file = parse(files[APPROVAL].decode("utf-8", "replace"), f"{name}/{APPROVAL}")
    except ProblemsFound as unreadable:
        problems += unreadable.problems
        return None
    problems += schema.check(Approval, file)[0]
    if problems:
        return None
    release = Release(convert(Approval, file.data), {file: content for file, content in files.items() if file != SUMS})
    revision, folder = release.approval.revision, name.rpartition("/")[2]
    if revision != folder:
        problems.append(
            Problem(
                "E501",
                f"文件夹「{folder}」里是 {revision} 版",
                file.place(("revision",)),
                f"请把文件夹改回 {FOLDER}/{revision}",
            )
        )
    elif not 1 <= release.approval.format <= snapshot.FORMAT:
        problems.append(
            Problem("E506", f"{revision} 版由更新的生成器发布，这里读不出来", file.place(("format",)), "请更新生成器")
        )
    else:
        problems += list(_outdated(name, release)) or list(_unlike_its_forms(name, release))
    return None if problems else release


def _unlike_its_forms(name: str, release: Release) -> Iterator[Problem]:
    """Forms that carry another fingerprint: a release was changed together with its checksums, which then hold by
    themselves.
    """
    for form, content in release.forms.items():
        if release.fingerprint.encode() not in _properties(content):
            yield _damaged(
                name,
                f"{snapshot.FORMS}{form}",
                (
                    f"表单文件「{form}」里记的指纹和 {release.approval.revision} 版的对不上："
                    "条目或批准信息连同校验清单被一起改过"
                ),
            )


def _properties(form: bytes) -> bytes:
    """The part of a Word form that names its revision; empty for what is no such form."""
    try:
        with ZipFile(BytesIO(form)) as file:
            return file.read(PROPERTIES)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        return b""


def _outdated(name: str, release: Release) -> Iterator[Problem]:
    """Documents that today's model cannot read although nobody touched them."""
    reasons = {
        file: "手册里已经没有这一类内容"
        for file in release.files
        if file != APPROVAL and not file.startswith(snapshot.FORMS) and snapshot.kind_and_id(file) is None
    }
    try:
        data = release.documents
    except ValueError as error:
        data, reasons = {}, reasons | {str(error): "不是 JSON"}
    values = values_of(data.get("parameters", {}).get("parameters", {}))
    for kind, documents in data.items():
        for id, document in documents.items():
            file = snapshot.name_of(kind, id)
            text = YamlFile(f"{name}/{file}", snapshot.canonical(document).decode(), document)
            problems, _ = schema.check(KINDS[kind].cls, text, values)
            if problems:
                reasons[file] = problems[0].message
    reasons |= {
        snapshot.name_of(kind, kind): f"缺少{declared.title}"
        for kind, declared in KINDS.items()
        if declared.single and not declared.optional and kind not in data and not reasons
    }
    for file, reason in sorted(reasons.items()):
        yield Problem(
            "E506",
            f"{release.approval.revision} 版的{_called(file)}是旧的格式：{reason}",
            Place(f"{name}/{file}"),
            "不要改动这个文件；生成器还缺少从旧格式来的转换，请把这一行发给维护者",
        )


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
    released_editions, changes, before = [], {}, {}
    for release in releases:
        changes, before = _count(changes, before, release.documents), release.documents
        released_editions.append(
            Edition(
                name=release.approval.revision,
                revision=release.approval.revision,
                approval=release.approval,
                fingerprint=release.fingerprint,
                changes=changes,
            )
        )
    upcoming = str(order(releases[-1].approval.revision)[0] + 1) if releases else ""
    return [
        *released_editions,
        Edition(
            name="next",
            revision=upcoming,
            approval=None,
            fingerprint=snapshot.fingerprint(snapshot.files(draft)),
            changes=_count(changes, before, draft),
        ),
    ]


def _count(changes: Mapping[str, int], before: snapshot.Data, after: snapshot.Data) -> dict[str, int]:
    """By item id: in how many releases after its first the item was changed, this one included.

    A renamed item goes on counting.
    """
    old, new, counts = _documents_by_id(before), _documents_by_id(after), {}
    for id, document in new.items():
        was = id if id in old else document.get("formerly")
        counts[id] = changes.get(was, 0) + (was in old and old[was] != document)
    return counts


def _documents_by_id(data: snapshot.Data) -> dict[str, dict[str, Any]]:
    """Every document by its id, with the values of parameters in place: a new value changes what its readers hold in
    their hands.
    """
    values = values_of(data.get("parameters", {}).get("parameters", {}))
    return {id: fill(document, values) for documents in data.values() for id, document in documents.items()}
