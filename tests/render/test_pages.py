"""The Markdown pages, read as MkDocs reads them: complete, linked, and with nothing in them that an author did not
mean.
"""

from __future__ import annotations

import copy
import itertools
import posixpath
import re
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import markdown
import pytest
import yaml

from generator.model import KINDS, Handbook, handbook_of, has_fields, hints, is_list, unwrap, variant
from generator.problems import ProblemsFound
from generator.queries import listing
from generator.render import addresses
from generator.render.site.pages import pages
from generator.resources import CONFIG
from tests.builders import DATA, FINGERPRINT, a_draft, a_handbook, a_release

VOID = {"br", "img", "input", "hr", "wbr"}


class Seen(HTMLParser):
    """What a browser would see in a page: elements, words, ids and links.

    Drawings are left out: they break lines by the length of words.
    """

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[tuple[str, str, tuple[str, ...]]] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[dict[str, str]] = []
        self.open: list[str] = []
        self.drawing = 0
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.drawing += tag == "svg"
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append({"href": given.get("xlink:href", ""), **given})
        if not self.drawing:
            self.elements.append((tag, given.get("class", ""), tuple(sorted(given))))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open.pop() == tag, f"</{tag}>"
        self.drawing -= tag == "svg"

    def handle_data(self, data: str) -> None:
        if not self.drawing:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


@cache
def extensions() -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The Markdown extensions of the site, and the settings of those that have any."""
    listed = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["markdown_extensions"]
    settings = {name: options for entry in listed if isinstance(entry, dict) for name, options in entry.items()}
    return [entry if isinstance(entry, str) else next(iter(entry)) for entry in listed], settings


def as_html(source: str) -> str:
    """The body of a page through the Markdown extensions of the site."""
    names, settings = extensions()
    return markdown.Markdown(extensions=names, extension_configs=settings).convert(
        re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    )


def seen(handbook: Handbook, edition=None) -> dict[str, Seen]:
    """Every page of the handbook, by path."""
    return {
        artifact.path: Seen(as_html(artifact.content.decode())) for artifact in pages(handbook, edition or a_draft())
    }


@pytest.fixture(scope="module")
def ordinary() -> dict[str, Seen]:
    return seen(a_handbook(), a_release())


def with_text(make: Callable[[str, bool], str]) -> Handbook:
    """The small handbook with every free text in it replaced by `make(text, markdown)`."""
    data = copy.deepcopy(DATA)
    for kind, documents in data.items():
        for document in documents.values():
            _replace(KINDS[kind].cls, document, make)
    return handbook_of(data)


def _replace(cls: type, document: dict[str, Any], make: Callable[[str, bool], str]) -> None:
    cls = variant(cls, document.get("kind"))
    for declared in fields(cls):
        rules, inner = declared.metadata["rules"], unwrap(hints(cls)[declared.name])
        value = document.get(declared.name)
        if value is None:
            continue
        if has_fields(inner):
            for entry in value if is_list(hints(cls)[declared.name]) else (value,):
                _replace(inner, entry, make)
        elif (
            inner is str
            and declared.name not in ("id", "kind")
            and not {"ref", "allowed", "regex", "defines"} & rules.keys()
        ):
            markdown = rules.get("markdown", False)
            changed = [make(text, markdown) for text in value] if isinstance(value, list) else make(value, markdown)
            document[declared.name] = changed
        assert declared.default is not MISSING or declared.name in document


@pytest.fixture(scope="module")
def tame() -> dict[str, Seen]:
    """The pages of the handbook with the same harmless words everywhere."""
    return seen(with_text(lambda text, markdown: "甲乙"))


HOSTILE = [
    "<script>alert(1)</script>",
    "</div></section>",
    "<!-- ",
    "a | b || c",
    "1. 一",
    "# 题",
    "- 项",
    "> 引",
    "{: .x #y }",
    "{ .x onclick=1 }",
    "~~a~~ ^b^ ==c==",
    "::: note",
    "!!! note",
    "&amp; &#42; &lt;",
    "***",
    "---",
    "===",
    "[^1]",
    ":smile:",
    "_a_ __b__",
    "*[HTML]: x",
    '" onmouseover="x',
    "{{ 7 * 7 }} {% raw %}",
    "\\",
    "http://example.com www.example.com",
    "<https://example.com>",
    "1) 一",
    "~~~",
    "$x$ \\(x\\)",
    "\u0002klzzwxh:0000\u0003",
]
PLAIN_ONLY = ["`a`", "*a* **b**", "[a](https://example.com)", "![a](b.png)", "```", "\\*a\\*"]


@pytest.mark.parametrize("hostile", [*HOSTILE, *PLAIN_ONLY])
def test_no_text_of_an_author_becomes_markup(hostile, tame):
    """Whatever stands in any text field, the page has the same elements as with harmless words, and shows the text as
    it was written.

    What is markup in the authors' own inline Markdown is only put into fields that hold none.
    """
    wild = seen(
        with_text(
            lambda text, marked: (
                "甲乙" if marked and hostile in (*PLAIN_ONLY, "\\", "***", "*[HTML]: x", "$x$ \\(x\\)") else hostile
            )
        )
    )
    assert wild.keys() == tame.keys()
    for path in tame:
        assert wild[path].elements == tame[path].elements, path
    shown = re.sub(r"[\u0002\u0003]", "", re.sub(r"\s+", " ", hostile)).strip()
    assert shown in wild["procedures/customer-visit.md"].text.replace("\u0002", "")


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(ordinary):
    """No dead link, no dead anchor, no anchor twice."""
    book = a_handbook()
    downloads = {
        addresses.download(form, variant).path for form in book.forms.values() for variant in addresses.SUFFIXES
    }
    downloads |= {addresses.calendar(role).path for role in book.own_roles()} | {
        addresses.review_calendar(role).path for role in book.roles.values()
    }
    downloads |= {"downloads/handbook-2025.zip", "downloads/registers-2025.xlsx", "downloads/documents/handbook.docx"}
    downloads |= {f"downloads/documents/{id}.docx" for id in (*book.procedures, *book.policies)}
    for path, page in ordinary.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            target, _, anchor = unquote(link["href"]).partition("#")
            if re.match("https?:", target):
                continue
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if goal not in downloads:
                assert goal in ordinary, (path, link)
                assert not anchor or anchor in ordinary[goal].ids, (path, link)


def test_every_item_has_a_page_and_every_entry_an_anchor(ordinary):
    """What can be linked to is there."""
    book = a_handbook()
    for target in [
        *book.items,
        *book.clauses,
        "customer-visit#meet",
        "dress-code#tidy",
        "visit-record#promise",
        "legal#review",
        "rep-path#read-visit",
        "visit-quiz#wear",
        "parameters#rebook",
    ]:
        address = addresses.find(book, target)
        assert not address.anchor or address.anchor in ordinary[address.page].ids, target
        assert address.page in ordinary


def test_a_document_carries_its_control_data(ordinary):
    """Number, edition, effective date, owner, next review and fingerprint stand at the head of every controlled
    document.
    """
    text = ordinary["policies/dress-code.md"].text
    assert (
        f"编号 XS-GD-01 版次 A/1 实施日期 2025-01-01 归口岗位 销售经理 下次评审 2026-12-31 指纹 {FINGERPRINT[:12]}"
        in text
    )


def test_a_draft_has_no_effective_date():
    """Nobody can mistake a draft for what is in force."""
    text = seen(a_handbook())["procedures/customer-visit.md"].text
    assert "实施日期 待批准" in text


def test_a_step_says_who_by_when_and_what_counts_as_done(ordinary):
    """All that an author wrote of a step is on its page, in this order."""
    text = ordinary["procedures/customer-visit.md"].text
    at = [
        text.index(part)
        for part in (
            "1 确认时间地点",
            "销售代表 拜访前至少提前 3 个工作日",
            "打电话确认时间。",
            "完成标准 客户明确答复。",
            "客户改期 → 确认时间地点",
            "可以这样说",
            "那我们改到下周同一时间，可以吗？",
            "避免",
            "不打招呼就上门。",
            "事后告知 销售经理",
            "依据 COD-1.3a",
        )
    ]
    assert at == sorted(at)


def test_rules_are_grouped_by_level(ordinary):
    """必须, then 应当, then 禁止, each with its word at every rule."""
    text = ordinary["policies/dress-code.md"].text
    assert re.search(
        r"必须#? 必须 没有例外 1 必须 见客户穿正装。.*应当.*2 应当 每天检查仪容。.*禁止.*3 禁止 不穿拖鞋见客户。", text
    )


def test_the_coverage_page_counts_what_is_missing(ordinary):
    """A clause that nothing carries out is marked, and counted."""
    text = ordinary["coverage.md"].text
    assert "共 4 条，已落实 3 条，待补充 1 条" in text and text.count("待补充") == 2
    assert "COD-9 还没有人写的一条 待补充" in text


def test_time_limits_hold_every_due_under_its_cadence(ordinary):
    """Steps, rules, forms and exchanges, from daily to what events start."""
    text = ordinary["time-limits.md"].text
    _, daily, event = text.split("随事发生")  # what the page holds, then each cadence
    assert [daily.count(phrase) for phrase in ("每个工作日 9:00 前", "每个工作日下班前")] == [1, 1]
    assert all(
        part in event
        for part in (
            "「结束时间」后 24 小时内",
            "提交《客户拜访记录表》",
            "收到合同后 2 个工作日内",
            "拜访前至少提前 3 个工作日",
            "用时 5–10 分钟",
        )
    )


@pytest.mark.parametrize("shown", [True, False], ids=["shown", "kept from readers"])
def test_what_a_role_costs_is_for_readers_only_where_the_settings_say_so(shown):
    """On the page of the role, and on the list of time limits for all roles that have any."""
    data = copy.deepcopy(DATA)
    document = data["procedure"]["customer-visit"]
    document["steps"][0]["effort"] = {"minutes": 12, "every": "工作日"}
    data["settings"]["settings"]["show_effort"] = shown
    written = seen(handbook_of(data))
    words = "固定工作平均每个工作日 12 分钟（占工时 2%），每周 60 分钟，每月 4.3 小时；都是估计"
    role = document["steps"][0]["role"]
    assert [words in written[page].text for page in (f"roles/{role}.md", "time-limits.md")] == [shown, shown]
    assert ("要花的时间" in written["time-limits.md"].text) == shown


def test_what_cites_a_clause_that_has_changed_waits_to_be_looked_at():
    """Marked where it stands and listed beside the clause, until somebody confirms it."""
    data = copy.deepcopy(DATA)
    source = next(iter(data["source"].values()))
    clause, holder = next(
        (clause, mentions[0].item)
        for clause in source["clauses"]
        if (mentions := handbook_of(data).covering(clause["id"])) and hasattr(mentions[0].item, "title")
    )
    page = addresses.page_of(holder)
    assert "待复核" not in seen(handbook_of(data))[page].text
    clause["changed_on"] = "2026-01-10"
    written = seen(handbook_of(data))
    assert "待复核" in written[page].text
    assert f"2026-01-10 改过原文待复核：「{holder.title}」" in written["coverage.md"].text
    clause["confirmed"] = [{"item": holder.id, "by": "张三", "on": "2026-01-11"}]
    written = seen(handbook_of(data))
    assert "待复核" not in written[page].text
    assert f"张三 2026-01-11 复核过「{holder.title}」" in written["coverage.md"].text


def test_a_parameter_is_a_link_to_where_it_is_decided(ordinary):
    """The figure stands in the text; whoever wonders finds who decides it, and where else it stands."""
    shown = [link["href"] for link in ordinary["quizzes/visit-quiz.md"].links if "parameter" in link["href"]]
    assert shown == ["../parameters.md#parameter-rebook"] and "最多1 次。" in ordinary["quizzes/visit-quiz.md"].text
    assert re.search(
        "可以改约几次.*1 次.*由销售经理决定.*看客户等不等得起。.*用在 拜访自测", ordinary["parameters.md"].text
    )


def test_a_question_keeps_its_answer_folded(ordinary):
    """The right letters, the reason and the step stand after the choices."""
    assert re.search(
        "正装 随意 .*看答案和讲解 答案 A 没带正装就改约，最多1 次。 出处 着装规范：第 1 条",
        ordinary["quizzes/visit-quiz.md"].text,
    )


def test_downloads_offer_chinese_names(ordinary):
    """Three variants on the page of the form, the fillable one beside the step that needs it, and the procedure itself
    at the end of its page.
    """
    offered = [link["download"] for link in ordinary["forms/visit-record.md"].links if "download" in link]
    assert offered == [
        "XS-QR-01-客户拜访记录表.docx",
        "XS-QR-01-客户拜访记录表（手机版）.docx",
        "XS-QR-01-客户拜访记录表（打印版）.docx",
    ]
    assert [link["download"] for link in ordinary["procedures/customer-visit.md"].links if "download" in link] == [
        *offered[:1],
        "XS-QP-01-客户拜访.docx",
    ]


def test_headings_never_skip_a_level(ordinary):
    """One h1 a page, and no h3 without an h2 before it: screen readers and the table of contents rely on it."""
    for path, page in ordinary.items():
        levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1, path
        assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels)), path


def test_front_matter_is_safe_in_the_theme():
    """The theme prints titles and descriptions as they are, so they are HTML."""
    page = next(
        artifact
        for artifact in pages(a_handbook(role={"legal": {"title": '<b>"法务"'}}), a_draft())
        if artifact.path == "roles/legal.md"
    )
    head = yaml.safe_load(page.content.decode().split("---\n")[1])
    assert head == {
        "title": "&lt;b&gt;&quot;法务&quot;",
        "description": "把住合同的关。",
        "source": "sop/roles/legal.yaml",
        "search": {"exclude": True},
    }


def test_the_same_handbook_gives_the_same_bytes():
    """Nothing but the handbook and the edition decides a page."""
    assert pages(a_handbook(), a_release()) == pages(a_handbook(), a_release())


def test_a_template_cannot_name_what_is_not_there(tmp_path):
    """A misspelt name in a template stops the build."""
    (tmp_path / "home.md.j2").write_text("{{ settings.titel }}", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="titel"):
        pages(a_handbook(), a_draft(), tmp_path)


def test_every_kind_has_a_template_and_a_title():
    """A new kind of item cannot be forgotten on the site."""
    with_pages = {
        name
        for name, kind in KINDS.items()
        if kind.part in ("roles", "procedures", "policies", "forms", "kpis", "onboarding", "quizzes")
    }
    assert set(listing.SECTIONS) == with_pages
