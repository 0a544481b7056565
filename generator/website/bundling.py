"""TypeScript and CSS -> what browsers get. Run in a checkout, and when the wheel is made.

The sources are small files; a browser gets one of each, and classic scripts, because module scripts do not run from `file://`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from generator.resources import ICONS, LOGO, THEME
from generator.website.node import PACKAGES, SCRIPTS, install, run, run_installed, staging_folder

TARGET = "es2020"
"""What the browsers built into messengers of some years ago still understand."""
ENTRIES = (
    "scripts/main.ts",
    "styles/main.css",
    "scripts/form-filling.ts",
    "scripts/shim.ts",
    "scripts/search-worker.ts",
    "scripts/service-worker.ts",
    "scripts/head.ts",
    "scripts/front-door.ts",
    "styles/front-door.css",
    "scripts/editing.ts",
    "styles/editing.css",
)
"""The sources that nothing else imports. A bundle is named as its entry is, with `.js` for `.ts`."""
STYLE_ERRORS = ("--log-override:css-syntax-error=error", "--log-override:unsupported-css-property=error")
"""What the bundler only warns of: a browser would pass over such a rule without a word."""


def bundle() -> Mapping[str, bytes]:
    """Every bundle by its name. Raises ProblemsFound if a source is wrong or Node cannot do its work."""
    return _bundled(_sources())


def icons() -> Mapping[str, bytes]:
    """The logo as square PNG files, by name. Raises ProblemsFound like `bundle`."""
    return _drawn(LOGO.read_bytes())


def name_of(entry: str) -> str:
    """What the bundle of an entry is called."""
    path = PurePosixPath(entry)
    return str(path.with_suffix(".js") if path.suffix == ".ts" else path)


def icon_names() -> list[str]:
    """What the icons are called."""
    return [f"icon-{size}.png" for size in ICONS]


def check_types() -> None:
    """Raise ProblemsFound unless every source is well typed."""
    install()
    for project in ("tsconfig.json", "tsconfig.workers.json"):
        run_installed("typescript/bin/tsc", "--project", str(SCRIPTS / project), "--pretty", "false")


def _sources() -> tuple[tuple[str, bytes], ...]:
    return tuple(
        (path.relative_to(THEME).as_posix(), path.read_bytes())
        for folder in ("scripts", "styles")
        for path in sorted((THEME / folder).iterdir())
        if path.is_file()
    )


@lru_cache(maxsize=1)
def _bundled(_: tuple[tuple[str, bytes], ...]) -> Mapping[str, bytes]:
    """The bundles of these sources, by name and content; asked again for the same, nothing is run."""
    install()
    with staging_folder(PACKAGES) as folder:
        run_installed(
            "esbuild/bin/esbuild",
            *(f"{PurePosixPath(entry).with_suffix('')}={THEME / entry}" for entry in ENTRIES),
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
        return {name_of(entry): (folder / name_of(entry)).read_bytes() for entry in ENTRIES}


@lru_cache(maxsize=1)
def _drawn(logo: bytes) -> Mapping[str, bytes]:
    install()
    with staging_folder(PACKAGES) as folder:
        drawing = folder / "logo.svg"
        drawing.write_bytes(logo)
        run([SCRIPTS / "icons.mjs", drawing, folder, *map(str, ICONS)])
        return {name: (folder / name).read_bytes() for name in icon_names()}
