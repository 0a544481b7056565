"""The part of a document in which Word keeps the hints of its controls."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from generator.render.word.base import settings_xml
from generator.render.word.package import drop, put, xml


def set_glossary(document: Document, hints: bytes | None) -> None:
    """Replace the document's glossary; it needs styles and settings of its own. None takes it away."""
    drop(document.part, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT)
    if hints:
        glossary = put(
            document.part,
            "/word/glossary/document.xml",
            CONTENT_TYPE.WML_DOCUMENT_GLOSSARY,
            RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT,
            hints,
        )
        put(
            glossary,
            "/word/glossary/styles.xml",
            CONTENT_TYPE.WML_STYLES,
            RELATIONSHIP_TYPE.STYLES,
            xml(document.styles.element),
        )
        put(
            glossary,
            "/word/glossary/settings.xml",
            CONTENT_TYPE.WML_SETTINGS,
            RELATIONSHIP_TYPE.SETTINGS,
            settings_xml(),
        )
