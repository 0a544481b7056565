"""Documents as companies have them, made from a list of what stands in them: Word, Markdown, plain text, workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

import docx
import xlsxwriter
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

Entry = tuple[object, ...]
"""What stands in a document: ("title", words), ("p", words), ("b", words) in bold, ("h", level, words), ("n", level,
words) with the number of a list, ("t", rows), ("header", words), ("footer", words), ("box", words), ("del", words,
deleted), ("ins", words, added), ("toc", lines)."""

LEVELS = {
    "points": (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")),
    "articles": (("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"), ("decimal", "（%3）")),
    "outline": (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）")),
}
"""Lists of Word, by name: how each level is numbered. Articles count on from chapter to chapter."""


def word(entries: Sequence[Entry], numbering: str = "points") -> bytes:
    """A Word document."""
    document = docx.Document()
    list_id = _list(document, numbering)
    for kind, *rest in entries:
        if kind == "t":
            _table(document, rest[0])
        elif kind in ("header", "footer"):
            part = document.sections[0].header if kind == "header" else document.sections[0].footer
            part.paragraphs[0].text = rest[0]
        elif kind == "toc":
            for line in rest[0]:
                document.add_paragraph(line)
            document.add_paragraph("")
        else:
            paragraph = document.add_paragraph()
            words = str(rest[-1] if kind in ("h", "n") else rest[0])
            run = paragraph.add_run(words)
            if kind == "title":
                paragraph.style = document.styles["Title"]
            elif kind == "h":
                paragraph.style = document.styles[f"Heading {rest[0]}"]
            elif kind == "b":
                run.bold = True
            elif kind == "n":
                properties = paragraph._p.get_or_add_pPr()
                place = f'<w:ilvl w:val="{int(str(rest[0])) - 1}"/><w:numId w:val="{list_id}"/>'
                properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))
            elif kind == "box":
                paragraph.clear()
                paragraph._p.append(parse_xml(_box(words)))
            elif kind in ("del", "ins"):
                tag, text = ("w:del", "w:delText") if kind == "del" else ("w:ins", "w:t")
                changed = f"<w:r><{text}>{rest[1]}</{text}></w:r>"
                paragraph._p.append(parse_xml(f'<{tag} {nsdecls("w")} w:id="9" w:author="张三">{changed}</{tag}>'))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _box(words: str) -> str:
    inside = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<v:shape id="s" style="width:100pt;height:40pt"><v:textbox>{inside}</v:textbox></v:shape>'
    return f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>{shape}</w:pict></w:r>'


def _list(document: Document, name: str) -> int:
    """Add a list to the numbering of a document -> its numId."""
    numbering = document.part.numbering_part.element
    on = '<w:lvlRestart w:val="0"/>'
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'{on if text == "第%2条" else ""}<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (format, text) in enumerate(LEVELS[name])
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    numbering.append(number)
    return 77


def _table(document: Document, rows: object) -> None:
    """A table; a cell that says ^ is merged with the one above, one that says < with the one at its left."""
    assert isinstance(rows, list)
    table = document.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            if words not in ("^", "<"):
                table.cell(at, column).text = words
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            if words == "^":
                table.cell(at - 1, column).merge(table.cell(at, column))
            elif words == "<":
                table.cell(at, column - 1).merge(table.cell(at, column))
    for cell in (cell for row in table.rows for cell in row.cells):
        for paragraph in cell.paragraphs[1:]:
            if not paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)


def markdown(entries: Sequence[Entry]) -> bytes:
    """A Markdown file."""
    lines: list[str] = []
    for kind, *rest in entries:
        if kind == "t":
            rows = rest[0]
            assert isinstance(rows, list)
            lines += [f"| {' | '.join(rows[0])} |", "|" + " --- |" * len(rows[0])]
            lines += [f"| {' | '.join(row)} |" for row in rows[1:]]
        elif kind == "title":
            lines.append(f"# {rest[0]}")
        elif kind == "h":
            lines.append(f"{'#' * (int(str(rest[0])) + 1)} {rest[1]}")
        elif kind == "b":
            lines.append(f"**{rest[0]}**")
        else:
            lines.append(str(rest[0]))
        lines.append("")
    return "\n".join(lines).encode()


def plain(entries: Sequence[Entry], encoding: str = "gb18030") -> bytes:
    """A text file."""
    return "\r\n".join(str(rest[-1]) for kind, *rest in entries if kind != "t").encode(encoding)


def workbook(entries: Sequence[Entry]) -> bytes:
    """A workbook with one sheet."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("流程")
    at = 0
    for kind, *rest in entries:
        if kind == "t":
            rows = rest[0]
            assert isinstance(rows, list)
            for row in rows:
                for column, words in enumerate(row):
                    sheet.write_string(at, column, words)
                at += 1
            at += 1
        else:
            sheet.write_string(at, 0, str(rest[-1]))
            at += 1
    book.close()
    return out.getvalue()


def zipped(*names: str) -> bytes:
    """A ZIP with empty parts of these names."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return out.getvalue()
