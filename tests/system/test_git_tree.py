"""A folder as it stands in a commit, with real git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.problems import ProblemsFound
from generator.system.git_tree import files_of, fork_of

Git = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of a folder, and a branch that parted at the first."""
    (tmp_path / "book/sop").mkdir(parents=True)
    git = runner(tmp_path)
    git("init", "-q", "-b", "main")
    (tmp_path / "book/sop/客户.yaml").write_text("一", encoding="utf-8")
    (tmp_path / "book/other.txt").write_text("x", encoding="utf-8")
    (tmp_path / "book/sop/link.yaml").symlink_to("客户.yaml")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("tag", "first")
    (tmp_path / "book/sop/客户.yaml").write_text("二", encoding="utf-8")
    git("commit", "-qam", "two")
    git("checkout", "-qb", "change", "first")
    return tmp_path


def runner(folder: Path) -> Git:
    """Git in a folder, by nobody in particular."""
    identity = ["-c", "user.name=示例", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(folder), *identity, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    return git


def test_a_commit_is_read_from_below_the_root(repository: Path) -> None:
    """Only the folder that is asked for, files only, from wherever the root stands in its repository."""
    with files_of(repository / "book", "main", "sop") as folder:
        found = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.yaml")}
    assert found == {"sop/客户.yaml": "二"}
    assert not folder.exists()


def test_a_commit_of_too_much_is_not_read(repository: Path) -> None:
    """How much it holds is asked before."""
    (repository / "book/sop/附件.bin").write_bytes(bytes(1_200_000))
    git = runner(repository)
    git("add", "-A")
    git("commit", "-qm", "large")
    with pytest.raises(ProblemsFound) as refused, files_of(repository / "book", "change", "sop", largest=1_000_000):
        pass
    (problem,) = refused.value.problems
    assert (problem.code, problem.message) == ("E615", "「change」里的 sop 有 1.2 MB，最多 1 MB")


def test_what_is_checked_out_parted_from_its_base(repository: Path) -> None:
    assert fork_of(repository / "book", "main") == runner(repository)("rev-parse", "first")


WRONG = {
    "no such branch": ("nowhere", "E612"),
    "an option": ("--output=x", "E612"),
    "a file": ("main:book", "E612"),
}


@pytest.mark.parametrize(("commit", "code"), WRONG.values(), ids=WRONG)
def test_a_commit_that_is_none_is_told(repository: Path, commit: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as told, files_of(repository / "book", commit, "sop"):
        pass
    assert [problem.code for problem in told.value.problems] == [code]


def test_a_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as told, files_of(tmp_path, "main", "sop"):
        pass
    assert told.value.problems[0].hint
