"""`sop diff --against` and `sop pr-report`: what a change of the handbook does, from git alone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from zipfile import ZipFile

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


@pytest.mark.parametrize("format", ["md", "html", "json", "docx", "pdf"])
def test_an_unsound_draft_is_told_instead(changed: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    """Text says what to mend, and no change; a page to be signed is not made."""
    edit(changed, "parameters.yaml", "owner: sales-supervisor", "owner: nobody")
    assert cli.main(["pr-report", "--root", str(changed), "--base", "main", "--format", format]) == PROBLEMS
    told = capsys.readouterr().out
    assert "nobody" in told
    assert ("先改这些" in told) == (format in ("md", "html"))
    assert "由 95% 改为 96%" not in told


def test_a_sheet_to_be_signed_says_where_it_is(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Word file with the hash that the other forms of the paper give."""
    arguments = ["pr-report", "--root", str(changed), "--base", "main"]
    assert cli.main([*arguments, "--format", "json"]) == OK
    hash = json.loads(capsys.readouterr().out)["hash"]
    assert cli.main([*arguments, "--format", "docx", "--out", str(tmp_path / "单.docx")]) == OK
    assert capsys.readouterr().out.strip() == str(tmp_path / "单.docx")
    assert hash in (body := ZipFile(tmp_path / "单.docx").read("word/document.xml").decode())
    assert "由 95% 改为 96%" in body


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


def test_a_base_that_breaks_a_rule_is_compared_with(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule may be newer than the base: what can be read can be compared."""
    edit(changed, "roles/sales-rep.yaml", "weight: 100", "weight: 90")
    identity = ["-c", "user.name=示例", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(changed), *identity, "commit", "-qam", "two"], check=True, capture_output=True)
    assert cli.main(["pr-report", "--root", str(changed), "--base", "main"]) == PROBLEMS
    edit(changed, "roles/sales-rep.yaml", "weight: 90", "weight: 100")
    capsys.readouterr()
    assert cli.main(["pr-report", "--root", str(changed), "--base", "main"]) == OK
    assert "由 90% 改为 100%" in capsys.readouterr().out
