"""`sop export`: which file it writes, what it says, and the number it ends with."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.cli import main
from generator.system import libreoffice
from tests.bare_fonts import without_western_fonts


def export(root: Path, *words: str | Path) -> int:
    return main(["export", "--root", str(root), *map(str, words)])


@pytest.fixture
def no_office(monkeypatch) -> None:
    """A machine without LibreOffice."""
    monkeypatch.setattr(libreoffice, "NAMES", ())
    monkeypatch.setattr(libreoffice, "BESIDE", ())


@pytest.mark.parametrize(
    ("what", "name", "document"),
    [
        ((), "销售工作手册-草案.docx", "handbook"),
        (("handbook",), "销售工作手册-草案.docx", "handbook"),
        (("customer-visit",), "XS-QP-01-客户拜访.docx", "customer-visit"),
        (("XS-GD-01",), "XS-GD-01-客户数据规定.docx", "data-rules"),
    ],
    ids=["nothing", "handbook", "id", "number"],
)
def test_the_name_follows_from_what_is_exported(what, name, document, small, tmp_path, no_office, capsys):
    """Number and title, or the handbook's title and edition; a folder may be given for it."""
    assert export(small, *what, "-o", tmp_path / "out") == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]
    assert capsys.readouterr().out == f"{tmp_path / 'out' / name}\n"
    assert f"<vt:lpwstr>{document}</vt:lpwstr>" in ZipFile(tmp_path / "out" / name).read("docProps/custom.xml").decode()


@pytest.mark.parametrize(
    ("what", "name"),
    [
        (("XS-QM-01",), "XS-QM-01-销售工作手册-草案.docx"),
        (("chapter", "data"), "XS-QM-01-02-销售工作手册-数据与保密-草案.docx"),
    ],
    ids=["handbook", "chapter"],
)
def test_the_number_of_the_handbook_leads_the_name(what, name, small, tmp_path, no_office):
    """Where it has one; a chapter adds its place. By this number it can be asked for."""
    settings = small / "sop/handbook.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            "title: 销售工作手册\n", "title: 销售工作手册\nnumber: XS-QM-01\n", 1
        ),
        encoding="utf-8",
    )
    assert export(small, *what, "-o", tmp_path / "out") == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]


def test_a_chapter(small, tmp_path, no_office, capsys):
    """By its id, after the word chapter."""
    assert export(small, "chapter", "visit", "-o", tmp_path / "章.docx") == 0
    assert "<vt:lpwstr>chapter.visit</vt:lpwstr>" in ZipFile(tmp_path / "章.docx").read("docProps/custom.xml").decode()
    assert "目录页码还没有算出" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("no-such",), "没有「no-such」这个流程或制度"),
        (("chapter", "no-such"), "没有这一章，现有："),
        (("chapter",), "没有这一章，现有："),
        (("customer-visit", "data-rules"), "内容只写一项"),
        (("visit-record",), "没有「visit-record」这个流程或制度"),
        (("customer-visit", "--revision", "1999"), "没有「1999」这个版本，现有：next"),
        (("customer-visit", "-o", "手册.odt"), "「手册.odt」的结尾不是 .docx 或 .pdf"),
    ],
    ids=["item", "chapter", "bare-chapter", "two", "form", "revision", "ending"],
)
def test_wrong_use_is_told(words, said, small, tmp_path, monkeypatch, capsys):
    """In Chinese, with 2 at the end, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    assert export(small, *words) == 2
    assert said in capsys.readouterr().err and set(tmp_path.rglob("*")) == before


def test_a_pdf_needs_libreoffice(small, tmp_path, no_office, capsys):
    """Where it is missing: said so, with a way out, and no file."""
    assert export(small, "customer-visit", "-o", tmp_path / "拜访.pdf") == 1
    output = capsys.readouterr().out
    assert "没有找到 LibreOffice" in output and "改成 .docx" in output and not (tmp_path / "拜访.pdf").exists()


def test_a_pdf_and_the_pages_of_the_contents(small, tmp_path, soffice, capsys):
    """With LibreOffice there is a PDF, and the contents of the Word file know their pages."""
    assert (
        export(small, "customer-visit", "-o", tmp_path / "拜访.pdf") == 0 == export(small, "-o", tmp_path / "手册.docx")
    )
    assert (tmp_path / "拜访.pdf").read_bytes().startswith(b"%PDF-") and "目录页码按本机" in capsys.readouterr().err
    assert b"w:updateFields" not in ZipFile(tmp_path / "手册.docx").read("word/settings.xml")


def test_missing_fonts_are_told(small, tmp_path, soffice, monkeypatch, capsys):
    """Which are not there, what stands in the PDF instead, and what to install; the PDF is written all the same."""
    monkeypatch.setenv("FONTCONFIG_FILE", str(without_western_fonts(tmp_path)))
    assert export(small, "customer-visit", "-o", tmp_path / "拜访.pdf") == 0
    first, second, *advice = capsys.readouterr().err.splitlines()
    for said, family in ((first, "Times New Roman"), (second, "Arial")):
        assert re.fullmatch(f"提醒：本机没有字体「{family}」，PDF 里用的是 \\S+，换行和分页会与别的电脑不同", said)
    assert advice[0] == "  怎么改：装好字体再导出一次" and "apt install fonts-liberation fonts-noto-cjk" in advice[1]
    assert (tmp_path / "拜访.pdf").read_bytes().startswith(b"%PDF-")


def test_a_released_revision_stays_to_be_had(small, tmp_path, no_office):
    """With the people who signed it, after the draft has gone on."""
    assert (
        main(
            [
                "release",
                "2026",
                "--root",
                str(small),
                "--effective",
                "2026-03-01",
                "--issued",
                "2026-02-01",
                "--prepared-by",
                "张三",
                "--reviewed-by",
                "李四",
                "--approved-by",
                "王五",
                "--summary",
                "第一版",
            ]
        )
        == 0
    )
    assert export(small, "customer-visit", "--revision", "2026", "-o", tmp_path / "a.docx") == 0
    text = ZipFile(tmp_path / "a.docx").read("word/document.xml").decode()
    assert all(word in text for word in ("张三", "李四", "王五", "2026-02-01", "2026-03-01")) and "草案" not in text
