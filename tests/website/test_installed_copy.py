"""An installed copy is the whole program: one wheel, an empty environment, a folder with only `sop/`, and no Node
anywhere.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from generator.bill_of_materials import FILE, bill_of_materials
from generator.resources import BUNDLES, HOME, PACKED
from generator.website import bundling
from tests.site.test_serve import get, serving
from tests.submissions.test_filled import BY_ID

pytestmark = pytest.mark.slow
BIN = "Scripts" if sys.platform == "win32" else "bin"
MINUTES = 60
APPROVAL = [
    "--prepared-by",
    "甲",
    "--reviewed-by",
    "乙",
    "--approved-by",
    "丙",
    "--summary",
    "首次发布",
    "--issued",
    "2024-12-01",
]


class Installed(NamedTuple):
    """A virtual environment with nothing but the wheel and what it asks for."""

    wheel: Path
    folder: Path

    def environment(self) -> dict[str, str]:
        """What its programs see: no other program than its own, and of this checkout nothing."""
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        return {**kept, "PATH": str(self.folder / BIN), "PYTHONUTF8": "1"}

    def run(self, program: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run one of its programs."""
        return subprocess.run(
            [self.folder / BIN / program, *map(str, arguments)],
            cwd=cwd,
            env=self.environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=10 * MINUTES,
            check=False,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Installed:
    """`pip wheel .` in the checkout as anybody calls it, and what it gives installed at the locked versions."""
    folder = tmp_path_factory.mktemp("installed")
    pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", folder, HOME)
    [wheel] = folder.glob("*.whl")
    pinned = re.findall(r"^([a-z0-9-]+==\S+)( ;.*?)?(?: \\)?$", (HOME / "requirements.lock").read_text(), re.MULTILINE)
    (folder / "pinned.txt").write_text("".join(f"{package}{marker}\n" for package, marker in pinned))
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    pip(folder / "venv" / BIN / "python", "install", "-c", folder / "pinned.txt", f"{wheel}[records]")
    return Installed(wheel, folder / "venv")


def pip(python: str | Path, *arguments: str | Path) -> None:
    """Run pip; what it says is shown where it fails."""
    done = subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def book(timeless, tmp_path) -> Path:
    """A folder with only `sop/`."""
    assert [path.name for path in timeless.iterdir()] == ["sop"]
    (timeless / "record.yaml").write_text(BY_ID, encoding="utf-8")
    return timeless


@pytest.fixture
def sop(installed, book) -> Callable[..., str]:
    """Runs a command of the installed copy in that folder, which has to end well; gives what it prints."""

    def run(*arguments: str) -> str:
        done = installed.run("sop", *arguments, cwd=book)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def test_it_brings_no_node(installed, tmp_path):
    """Neither Node nor npm nor a source of a script is there, nor anything of the handbook that was beside it."""
    listed = json.loads(installed.run("python", "-m", "pip", "list", "--format", "json", cwd=tmp_path).stdout)
    assert "sales-handbook" in {package["name"] for package in listed}
    assert not [package["name"] for package in listed if "node" in package["name"]]
    names = ZipFile(installed.wheel).namelist()
    assert not [
        name for name in names if name.endswith((".ts", ".mjs", "wheel.py")) or name.startswith(("sop/", "tests/"))
    ]


def test_its_bundles_are_those_of_the_checkout(installed):
    """Byte for byte, and all of them."""
    with ZipFile(installed.wheel) as wheel:
        start = f"generator/{PACKED}/{BUNDLES}/"
        packed = {name.removeprefix(start): wheel.read(name) for name in wheel.namelist() if name.startswith(start)}
    assert packed == {**bundling.bundle(), **bundling.icons()}


def test_it_carries_its_bill_of_materials(installed):
    """Where PEP 770 has it, as the checkout would write it."""
    with ZipFile(installed.wheel) as wheel:
        [name] = [name for name in wheel.namelist() if ".dist-info/sboms/" in name]
        assert name.endswith(f"/{FILE}") and wheel.read(name) == bill_of_materials()


def test_the_bill_lies_beside_the_wheel(make, tmp_path):
    """`make wheel` leaves the same bill beside the wheel, for whoever looks before anything is installed."""
    told = subprocess.run([make, "wheel", "--dry-run"], cwd=HOME, capture_output=True, text=True, check=True).stdout
    [command] = [line.split() for line in told.splitlines() if "hatchling" in line]
    subprocess.run([sys.executable, *command[1:-1], tmp_path], cwd=HOME, check=True, capture_output=True)
    bill, wheel = sorted(tmp_path.iterdir())
    assert (wheel.suffix, bill.name) == (".whl", f"{wheel.stem}.cdx.json") and bill.read_bytes() == bill_of_materials()


def test_every_command_works(sop, book):
    """The way of a handbook from its check to the supervisor's report, as a company without a checkout goes it."""
    assert sop("check") == "没有发现问题\n"
    assert "sop/README.md" in sop("guide") and (book / "sop" / "README.md").read_text(encoding="utf-8").startswith("# ")
    sop("forms", "--out", "forms")
    assert (book / "forms" / "visit-record.docx").is_file()
    sop("export", "customer-visit", "-o", "visit.docx")
    assert (book / "visit.docx").is_file()
    sop("release", "2025", "--effective", "2025-01-01", *APPROVAL)
    assert "2025" in sop("revisions")
    assert (book / "sop" / "revisions" / "2025" / FILE).read_bytes() == bill_of_materials()
    sop("fill", "visit-record", "record.yaml", "-o", "received/visit.docx")
    [read] = json.loads(sop("read", "received/visit.docx", "--format", "json"))
    assert "visit-record" in json.dumps(read)
    for records in ("records.xlsx", "records.duckdb"):
        assert sop("collect", "received", "-o", records).startswith(f"{records}：1 条记录")
        for ending in ("html", "xlsx"):
            sop("report", records, "--week", "2026-W12", "-o", f"{records}.{ending}")
            assert (book / f"{records}.{ending}").is_file()


def test_its_site_is_that_of_the_checkout(sop, book):
    """`sop build` of both, with a released year: the same files, byte for byte."""
    sop("release", "2025", "--effective", "2025-01-01", *APPROVAL)
    sop("build")
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", book, "--out", book / "other"],
        cwd=HOME,
        check=True,
        capture_output=True,
    )
    ours, theirs = tree(book / "site"), tree(book / "other")
    assert {"index.html", "service-worker.js", "2025/index.html", "next/assets/handbook.js"} <= ours.keys()
    assert ours == theirs


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_serves_the_draft(installed, book):
    """The preview answers, with the script of the pages."""
    with serving(book, book, installed.folder / BIN / "python") as (address, _):
        assert "销售工作手册" in get(address)
        assert get(f"{address}assets/handbook.js").encode() == bundling.bundle()["scripts/main.js"]
