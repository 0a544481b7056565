"""Built sites, kept below `build/tests/` by a hash of all that they are made of: one build for all processes of the
suite and all its runs.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from generator.resources import HOME
from generator.system.locking import locked

FOLDER = HOME / "build" / "tests"
INPUTS = ("generator", "templates", "mkdocs.yml", "pyproject.toml", "requirements.lock", "requirements-test.lock")
"""What decides how every site comes out, beside the helpers and handbooks of the tests; the locks stand for the
libraries."""
KEY = 16
"""Digits of the hash in the name of a folder."""
UNUSED = 24 * 3600
"""Seconds after which what nobody has asked for is taken away: another run may still be showing it until then."""


def kept(name: str, make: Callable[[Path], None], *sources: Path) -> Path:
    """The folder that `make` fills, made anew only when something that decides about its content has changed.

    `make` is handed an empty folder; `sources` is what it reads beside the program and the helpers and handbooks of the
    tests. Nobody may change what is in the folder that is returned.
    """
    place = FOLDER / f"{name}-{_key(make, sources)}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with locked(FOLDER / f".{name}.lock", name, wait=True):
        if not place.is_dir():
            unfinished = FOLDER / f".{name}.new"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(place)
        os.utime(place)
        for other in FOLDER.glob(f"{name}-{'?' * KEY}"):
            if other.stat().st_mtime < time.time() - UNUSED:
                shutil.rmtree(other)
    return place


def _key(make: Callable[[Path], None], sources: Iterable[Path]) -> str:
    """A hash of the inputs, of the file in which `make` stands, and of what it reads."""
    of_file = _hash([Path(inspect.getsourcefile(make) or "")])
    return hashlib.sha256(_program() + of_file + _hash(sources)).hexdigest()[:KEY]


@cache
def _program() -> bytes:
    """A hash of what decides about every site, as it was when the first one was asked for."""
    shared = (path for path in _below(HOME / "tests") if not path.name.startswith("test_"))
    return hashlib.sha256(sys.version.encode() + _hash([*(HOME / name for name in INPUTS), *shared])).digest()


def _hash(places: Iterable[Path]) -> bytes:
    """One hash of the names and the content of files and of all files below folders."""
    digest = hashlib.sha256()
    for path in (path for place in places for path in _below(place)):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.digest()


def _below(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(folder, name) for name in sorted(names))
