"""The commands that help whoever writes: a file to start from, and the guide."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date

from generator.authoring.scaffold import next_number, scaffold
from generator.cli.output import OK, PROBLEMS, wrong_use
from generator.load.files import CONTENT, GUIDE, read_folder
from generator.load.schema import schema_of
from generator.model import KINDS
from generator.system import publishing
from generator.workspace import read as read_workspace

MANY = {name: kind for name, kind in KINDS.items() if not kind.single}
"""The kinds of which there are many files."""


def add_authoring(command: Callable[..., argparse.ArgumentParser]) -> None:
    """`sop new` and `sop guide`"""
    new = command("new", _new, "新建一个文件，每一栏旁边都有说明")
    new.add_argument("kind", metavar="种类", help="、".join(f"{kind.title}（{name}）" for name, kind in MANY.items()))
    new.add_argument("id", metavar="编号", help="也是文件名，例如 customer-visit")
    command("guide", _guide, "重新生成给作者的说明 sop/README.md 和编辑器用的字段定义；只在字段的定义改了以后需要")


def _new(parsed: argparse.Namespace) -> int:
    kind = next((name for name, kind in MANY.items() if parsed.kind in (name, kind.title)), None)
    if kind is None:
        return wrong_use(f"没有「{parsed.kind}」这种文件；可以写：{'、'.join(kind.title for kind in MANY.values())}")
    rules = schema_of(KINDS[kind].cls)["id"]
    if not re.fullmatch(rules["regex"], parsed.id):
        return wrong_use(f"编号「{parsed.id}」不对；例如 {rules['meta']['example']}")
    files = read_folder(parsed.root).files
    path = parsed.root / CONTENT / KINDS[kind].path / f"{parsed.id}.yaml"
    if path.exists() or any(id == parsed.id for _, id, _ in files):
        print(f"已经有编号「{parsed.id}」了，没有动它；请换一个编号", file=sys.stderr)
        return PROBLEMS
    used = [str(file.data.get("number")) for other, _, file in files if other == kind]
    publishing.write_file(
        path,
        scaffold(kind, {"id": parsed.id, **({"number": number} if (number := next_number(used)) else {})}).encode(),
    )
    print(f"已新建 {path}：填好冒号后面的内容，再运行 sop check")
    return OK


def _guide(parsed: argparse.Namespace) -> int:
    from generator.authoring.guide import guide
    from generator.authoring.json_schema import editor_files

    handbook = read_workspace(parsed.root, date.today()).sound().draft_handbook
    for name, content in {f"{CONTENT}/{GUIDE}": guide(handbook), **editor_files()}.items():
        if publishing.write_file(parsed.root / name, content):
            print(parsed.root / name)
    return OK
