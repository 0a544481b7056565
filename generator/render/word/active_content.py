"""What in a Word document does something by itself: macros, controls, fields that fetch, parts that lie elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from generator.render.word.oxml import qualified

PROGRAMS = re.compile(
    r"(?:vbaproject|vbadata|attachedtoolbars)[^/]*$|/activex/|/embeddings/|/afchunk|^customui/", re.IGNORECASE
)
"""Names of parts that hold programs, or other documents."""
PROGRAM_KINDS = re.compile(
    "macroEnabled|vbaProject|oleObject|activeX|attachedToolbars|keyMapCustomizations", re.IGNORECASE
)
"""Kinds of parts, by their content types and relations."""
FETCHING = re.compile(
    r"^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|DATABASE|RD|MACROBUTTON|EMBED|"
    r"HTMLCONTROL|CONTROL|ADDIN|PRINT|MERGEFIELD|ASK|FILLIN)\b",
    re.IGNORECASE,
)
"""Fields that start programs, fetch what lies elsewhere, or ask."""
HARMLESS = re.compile(r"/hyperlink$", re.IGNORECASE)
"""Relations out of the file that only a click follows."""
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ADVICE = "在 Word 里把它删掉，「另存为」Word 文档（*.docx）；或运行 sop forms --base 重新取一份再改"


def why_dangerous(archive: ZipFile) -> tuple[str, str] | None:
    """What in a document would do something by itself, and what to do, in Chinese; None if there is nothing.

    Raises what reading a damaged document may end in.
    """
    for name in archive.namelist():
        if PROGRAMS.search(name):
            return f"底版带有宏、控件或嵌入的文件（{name}）", ADVICE
        if not name.lower().endswith((".xml", ".rels")):
            continue
        root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
        if name.lower().endswith(".rels"):
            for relation in root.iter(RELATION):
                kind, target = relation.get("Type", ""), relation.get("Target", "")
                if PROGRAM_KINDS.search(kind):
                    return "底版带有宏、控件或嵌入的文件", ADVICE
                if relation.get("TargetMode") == "External" and not HARMLESS.search(kind):
                    return _outside(kind, target)
        elif name == "[Content_Types].xml":
            if any(PROGRAM_KINDS.search(part.get("ContentType", "")) for part in root):
                return "底版是带宏的文档", ADVICE
        elif field := next((words for words in _fields(root) if FETCHING.search(words)), ""):
            return f"底版里有会自己取数据或运行程序的域「{' '.join(field.split())[:30]}」", ADVICE
    return None


def _outside(kind: str, target: str) -> tuple[str, str]:
    if kind.endswith("/image"):
        return "页眉页脚里的图片是链接，不在底版里", "在 Word 里删掉图片，用「插入 › 图片」重新放一次"
    if kind.endswith("/attachedTemplate"):
        return "底版附着在另一个模板上，打开时会去找它", "在 Word 的「开发工具 › 文档模板」里改回 Normal，再存一次"
    return f"底版要从别处取内容（{target[:60]}）", ADVICE


def _fields(root: etree._Element) -> Iterator[str]:
    """The instruction of every field, put together from its runs."""
    words: list[str] = []
    for element in root.iter(qualified("w:fldSimple"), qualified("w:instrText"), qualified("w:fldChar")):
        if element.tag == qualified("w:fldSimple"):
            yield element.get(qualified("w:instr"), "")
        elif element.tag == qualified("w:instrText"):
            words.append(element.text or "")
        else:
            yield "".join(words)
            words = []
    yield "".join(words)
