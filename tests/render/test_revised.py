"""What pages tell of revisions: marks where this edition changed something, the record of every item, and the list of
all changes.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.diff.comparison import compare
from generator.model import Revised, record
from generator.render.site.pages import pages
from generator.render.site.revision_marks import by_kind, marks
from tests.builders import DATA, a_draft, a_handbook, a_release

STEPS = DATA["procedure"]["customer-visit"]["steps"]
EXTRA = {**STEPS[1], "id": "thank", "title": "道谢", "branches": []}
OLD = a_handbook()
NEW = a_handbook(
    procedure={
        "customer-visit": {"steps": [{**STEPS[0], "done": "客户书面答复。"}, STEPS[1], STEPS[2], EXTRA, STEPS[3]]},
        "next-visit": {
            **DATA["procedure"]["customer-visit"],
            "id": "next-visit",
            "title": "再次拜访",
            "number": "XS-QP-02",
        },
    },
    policy={
        "dress-code": {
            "rules": [
                {**DATA["policy"]["dress-code"]["rules"][0], "why": "不安全。"},
                *DATA["policy"]["dress-code"]["rules"][1:],
            ]
        }
    },
    glossary={
        "glossary": {
            "terms": [
                DATA["glossary"]["glossary"]["terms"][0],
                {"id": "commitment", "title": "承诺", "meaning": "答应过的事。"},
            ]
        }
    },
    kpi={"record-on-time": {"purpose": "隔天就记不清。"}},
)
FIRST = Revised(a_release(), OLD)
SECOND = Revised(a_draft(), NEW, tuple(compare(OLD, NEW)), "2025 版")


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """The pages of the draft by path."""
    return {page.path: page.content.decode() for page in pages(NEW, a_draft(), history=(SECOND, FIRST))}


def test_marks_stand_where_something_changed():
    """On the changed step, rule and term, on the new step and the new procedure as a whole, and on an item whose own
    words changed.
    """
    assert marks((SECOND, FIRST)) == {
        ("customer-visit", "step-confirm-time"): "修改",
        ("customer-visit", "step-thank"): "新增",
        ("next-visit", ""): "新增",
        ("dress-code", "rule-no-slippers"): "修改",
        ("glossary", "term-commitment"): "修改",
        ("record-on-time", ""): "修改",
    }
    assert marks((FIRST,)) == marks(()) == {}


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("procedures/customer-visit.md", ["本版修改", "本版新增"]),
        ("procedures/next-visit.md", ["本版新增"]),
        ("policies/dress-code.md", ["本版修改"]),
        ("glossary.md", ["本版修改"]),
        ("kpis/record-on-time.md", ["本版修改"]),
        ("roles/sales-rep.md", []),
    ],
)
def test_pages_show_the_marks(written, page, shown):
    """As often as something changed on them, and nowhere else."""
    assert re.findall(r'class="hb-mark[^>]*>([^<]+)<', written[page]) == shown


def test_the_mark_stands_in_its_step(written):
    """Not on the step before or after it."""
    steps = re.split(r'<section class="hb-step" data-step="', written["procedures/customer-visit.md"])[1:]
    assert {step.partition('"')[0] for step in steps if "hb-mark" in step} == {"confirm-time", "thank"}


def test_every_item_has_its_record():
    """Newest first: in which editions it came or changed, and nothing of those that left it alone."""

    def told(item: str, formerly: str | None = None) -> list[tuple[str, int]]:
        return [(edition.name, len(changes)) for edition, changes in record((SECOND, FIRST), item, formerly)]

    assert told("customer-visit") == [("next", 2), ("2025", 0)]
    assert told("next-visit") == [("next", 0)]
    assert told("sales-rep") == [("2025", 0)]
    renamed = replace(
        SECOND,
        handbook=replace(
            NEW, roles={"account-rep" if id == "sales-rep" else id: role for id, role in NEW.roles.items()}
        ),
    )
    assert [
        (edition.name, len(changes)) for edition, changes in record((renamed, FIRST), "account-rep", "sales-rep")
    ] == [("2025", 0)]


def test_search_words_are_no_change_of_a_page():
    """The comparison tells them; the page that is found by them is neither marked nor given a line in its record."""
    role = replace(NEW.roles["sales-rep"], aliases=("业务员", "跑单的"))
    other = replace(NEW, roles={**NEW.roles, "sales-rep": role})
    revised = Revised(a_draft(), other, tuple(compare(NEW, other)))
    assert [change.place for change in revised.changes] == ["搜索词"]
    assert marks((revised, FIRST)) == {} and [edition.name for edition, _ in record((revised, FIRST), "sales-rep")] == [
        "2025"
    ]


def test_the_record_stands_on_the_page(written):
    """With the sentences of the changes, and the day from which the first edition was in force."""
    page = written["procedures/customer-visit.md"]
    assert "2025-01-01 起实施" in page and "首次发布" in page and "由「客户明确答复。」改为「客户书面答复。」" in page


def test_the_list_holds_every_change_with_its_roles(written):
    """Sorted by item; a change that touches no role in particular is for everyone."""
    page = written["changes.md"]
    assert len(re.findall(r"<p data-roles=", page)) == len(SECOND.changes)
    groups = [group for _, held in by_kind(SECOND.changes, NEW) for group in held]
    assert sum(len(group.changes) for group in groups) == len(SECOND.changes) and all(group.address for group in groups)
    assert "和 2025 版相比" in page and "| 2025 版 | 2025-01-01 | 第一版。 | 丙 |" in page


def test_each_change_leads_to_the_page_that_shows_it():
    """Of an item its own, of terms and clauses the page that lists them; settings have none and stand last."""
    clauses = [{**DATA["source"]["COD"]["clauses"][0], "about": "拜访前先约好"}, *DATA["source"]["COD"]["clauses"][1:]]
    other = a_handbook(
        source={"COD": {"clauses": clauses}},
        settings={"settings": {"tagline": "另一句。"}},
        kpi={"record-on-time": {"purpose": "久了就忘。"}},
        glossary={
            "glossary": {
                "terms": [*DATA["glossary"]["glossary"]["terms"], {"id": "new", "title": "新词", "meaning": "新的。"}]
            }
        },
    )
    groups = [group for _, held in by_kind(compare(OLD, other), other) for group in held]
    assert [(group.title, group.address and group.address.page) for group in groups] == [
        ("指标「记录按时率」", "kpis/record-on-time.md"),
        ("术语表", "glossary.md"),
        ("依据文件「销售行为准则（示例）」", "coverage.md"),
        ("手册设置", None),
    ]


def test_the_first_edition_has_nothing_to_compare_with():
    """And says so."""
    page = next(
        page for page in pages(OLD, a_release(), history=(FIRST,)) if page.path == "changes.md"
    ).content.decode()
    assert "没有更早的版本可以对比" in page and "data-roles" not in page
