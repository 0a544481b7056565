"""Files as they stand in a commit. A name of a commit that looks like an option is refused."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.problems import Place, Problem, ProblemsFound
from generator.system.git import GitFailed, git

LARGEST = 500_000_000
"""Bytes of what a commit holds below a folder."""


@contextmanager
def files_of(root: Path, commit: str, folder: str, largest: int = LARGEST) -> Iterator[Path]:
    """A temporary copy of `folder` below the root as it stands in a commit, which any name of it may tell; gives the
    folder that stands for the root.

    Raises ProblemsFound where there is no git, no repository, or no such commit, or where it holds more than
    `largest` bytes.
    """
    hash = _named(root, commit)
    listed = _git(root, "ls-tree", "-r", "-l", "-z", hash, "--", folder).split(b"\0")
    sizes = [entry.partition(b"\t")[0].split()[3] for entry in listed if entry]
    if (size := sum(int(size) for size in sizes if size.isdigit())) > largest:
        message = f"「{commit}」里的 {folder} 有 {size / 1e6:.1f} MB，最多 {largest / 1e6:g} MB"
        raise ProblemsFound(Problem("E615", message, Place(commit), "请另选一个提交来比较，或把大文件移出手册的文件夹"))
    archive = _git(root, "archive", "--format=tar", hash, "--", folder)
    with TemporaryDirectory() as scratch:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            for member in files:
                path = PurePosixPath(member.name)
                content = files.extractfile(member) if member.isfile() and ".." not in path.parts else None
                if content:
                    target = Path(scratch, *path.parts)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content.read())
        yield Path(scratch)


def in_repository(root: Path, folder: str) -> tuple[Path, str]:
    """The root of the repository, and the path of `folder` below `root` from there; as if `root` were that root where
    there is none.
    """
    try:
        inside = PurePosixPath(git(root, "rev-parse", "--show-prefix").decode().strip())
    except (GitFailed, ProblemsFound):
        inside = PurePosixPath()
    return root.joinpath(*[".."] * len(inside.parts)), (inside / folder).as_posix()


class TrailedCommit(NamedTuple):
    """A commit with trailers in its message."""

    hash: str
    day: str
    before: str
    """The commit from which its own change starts: its parent, or where the merged branch parted; empty for the
    first."""
    after: str
    """The commit that holds its own change: itself, or the tip of the merged branch."""
    values: tuple[str, ...]
    """Of the trailers that were asked for; empty for one that it has not."""


def trailed_commits(root: Path, keys: Sequence[str]) -> Iterator[TrailedCommit]:
    """Every commit of what is checked out whose message has the first of these trailers, the newest first. Raises
    ProblemsFound.
    """
    trailers = [f"%(trailers:key={key},valueonly,unfold,separator=%x20)" for key in keys]
    format = "%x1f".join(["%H", "%cs", "%P", *trailers])
    log = _git(root, "log", "-z", f"--format={format}", f"--grep=^{keys[0]}:").decode("utf-8", "replace")
    for entry in filter(None, log.split("\0")):
        hash, day, parents, *values = entry.split("\x1f")
        if not values[0].strip():
            continue
        first, *merged = parents.split() or [""]
        before = _git(root, "merge-base", first, merged[0]).decode().strip() if merged else first
        yield TrailedCommit(hash, day, before, merged[0] if merged else hash, tuple(map(str.strip, values)))


def fork_of(root: Path, base: str) -> str:
    """The commit at which what is checked out parted from `base`: from there on everything is its own change. Raises
    ProblemsFound.
    """
    return _git(root, "merge-base", _named(root, base), "HEAD").decode().strip()


def _named(root: Path, commit: str) -> str:
    """The full hash of a commit."""
    if commit.startswith("-"):
        raise ProblemsFound(_unknown(commit))
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}").decode().strip()
    except ProblemsFound as error:
        raise ProblemsFound(*(error.problems if error.problems[0].code == "E611" else [_unknown(commit)])) from None


def _unknown(commit: str) -> Problem:
    return Problem(
        "E612",
        f"代码库里没有「{commit}」这个提交或分支",
        Place(commit),
        "写分支名或提交号，例如 main；在自动检查里要先取回它的历史（fetch-depth: 0）",
    )


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return git(root, *arguments)
    except GitFailed:
        problem = Problem("E613", f"git {arguments[0]} 没有成功", Place(str(root)), "请在手册的代码库里运行")
        raise ProblemsFound(problem) from None
