"""YAML text -> Handbook: the stages in order."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..model import KINDS, NAMES, Handbook, handbook_of
from ..problems import Level, Place, Problem, ProblemsFound, has_errors
from . import references, rules, schema
from .documents import YamlFile, read

__all__ = ["Loaded", "excerpts", "load_handbook"]

CONTENT = "sop"
RELEASED = "revisions"


@dataclass(frozen=True)
class Loaded:
    """What reading a handbook gave."""
    handbook: Handbook | None
    """None if any problem is an error."""
    problems: list[Problem]
    data: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """The author documents as {kind: {id: document}}, those without errors."""


def load_handbook(root: Path, as_of: date) -> Loaded:
    """Read everything below `root/sop`. `as_of` is the day that review dates are held against.

    Never raises for what authors can do wrong: every problem is in the result, sorted by place.
    """
    problems: list[Problem] = []
    files: list[references.LinkedFile] = []
    broken: set[str] = set()
    for kind, path in _find(root, problems):
        name = path.relative_to(root).as_posix()
        try:
            file = read(path, name)
        except ProblemsFound as found:
            problems += found.problems
            broken.add(path.stem)
            continue
        found, links = schema.check(KINDS[kind].cls, file)
        id = kind if KINDS[kind].single else path.stem
        if not KINDS[kind].single and file.data.get("id") not in (None, id):
            found.append(Problem("E306", f"文件名「{id}」和编号「{file.data['id']}」不一致", file.place(("id",)), f"请把文件改名为 {file.data['id']}.yaml，或把编号改成 {id}"))
        problems += [*file.warnings, *found]
        if has_errors(found):
            broken.add(id)
        files.append(references.LinkedFile(kind, id, file, links))
    for problem in (dangling := list(references.check(files, frozenset(broken)))):
        broken |= {linked.id for linked in files if linked.file.file == problem.place.file}
    problems += dangling
    data: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for linked in files:
        if linked.id not in broken:
            data[linked.kind][linked.id] = linked.file.data
    handbook = None
    if all(kind in data for kind in KINDS if KINDS[kind].single):
        handbook = handbook_of(data)
        by_id = {linked.id: linked.file for linked in files}
        problems += [_placed(finding, by_id) for finding in rules.check(rules.Case(handbook, as_of, frozenset(broken)))]
    problems.sort(key=lambda problem: (problem.place, problem.code))
    return Loaded(None if has_errors(problems) else handbook, problems, dict(data))


def _find(root: Path, problems: list[Problem]) -> list[tuple[str, Path]]:
    """Every file of the handbook as (kind, path); what does not belong is a problem."""
    found, folders = [], {kind.path: name for name, kind in KINDS.items()}
    for name, kind in KINDS.items():
        if kind.single and not (root / CONTENT / kind.path).is_file():
            problems.append(Problem("E304", f"缺少{NAMES[name]}文件", Place(f"{CONTENT}/{kind.path}"), "请先建立这个文件"))
    for path in sorted((root / CONTENT).rglob("*")):
        inside = path.relative_to(root / CONTENT)
        if path.is_dir() or inside.parts[0] == RELEASED or any(part.startswith((".", "~")) for part in inside.parts):
            continue
        place = Place(path.relative_to(root).as_posix())
        kind = folders.get(inside.as_posix() if len(inside.parts) == 1 else inside.parent.as_posix())
        if path.suffix in (".yml", ".YAML", ".YML"):
            problems.append(Problem("E307", f"扩展名「{path.suffix}」不对", place, f"请把文件改名为 {path.stem}.yaml"))
        elif path.suffix != ".yaml":
            problems.append(Problem("W307", "这个文件不会进入手册", place, "手册内容只放 .yaml 文件，其他文件请移到别处", Level.WARNING))
        elif kind is None:
            problems.append(Problem("E307", f"不认识「{inside.parent.as_posix() if len(inside.parts) > 1 else inside.name}」", place,
                                    "内容只放在这些位置：" + "、".join(folders)))
        else:
            found.append((kind, path))
    return found


def _placed(finding: rules.Finding, files: dict[str, YamlFile]) -> Problem:
    """A finding of the house rules, at its line."""
    file = files[finding.id]
    return replace(finding.problem, place=file.place(finding.path, key=finding.at_key))


def excerpts(root: Path, problems: Iterable[Problem]) -> dict[str, str]:
    """The text of every file that a problem points at, by its name."""
    names = {place.file for problem in problems for place in (problem.place, *(place for place, _ in problem.related))}
    return {name: (root / name).read_bytes().decode("utf-8-sig", "replace") for name in names if (root / name).is_file()}
