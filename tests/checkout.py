"""A copy of this checkout, to be changed, or to hold another handbook."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.resources import HOME

LEFT_OUT = {".git", ".venv", "build", "site"}
"""What stands at the top of a checkout and is no part of the program."""


def copied(target: Path, *left_out: str) -> Path:
    """Copy the program to a folder that is not there yet, without these of the files and folders at its top."""

    def ignore(folder: str, names: list[str]) -> set[str]:
        at_top = LEFT_OUT | set(left_out) if Path(folder) == HOME else set()
        return {name for name in names if name in at_top or name == "__pycache__" or name.endswith("_cache")}

    return Path(shutil.copytree(HOME, target, ignore=ignore))
