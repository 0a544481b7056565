"""Ids that no file can have: refused before anything is built or released."""

from __future__ import annotations

import re

import pytest

from generator.cli import main
from tests.load.editing import reports

TAKEN = {
    "编号是网站自己要用的": (
        ("policies", "data-rules", "index"),
        (
            "policies/index.yaml:1:5 E444 编号「index」是网站自己要用的 → "
            "请换一个编号，文件名跟着改，例如「index-policy」"
        ),
    ),
    "the document of the handbook": (
        ("procedures", "customer-visit", "handbook"),
        (
            "procedures/handbook.yaml:1:5 E444 编号「handbook」是网站自己要用的 → "
            "请换一个编号，文件名跟着改，例如「handbook-procedure」"
        ),
    ),
    "a download of the site": (
        ("forms", "visit-record", "redline-next"),
        (
            "forms/redline-next.yaml:1:5 E444 编号「redline-next」是网站自己要用的 → "
            "请换一个编号，文件名跟着改，例如「redline-next-form」"
        ),
    ),
    "a device": (
        ("quizzes", "visit-quiz", "com1"),
        (
            "quizzes/com1.yaml:1:5 E444 编号「com1」在 Windows 上不能做文件名 → "
            "请换一个编号，文件名跟着改，例如「com1-quiz」"
        ),
    ),
    "a device in capitals": (
        ("sources", "HBK", "NUL"),
        "sources/NUL.yaml:1:5 E444 编号「NUL」在 Windows 上不能做文件名 → 请换一个编号，文件名跟着改",
    ),
    "another case": (
        ("kpis", "same-day-record", "hbk"),
        (
            "sources/HBK.yaml:1:5 E444 编号「HBK」和「hbk」只差大小写，Windows 和 macOS 上分不清 → "
            "请换一个编号，文件名跟着改"
        ),
    ),
    "too long": (
        ("kpis", "same-day-record", "k" * 61),
        (
            f"kpis/{'k' * 61}.yaml:1:5 E444 编号有 61 个字符，太长了，最多 60 个 → "
            f"请换一个编号，文件名跟着改，例如「{'k' * 56}-kpi」"
        ),
    ),
    "a chapter": (
        ("policies", "data-rules", "visit"),
        (
            "handbook.yaml:14:9 E444 章节编号「visit」也是制度的编号，两份文件会同名 → "
            "请给这一章换一个编号，例如「visit-chapter」；用到它的 chapter 跟着改"
        ),
    ),
}


def rename(root, folder: str, old: str, new: str) -> None:
    """Give an item another id wherever it is named."""
    for path in (root / "sop").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text), encoding="utf-8")
    (root / "sop" / folder / f"{old}.yaml").rename(root / "sop" / folder / f"{new}.yaml")


@pytest.mark.parametrize("name", TAKEN)
def test_an_id_that_no_file_can_have(small, name):
    """One report, at the id."""
    change, told = TAKEN[name]
    rename(small, *change)
    assert reports(small) == [told]


def test_the_longest_id_is_sound(small):
    """Up to the limit nothing is said."""
    rename(small, "kpis", "same-day-record", "k" * 60)
    assert reports(small) == []


@pytest.mark.parametrize("id", ["index", "con", "redline-2027"])
def test_nobody_starts_from_such_an_id(small, id, capsys):
    """`sop new` refuses it at once."""
    assert main(["new", "form", id, "--root", str(small)]) == 2
    assert f"编号「{id}」" in capsys.readouterr().err
    assert not (small / f"sop/forms/{id}.yaml").exists()
