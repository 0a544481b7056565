"""Artifacts -> disk, all or nothing.

A folder is filled as `.<name>.new` beside its target. Where the target does not exist yet, one rename brings it there.
Otherwise one rename to `.<name>.ready` says that it is complete; from then on the target is moved to `.<name>.old`, the
complete folder takes its place, and the old one is removed. Whatever is interrupted, at any point, the next command
(`recover`) undoes it before that rename and finishes it after. Who does any of this is `alone` at it. A single file is
written beside its target and renamed over it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path

from generator.problems import Place, Problem, ProblemsFound
from generator.render import Artifact
from generator.system.locking import locked

FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""What is published can be read by everyone, whatever the umask of whoever built it."""
PRIVATE_MODE, PRIVATE_FOLDER_MODE = 0o600, 0o700
"""What only its owner may read: what names people and customers, and a folder that is not finished."""
MARK = "versions.json"
"""The file by which a published site is known. It lists the folders that belong to it."""
BESIDE = (
    "index.html",
    "front-door.*",
    "versions.*",
    "offline.json",
    "service-worker.js",
    "manifest.webmanifest",
    "icon-*.png",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
)
"""What stands beside those folders; also what a desktop leaves in every folder that is looked at."""


def write_file(path: Path, content: bytes, mode: int = FILE_MODE) -> bool:
    """Write one file so that no reader ever sees half of it. Returns whether its content changed.

    `mode` is who may do what with it, where the system knows that: PRIVATE_MODE for what names people.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    _make_folder(path.parent)
    fresh = _beside(path, "new")
    try:
        fresh.touch(PRIVATE_MODE)
        fresh.write_bytes(content)
        fresh.chmod(mode)
        fresh.replace(path)
    except OSError as error:
        error.filename = error.filename or str(path)  # a full disk is told without the name of the file
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    return True


def write_files(contents: Mapping[Path, bytes | None]) -> None:
    """Write several files in folders that exist, or none of them; None takes a file away.

    Each is written beside its target first, and what stands there is kept beside it, so that all the disk may refuse is
    refused before anything changes. Where one cannot take its place, those that did give theirs back.
    """
    placed: list[Path] = []
    try:
        for path, content in contents.items():
            recover(path)
            if content is not None:
                fresh = _beside(path, "new")
                fresh.write_bytes(content)
                fresh.chmod(path.stat().st_mode if path.exists() else FILE_MODE)
            if path.exists():
                shutil.copy2(path, _beside(path, "old"))
        for path, content in contents.items():
            if content is None:
                path.unlink()
            else:
                _beside(path, "new").replace(path)
            placed.append(path)
    except BaseException:
        for path in placed:
            if _beside(path, "old").exists():
                _beside(path, "old").replace(path)
            else:
                path.unlink()
        raise
    finally:
        for path in contents:
            _remove(_beside(path, "new"))
            _remove(_beside(path, "old"))


def update_folder(folder: Path, artifacts: Iterable[Artifact]) -> int:
    """Make a working folder hold exactly the artifacts, touching only what changed.

    Returns the number of files written or removed.

    Raises ValueError if two artifacts claim one path, or one is a folder to another.
    """
    contents: dict[Path, bytes] = {}
    for artifact in artifacts:
        path = folder / artifact.path
        if path in contents:
            raise ValueError(f"two artifacts claim {artifact.path}")
        contents[path] = artifact.content
    if folders := {parent for path in contents for parent in path.parents} & contents.keys():
        raise ValueError(f"both a file and a folder: {min(folders).relative_to(folder)}")
    # What is not wanted goes first: a file may stand where a folder is needed, or the other way round.
    changed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in contents:
            path.unlink()
            changed += 1
    return changed + sum(write_file(path, content) for path, content in contents.items())


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """While it lasts no other process works at the target.

    What was interrupted before is put in order first, and nothing is left over at the end.

    Raises ProblemsFound if another process is at it.
    """
    _make_folder(target.parent)
    with locked(lock_of(target), str(target)):
        recover(target)
        try:
            yield
        finally:
            recover(target)


def finish_interrupted(target: Path) -> None:
    """Put in order what a killed process left at the target, if it left anything and this one may do so."""
    if any(_beside(target, word).exists() for word in ("new", "ready", "old", "lock")):
        with suppress(ProblemsFound, OSError), alone(target):
            pass


def fresh_folder(target: Path) -> Path:
    """An empty folder beside the target, to be filled and then handed to `swap`. Until then it is its owner's."""
    recover(target)
    _make_folder(target.parent)
    fresh = _beside(target, "new")
    fresh.mkdir(PRIVATE_FOLDER_MODE)
    return fresh


def swap(target: Path, *, shared: bool = True) -> None:
    """Put the folder that `fresh_folder` gave in the place of the target.

    `shared`: everyone may read it, else its owner alone.
    """
    fresh = _beside(target, "new")
    folder_mode, file_mode = (FOLDER_MODE, FILE_MODE) if shared else (PRIVATE_FOLDER_MODE, PRIVATE_MODE)
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(folder_mode if path.is_dir() else file_mode)
    if target.exists():
        fresh.rename(_beside(target, "ready"))
        recover(target)
    else:
        fresh.rename(target)


def recover(target: Path) -> None:
    """Finish or undo a swap that was interrupted, so that the target is whole again and nothing is left beside it."""
    fresh, ready, old = (_beside(target, word) for word in ("new", "ready", "old"))
    if ready.exists():
        if target.exists():
            _remove(old)
            target.rename(old)
        ready.rename(target)
    elif old.exists() and not target.exists():
        old.rename(target)
    _remove(old)
    _remove(fresh)


def refuse_outside(target: Path, root: Path) -> None:
    """Raise ProblemsFound unless the target may be swapped away: it is not there, an empty folder, or a site published
    before and nothing else.

    So neither the handbook's own source nor anything else that somebody keeps can get lost by a mistyped folder name.
    """
    names = {path.name for path in target.iterdir()} if target.is_dir() else set()
    is_folder = (target.is_dir() and not target.is_symlink()) or not os.path.lexists(target)
    holds_source = target.resolve() in (root.resolve(), *root.resolve().parents)
    is_in_source = (root / "sop").resolve() in (target.resolve(), *target.resolve().parents)
    if not is_folder or (names and MARK not in names) or holds_source or is_in_source:
        raise ProblemsFound(
            Problem(
                "E601", f"「{target}」不能作为输出文件夹", Place(str(target)), "请换一个空文件夹，或上次输出的文件夹"
            )
        )
    published = {
        *_versions(target / MARK),
        *(name for name in names if any(fnmatch(name, pattern) for pattern in BESIDE)),
    }
    if strange := sorted(names - published):
        raise ProblemsFound(
            Problem(
                "E601",
                (
                    f"「{target}」里有不是这里生成的东西，重新生成会把它删掉："
                    f"{'、'.join(strange[:5])}{' 等' if strange[5:] else ''}"
                ),
                Place(str(target)),
                "先移到别处再生成，或者用 --out 换一个输出文件夹",
            )
        )


def _versions(mark: Path) -> set[str]:
    """The folders that a published site says it has."""
    try:
        return {entry["version"] for entry in json.loads(mark.read_bytes())}
    except (OSError, ValueError, TypeError, KeyError):
        return set()


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(FOLDER_MODE)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def lock_of(target: Path) -> Path:
    """The lock file of whoever works at the target."""
    return _beside(target, "lock")


def beside(target: Path) -> Path:
    """Where `fresh_folder` makes its folder."""
    return _beside(target, "new")


def _beside(target: Path, word: str) -> Path:
    return target.with_name(f".{target.name}.{word}")
