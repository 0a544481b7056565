"""Changes of several files of the draft: as edits of their texts, as bytes, and as the handbook that they make."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.authoring.text_edits import Edit, edited_bytes
from generator.load import LoadResult, load_handbook
from generator.load.documents import YamlFile
from generator.load.files import CONTENT, RELEASED


class FileChange(NamedTuple):
    """What becomes of one file."""

    name: str | None
    """Its name afterwards, below the root; None if it goes."""
    edits: tuple[Edit, ...]
    file: YamlFile


def contents_after(root: Path, changes: Mapping[str, FileChange]) -> dict[str, bytes | None]:
    """By name below the root: the bytes of every file that changes, None for one that is no more."""
    contents: dict[str, bytes | None] = dict.fromkeys(changes)
    for name, change in changes.items():
        if change.name:
            contents[change.name] = edited_bytes((root / name).read_bytes(), change.edits)
    return contents


def tried(root: Path, contents: Mapping[str, bytes | None], as_of: date) -> LoadResult:
    """What the check says of the draft once these files are written; nothing below the root is touched."""
    with TemporaryDirectory() as folder:
        there = Path(folder)
        shutil.copytree(root / CONTENT, there / CONTENT, symlinks=True, ignore=shutil.ignore_patterns(RELEASED))
        for name, content in contents.items():
            if content is None:
                (there / name).unlink()
            else:
                (there / name).write_bytes(content)
        return load_handbook(there, as_of)
