"""The hook of `mkdocs.yml`: plain `mkdocs serve` and `mkdocs build` show the draft, generated afresh each time.

They write to `build/preview` and so can never touch a published revision.
"""
import os
import sys
from datetime import date
from pathlib import Path

from mkdocs.exceptions import Abort

from generator import load, reporters, site, workspace
from generator.problems import ProblemsFound

ROOT = Path(os.environ.get(site.ROOT_VARIABLE, site.HOME))


def on_config(config):
    """Generate the pages of the draft. Problems in the YAML are reported; they end a build, while a server that has shown
    good pages goes on showing them until the file is mended."""
    try:
        site.preview_of.append(workspace.read(ROOT, date.today()).sound().draft)
    except ProblemsFound as found:
        report = reporters.text(found.problems, load.excerpts(ROOT, found.problems))
        if not site.preview_of:
            raise Abort(report) from None
        print(report, "改好后保存，页面会自动更新", sep="\n", file=sys.stderr, flush=True)
    del site.preview_of[:-1]
    site.generate_preview(config, site.preview_of[0], ROOT / "build")
    return config


def on_serve(server, config, builder):
    """Watch what is written by hand, not what is generated from it."""
    server.unwatch(config.docs_dir)
    for folder in (ROOT / "sop", site.HOME / "templates"):
        server.watch(str(folder))
    return server
