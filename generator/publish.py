"""Artifacts -> disk, all or nothing.

A folder is built beside its target and swapped in by two renames; whatever is interrupted between them is finished or undone by the
next command (`recover`). A single file is written beside its target and renamed over it.
"""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from .problems import Place, Problem, ProblemsFound
from .render import Artifact

FILE_MODE, FOLDER_MODE = 0o644, 0o755


def write_file(path: Path, content: bytes) -> bool:
    """Write one file so that no reader ever sees half of it. Returns whether its content changed."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.chmod(FILE_MODE)
    os.replace(fresh, path)
    return True


def update_folder(folder: Path, artifacts: Iterable[Artifact]) -> int:
    """Make a working folder hold exactly the artifacts, touching only what changed. Returns the number of files written or removed.

    Raises ValueError if two artifacts claim one path.
    """
    wanted: dict[Path, bytes] = {}
    for artifact in artifacts:
        path = folder / artifact.path
        if path in wanted:
            raise ValueError(f"two artifacts claim {artifact.path}")
        wanted[path] = artifact.content
    changed = sum(write_file(path, content) for path, content in wanted.items())
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
            changed += 1
    return changed


def fresh_folder(target: Path) -> Path:
    """An empty folder beside the target, to be filled and then handed to `swap`."""
    recover(target)
    fresh = _beside(target, "new")
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(parents=True)
    return fresh


def swap(target: Path) -> None:
    """Put the folder that `fresh_folder` gave in the place of the target, with modes that no umask decides."""
    fresh, old = _beside(target, "new"), _beside(target, "old")
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
    _beside(target, "ready").touch()
    _finish(target, fresh, old)


def recover(target: Path) -> None:
    """Finish or undo a swap that was interrupted, so that the target is whole again."""
    fresh, old = _beside(target, "new"), _beside(target, "old")
    if _beside(target, "ready").exists():
        _finish(target, fresh, old)
    elif old.exists() and not target.exists():
        old.rename(target)


def _finish(target: Path, fresh: Path, old: Path) -> None:
    if fresh.exists():
        if target.exists():
            if old.exists():
                shutil.rmtree(old)
            target.rename(old)
        fresh.rename(target)
    if old.exists():
        shutil.rmtree(old)
    _beside(target, "ready").unlink(missing_ok=True)


def _beside(target: Path, word: str) -> Path:
    return target.with_name(f".{target.name}.{word}")


def refuse_outside(target: Path, root: Path) -> None:
    """Raise ProblemsFound if swapping the target would take the handbook's own source, or a folder that is not ours, away."""
    if target.resolve() in (root.resolve(), *root.resolve().parents) or (target / "sop").exists() or (target / ".git").exists():
        raise ProblemsFound(Problem("E601", f"「{target}」不能作为输出文件夹", Place(str(target)), "请换一个空文件夹，或上次输出的文件夹"))
