"""The house rules: what they find, and that they stay quiet on everything else."""

from __future__ import annotations

import importlib
import inspect
import re
from datetime import date
from pathlib import Path

import pytest

from generator.load import load_handbook
from generator.load.rules.coverage import figures, normal
from generator.load.rules.house import OF_TEXTS, OF_THE_WHOLE, RULES
from generator.problems import Level
from tests.load.editing import DAY, edit, in_full, reports, reports_of
from tests.load.rule_violations import RULE_VIOLATIONS
from tests.load.spread_mistakes import SPREAD_MISTAKES


@pytest.mark.parametrize("name", RULE_VIOLATIONS)
def test_every_rule_mistake_is_explained(name):
    """What breaks a house rule gives exactly its report."""
    file, old, new, *expected = RULE_VIOLATIONS[name]
    assert reports_of(file, old, new) == in_full(file, expected)


SOUND = {
    "截止时刻配时机": (
        "forms/visit-record.yaml",
        "{moment: 拜访, day: 当日, by: 下班}",
        '{moment: 拜访, day: 次工作日, by: "12:00"}',
    ),
    "只有周期": ("procedures/customer-visit.yaml", 'every: 周, on: 周五, by: "17:00"', "every: 工作日"),
    "周期和次数": ("procedures/customer-visit.yaml", 'every: 周, on: 周五, by: "17:00"', "every: 月, times: 2"),
    "每月 31 日": ("procedures/customer-visit.yaml", "every: 周, on: 周五", "every: 月, on: 31 日"),
    "每季度最后一个工作日": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 季度, on: 最后一个工作日",
    ),
    "每年 12 月": ("procedures/customer-visit.yaml", "every: 周, on: 周五", "every: 年, on: 12 月"),
    "越小越好的指标": ("kpis/same-day-record.yaml", "{at_least: 95, yellow: 90}", "{at_most: 2, yellow: 5}"),
    "没有黄线": ("kpis/same-day-record.yaml", "{at_least: 95, yellow: 90}", "{at_least: 0}"),
    "数据来自导出": (
        "kpis/same-day-record.yaml",
        "fields: [visit-record.visit-date, visit-record.end-time]",
        "export: CRM 拜访日志",
    ),
    "大写的网址": ("policies/data-rules.yaml", "(visit-record#end-time)", "(HTTPS://example.com/a?b=1#c)"),
    "邮箱": ("policies/data-rules.yaml", "(visit-record#end-time)", "(mailto:sales@example.com)"),
    "链接到参数": ("policies/data-rules.yaml", "(visit-record#end-time)", "(parameters#crm-limit)"),
    "链接到条文": ("roles/sales-rep.yaml", "(customer-visit)", "(data-rules#lock-screen)"),
    "代码里的方括号": ("policies/data-rules.yaml", "[拜访记录](visit-record#end-time)", "`[编号](nowhere)`"),
    "又称里可以有不用的说法": (
        "roles/customer-service.yaml",
        "title: 客户服务部",
        "title: 客户服务部\naliases: [甲方服务部]",
    ),
    "数字写成全角": ("sources/HBK.yaml", "最迟 24 小时更新 CRM", "最迟２４小时更新 CRM"),
    "合计各种数字": ("forms/visit-record.yaml", "of: [prepared, listening]", "of: [people, budget, prepared]"),
    "数字说的是别的事": (
        "procedures/customer-visit.yaml",
        "done: 客户已明确答复。",
        "done: 客户已明确答复，通话用了 3 小时。",
    ),
    "例子里的数字": (
        "procedures/customer-visit.yaml",
        "done: 客户已明确答复。",
        "done: 客户已明确答复，例如「3 小时内到」。",
    ),
    "原话里的数字": (
        "procedures/customer-visit.yaml",
        "words: 没关系，您看",
        "words: 没关系，3 小时内都行，您看",
    ),
    "错误选项里的数字": (
        "quizzes/visit-quiz.yaml",
        "{text: 周五有空再写}",
        "{text: 48 小时内写}",
    ),
    "提前多久和多久之内": (
        "procedures/customer-visit.yaml",
        "done: 资料按拜访顺序放好。",
        "done: 资料按拜访顺序放好，3 天内寄出。",
    ),
    "序数": (
        "procedures/customer-visit.yaml",
        "done: 资料按拜访顺序放好。",
        "done: 第 3 天前资料按拜访顺序放好。",
    ),
    "条款的限度刚好": (
        "sources/HBK.yaml",
        "must: [1 个工作日内转交]",
        "must: [1 个工作日内转交]\n    limits: [{due: {within: 1 个工作日, after_text: 客户提出问题}}]",
    ),
    "比依据严": (
        "sources/HBK.yaml",
        "must: [1 个工作日内转交]",
        "must: [2 个工作日内转交]\n    limits: [{due: {within: 2 个工作日, after_text: 客户提出问题}}]",
    ),
    "写明了部分采纳": (
        "sources/HBK.yaml",
        "must: [1 个工作日内转交]",
        (
            "must: [1 个工作日内转交]\n    limits: [{due: {within: 2 小时, after_text: 客户提出问题}}]\n    "
            'state: 部分采纳\n    reason: 技术部没有值班\n    decided_by: 销售经理\n    decided_on: "2026-01-31"'
        ),
    ),
    "不采纳的条款不必落实": (
        "sources/HBK.yaml",
        "  - id: HBK-1.1\n",
        (
            "  - id: HBK-9.9\n    about: 每周写周报\n    state: 不采纳\n    reason: 并入周计划\n    "
            'decided_by: 销售经理\n    decided_on: "2026-01-31"\n  - id: HBK-1.1\n'
        ),
    ),
    "名字刚好 64 个字符": (
        "forms/visit-record.yaml",
        "{id: promise, kind: text",
        "{id: promise-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, kind: text",
    ),
    "选填的栏目可以没有示例": (
        "forms/visit-record.yaml",
        "title: 拜访人签名, sample: 张三",
        "title: 拜访人签名, required: false",
    ),
    "示例可以用各种写法": ("forms/visit-record.yaml", "sample: 2026-03-20", "sample: 2026年3月20日"),
    "示例合计对": ("forms/visit-record.yaml", "of: [prepared, listening]", "of: [prepared, listening], sample: 14 分"),
    "没有上限": ("forms/visit-record.yaml", "least: 1, most: 50", "least: 50"),
    "别的流程的步骤可以起算": (
        "policies/data-rules.yaml",
        "due: {moment: 填写记录时}",
        "due: {within: 1 天, after: customer-visit.meet}",
    ),
    "没有午休": ("handbook.yaml", 'break_end: "13:00"', 'break_end: "12:00"'),
}


@pytest.mark.parametrize("name", SOUND)
def test_rules_are_quiet_on_sound_text(small, name):
    """What is right, though it is not how the small handbook has it, gives no report."""
    edit(small, *SOUND[name])
    assert reports(small) == []


def spread(root: Path, name: str) -> None:
    """Make all changes of a row."""
    for change in SPREAD_MISTAKES[name][0]:
        edit(root, *change)


@pytest.mark.parametrize("name", SPREAD_MISTAKES)
def test_a_mistake_of_several_places_is_explained(small, name):
    """A form is found by a step, a rule or a task, and a link or a KPI is no use of it; a phase that comes back would
    be the same heading twice; of work above the share of the settings, what costs most is named.
    """
    spread(small, name)
    assert reports(small) == [*SPREAD_MISTAKES[name][1]]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("kpis/same-day-record.yaml", "period: 周", "period: 周期"),
        ("kpis/same-day-record.yaml", "visit-record.end-time", "end-time"),
        ("glossary.yaml", "title: CRM", "title：CRM"),
    ],
    ids=["field", "reference", "syntax"],
)
def test_what_is_missing_is_told_only_of_a_sound_handbook(small, file, old, new):
    """While a file cannot be read or a reference leads nowhere, nobody can tell whether a form is used or a clause
    carried out: one mistake is one report.
    """
    spread(small, "表单没有用到")
    edit(small, "policies/data-rules.yaml", "    basis: [HBK-2.2]\n", "")
    edit(small, file, old, new)
    (told,) = reports(small)
    assert told.startswith(f"{file}:")


def test_a_broken_rule_hides_nothing_of_the_whole(small):
    """Where nothing is missing, what is not used and not carried out is told beside other mistakes."""
    spread(small, "表单没有用到")
    edit(small, "policies/data-rules.yaml", "    basis: [HBK-2.2]\n", "")
    edit(small, "kpis/same-day-record.yaml", "yellow: 90", "yellow: 99")
    assert [told.split(" ")[1] for told in reports(small)] == ["E405", "E402", "E406"]


@pytest.mark.parametrize("file", ["glossary.yaml", "handbook.yaml"])
def test_an_error_in_one_file_hides_none_of_another(small, file):
    """Not even where it is in a file that no handbook can be without, or that all others name."""
    old, new = ("title: CRM", "titel: CRM") if file == "glossary.yaml" else ("company:", "compnay:")
    edit(small, file, old, new)
    edit(small, "roles/sales-rep.yaml", "weight: 100", "weight: 90")
    edit(small, "policies/data-rules.yaml", "purpose: 客", "purpose: '## 客")
    edit(small, "policies/data-rules.yaml", "不外流。\n", "不外流。'\n")
    assert sorted(told.split(" ")[1] for told in reports(small)) == ["E201", "E404", "E441"]


def test_texts_are_read_though_a_reference_of_their_file_leads_nowhere(small):
    """Nobody has to mend the one to see the other."""
    edit(small, "policies/data-rules.yaml", "related: [customer-visit]", "related: [nobody]")
    edit(small, "policies/data-rules.yaml", "不得把客户资料", "不得**把客户资料")
    assert sorted(told.split(" ")[1] for told in reports(small)) == ["E302", "E440"]


def test_coverage_may_be_a_reminder(small):
    """While a handbook is being written, uncovered clauses only warn, and the handbook is there."""
    edit(small, "handbook.yaml", "chapters:", "uncovered: 提醒\nchapters:")
    edit(small, "policies/data-rules.yaml", "    basis: [HBK-2.2]\n", "")
    edit(small, "roles/customer-service.yaml", "due: {within: 1 个工作日, after_text: 拜访}", "due: {moment: 拜访之后}")
    loaded = load_handbook(small, DAY)
    assert [(problem.code, problem.level) for problem in loaded.problems] == [
        ("E407", Level.WARNING),
        ("E406", Level.WARNING),
    ]
    assert loaded.handbook is not None


@pytest.mark.parametrize(
    ("day", "codes"), [(date(2026, 12, 31), set()), (date(2027, 1, 1), {"W408"})], ids=["on the day", "the day after"]
)
def test_reviews_are_due_on_their_day(small, day, codes):
    """An item may be reviewed on its review date; the day after, every item is reminded of, and the handbook is still
    there.
    """
    loaded = load_handbook(small, day)
    assert {problem.code for problem in loaded.problems} == codes and {
        problem.level for problem in loaded.problems
    } <= {Level.WARNING}
    assert loaded.handbook is not None and len(loaded.problems) == (9 if codes else 0)


def test_the_caret_stands_below_the_word(small):
    """In a long text over several lines, the report names the line and column of the word that is not to be used."""
    edit(
        small,
        "policies/data-rules.yaml",
        "purpose: 客户数据记得准、存得住、不外流。",
        "purpose: |\n  客户数据记得准。\n  甲方的资料不外流。",
    )
    assert reports(small) == ["policies/data-rules.yaml:9:3 E410 术语表规定不用「甲方」 → 请改成「客户」"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("最迟 24 小时", ["24小时"]),
        ("准确率 ≥98%", ["98%"]),
        ("5–10 分钟", ["5-10分钟"]),
        ("５～１０分钟", ["5-10分钟"]),
        ("3 个工作日内", ["3个工作日"]),
        ("每月 1 次，1.5 万元", ["1次", "1.5万"]),
        ("9:00 前", ["9:00"]),
        ("产品 A1 和 B2C", []),
        ("没有数字", []),
        ("第 2 级", ["2级"]),
    ],
)
def test_figures_of_a_clause(text, found):
    """A figure is a number with its unit, however it is spaced and whichever dash or width it has."""
    assert figures(text) == found and all(figure in normal(text) for figure in found)


def test_a_figure_is_not_found_inside_another(small):
    """124 小时 is not 24 小时."""
    edit(small, "parameters.yaml", "value: 24 小时", "value: 124 小时")
    assert [told.split(" ")[1] for told in reports(small)] == ["E407"]


def test_fixed_work_up_to_the_share_of_the_settings(small):
    """Every day 48 of 480 minutes are just the tenth that is allowed."""
    spread(small, "固定的事太多")
    edit(small, "handbook.yaml", "fixed_share: 9\n", "fixed_share: 10\n")
    assert reports(small) == []


def test_every_rule_is_on_the_list():
    """A rule that is written and not listed would never be asked."""
    folder = Path(importlib.import_module("generator.load.rules").__path__[0])
    modules = [importlib.import_module(f"generator.load.rules.{path.stem}") for path in folder.glob("[a-z]*.py")]
    written = {
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and [*inspect.get_annotations(function)] == ["context", "return"]
        if inspect.get_annotations(function)["return"] == "Iterator[Violation]" and name != "check"
    }
    assert written == {*OF_TEXTS, *RULES, *OF_THE_WHOLE}
    assert len(written) == len(OF_TEXTS) + len(RULES) + len(OF_THE_WHOLE)


def test_every_code_has_a_case():
    """No kind of problem that the loader knows goes without an example of its report."""
    here = Path(__file__).parent
    known = {
        code
        for path in (here.parents[1] / "generator/load").rglob("*.py")
        for code in re.findall('"([EW][0-9]{3})"', path.read_text(encoding="utf-8"))
    }
    shown = {
        code
        for path in here.glob("*.py")
        for code in re.findall("[0-9] ([EW][0-9]{3}) ", path.read_text(encoding="utf-8"))
    }
    assert known - shown == set() and len(known) > 40
