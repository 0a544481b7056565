"""The guide for authors: how to change the handbook, and every field of every kind of file, as Markdown that a code
host shows beside the files.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.authoring.scaffold import lines_of, scaffold
from generator.load.documents import parse
from generator.model import KINDS, VALUES, Due, Handbook, convert
from generator.queries import listing
from generator.render.special_pages import SPECIAL_PAGES, index_page
from generator.resources import TEMPLATES
from generator.schedule.phrases import due_phrase

DOCUMENTS = "docs"
"""The folder of the program's own documents, below the root of its repository: pictures, the list of problems."""


def guide(handbook: Handbook, documents: bool, templates: Path = TEMPLATES) -> bytes:
    """The guide in UTF-8. It depends on the model, not on what the handbook says; with the program's own documents
    beside it, it shows them.
    """
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    dues = [(example, due_phrase(_due(example), handbook)) for example in Due.examples]
    return (
        environment.get_template("guide.md.j2")
        .render(
            kinds=KINDS,
            documents=f"../{DOCUMENTS}" if documents else "",
            pages=[*SPECIAL_PAGES, *map(index_page, listing.SECTIONS)],
            values=VALUES.values(),
            due=Due,
            dues=dues,
            lines_of=lines_of,
            scaffold=scaffold,
        )
        .rstrip()
        .encode()
        + b"\n"
    )


def _due(example: str) -> Due:
    due: Due = convert(Due, parse(f"due: {example}\n", "").data["due"])
    return due
