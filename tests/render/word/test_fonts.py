"""Which fonts were missing when a document was laid out, and what was taken instead."""

from __future__ import annotations

import pytest

from generator.render.word import fonts
from generator.render.word.manual import book
from generator.system import libreoffice, pdf_file
from tests.bare_fonts import without_western_fonts
from tests.builders import a_draft, a_handbook

OURS = ["Times New Roman", "宋体", "Arial", "黑体", "仿宋"]


@pytest.mark.parametrize(
    ("family", "used", "there"),
    [
        ("Times New Roman", "TimesNewRomanPSMT", True),
        ("Times New Roman", "LiberationSerif", True),
        ("Times New Roman", "DejaVuSerif", False),
        ("Arial", "ArialMT", True),
        ("Arial", "LiberationSans-Bold", True),
        ("宋体", "SimSun", True),
        ("宋体", "NotoSerifCJKjp-Regular-VKana", True),
        ("宋体", "NotoSansCJKjp-Regular-VKana", False),
        ("黑体", "NotoSansCJKjp-Regular-VKana", True),
        ("仿宋", "FangSong", True),
        ("仿宋", "NotoSansCJKjp-Regular-VKana", False),
        ("Source Sans 3", "SourceSans3-Regular", True),
        ("Source Sans 3", "DejaVuSans", False),
        ("企业自己的字体", "SomeCompanyHei", True),
        ("企业自己的字体", "NoSuch", False),
    ],
)
def test_a_family_is_known_by_its_own_name_or_an_equal_one(family, used, there):
    """A family that nobody knows is there if something else was taken for it than for one that is nowhere."""
    missing = [] if there else [fonts.Missing(family, (used,))]
    assert fonts.missing([family], [(used,), ("NoSuch",)]) == missing


def test_a_document_asks_for_the_fonts_of_its_styles():
    """Each once."""
    assert sorted(fonts.families(book(a_handbook(), a_draft(), None))) == sorted(OURS)


@pytest.mark.libreoffice
def test_what_libreoffice_takes_is_seen(soffice, tmp_path, monkeypatch):
    """Where there is nothing like Times and Arial, they are missing; 宋体, 黑体 and 仿宋 get Noto of their own kind."""
    monkeypatch.setenv("FONTCONFIG_FILE", str(without_western_fonts(tmp_path)))
    taken = pdf_file.fonts(libreoffice.pdf(fonts.specimen(OURS), "字体", fonts.STAND_INS))
    assert len(taken) == len(OURS) + 1 and all(taken)
    missing = fonts.missing(OURS, taken)
    assert [one.family for one in missing] == ["Times New Roman", "Arial"] and all(one.instead for one in missing)
