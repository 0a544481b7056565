"""Controlled documents: valid, complete, numbered, with a table of contents that tells the right pages, as real
programs show them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator import workspace
from generator.language.inline import plain
from generator.model import Change, Edition, Handbook, Revised, walk
from generator.render.word.manual import book, entries_of, paged, scope_of
from generator.system import libreoffice, pdf_file
from tests.bare_fonts import without_western_fonts
from tests.builders import a_draft, a_handbook, a_release
from tests.render.word.package_rules import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HANDBOOK, DRAFT, RELEASED = a_handbook(), a_draft(), a_release()
CHANGES = (
    Change("customer-visit", ("流程「客户拜访」", "第 1 步"), "时限由 1 天改为 3 个工作日"),
    Change("customer-visit", ("流程「客户拜访」",), "目的已改写"),
)
FIRST = Revised(RELEASED, HANDBOOK)
HISTORIES = {DRAFT.name: (Revised(DRAFT, HANDBOOK, CHANGES, "2025 版"), FIRST), RELEASED.name: (FIRST,)}
SCOPES = {
    "handbook": None,
    "chapter": scope_of(HANDBOOK, "conduct", chapter=True),
    "procedure": scope_of(HANDBOOK, "XS-QP-01"),
    "policy": scope_of(HANDBOOK, "dress-code"),
}
READ = {"title", "phase", "when", "words", "what", "summary", "value"}
"""Fields without Markdown that readers read."""


def small(name: str, edition=DRAFT, pages=None) -> bytes:
    """One of the documents of the small handbook."""
    return book(HANDBOOK, edition, SCOPES[name], HISTORIES[edition.name], pages)


def tree(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(content)).read(part))


def words(root: etree._Element) -> str:
    """All text without any space: lines and cells break where they like."""
    return bare("".join(root.itertext(f"{W}t")))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def rows(content: bytes, caption: str) -> list[list[str]]:
    """The words of a table, by its caption."""
    table = next(
        table
        for table in tree(content).iter(f"{W}tbl")
        if table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == caption
    )
    return [["".join(cell.itertext(f"{W}t")) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]


def said_by(handbook: Handbook):
    """Every text of the handbook's procedures, policies, roles, KPIs, paths, terms and parameters that a reader reads,
    with where it stands.
    """
    for part in (handbook.procedures, handbook.policies, handbook.roles, handbook.kpis, handbook.onboarding):
        for item in part.values():
            for path, declared, value in walk(item):
                if (
                    isinstance(value, str)
                    and value
                    and (declared.metadata["rules"].get("markdown") or declared.name in READ)
                ):
                    yield f"{item.id}: {path}", bare(plain(value))
    for part in (handbook.glossary, handbook.parameters):
        for path, declared, value in walk(part):
            if (
                isinstance(value, str)
                and value
                and (declared.metadata["rules"].get("markdown") or declared.name in READ)
            ):
                yield str(path), bare(plain(value))


@pytest.fixture(scope="module")
def whole(source: workspace.SoundWorkspace) -> tuple[Handbook, Edition, tuple[Revised, ...]]:
    """The draft of a whole handbook, and what changed in it."""
    return source.draft_handbook, source.editions[-1], source.history


SHOWN = {
    "draft": ("handbook", DRAFT),
    "released": ("handbook", RELEASED),
    "chapter": ("chapter", DRAFT),
    "procedure": ("procedure", DRAFT),
    "policy": ("policy", RELEASED),
}


@pytest.fixture(scope="module")
def shown(converted) -> dict[str, list[str]]:
    """The text of every page of the small documents, as LibreOffice lays them out, with the pages of their contents."""
    entries = {name: entries_of(HANDBOOK, edition, SCOPES[scope]) for name, (scope, edition) in SHOWN.items()}
    probes = converted(
        {
            name: small(scope, edition, dict.fromkeys((entry.bookmark for entry in entries[name]), 0))
            for name, (scope, edition) in SHOWN.items()
        },
        "pdf",
    )
    pages = {name: paged(entries[name], pdf_file.outline(path.read_bytes())) for name, path in probes.items()}
    assert None not in pages.values()
    done = converted({name: small(scope, edition, pages[name]) for name, (scope, edition) in SHOWN.items()}, "pdf")
    return {name: page_texts(path.read_bytes()) for name, path in done.items()}


def page_texts(content: bytes) -> list[str]:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not installed")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("edition", [DRAFT, RELEASED], ids=["draft", "released"])
@pytest.mark.parametrize("name", SCOPES)
def test_open_xml_rules(name, edition, tmp_path):
    """A validator that follows Microsoft's own rules finds nothing, nor do the rules that Word adds; a document without
    a theme is allowed.
    """
    path = tmp_path / "book.docx"
    path.write_bytes(small(name, edition))
    errors = [
        str(error)
        for error in OpenXmlValidator().validate(path).errors
        if "relationships/theme" not in error.description
    ]
    assert errors == []
    assert faults(small(name, edition)) == []


@pytest.mark.parametrize("name", SCOPES)
def test_the_same_handbook_gives_the_same_bytes(name):
    """No clock, no chance."""
    assert small(name) == small(name)


def test_nothing_of_a_whole_handbook_is_lost(whole):
    """Every sentence of every clause, step, role, KPI, path, term and parameter is in the document."""
    handbook, edition, history = whole
    text = words(tree(book(handbook, edition, None, history)))
    read = list(said_by(handbook))
    assert read and [where for where, said in read if said not in text] == []


@pytest.mark.parametrize("kind", ["procedures", "policies"])
def test_nothing_of_an_item_is_lost(whole, kind):
    """Nor from the document of one procedure or policy; each names every form that it uses as a record."""
    handbook, edition, history = whole
    for item in getattr(handbook, kind).values():
        text = words(tree(book(handbook, edition, item, history)))
        only = replace(
            handbook,
            **{key: {} for key in ("procedures", "policies", "roles", "kpis", "onboarding")} | {kind: {item.id: item}},
        )
        lost = [where for where, said in said_by(only) if where.startswith(f"{item.id}:") and said not in text]
        used = {form for part in (item.steps if kind == "procedures" else item.rules) for form in part.forms}
        lost += [form for form in used if handbook.forms[form].number not in text]
        assert lost == []


def test_every_heading_of_a_whole_handbook_is_in_the_outline(whole, soffice):
    """LibreOffice lays out the whole handbook and numbers its headings as the table of contents does."""
    handbook, edition, history = whole
    entries = entries_of(handbook, edition, None)
    content = libreoffice.pdf(
        book(handbook, edition, None, history, dict.fromkeys((entry.bookmark for entry in entries), 0)), "handbook"
    )
    pages = paged(entries, pdf_file.outline(content))
    assert list(pages) == [entry.bookmark for entry in entries]
    assert list(pages.values()) == sorted(pages.values()) and pages[entries[0].bookmark] > 3


@pytest.mark.parametrize("name", ["draft", "released", "chapter"])
def test_the_contents_tell_the_page_of_every_heading(name, shown):
    """What a line of the contents says stands at the head of the page that it names."""
    pages = shown[name]
    contents = "".join(page for page in pages if re.search(r"\.{5}", page))
    lines = re.findall(r"^\s*(\S.*?)\s*\.{5,}\s*(\d+)\s*$", contents, re.MULTILINE)
    scope = SCOPES["chapter" if name == "chapter" else "handbook"]
    listed = [bare(entry.number + entry.title) for entry in entries_of(HANDBOOK, DRAFT, scope) if entry.level <= 2]
    assert [bare(title) for title, _ in lines] == listed and listed
    assert [title for title, page in lines if bare(title) not in bare(pages[int(page) - 1])] == []


def test_the_contents_are_an_index_that_libreoffice_can_update(converted):
    """Not dead text: an index over two levels of the outline, whose entries lead to their headings."""
    flat = etree.fromstring(converted({"book": small("handbook")}, "fodt")["book"].read_bytes())
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    index = next(flat.iter(f"{text}table-of-content"))
    assert index.find(f"{text}table-of-content-source").get(f"{text}outline-level") == "2"
    links = [link.get("{http://www.w3.org/1999/xlink}href") for link in index.iter(f"{text}a")]
    assert links == [f"#{entry.bookmark}" for entry in entries_of(HANDBOOK, DRAFT, None) if entry.level <= 2]


def test_word_is_asked_for_pages_only_where_there_are_none():
    """Fields are updated on opening, and the contents say so, until the pages are known."""
    pages = dict.fromkeys((entry.bookmark for entry in entries_of(HANDBOOK, DRAFT, None)), 7)
    update = f"{W}updateFields"
    unpaged, with_pages = small("handbook"), small("handbook", pages=pages)
    assert tree(unpaged, "word/settings.xml").find(update) is not None and "右键点目录" in words(tree(unpaged))
    assert tree(with_pages, "word/settings.xml").find(update) is None and "右键点目录" not in words(tree(with_pages))
    assert tree(small("procedure"), "word/settings.xml").find(update) is None


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        (
            "draft",
            [
                "第一章 客户拜访",
                "第三章 职业行为",
                "一、客户拜访",
                "（一）目的",
                "（五）流程图",
                "第 1 步 确认时间地点",
                "1. 打电话确认时间",
                "第一条 【必须】",
                "（一） 颜色素净",
                "附录 A 表单",
                "A.1 ",
            ],
        ),
        ("chapter", ["第三章 职业行为", "一、着装规范", "（三）条文"]),
        ("procedure", ["一、目的", "三、职责", "六、程序步骤", "第 4 步 填写记录"]),
        ("policy", ["一、目的", "三、条文", "第一条 【必须】见客户穿正装", "【禁止】不穿拖鞋见客户"]),
    ],
)
def test_numbers_as_libreoffice_counts_them(name, numbers, shown):
    """Chapters, sections, clauses, steps and appendices are counted by the program that shows them, as the Chinese way
    has it.
    """
    text = bare("".join(shown[name]))
    assert [number for number in numbers if bare(number) not in text] == []


@pytest.mark.parametrize(
    ("name", "edition", "control"),
    [
        ("draft", "草案，未经批准", None),
        ("released", "版次：2025 版", None),
        ("procedure", "草案，未经批准", "文件编号：XS-QP-01 版次：A/0"),
        ("policy", "版次：A/1", "文件编号：XS-GD-01 版次：A/1"),
    ],
)
def test_every_page_but_the_cover_says_what_it_is(name, edition, control, shown):
    """Company, control data, what copies are worth, and which page of how many."""
    pages = shown[name]
    for place, page in enumerate(pages[1:], 2):
        said = bare(page)
        for wanted in filter(
            None,
            (
                "示例科技有限公司",
                control,
                f"第 {place} 页 共 {len(pages)} 页",
                "未盖受控章的为非受控文件",
                edition if name != "released" else None,
            ),
        ):
            assert bare(wanted) in said, (place, wanted)
        assert ("草案，未经批准" in said) == (name in ("draft", "procedure"))


@pytest.fixture(scope="module")
def crowded(soffice, tmp_path_factory) -> list[str]:
    """The pages of a document whose running head and foot have as much to say as any, where there is nothing like
    Times.
    """
    settings = replace(
        HANDBOOK.settings,
        company="示例（华东）智能装备制造股份有限公司",
        number="XS-QM-01",
        confidentiality="内部资料，注意保密；未经书面许可不得复制、外传，离职时交回",
        chapters=(
            *HANDBOOK.settings.chapters[:2],
            replace(SCOPES["chapter"], title="职业行为、着装与对外场合的礼仪规范"),
        ),
    )
    handbook = replace(HANDBOOK, settings=settings)
    content = book(handbook, DRAFT, settings.chapters[2], HISTORIES[DRAFT.name])
    with pytest.MonkeyPatch.context() as machine:
        machine.setenv("FONTCONFIG_FILE", str(without_western_fonts(tmp_path_factory.mktemp("fonts"))))
        return page_texts(libreoffice.pdf(content, "crowded"))


def test_no_value_of_a_running_head_or_foot_is_broken(crowded):
    """Number, edition and page stand on one line each, with wide letters and however much there is beside them."""
    heads = [("文件编号：XS-QM-01-03", "版次：2026 版（草案）")] * 3 + [("文件编号：XS-GD-01", "版次：A/0")]
    assert len(crowded) == len(heads) + 1
    for place, (page, head) in enumerate(zip(crowded[1:], heads, strict=False), 2):
        lines = list(map(bare, page.splitlines()))
        for value in (*head, f"第 {place} 页 共 {len(crowded)} 页"):
            assert [line for line in lines if bare(value) in line], (place, value, page)


def test_the_days_of_the_change_record_are_not_broken(shown):
    """A day stands on one line of its cell."""
    record = shown["procedure"][1]
    assert re.search(r"2025 版\s+2024-12-15\s+2025-01-01\s", record), record


def test_the_cover_names_who_signed(shown):
    """The released one has its people and days; the draft has room for them."""
    released, draft = bare(shown["released"][0]), bare(shown["draft"][0])
    assert [
        word
        for word in ("编制甲", "审核乙", "批准丙", "发布日期：2024-12-15", "实施日期：2025-01-01", "2025版")
        if word not in released
    ] == []
    assert "发布日期：待批准" in draft and "草案，未经批准，不得作为执行依据" in draft


@pytest.mark.parametrize(
    ("scope", "number"), [("handbook", "XS-QM-01"), ("chapter", "XS-QM-01-03"), ("procedure", "XS-QP-01")]
)
def test_the_number_is_on_the_cover_and_over_every_page(scope, number):
    """That of the handbook; of a chapter, with its place in the handbook; of a document, its own."""
    handbook = replace(HANDBOOK, settings=replace(HANDBOOK.settings, number="XS-QM-01"))
    content = book(handbook, RELEASED, SCOPES[scope], HISTORIES[RELEASED.name])
    assert rows(content, "受控信息")[0] == ["文件编号", number]
    head = tree(content, "word/header1.xml")
    assert f"文件编号：{number}" in words(head)
    assert f"<dc:subject>{number}</dc:subject>" in ZipFile(BytesIO(content)).read("docProps/core.xml").decode()
    assert scope_of(handbook, "XS-QM-01") is None


@pytest.mark.parametrize("scope", ["handbook", "chapter"])
def test_a_handbook_without_a_number_shows_no_label_for_it(scope):
    """As released before it had one."""
    content = small(scope, RELEASED)
    assert "文件编号" not in {row[0] for row in rows(content, "受控信息")} and "文件编号" not in words(
        tree(content, "word/header1.xml")
    )


def test_the_change_record_lists_releases_and_what_changed():
    """One row a release, and one for the draft; then the sentences on this document."""
    record = rows(small("procedure"), "修订记录")
    assert record[1] == ["2025 版", "2024-12-15", "2025-01-01", "第一版。", "乙", "丙"]
    assert record[2][0] == "2026 版（草案）"
    assert rows(small("procedure"), "修订内容")[1] == ["1", "第 1 步：时限由 1 天改为 3 个工作日"]
    assert rows(small("handbook"), "修订内容")[1] == ["1", "XS-QP-01《客户拜访》：修订 2 处"]


def test_responsibilities_are_those_of_the_steps():
    """The letters of every role in every step; who answers for a step is the owner where it names nobody."""
    assert rows(small("procedure"), "客户拜访的职责分配") == [
        ["步骤", "做什么", "销售代表", "销售经理", "法务专员"],
        ["1", "确认时间地点", "R", "A/I", ""],
        ["2", "见面交谈", "R", "A", ""],
        ["3", "请经理复核", "", "R/A", "C"],
        ["4", "填写记录", "R", "A", ""],
    ]


def test_the_flow_chart_has_every_step_and_branch():
    """Boxes in order from start to end, roles, branches with where they lead, records."""
    chart = rows(small("procedure"), "客户拜访流程图")
    assert [row[2] for row in chart[1:] if row[2] and row[2] != "▼"] == [
        "开　始",
        "1　确认时间地点",
        "2　见面交谈",
        "3　请经理复核",
        "4　填写记录",
        "结　束",
    ]
    assert [row[5] for row in chart[1:] if row[5]] == [
        "◇ 客户改期 → 第 1 步",
        "◇ 谈不拢 → 第 4 步",
        "记录：《客户拜访记录表》",
    ]
    assert [row[0] for row in chart if row[0] in ("拜访前", "拜访中", "拜访后")] == ["拜访前", "拜访中", "拜访后"]


def test_tables_repeat_their_head_and_headings_stay_with_what_follows():
    """On every page of a long table its head is seen, and no heading ends a page."""
    document, styles = tree(small("handbook")), tree(small("handbook"), "word/styles.xml")
    tables = [table for table in document.iter(f"{W}tbl") if len(table.findall(f"{W}tr")) > 1]
    long = [table for table in tables if table.find(f"{W}tr//{W}pStyle").get(f"{W}val") == "BookHead"]
    assert long and all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in long)
    headings = [style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId").startswith("Heading")]
    assert len(headings) == 5
    assert all(style.find(f"{W}pPr/{W}{name}") is not None for style in headings for name in ("keepNext", "outlineLvl"))
    assert styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}widowControl") is not None


def test_an_outline_with_other_headings_gives_no_pages():
    """Rather no pages than wrong ones."""
    entries = entries_of(HANDBOOK, DRAFT, SCOPES["procedure"])
    outline = [(entry.number + " " + entry.title, page) for page, entry in enumerate(entries, 3)]
    assert paged(entries, outline) == {entry.bookmark: page for page, entry in enumerate(entries, 3)}
    assert paged(entries, outline[:-1]) is None and paged(entries, []) is None


def test_hostile_words_stay_words(tmp_path):
    """What looks like markup, or cannot be in XML, harms nothing."""
    title = "<w:t>&\"'\x07\ufffe"
    handbook = a_handbook(
        settings={"settings": {"company": title}}, procedure={"customer-visit": {"title": title, "purpose": title}}
    )
    path = tmp_path / "book.docx"
    path.write_bytes(book(handbook, DRAFT, None))
    assert [
        str(error)
        for error in OpenXmlValidator().validate(path).errors
        if "relationships/theme" not in error.description
    ] == []
    assert bare("<w:t>&\"'") in words(tree(path.read_bytes()))


def test_no_office_is_said_in_chinese(monkeypatch):
    """A missing LibreOffice is a problem with a way out, not a crash."""
    monkeypatch.setattr(libreoffice, "NAMES", ())
    monkeypatch.setattr(libreoffice, "BESIDE", ())
    with pytest.raises(libreoffice.ProblemsFound, match="没有找到 LibreOffice") as caught:
        libreoffice.pdf(b"", "手册.pdf")
    assert ".docx" in caught.value.problems[0].hint


def test_a_file_that_is_no_document_is_said_in_chinese(soffice):
    """Neither is one that LibreOffice cannot read."""
    with pytest.raises(libreoffice.ProblemsFound, match="没有生成 PDF"):
        libreoffice.pdf(b"PK\x03\x04 no document", "手册.pdf")
