"""The editor on a git repository of the small handbook, with a bare repository as its remote."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import uvicorn

from generator.editing.access import Access
from generator.editing.desk import Desk
from generator.editing.server import application
from generator.resources import CONTENT, RELEASED
from generator.system.work_trees import Person, Repository

MANAGER = Person("王经理", "wang@example.com")

CALL_BACK = """\
  - id: call-back
    title: 回电时限
    value: 2 小时
    decide: 看客户等得起多久。
    owner: sales-supervisor
"""


def git(folder: Path, *arguments: str) -> str:
    """What git answers."""
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def handbook(timeless: Path) -> Path:
    """The root of the small handbook in a git repository, on its branch main, without a remote."""
    with (timeless / CONTENT / "parameters.yaml").open("a", encoding="utf-8") as parameters:
        parameters.write(CALL_BACK)
    git(timeless, "init", "--quiet", "--initial-branch", "main")
    for name, value in (("user.name", MANAGER.name), ("user.email", MANAGER.email)):
        git(timeless, "config", name, value)
    git(timeless, "add", "--all")
    git(timeless, "commit", "--quiet", "--message", "开始")
    return timeless


@pytest.fixture
def bare(handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository that the handbook is pushed to by ssh, which here leads to this machine."""
    folder = tmp_path / "handbook.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", str(folder))
    git(handbook, "push", "--quiet", str(folder), "main")
    git(handbook, "remote", "add", "origin", f"ssh://git@git.example.com{folder}")
    shell = tmp_path / "ssh"
    shell.write_text('#!/bin/sh\nfor word; do last=$word; done\nexec sh -c "$last"\n')
    shell.chmod(0o755)
    monkeypatch.setitem(os.environ, "GIT_SSH_COMMAND", str(shell))
    return folder


@pytest.fixture
def desk(handbook: Path, today: date) -> Desk:
    """The editor of one person on their own computer."""
    access = Access(frozenset({"127.0.0.1:0"}), MANAGER)
    return Desk(Repository(handbook, CONTENT, RELEASED), access, lambda: today)


@pytest.fixture
def edited(desk: Desk) -> Iterator[str]:
    """The address at which the editor is served."""
    with serving(desk) as address:
        yield address


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    """Serve a desk under its own port, whatever hosts it was made for; gives its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        desk.access = replace(desk.access, hosts=frozenset({host}))
        config = uvicorn.Config(application(desk), log_level="critical", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield f"http://{host}/"
        server.should_exit = True
        thread.join()
