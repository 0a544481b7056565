"""The files in the folder of a released revision: how much of them there may be is asked before any is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from generator.problems import ProblemsFound
from generator.releases.damages import damaged
from generator.system.os_errors import reason
from generator.system.sized_files import TooLarge, read_sized

LARGEST_TEXT, LARGEST_FORM, LARGEST_FOLDER = 4_000_000, 8_000_000, 200_000_000
"""In bytes: of a document or list, of a Word form, of all files of a revision."""
MOST_FILES = 5_000


def folder_files(folder: Path, name: str) -> dict[str, bytes]:
    """The content of every file below the folder of a revision, by its path there.

    `name` is how problems call the folder. Raises ProblemsFound for what is too large to be a release, is a link or
    cannot be read.
    """
    if folder.is_symlink():
        _refuse(name, "", "文件夹是链接，发布的版本要放文件夹本身")
    files: dict[str, bytes] = {}
    left = LARGEST_FOLDER
    for path in _below(folder, folder, name):
        inside = path.relative_to(folder).as_posix()
        if len(files) >= MOST_FILES:
            _refuse(name, "", f"文件超过 {MOST_FILES} 个，不是发布的版本")
        largest = LARGEST_FORM if path.suffix == ".docx" else LARGEST_TEXT
        try:
            files[inside] = read_sized(path, min(largest, left))
        except TooLarge as error:
            size = f"{error.size / 1e6:.1f} MB"
            _refuse(name, inside, f"文件有 {size}，太大了" if error.size > largest else "文件加起来太大了")
        except OSError as error:
            _refuse(name, inside, f"文件读不出来：{reason(error)}")
        left -= len(files[inside])
    return files


def _below(there: Path, folder: Path, name: str) -> Iterator[Path]:
    """Every file below a folder, in the order of their names."""
    try:
        entries = sorted(there.iterdir())
    except OSError as error:
        _refuse(name, there.relative_to(folder).as_posix(), f"文件夹打不开：{reason(error)}")
    for path in entries:
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            _refuse(name, path.relative_to(folder).as_posix(), "这里是链接或别的东西，不是文件")
        elif path.is_dir():
            yield from _below(path, folder, name)
        else:
            yield path


def _refuse(name: str, file: str, what: str) -> NoReturn:
    raise ProblemsFound(damaged(name, file, f"{name.rpartition('/')[2]} 版的{what}"))
