"""What every command has in common: how it ends, and how it reports problems."""
from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from generator import reporters
from generator.problems import Problem

OK, PROBLEMS, WRONG_USE = 0, 1, 2
"""All is well; there are problems, and nothing was written; the command was used wrongly."""


def report(problems: Sequence[Problem], texts: Mapping[str, str], format: str = "text") -> None:
    """Print problems: to standard output where they are the result of the command, in colour only on a terminal. `texts` are the files by name."""
    if format == "github":
        sys.stdout.write(reporters.github(problems, texts))
    elif format == "json":
        sys.stdout.write(reporters.as_json(problems))
    else:
        sys.stdout.write(reporters.text(problems, texts, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))
