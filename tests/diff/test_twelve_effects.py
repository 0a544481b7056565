"""A change with twelve known effects in the handbook of a department: the paper tells all twelve, and nothing else."""

from __future__ import annotations

import shutil

import pytest

from generator.diff.change_report import ChangeReport, change_report
from generator.diff.classes import ChangeClass
from generator.diff.paper import headline, paper
from generator.load import load_handbook
from generator.problems import has_errors
from tests.department import DEPARTMENT
from tests.load.editing import DAY, edit

STEP = """\
  - id: check-material
    title: 互查材料
    phase: 周五：总结与计划
    role: sales-rep
    due:
      every: 周
      on: 周五
      by: "15:00"
    actions:
      - 与一位同事交换材料，各提一个问题。
    done: 材料末尾写着同事提的问题。
    basis:
      - COD-1.4e
"""
FIELD = """\
      - id: rival
        kind: text
        title: 竞争对手报价
        required: false
        maxlength: 30
        hint: 没有就不填
        guide: 写客户出示的书面报价。
        sample: 1080000 元
"""
GONE_FIELD = """\
      - id: quote-number
        kind: text
        title: 报价单编号
        maxlength: 30
        hint: 照抄报价单
        guide: 还没出报价单的，写 CRM 里的商机名称。
        sample: BJ-2026-0408
"""
DECISION = """\
    state: 部分采纳
    reason: 语言以客户的为准。
    decided_by: 销售经理
    decided_on: 2026-01-12
"""
COMPLAINT, WEEKLY, DISCOUNT = "customer-complaint", "weekly-work", "discount-approval"
EDITS = (
    (f"procedures/{COMPLAINT}.yaml", "within: 48 小时", "within: 24 小时"),
    (f"procedures/{COMPLAINT}.yaml", "within: 3 个工作日", "within: 4 个工作日"),
    ("kpis/nps.yaml", "at_least: 40", "at_least: 45"),
    (
        "parameters.yaml",
        "title: 折扣审批答复时限\n    value: 1 个工作日",
        "title: 折扣审批答复时限\n    value: 2 个工作日",
    ),
    (f"procedures/{WEEKLY}.yaml", "  - id: report\n", f"{STEP}  - id: report\n"),
    (f"forms/{DISCOUNT}.yaml", "      - id: type\n", f"{FIELD}      - id: type\n"),
    (f"forms/{DISCOUNT}.yaml", GONE_FIELD, ""),
    ("roles/technical.yaml", "title: 技术部", "title: 技术支持部"),
    (
        "sources/COD.yaml",
        "about: 沟通原则\n",
        f"about: 沟通原则\n{DECISION}",
    ),
)
EXPECTED = {
    (
        "流程「客户投诉处理」",
        "由「『接待并登记』完成后 48 小时内」改为「『接待并登记』完成后 24 小时内」",
    ): ChangeClass.TIGHTER,
    (
        "流程「客户投诉处理」",
        "由「『接待并登记』完成后 3 个工作日内」改为「『接待并登记』完成后 4 个工作日内」",
    ): ChangeClass.LOOSER,
    ("指标「NPS」", "由 40 分改为 45 分"): ChangeClass.TIGHTER,
    ("企业可调参数", "由「1 个工作日」改为「2 个工作日」"): ChangeClass.LOOSER,
    ("流程「每周工作」", "新增第 2 步「互查材料」"): ChangeClass.DUTY,
    ("流程「每周工作」", "删除原第 6 步「每天更新完成情况」"): ChangeClass.METHOD,
    ("流程「每周工作」", "由「销售代表」改为「区域经理」"): ChangeClass.DUTY,
    ("表单「折扣与特殊报价审批单」", "新增第 5 栏「竞争对手报价」"): ChangeClass.FORM,
    ("表单「折扣与特殊报价审批单」", "删除原第 4 栏「报价单编号」"): ChangeClass.FORM,
    ("岗位「技术支持部」", "由「技术部」改为「技术支持部」"): ChangeClass.WORDING,
    ("依据文件「行为规范」", "由「采纳」改为「部分采纳」"): ChangeClass.METHOD,
    ("2026 年放假与调休", "新增"): ChangeClass.METHOD,
}
"""By item and what happened to it: the class."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> ChangeReport:
    """The twelve edits, written into files and read again."""
    root = tmp_path_factory.mktemp("twelve")
    shutil.copytree(DEPARTMENT / "sop", root / "sop")
    for file, old, new in EDITS:
        edit(root, file, old, new)
    procedure = root / "sop/procedures/weekly-work.yaml"
    steps = procedure.read_text(encoding="utf-8").split("  - id: ")
    steps = [step for step in steps if not step.startswith("update-status")]
    steps = [
        step.replace("role: sales-rep", "role: regional-manager") if step.startswith("share-case") else step
        for step in steps
    ]
    procedure.write_text("  - id: ".join(steps), encoding="utf-8")
    (root / "sop/calendar").mkdir()
    (root / "sop/calendar/2026.yaml").write_text('id: "2026"\nholidays: [2026-12-31]\n', encoding="utf-8")
    loaded = load_handbook(root, DAY)
    assert not has_errors(loaded.problems), loaded.problems
    return change_report(load_handbook(DEPARTMENT, DAY).data, loaded.data, loaded.problems, DAY.year)


def test_all_twelve_are_told_and_nothing_else(told: ChangeReport) -> None:
    """Each once, with its class, whatever else follows it."""
    assert {(each.change.where[0], each.change.text): each.change_class for each in told.changes} == EXPECTED
    assert len(told.changes) == 12


def test_the_headline_counts_them_by_class(told: ChangeReport) -> None:
    assert headline(told) == (
        "改了 12 处（新职责 2、收紧 2、放宽 2、换表单 2、换做法 3、措辞 1），其中数字和时限 4 处，另有 11 处跟着变"
    )


def test_a_parameter_names_what_takes_it(told: ChangeReport) -> None:
    followers = {each.change.where[-2]: {other.item for other in each.followers} for each in told.figures[:4]}
    assert followers["参数「折扣审批答复时限」"] == {"quotation"}


SECTIONS = {
    "roles": ("涉及谁", "岗位", "全体"),
    "forms": ("涉及谁", "表单", "折扣与特殊报价审批单"),
    "clauses": ("涉及谁", "依据条款", "COD-1.2a"),
    "calendars": ("涉及谁", "日历", "销售代表"),
    "owners": ("请谁批准", "客户服务部（售后）", "NPS"),
    "fields before and after": (
        "表单前后",
        "折扣与特殊报价审批单 › 申请信息",
        "改后：申请人、工号、申请日期、客户名称、竞争对手报价",
    ),
    "readers": ("要重新阅读", "销售主管", "每周工作"),
}


@pytest.mark.parametrize(("section", "mark", "words"), SECTIONS.values(), ids=SECTIONS)
def test_whom_and_what_they_touch_is_told(told: ChangeReport, section: str, mark: str, words: str) -> None:
    lines = {each.title: each.lines for each in paper(told).sections}[section]
    assert [line for line in lines if mark in line.mark and words in line.text]


def test_what_belongs_to_a_change_stands_beside_it(told: ChangeReport) -> None:
    """The reason for a clause and the days of a calendar are no changes of their own."""
    notes = {line.text.split("：")[0].split(" › ")[0]: line.note for line in paper(told).sections[1].lines}
    assert notes["依据文件「行为规范」"] == "理由：语言以客户的为准；谁决定的：销售经理；哪天决定的：2026-01-12"
    assert notes["2026 年放假与调休"] == "改为放假的日子：2026-12-31"
    assert "改前：申请人、工号、申请日期、报价单编号、客户名称、申请事项" in [
        line.note for section in paper(told).sections for line in section.lines
    ]
