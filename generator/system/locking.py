"""One process at a time.

The operating system holds the lock and lets go of it when the process ends, however it ends: none is ever stale.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.problems import Place, Problem, ProblemsFound

PAUSE = 0.1
"""Seconds between two looks at a lock that is waited for."""
WITHOUT_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What the system answers where a file system, such as that of some network drives, has no locks."""


@contextmanager
def locked(lock: Path, target: str, wait: bool = False) -> Iterator[None]:
    """Hold the lock file, in a folder that is there, for this process alone, and take the file away at the end.

    Where another process holds it, `wait` for its end, or raise ProblemsFound; `target` is what the author knows it by.
    """
    while (descriptor := _acquire(lock)) is None:
        if not wait:
            raise ProblemsFound(
                Problem(
                    "E606", f"另一个命令正在写「{target}」", Place(target), "等它完成再运行；不想等，先把那个命令结束掉"
                )
            )
        time.sleep(PAUSE)
    try:
        yield
    finally:
        # A file that others may have open goes while it is locked; Windows does not allow that, nor to remove what
        # another has open.
        if sys.platform == "win32":
            os.close(descriptor)
        with suppress(FileNotFoundError, PermissionError):
            lock.unlink()
        if sys.platform != "win32":
            os.close(descriptor)


def _acquire(lock: Path) -> int | None:
    """The open lock file, locked; None where another process has it."""
    while True:
        file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        ours = _try(file)
        if ours and _is(lock, file):
            return file
        os.close(file)
        if not ours:
            return None


def _is(lock: Path, file: int) -> bool:
    """Whether the open file still is the one at this path: whoever held it before may just have taken it away."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file), lock.stat())
    return False


def _try(file: int) -> bool:
    """Lock an open file, if no other process has. Where the file system knows no locks, nobody has."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno not in WITHOUT_LOCKS:
            raise
    return True
