"""The preview: the draft alone, served by MkDocs and rebuilt on every save.

`preview.py` is its hook, which MkDocs calls.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.render.site.navigation import navigation
from generator.resources import CONFIG, HOOK
from generator.system import publishing
from generator.system.locking import locked
from generator.website.build import SiteEdition, fit
from generator.website.log_listener import LogListener

ROOT_VARIABLE = "SOP_ROOT"
"""The environment variable that tells the preview hook which handbook to show, where it is not the one beside
`mkdocs.yml`."""
preview_of: list[SiteEdition] = []
"""The last draft without errors that this process has shown. The hook is loaded anew for every build, so it cannot keep
it itself."""


def generate_preview(site_edition: SiteEdition, work: Path) -> None:
    """Write the pages of an edition where `show_preview` looks for them.

    Raises ProblemsFound if a template or a script is wrong.
    """
    artifacts = site_edition.artifacts()
    docs = _preview_pages(work)
    docs.parent.mkdir(parents=True, exist_ok=True)
    with locked(
        publishing.lock_of(docs), str(docs), wait=True
    ):  # two previews of one handbook, both called by one save
        publishing.update_folder(docs, artifacts)


def show_preview(config: Any, site_edition: SiteEdition, work: Path) -> None:
    """Point a loaded MkDocs configuration at the pages that were generated from an edition."""
    config.docs_dir, config.nav = str(_preview_pages(work).resolve()), navigation(site_edition.handbook)
    served = config.site_url
    fit(config, site_edition.handbook.settings, site_edition.edition)
    config.site_url = served


def _preview_pages(work: Path) -> Path:
    return work / "pages" / "preview"


SERVING = {
    "Serving on": "预览地址 http://{address}/，按 Ctrl+C 结束",
    "Detected file changes": "发现改动，正在重新生成……",
    "Documentation built in": "已生成",
    "An error happened during the rebuild": "没有生成，改好后保存再试",
}
"""What MkDocs logs while it serves, by words of it, and what we say instead. Whatever else it says is for
programmers."""


def serve(root: Path, address: str, on_progress: Callable[[str], None]) -> bool:
    """Serve the draft below `root` and rebuild it whenever a YAML file or a template is saved, until interrupted.

    Returns whether it could.

    `on_progress` is called with what happens, in the author's words.
    """
    from mkdocs.commands.serve import serve as mkdocs_serve
    from mkdocs.exceptions import MkDocsException

    os.environ[ROOT_VARIABLE] = str(root.resolve())

    def on_log_record(record: logging.LogRecord) -> None:
        message = record.getMessage()
        translations = [words.format(address=address) for part, words in SERVING.items() if part in message]
        for words in translations or [message] * (record.levelno >= logging.ERROR):
            on_progress(words)

    handler = LogListener(on_log_record)
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        mkdocs_serve(str(CONFIG), dev_addr=address, docs_dir=str(root.resolve() / "sop"), hooks=[str(HOOK)])
    except MkDocsException as error:  # what the preview hook reports, or what is wrong with mkdocs.yml or the address
        on_progress(str(error))
        return False
    return True
