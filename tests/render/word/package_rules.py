"""What Word asks of a file beyond what validators look at: each rule tells what breaks it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1]}
DOCUMENT, GLOSSARY = "word/document.xml", "word/glossary/document.xml"
SDT_ORDER = [
    "rPr",
    "alias",
    "tag",
    "id",
    "lock",
    "placeholder",
    "temporary",
    "showingPlcHdr",
    "dataBinding",
    "richText",
    "date",
    "dropDownList",
    "text",
    "checkbox",
    "repeatingSection",
    "repeatingSectionItem",
]
"""The order of CT_SdtPr, with the newer kinds of content where the older ones stand; of the last seven, one."""
KINDS = SDT_ORDER[-7:]
LONGEST = 64
"""In characters, for a control's title and tag."""

Parts = Mapping[str, etree._Element]
"""The XML parts of a file, by their names."""


def faults(content: bytes) -> list[str]:
    """All that breaks a rule, as `rule: what`."""
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        parts = {name: etree.fromstring(archive.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    doubled = [f"doubled part: {name}" for name, count in Counter(names).items() if count > 1]
    return [
        *doubled,
        *(f"{rule.__name__}: {what}" for rule in RULES for what in rule(parts)),
        *(f"lost part: {what}" for what in _lost(parts, set(names))),
    ]


def unique_numbers(parts: Parts) -> Iterator[str]:
    """Controls have numbers of their own, between 1 and 2147483647."""
    numbers = [int(one.get(f"{W}val")) for one in parts[DOCUMENT].iterfind(".//w:sdtPr/w:id", NAMES)]
    yield from (str(number) for number, count in Counter(numbers).items() if count > 1 or not 0 < number < 2**31)
    yield from (_tag(one) for one in parts[DOCUMENT].iter(f"{W}sdtPr") if one.find("w:id", NAMES) is None)


def short_names(parts: Parts) -> Iterator[str]:
    """Titles and tags of controls are not too long."""
    yield from (
        name for one in parts[DOCUMENT].iter(f"{W}alias", f"{W}tag") if len(name := one.get(f"{W}val")) > LONGEST
    )


def ordered_properties(parts: Parts) -> Iterator[str]:
    """The properties of a control come in the order of the schema, none twice, with one kind of content."""
    for properties in parts[DOCUMENT].iter(f"{W}sdtPr"):
        there = [etree.QName(one).localname for one in properties]
        known = [name for name in SDT_ORDER if name in there]
        if there != known or sum(name in KINDS for name in there) != 1:
            yield f"{_tag(properties)} {there}"


def building_blocks(parts: Parts) -> Iterator[str]:
    """The hint of every empty control is in the glossary, once."""
    blocks = (
        Counter(one.get(f"{W}val") for one in parts[GLOSSARY].iterfind(".//w:docPartPr/w:name", NAMES))
        if GLOSSARY in parts
        else Counter()
    )
    yield from (name for name, count in blocks.items() if count > 1)
    yield from (
        name
        for one in parts[DOCUMENT].iterfind(".//w:sdtPr/w:placeholder/w:docPart", NAMES)
        if (name := one.get(f"{W}val")) not in blocks
    )


def contents(parts: Parts) -> Iterator[str]:
    """Every control has its content, and only an empty one shows a hint."""
    for control in parts[DOCUMENT].iter(f"{W}sdt"):
        content = control.find("w:sdtContent", NAMES)
        if (
            content is None
            or len(content) == 0
            or (
                control.find("w:sdtPr/w:placeholder", NAMES) is None
                and control.find("w:sdtPr/w:showingPlcHdr", NAMES) is not None
            )
        ):
            yield _tag(control)


def full_cells(parts: Parts) -> Iterator[str]:
    """Every cell ends with a paragraph."""
    yield from (
        "".join(cell.itertext()) for cell in parts[DOCUMENT].iter(f"{W}tc") if len(cell) == 0 or cell[-1].tag != f"{W}p"
    )


def even_rows(parts: Parts) -> Iterator[str]:
    """The cells of each row cover the columns of the table: in number, and in width to the twentieth of a point."""
    for table in parts[DOCUMENT].iter(f"{W}tbl"):
        columns = [int(one.get(f"{W}w")) for one in table.iterfind("w:tblGrid/w:gridCol", NAMES)]
        if sum(columns) != int(table.find("w:tblPr/w:tblW", NAMES).get(f"{W}w")) or min(columns) <= 0:
            yield f"table {columns}"
        for row in table.iter(f"{W}tr"):
            at = 0
            for cell in row.iter(f"{W}tc"):
                span = cell.find("w:tcPr/w:gridSpan", NAMES)
                end = at + (int(span.get(f"{W}val")) if span is not None else 1)
                if int(cell.find("w:tcPr/w:tcW", NAMES).get(f"{W}w")) != sum(columns[at:end]):
                    yield f"cell {''.join(cell.itertext())}"
                at = end
            if at != len(columns):
                yield f"row {''.join(row.itertext())}"


def joined_cells(parts: Parts) -> Iterator[str]:
    """A cell that goes on has a cell above it to go on from."""
    for table in parts[DOCUMENT].iter(f"{W}tbl"):
        above: list[bool] = []
        for row in table.iter(f"{W}tr"):
            joined = [cell.find("w:tcPr/w:vMerge", NAMES) for cell in row.iter(f"{W}tc")]
            for position, one in enumerate(joined):
                if (
                    one is not None
                    and one.get(f"{W}val", "continue") == "continue"
                    and not (position < len(above) and above[position])
                ):
                    yield "".join(row.itertext())
            above = [one is not None for one in joined]


def parted_tables(parts: Parts) -> Iterator[str]:
    """A paragraph stands between two tables and after the last, or Word makes one of them."""
    for table in parts[DOCUMENT].iter(f"{W}tbl"):
        if table.getnext() is None or table.getnext().tag != f"{W}p":
            yield "".join(table.itertext())[:30]


def known_styles(parts: Parts) -> Iterator[str]:
    """No text asks for a style that is not there."""
    for name, root in parts.items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        part = "word/glossary/styles.xml" if name.startswith("word/glossary/") else "word/styles.xml"
        styles = {one.get(f"{W}styleId") for one in parts[part].iter(f"{W}style")}
        used = [one.get(f"{W}val") for one in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn")]
        yield from (f"{name} {style}" for style in used if style not in styles)


def different_options(parts: Parts) -> Iterator[str]:
    """A list offers no value twice."""
    for one in parts[DOCUMENT].iter(f"{W}dropDownList"):
        yield from (value for value, count in Counter(item.get(f"{W}value") for item in one).items() if count > 1)


RULES: tuple[Callable[[Parts], Iterator[str]], ...] = (
    unique_numbers,
    short_names,
    ordered_properties,
    building_blocks,
    contents,
    full_cells,
    even_rows,
    joined_cells,
    parted_tables,
    known_styles,
    different_options,
)


def _lost(parts: Parts, names: set[str]) -> Iterator[str]:
    """Relations that lead nowhere, and parts that have no type."""
    for name in (name for name in parts if name.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in parts[name]:
            target = relation.get("Target")
            full = posixpath.normpath(posixpath.join("/" if target.startswith("/") else f"/{folder}", target))[1:]
            if relation.get("TargetMode") != "External" and full not in names:
                yield f"{name} {target}"
    types = parts["[Content_Types].xml"]
    typed = {one.get("Extension") for one in types if one.get("Extension")}
    yield from (
        name for name in names - {one.get("PartName", "/")[1:] for one in types} if name.rpartition(".")[2] not in typed
    )


def _tag(one: etree._Element) -> str:
    tag = one.find(".//w:tag", NAMES)
    return tag.get(f"{W}val") if tag is not None else "?"
