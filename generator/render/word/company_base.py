"""A company's own base document: what it must be, and a first one to change in Word."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.shared import Emu, Mm
from lxml import etree

from generator.render.word.active_content import why_dangerous
from generator.render.word.base import base_document
from generator.render.word.oxml import qualified
from generator.render.word.package import zipped
from generator.render.word.page_setup import page_setup

LARGEST, LARGEST_UNPACKED = 1_000_000, 20_000_000
"""In bytes. Every form carries the pictures of the base with it."""
NARROWEST, LOWEST = Mm(120), Mm(150)
"""What must be left for the tables of a form, on an upright sheet."""
ENCRYPTED = b"\xd0\xcf\x11\xe0"
"""How files begin that Word has locked with a password, and those of Word 2003 and before."""
UNREADABLE = (
    BadZipFile,
    OpcError,
    KeyError,
    AttributeError,
    IndexError,
    NotImplementedError,
    etree.XMLSyntaxError,
    RuntimeError,
    EOFError,
    zlib.error,
)
"""What reading a file that is damaged, or something else, may end in."""
SAMPLES = (
    ("FormTitle", "表单标题"),
    ("FormNote", "表单说明：标题下面的用途、时限和须知"),
    ("FormHeading", "表单小标题"),
    ("FormHead", "表单表头"),
    ("FormLabel", "表单标签"),
    ("FormField", "表单内容：填写的文字"),
    ("FormOptions", "表单选项：手写表里可以选的词"),
)
"""The styles that one would change, each with a text in it."""
ADVICE = (
    (
        "这是表单的底版，流程、制度和整本手册的 Word 文件也取它的页眉和字体：在页眉里放徽标，"
        "在「样式」里改下面这些样式的字体、字号和颜色，也可以改页边距，存盘即可。"
    ),
    "页眉页脚的控制信息由程序加在后面。正文里的这些字只供看样子，不会进表单。",
)


def starting_base() -> bytes:
    """The built-in base with every style shown, for a company to open in Word and change."""
    document = docx.Document(BytesIO(base_document()))
    for advice in ADVICE:
        document.add_paragraph(advice, style="表单内容")
    names = {style.style_id: style.name for style in document.styles}
    for style, text in SAMPLES:
        document.add_paragraph(text, style=names[style])
    file = BytesIO()
    document.save(file)
    with ZipFile(file) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def too_large(size: int) -> tuple[str, str]:
    """What is wrong with a base document of so many bytes."""
    return (
        f"底版有 {size / 1e6:.1f} MB，每张表单都要带着它",
        f"压缩徽标图片，把底版减到 {LARGEST // 1_000_000} MB 以内",
    )


def why_unusable(content: bytes) -> tuple[str, str] | None:
    """What is wrong with a base document and what to do, in Chinese; None if forms can be made from it."""
    if content.startswith(ENCRYPTED):
        return "底版有打开密码，或是旧的 .doc 格式", "在 Word 里去掉密码，「另存为」Word 文档（*.docx）"
    if len(content) > LARGEST:
        return too_large(len(content))
    again = "在 Word 里新建一份，或运行 sop forms --base 重新取一份再改"
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED or archive.testzip() is not None:
                return "底版的内容损坏或太大", again
            if danger := why_dangerous(archive):
                return danger
        document = docx.Document(BytesIO(content))
        return _why_unfit(document)
    except ValueError:
        return "底版不是普通的 Word 文档（可能是模板或带宏的文档）", "在 Word 里「另存为」Word 文档（*.docx）"
    except UNREADABLE:
        return "底版不是 Word 能打开的 .docx 文件", again


def _why_unfit(document: Document) -> tuple[str, str] | None:
    body = document.element.body
    if len(body) == 0 or body[-1].tag != qualified("w:sectPr") or len(document.sections) != 1:
        return "底版要正好有一节，现在没有页面设置或分了几节", "在 Word 里删掉分节符，再存一次"
    section, settings = document.sections[0], document.settings.element
    paper = page_setup(section)
    if paper is None:
        return "底版没有写明纸张大小或页边距", "在 Word 的「布局」里选 A4 纸，再存一次"
    short, long = sorted((paper.width, paper.height))
    upright = paper._replace(width=short, height=long)
    if upright.text_width < NARROWEST or upright.text_height < LOWEST:
        return (
            (
                f"底版的版心太小，表格放不下（宽 {Emu(upright.text_width).mm:.0f} 毫米，"
                f"高 {Emu(upright.text_height).mm:.0f} 毫米）"
            ),
            f"用 A4 纸，减小页边距，使版心至少宽 {NARROWEST.mm:.0f} 毫米、高 {LOWEST.mm:.0f} 毫米",
        )
    if section.different_first_page_header_footer or settings.find(qualified("w:evenAndOddHeaders")) is not None:
        return (
            "底版的页眉分首页或奇偶页，表单每一页的页眉要一样",
            "在 Word 的页眉里取消「首页不同」和「奇偶页不同」，徽标放在剩下的页眉里",
        )
    return None
