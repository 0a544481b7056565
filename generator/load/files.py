"""Which files make up the handbook: every one below `sop/` has its place, and what does not belong is told so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.language.did_you_mean import closest
from generator.load.documents import YamlFile, parse, read_text
from generator.load.schema import kinds_in
from generator.memory import FORGETFUL, Memory
from generator.model import ID, KINDS, NAMES
from generator.problems import Level, Place, Problem, ProblemsFound
from generator.resources import CONTENT, RELEASED

GUIDE = "README.md"
"""The guide for authors, below `sop/`: generated, and no content."""
PLACES: Mapping[str, str] = {kind.path: name for name, kind in KINDS.items()}
"""Path below `sop/`, of a folder or a single file -> kind."""
DEFINED: Mapping[str, Set[str]] = {name: kinds_in(kind.cls) for name, kind in KINDS.items()}
"""Kind of file -> the kinds of ids that stand inside it."""


ANY_ID = ""
"""Stands for the ids of files of which nobody knows whether they are there."""
ANYTHING: Set[str] = frozenset().union(*DEFINED.values())
"""What a file may define of which nobody can tell what it is."""


@dataclass
class Folder:
    """What was found below `sop/`."""

    files: list[tuple[str, str, YamlFile]] = field(default_factory=list)
    """Every file that could be read: its kind, its id, its data."""
    problems: list[Problem] = field(default_factory=list)
    unread: dict[str, Set[str]] = field(default_factory=dict)
    """By id: the files that could not be read, with the kinds of ids that each may define."""


def read_folder(root: Path, memory: Memory = FORGETFUL, instead: Mapping[str, str] = MappingProxyType({})) -> Folder:
    """Read every file below `root/sop` but the released revisions, the guide, hidden files and the lock files of
    Word.

    With a `memory` only those are understood anew whose text has changed. A file that `instead` names counts as if it
    held the text there, and as if it were there.
    """
    folder = Folder()

    def read_file(path: Path, name: str) -> YamlFile:
        text = instead[name] if name in instead else read_text(path, name)
        return memory.kept(("file", name), lambda: parse(text, name), text)

    if not (root / CONTENT).is_dir():
        folder.problems.append(
            Problem(
                "E304",
                f"没有找到 {CONTENT} 文件夹",
                Place(CONTENT),
                f"请在手册所在的文件夹里运行，或用 --root 指出 {CONTENT} 的上一级",
            )
        )
        return folder
    there = dict.fromkeys(_below(root / CONTENT, root, folder))
    for path in (*there, *(root / name for name in instead if root / name not in there)):
        inside = path.relative_to(root / CONTENT)
        hidden = any(part.startswith((".", "~")) for part in inside.parts)
        if not hidden:
            _sort(path, inside, Place(path.relative_to(root).as_posix()), folder, read_file)
        elif path.suffix == ".yaml" and not path.name.startswith(("._", "~$")):
            folder.problems.append(
                Problem(
                    "W307",
                    "名字以「.」或「~」开头的文件不会进入手册",
                    Place(path.relative_to(root).as_posix()),
                    "要用就改名，去掉开头的符号；不用就删除",
                    Level.WARNING,
                )
            )
    known = folder.unread.keys() | {kind for kind, _, _ in folder.files}
    for name, kind in KINDS.items():
        if kind.single and not kind.optional and name not in known:
            folder.unread[name] = DEFINED[name]
            folder.problems.append(
                Problem(
                    "E304",
                    f"缺少{NAMES[name]}文件 {kind.path}",
                    Place(f"{CONTENT}/{kind.path}"),
                    "请建立这个文件；原来有的请从代码库恢复",
                )
            )
    return folder


NO_LINK = "请放它本身，不要放链接或快捷方式"


def _below(there: Path, root: Path, folder: Folder) -> Iterator[Path]:
    """Every file below a folder of the content, in the order of their names, and folders that are named like files.
    What the system does not let anybody look into is a problem: its files would be missing without a word.
    """
    try:
        entries = sorted(there.iterdir())
    except OSError:
        entries = []
        _unreadable(there, root, folder, "文件夹打不开", "请检查这个文件夹有没有读取权限")
    for path in entries:
        if there == root / CONTENT and path.name in (RELEASED, GUIDE):
            continue
        is_place = PLACES.get(path.relative_to(root / CONTENT).as_posix()) is not None
        if path.suffix == ".yaml" or not (path.is_dir() or path.is_symlink() or is_place):
            yield path
        elif path.is_symlink() or not path.is_dir():
            _unreadable(path, root, folder, f"这里要放一个文件{'夹' * (path.is_dir() or is_place)}", NO_LINK)
        else:
            yield from _below(path, root, folder)


def _unreadable(path: Path, root: Path, folder: Folder, message: str, hint: str) -> None:
    """Note a folder that cannot be looked into: anything that its kind defines may stand in it."""
    kind = PLACES.get(path.relative_to(root / CONTENT).as_posix())
    folder.unread[ANY_ID] = folder.unread.get(ANY_ID, frozenset()) | ({kind} | DEFINED[kind] if kind else ANYTHING)
    folder.problems.append(Problem("E115", message, Place(path.relative_to(root).as_posix()), hint))


Reader = Callable[[Path, str], YamlFile]
"""Reads a file, which problems call by a name. Raises ProblemsFound."""


def _sort(path: Path, inside: Path, place: Place, folder: Folder, read: Reader) -> None:
    """Put one file where it belongs."""
    name = re.sub(r"\s*[.。．]\s*ya?ml(\.txt)?\s*$", ".yaml", inside.name, flags=re.IGNORECASE)
    if len(inside.parts) > 1 and re.fullmatch(rf"{ID}\.txt", name):
        name = name.removesuffix(".txt") + ".yaml"
    kind = PLACES.get(name if len(inside.parts) == 1 else inside.parent.as_posix())
    if not name.endswith(".yaml"):
        folder.problems.append(
            Problem("W307", "这个文件不会进入手册", place, "手册内容只放 .yaml 文件，其他文件请移到别处", Level.WARNING)
        )
    elif kind is None:
        _misplaced(path, inside, place, folder, read)
    else:
        id = kind if KINDS[kind].single else Path(name).stem
        try:
            if name != inside.name:
                suffix = inside.name.removeprefix(Path(name).stem)
                raise ProblemsFound(Problem("E307", f"扩展名「{suffix}」不对", place, f"请把文件改名为 {name}"))
            file = read(path, place.file)
            if (other := kind_of_data(file.data)) not in (None, kind) and file.data.keys() - _names(kind):
                folder.unread[id] = ANYTHING
                folder.problems.append(
                    Problem("E307", "这个文件放错了地方", place, f"看内容是{NAMES[other]}，请移到 {_home(other)}")
                )
            else:
                folder.files.append((kind, id, file))
        except ProblemsFound as error:
            folder.problems += error.problems
            folder.unread[id] = DEFINED[kind]


def kind_of_data(data: Mapping[str, Any]) -> str | None:
    """The kind of KINDS that a document is by its fields: it has all that must be written, and none that is not of that
    kind.
    """
    required = {
        name: {field.name for field in fields(kind.cls) if field.default is MISSING} for name, kind in KINDS.items()
    }
    kinds = [name for name in KINDS if required[name] and required[name] <= data.keys() <= _names(name)]
    return kinds[0] if len(kinds) == 1 else None


def _names(kind: str) -> set[str]:
    """The fields of a kind of file."""
    return {field.name for field in fields(KINDS[kind].cls)}


def _home(kind: str) -> str:
    """Where files of a kind belong."""
    return f"{CONTENT}/{KINDS[kind].path}" + "/" * (not KINDS[kind].single)


def _misplaced(path: Path, inside: Path, place: Place, folder: Folder, read: Reader) -> None:
    """A file in a place that is none of the handbook's. A wrong folder is one mistake, however many files are in it."""
    alone = len(inside.parts) == 1
    word = inside.name if alone else inside.parent.as_posix()
    guess = closest(
        word.removesuffix(".yaml").lower(),
        [path.removesuffix(".yaml") for path in PLACES if path.endswith(".yaml") == alone],
    )
    guess = (guess and guess + inside.suffix * alone) or next(
        (kind.path for kind in KINDS.values() if kind.title == word and not kind.single), None
    )
    folder.unread[inside.stem] = ANYTHING
    if alone and guess and guess in PLACES:
        folder.unread[PLACES[guess]] = DEFINED[PLACES[guess]]
    message = f"「{word}」{'不是手册的文件' if alone else '不是放内容的文件夹'}"
    if not any(problem.message == message for problem in folder.problems):
        other = None
        with suppress(ProblemsFound):
            other = kind_of_data(read(path, place.file).data) if not guess else None
        hint = f"看内容是{NAMES[other]}，请移到 {_home(other)}" if other else "内容只放在这些位置：" + "、".join(PLACES)
        folder.problems.append(
            Problem(
                "E307",
                message,
                place,
                f"{CONTENT}/{guess}/ 里不再分文件夹，请把文件移出来"
                if guess and word.startswith(f"{guess}/")
                else f"是不是「{guess}」？"
                if guess
                else hint,
            )
        )
