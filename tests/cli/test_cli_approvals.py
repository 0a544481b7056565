"""`sop approve` and `sop approvals`: an approval outside the repository, recorded with the commit that it allows."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli
from generator.cli.output import OK, PROBLEMS, WRONG_USE
from tests.load.editing import edit

Told = Callable[..., tuple[int, str, str]]


def git(root: Path, *arguments: str) -> str:
    """Git in a repository, by nobody in particular."""
    identity = ["-c", "user.name=示例", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def change(small: Path) -> Path:
    """The small handbook on a branch with a change that is committed."""
    git(small, "init", "-q", "-b", "main")
    git(small, "add", "-A")
    git(small, "commit", "-qm", "one")
    git(small, "checkout", "-qb", "target")
    edit(small, "kpis/same-day-record.yaml", "at_least: 95", "at_least: 96")
    git(small, "commit", "-qam", "two")
    return small


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command; gives what it ends with and says."""

    def run(root: Path, *arguments: object) -> tuple[int, str, str]:
        code = cli.main([*map(str, arguments), "--root", str(root)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def sheet(change: Path, tmp_path: Path, told: Told) -> Path:
    """The sheet on which the change is approved."""
    assert told(change, "pr-report", "--format", "docx", "--out", tmp_path / "审批单.docx")[0] == OK
    return tmp_path / "审批单.docx"


def test_an_approval_is_recorded_and_found_again(change: Path, sheet: Path, told: Told) -> None:
    """As trailers, which git finds; with the hash of the file, and the change held against what was merged."""
    code, trailers, warned = told(change, "approve", "OA-2026-0012", sheet)
    assert (code, warned) == (OK, "")
    assert re.fullmatch(
        "Approval: OA-2026-0012\nApproval-Change: [0-9a-f]{64}\n"
        f"Approval-File: 审批单.docx sha256:{hashlib.sha256(sheet.read_bytes()).hexdigest()}\n",
        trailers,
    )
    git(change, "checkout", "-q", "main")
    git(change, "merge", "-q", "--no-ff", "target", "-m", f"提高目标\n\n{trailers}")
    code, listed, _ = told(change, "approvals")
    assert code == OK
    line = r"[0-9-]{10}\t[0-9a-f]{12}\tOA-2026-0012\t和批准的一样\t审批单.docx sha256:[0-9a-f]{64}\n"
    assert re.fullmatch(line, listed)


def test_a_commit_of_its_own_is_found_too(change: Path, sheet: Path, told: Told) -> None:
    """Where the host puts the whole branch into one commit."""
    trailers = told(change, "approve", "1", sheet)[1]
    git(change, "checkout", "-q", "main")
    git(change, "merge", "-q", "--squash", "target")
    git(change, "commit", "-qm", f"提高目标\n\n{trailers}")
    code, listed, _ = told(change, "approvals")
    assert code == OK and "\t1\t和批准的一样\t" in listed


def test_what_was_changed_after_the_approval_is_told(change: Path, sheet: Path, told: Told) -> None:
    """By both commands."""
    trailers = told(change, "approve", "1", sheet)[1]
    edit(change, "kpis/same-day-record.yaml", "at_least: 96", "at_least: 97")
    code, printed, said = told(change, "approve", "1", sheet)
    assert (code, printed) == (PROBLEMS, "") and "批的是另一次改动" in said and "重新报批" in said
    git(change, "commit", "-qam", f"三\n\n{trailers}")
    code, listed, _ = told(change, "approvals")
    assert code == PROBLEMS and "和批准的不一样" in listed


FILES = {
    "no sheet": ("a.docx", b"PK", WRONG_USE, "文件不完整"),
    "no PDF": ("a.pdf", b"%PDF", WRONG_USE, "不是 PDF，或已损坏"),
    "a picture": ("a.png", b"\x89PNG", OK, "读不出变更指纹，请自己核对"),
}


@pytest.mark.parametrize("name", FILES)
def test_another_file_is_no_sheet(change: Path, tmp_path: Path, told: Told, name: str) -> None:
    """What cannot be read is said; a picture of an approval may be recorded, and somebody has to look at it."""
    file, content, ends, message = FILES[name]
    (tmp_path / file).write_bytes(content)
    code, _, said = told(change, "approve", "1", tmp_path / file)
    assert code == ends and message in said


@pytest.mark.parametrize("number", ["", " ", "1\nApproval: 2", "9" * 101])
def test_a_number_is_one_line(change: Path, sheet: Path, told: Told, number: str) -> None:
    """Nothing can be put into the message of a commit by it."""
    code, printed, said = told(change, "approve", number, sheet)
    assert (code, printed) == (WRONG_USE, "") and "审批单号写在一行里" in said


def test_without_approvals_nothing_is_listed(change: Path, told: Told) -> None:
    assert told(change, "approvals") == (OK, "", "")
