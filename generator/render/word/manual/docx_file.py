"""A manuscript -> a DOCX file: its parts, and how they hang together (ISO/IEC 29500-2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from generator.model import Edition, Settings
from generator.render.word.base import font_table, settings_xml
from generator.render.word.manual.header_footer import footer, header
from generator.render.word.manual.manuscript import Manuscript
from generator.render.word.manual.numbering import numbering_xml
from generator.render.word.manual.styles import BOOK_FONTS, book_styles
from generator.render.word.manual.wordml import OFFICE, part
from generator.render.word.oxml import DECLARATION, clean
from generator.render.word.package import custom_properties, zipped

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx_file(
    manuscript: Manuscript,
    settings: Settings,
    edition: Edition,
    title: str,
    subject: str,
    properties: Mapping[str, str],
    update: bool,
) -> bytes:
    """The file.

    `update` asks Word to work out all fields when it opens it. The same manuscript gives the same bytes.
    """
    draft = edition.approval is None
    heads = {
        f"header{place}": header(settings.company, running_head, width, draft)
        for place, (running_head, width) in enumerate(manuscript.running_heads, 1)
    }
    head, pictures, beside = manuscript.letterhead, {}, {}
    if head and head.header:
        heads = {
            "header0": head.over(0),
            **{name: head.over(place, content) for place, (name, content) in enumerate(heads.items(), 1)},
        }
        pictures = {f"word/{path}": picture for path, picture in head.pictures.items()}
        beside = {f"word/_rels/{name}.xml.rels": head.relations for name in heads}
    styles = book_styles(manuscript.headings)
    feet = {
        f"footer{width}": footer(settings.confidentiality, width)
        for width in sorted({width for _, width in manuscript.running_heads})
    }
    relations = {
        "rIdStyles": ("styles", "styles.xml"),
        "rIdSettings": ("settings", "settings.xml"),
        "rIdFonts": ("fontTable", "fontTable.xml"),
        "rIdNumbering": ("numbering", "numbering.xml"),
        **{f"rIdHead{name[6:]}": ("header", f"{name}.xml") for name in heads},
        **{f"rIdFoot{name[6:]}": ("footer", f"{name}.xml") for name in feet},
    }
    parts = {
        "word/document.xml": part("document", manuscript.body()),
        "word/styles.xml": head.with_looks(styles) if head else styles,
        "word/fontTable.xml": font_table(BOOK_FONTS),
        "word/settings.xml": _settings(update),
        "word/numbering.xml": numbering_xml(manuscript.headings, manuscript.first, manuscript.fresh),
        **{f"word/{name}.xml": content for name, content in {**heads, **feet}.items()},
        **beside,
        **{path: content for path, (_, content) in pictures.items()},
        "docProps/core.xml": _core(settings, edition, title, subject),
        "docProps/custom.xml": custom_properties(properties),
        "_rels/.rels": _relations(
            {
                "rId1": ("officeDocument", "word/document.xml"),
                "rId2": ("custom-properties", "docProps/custom.xml"),
                "rId3": ("", "docProps/core.xml"),
            }
        ),
        "word/_rels/document.xml.rels": _relations(relations),
    }
    kinds = {path.rpartition(".")[2]: kind for path, (kind, _) in pictures.items()}
    return zipped({**parts, "[Content_Types].xml": _types([path for path in parts if path not in pictures], kinds)})


def _settings(update: bool) -> bytes:
    return settings_xml().replace(b"<w:compat>", b'<w:updateFields w:val="1"/><w:compat>') if update else settings_xml()


def _relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{id}" Type="{f"{OFFICE}/{kind}" if kind else core}" Target="{target}"/>'
            for id, (kind, target) in targets.items()
        )
        + "</Relationships>"
    ).encode()


def _types(parts: Iterable[str], pictures: Mapping[str, str]) -> bytes:
    """`pictures` gives the media type of every ending."""
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "numbering": "numbering",
        "header": "header",
        "footer": "footer",
    }
    overrides = {
        f"/{path}": f"{WORD}.{kinds[path[5:-4].rstrip('0123456789')]}+xml"
        for path in parts
        if path.startswith("word/") and "_rels" not in path
    }
    overrides |= {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in sorted(pictures.items()))
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in sorted(overrides.items()))
        + "</Types>"
    ).encode()


def _core(settings: Settings, edition: Edition, title: str, subject: str) -> bytes:
    words = "".join(
        f"<{name}>{escape(clean(text))}</{name}>"
        for name, text in (
            ("dc:title", title),
            ("dc:subject", subject),
            ("dc:creator", settings.company),
            ("cp:lastModifiedBy", settings.company),
            ("dc:language", "zh-CN"),
            ("cp:version", edition.title),
        )
        if text
    )
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{edition.written.isoformat()}Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{words}{stamps}</cp:coreProperties>'
    ).encode()
