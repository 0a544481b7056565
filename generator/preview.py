"""The hook of `mkdocs.yml`: plain `mkdocs serve` and `mkdocs build` show the draft, generated afresh each time.

They write to `build/preview` and so can never touch a published revision.
"""
from datetime import date

from mkdocs.exceptions import Abort

from generator import load, reporters, site, workspace
from generator.problems import ProblemsFound


def on_config(config):
    """Generate the pages of the draft; problems in the YAML are shown and end this build, not the server."""
    try:
        site.generate_preview(config, workspace.read(site.HOME, date.today()).sound().draft, site.HOME / "build")
    except ProblemsFound as found:
        raise Abort(reporters.text(found.problems, load.excerpts(site.HOME, found.problems))) from None
    return config


def on_serve(server, config, builder):
    """Watch what is written by hand, not what is generated from it."""
    server.unwatch(config.docs_dir)
    for folder in ("sop", "templates"):
        server.watch(str(site.HOME / folder))
    return server
