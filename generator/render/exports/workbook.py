"""Tables -> an Excel workbook, one sheet a table. The same tables give the same bytes."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from generator.model import Edition, Handbook
from generator.render.exports.registers import Register

LONGEST_NAME = 31
"""In characters, of a sheet: Excel allows no more."""


def workbook(registers: list[Register], handbook: Handbook, edition: Edition) -> bytes:
    """The lists, ready to print on A4 sideways with their heads on every page.

    Every cell is text, whatever it begins with.
    """
    content = BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {
            "title": f"{handbook.settings.title} {edition.title}",
            "company": handbook.settings.company,
            "created": edition.written,
        }
    )
    head = book.add_format(
        {
            "bold": True,
            "bg_color": "#E6EDF4",
            "border": 1,
            "border_color": "#A9B8C6",
            "text_wrap": True,
            "valign": "vcenter",
        }
    )
    cell = book.add_format({"border": 1, "border_color": "#A9B8C6", "text_wrap": True, "valign": "top"})
    note = book.add_format({"font_color": "#52606D"})
    for register in registers:
        sheet = book.add_worksheet(register.title.replace("/", "")[:LONGEST_NAME])
        sheet.write_string(
            0, 0, f"{handbook.settings.title} · {register.title} · {edition.title}　{register.note}", note
        )
        for column, (title, width) in enumerate(zip(register.columns, register.widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, title, head)
        for line, row in enumerate(register.rows, 2):
            for column, words in enumerate(row):
                sheet.write_string(line, column, words, cell)
        sheet.freeze_panes(2, 0)
        sheet.autofilter(1, 0, 1 + len(register.rows), len(register.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&C第 &P 页 共 &N 页")
    book.close()
    return content.getvalue()
