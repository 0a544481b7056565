"""Asks whether anything that is locked has a known vulnerability: `make audit`, which is `python -m tests.audit`.

pip-audit asks for the packages of Python, `npm audit` for those of npm. Both have ways of saying that all is well when
nobody answered them: a package index that knows no advisories, a registry behind a mirror. So what was not asked about
is an error, and each is first asked about a package that is known to be vulnerable: whoever does not tell of that one
cannot tell of any.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.problems import ProblemsFound
from generator.resources import HOME, THEME
from generator.website import node

PYTHON_LOCKS = (HOME / "requirements.lock", HOME / "requirements-test.lock")
NPM_LOCKS = tuple(
    HOME / folder
    for folder in (THEME / "scripts", "tests/site/nu", "tests/render/word/sdk", "tests/authoring/yaml_server")
)
"""The folders that hold a `package-lock.json`."""
KNOWN_PYTHON = ("jinja2", "2.11.2")
"""A release with an advisory that nobody takes back: PYSEC-2021-66, CVE-2020-28493."""
KNOWN_NPM = ("minimist", "1.2.5")
"""Likewise: GHSA-xvch-5gv4-984h, CVE-2021-44906."""
ACCEPTED: Mapping[str, str] = {}
"""By advisory that is known and does not concern us: why it does not. It is told, and does not fail the gate."""


class NotAsked(Exception):
    """Nobody could say whether there is a vulnerability."""


def python_advisories(lock: Path) -> Iterator[tuple[str, str]]:
    """Package and advisory, of everything in a lock or list of requirements. Raises NotAsked."""
    command = ["--requirement", lock, "--disable-pip", "--no-deps", "--progress-spinner", "off", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    report = _report(done.stdout, "dependencies", f"pip-audit: {_last_line(done.stderr)}")
    for package in report["dependencies"]:
        if "skip_reason" in package:
            raise NotAsked(f"pip-audit: {package['skip_reason']}")
        for advisory in package["vulns"]:
            yield f"{package['name']} {package['version']}", advisory["id"]


def npm_advisories(folder: Path) -> Iterator[tuple[str, str]]:
    """Package and advisory, of everything in the `package-lock.json` of a folder. Raises NotAsked."""
    done = node.npm("audit", "--json", "--package-lock-only", cwd=folder)
    report = _report(done.stdout, "vulnerabilities", f"npm audit: {_last_line(done.stdout + done.stderr)}")
    for package in report["vulnerabilities"].values():
        for cause in package["via"]:
            if isinstance(cause, dict):  # a text names the package in the list that brings the vulnerability
                yield f"{package['name']} {package['range']}", cause["url"].rpartition("/")[2]


def _report(text: str, key: str, otherwise: str) -> Mapping[str, Any]:
    """A report that has this key."""
    try:
        report = json.loads(text)
    except ValueError:
        raise NotAsked(otherwise) from None
    if not isinstance(report, dict) or key not in report:
        raise NotAsked(str(report.get("message", otherwise)) if isinstance(report, dict) else otherwise)
    return report


def _last_line(text: str) -> str:
    return next(reversed(text.strip().splitlines()), "it said nothing")


def asked_python(*locks: Path) -> list[tuple[str, str]]:
    """The advisories on locks, from a service that has proved to know advisories. Raises NotAsked."""
    with tempfile.TemporaryDirectory() as name:
        known = Path(name, "requirements.txt")
        known.write_text("==".join(KNOWN_PYTHON))
        if not list(python_advisories(known)):
            raise NotAsked(f"pip-audit: the service knows no advisory on {' '.join(KNOWN_PYTHON)}, which has one")
    return sorted({advisory for lock in locks for advisory in python_advisories(lock)})


def asked_npm(*folders: Path) -> list[tuple[str, str]]:
    """The advisories on the locks in folders, from a service that has proved to know advisories. Raises NotAsked."""
    package, version = KNOWN_NPM
    with tempfile.TemporaryDirectory() as name:
        wanted = {"dependencies": {package: version}}
        packages = {"": wanted, f"node_modules/{package}": {"version": version}}
        Path(name, "package.json").write_text(json.dumps(wanted))
        Path(name, "package-lock.json").write_text(json.dumps({"lockfileVersion": 3, "packages": packages}))
        if not list(npm_advisories(Path(name))):
            raise NotAsked(f"npm audit: the registry knows no advisory on {package} {version}, which has one")
    return sorted({advisory for folder in folders for advisory in npm_advisories(folder)})


def main() -> int:
    """0 where every locked package was asked about and none has an advisory that is not accepted, else 1."""
    failed = False
    for ask, locks in ((asked_python, PYTHON_LOCKS), (asked_npm, NPM_LOCKS)):
        names = ", ".join(lock.relative_to(HOME).as_posix() for lock in locks)
        try:
            advisories = ask(*locks)
        except (NotAsked, ProblemsFound) as error:
            failed = True
            print(f"NOT ASKED about {names}: {error}\nNothing is known of vulnerabilities there; ask again later.")
            continue
        for package, advisory in advisories:
            accepted = ACCEPTED.get(advisory)
            failed = failed or accepted is None
            print(f"{package}: {advisory}" + (f" (accepted: {accepted})" if accepted else ""))
        print(f"asked about {names}: {len(advisories)} advisories")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
