"""The build hook of the wheel: puts beside the Python files what an installed copy needs, bundled with Node when the
wheel is made, and the bill of materials into the wheel and beside it.

Hatchling runs it, by its name in `pyproject.toml`: https://hatch.pypa.io/latest/plugins/build-hook/custom/
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parents[2]))  # the package is not installed where its wheel is made
from generator.bill_of_materials import FILE, bill_of_materials
from generator.problems import ProblemsFound
from generator.resources import BUNDLES, CONFIG, CONTENT, HOME, LOCK, PACKED, PACKS, RELEASED, TEMPLATES, THEME
from generator.website import bundling

SOURCES = (THEME / "scripts", THEME / "styles")
"""What the bundles are made from; an installed copy has the bundles."""


class ResourcesHook(BuildHookInterface[Any]):
    """`pip wheel .` gives the whole program. An editable install stays a checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name every file to be added, with its place in the wheel."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        build_data["force_include"].update(
            {str(path): f"generator/{PACKED}/{name}" for name, path in _resources(folder).items()}
        )
        bill = folder / FILE
        bill.write_bytes(bill_of_materials())
        build_data["sbom_files"].append(str(bill))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Write the bill beside the wheel too, and take away what was bundled: it is in the wheel now."""
        if version != "editable":
            Path(artifact_path).with_suffix(".cdx.json").write_bytes(bill_of_materials())
            self._folder.cleanup()


def _resources(bundles: Path) -> dict[str, Path]:
    """Every file by its place below `generator.resources.HOME`; the bundles are written to a folder."""
    try:
        built = {**bundling.bundle(), **bundling.icons()}
    except ProblemsFound as error:
        raise SystemExit("\n".join(f"{problem.message}\n{problem.hint}" for problem in error.problems)) from None
    for name, content in built.items():
        (bundles / name).parent.mkdir(exist_ok=True)
        (bundles / name).write_bytes(content)
    sources = [
        path
        for path in sorted(TEMPLATES.rglob("*"))
        if path.is_file() and not any(path.is_relative_to(folder) for folder in SOURCES)
    ]
    return {
        **{path.relative_to(HOME).as_posix(): path for path in (CONFIG, *sources)},
        **{path.relative_to(HOME).as_posix(): path for path in (*sorted(PACKS.glob("*.yaml")), *_content())},
        (PACKS.relative_to(HOME) / LOCK.name).as_posix(): LOCK,
        **{f"{BUNDLES}/{name}": bundles / name for name in built},
    }


def _content() -> list[Path]:
    """What packs are cut from: the draft, without released years and what is made for its authors."""
    content = HOME / CONTENT
    return [path for path in sorted(content.rglob("*.yaml")) if path.relative_to(content).parts[0] != RELEASED]
