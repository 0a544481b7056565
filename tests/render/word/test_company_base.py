"""A company's own base document: its logo and styles reach every form, and what cannot be used is told in plain
words.
"""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.shared import Mm, Pt, RGBColor
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator import cli, workspace
from generator.forms import to_filling
from generator.forms.samples import sample_record
from generator.releases import freeze
from generator.render.word import Variant, form_document, starting_base, why_unusable
from generator.render.word.fill import Filler
from generator.render.word.package import zipped
from generator.submissions.reader import Library, read
from tests.render.word.package_rules import faults
from tests.render.word.sample_forms import EVERY_KIND, FULL_SHEET, HANDBOOK, RELEASED
from tests.render.word.test_validity import falsely_reported

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RED = "B41E28"


def png(width: int, height: int, colour: str) -> bytes:
    """A picture of one colour, given as RRGGBB."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + bytes.fromhex(colour) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


LOGO = png(160, 40, RED)


def saved(document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def changed(change: Callable[[docx.document.Document], object] = lambda document: None) -> bytes:
    """The base that one starts from, with a logo and red headings, and then with this change."""
    document = docx.Document(BytesIO(starting_base()))
    document.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(LOGO), height=Mm(8))
    for name in ("表单标题", "表单小标题"):
        document.styles[name].font.color.rgb = RGBColor.from_string(RED)
    document.styles["表单标题"].font.size = Pt(22)
    change(document)
    return saved(document)


def renamed(content: bytes) -> bytes:
    """The document as Word saves it: styles keep their names and get other ids."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    styles = etree.fromstring(parts["word/styles.xml"])
    ids = {
        one.get(f"{W}styleId"): f"a{number}"
        for number, one in enumerate(styles.iter(f"{W}style"))
        if one.get(f"{W}customStyle")
    }
    for name in ("word/styles.xml", "word/document.xml"):
        root = etree.fromstring(parts[name])
        for one in root.iter():
            for attribute in ("styleId", "val"):
                if one.get(W + attribute) in ids:
                    one.set(W + attribute, ids[one.get(W + attribute)])
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts)


@pytest.fixture
def company(small: Path) -> Path:
    """The small handbook with a base of its own."""
    (small / "templates").mkdir()
    (small / workspace.BASE).write_bytes(changed())
    return small


def style_of(content: bytes, id: str) -> docx.styles.style.BaseStyle:
    return next(style for style in docx.Document(BytesIO(content)).styles if style.style_id == id)


def test_logo_and_styles_arrive_in_every_form(company, today):
    """Without a line of code: what stands in templates/ is in all forms of the draft, and nothing of the base's own
    text.
    """
    made = {
        name: content
        for name, content in workspace.read(company, today).sound().draft.downloads.items()
        if name.endswith(".docx")
    }
    assert len(made) >= 3
    for content in made.values():
        document = docx.Document(BytesIO(content))
        pictures = [
            relation.target_part.blob
            for relation in document.sections[0].header.part.rels.values()
            if "image" in relation.reltype
        ]
        assert pictures == [LOGO] and len(document.sections[0].header.part.element.xpath(".//pic:pic")) == 1
        assert (str(style_of(content, "FormTitle").font.color.rgb), style_of(content, "FormTitle").font.size.pt) == (
            RED,
            22,
        )
        assert document.paragraphs[0].text == "客户拜访记录表" and "底版" not in "".join(
            document.element.body.itertext()
        )


def test_forms_stay_valid_fillable_and_the_same(company, today, tmp_path):
    """All rules are kept, a filled copy gives its record back, and the same base gives the same bytes."""
    state = workspace.read(company, today).sound()
    form, edition = state.draft_handbook.forms["visit-record"], state.editions[-1]
    for variant in Variant:
        content = form_document(form, state.draft_handbook, edition, variant, state.base)
        path = tmp_path / "form.docx"
        path.write_bytes(content)
        assert (
            faults(content) == []
            and [str(error) for error in OpenXmlValidator().validate(path).errors if not falsely_reported(error)] == []
        )
        assert content == form_document(form, state.draft_handbook, edition, variant, changed())
    record = sample_record(form)
    blank = form_document(form, state.draft_handbook, edition, Variant.FILLABLE, state.base)
    filled = Filler(blank).fill(to_filling(form, record))
    copy = read(filled, Library({edition.revision: state.draft_handbook}))
    assert {key: copy.record[key] for key in record} == record and copy.form.id == "visit-record"


def test_styles_are_known_by_their_names(tmp_path):
    """Word gives styles other ids when it saves; they are found all the same, and none is there twice."""
    content = form_document(EVERY_KIND, HANDBOOK, RELEASED, Variant.FILLABLE, renamed(changed()))
    assert faults(content) == [] and str(style_of(content, "FormTitle").font.color.rgb) == RED
    names = [style.name for style in docx.Document(BytesIO(content)).styles]
    assert sorted(names) == sorted(set(names))


def test_base_saved_by_another_program(converted):
    """A base that LibreOffice has saved gives valid forms with the company's looks."""
    base = converted({"base": changed()}, "docx")["base"].read_bytes()
    assert why_unusable(base) is None
    content = form_document(EVERY_KIND, HANDBOOK, RELEASED, Variant.FILLABLE, base)
    assert faults(content) == [] and str(style_of(content, "FormTitle").font.color.rgb) == RED
    assert len(docx.Document(BytesIO(content)).sections[0].header.part.element.xpath(".//pic:pic")) == 1


def test_a_high_logo_takes_its_room(converted):
    """A form for a pen that fills its sheet gets lower lines below a high logo, instead of a second sheet."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not installed")
    high = changed(
        lambda document: document.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(LOGO), height=Mm(17))
    )
    made = {
        name: form_document(FULL_SHEET, HANDBOOK, RELEASED, Variant.PAPER, base)
        for name, base in {"high": high, "none": None}.items()
    }
    bodies = {name: docx.Document(BytesIO(content)).element.body for name, content in made.items()}
    lowest = {name: min(int(one.get(f"{W}val")) for one in body.iter(f"{W}trHeight")) for name, body in bodies.items()}
    assert lowest["high"] < lowest["none"]
    texts = [
        subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout
        for path in converted(made, "pdf").values()
    ]
    pages = [text.count(b"\f") for text in texts]
    assert pages == [1, 1]


def test_a_release_takes_the_base_with_it(company, today):
    """What is frozen are the forms as everyone will have them."""
    state = workspace.read(company, today)
    files = freeze.prepare(state.loaded, [], RELEASED.approval, base=state.base).files
    forms = [content for name, content in files.items() if name.endswith(".docx")]
    assert forms and all(LOGO in ZipFile(BytesIO(content)).read("word/media/image1.png") for content in forms)


def old_template(document) -> None:
    """As Word does it for a document that was made from a template on somebody's disk."""
    settings = document.part.part_related_by(f"{RELATIONS}/settings")
    one = etree.SubElement(settings.element, f"{W}attachedTemplate")
    one.set(
        f"{{{RELATIONS}}}id",
        settings.relate_to("file:///C:/anywhere/company.dotx", f"{RELATIONS}/attachedTemplate", is_external=True),
    )
    settings.element.insert(1, one)
    document.add_picture(BytesIO(png(30, 30, "00AA00")))


def test_nothing_of_the_rest_of_the_base_is_left():
    """No picture of its text, no trace of a template on somebody's disk."""
    content = form_document(EVERY_KIND, HANDBOOK, RELEASED, Variant.FILLABLE, changed(old_template))
    with ZipFile(BytesIO(content)) as archive:
        assert [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")] == [LOGO]
        assert not [name for name in archive.namelist() if name.endswith(".rels") and b"External" in archive.read(name)]
    assert faults(content) == []


def narrow(document) -> None:
    document.sections[0].left_margin = document.sections[0].right_margin = Mm(60)


def first_page(document) -> None:
    document.sections[0].different_first_page_header_footer = True


def linked_picture(document) -> None:
    document.sections[0].header.part.relate_to("https://example.com/logo.png", f"{RELATIONS}/image", is_external=True)


def as_template(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return zipped(
            {
                name: archive.read(name).replace(b"document.main+xml", b"template.main+xml")
                for name in archive.namelist()
            }
        )


def with_parts(**parts: bytes) -> bytes:
    """A base with further parts; `__` in a name stands for `/`."""
    content = changed()
    with ZipFile(BytesIO(content)) as archive:
        old = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**old, **{name.replace("__", "/"): content for name, content in parts.items()}})


def in_header(*elements: str):
    """A change that puts runs with these contents into the header."""

    def change(document) -> None:
        paragraph = document.sections[0].header.paragraphs[0]._p
        for element in elements:
            paragraph.append(parse_xml(f'<w:r xmlns:w="{WORDML}">{element}</w:r>'))

    return change


def field(*instructions: str):
    """A field whose instruction stands in one or several runs."""
    begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    texts = [f'<w:instrText xml:space="preserve">{words}</w:instrText>' for words in instructions]
    return in_header(begin, *texts, separate, "<w:t>1</w:t>", end)


def relate(kind: str, target: str):
    """A change that gives the header a relation out of the file."""
    return lambda document: document.sections[0].header.part.relate_to(target, f"{RELATIONS}/{kind}", is_external=True)


UNUSABLE = {
    "带宏": (with_parts(**{"word__vbaProject.bin": b"x"}), "底版带有宏、控件或嵌入的文件（word/vbaProject.bin）"),
    "嵌入的文件": (
        with_parts(**{"word__embeddings__oleObject1.bin": b"x"}),
        "底版带有宏、控件或嵌入的文件（word/embeddings/oleObject1.bin）",
    ),
    "控件": (
        with_parts(**{"word__activeX__activeX1.xml": b"<a/>"}),
        "底版带有宏、控件或嵌入的文件（word/activeX/activeX1.xml）",
    ),
    "会运行程序的域": (
        changed(field(" DDEAUTO cmd calc ")),
        "底版里有会自己取数据或运行程序的域「DDEAUTO cmd calc」",
    ),
    "拆开写的域": (
        changed(field(" DD", "E excel ")),
        "底版里有会自己取数据或运行程序的域「DDE excel」",
    ),
    "会取图片的域": (
        changed(field(" INCLUDEPICTURE https://x.com/a.png ")),
        "底版里有会自己取数据或运行程序的域「INCLUDEPICTURE https://x.com/a」",
    ),
    "别处的内容": (changed(relate("frame", "https://x.com/a.docx")), "底版要从别处取内容（https://x.com/a.docx）"),
    "别处的模板": (
        changed(relate("attachedTemplate", "https://x.com/a.dotm")),
        "底版附着在另一个模板上，打开时会去找它",
    ),
    "空文件": (b"", "底版不是 Word 能打开的 .docx 文件"),
    "改了后缀的图片": (LOGO, "底版不是 Word 能打开的 .docx 文件"),
    "别的压缩包": (zipped({"a.txt": b"a"}), "底版不是 Word 能打开的 .docx 文件"),
    "下载到一半": (changed()[:-900], "底版不是 Word 能打开的 .docx 文件"),
    "有密码": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "底版有打开密码，或是旧的 .doc 格式"),
    "是模板": (as_template(changed()), "底版不是普通的 Word 文档（可能是模板或带宏的文档）"),
    "太大": (changed() + bytes(1_000_001), "底版有 1.0 MB，每张表单都要带着它"),
    "解开太大": (zipped({"word/document.xml": bytes(20_000_001)}), "底版的内容损坏或太大"),
    "分两节": (
        changed(lambda document: document.add_section(WD_SECTION.NEW_PAGE)),
        "底版要正好有一节，现在没有页面设置或分了几节",
    ),
    "版心太窄": (changed(narrow), "底版的版心太小，表格放不下（宽 90 毫米，高 255 毫米）"),
    "首页不同": (changed(first_page), "底版的页眉分首页或奇偶页，表单每一页的页眉要一样"),
    "图片是链接": (changed(linked_picture), "页眉页脚里的图片是链接，不在底版里"),
}


@pytest.mark.parametrize(("content", "message"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_used_is_told(small, content, message, capsys):
    """`sop check` says in Chinese what is wrong with the base and what to do, and no command goes on."""
    (small / "templates").mkdir()
    (small / workspace.BASE).write_bytes(content)
    assert cli.main(["check", "--root", str(small), "--format", "json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["code"], told["message"], told["place"]["file"]) == ("E605", message, workspace.BASE) and told["hint"]
    assert cli.main(["forms", "--root", str(small), "--out", str(small / "out")]) == 1 and not (small / "out").exists()


@pytest.mark.parametrize(
    "change",
    [
        field(" PAGE "),
        field(" STYLEREF 1 "),
        field(' HYPERLINK "https://example.com" '),
        relate("hyperlink", "https://x.com"),
    ],
    ids=["page", "heading", "link field", "link"],
)
def test_what_waits_for_a_click_is_sound(change):
    """Page numbers, headings and links do nothing by themselves."""
    assert why_unusable(changed(change)) is None


@pytest.mark.parametrize("place", range(0, 4000, 131))
def test_a_damaged_base_never_ends_in_a_traceback(place):
    """A byte that is wrong anywhere: either it does no harm, or it is told."""
    whole = bytearray(changed())
    whole[place * len(whole) // 4000] ^= 0x5A
    wrong = why_unusable(bytes(whole))
    assert wrong is None or all(wrong)


def test_command_writes_a_base_to_start_from(tmp_path, capsys):
    """It opens, shows every style that one would change, can be used at once, and is never written over."""
    path = tmp_path / "deep" / "base.docx"
    assert cli.main(["forms", "--base", str(path)]) == 0
    content = path.read_bytes()
    assert why_unusable(content) is None and faults(content) == []
    assert {"表单标题", "表单小标题", "表单标签", "表单内容"} <= {
        paragraph.style.name for paragraph in docx.Document(BytesIO(content)).paragraphs
    }
    path.write_bytes(b"mine")
    assert cli.main(["forms", "--base", str(path)]) == 1 and path.read_bytes() == b"mine"
    assert "没有动它" in capsys.readouterr().err
