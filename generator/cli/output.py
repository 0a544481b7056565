"""What every command has in common: how it ends, and how it reports problems."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from generator.problem_formats import FORMATS
from generator.problems import Problem
from generator.system.os_errors import reason

OK, PROBLEMS, WRONG_USE = 0, 1, 2
"""All is well; there are problems, and nothing was written; the command was used wrongly."""
TERMINATED = 143
"""Asked to end from outside, by SIGTERM: what shells give for it."""


def why(error: OSError) -> str:
    """Why reading or writing failed, with the file, if the system says which."""
    files = "、".join(str(name) for name in (error.filename, error.filename2) if name is not None)
    return reason(error) + (f"（{files}）" if files else "")


def wrong_use(message: str) -> int:
    """Say what is wrong with the command, and give what it ends with."""
    print(message, file=sys.stderr)
    return WRONG_USE


def print_problems(problems: Sequence[Problem], texts: Mapping[str, str], format: str = "text") -> None:
    """Print problems: to standard output where they are the result of the command, in colour only on a terminal.

    `texts` are the files by name; a format that is none of problems is that of something else, which they stand for.
    """
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    sys.stdout.write(FORMATS.get(format, FORMATS["text"]).write(problems, texts, colour))
