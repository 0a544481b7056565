"""Processes that are killed in the middle of their work."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable


def killed_before(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process of its own that is killed right before its n-th change on disk.

    Returns whether it was.
    """
    child = os.fork()
    if child == 0:
        done = 0

        def count(event: str, arguments: tuple) -> None:
            nonlocal done
            writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
            if writes or event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod"):
                if done == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                done += 1

        sys.addaudithook(count)
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work itself failed"
    return os.WIFSIGNALED(status)
