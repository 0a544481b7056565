"""The command that fills in Word forms from YAML."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.cli.frame import FILE, argument, command, option
from generator.cli.output import OK, PROBLEMS, print_problems, wrong_use
from generator.forms import to_filling
from generator.load import excerpts
from generator.load.documents import read
from generator.model import Form
from generator.problems import Place, Problem, ProblemsFound, has_errors
from generator.render.addresses import download
from generator.render.word import Variant, form_document
from generator.render.word.fill import Filler
from generator.submissions.form_lookup import form_named, suggestion
from generator.submissions.yaml_record import read_record
from generator.system import publishing
from generator.workspace import DRAFT, NoSuchRevision
from generator.workspace import read as read_workspace


class Blank(NamedTuple):
    """A form to be filled in."""

    form: Form
    content: bytes
    """The fillable Word document."""


@command("fill", "用 YAML 数据填好 Word 表单")
@argument("form", "表单", "编号、名称或文件编号，例如 visit-record、客户拜访记录表、XS-QR-01")
@argument("data", "数据", "YAML 文件，一个文件填一张表；栏目写编号或名称都可以", nargs=-1, type=FILE, required=True)
@option(
    "-o",
    "--out",
    type=FILE,
    default=Path(),
    metavar="输出",
    help="以 .docx 结尾是文件，否则是文件夹；默认当前文件夹，文件名同数据文件",
)
@option(
    "--revision",
    metavar="版本",
    help=f"用哪一版的表，例如 2025；{DRAFT} 是当前草案。不写就用今天现行的版本，那一版没有这张表时用草案",
)
@option("--force", is_flag=True, help="输出文件已经有了也覆盖")
def fill(root: Path, form: str, data: tuple[Path, ...], out: Path, revision: str | None, force: bool) -> int:
    """`sop fill`: every file is read before any is written, so that it is all or nothing."""
    is_single = out.suffix.lower() == ".docx"
    if is_single and len(data) > 1:
        return wrong_use(f"有 {len(data)} 个数据文件，-o 要写文件夹")
    blank = _blank(root, revision, form)
    if isinstance(blank, str):
        return wrong_use(blank)
    targets = [out if is_single else out / f"{path.stem}.docx" for path in data]
    problems, records = [*_in_the_way(targets, force)], []
    for path in data:
        try:
            if not os.path.lexists(path):
                raise ProblemsFound(
                    Problem("E903", f"没有「{path}」这个文件", Place(path.as_posix()), "请核对文件名和所在的文件夹")
                )
            record, record_problems = read_record(blank.form, read(path, path.as_posix()), date.today())
            problems += record_problems
            records.append(record)
        except ProblemsFound as unreadable:
            problems += unreadable.problems
    if problems:
        print_problems(problems, excerpts(Path(), problems))
    if has_errors(problems):
        return PROBLEMS
    filler, now = Filler(blank.content), datetime.now(UTC)
    documents = [filler.fill(to_filling(blank.form, record), now) for record in records]
    for target, content in zip(targets, documents, strict=True):
        publishing.write_file(target, content, publishing.PRIVATE_MODE)
        print(target)
    return OK


def _blank(root: Path, revision: str | None, name: str) -> Blank | str:
    """The form that is asked for, or one sentence why there is none.

    Raises ProblemsFound where the handbook it should come from is not sound.
    """
    workspace = read_workspace(root, date.today())
    archive = workspace.archive()
    releases = archive.by_revision
    current = archive.in_force(workspace.day_of(datetime.now(UTC)))
    revisions = [revision] if revision else [*filter(None, [current]), DRAFT]
    if revision and revision not in archive.known():
        raise NoSuchRevision(revision, archive.known())
    forms: list[Form] = []
    for number in revisions:
        handbook = releases[number].handbook if number in releases else workspace.sound().draft_handbook
        if form := form_named(handbook.forms.values(), name):
            return Blank(
                form,
                releases[number].forms[PurePosixPath(download(form, Variant.FILLABLE).path).name]
                if number in releases
                else form_document(form, handbook, workspace.editions[-1], Variant.FILLABLE, workspace.base),
            )
        forms += handbook.forms.values()
    return f"没有「{name}」这张表，{suggestion(forms, name)}"


def _in_the_way(targets: Sequence[Path], force: bool) -> Iterator[Problem]:
    """Why a file cannot be written: somebody's file is there, or another one that is asked for."""
    for target, count in Counter(targets).items():
        if count > 1:
            yield Problem(
                "E904",
                f"有 {count} 个数据文件都要写成「{target.name}」",
                Place(target.as_posix()),
                "请给数据文件起不同的名字，或分几次填",
            )
        elif target.is_dir() or (os.path.lexists(target) and not force):
            yield Problem(
                "E904",
                f"「{target.name}」已经有了，没有覆盖",
                Place(target.as_posix()),
                "这是一个文件夹，请换一个文件名" if target.is_dir() else "换一个文件名；确实要覆盖就加 --force",
            )
