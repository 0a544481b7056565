"""The preview: the draft alone, served by MkDocs and rebuilt on every save.

`mkdocs_hook.py` is its hook, which MkDocs calls. A save renders the pages anew and has MkDocs build those that came out
otherwise; Word forms, controlled documents and calendars are made when a browser asks for one.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.memory import Memory
from generator.problems import Problem
from generator.render import Artifact
from generator.render.site.navigation import navigation
from generator.resources import CONFIG, HOOK, THEME
from generator.system import publishing
from generator.system.locking import locked
from generator.website.build import SiteEdition, fit, fit_nothing
from generator.website.log_listener import LogListener
from generator.website.preview_problems import overlay

ROOT_VARIABLE = "SOP_ROOT"
"""The environment variable that tells the preview hook which handbook to show, where it is not the one beside
`mkdocs.yml`."""


@dataclass
class Preview:
    """What this process shows. The hook is loaded anew for every build, so it cannot keep it itself."""

    is_served: bool = False
    """Whether this is `sop serve`, which makes documents when they are asked for and shows problems in the browser;
    else MkDocs itself was called.
    """
    draft: SiteEdition | None = None
    """The last draft without errors; None before the first."""
    problems: Sequence[Problem] = ()
    """Those of the draft as it is saved now, if it has errors."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The files that they stand in, by name."""
    frame: str = ""
    """What decides how every page comes out, beside its own text."""
    theme: tuple[Any, Any] = (None, None)
    """The files of the theme as they were, and its templates as they were understood then."""
    memory: Memory = field(default_factory=Memory)
    """What was worked out at the saves before."""
    made: list[Path] = field(default_factory=list)
    """The documents that were made because a browser asked for one of them."""


PREVIEW = Preview()


def generate_preview(site_edition: SiteEdition, work: Path) -> None:
    """Write the pages of an edition where `show_preview` looks for them.

    Raises ProblemsFound if a template or a script is wrong.
    """
    artifacts = site_edition.page_artifacts() if PREVIEW.is_served else site_edition.artifacts()
    docs = _preview_pages(work)
    docs.parent.mkdir(parents=True, exist_ok=True)
    with locked(
        publishing.lock_of(docs), str(docs), wait=True
    ):  # two previews of one handbook, both called by one save
        publishing.update_folder(docs, artifacts)
    if PREVIEW.draft is None:
        gc.collect()
        gc.freeze()  # what is remembered stays: it need not be looked through for garbage at every save
    while PREVIEW.made:
        PREVIEW.made.pop().unlink(missing_ok=True)


def show_preview(config: Any, site_edition: SiteEdition | None, work: Path) -> None:
    """Point a loaded MkDocs configuration at the pages that were generated from an edition; without one, at an empty
    page.

    What every page stands in may have changed: then nothing that was built before is kept.
    """
    from mkdocs.utils import clean_directory

    logging.getLogger("mkdocs.commands.build").addFilter(is_no_dirty_warning)
    docs = _preview_pages(work)
    if site_edition is None:
        publishing.update_folder(docs, [Artifact("index.md", b"# \n")])
        fit_nothing(config)
        nav: list[Any] | None = None
    else:
        served = config.site_url
        fit(config, site_edition.handbook.settings, site_edition.edition)
        config.site_url = served
        nav = navigation(site_edition.handbook)
    config.docs_dir, config.nav = str(docs.resolve()), nav
    _keep_templates(config.theme)
    frame = repr((nav, config.site_name, config.copyright, config.extra, _theme_state()))
    if frame != PREVIEW.frame:
        PREVIEW.frame = frame
        clean_directory(config.site_dir)


def is_no_dirty_warning(record: logging.LogRecord) -> bool:
    """Whether MkDocs says something else than that a dirty build may be inaccurate: `show_preview` sees to that, and in
    strict mode it would end `mkdocs serve --dirty`.
    """
    return "'dirty' build" not in record.getMessage()


def _keep_templates(theme: Any) -> None:
    """Let a theme that MkDocs has loaded have the templates that were understood at the save before, as long as no file
    of it has changed.
    """
    state, environment = PREVIEW.theme
    if state != _theme_state():
        environment = theme.get_env()
        names = environment.loader.list_templates()
        environment.loader.list_templates = lambda: names
        PREVIEW.theme = _theme_state(), environment
    theme.get_env = lambda: environment


def _theme_state() -> list[tuple[str, int, int]]:
    """Every file of the theme, with its size and when it was written."""
    stats = ((path, path.stat()) for path in sorted(THEME.rglob("*")) if path.is_file())
    return [(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats]


def _preview_pages(work: Path) -> Path:
    return work / "pages" / "preview"


Answer = Callable[[Any, Any], Iterable[bytes]]
"""A WSGI application: https://peps.python.org/pep-3333/"""


def preview_app(app: Answer, site: Path) -> Answer:
    """The server's application, which makes documents when they are asked for and lays the problems of the draft over
    its pages. `site` is the folder that it serves.
    """

    def answer(environ: Any, start_response: Any) -> Iterable[bytes]:
        page = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").lstrip("/")
        _make_document(page, site)
        if not PREVIEW.problems:
            return app(environ, start_response)
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        body = b"".join(app(environ, lambda status, headers, *_: begun.append((status, headers))))
        status, headers = begun[-1]
        if any(name.lower() == "content-type" and "html" in value for name, value in headers):
            shown = overlay(page or "index.html", PREVIEW.problems, PREVIEW.texts).encode()
            before, end, after = body.rpartition(b"</body>")
            body = before + shown + end + after if end else body + shown
            headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
            headers.append(("Content-Length", str(len(body))))
        start_response(status, headers)
        return [body]

    return answer


def _make_document(page: str, site: Path) -> None:
    """Make what a browser asks for and nobody has made since the last save, with all that is made together with it."""
    draft = PREVIEW.draft
    if draft is None or (site / page).is_file() or not page or page.endswith((".html", "/")):
        return
    if page.startswith("livereload/"):  # where every open page waits for the next save
        return
    for artifacts in (draft.form_artifacts, draft.document_artifacts):
        files = {artifact.path: artifact.content for artifact in artifacts()}
        if page in files:
            for path, content in files.items():
                publishing.write_file(site / path, content)
                PREVIEW.made.append(site / path)
            return


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
    PREVIEW.is_served = True

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
        # Only pages whose text changed are built: MkDocs calls that dirty, and warns of what `show_preview` sees to.
        mkdocs_serve(
            str(CONFIG),
            build_type="dirty",
            dev_addr=address,
            strict=False,
            docs_dir=str(root.resolve() / "sop"),
            hooks=[str(HOOK)],
        )
    except MkDocsException as error:  # what the preview hook reports, or what is wrong with mkdocs.yml or the address
        on_progress(str(error))
        return False
    return True
