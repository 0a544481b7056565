"""What can be wrong with the folder of a released revision: another format, other bytes, unreadable documents."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from generator.language.phrasing import in_one_line
from generator.load import schema
from generator.load.documents import YamlFile
from generator.model import KINDS, Approval, figures_in
from generator.problems import Place, Problem
from generator.releases import snapshot
from generator.releases.snapshot import APPROVAL, BILL, FOLDER, SUMS

PROPERTIES = "docProps/custom.xml"
"""The part of a Word form that names the revision it was released with."""
MOST_PROPERTIES = 100_000
"""Bytes that are read of it: a part may unpack to a thousand times what it is."""
RESTORE = "已发布的版本不能改动，请从代码库恢复这个版本的文件夹；要改内容请改 sop/ 下的 YAML，随下一版发布"


def of_another_format(name: str, approval: bytes) -> Iterator[Problem]:
    """Why a release cannot be read by this program, whatever else is in it."""
    lines = approval.decode("utf-8", "replace").splitlines()
    lines_by_field = {line.partition(":")[0]: line.partition(":")[2].strip(' "') for line in lines}
    format = lines_by_field.get("format", "")
    if re.fullmatch("[0-9]+", format) and int(format) > snapshot.FORMAT:
        revision = name.rpartition("/")[2]
        by = f"（生成器 {in_one_line(lines_by_field['generator'])}）" if lines_by_field.get("generator") else ""
        yield Problem(
            "E506",
            f"{revision} 版是用快照格式 {int(format)} 发布的{by}，这个程序只读得懂 {snapshot.FORMAT} 及以前的",
            Place(f"{name}/{APPROVAL}", *_line(lines, "format")),
            "请把这个程序更新到发布它的那个版本或更新的版本；不要改动这个文件夹",
        )


def _line(lines: Sequence[str], key: str) -> tuple[int, int, int, int]:
    """Where a field of an approval stands."""
    number = next(number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:"))
    return number, 1, number, len(lines[number - 1]) + 1


def damages(name: str, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Every file of a release that is not as it was released."""
    revision = name.rpartition("/")[2]
    if SUMS not in files:
        yield damaged(name, SUMS, f"{revision} 版缺少校验清单 {SUMS}")
        return
    checksums = snapshot.read_sums(files[SUMS])
    if checksums is None:
        yield damaged(name, SUMS, f"{revision} 版的校验清单 {SUMS} 被改动了")
        return
    for file in sorted({APPROVAL, *checksums, *files} - {SUMS}):
        if file not in files:
            yield damaged(name, file, f"{revision} 版缺少{_called(file)}")
        elif file not in checksums:
            yield replace(
                damaged(name, file, f"{revision} 版多出{_called(file)}"), hint="已发布的版本不能改动，请删除这个文件"
            )
        elif snapshot.checksum(files[file]) != checksums[file]:
            yield damaged(name, file, f"{revision} 版的{_called(file)}和校验清单对不上")


def misplaced(name: str, approval: YamlFile) -> Iterator[Problem]:
    """Why the folder is not the one of this revision."""
    revision, folder = approval.data["revision"], name.rpartition("/")[2]
    if revision != folder:
        yield Problem(
            "E501",
            f"文件夹「{folder}」里是 {revision} 版",
            approval.place(("revision",)),
            f"请把文件夹改回 {FOLDER}/{revision}",
        )


def unlike_its_forms(name: str, approval: Approval, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Forms that carry another fingerprint: a release was changed together with its checksums, which then hold by
    themselves.
    """
    fingerprint = snapshot.fingerprint(files).encode()
    for form, content in snapshot.forms(files).items():
        if fingerprint not in _properties(content):
            yield damaged(
                name,
                f"{snapshot.FORMS}{form}",
                f"表单文件「{form}」里记的指纹和 {approval.revision} 版的对不上：条目或批准信息连同校验清单被一起改过",
            )


def _properties(form: bytes) -> bytes:
    """The part of a Word form that names its revision; empty for what is no such form."""
    try:
        with ZipFile(BytesIO(form)) as file, file.open(PROPERTIES) as part:
            return part.read(MOST_PROPERTIES)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        return b""


def outdated(name: str, revision: str, data: snapshot.Data, reasons: Mapping[str, str]) -> Iterator[Problem]:
    """Documents that today's model cannot read although nobody touched them. `reasons` are those known by file."""
    reasons_by_file = dict(reasons)
    figures = figures_in(data)
    for kind, documents in data.items():
        for id, document in documents.items():
            file = snapshot.name_of(kind, id)
            text = YamlFile(f"{name}/{file}", snapshot.canonical(document).decode(), document)
            problems, _ = schema.check(KINDS[kind].cls, text, figures, id)
            if problems:
                reasons_by_file[file] = problems[0].message
    reasons_by_file |= {
        snapshot.name_of(kind, kind): f"缺少{declared.title}"
        for kind, declared in KINDS.items()
        if declared.single and not declared.optional and kind not in data and not reasons_by_file
    }
    for file, reason in sorted(reasons_by_file.items()):
        yield Problem(
            "E506",
            f"{revision} 版的{_called(file)}是旧的格式：{reason}",
            Place(f"{name}/{file}"),
            "不要改动这个文件；生成器还缺少从旧格式来的转换，请把这一行发给维护者",
        )


def _called(file: str) -> str:
    """A file of a release in readers' words."""
    if file == APPROVAL:
        return f"批准信息 {APPROVAL}"
    if file == BILL:
        return f"软件物料清单 {BILL}"
    if file.startswith(snapshot.FORMS):
        return f"表单文件「{file.removeprefix(snapshot.FORMS)}」"
    kind, id = snapshot.kind_and_id(file) or ("", "")
    return KINDS[kind].title + ("" if KINDS[kind].single else f"「{id}」") if kind else f"文件「{file}」"


def damaged(name: str, file: str, message: str) -> Problem:
    """A problem of a file of a release that is not as it was released."""
    return Problem("E501", message, Place(f"{name}/{file}".rstrip("/")), RESTORE)
