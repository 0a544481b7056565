"""What code hosts run for a change: its paper is made without any secret, and put beside it as text that nothing runs.

Their scripts run here as they stand: against a server that keeps notes as GitLab does, and with a `gh` that keeps
comments as GitHub does. What the hosts themselves do with the files shows only there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from generator.diff.report_formats import MARKER
from generator.resources import HOME

GITHUB = HOME / ".github" / "workflows"
PAPER, COMMENT = (yaml.safe_load((GITHUB / name).read_text("utf-8")) for name in ("paper.yml", "comment.yml"))
GITLAB = yaml.safe_load((HOME / ".gitlab" / "paper.yml").read_text("utf-8"))
ON = True
"""YAML 1.1 takes the key `on` for a truth value."""
COMMIT = "ab" * 20


def test_no_workflow_runs_a_pull_request_with_rights() -> None:
    """`pull_request_target` is nowhere; what a pull request starts may read, and sees no secret."""
    for path in GITHUB.glob("*.yml"):
        workflow = yaml.safe_load(path.read_text("utf-8"))
        assert "pull_request_target" not in workflow[ON]
        if "pull_request" in workflow[ON]:
            assert workflow["permissions"] == {"contents": "read"}
            assert "secrets." not in path.read_text("utf-8")


def test_what_may_write_checks_nothing_out() -> None:
    """It follows the other workflow by its name, uses no action, and its script has texts from the environment."""
    assert COMMENT[ON]["workflow_run"]["workflows"] == [PAPER["name"]]
    assert COMMENT["permissions"] == {"actions": "read", "pull-requests": "write"}
    (step,) = COMMENT["jobs"]["comment"]["steps"]
    assert "uses" not in step
    assert "${{" not in step["run"]
    assert GITLAB["贴出改动说明"]["variables"]["GIT_STRATEGY"] == "none"


def test_comments_are_found_by_the_marker_of_the_paper() -> None:
    (step,) = COMMENT["jobs"]["comment"]["steps"]
    assert step["env"]["MARKER"] == GITLAB["贴出改动说明"]["variables"]["MARKER"] == MARKER


def test_both_hosts_make_the_paper_and_the_preview() -> None:
    """By the commands that everybody has; what is uploaded is what they write."""
    steps = PAPER["jobs"]["paper"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == ["make paper", "make site"]
    assert [step["with"]["path"] for step in steps if "path" in step.get("with", {})] == ["build/paper", "site"]
    assert GITLAB["改动说明"]["script"] == ["make paper", "make site"]
    assert GITLAB["改动说明"]["artifacts"]["paths"] == ["build/paper/", "site/"]
    recipe = (HOME / "Makefile").read_text("utf-8")
    assert re.findall(r"--out (build/paper/\S+)", recipe) == [
        "build/paper/paper.md",
        "build/paper/approval-sheet.docx",
    ]


class Notes(BaseHTTPRequestHandler):
    """The notes of one merge request, some by others."""

    notes: list[dict[str, Any]]

    def do_GET(self) -> None:
        """The user of the token, or a page of notes."""
        if self.path.endswith("/user"):
            return self._answer({"id": 7})
        page = int(self.path.rpartition("page=")[2])
        return self._answer(self.notes[(page - 1) * 100 : page * 100])

    def do_POST(self) -> None:
        """One more note."""
        self.notes.append({"id": len(self.notes) + 1, "author": {"id": 7}, **self._sent()})
        self._answer(self.notes[-1])

    def do_PUT(self) -> None:
        """Another text."""
        note = next(note for note in self.notes if note["id"] == int(self.path.rpartition("/")[2]))
        note.update(self._sent())
        self._answer(note)

    def _sent(self) -> Any:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, data: object) -> None:
        self.send_response(200 if self.headers["PRIVATE-TOKEN"] == "secret" else 401)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def gitlab() -> Iterator[str]:
    """Its address; more than a page of notes, among them one of somebody else that begins as ours."""
    Notes.notes = [{"id": number, "author": {"id": 3}, "body": f"{MARKER} 不是我的"} for number in range(1, 121)]
    with ThreadingHTTPServer(("127.0.0.1", 0), Notes) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def paper_in(folder: Path, words: str) -> None:
    """What the first workflow has made, with words that a shell would run."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "paper.md").write_text(f"{MARKER}\n\n{words} $(touch ran) `touch ran`\n", encoding="utf-8")


def test_a_note_on_gitlab_is_updated_in_place(gitlab: str, tmp_path: Path) -> None:
    job = GITLAB["贴出改动说明"]
    environment = {
        **os.environ,
        "SOP_NOTE_TOKEN": "secret",
        "CI_API_V4_URL": gitlab,
        "CI_PROJECT_ID": "1",
        "CI_MERGE_REQUEST_IID": "2",
        "MARKER": job["variables"]["MARKER"],
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    for words in ("第一次", "第二次"):
        paper_in(tmp_path / "build/paper", words)
        subprocess.run(["bash", "-ec", job["script"][0]], cwd=tmp_path, env=environment, check=True)
    mine = [note["body"] for note in Notes.notes if note["author"]["id"] == 7]
    assert len(Notes.notes) == 121
    assert mine == [(tmp_path / "build/paper/paper.md").read_text("utf-8")]
    assert "第二次" in mine[0]
    assert not (tmp_path / "ran").exists()


GH = """#!/usr/bin/env python3
import json, os, pathlib, subprocess, sys
arguments, store = sys.argv[1:], pathlib.Path(os.environ["STORE"])
state = json.loads((store / "state.json").read_text("utf-8"))
if arguments[:2] == ["run", "download"]:
    target = pathlib.Path(arguments[arguments.index("--dir") + 1])
    target.mkdir(exist_ok=True)
    (target / "paper.md").write_bytes((store / "paper.md").read_bytes())
    raise SystemExit
body = next((pathlib.Path(word[6:]).read_text("utf-8") for word in arguments if word.startswith("body=@")), None)
path = next(word for word in arguments if word.startswith("repos/"))
if body is None:
    kind = path.rpartition("/")[2]
    data = json.dumps(state[kind])
    sys.stdout.write(subprocess.run(["jq", "-r", arguments[arguments.index("--jq") + 1]], input=data, text=True,
                                    capture_output=True, check=True).stdout)
elif "PATCH" in arguments:
    next(comment for comment in state["comments"] if path.endswith(f"/{comment['id']}"))["body"] = body
else:
    state["comments"].append({"id": len(state["comments"]) + 1, "user": {"login": "github-actions[bot]"}, "body": body})
(store / "state.json").write_text(json.dumps(state), "utf-8")
"""
RUNS = {
    "the handbook alone": (COMMIT, ["sop/a.yaml"], 2, False),
    "the program too": (COMMIT, ["sop/a.yaml", "generator/cli/frame.py"], 2, True),
    "a commit that is not the last": ("cd" * 20, ["sop/a.yaml"], 1, False),
}


@pytest.mark.skipif(not shutil.which("jq") or not shutil.which("bash"), reason="jq or bash is not installed")
@pytest.mark.parametrize(("head", "files", "comments", "is_warned"), RUNS.values(), ids=RUNS)
def test_a_comment_on_github_is_updated_in_place(
    tmp_path: Path, head: str, files: list[str], comments: int, is_warned: bool
) -> None:
    """One comment however often it runs; that of somebody else stays; an older commit says nothing."""
    (step,) = COMMENT["jobs"]["comment"]["steps"]
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH, encoding="utf-8")
    (tmp_path / "bin/gh").chmod(0o755)
    state = {
        "pulls": [{"number": 5, "head": {"sha": head}}],
        "files": [{"filename": name, "status": "modified"} for name in files],
        "comments": [{"id": 1, "user": {"login": "someone"}, "body": f"{MARKER} 不是我的"}],
    }
    (tmp_path / "state.json").write_text(json.dumps(state), encoding="utf-8")
    environment = {
        **os.environ,
        "STORE": str(tmp_path),
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GH_REPO": "example/handbook",
        "RUN": "9",
        "RUN_URL": "https://forge.example/run/9",
        "COMMIT": COMMIT,
        "HEAD": "somebody:branch",
        "MARKER": step["env"]["MARKER"],
    }
    for words in ("第一次", "第二次"):
        paper_in(tmp_path, words)
        subprocess.run(["bash", "-c", step["run"]], cwd=tmp_path, env=environment, check=True, capture_output=True)
    kept = json.loads((tmp_path / "state.json").read_text("utf-8"))["comments"]
    assert len(kept) == comments
    assert kept[0]["body"].endswith("不是我的")
    assert all(comment["body"].startswith(MARKER) for comment in kept)
    assert all("第二次 $(touch ran) `touch ran`" in comment["body"] for comment in kept[1:])
    assert all(("以外的文件" in comment["body"]) == is_warned for comment in kept[1:])
    assert not (tmp_path / "ran").exists()
