"""A python-docx document -> the bytes of a file: the same bytes for the same document, with what python-docx has no
words for.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from generator.render.word.oxml import DECLARATION, NAMESPACES, clean, qualified

PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id of all custom properties (ISO/IEC 29500-1, 22.3)."""


def pack(document: Document, properties: Mapping[str, str]) -> bytes:
    """The document as a file, with these custom properties."""
    put(
        document.part.package,
        "/docProps/custom.xml",
        CONTENT_TYPE.OFC_CUSTOM_PROPERTIES,
        RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
        custom_properties(properties),
    )
    file = BytesIO()
    document.save(file)
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = document.part.partname.membername
    return zipped({**parts, main: _with_extensions(parts[main])})


def put(source: Package | Part, name: str, content_type: str, relation: str, content: bytes) -> Part:
    """A new part that the source is related to in this way, instead of the one that was."""
    drop(source, relation)
    part = Part(PackURI(name), content_type, content, source if isinstance(source, Package) else source.package)
    source.relate_to(part, relation)
    return part


def drop(source: Package | Part, relation: str) -> None:
    """Whatever the source is related to in this way will not be saved."""
    for old in [old for old in source.rels.values() if old.reltype == relation]:
        del source.rels[old.rId]


def xml(root: etree._Element) -> bytes:
    """The content of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def as_text(root: etree._Element) -> str:
    """An element as it may stand inside another, in a document that is written as text."""
    return etree.tostring(root, encoding="unicode")


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a ZIP file: in a fixed order, as of a fixed day.

    The same parts give the same bytes wherever zlib is the same.
    """
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(
            parts, key=lambda name: (name != "[Content_Types].xml", not name.startswith("_rels/"), name)
        ):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, parts[name])
    return file.getvalue()


def custom_properties(properties: Mapping[str, str]) -> bytes:
    """The part that holds properties of our own."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    entries = (
        (
            f'<property fmtid="{PROPERTY_SET}" pid="{number}" name={quoteattr(name)}>'
            f"<vt:lpwstr>{escape(clean(value))}</vt:lpwstr></property>"
        )
        for number, (name, value) in enumerate(properties.items(), 2)
    )  # 0 and 1 are reserved
    return (
        f'{DECLARATION}<Properties xmlns="{office}/custom-properties" '
        f'xmlns:vt="{office}/docPropsVTypes">{"".join(entries)}</Properties>'
    ).encode()


def _with_extensions(content: bytes) -> bytes:
    """The main part with the namespaces of newer controls declared at its root and marked as ignorable: Word asks for
    both.
    """
    old = etree.fromstring(content)
    ignorable = dict.fromkeys([*old.get(qualified("mc:Ignorable"), "").split(), "w14", "w15"])
    namespaces: dict[str | None, str] = dict((*NAMESPACES.items(), *old.nsmap.items()))
    root = etree.Element(old.tag, old.attrib, nsmap=namespaces)
    root.set(qualified("mc:Ignorable"), " ".join(ignorable))
    root.extend(list(old))
    etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in root.nsmap if prefix])
    return xml(root)
