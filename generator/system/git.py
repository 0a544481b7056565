"""Git, called by argument list and never through a shell: the only file that knows how.

Nothing that a repository brings along is run: its hooks are switched off, and nobody is asked for a password.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from generator.problems import Place, Problem, ProblemsFound

PATIENCE = 60
"""Seconds until git is given up."""
HARMLESS = (
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "commit.gpgSign=false"),
    *("-c", "core.quotePath=false"),
    *("-c", "protocol.allow=never"),
    *("-c", "protocol.https.allow=always"),
    *("-c", "protocol.ssh.allow=always"),
)
"""Settings that stand above those of the repository: https://git-scm.com/docs/git-config"""


class GitFailed(Exception):
    """Git did not do what it was asked for; says in its own words why."""


def git(
    root: Path,
    *arguments: str,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    patience: int = PATIENCE,
) -> bytes:
    """What git answers in a folder. `given` is what it reads.

    Raises GitFailed, or ProblemsFound where there is no git.
    """
    program = shutil.which("git")
    if program is None:
        raise ProblemsFound(Problem("E611", "没有找到 git", Place(str(root)), "请安装 git，或比较两个已发布的版本"))
    try:
        result = subprocess.run(
            [program, "-C", str(root), *HARMLESS, *arguments],
            check=False,
            capture_output=True,
            timeout=patience,
            input=given,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", **(environment or {})},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitFailed(type(error).__name__) from None
    if result.returncode:
        raise GitFailed(result.stderr.decode(errors="replace").strip())
    return result.stdout
