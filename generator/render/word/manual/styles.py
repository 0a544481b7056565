"""The styles of a controlled document, beside those of the forms that stand in its appendix."""

from __future__ import annotations

from generator.render.word.base import ACCENT, FONTS, INK, QUIET, SANS, color, size, style, styles_xml
from generator.render.word.manual.document import WIDTH
from generator.render.word.manual.header_footer import HEAD_SIZE
from generator.render.word.manual.numbering import HEADING_NUM, ListStyle

FANG = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:cs="Times New Roman"/>'
BOOK_FONTS = (*FONTS, ("仿宋", "FangSong", "86", "modern"))
ALARM = "A61B1B"
"""The colour of what warns: that this is a draft, what must never be done."""
RULE_LINE = "8896A5"

HEADINGS = (
    (32, 'before="0" after="280"', "center"),
    (28, 'before="240" after="160"', "left"),
    (24, 'before="240" after="100"', "left"),
    (21, 'before="160" after="60"', "left"),
    (21, 'before="100" after="40"', "left"),
)
"""Of each level of heading: its size in half points, the room around it, and where it stands."""
ALONE_HEADINGS = (HEADINGS[2], HEADINGS[3], HEADINGS[4], HEADINGS[4])


def book_styles(headings: ListStyle) -> bytes:
    """The styles part, with one style of heading for each level of the list."""
    looks = HEADINGS if len(headings.levels) == len(HEADINGS) else ALONE_HEADINGS
    own = [_heading(level, *look) for level, look in enumerate(looks)]
    own += [_contents(level, left, extra) for level, (left, extra) in enumerate(((0, SANS), (240, ""), (480, "")), 1)]
    own += [
        style(
            "BookText",
            "手册正文",
            f'{_spaced(0, 80, 340)}<w:ind w:firstLineChars="200" w:firstLine="420"/><w:jc w:val="both"/>',
            size(21),
        ),
        style("BookItem", "手册列项", f'{_spaced(0, 50, 330)}<w:jc w:val="both"/>', size(21)),
        style("BookRule", "手册条文", f'<w:keepNext/>{_spaced(160, 40, 340)}<w:jc w:val="both"/>', size(21)),
        style(
            "BookReason",
            "手册条文说明",
            f'{_spaced(0, 40, 290)}<w:ind w:left="900"/><w:jc w:val="both"/>',
            FANG + color(QUIET) + size(18),
        ),
        style("BookCell", "手册表格文字", f'{_spaced(30, 30, 270)}<w:jc w:val="left"/>', size(19)),
        style(
            "BookSmall", "手册表格小字", f'{_spaced(20, 20, 240)}<w:jc w:val="left"/>', FANG + color(QUIET) + size(17)
        ),
        style("BookMiddle", "手册表格居中", f'{_spaced(30, 30, 270)}<w:jc w:val="center"/>', size(19)),
        style("BookHead", "手册表头", f'<w:keepNext/>{_spaced(40, 40, 270)}<w:jc w:val="center"/>', SANS + size(19)),
        style("BookLabel", "手册表格标签", f'{_spaced(30, 30, 270)}<w:jc w:val="left"/>', SANS + size(18)),
        style("BookStep", "手册步骤", f'<w:keepNext/>{_spaced(50, 50, 280)}<w:jc w:val="left"/>', SANS + size(20)),
        style(
            "BookArrow", "手册流程箭头", f'<w:keepNext/>{_exactly(260)}<w:jc w:val="center"/>', color(ACCENT) + size(22)
        ),
        style("BookBox", "手册流程框", f'<w:keepNext/>{_spaced(40, 40, 260)}<w:jc w:val="center"/>', size(19)),
        style("BookGap", "手册间隔", _exactly(140), size(8)),
        style(
            "BookCaption", "手册图表题", f'<w:keepNext/>{_spaced(120, 80, 290)}<w:jc w:val="center"/>', SANS + size(19)
        ),
        style("BookNote", "手册注", f'{_spaced(60, 60, 270)}<w:jc w:val="both"/>', FANG + color(QUIET) + size(18)),
        style(
            "BookPart", "手册前置标题", f'<w:keepNext/>{_spaced(0, 280, 480)}<w:jc w:val="center"/>', SANS + size(32)
        ),
        style(
            "CoverCompany",
            "封面单位",
            f'{_spaced(0, 60, 480)}<w:jc w:val="center"/>',
            SANS + '<w:spacing w:val="60"/>' + size(36),
        ),
        style(
            "CoverLine",
            "封面类别",
            f'{_spaced(0, 60, 400)}<w:jc w:val="center"/>',
            SANS + color(QUIET) + '<w:spacing w:val="40"/>' + size(26),
        ),
        style(
            "CoverTitle",
            "封面名称",
            f'{_spaced(0, 200, 800)}<w:jc w:val="center"/>',
            SANS + '<w:spacing w:val="40"/>' + size(64),
        ),
        style(
            "CoverState", "封面状态", f'{_spaced(120, 120, 320)}<w:jc w:val="center"/>', SANS + color(ALARM) + size(24)
        ),
        style("CoverFact", "封面栏目", f'{_spaced(60, 60, 300)}<w:jc w:val="center"/>', size(22)),
        style("CoverLabel", "封面栏目名", f'{_spaced(60, 60, 300)}<w:jc w:val="center"/>', SANS + size(22)),
        style("CoverDay", "封面日期", f'{_spaced(60, 60, 320)}<w:jc w:val="left"/>', SANS + size(26)),
        style("RunningHead", "手册页眉", _exactly(280), color(QUIET) + size(HEAD_SIZE)),
        style(
            "RunningDraft",
            "手册草案标记",
            f'{_exactly(280)}<w:jc w:val="center"/>',
            SANS + color(ALARM) + '<w:spacing w:val="40"/>' + size(17),
        ),
        style(
            "RunningFoot",
            "手册页脚",
            f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{RULE_LINE}"/></w:pBdr>',
            color(QUIET) + size(16),
        ),
        style("BookStrong", "手册着重", run=SANS, kind="character"),
        style("BookQuiet", "手册次要", run=color(QUIET) + size(17), kind="character"),
        style("BookAlarm", "手册禁止", run=SANS + color(ALARM), kind="character"),
        (
            '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>'
            "<w:unhideWhenUsed/></w:style>"
        ),
        _table("BookGrid", "手册表格", RULE_LINE, 4, RULE_LINE),
        _table("BookFrame", "手册封面表格", INK, 6, INK),
    ]
    return (
        styles_xml()
        .replace(b"<w:pPrDefault/>", b"<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault>")
        .replace(b"</w:styles>", "".join(own).encode() + b"</w:styles>")
    )


def _heading(level: int, half_points: int, room: str, where: str) -> str:
    rooms = " ".join(f"w:{part}" for part in room.split())
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level + 1}"><w:name w:val="heading {level + 1}"/>'
        '<w:next w:val="BookText"/>'
        f'<w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>'
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{HEADING_NUM}"/></w:numPr><w:snapToGrid w:val="0"/>'
        f'<w:spacing {rooms} w:line="{half_points * 10 + 140}" w:lineRule="atLeast"/><w:jc w:val="{where}"/>'
        f'<w:outlineLvl w:val="{level}"/></w:pPr><w:rPr>{SANS}{color(INK)}{size(half_points)}</w:rPr></w:style>'
    )


def _contents(level: int, left: int, font: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="TOC{level}"><w:name w:val="toc {level}"/><w:next w:val="Normal"/>'
        "<w:autoRedefine/>"
        '<w:uiPriority w:val="39"/><w:unhideWhenUsed/><w:pPr><w:tabs>'
        f'<w:tab w:val="right" w:leader="dot" w:pos="{WIDTH}"/></w:tabs>'
        f'{_spaced(60 if level == 1 else 0, 0, 330)}<w:ind w:left="{left}"/></w:pPr>'
        f"<w:rPr>{font}{size(21 if level == 1 else 20)}</w:rPr></w:style>"
    )


def _table(id: str, name: str, outer: str, line: int, inner: str) -> str:
    lines = "".join(
        f'<w:{edge} w:val="single" w:sz="{width}" w:space="0" w:color="{rgb}"/>'
        for edge, width, rgb in (
            ("top", line * 2, outer),
            ("left", line, inner),
            ("bottom", line * 2, outer),
            ("right", line, inner),
            ("insideH", 4, inner),
            ("insideV", 4, inner),
        )
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:tblPr>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        f"</w:tblPr></w:style>"
    )


def _spaced(before: int, after: int, line: int) -> str:
    return (
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="{before}" w:after="{after}" w:line="{line}" '
        'w:lineRule="atLeast"/>'
    )


def _exactly(line: int) -> str:
    return f'<w:snapToGrid w:val="0"/><w:spacing w:line="{line}" w:lineRule="exact"/>'
