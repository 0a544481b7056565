"""Scripts, styles and icons of the site as artifacts: bundled anew in a checkout, read as they are in an installed
copy.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from generator.problems import Place, Problem, ProblemsFound
from generator.render import Artifact
from generator.render.addresses import FORM_FILLING
from generator.resources import BUNDLES, HOME, INSTALLED
from generator.website import bundling

PATHS = {
    "scripts/main.ts": "assets/handbook.js",
    "styles/main.css": "assets/handbook.css",
    "scripts/form-filling.ts": FORM_FILLING,
    "scripts/shim.ts": "assets/iframe-worker.js",
    "scripts/head.ts": "assets/head.js",
}
"""An entry, and where its bundle stands in an edition. The search worker's place is the theme's own: see `_worker`."""
SEARCH = "scripts/search-worker.ts"
ABOVE = "scripts/service-worker.ts"
"""What is not of one edition but stands above them all: a worker reaches only what is beside and below it."""
SERVICE_WORKER = "service-worker.js"
"""Where that stands: browsers keep it in a way of their own."""
WRITTEN_IN_PAGES = ("content.html", "palette.html")
"""Partials of the theme that write a script into the page. `templates/theme/partials` takes the place of the others."""
FRONT_DOOR = ("scripts/front-door.ts", "styles/front-door.css")
"""What the page above all editions runs and looks like, there and in a copy of one edition."""
EDITING = ("scripts/editing.ts", "styles/editing.css")
"""What the pages of `sop edit` run and look like."""


def bundles() -> list[Artifact]:
    """The scripts and styles of an edition, the same for each.

    Raises ProblemsFound if a source is wrong or Node cannot do its work.
    """
    contents = _packed() if INSTALLED else bundling.bundle()
    return [Artifact(path, contents[bundling.name_of(entry)]) for entry, path in {**PATHS, SEARCH: _worker()}.items()]


def above_editions() -> list[Artifact]:
    """What stands beside the editions: the script that keeps them for readers without a network, and the icons.

    Raises like `bundles`.
    """
    contents = _packed() if INSTALLED else {**bundling.bundle(), **bundling.icons()}
    names = [bundling.name_of(ABOVE), *bundling.icon_names()]
    return [*(Artifact(Path(name).name, contents[name]) for name in names), *front_door()]


def front_door() -> list[Artifact]:
    """Script and style of the page above all editions. Raises like `bundles`."""
    contents = _packed() if INSTALLED else bundling.bundle()
    return [Artifact(Path(name).name, contents[name]) for name in map(bundling.name_of, FRONT_DOOR)]


def editing_bundles() -> list[Artifact]:
    """Script and style of the editor, which no edition has. Raises like `bundles`."""
    contents = _packed() if INSTALLED else bundling.bundle()
    return [Artifact(Path(name).name, contents[name]) for name in map(bundling.name_of, EDITING)]


def theme_scripts() -> list[str]:
    """The scripts that the theme writes into every page, and nothing else does; each is the same on every page."""
    import material

    folder = Path(material.__file__).parent / "templates" / "partials" / "javascripts"
    return [
        script
        for name in WRITTEN_IN_PAGES
        for script in re.findall(r"<script>(.*?)</script>", (folder / name).read_text(encoding="utf-8"), re.DOTALL)
    ]


def _packed() -> dict[str, bytes]:
    """What `generator.website.wheel` put into this copy, by name."""
    folder = HOME / BUNDLES
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _worker() -> str:
    """Where the search worker stands: the theme starts its own by a name with a hash, so ours takes that name."""
    import material

    workers = sorted((Path(material.__file__).parent / "templates").rglob("workers/search.*.min.js"))
    if len(workers) != 1:
        message = f"mkdocs-material {version('mkdocs-material')} 里应有一个搜索脚本，找到 {len(workers)} 个"
        raise ProblemsFound(Problem("E603", message, Place("templates/theme"), "请把这段文字发给维护者"))
    return f"assets/javascripts/workers/{workers[0].name}"
