"""Edits of a handbook as they happen while somebody writes, one save after another: what a process that remembers makes
of each is what one makes that has read nothing before.
"""

from __future__ import annotations

import random
import re
import shutil
from datetime import date
from pathlib import Path

from generator import workspace
from generator.memory import Memory
from generator.problems import ProblemsFound
from tests.load.test_mutations import damaged


def hold_against_a_new_build(root: Path, saves: int, seed: int, as_of: date) -> int:
    """Save a handbook, below a root of its own, many times. Gives how often it was without an error."""
    dice, memory, sound = random.Random(seed), Memory(), 0
    written = {
        path: path.read_bytes() for path in sorted((root / "sop").rglob("*.yaml")) if "revisions" not in path.parts
    }
    broken: Path | None = None
    for save in range(saves):
        mended, path = broken, dice.choice(list(written))
        if mended and dice.random() < 0.8:
            mended.write_bytes(written[mended])
        else:
            _edit(path, written[path], dice)
        told = f"save {save} of seed {seed}: {path.name}"
        now, anew = workspace.read(root, as_of, memory), workspace.read(root, as_of)
        assert now.problems == anew.problems, told
        try:
            expected = anew.sound().draft
        except ProblemsFound:
            broken = path
            continue
        broken, sound = None, sound + 1
        draft = now.sound().draft
        assert draft.handbook == expected.handbook and draft.edition == expected.edition, told
        assert draft.history == expected.history and draft.news == expected.news, told
        for one, other in zip(draft.page_artifacts(), expected.page_artifacts(), strict=True):
            assert one == other, f"{told}: {one.path}"
    return sound


def _edit(path: Path, written: bytes, dice: random.Random) -> None:
    """Change one thing in a file, or take the file away, or put it back."""
    text = (path.read_bytes() if path.exists() else written).decode("utf-8", "replace")
    chance = dice.random()
    if chance < 0.05:
        path.unlink(missing_ok=True)
    elif chance < 0.15:
        path.write_bytes(written)
    elif chance < 0.25:
        path.write_bytes(damaged(text.encode(), dice))
    elif chance < 0.45:
        path.write_text(
            _with_another(r"(?<![\w.-])[1-9][0-9]?(?![\w.:-])", text, lambda words: str(int(words) + 1), dice)
        )
    elif chance < 0.55:
        path.write_text(_with_another(r"(?m)^ *- .*\n", text, lambda line: "", dice))
    elif chance < 0.65:
        path.write_text(_with_another(r"(?m)^ *- [^:\n]*\n", text, lambda line: line + line.rstrip() + "又\n", dice))
    elif chance < 0.75:
        path.write_text(_with_another(r"(?m)(?<=title: ).*$", text, lambda title: title + "二", dice))
    else:
        path.write_text(_with_another(r"[\u4e00-\u9fff]{4}", text, lambda words: words[:2] + "也" + words[2:], dice))


def _with_another(pattern: str, text: str, change, dice: random.Random) -> str:
    """The text with one match of the pattern changed, any of them."""
    matches = list(re.finditer(pattern, text))
    if not matches:
        return text
    match = dice.choice(matches)
    return text[: match.start()] + change(match[0]) + text[match.end() :]


def copied(root: Path, to: Path) -> Path:
    """What authors write below a root, to be edited."""
    shutil.copytree(root / "sop", to / "sop")
    return to
