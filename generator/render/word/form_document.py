"""One form -> one Word document (ISO/IEC 29500 transitional), to be filled in on a screen or by hand."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Emu
from lxml import etree

from generator.forms import characters, layout
from generator.language import inline, phrasing
from generator.model import Edition, Form, Handbook
from generator.render.word.base import base_document
from generator.render.word.content_controls import Controls
from generator.render.word.form_tables import tables
from generator.render.word.handwriting import on_paper
from generator.render.word.header_footer import footer, header, overhang
from generator.render.word.oxml import clean, element, marked, paragraph, qualified, run
from generator.render.word.package import drop, pack
from generator.render.word.page_setup import page_setup
from generator.render.word.placeholder_part import set_glossary
from generator.render.word.row_heights import TYPED, WRITTEN, fitting
from generator.render.word.styles import bring_styles
from generator.schedule.phrases import due_phrase

FACTS = 48
"""How many characters of facts fit on one line above a form."""

OF_A_PACKAGE = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
}
"""What is kept of what stands beside a base's text. LibreOffice files its core properties under a name of its own: they
would be there twice."""

ATTACHED_TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
"""How a document names the template on somebody's disk that it was once made from."""

BEFORE_PROTECTION = (
    "writeProtection",
    "view",
    "zoom",
    "removePersonalInformation",
    "removeDateAndTime",
    "doNotDisplayPageBoundaries",
    "displayBackgroundShape",
    "printPostScriptOverText",
    "printFractionalCharacterWidth",
    "printFormsData",
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "saveFormsData",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "hideSpellingErrors",
    "hideGrammaticalErrors",
    "activeWritingStyle",
    "proofState",
    "formsDesign",
    "attachedTemplate",
    "linkStyles",
    "stylePaneFormatFilter",
    "stylePaneSortMethod",
    "documentType",
    "mailMerge",
    "revisionView",
    "trackRevisions",
    "doNotTrackMoves",
    "doNotTrackFormatting",
)
"""What comes before w:documentProtection in CT_Settings."""


class Variant(StrEnum):
    """What a document is made for."""

    FILLABLE = "fillable"
    """Word on a computer: only the controls can be changed."""
    EDITABLE = "editable"
    """Phones and editors in a browser, most of which open a protected document for reading only."""
    PAPER = "print"
    """A pen: no controls, roomy cells, boxes to tick."""


def form_document(
    form: Form, handbook: Handbook, edition: Edition, variant: Variant, base: bytes | None = None
) -> bytes:
    """The form as a DOCX file.

    `base` is a company's own starting document; without it, `base_document`. The same arguments give the same bytes.
    """
    document = docx.Document(BytesIO(base or base_document()))
    _clear(document)
    hint_style = bring_styles(document)
    width, height = _turn_paper(document, form.landscape)
    controls = None if variant is Variant.PAPER else Controls(hint_style)
    for block in blocks(form, handbook, width, height - overhang(document), controls):
        document.element.body[-1].addprevious(block)
    stamp = edition.stamp(form)
    header(document, width, handbook.settings.company, stamp, draft=edition.approval is None)
    footer(document, width, form.title, handbook.settings.confidentiality, edition.proof[:12])
    set_glossary(document, controls.hints() if controls else None)
    _set_protection(document, variant is Variant.FILLABLE)
    _describe(document, form, handbook, edition)
    return pack(
        document,
        {
            "FormId": form.id,
            "Revision": edition.revision,
            "FormNumber": stamp.number,
            "Fingerprint": edition.proof,
        },
    )


def blocks(form: Form, handbook: Handbook, width: int, height: int, controls: Controls | None) -> list[etree._Element]:
    """Title, notes and tables of a form for text so wide and so high, in twentieths of a point.

    Without controls they are for a pen.
    """
    opening = list(_opening(form, handbook))
    table_layouts = list(layout(form)) if controls else list(map(on_paper, layout(form)))
    heights = fitting(
        TYPED if controls else WRITTEN,
        table_layouts,
        ["".join(block.itertext()) for block in opening[1:]],
        width,
        height,
    )
    return [*opening, *tables(table_layouts, form.title, width, heights, controls)]


def _opening(form: Form, handbook: Handbook) -> Iterator[etree._Element]:
    """The title, and what one must know before one takes up the pen."""
    yield paragraph("FormTitle", run(form.title))
    facts = [
        ("填写", phrasing.listed(handbook.roles[role].title for role in form.filled_by)),
        ("交给", handbook.roles[form.submit_to].title if form.submit_to else ""),
        ("时限", due_phrase(form.due, handbook)),
        ("保存", str(form.retention)),
    ]
    yield _note("用途", *marked(form.purpose))
    facts = [fact for fact in facts if fact[1]]
    for line in [facts] if sum(characters("　　　".join(fact)) for fact in facts) < FACTS else [facts[:-2], facts[-2:]]:
        (label, text), *others = line
        yield _note(
            label,
            run(text),
            *(piece for label, text in others for piece in (run("　　"), _note_label(label), run(f"　{text}"))),
        )
    for number, instruction in enumerate(form.instructions, 1):
        yield _note(
            "" if number > 1 else "须知",
            *([run(f"{number}. ")] if len(form.instructions) > 1 else []),
            *marked(instruction),
        )


def _note(label: str, *content: etree._Element) -> etree._Element:
    return paragraph("FormNote", *([_note_label(label)] if label else []), element("w:r", element("w:tab")), *content)


def _note_label(label: str) -> etree._Element:
    return run(label, element("w:rStyle", val="FormNoteLabel"))


def _clear(document: Document) -> None:
    """Only the paper is left, with one header and one footer for all pages; nothing of what else the base was about."""
    body = document.element.body
    for block in body[:-1]:
        body.remove(block)
    for relation in (RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK, RELATIONSHIP_TYPE.COMMENTS):
        drop(document.part, relation)
    for relation in {part_relation.reltype for part_relation in document.part.package.rels.values()} - OF_A_PACKAGE:
        drop(document.part.package, relation)
    settings = document.settings.element  # it makes the part, if there is none
    drop(document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS), ATTACHED_TEMPLATE)
    for template in settings.findall(qualified("w:attachedTemplate")):
        settings.remove(template)
    document.sections[0].different_first_page_header_footer = False
    document.settings.odd_and_even_pages_header_footer = False


def _turn_paper(document: Document, landscape: bool) -> tuple[int, int]:
    """Lay the paper as the form wants it; gives the width and the height of the text in twentieths of a point."""
    section = document.sections[0]
    paper = page_setup(section)
    if paper is None:
        raise ValueError("a base that does not say how large its paper is")  # why_unusable refuses it
    if landscape != (paper.width > paper.height):
        paper = paper._replace(width=paper.height, height=paper.width)
        section.page_width, section.page_height = Emu(paper.width), Emu(paper.height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    return Emu(paper.text_width).twips, Emu(paper.text_height).twips


def _set_protection(document: Document, protected: bool) -> None:
    """Forms protection without a password: a help against slips, not a lock."""
    settings = document.settings.element
    for old in settings.findall(qualified("w:documentProtection")):
        settings.remove(old)
    if protected:
        position = sum(child.tag in {qualified(f"w:{name}") for name in BEFORE_PROTECTION} for child in settings)
        settings.insert(position, element("w:documentProtection", edit="forms", enforcement=1))


def _describe(document: Document, form: Form, handbook: Handbook, edition: Edition) -> None:
    about, stamp = document.core_properties, edition.stamp(form)
    about.title, about.comments, company = (
        clean(text)[:255] for text in (form.title, inline.plain(form.purpose), handbook.settings.company)
    )
    about.subject, about.keywords, about.author, about.last_modified_by = stamp.number, form.id, company, company
    about.version, about.language, about.revision = stamp.edition, "zh-CN", 1
    about.created = about.modified = edition.written
