"""Files of other people: their size is asked before anything of them is read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


class TooLarge(Exception):
    """A file is larger than whoever reads it can bear. The size is in bytes."""

    def __init__(self, size: int):
        super().__init__(f"{size} bytes")
        self.size = size


def read_sized(path: Path, largest: int) -> bytes:
    """The content of a file of at most `largest` bytes. Raises TooLarge, or OSError for what cannot be read or is no
    file.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        code = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL
        raise OSError(code, os.strerror(code), str(path))
    if status.st_size > largest:
        raise TooLarge(status.st_size)
    with path.open("rb") as file:
        content = file.read(largest + 1)
    if len(content) > largest:  # it grew meanwhile, or the system does not say how long it is
        raise TooLarge(len(content))
    return content
