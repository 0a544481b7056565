"""The page as it will look: `sop serve` on the work tree of each person, passed on under the address of the editor."""

from __future__ import annotations

import hashlib
import re
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from generator.website.content_security import SOURCES, policy

PATIENCE = 90
"""Seconds: longer than MkDocs lets a browser wait for what is new."""
RELOADING = re.compile(rb"<script>(\s*var livereload = .*?)</script>", re.DOTALL)
"""The script by which MkDocs has a page load itself anew."""


OVERLAY = re.compile(rb'<div id="sop-problems".*?</div>', re.DOTALL)
"""What `sop serve` lays over a page while the draft has errors; the form tells them at their fields."""
NO_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="3">'
    '<title>还没有页面</title><body style="margin:1.5rem;'
    'font:1rem/1.7 system-ui,sans-serif;color:#56605f"><p>草稿里有错误，还没有可以看的页面；改好以后这里会显示。</p>'
).encode()
"""What stands there while there has been no page without errors."""
ONLY = '[{"version": "preview", "title": "草案", "aliases": []}]'.encode()
EDITIONS = {"versions.js": ("text/javascript", b""), "versions.json": ("application/json", ONLY)}
"""What stands beside the editions of a whole site: here there is but the draft."""


class Answer(NamedTuple):
    """What the preview answered."""

    status: int
    content_type: str
    body: bytes
    location: str = ""


class Previews:
    """The previews of all who edit, each started when it is first asked for."""

    def __init__(self) -> None:
        self._running: dict[Path, tuple[subprocess.Popen[bytes], int]] = {}
        self._lock = Lock()

    def ask(self, root: Path, path: str) -> Answer | None:
        """What the preview of the handbook below a root answers to a path; None while it is not ready."""
        connection = HTTPConnection("127.0.0.1", self._port(root), timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        status = answer.status
        if status == 200:
            body = OVERLAY.sub(b"", body)  # the page as it last was without errors
        elif OVERLAY.search(body):
            status, body = 200, NO_PAGE
        return Answer(status, answer.getheader("Content-Type", ""), body, answer.getheader("Location", ""))

    def _port(self, root: Path) -> int:
        with self._lock:
            running = self._running.get(root)
            if running and running[0].poll() is None:
                return running[1]
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port: int = probe.getsockname()[1]
            command = [sys.executable, "-m", "generator", "serve", "--root", str(root)]
            process = subprocess.Popen(
                [*command, "--address", f"127.0.0.1:{port}"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._running[root] = (process, port)
            return port

    def close(self) -> None:
        """End all of them."""
        for process, _ in self._running.values():
            process.terminate()
        for process, _ in self._running.values():
            process.wait()


def headers(answer: Answer) -> Mapping[str, str]:
    """The headers of a page that is passed on: it runs what the site runs, and the script that loads it anew."""
    scripts = "".join(
        f" 'sha256-{b64encode(hashlib.sha256(script).digest()).decode()}'" for script in RELOADING.findall(answer.body)
    )
    allowed = policy()
    own = dict(SOURCES)
    for name, more in (("script-src", scripts), ("style-src", " 'unsafe-inline'")):
        allowed = allowed.replace(f"{name} {own[name]}", f"{name} {own[name]}{more}", 1)
    return {"Content-Security-Policy": allowed, "Content-Type": answer.content_type, "Cache-Control": "no-store"}
