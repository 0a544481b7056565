"""The document that every form starts from: paper, styles, settings.

It is an ordinary Word document. A company may open it in Word, change its styles, put a logo into its header, and give
the result to `form_document` instead; styles that are missing there are taken from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from generator.render.word.oxml import DECLARATION
from generator.render.word.package import zipped

INK, QUIET, HINT, ACCENT = "1F2933", "52606D", "6B7280", "1F4E79"
"""Colours, as RRGGBB: of text, of what stands around it, of what an empty control shows (4.5:1 on white), of rules and
headings."""
HEAD_SHADE, LABEL_SHADE = "E6EDF4", "F4F6F9"
GRID_LINE = "A9B8C6"
HINT_STYLE = "Placeholder Text"
"""The name of Word's own style for hints, by which it knows that what people type is to look otherwise. Its id differs
from file to file."""

SERIF = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>'
SANS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体" w:cs="Arial"/>'


@cache
def base_document() -> bytes:
    """A blank A4 page with the styles of our forms."""
    return zipped(
        {
            "[Content_Types].xml": _types(),
            "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": _relations(
                ("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")
            ),
            "word/document.xml": _part("document", _BODY),
            "word/styles.xml": styles_xml(),
            "word/settings.xml": settings_xml(),
            "word/fontTable.xml": font_table(FONTS),
        }
    )


def styles_xml() -> bytes:
    """All styles.

    None but `FormCenter` is based on another, so that each can be copied alone into a company's own base.
    """
    free = '<w:snapToGrid w:val="0"/>'  # a page's line grid would give a line with a box in it the height of two
    line = '<w:spacing w:before="30" w:after="30" w:line="290" w:lineRule="atLeast"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{SERIF}<w:color w:val="{INK}"/><w:kern w:val="2"/><w:sz w:val="20"/>'
        '<w:szCs w:val="20"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
    )
    builtin = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        "<w:tblCellMar>"
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{name.title()}"><w:name w:val="{name}"/><w:uiPriority w:val="99"/>'
            "<w:unhideWhenUsed/></w:style>"
            for name in ("header", "footer")
        )
    )
    own = [
        style("FormTitle", "表单标题", f'<w:keepNext/>{free}{_space(60, 160)}<w:jc w:val="center"/>', SANS + size(36)),
        style(
            "FormNote",
            "表单说明",
            f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
            '<w:tabs><w:tab w:val="left" w:pos="800"/></w:tabs>'
            f'{free}<w:spacing w:before="0" w:after="0" w:line="270" w:lineRule="exact"/>'
            '<w:ind w:left="800" w:hanging="600"/>',
            color(QUIET) + size(18),
        ),
        style("FormNoteLabel", "表单说明项", run=SANS + color(ACCENT), kind="character"),
        style("FormHeading", "表单小标题", f"<w:keepNext/>{free}{_space(220, 80)}", SANS + color(ACCENT) + size(22)),
        style(
            "FormOptions",
            "表单选项",
            f'<w:keepNext/>{free}<w:spacing w:before="0" w:after="80" w:line="270" w:lineRule="atLeast"/>',
            color(QUIET) + size(18),
        ),
        style("FormHead", "表单表头", f'<w:keepNext/>{free}{line}<w:jc w:val="center"/>', SANS + size(20)),
        style("FormLabel", "表单标签", f'{free}{line}<w:jc w:val="left"/>', SANS + size(20)),
        style("FormField", "表单内容", f'{free}{line}<w:jc w:val="left"/>', size(20)),
        style("FormCenter", "表单居中", '<w:jc w:val="center"/>', based="FormField"),
        style(
            "FormGap",
            "表单间隔",
            f'{free}<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>',
            size(8),
        ),
        style(
            "FormHeader",
            "表单页眉",
            f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="{ACCENT}"/></w:pBdr>{_space(0, 0)}',
            color(QUIET) + size(17),
        ),
        style("FormFooter", "表单页脚", _space(0, 0), color(QUIET) + size(17)),
        style(
            "FormGrid",
            "表单表格",
            kind="table",
            table="<w:tblBorders>"
            + "".join(
                f'<w:{edge} w:val="single" w:sz="{width}" w:space="0" w:color="{rgb}"/>'
                for edge, width, rgb in (
                    ("top", 8, ACCENT),
                    ("left", 4, GRID_LINE),
                    ("bottom", 8, ACCENT),
                    ("right", 4, GRID_LINE),
                    ("insideH", 4, GRID_LINE),
                    ("insideV", 4, GRID_LINE),
                )
            )
            + "</w:tblBorders>",
        ),
        (
            f'<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="{HINT_STYLE}"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/>'
            f"<w:rPr>{color(HINT)}</w:rPr></w:style>"
        ),
    ]
    return _part("styles", defaults + builtin + "".join(own))


def font_table(fonts: Iterable[tuple[str, str, str, str]]) -> bytes:
    """The fonts with their other names, and what may stand for them, each as in FONTS."""
    return _part(
        "fonts",
        "".join(
            f'<w:font w:name="{name}">'
            + (f'<w:altName w:val="{other}"/>' if other else "")
            + f'<w:charset w:val="{charset}"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
            for name, other, charset, family in fonts
        ),
    )


def settings_xml() -> bytes:
    """Word 2013 and later, Chinese."""
    return _part("settings", _SETTINGS)


def style(
    id: str, name: str, paragraph: str = "", run: str = "", *, kind: str = "paragraph", based: str = "", table: str = ""
) -> str:
    """A style of ours, with the properties of its paragraphs, runs or tables as markup."""

    def wrapped(tag: str, inner: str) -> str:
        return f"<w:{tag}>{inner}</w:{tag}>" if inner else ""

    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + "<w:qFormat/>"
        + wrapped("pPr", paragraph)
        + wrapped("rPr", run)
        + wrapped("tblPr", table)
        + "</w:style>"
    )


def _space(before: int, after: int) -> str:
    """Single-spaced, with this much above and below: said in full, lest the defaults of a company's base show
    through.
    """
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'


def size(half_points: int) -> str:
    """The property of a run that says how large it is."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def color(rgb: str) -> str:
    """The property of a run that says in which colour it is."""
    return f'<w:color w:val="{rgb}"/>'


_BODY = (
    '<w:body><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1247" w:right="1134" w:bottom="1134" w:left="1134" w:header="624" w:footer="567" w:gutter="0"/>'
    '<w:cols w:space="425"/></w:sectPr></w:body>'
)

_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    "<w:compat>"
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + (
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/>'
    )
)

FONTS = (
    ("Times New Roman", "", "00", "roman"),
    ("宋体", "SimSun", "86", "auto"),
    ("黑体", "SimHei", "86", "modern"),
    ("Arial", "", "00", "swiss"),
    ("Segoe UI Symbol", "", "00", "swiss"),
)
"""Name, other name, character set, family."""


def _part(root: str, content: str) -> bytes:
    return (
        f'{DECLARATION}<w:{root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{content}'
        f"</w:{root}>"
    ).encode()


def _relations(*targets: tuple[str, str]) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{position}" Type="{kind}/{name}" Target="{target}"/>'
            for position, (name, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    ).encode()


def _types() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{kind}.{name}+xml"/>'
            for part, name in (
                ("document", "document.main"),
                ("styles", "styles"),
                ("settings", "settings"),
                ("fontTable", "fontTable"),
            )
        )
        + "</Types>"
    ).encode()
