"""A git work tree for everybody who edits in a browser, and how what was edited there becomes a branch.

A work tree stands in the folder of the repository itself, where nobody else looks. Its name is a hash: what a person is
called never becomes a path.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.problems import Place, Problem, ProblemsFound
from generator.system.git import GitFailed, git
from generator.system.sized_files import read_sized

FOLDER = "sop-edit"
"""The folder in that of the repository."""
BRIEFLY = 10
"""Seconds for a remote that may not be there: one can begin without it."""
LONGEST_NAME = 1000
"""In bytes."""
SAFE_REMOTE = re.compile(r"https://[^\s]+|ssh://[^\s-][^\s]*|(?:[\w.-]+@)?[A-Za-z0-9][\w.-]*:(?!:|//)[^\s]+")
"""The addresses that are pushed to: https or ssh, also as `git@host:path`."""


class Person(NamedTuple):
    """Who edits."""

    name: str
    email: str

    @property
    def key(self) -> str:
        """What stands for them in names of files."""
        return hashlib.sha256(self.name.encode()).hexdigest()[:16]


class Sent(NamedTuple):
    """What became of an edit."""

    branch: str
    commit: str
    remote: str
    """The address that it was pushed to; empty where it was not."""
    why_not: str
    """Why it was not pushed, though there is a remote."""


class Repository:
    """The repository that a handbook stands in. Raises ProblemsFound if there is none, or no commit in it."""

    def __init__(self, root: Path, content: str, frozen: str) -> None:
        """`content` is the folder below the root that is edited, `frozen` one below that which is not."""
        self.root, self.content = root, (content, f":(exclude){content}/{frozen}")
        try:
            common, prefix = self._lines("rev-parse", "--path-format=absolute", "--git-common-dir", "--show-prefix")
            git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        except (GitFailed, ValueError):
            hint = "先运行 git init、git add sop 和 git commit，再运行 sop edit"
            raise ProblemsFound(Problem("E616", "手册不在代码库里，或者还没有提交过", Place(str(root)), hint)) from None
        self.trees = Path(common) / FOLDER
        self.prefix = prefix

    def _lines(self, *arguments: str) -> list[str]:
        return git(self.root, *arguments).decode().removesuffix("\n").split("\n")

    def configured_person(self) -> Person:
        """Who works here, by the settings of git; empty where it has none."""
        found = []
        for name in ("user.name", "user.email"):
            with suppress(GitFailed):
                found.append(git(self.root, "config", "--get", name).decode().strip())
                continue
            found.append("")
        return Person(found[0], found[1])

    def branch(self) -> str:
        """The branch that edits are to be merged into: what is checked out; empty where that is no branch."""
        with suppress(GitFailed):
            return git(self.root, "symbolic-ref", "--quiet", "--short", "HEAD").decode().strip()
        return ""

    def remote(self) -> str:
        """The name of the remote that this branch follows, or of the first; empty if there is none."""
        with suppress(GitFailed):
            return git(self.root, "config", "--get", f"branch.{self.branch()}.remote").decode().strip()
        names = git(self.root, "remote").decode().split()
        return "origin" if "origin" in names else next(iter(names), "")

    def remote_address(self) -> str:
        """Where this remote is pushed to; empty if there is none."""
        name = self.remote()
        with suppress(GitFailed):
            return git(self.root, "remote", "get-url", "--push", "--", name).decode().strip() if name else ""
        return ""

    def newest(self) -> str:
        """The commit to begin from: what is checked out, or, where the remote has gone on from it, that."""
        head = git(self.root, "rev-parse", "HEAD").decode().strip()
        name, branch = self.remote(), self.branch()
        if name and branch and SAFE_REMOTE.fullmatch(self.remote_address()):
            with suppress(GitFailed):
                git(self.root, "fetch", "--quiet", "--no-recurse-submodules", "--", name, branch, patience=BRIEFLY)
        with suppress(GitFailed):
            upstream = git(self.root, "rev-parse", "--verify", "--quiet", f"refs/remotes/{name}/{branch}^{{commit}}")
            git(self.root, "merge-base", "--is-ancestor", head, upstream.decode().strip())
            return upstream.decode().strip()
        return head

    def tree_of(self, person: Person) -> WorkTree:
        """The work tree of a person, made if there is none."""
        folder = self.trees / person.key
        if not (folder / ".git").exists():
            self.trees.mkdir(exist_ok=True)
            git(self.root, "worktree", "prune")
            git(self.root, "worktree", "add", "--force", "--detach", "--quiet", str(folder), self.newest())
        (self.trees / f"{person.key}.name").write_text(person.name, encoding="utf-8")
        return WorkTree(self, folder)

    def others(self, person: Person) -> Iterator[tuple[str, frozenset[str]]]:
        """Everybody else who has edits that are not committed: their names, and the files below the root."""
        for folder in sorted(self.trees.glob("*/")):
            name = self.trees / f"{folder.name}.name"
            if folder.name != person.key and name.is_file():
                with suppress(GitFailed):
                    if changed := WorkTree(self, folder).changed():
                        yield read_sized(name, LONGEST_NAME).decode(), changed


class WorkTree:
    """The files that one person edits."""

    def __init__(self, repository: Repository, folder: Path) -> None:
        self.repository, self.folder = repository, folder
        self.root = folder / repository.prefix
        """What stands for the root of the handbook."""

    def base(self) -> str:
        """The commit that the edits begin from."""
        return git(self.folder, "rev-parse", "HEAD").decode().strip()

    def changed(self) -> frozenset[str]:
        """The files below the root that are edited, by their names there."""
        content = self.repository.content
        told = git(self.root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *content)
        return frozenset(line[3:].removeprefix(self.repository.prefix) for line in told.decode().split("\0") if line)

    def _free(self, branch: str) -> str:
        """A name that no branch has, made from one."""
        taken = git(self.folder, "for-each-ref", "--format=%(refname:short)", "refs/heads").decode().split("\n")
        names = (f"{branch}-{count}" if count > 1 else branch for count in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def as_it_was(self, name: str) -> bytes | None:
        """The content of a file below the root before any edit; None if there was none."""
        with suppress(GitFailed):
            return git(self.folder, "show", f"HEAD:{self.repository.prefix}{name}")
        return None

    def reset(self) -> None:
        """Take all edits back."""
        if names := sorted(self.changed()):
            git(self.root, "add", "--all", "--", *names)
            git(self.root, "reset", "--quiet", "--hard")

    def renew(self) -> None:
        """Begin from the newest commit. Only where nothing is edited."""
        if not self.changed():
            git(self.folder, "checkout", "--quiet", "--detach", self.repository.newest())

    def send(self, names: Sequence[str], message: str, person: Person, branch: str) -> Sent:
        """Commit the files of these names in the name of a person as a new branch, whose name gets a number where there
        is one like it, and push it. The work tree then begins anew from the newest commit.

        Raises GitFailed if they could not be committed; that they could not be pushed is told.
        """
        who = {"NAME": person.name, "EMAIL": person.email}
        environment: Mapping[str, str] = {
            f"GIT_{part}_{name}": value for part in ("AUTHOR", "COMMITTER") for name, value in who.items()
        }
        branch = self._free(branch)
        git(self.root, "add", "--all", "--", *names)
        git(self.root, "commit", "--quiet", "--file", "-", given=message.encode(), environment=environment)
        commit = self.base()
        git(self.folder, "branch", "--", branch, commit)
        remote, address = self.repository.remote(), self.repository.remote_address()
        why_not = ""
        if address and not SAFE_REMOTE.fullmatch(address):
            why_not = "远程代码库的地址不是 https 或 ssh"
        elif address:
            try:
                git(self.folder, "push", "--quiet", "--no-recurse-submodules", "--", remote, f"{branch}:{branch}")
            except GitFailed as error:
                why_not = str(error).splitlines()[-1] if str(error) else "没有连上远程代码库"
        git(self.folder, "checkout", "--quiet", "--detach", self.repository.newest())
        return Sent(branch, commit, "" if why_not else address, why_not)
