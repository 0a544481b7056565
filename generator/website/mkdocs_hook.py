"""The hook of `mkdocs.yml`: plain `mkdocs serve` and `mkdocs build` show the draft, generated afresh each time.

They write to `build/preview` and so can never touch a published revision.
"""

import os
import sys
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

sys.path.insert(0, str(Path(__file__).parents[2]))  # so that plain `mkdocs` finds the package where it is not installed
from generator import load, problem_formats, workspace
from generator.problems import ProblemsFound
from generator.render.site.template_errors import template_problems
from generator.resources import HOME, TEMPLATES
from generator.website import preview_server

ROOT = Path(os.environ.get(preview_server.ROOT_VARIABLE, HOME))
ONCE_MENDED = "改好后保存，页面会自动更新"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Generate the pages of the draft.

    Problems in the YAML, the templates and the scripts are reported; they end a build, while a server shows them over
    the last good pages, or over an empty one, until the file is mended.
    """
    preview = preview_server.PREVIEW
    try:
        draft = workspace.read(ROOT, date.today(), preview.memory).sound().draft
        preview_server.generate_preview(draft, ROOT / "build")
        preview.draft, preview.problems, preview.texts = draft, (), {}
    except ProblemsFound as error:
        if not preview.is_served and preview.draft is None:
            raise Abort(_problem_text(error)) from None
        preview.problems, preview.texts = error.problems, load.excerpts(ROOT, error.problems)
        print(f"{_problem_text(error)}{ONCE_MENDED}", file=sys.stderr, flush=True)
    preview_server.show_preview(config, preview.draft, ROOT / "build")
    return config


def on_build_error(error: Exception) -> None:
    """A mistake in the theme's own templates comes to light only while MkDocs fills them in; until it is mended a
    server has no pages.
    """
    try:
        with template_problems(TEMPLATES):
            raise error
    except ProblemsFound as template_error:
        raise Abort(f"{_problem_text(template_error)}{ONCE_MENDED}") from None


def _problem_text(error: ProblemsFound) -> str:
    return problem_formats.text(error.problems, load.excerpts(ROOT, error.problems))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watch what is written by hand, not what is generated from it."""
    server.unwatch(config.docs_dir)
    for folder in (ROOT / "sop", TEMPLATES):
        server.watch(str(folder))
    server.set_app(preview_server.preview_app(server.serve_request, Path(config.site_dir)))
    return server
