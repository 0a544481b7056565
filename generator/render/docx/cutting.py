"""A blank form -> the bytes that never change and the slots between them."""
from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from .markup import qualified
from .slots import FULL_DATE, NUMBER, Box, Row, Rows, Slot, Template, Text

SDT, PROPERTIES, CONTENT, VALUE = (qualified(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent", "val"))
TAG, HINTED, LOOK, RUN, STYLE = (qualified(f"w:{name}") for name in ("tag", "showingPlcHdr", "rPr", "r", "rStyle"))
DATE, LIST, PLAIN = (qualified(f"w:{name}") for name in ("date", "dropDownList", "text"))
REPEATING, BOX = qualified("w15:repeatingSection"), qualified("w14:checkbox")
SLOT, WORDS = "slot", ("words", "here")
"""Processing instructions that stand for a slot, and for the text in it, until the document is written."""
HIGHEST = 2**31 - 1
"""The largest number that a control may have."""


def cut(document: bytes) -> tuple[bytes | Slot, ...]:
    """The parts of a document's main part, in their order. lxml.etree.XMLSyntaxError for what is no XML."""
    return _Cutter(etree.fromstring(document)).parts()


class _Cutter:
    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._slots: list[Slot | Text | Box] = []
        self._declared = [f' xmlns:{prefix}="{uri}"'.encode() for prefix, uri in root.nsmap.items()]

    def parts(self) -> tuple[bytes | Slot, ...]:
        """Everything, cut."""
        controls = [(sdt, _properties(sdt)) for sdt in self._root.iter(SDT)]
        sections = [(sdt, properties) for sdt, properties in controls if REPEATING in properties]
        numbers = _free_numbers(self._root)
        for position, (section, properties) in enumerate(sections):
            self._cut_rows(section, properties, numbers[position * (len(numbers) // len(sections))])
        within = {sdt for sdt in self._root.iter(SDT)}
        for sdt, properties in controls:
            if sdt in within and TAG in properties and REPEATING not in properties:
                self._cut_control(sdt, properties)
        return self._split(etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _cut_rows(self, section: etree._Element, properties: dict[str, etree._Element], free: int) -> None:
        """Put one slot in the place of all rows. Rows that differ in nothing but their numbers are cut but once."""
        content = section.find(CONTENT)
        templates: dict[bytes, Template] = {}
        ready = []
        for item in content:
            empty = self._written(item)
            numbers = tuple(NUMBER.findall(empty))
            shape = NUMBER.sub(b"", empty)
            if shape not in templates:
                for sdt in [*item.find(CONTENT).iter(SDT)]:
                    self._cut_control(sdt, _properties(sdt))
                templates[shape] = Template(self._split(self._written(item)), numbers)
            ready.append(Row(empty, numbers, templates[shape]))
        content[:] = [self._place(Rows(properties[TAG].get(VALUE), tuple(ready), free))]

    def _cut_control(self, sdt: etree._Element, properties: dict[str, etree._Element]) -> None:
        """Put a slot in the place of a control."""
        tag, content, empty = properties[TAG].get(VALUE), sdt.find(CONTENT), self._written(sdt)
        if BOX in properties:
            box = properties[BOX]
            box.find(qualified("w14:checked")).set(qualified("w14:val"), "1")
            sign = box.find(qualified("w14:checkedState")).get(qualified("w14:val"))
            next(content.iter(qualified("w:t"))).text = chr(int(sign, 16))
            slot = self._place(Box(tag, empty, self._written(sdt)))
        else:
            run = next(content.iter(RUN))
            run[:] = [*_typed(run, properties), etree.ProcessingInstruction(*WORDS)]
            content[:] = [run]
            if HINTED in properties:
                sdt[0].remove(properties[HINTED])
            if DATE in properties:
                properties[DATE].set(qualified("w:fullDate"), re.search(b'"(.*)"', FULL_DATE)[1].decode())
            options = frozenset(option.get(VALUE) for option in properties[LIST]) if LIST in properties else None
            lines = PLAIN in properties and properties[PLAIN].get(qualified("w:multiLine")) == "1"
            before, after = self._written(sdt).split("<?{} {}?>".format(*WORDS).encode())
            slot = self._place(Text(tag, empty, before, after, lines, DATE in properties, options))
        slot.tail = sdt.tail
        sdt.getparent().replace(sdt, slot)

    def _place(self, slot: Slot | Text | Box) -> etree._Element:
        self._slots.append(slot)
        return etree.ProcessingInstruction(SLOT, str(len(self._slots) - 1))

    def _written(self, one: etree._Element) -> bytes:
        """An element as it stands inside the document: namespaces that are declared at its root are not declared again."""
        written = etree.tostring(one, encoding="UTF-8", with_tail=False)
        end = written.index(b">")
        head = written[:end]
        for declared in self._declared:
            head = head.replace(declared, b"", 1)
        return head + written[end:]

    def _split(self, written: bytes) -> tuple[bytes | Slot, ...]:
        pieces = re.split(rf"<\?{SLOT} (\d+)\?>".encode(), written)
        return tuple(self._slots[int(piece)] if position % 2 else piece for position, piece in enumerate(pieces))


def _properties(sdt: etree._Element) -> dict[str, etree._Element]:
    """The properties of a control, by their names."""
    return {child.tag: child for child in sdt.find(PROPERTIES)}


def _typed(run: etree._Element, properties: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """How what is typed looks: as the control says, or as its hint did but for the style of hints."""
    shown = run.find(LOOK)
    if LOOK in properties:
        yield deepcopy(properties[LOOK])
    elif shown is not None:
        for style in shown.findall(STYLE) if HINTED in properties else ():
            shown.remove(style)
        if len(shown):
            yield shown


def _free_numbers(root: etree._Element) -> range:
    """The longest stretch of numbers that no control has."""
    used = sorted({0, HIGHEST + 1, *(int(id.get(VALUE)) for id in root.iter(qualified("w:id")))})
    below, above = max(pairwise(used), key=lambda ends: ends[1] - ends[0])
    return range(below + 1, above)
