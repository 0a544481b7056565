"""The commands that help whoever writes: a file to start from, and the guide."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

from generator.authoring.corrections import corrections
from generator.authoring.renaming import documents_of
from generator.authoring.scaffold import next_number, scaffold
from generator.authoring.text_edits import edited_bytes
from generator.cli.frame import argument, command
from generator.cli.output import OK, PROBLEMS, wrong_use
from generator.load import load_handbook
from generator.load.documents.text import read_text
from generator.load.files import GUIDE, read_folder
from generator.load.schema import schema_of
from generator.model import KINDS, Handbook
from generator.model.reserved_ids import flaw_of_id
from generator.problems import Problem
from generator.resources import CONTENT
from generator.system import publishing
from generator.workspace import read as read_workspace

MANY = {name: kind for name, kind in KINDS.items() if not kind.single}
"""The kinds of which there are many files."""


@command("new", "新建一个文件，每一栏旁边都有说明")
@argument("kind", "种类", "、".join(f"{kind.title}（{name}）" for name, kind in MANY.items()))
@argument("id", "编号", "也是文件名，例如 customer-visit")
def new(root: Path, kind: str, id: str) -> int:
    """`sop new`"""
    name = next((name for name, candidate in MANY.items() if kind in (name, candidate.title)), None)
    if name is None:
        return wrong_use(f"没有「{kind}」这种文件；可以写：{'、'.join(kind.title for kind in MANY.values())}")
    rules = schema_of(KINDS[name].cls)["id"]
    if not re.fullmatch(rules["regex"], id):
        return wrong_use(f"编号「{id}」不对；例如 {rules['meta']['example']}")
    if flaw := flaw_of_id(id, is_download=name == "form"):
        return wrong_use(f"{flaw}；请换一个编号")
    files = read_folder(root).files
    path = root / CONTENT / KINDS[name].path / f"{id}.yaml"
    if path.exists() or any(other == id for _, other, _ in files):
        print(f"已经有编号「{id}」了，没有动它；请换一个编号", file=sys.stderr)
        return PROBLEMS
    used = [str(file.data.get("number")) for other, _, file in files if other == name]
    publishing.write_file(
        path,
        scaffold(name, {"id": id, **({"number": number} if (number := next_number(used)) else {})}).encode(),
    )
    print(f"已新建 {path}：填好冒号后面的内容，再运行 sop check")
    return OK


@command("fix", "把检查知道怎么写的地方直接改好，例如把写了两遍的数字改成引用；改了哪里逐条列出")
def fix(root: Path) -> int:
    """`sop fix`"""
    count = 0
    while mended := _mended(root):
        count += mended
    print(f"改了 {count} 处，请看一遍再提交" if count else "没有可以自动改的地方")
    return OK


def _mended(root: Path) -> int:
    """Write what the check knows into the files, all or none -> how many places that were."""
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in load_handbook(root, date.today()).problems:
        if problem.instead:
            by_file[problem.place.file].append(problem)
    contents: dict[Path, bytes] = {}
    told: list[str] = []
    for name, problems in by_file.items():
        edits, mended = corrections(read_text(root / name, name), problems)
        told += [f"{name}:{problem.place.line}  {problem.hint}" for problem in mended]
        if edits:
            contents[root / name] = edited_bytes((root / name).read_bytes(), edits)
    publishing.write_files(contents)
    for line in told:
        print(line)
    return len(told)


@command(
    "guide",
    "重新生成给作者的说明 sop/README.md，和编辑器用的字段说明、编号清单；新的编号要编辑器提示，运行一次",
)
def guide(root: Path) -> int:
    """`sop guide`"""
    for name, content in guide_files(root, read_workspace(root, date.today()).sound().draft_handbook).items():
        if publishing.write_file(root / name, content):
            print(root / name)
    return OK


def guide_files(root: Path, handbook: Handbook) -> dict[str, bytes]:
    """What is made for the authors of a handbook, by name below its root."""
    from generator.authoring.guide import DOCUMENTS
    from generator.authoring.guide import guide as authors_guide
    from generator.authoring.id_schema import id_schema
    from generator.authoring.json_schema import IDS, editor_files

    ids = id_schema(documents_of(read_folder(root).files))
    text = authors_guide(handbook, (root / DOCUMENTS / "problems.md").is_file())
    return {f"{CONTENT}/{GUIDE}": text, **editor_files(), IDS: ids}


COMMANDS = (new, fix, guide)
