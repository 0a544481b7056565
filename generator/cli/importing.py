"""The command that takes in a company's documents: `sop import`."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.cli.frame import FILE, argument, command, option
from generator.cli.output import OK, PROBLEMS, wrong_use
from generator.cli.sources import take_new_version
from generator.load.documents import MAX_BYTES
from generator.load.files import read_folder
from generator.problems import Problem, ProblemsFound
from generator.resources import CONTENT
from generator.system import publishing
from generator.system.sized_files import TooLarge, read_sized

FORMATS = "Word（.docx、.doc、.wps）、Excel（.xlsx、.et）、带文字的 PDF、.md、.txt"
CODE = "依据文件的代号，三个大写字母，例如 KHB；不写就按文件名称取；写已经有的代号，就当作它的新版本，逐条对比"
SHOWN = 8
"""So many drafts are told with what is still missing in each."""


@command("import", "把公司已有的文件读进来：登记成依据文件，起草流程、制度、岗位、表单和指标")
@argument("files", "文件", FORMATS, nargs=-1, required=True, type=FILE)
@option(
    "--as",
    "code",
    metavar="代号",
    help=CODE,
)
@option("--report", type=FILE, default=Path("build/import"), metavar="目录", help="对照报告写到哪里，默认 build/import")
def import_documents(root: Path, files: tuple[Path, ...], code: str | None, report: Path) -> int:
    """`sop import`"""
    from generator.importing.intake import take_in
    from generator.importing.known import known
    from generator.importing.readers.documents import LARGEST_FILE, read, too_large
    from generator.importing.report_page import import_page

    if code and (len(files) > 1 or not re.fullmatch("[A-Z]{3}", code)):
        return wrong_use("代号要写成三个大写字母，一次只给一个文件；例如 sop import 拜访办法.docx --as KHB")
    if not (root / CONTENT).is_dir():
        raise ProblemsFound(*read_folder(root).problems)
    folder = [(kind, id, _data(file.data)) for kind, id, file in read_folder(root).files]
    have = known(folder)
    have.ids |= {path.stem for path in (root / CONTENT).rglob("*.yaml")}
    if code and any((kind, id) == ("source", code) for kind, id, _ in folder):
        return take_new_version(root, files[0], code)
    if code and code in have.ids:
        print(f"已经有代号「{code}」了，没有动它；请换一个代号", file=sys.stderr)
        return PROBLEMS
    documents, problems = [], list[Problem]()
    for path in files:
        try:
            documents.append(read(path.name, read_sized(path, LARGEST_FILE)))
        except TooLarge:
            problems.append(too_large(path.name))
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(*problems)
    intakes, contents = [], dict[Path, bytes]()
    for document in documents:
        if document.sha256 in have.hashes:
            print(f"「{document.name}」已经导入过，是 {have.hashes[document.sha256]}，什么也没有写", file=sys.stderr)
            return PROBLEMS
        intake = take_in(document.name, document.sha256, document.reading, have, code or "")
        intakes.append(intake)
        contents |= {root / name: text.encode() for name, text in intake.files().items()}
    if too_long := [path.name for path, content in contents.items() if len(content) > MAX_BYTES]:
        limit = f"{MAX_BYTES // 1000} KB，手册不收"
        print(f"{too_long[0]} 会超过 {limit}，什么也没有写；请把原文件拆成几份", file=sys.stderr)
        return PROBLEMS
    if there := [path for path in contents if path.exists()]:
        print(f"已经有 {there[0]}，什么也没有写", file=sys.stderr)
        return PROBLEMS
    for path in contents:
        path.parent.mkdir(parents=True, exist_ok=True)
    publishing.write_files(contents)
    for intake in intakes:
        page = root / report / f"{intake.code}.html"
        publishing.write_file(page, import_page(intake))
        _tell(intake, page)
    return OK


def _data(data: Any) -> Mapping[str, Any]:
    return data if isinstance(data, dict) else {}


def _tell(intake: Any, page: Path) -> None:
    """What was written, and what is asked next."""
    print(f"《{intake.title}》（{intake.file}）：{len(intake.clauses)} 条条款，{len(intake.drafts) - 1} 份草稿")
    if intake.reading.unread:
        print(f"  没有读：{intake.reading.unread}")
    missing = intake.missing()
    for draft, titles in missing:
        asked = f"，还要补 {len(titles)} 栏：{'、'.join(list(dict.fromkeys(titles))[:SHOWN])}" if titles else ""
        print(f"  {draft.path}{asked}")
    print(f"  对照报告：{page}")
    print("接下来：")
    if intake.to_sort:
        print(f"  1. 打开对照报告，{len(intake.to_sort)} 处待整理逐一归位")
    print(f"  {2 if intake.to_sort else 1}. 运行 sop check，照提示把没有的补上；「推测」的栏目核对一遍")


COMMANDS = (import_documents,)
