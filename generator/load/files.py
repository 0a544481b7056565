"""Which files make up the handbook: every one below `sop/` has its place, and what does not belong is told so."""
from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from generator.load.advice import closest
from generator.load.documents import YamlFile, read
from generator.load.schema import kinds_in
from generator.model import KINDS, NAMES
from generator.problems import Level, Place, Problem, ProblemsFound

CONTENT = "sop"
GUIDE = "README.md"
"""The guide for authors, below `sop/`: generated, and no content."""
RELEASED = "revisions"
PLACES: Mapping[str, str] = {kind.path: name for name, kind in KINDS.items()}
"""Path below `sop/`, of a folder or a single file -> kind."""
DEFINED: Mapping[str, Set[str]] = {name: kinds_in(kind.cls) for name, kind in KINDS.items()}
"""Kind of file -> the kinds of ids that stand inside it."""


@dataclass
class Folder:
    """What was found below `sop/`."""
    files: list[tuple[str, str, YamlFile]] = field(default_factory=list)
    """Every file that could be read: its kind, its id, its data."""
    problems: list[Problem] = field(default_factory=list)
    unread: dict[str, Set[str]] = field(default_factory=dict)
    """By id: the files that could not be read, with the kinds of ids that each may define."""


def read_folder(root: Path) -> Folder:
    """Read every file below `root/sop` but the released revisions, the guide, hidden files and the lock files of Word."""
    folder = Folder()
    if not (root / CONTENT).is_dir():
        folder.problems.append(Problem("E304", f"没有找到 {CONTENT} 文件夹", Place(CONTENT), f"请在手册所在的文件夹里运行，或用 --root 指出 {CONTENT} 的上一级"))
        return folder
    for path in sorted((root / CONTENT).rglob("*")):
        inside = path.relative_to(root / CONTENT)
        hidden = inside.parts[0] == RELEASED or inside.as_posix() == GUIDE or any(part.startswith((".", "~")) for part in inside.parts)
        if not hidden and (path.suffix == ".yaml" or not path.is_dir()):
            _sort(path, inside, Place(path.relative_to(root).as_posix()), folder)
    there = folder.unread.keys() | {kind for kind, _, _ in folder.files}
    for name, kind in KINDS.items():
        if kind.single and not kind.optional and name not in there:
            folder.unread[name] = DEFINED[name]
            folder.problems.append(Problem("E304", f"缺少{NAMES[name]}文件 {kind.path}", Place(f"{CONTENT}/{kind.path}"), "请建立这个文件；原来有的请从代码库恢复"))
    return folder


def _sort(path: Path, inside: Path, place: Place, folder: Folder) -> None:
    """Put one file where it belongs."""
    name = re.sub(r"\.ya?ml(\.txt)?$", ".yaml", inside.name, flags=re.IGNORECASE)
    kind = PLACES.get(name if len(inside.parts) == 1 else inside.parent.as_posix())
    if not name.endswith(".yaml"):
        folder.problems.append(Problem("W307", "这个文件不会进入手册", place, "手册内容只放 .yaml 文件，其他文件请移到别处", Level.WARNING))
    elif kind is None:
        _misplaced(inside, place, folder)
    else:
        id = kind if KINDS[kind].single else Path(name).stem
        try:
            if name != inside.name:
                wrong = inside.name.removeprefix(Path(name).stem)
                raise ProblemsFound(Problem("E307", f"扩展名「{wrong}」不对", place, f"请把文件改名为 {name}"))
            folder.files.append((kind, id, read(path, place.file)))
        except ProblemsFound as found:
            folder.problems += found.problems
            folder.unread[id] = DEFINED[kind]


def _misplaced(inside: Path, place: Place, folder: Folder) -> None:
    """A file in a place that is none of the handbook's. A wrong folder is one mistake, however many files are in it."""
    alone = len(inside.parts) == 1
    word = inside.name if alone else inside.parent.as_posix()
    guess = closest(word.removesuffix(".yaml").lower(), [path.removesuffix(".yaml") for path in PLACES if path.endswith(".yaml") == alone])
    guess = guess and guess + inside.suffix * alone
    folder.unread[inside.stem] = frozenset().union(*DEFINED.values())
    if alone and guess:
        folder.unread[PLACES[guess]] = DEFINED[PLACES[guess]]
    message = f"「{word}」{'不是手册的文件' if alone else '不是放内容的文件夹'}"
    if not any(problem.message == message for problem in folder.problems):
        folder.problems.append(Problem("E307", message, place, f"是不是「{guess}」？" if guess else "内容只放在这些位置：" + "、".join(PLACES)))
