"""The search box of the built handbook in a real browser: what people type finds the page that answers it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

import pytest

BOX = "input.md-search__input"
ASK = """async (queries) => {
  const field = document.querySelector("input.md-search__input");
  const list = document.querySelector(".md-search-result__list");
  const config = document.querySelector("#__config");
  const root = new URL(config ? JSON.parse(config.textContent).base + "/" : "./", location.href).href;
  const found = {};
  for (const query of queries) {
    const marker = list.appendChild(document.createElement("li"));  // The theme empties the list when an answer comes.
    field.value = query;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await new Promise((done) => {
      const seen = new MutationObserver(() => { if (!marker.isConnected) { seen.disconnect(); done(); } });
      seen.observe(list, { childList: true });
    });
    found[query] = [...list.children].map((item) => [...item.querySelectorAll("a[href]")].map((link) => ({
      to: link.href.replace(root, "").replace(/[?][^#]*/, "").replace(".html", ""),
      folded: link.closest("details") !== null,
      title: link.querySelector("h1, h2").textContent, kind: link.querySelector(".md-tag")?.textContent ?? "" })));
  }
  return found;
}"""
"""Put each query into the box as pasting does, and read what the theme then lists."""


class Line(NamedTuple):
    """One link in the results."""

    to: str
    """`procedures/quotation#step-approve`"""
    folded: bool
    title: str
    kind: str


def ask(page, queries: Iterable[str]) -> dict[str, list[list[Line]]]:
    """The results of each query: one list of lines for each page found."""
    found = page.evaluate(ASK, list(dict.fromkeys(queries)))
    return {query: [[Line(**line) for line in group] for group in groups] for query, groups in found.items()}


def pages_of(groups: list[list[Line]]) -> list[str]:
    """The pages found, best first."""
    return [group[0].to.partition("#")[0] for group in groups]


@pytest.fixture
def box(page, address):
    """A page of the draft with the search box open."""
    page.goto(f"{address}next/index.html")
    page.locator(BOX).click()
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('键入')")
    return page


def test_every_word_of_the_glossary_finds_its_term_and_a_page_about_it(box, source):
    """By the term itself and by every other name for it; words to be avoided included."""
    terms = {term.id: term for term in source.draft_handbook.glossary.terms}
    words = [(word, term) for term in terms.values() for word in (term.title, *term.aliases, *term.avoid)]
    answers = ask(box, (word for word, _ in words))
    lost = [
        (word, term.id)
        for word, term in words
        if f"glossary#term-{term.id}" not in [line.to for group in answers[word] for line in group]
    ]
    homeless = [
        (word, term.id)
        for word, term in words
        if term.see and not {page.rpartition("/")[2] for page in pages_of(answers[word])[:5]} & set(term.see)
    ]
    assert (lost, homeless) == ([], [])


def test_every_item_is_found_first_by_its_own_title(box, source):
    """No page is beaten by one that only mentions it."""
    items = source.draft_handbook.items.values()
    answers = ask(box, (item.title for item in items))
    assert [
        (item.title, pages_of(answers[item.title])[:2])
        for item in items
        if pages_of(answers[item.title])[0].rpartition("/")[2] != item.id
    ] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("拜仿", "拜访"),
        ("合同平审", "合同评审"),
        ("填拜仿记录", "填拜访记录"),
        ("baifang", "拜访"),
        ("bai'fang", "拜访"),
        ("bai fang ji lu", "拜访记录"),
        ("baif", "拜访"),
        ("hetong", "合同"),
    ],
)
def test_what_was_typed_by_its_sound_finds_what_was_meant(box, typed, meant):
    """A character that sounds the same, and pinyin, finished or not, find exactly what the right characters find."""
    answers = ask(box, [typed, meant])
    assert pages_of(answers[typed]) == pages_of(answers[meant]) != []


def test_what_the_handbook_says_is_not_taken_for_what_sounds_the_same(box):
    """Both 适用 and 试用 are said somewhere: each finds what says it."""
    answers = ask(box, ["适用", "试用"])
    assert pages_of(answers["适用"])[0] == "policies/general-rules"
    assert "parameters#parameter-trial-period" in [line.to for group in answers["试用"] for line in group]


@pytest.mark.parametrize("query", ["龘", "zzz客", "甲乙丙丁", "qwx 价"])
def test_one_known_character_is_enough(box, query):
    """As long as any character occurs in the handbook there is a result; without one the box says so instead of going
    blank.
    """
    groups = ask(box, [query])[query]
    assert bool(groups) == (query != "龘")
    if not groups:
        assert "没有找到" in box.inner_text(".md-search-result__meta")


def test_results_say_what_kind_of_thing_they_are(box):
    """A procedure, a step of it, a rule, a role, a form, a term, a KPI: each line bears its kind."""
    answers = ask(box, ["客户拜访", "确认时间地点", "着装", "销售经理", "日报", "客单价", "毛利率", "抽查"])
    lines = [line for groups in answers.values() for group in groups for line in group]
    assert {line.title for line in lines if not line.kind} == set()
    assert {"流程", "流程·步骤", "制度", "制度·条文", "岗位", "表单", "术语", "指标"} <= {line.kind for line in lines}


def test_a_step_is_found_at_its_place(box):
    """The title of a step leads to the step, without unfolding anything."""
    groups = ask(box, ["提交当日工作计划"])["提交当日工作计划"]
    assert "procedures/daily-work#step-submit-plan" in [line.to for line in groups[0] if not line.folded]


def test_a_released_edition_finds_its_own_pages_only(page, address, source):
    """The draft's new procedures are not among the results of 2025, and its old ones lead into 2025."""
    page.goto(f"{address}2025/index.html")
    page.locator(BOX).click()
    answers = ask(page, ["客户拜访", "报价与折扣审批", "客户投诉", "丢单"])
    release = source.archive.releases[0].handbook
    assert pages_of(answers["客户拜访"])[0] == "procedures/customer-visit"
    tops = {
        line.to.partition("#")[0].rpartition("/")[2]
        for groups in answers.values()
        for group in groups
        for line in group
        if line.to.startswith("procedures/")
    }
    assert tops - {"index"} <= set(release.procedures)


def test_nothing_big_is_loaded_before_somebody_searches(page, address):
    """A page takes the theme's index, which is empty, and not ours; that comes once the box is entered."""
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda response: sizes.update(
            {response.url.removeprefix(f"{address}next/"): int(response.headers.get("content-length", 0))}
        ),
    )
    page.goto(f"{address}next/index.html")
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('键入')")
    page.wait_for_load_state("networkidle")
    assert {path: size < 1000 for path, size in sizes.items() if path.startswith("search/")} == {
        "search/search_index.json": True
    }
    with page.expect_response("**/search/handbook.js"):
        page.locator(BOX).click()


def test_text_that_comes_without_keys_is_searched(box):
    """Pasted by mouse, dictated, or composed by an input method: no key goes up, and yet it searches."""
    box.keyboard.insert_text("客戶拜訪")
    box.locator(".md-search-result__item").first.wait_for()
    assert (
        box.locator(".md-search-result__item a")
        .first.get_attribute("href")
        .partition("?")[0]
        .endswith("procedures/customer-visit.html")
    )


def test_keys_lead_through_the_search(page, address):
    """The box announces / and S; the right arrow takes the completion, Enter opens the best result, with the words
    marked on it.
    """
    page.goto(f"{address}next/index.html")
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('键入')")
    assert page.get_attribute(BOX, "placeholder") == "搜索（按 / 或 S）"
    page.keyboard.press("/")
    page.keyboard.type("应收账")
    page.keyboard.press("Shift")
    page.wait_for_function("document.querySelector('.md-search__suggest').textContent.startsWith('应收账款')")
    page.keyboard.press("ArrowRight")
    assert page.input_value(BOX) == "应收账款与回款"
    # The list of what was typed before has the same first line: wait for the one of the completion.
    page.locator(".md-search-result__item").first.locator(
        f"a[href*='receivables.html?h={quote('应收账款与回款')}']"
    ).first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/procedures/receivables.html?h=*")
    page.locator("mark[data-md-highlight]").first.wait_for(state="attached")


def test_every_entry_leads_to_a_place_on_its_page(built):
    """All addresses and anchors in the data of the search exist, in every edition."""
    missing = []
    for edition in ("2025", "2026", "next"):
        data = json.loads(
            (built / edition / "search" / "handbook.js").read_text(encoding="utf-8").partition("=")[2].rstrip(";\n")
        )
        for page in data["pages"]:
            html = (built / edition / page["at"]).read_text(encoding="utf-8")
            missing += [(page["at"], part["at"]) for part in page["parts"] if f'id="{part["at"]}"' not in html]
    assert missing == []


def test_search_works_from_a_folder(page, built):
    """Opened by double click there are neither workers nor fetch, and still the box finds."""
    page.goto((built / "next" / "procedures" / "quotation.html").as_uri())
    page.locator(BOX).click()
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('键入')")
    assert pages_of(ask(page, ["盖章"])["盖章"])[0].endswith("procedures/contract-signing")
