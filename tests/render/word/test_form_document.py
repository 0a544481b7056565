"""What stands in the Word document of a form."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.shared import RGBColor
from lxml import etree

from generator.forms import controls, layout
from generator.model import ChoicesField, Edition, Field, Form, LongTextField, Section, TextField
from generator.render.word import Variant, base_document, form_document
from tests.render.word.sample_forms import (
    DRAFT,
    EVERY_KIND,
    FULL_SHEET,
    HANDBOOK,
    HOSTILE,
    RELEASED,
    TWO_SHEETS,
    VISIT,
    field,
    form,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {
    "w": W[1:-1],
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
WITH_CONTROLS = pytest.mark.parametrize("variant", [Variant.FILLABLE, Variant.EDITABLE])
ALL_VARIANTS = pytest.mark.parametrize("variant", list(Variant))


def made(whole: Form = EVERY_KIND, variant: Variant = Variant.FILLABLE, edition: Edition = RELEASED, **more) -> ZipFile:
    return ZipFile(BytesIO(form_document(whole, HANDBOOK, edition, variant, **more)))


def part(document: ZipFile, name: str) -> etree._Element:
    return etree.fromstring(document.read(name))


def find(document: ZipFile, path: str, name: str = "word/document.xml") -> list:
    return part(document, name).xpath(path, namespaces=NAMES)


def words(document: ZipFile, name: str = "word/document.xml") -> str:
    return "".join(find(document, "//w:t/text()", name))


def header_and_footer(document: ZipFile) -> tuple[str, str]:
    return words(document, "word/header1.xml"), words(document, "word/footer1.xml")


def control(document: ZipFile, tag: str) -> etree._Element:
    return find(document, f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']")[0]


@WITH_CONTROLS
@pytest.mark.parametrize("whole", [EVERY_KIND, VISIT, HOSTILE], ids=lambda whole: whole.id)
def test_every_field_is_found_by_its_tag(whole, variant):
    """Every control of the layout stands in the document once, or once in each ready-made row."""
    expected = Counter(
        control.tag for table in layout(whole) for row in table.rows for cell in row.cells for control in cell.controls
    )
    expected.update(section.id for section in whole.sections if section.rows)
    assert Counter(find(made(whole, variant), "//w:sdt/w:sdtPr/w:tag/@w:val")) == expected


KINDS = {
    "one-text": "w:text[not(@w:multiLine)]",
    "one-longtext": "w:richText",
    "one-date": "w:date[w:dateFormat/@w:val='yyyy-MM-dd'][w:lid/@w:val='zh-CN']",
    "one-time": "w:text",
    "one-number": "w:text",
    "one-money": "w:text",
    "one-score": "w:text",
    "one-total": "w:text",
    "one-choice": "w:dropDownList[count(w:listItem)=3][w:listItem/@w:displayText='上门']",
    "one-choices.2": "w14:checkbox[w14:checked/@w14:val='0']",
    "one-check": "w14:checkbox",
    "one-yesno.yes": "w14:checkbox",
    "one-yesno.no": "w14:checkbox",
    "one-yesno.if-no": "w:text",
    "one-signature": "w:text",
    "dress.yes": "w14:checkbox",
    "fit": "w:text",
    "rows.many-date": "w:date",
    "rows.many-choices.3": "w14:checkbox",
}


@WITH_CONTROLS
@pytest.mark.parametrize(("tag", "content"), KINDS.items(), ids=KINDS)
def test_every_kind_has_its_control(tag, content, variant):
    """Dates have a calendar, choices a list, boxes can be ticked, long texts take more than one line."""
    sdt = control(made(variant=variant), tag)
    assert len(sdt.xpath(f"w:sdtPr/{content}", namespaces=NAMES)) == 1
    assert sdt.getparent().tag == f"{W}p"


def test_titles_of_controls():
    """Word shows a control's title over it: that of the field, with the answer where the control takes only one."""
    document = made()
    assert [
        control(document, tag).find(f"{W}sdtPr/{W}alias").get(f"{W}val")
        for tag in ("one-text", "one-choices.1", "one-yesno.no")
    ] == ["客户名称", "到场部门：采购", "是否准时：否"]


def test_title_of_a_control_is_not_too_long_for_word():
    """Word refuses titles of more than 64 characters; a long option must not break the file."""
    whole = form(
        "long", "示例", Section(id="part", fields=(field(ChoicesField, "a", "部门", options=("甲" * 90, "乙")),))
    )
    assert len(control(made(whole), "a.1").find(f"{W}sdtPr/{W}alias").get(f"{W}val")) == 64


def test_single_controls_cannot_be_deleted_rows_can():
    """Controls outside tables of rows are locked; a row can go, with its controls."""
    single = find(made(), "//w:p/w:sdt[not(ancestor::w:sdt)]")
    assert {tuple(sdt.xpath("w:sdtPr/w:lock/@w:val", namespaces=NAMES)) for sdt in single} == {("sdtLocked",)}
    assert find(made(), "//w:sdt//w:sdt/w:sdtPr/w:lock") == []


@WITH_CONTROLS
def test_ready_made_rows_repeat(variant):
    """The rows of a section are items of one repeating section, below a header that comes again on each page."""
    document = made(variant=variant)
    sections = find(document, "//w:tbl/w:sdt[w:sdtPr/w15:repeatingSection]")
    assert [sdt.xpath("string(w:sdtPr/w:tag/@w:val)", namespaces=NAMES) for sdt in sections] == ["rows"]
    assert (
        len(
            sections[0].xpath(
                "w:sdtContent/w:sdt[w:sdtPr/w15:repeatingSectionItem]/w:sdtContent/w:tr", namespaces=NAMES
            )
        )
        == 3
    )
    heads = find(document, "//w:tr[w:trPr/w:tblHeader]")
    assert [head.getnext().tag for head in heads] == [f"{W}sdt", f"{W}tr", f"{W}tr"]


@ALL_VARIANTS
def test_rows_are_not_torn_apart(variant):
    """No row is split between two pages, and every column's width is given."""
    document = made(variant=variant)
    assert find(document, "//w:tr[not(w:trPr/w:cantSplit)]") == []
    for table, planned in zip(find(document, "//w:tbl"), layout(EVERY_KIND), strict=True):
        columns = [int(column) for column in table.xpath("w:tblGrid/w:gridCol/@w:w", namespaces=NAMES)]
        assert len(columns) == len(planned.widths) and sum(columns) == 16838 - 2 * 1134 and min(columns) > 0
        for row in table.iter(f"{W}tr"):
            assert sum(int(width) for width in row.xpath("w:tc/w:tcPr/w:tcW/@w:w", namespaces=NAMES)) == sum(columns)


def test_empty_controls_show_hints_and_only_the_first_row_has_the_authors():
    """What is to be filled in is said in the empty place itself, without filling a whole table with the same advice."""
    document = made()
    in_rows = find(document, "//w:sdt[w:sdtPr/w:tag/@w:val='rows.many-text']")
    assert ["".join(sdt.itertext()) for sdt in in_rows] == ["公司全称", "点此填写", "点此填写"]
    assert "".join(control(document, "one-money").itertext()) == "金额（选填）"
    assert (
        find(
            document, "//w:sdt[w:sdtPr/w:showingPlcHdr]/w:sdtContent/w:r[not(w:rPr/w:rStyle/@w:val='PlaceholderText')]"
        )
        == []
    )


@pytest.mark.parametrize(
    ("variant", "protection"), [(Variant.FILLABLE, [("forms", "1", None)]), (Variant.EDITABLE, []), (Variant.PAPER, [])]
)
def test_protection(variant, protection):
    """Only the fillable variant is protected, without a password."""
    elements = find(made(variant=variant), "//w:documentProtection", "word/settings.xml")
    assert [(one.get(f"{W}edit"), one.get(f"{W}enforcement"), one.get(f"{W}hash")) for one in elements] == protection
    assert (
        len(
            find(
                made(variant=variant),
                "//w:compatSetting[@w:name='compatibilityMode'][@w:val='15']",
                "word/settings.xml",
            )
        )
        == 1
    )


def test_form_for_a_pen():
    """On paper there is nothing to click: no controls, no hints, every option with a box before it, units and dates to
    write into.
    """
    document = made(variant=Variant.PAPER)
    text = words(document).replace("\u00a0", " ")
    assert find(document, "//w:sdt") == [] and not any("glossary" in name for name in document.namelist())
    assert not [
        hint for hint in {one.hint for one in controls(EVERY_KIND).values()} - {"", "1–5", "签名"} if hint in text
    ]
    for expected in (
        "☐ 上门　☐ 电话　☐ 视频",
        "☐ 采购　☐ 技术　☐ 财务",
        "☐ 是　☐ 否　原因：",
        "年　　月　　日",
        "时　　　分",
        " 万元",
        "（1–5） 分",
    ):
        assert expected in text


def test_options_of_narrow_columns_stand_above_their_table():
    """A cell of a table of rows has no room for six boxes: what may be written is said once."""
    document = made(variant=Variant.PAPER)
    above = "//w:p[w:pPr/w:pStyle/@w:val='FormOptions']"
    assert ["".join(one.itertext()) for one in find(document, above)] == ["选一项填写　拜访方式：上门／电话／视频"]
    assert (
        len(find(document, f"//w:tbl[2]/preceding-sibling::*[1][self::{above[2:]}]")) == 1 and find(made(), above) == []
    )


@ALL_VARIANTS
def test_answers_are_not_torn_apart(variant):
    """What no longer fits the line begins a new one with its box."""
    options = ("一般情况", "缺资源或授权", "目标不合理", "标准没有讲清", "没有时间去做", "其他")
    document = made(
        form("many", "示例", Section(id="part", fields=(field(ChoicesField, "a", "原因", options=options),))), variant
    )
    line_ends = find(document, "//w:tc[2]//w:br")
    assert len(line_ends) == 1 and "☐" in "".join(line_ends[0].getparent().getnext().itertext())


@ALL_VARIANTS
def test_a_column_may_be_no_wider_than_its_margins(variant):
    """What its author gave it is what it gets; its words are broken character by character."""
    fields = [field(TextField, f"f{position}", "栏目", width=width) for position, width in enumerate((2, 29, 29, 29))]
    columns = find(
        made(form("narrow", "示例", Section(id="part", fields=tuple(fields), rows=1)), variant), "//w:gridCol/@w:w"
    )
    assert [round(int(column) / sum(map(int, columns)) * 89) for column in columns] == [2, 29, 29, 29]


@ALL_VARIANTS
def test_no_row_stands_alone_at_the_foot_or_head_of_a_page(variant):
    """The first row goes with the second, the last but one with the last, and the header with the first."""
    for table in find(made(variant=variant), "//w:tbl"):
        rows = [*table.iter(f"{W}tr")]
        kept = [row.find(f".//{W}keepNext") is not None for row in rows]
        head = rows[0].find(f".//{W}tblHeader") is not None
        assert kept[: 1 + head] == [True] * (1 + head) and kept[-2:] == [True, False]


def test_rows_on_a_screen_get_lower_to_stay_on_one_sheet():
    """But only if that saves a sheet: with few rows, and with far too many, they are comfortable."""

    def height(rows: int) -> int:
        whole = form(
            "lines",
            "示例",
            Section(
                id="part", fields=tuple(field(LongTextField, f"f{number}", "记录", lines=2) for number in range(rows))
            ),
        )
        return min(int(height) for height in find(made(whole), "//w:trHeight/@w:val"))

    assert height(10) == height(30) > height(16) > height(18)


def test_form_for_a_pen_uses_the_sheet():
    """Lines for a pen are as high as one sheet allows, but no lower than can be written on; a form of several sheets is
    not squeezed.
    """
    rows = [
        min(int(height) for height in find(made(whole, Variant.PAPER), "//w:trHeight/@w:val"))
        for whole in (VISIT, FULL_SHEET, TWO_SHEETS)
    ]
    assert rows == [567, 454, 510]


@ALL_VARIANTS
def test_opening_says_who_when_and_to_whom(variant):
    """Below the title stands all that one must know before filling the form in; emphasis is kept, links are words."""
    document = made(variant=variant)
    text = words(document)
    for expected in (
        "各类栏目示例表",
        "用途记下要紧的事，好让同事接着做。",
        "填写销售代表　　交给　销售主管　　时限　拜访当日下班前　　保存　3 年",
        "须知1. 一次一张。2. 没有的写「无」。",
    ):
        assert expected in text
    assert find(document, "//w:r[w:rPr/w:b]/w:t/text()") == ["要紧的事", "完全"]


@ALL_VARIANTS
def test_header_and_footer(variant):
    """Every page says whose form it is, which one, of which state, and how many pages there are."""
    document = made(VISIT, variant)
    assert header_and_footer(document) == (
        "示例科技有限公司文件编号：XS-QR-90　版次：A/2　实施日期：2026-01-01",
        "客户拜访记录表 · 内部资料，注意保密 · 校验码 0123456789ab第 1 页　共 1 页",
    )
    assert [code.strip() for code in find(document, "//w:fldSimple/@w:instr", "word/footer1.xml")] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_draft_says_so():
    """Nobody can take a form of the draft for one in force."""
    assert (
        header_and_footer(made(edition=DRAFT))[0]
        == "示例科技有限公司文件编号：XS-QR-90　版次：A/0（草案）　实施日期：待批准"
    )


def test_document_names_its_form():
    """A filled copy says which form of which revision it is, whatever its file is called."""
    properties = {one.get("name"): one[0].text for one in part(made(VISIT), "docProps/custom.xml")}
    assert properties == {
        "FormId": "visit-record",
        "Revision": "2026",
        "FormNumber": "XS-QR-90",
        "Fingerprint": RELEASED.fingerprint,
    }
    about = docx.Document(BytesIO(form_document(VISIT, HANDBOOK, RELEASED, Variant.EDITABLE))).core_properties
    assert (about.title, about.subject, about.author, about.language) == (
        "客户拜访记录表",
        "XS-QR-90",
        "示例科技有限公司",
        "zh-CN",
    )
    assert str(about.created) == str(about.modified) == "2025-12-15 00:00:00+00:00"


@ALL_VARIANTS
def test_authors_text_is_text(variant):
    """Whatever authors write is shown as they wrote it, but for what XML cannot hold."""
    text = words(made(HOSTILE, variant))
    for expected in (
        "甲 & 乙 <丙> \"丁\" '戊'用途",
        "<w:p/>&amp;",
        "<b>名称</b>&",
        "选项",
        "<script>alert(1)</script> &",
        "<w:t>&",
        "<x>",
        "&y;",
    ):
        assert expected in text


def test_an_option_written_twice_is_offered_once():
    """Word takes a list with the same value twice for a broken file."""
    assert find(made(HOSTILE), "//w:listItem/@w:value") == ["a<b", 'c"d&']


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6454000000000"
    "49454e44ae426082"
)


def company_base() -> bytes:
    """A base document as a company might make it: other margins, other styles under Word's own ids, a logo, words of
    advice.
    """
    document = docx.Document(BytesIO(base_document()))
    document.add_paragraph("在这里改样式")
    document.styles["表单标题"].font.color.rgb = RGBColor(0xC0, 0x00, 0x00)
    document.styles["Placeholder Text"].element.set(f"{W}styleId", "a9")
    document.styles["表单表头"].delete()
    section = document.sections[0]
    section.left_margin = section.right_margin = 1440 * 635
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run().add_picture(BytesIO(PIXEL))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_company_base_is_kept():
    """Logo, margins and styles of a company's own base stay; its text goes; what it lacks is added."""
    document = made(VISIT, base=company_base())
    assert words(document).startswith("客户拜访记录表用途") and "在这里改样式" not in words(document)
    assert header_and_footer(document)[0].endswith("实施日期：2026-01-01") and any(
        name.startswith("word/media/") for name in document.namelist()
    )
    assert len(find(document, "//*[local-name()='blip']", "word/header1.xml")) == 1
    assert find(document, "//w:style[@w:styleId='FormTitle']/w:rPr/w:color/@w:val", "word/styles.xml") == ["C00000"]
    assert len(find(document, "//w:style[@w:styleId='FormHead']", "word/styles.xml")) == 1
    assert set(find(document, "//w:sdtContent/w:r/w:rPr/w:rStyle/@w:val")) == {"a9"}
    assert sum(int(width) for width in find(document, "//w:tbl[1]/w:tblGrid/w:gridCol/@w:w")) == 11906 - 2 * 1440
    assert find(document, "//w:titlePg") == []


def test_base_document_is_a_word_document():
    """The base can be opened and styled like any other document."""
    document = docx.Document(BytesIO(base_document()))
    assert document.styles["表单标题"].font.size.pt == 18 and document.paragraphs == []


def test_landscape():
    """A wide form lies on its side."""
    size = find(made(), "//w:pgSz")[0]
    assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == ("16838", "11906", "landscape")
    assert find(made(VISIT), "//w:pgSz/@w:w") == ["11906"]


def test_a_kind_without_a_layout_is_an_error():
    """Who adds a kind of field and forgets its layout learns of it at once, instead of printing an empty cell."""
    unknown = type("NewField", (Field,), {"TITLE": "新栏目"})(id="new", kind="new", title="新")
    with pytest.raises(AssertionError, match="new"):
        form_document(form("new", "新表", Section(id="part", fields=(unknown,))), HANDBOOK, DRAFT, Variant.PAPER)
