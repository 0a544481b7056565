"""The rules of our own find what they are for: each breaks when a sound form is broken in its way, and on nothing
else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from generator.render.word import Variant, form_document
from generator.render.word.package import zipped
from tests.render.word.package_rules import DOCUMENT, RULES, faults
from tests.render.word.sample_forms import EVERY_KIND, HANDBOOK, RELEASED

SOUND = form_document(EVERY_KIND, HANDBOOK, RELEASED, Variant.FILLABLE)


def broken(old: str, new: str | Callable[[re.Match], str], part: str = DOCUMENT) -> bytes:
    """The sound form with the first place that fits the pattern replaced."""
    with ZipFile(BytesIO(SOUND)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(old, new, parts[part].decode(), count=1, flags=re.DOTALL)
    assert count == 1
    return zipped({**parts, part: text.encode()})


def without(name: str) -> bytes:
    with ZipFile(BytesIO(SOUND)) as archive:
        return zipped({part: archive.read(part) for part in archive.namelist() if part != name})


BROKEN = {
    "two controls with one number": (
        "unique_numbers",
        broken(r'<w:id w:val="(\d+)"/>(.*?)<w:id w:val="\d+"/>', r'<w:id w:val="\1"/>\2<w:id w:val="\1"/>'),
    ),
    "a control without a number": ("unique_numbers", broken(r'<w:id w:val="\d+"/>', "")),
    "a title of 65 characters": ("short_names", broken('<w:alias w:val="[^"]*"', f'<w:alias w:val="{"长" * 65}"')),
    "properties in disorder": ("ordered_properties", broken(r"(<w:alias [^>]*>)(<w:tag [^>]*>)", r"\2\1")),
    "two kinds of content": ("ordered_properties", broken("<w:text/>", "<w:text/><w:richText/>")),
    "a hint that is nowhere": ("building_blocks", broken('<w:docPart w:val="[0-9A-F]+"', '<w:docPart w:val="0"')),
    "a hint that is there twice": (
        "building_blocks",
        broken("<w:docPart>.*?</w:docPart>", r"\g<0>\g<0>", "word/glossary/document.xml"),
    ),
    "a control without content": ("contents", broken("<w:sdtContent><w:r>.*?</w:r></w:sdtContent>", "<w:sdtContent/>")),
    "a hint without a building block": ("contents", broken("<w:placeholder>.*?</w:placeholder>", "")),
    "a cell without a paragraph": ("full_cells", broken("(</w:tcPr>)<w:p>.*?</w:p>(</w:tc>)", r"\1\2")),
    "columns narrower than the table": ("even_rows", broken(r'<w:gridCol w:w="\d+"/>', '<w:gridCol w:w="9"/>')),
    "a row with a cell too few": ("even_rows", broken("<w:tc>(?:(?!<w:tc>).)*?</w:tc></w:tr>", "</w:tr>")),
    "a cell that goes on from none": (
        "joined_cells",
        broken('<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'),
    ),
    "two tables that touch": ("parted_tables", broken("</w:tbl><w:p>(?:(?!</w:p>).)*</w:p><w:tbl>", "</w:tbl><w:tbl>")),
    "a style that is not there": (
        "known_styles",
        broken('<w:pStyle w:val="FormTitle"/>', '<w:pStyle w:val="Nothing"/>'),
    ),
    "an option that is offered twice": ("different_options", broken("(<w:listItem [^>]*/>)", r"\1\1")),
    "a part that is not there": ("lost part", without("word/fontTable.xml")),
}


def test_a_sound_form_breaks_no_rule():
    """The base of these tests keeps all rules."""
    assert faults(SOUND) == []


@pytest.mark.parametrize(("rule", "content"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_found(rule, content):
    """By the rule that is for it."""
    assert [one for one in faults(content) if one.startswith(rule)] != []


def test_no_rule_is_untried():
    """Every rule has something above that breaks it."""
    assert {rule.__name__ for rule in RULES} == {rule for rule, _ in BROKEN.values()} - {"lost part"}
