"""`make audit` says what it was told, and fails where nobody told it anything: against services on this machine that
answer in the words of the real ones.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests import audit

pytestmark = pytest.mark.slow
LOCK = "left-pad==1.0.0\n"
NPM_LOCK = {
    "lockfileVersion": 3,
    "packages": {"": {"dependencies": {"left-pad": "1.0.0"}}, "node_modules/left-pad": {"version": "1.0.0"}},
}
OWN = {"left-pad": "ADV-OWN"}
KNOWN = {audit.KNOWN_PYTHON[0]: "ADV-KNOWN", audit.KNOWN_NPM[0]: "ADV-KNOWN"}


@contextmanager
def service(advisories: Mapping[str, str], status: int) -> Iterator[str]:
    """A service that knows these advisories by package, as OSV answers `POST /` and as npm's registry answers the
    rest; gives its address.
    """

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked = json.loads(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
            self.say(self.osv(asked["package"]["name"]) if self.path == "/" else self.npm(asked))

        def do_GET(self) -> None:
            name = self.path.strip("/")
            self.say({"name": name, "versions": {"1.0.0": {"name": name, "version": "1.0.0"}}})

        def osv(self, name: str) -> object:
            affected = [{"package": {"name": name, "ecosystem": "PyPI"}}]
            return {"vulns": [{"id": advisories[name], "affected": affected}]} if name in advisories else {}

        def npm(self, asked: Mapping[str, object]) -> object:
            return {
                name: [
                    {
                        "id": 1,
                        "url": f"x/{advisories[name]}",
                        "title": "",
                        "severity": "low",
                        "vulnerable_versions": "*",
                    }
                ]
                for name in asked
                if name in advisories
            }

        def say(self, answer: object) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(params=["python", "npm"])
def ask(request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[tuple[str, str]]]:
    """Asks the service at an address about one locked package; gives its advisories."""

    def asked(address: str) -> list[tuple[str, str]]:
        monkeypatch.setenv("PIP_AUDIT_VULNERABILITY_SERVICE", "osv")
        monkeypatch.setenv("PIP_AUDIT_OSV_URL", address)
        monkeypatch.setenv("npm_config_registry", address)
        monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
        monkeypatch.setenv("npm_config_fetch_retries", "0")
        (tmp_path / "requirements.txt").write_text(LOCK)
        (tmp_path / "package.json").write_text(json.dumps(NPM_LOCK["packages"][""]))
        (tmp_path / "package-lock.json").write_text(json.dumps(NPM_LOCK))
        if request.param == "python":
            return audit.asked_python(tmp_path / "requirements.txt")
        return audit.asked_npm(tmp_path)

    return asked


@pytest.mark.parametrize(
    ("advisories", "expected"), [(KNOWN, []), (KNOWN | OWN, ["ADV-OWN"])], ids=["nothing wrong", "vulnerable"]
)
def test_it_says_what_it_was_told(ask, advisories, expected):
    """A service that knows advisories is believed: both that there is one and that there is none."""
    with service(advisories, 200) as address:
        told = ask(address)
    assert [advisory for _, advisory in told] == expected
    assert all(package.startswith("left-pad ") for package, _ in told)


@pytest.mark.parametrize(("advisories", "status"), [({}, 200), (OWN, 200), (KNOWN, 405), (KNOWN, 404), (KNOWN, 503)])
def test_what_nobody_answered_is_not_called_safe(ask, advisories, status):
    """A service that knows nothing of a package known to be vulnerable, or refuses to answer, has not been asked."""
    with service(advisories, status) as address, pytest.raises(audit.NotAsked):
        ask(address)


def test_nobody_is_there(ask):
    """A port at which nobody listens."""
    with service({}, 200) as address:
        pass
    with pytest.raises(audit.NotAsked):
        ask(address)


def test_the_gate_fails_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    """Where neither service is there, `make audit` ends with 1 and names what nobody was asked about."""
    with service({}, 200) as address:
        pass
    monkeypatch.setenv("PIP_AUDIT_VULNERABILITY_SERVICE", "osv")
    monkeypatch.setenv("PIP_AUDIT_OSV_URL", address)
    monkeypatch.setenv("npm_config_registry", address)
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    assert audit.main() == 1
    told = capsys.readouterr().out
    assert told.count("NOT ASKED about ") == 2 and "requirements.lock" in told and "templates/theme/scripts" in told
