"""A step or a field in another item: its lines move as they stand, and everything that named it still does."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli
from generator.cli.output import OK, PROBLEMS, WRONG_USE
from generator.load import load_handbook
from generator.problems import has_errors
from tests.load.editing import DAY, edit

VISIT, CARE = "procedures/customer-visit.yaml", "procedures/customer-care.yaml"
MOVED = """\
  # 只有新客户
  - id: review-week
    title: 复盘本周拜访
    phase: 拜访后
    role: sales-supervisor
    due: {every: 周, on: 周五, by: "17:00"}
    actions:
      - 挑两份记录当面反馈，{%s.by}前说完，见[面谈](%smeet)。
      - 对照 {%sconfirm.within}的时限。
    done: 每人都收到反馈。
"""


@pytest.fixture
def root(timeless: Path) -> Path:
    """The small handbook with another procedure, and with a step that names others and is named."""
    text = (timeless / "sop" / VISIT).read_text(encoding="utf-8")
    other = text.partition("steps:\n")[0].replace("customer-visit", "customer-care").replace("XS-QP-01", "XS-QP-02")
    other = other.replace("客户拜访", "客户关怀").replace("[上门拜访, 约访]", "[问候]")
    step = "steps:\n  - id: greet\n    title: 问候\n    phase: 平时\n    role: sales-rep\n"
    step += "    due: {every: 月, on: 5 日, by: 下班}\n    actions: [打一次电话。]\n    done: 客户接了。\n"
    (timeless / "sop" / CARE).write_text(f"{other}{step}risks: []\nrelated: [customer-visit]\n", encoding="utf-8")
    edit(timeless, VISIT, "  - id: review-week\n", "  # 只有新客户\n  - id: review-week\n")
    new = "- 挑两份记录当面反馈，{#review-week.by}前说完，见[面谈](customer-visit#meet)。\n"
    new += "      - 对照 {#confirm.within}的时限。"
    edit(timeless, VISIT, "- 挑两份记录当面反馈。", new)
    measure = 'measure: "{#review-week.on}前再确认一次，见[复盘](customer-visit#review-week)"'
    edit(timeless, VISIT, "measure: 前一天再确认一次", measure)
    purpose = "数据{customer-visit#review-week.on}看一遍。"
    edit(timeless, "policies/data-rules.yaml", "客户数据记得准、存得住、不外流。", purpose)
    assert load_handbook(timeless, DAY).problems == []
    return timeless


def text(root: Path, name: str) -> str:
    return (root / "sop" / name).read_text(encoding="utf-8")


def test_a_step_moves_with_its_comments_and_all_that_names_it(root: Path) -> None:
    """What it names in its old procedure it names by full name now; figures and links follow it."""
    before = text(root, VISIT)
    assert cli.main(["move", "step", "customer-visit.review-week", "customer-care", "--root", str(root)]) == OK
    stood = MOVED % ("#review-week", "customer-visit#", "#")
    moved = MOVED % ("#review-week", "customer-visit#", "customer-visit#")
    assert stood in before and moved in text(root, CARE)
    assert text(root, CARE).index("- id: greet") < text(root, CARE).index("- id: review-week")
    after = before.replace(stood, "").replace("{#review-week.on}", "{customer-care#review-week.on}")
    assert text(root, VISIT) == after.replace("(customer-visit#review-week)", "(customer-care#review-week)")
    assert "数据{customer-care#review-week.on}看一遍。" in text(root, "policies/data-rules.yaml")
    handbook = load_handbook(root, DAY).handbook
    assert [step.id for step in handbook.procedures["customer-care"].steps] == ["greet", "review-week"]


WRONG = {
    "no such procedure": (["step", "customer-visit.meet", "customer-cares"], "是不是「customer-care」"),
    "where it is": (["step", "customer-visit.meet", "customer-visit"], "已经在「customer-visit」里"),
    "another kind": (["role", "sales-rep", "customer-care"], "能移动的是步骤（step）和栏目（field）"),
    "a field without a part": (["field", "visit-record.people", "visit-record"], "已经在「visit-record」里"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_meant_is_told(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    arguments, message = WRONG[name]
    assert cli.main(["move", *arguments, "--root", str(root)]) == WRONG_USE
    assert message in capsys.readouterr().err


def test_nothing_is_written_where_the_check_finds_more(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Branches stay inside a procedure: a step to which one leads cannot go alone."""
    before = text(root, VISIT), text(root, CARE)
    assert cli.main(["move", "step", "customer-visit.prepare", "customer-care", "--root", str(root)]) == PROBLEMS
    assert "这里只能写本流程的步骤" in capsys.readouterr().out
    assert (text(root, VISIT), text(root, CARE)) == before


def test_a_field_moves_with_what_counts_from_it(root: Path) -> None:
    """The step whose limit begins at it names it in its new form."""
    form = text(root, "forms/visit-record.yaml").partition("sections:\n")[0]
    form = form.replace("visit-record", "visit-note").replace("XS-QR-01", "XS-QR-02").replace("客户拜访记录表", "便条")
    form = "".join(line for line in form.splitlines(keepends=True) if not line.startswith(("aliases", "staff", "day")))
    form += "sections:\n  - id: main\n    title: 内容\n    fields:\n"
    form += "      - {id: note, kind: text, title: 便条, sample: 好}\n"
    (root / "sop/forms/visit-note.yaml").write_text(form, encoding="utf-8")
    edit(root, VISIT, "forms: [visit-record]", "forms: [visit-record, visit-note]")
    assert not has_errors(load_handbook(root, DAY).problems)
    move = ["move", "field", "visit-record.end-time", "visit-note.main", "--root", str(root)]
    assert cli.main(move) == PROBLEMS  # a rule of its form speaks of it
    rule = "  - {id: end-after-start, kind: after, field: end-time, than: start-time}\n"
    edit(root, "forms/visit-record.yaml", rule, "")
    assert cli.main(move) == OK
    assert "after: visit-note.end-time" in text(root, VISIT)
    assert "fields: [visit-record.visit-date, visit-note.end-time]" in text(root, "kpis/same-day-record.yaml")
    fields = load_handbook(root, DAY).handbook.forms["visit-note"].sections[0].fields
    assert [field.id for field in fields] == ["note", "end-time"]
