"""`sop diff --against` and `sop pr-report`: what a change of the handbook does, from git alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator import cli
from generator.cli.output import OK, PROBLEMS, WRONG_USE
from tests.load.editing import edit


@pytest.fixture
def changed(small: Path) -> Path:
    """The small handbook in a repository, changed after its last commit."""
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "one")):
        identity = ["-c", "user.name=示例", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(small), *identity, *arguments], check=True, capture_output=True)
    edit(small, "kpis/same-day-record.yaml", "at_least: 95", "at_least: 96")
    return small


def test_a_draft_is_compared_with_a_commit(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it is compared with a revision."""
    assert cli.main(["diff", "--root", str(changed), "--against", "main"]) == OK
    assert "不低于：由 95% 改为 96%" in capsys.readouterr().out


@pytest.mark.parametrize("format", ["md", "html", "json"])
def test_the_paper_on_a_change_is_printed_or_written(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    arguments = ["pr-report", "--root", str(changed), "--base", "main", "--format", format]
    assert cli.main(arguments) == OK
    printed = capsys.readouterr().out
    assert cli.main([*arguments, "--out", str(tmp_path / "paper")]) == OK
    assert (tmp_path / "paper").read_text(encoding="utf-8") == printed
    assert "由 95% 改为 96%" in printed


def test_an_unsound_draft_is_told_instead(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the format of the paper, problems are told in words."""
    edit(changed, "parameters.yaml", "owner: sales-supervisor", "owner: nobody")
    assert cli.main(["pr-report", "--root", str(changed), "--base", "main", "--format", "md"]) == PROBLEMS
    assert "E302" in capsys.readouterr().out


WRONG = {
    "no such base": (["pr-report", "--base", "nowhere"], PROBLEMS, "没有「nowhere」这个提交或分支"),
    "two to compare with": (["diff", "2025", "--against", "main"], WRONG_USE, "不能同时写"),
    "nothing to compare with": (["diff"], WRONG_USE, "--against main"),
}


@pytest.mark.parametrize(("arguments", "code", "words"), WRONG.values(), ids=WRONG)
def test_wrong_use_is_told(
    changed: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    assert cli.main([*arguments, "--root", str(changed)]) == code
    told = capsys.readouterr()
    assert words in told.out + told.err


def test_a_base_with_errors_is_told(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing can be compared with a handbook that nobody could read."""
    edit(changed, "parameters.yaml", "owner: sales-supervisor", "owner: nobody")
    identity = ["-c", "user.name=示例", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(changed), *identity, "commit", "-qam", "two"], check=True, capture_output=True)
    edit(changed, "parameters.yaml", "owner: nobody", "owner: sales-supervisor")
    assert cli.main(["pr-report", "--root", str(changed), "--base", "main"]) == PROBLEMS
    assert "E614" in capsys.readouterr().out
