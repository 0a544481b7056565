"""Filled copies for the tests of reading, and the means to change them as other programs and people do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from generator import workspace
from generator.forms import to_filling
from generator.model import Edition, Form, Handbook
from generator.render.word import Variant, form_document
from generator.render.word.fill import Filler
from generator.submissions.reader import Library
from tests.conftest import SMALL
from tests.department import a_department
from tests.render.word import sample_forms
from tests.shipped import shipped_handbook
from tests.submissions.demanding import demanding

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {
    "w": W[1:-1],
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
MAIN = "word/document.xml"

Parts = dict[str, bytes]
Edit = Callable[[etree._Element], None]


@cache
def handbook_of(name: str) -> tuple[Handbook, Edition]:
    """A handbook by the name that tests have for it, and the edition that copies say they are of."""
    if name == "invented":
        return sample_forms.HANDBOOK, sample_forms.RELEASED
    source = SOURCES[name]()
    return source.draft_handbook, source.editions[-1]


SOURCES: Mapping[str, Callable[[], workspace.SoundWorkspace]] = {
    "small": lambda: workspace.read(SMALL, date(2026, 1, 15)).sound(),
    "department": a_department,
    "shipped": shipped_handbook,
}
"""Those that are more than a handful of forms."""


class ReleasedForm(NamedTuple):
    """A fillable form as it was released."""

    form: Form
    revision: str
    content: bytes
    library: Library
    """The forms of all releases of its handbook, and those of its draft."""


def forms_of(*names: str) -> dict[str, tuple[str, str]]:
    """Every form of these handbooks that can be filled in: an id -> the name of the handbook and the id of the form."""
    return {
        f"{name}-{form}": (name, form)
        for name in names
        for form in handbook_of(name)[0].forms
        if (name, form) != ("invented", "hostile")
    }


@cache
def released(name: str) -> Mapping[str, ReleasedForm]:
    """Every fillable form that a handbook ever released."""
    source = SOURCES[name]()
    every = Library(source.handbooks)
    return {
        f"{release.approval.revision}-{form.id}": ReleasedForm(
            form, release.approval.revision, release.forms[f"{form.id}.docx"], every
        )
        for release in source.archive.releases
        for form in release.handbook.forms.values()
    }


@cache
def library(name: str) -> Library:
    """The forms of one of these handbooks."""
    handbook, edition = handbook_of(name)
    return Library({edition.revision: handbook})


@cache
def blank(name: str, form: str, variant: Variant = Variant.FILLABLE) -> bytes:
    """A form of one of these handbooks."""
    handbook, edition = handbook_of(name)
    return form_document(handbook.forms[form], handbook, edition, variant)


def form_of(name: str, form: str) -> Form:
    """The definition of a form."""
    return handbook_of(name)[0].forms[form]


def filled(name: str, form: str, record: Mapping[str, Any] | None = None, variant: Variant = Variant.FILLABLE) -> bytes:
    """A copy of the form with this in it, or with an answer in every field."""
    definition = form_of(name, form)
    return _filler(name, form, variant).fill(
        to_filling(definition, demanding(definition) if record is None else record)
    )


@cache
def _filler(name: str, form: str, variant: Variant) -> Filler:
    return Filler(blank(name, form, variant))


def unpacked(content: bytes) -> Parts:
    """The parts of a file."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A file of these parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def edited(content: bytes, edit: Edit) -> bytes:
    """The file after something was done to its main part."""
    parts = unpacked(content)
    root = etree.fromstring(parts[MAIN])
    edit(root)
    return packed({**parts, MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})


def without(content: bytes, *names: str) -> bytes:
    """The file without the parts whose names begin so."""
    return packed({name: part for name, part in unpacked(content).items() if not name.startswith(names)})


def fragment(xml: str) -> etree._Element:
    """An element written out; its namespaces are known."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
    return etree.fromstring(f"<root {declared}>{xml}</root>")[0]


def control(root: etree._Element, tag: str, position: int = 0) -> etree._Element:
    """The n-th control with this tag."""
    return root.xpath("//w:sdt[w:sdtPr/w:tag/@w:val=$tag]", namespaces=NAMES, tag=tag)[position]


def cell_of(element: etree._Element) -> etree._Element:
    """The cell that an element stands in."""
    return next(element.iterancestors(f"{W}tc"))


def row_of(element: etree._Element) -> etree._Element:
    """The table row that an element stands in."""
    return next(element.iterancestors(f"{W}tr"))


def unwrapped(element: etree._Element, content: etree._Element | None = None) -> None:
    """Put what is in an element, or in one inside it, in its place."""
    for child in list(content if content is not None else element):
        element.addprevious(child)
    element.getparent().remove(element)
