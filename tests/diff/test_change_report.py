"""The paper on a change: only what the change does, each of it once, the heaviest first."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generator.diff.change_report import ChangeReport, change_report
from generator.diff.classes import ChangeClass
from generator.diff.paper import headline, paper, paper_on_errors
from generator.diff.report_formats import FORMATS, MARKER
from generator.load import load_handbook
from generator.problems import Level, Place, Problem
from tests.conftest import SMALL
from tests.load.editing import DAY

Edit = Callable[[Any], object]
DATA: Any = load_handbook(SMALL, DAY).data


def report(*edits: Edit) -> ChangeReport:
    """What some edits of the small handbook do."""
    data = copy.deepcopy(DATA)
    for edit in edits:
        edit(data)
    return change_report(DATA, data, (), DAY.year)


def step(data: Any, id: str) -> Any:
    """A step of the procedure."""
    return next(step for step in data["procedure"]["customer-visit"]["steps"] if step["id"] == id)


def rule(data: Any) -> Any:
    """A rule of the policy."""
    return data["policy"]["data-rules"]["rules"][1]


def field(data: Any, id: str) -> Any:
    """A field of the form."""
    sections = data["form"]["visit-record"]["sections"]
    return next(field for section in sections for field in section["fields"] if field["id"] == id)


def new_step(data: Any) -> None:
    """One more step."""
    one = copy.deepcopy(step(data, "confirm"))
    data["procedure"]["customer-visit"]["steps"].append(one | {"id": "thank", "title": "写信致谢", "branches": []})


def parameter(data: Any) -> None:
    """Another value of the parameter that a step and a role take."""
    data["parameters"]["parameters"]["parameters"][0]["value"] = "12 小时"


def new_term(data: Any) -> None:
    """One more word explained."""
    terms = data["glossary"]["glossary"]["terms"]
    terms.append(copy.deepcopy(terms[0]) | {"id": "another", "title": "另一个词"})


CLASSES: dict[str, tuple[Edit, ChangeClass]] = {
    "a shorter limit": (lambda data: step(data, "confirm")["due"].update(within="1 小时"), ChangeClass.TIGHTER),
    "a longer limit": (lambda data: step(data, "confirm")["due"].update(within="3 小时"), ChangeClass.LOOSER),
    "a limit that is neither": (
        lambda data: step(data, "confirm").update(due={"within": "1 个工作日", "after": "prepare"}),
        ChangeClass.LOOSER,
    ),
    "another unit, sometimes earlier": (
        lambda data: step(data, "update-crm")["due"].update(within="1 个工作日", moment="", day=""),
        ChangeClass.METHOD,
    ),
    "a higher target": (
        lambda data: data["kpi"]["same-day-record"]["target"].update(at_least=97),
        ChangeClass.TIGHTER,
    ),
    "a lower target": (lambda data: data["kpi"]["same-day-record"]["target"].update(at_least=93), ChangeClass.LOOSER),
    "a new step": (new_step, ChangeClass.DUTY),
    "a new term": (new_term, ChangeClass.WORDING),
    "another role": (lambda data: step(data, "confirm").update(role="sales-supervisor"), ChangeClass.DUTY),
    "a field that is no longer required": (lambda data: field(data, "way").update(required=False), ChangeClass.FORM),
    "other words": (lambda data: rule(data).update(text="离开座位时，锁定电脑屏幕。"), ChangeClass.WORDING),
    "another reason": (lambda data: rule(data).update(why="别人经过就看得见。"), ChangeClass.WORDING),
    "something else to do": (
        lambda data: step(data, "meet").update(done="双方在记录上签字。"),
        ChangeClass.METHOD,
    ),
    "other words with another figure": (
        lambda data: step(data, "prepare")["actions"].__setitem__(1, "带上现行版报价单 2 份。"),
        ChangeClass.METHOD,
    ),
}


@pytest.mark.parametrize(("edit", "expected"), CLASSES.values(), ids=CLASSES)
def test_every_change_has_its_class(edit: Edit, expected: ChangeClass) -> None:
    """And one edit is one change."""
    (change,) = report(edit).changes
    assert change.change_class is expected


def test_a_word_is_one_line() -> None:
    """Nothing else is said of the handbook."""
    told = report(lambda data: rule(data).update(why="别人经过就看得见。"))
    assert headline(told) == "改了 1 处"
    assert [len(section.lines) for section in paper(told).sections if section.title in ("数字和时限", "其他变化")] == [
        1
    ]


def test_nothing_is_said_of_nothing() -> None:
    assert headline(report()) == "手册内容没有变化"
    assert report().changes == ()


def test_a_figure_is_one_change_with_what_follows_it() -> None:
    """The parameter of the time limit stands in a role, too: both follow."""
    told = report(parameter)
    (figure,) = told.changes
    assert figure.is_figure
    assert figure.change.texts == ("24 小时", "12 小时")
    assert {change.item for change in figure.followers} == {"customer-visit", "sales-rep"}
    assert told.approvers() == {"销售主管": ("企业可调参数",)}


def test_figures_come_first_and_words_last() -> None:
    told = report(*(edit for edit, _ in list(CLASSES.values())[:1] + list(CLASSES.values())[6:]))
    classes = [each.change_class for each in told.changes]
    assert classes[0] is ChangeClass.TIGHTER
    assert classes[-1] is ChangeClass.WORDING


def test_who_reads_again_is_told_by_what_asks_something_else() -> None:
    """A changed search word asks nothing."""
    told = report(
        lambda data: data["procedure"]["customer-visit"].update(aliases=["外访"]),
        lambda data: rule(data).update(text="离开座位时锁定屏幕和抽屉。"),
    )
    assert {item.id for items in told.to_read_again().values() for item in items} == {"data-rules"}


def test_the_hash_is_that_of_the_change() -> None:
    """The same change has the same hash, another has another."""
    edits = [CLASSES["a shorter limit"][0], CLASSES["a longer limit"][0]]
    hashes = [report(edit).hash for edit in (*edits, edits[0])]
    assert hashes[0] == hashes[2] != hashes[1]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_the_same(format: str) -> None:
    """Every change, what follows it and the hash, whatever the text is shown in."""
    told = report(*(edit for edit, _ in CLASSES.values()), parameter)
    written = FORMATS[format](paper(told))
    plain = written.replace("\\", "")
    assert told.hash in written
    assert told.figures
    assert told.others
    for each in told.changes:
        assert each.change.text.split("「")[0] in plain
        assert all(other.where[0] in plain for other in each.followers)
    assert (format == "md") == written.startswith(MARKER)
    assert format != "json" or len(json.loads(written)["changes"]) == len(told.changes)


def test_words_of_the_handbook_are_no_markup() -> None:
    told = report(lambda data: rule(data).update(why="看 <b>这里</b> *重点*"))
    assert "<b>这里" not in FORMATS["html"](paper(told))
    assert "*重点*" not in FORMATS["md"](paper(told)).replace("\\*", "")


def many_rules(data: Any) -> None:
    """More changes than anybody reads before deciding where to look: thirty rules, and one limit."""
    rules = data["policy"]["data-rules"]["rules"]
    rules += [copy.deepcopy(rules[1]) | {"id": f"rule-{place}", "formerly": ""} for place in range(30)]
    CLASSES["a shorter limit"][0](data)


def test_of_many_changes_the_first_lines_tell_what_matters() -> None:
    """The headline counts the classes, figures come next, and of the rest ten lines are open."""
    told = paper(report(many_rules))
    assert told.headline == "改了 31 处（新职责 30、收紧 1），其中数字和时限 1 处"
    for format in ("md", "html"):
        lines = FORMATS[format](told).splitlines()
        opened = "\n".join(lines[: next(place for place, line in enumerate(lines) if "<details>" in line)])
        assert "收紧" in opened
        assert opened.count("新增") == 10
        assert "还有 20 条" in FORMATS[format](told)
        assert FORMATS[format](told).count("新增") == 30


def test_a_comment_is_never_larger_than_a_forge_takes() -> None:
    """What is left out is counted."""
    long = "每次离开座位都锁定屏幕，" * 400

    def rules(data: Any) -> None:
        data["policy"]["data-rules"]["rules"][1]["why"] = long
        for id, number in (("prepare", 0), ("meet", 0), ("confirm", 0)):
            step(data, id)["actions"][number] = long * 5

    written = FORMATS["md"](paper(report(rules)))
    assert len(written) < 65536
    assert "条放不下" in written
    assert "变更指纹" in written


def test_errors_come_before_reminders_and_nothing_else_is_told() -> None:
    """And the first of them is in the first ten lines."""
    problems = [
        Problem("W429", "来不及做", Place("sop/a.yaml", 3), "改晚一点", Level.WARNING),
        *(Problem("E302", f"没有 {place} 这个岗位", Place("sop/b.yaml", place)) for place in range(1, 31)),
    ]
    told = paper_on_errors(problems)
    assert told.headline == "手册有 30 个错误，改好以后才能说明这次改了什么"
    assert [section.title for section in told.sections] == ["先改这些"]
    assert told.sections[0].lines[0].mark == "错误 sop/b.yaml:1"
    assert "还有 11 个" in told.sections[0].lines[-1].text
    assert "没有 1 这个岗位" in "\n".join(FORMATS["md"](told).splitlines()[:10])
    assert json.loads(FORMATS["json"](told))["errors"] == 30
    assert json.loads(FORMATS["json"](told))["hash"] == ""


def test_only_reminders_that_the_change_brought_are_told() -> None:
    """Older ones are counted."""
    old, new = (Problem("W429", words, Place("sop/a.yaml", 3), "", Level.WARNING) for words in ("旧的", "新的"))
    known = replace(old, place=Place("sop/a.yaml", 1))
    checked = paper(replace(report(), problems=(old, new)), [known]).sections[-1]
    assert [line.text for line in checked.lines] == ["没有错误，2 个提醒，其中这次带来的 1 个", "新的"]


def test_the_paper_tells_what_a_change_costs_by_day_and_by_heads() -> None:
    """An estimate is no word of the handbook: the paper tells the sum, and says that nothing else changed."""

    def effort(data: Any) -> None:
        rule(data)["effort"] = {"minutes": 12, "every": "工作日"}
        data["role"]["sales-rep"]["headcount"] = 40

    told = paper(report(effort))
    assert told.headline == "手册内容没有变化，只改了用时估算"
    (section,) = (section for section in told.sections if section.title == "每人的用时")
    assert [(line.mark, line.text) for line in section.lines] == [
        ("销售代表", "平均每天 +12 分钟（0 → 12），40 人合计每周 +40.0 小时")
    ]
