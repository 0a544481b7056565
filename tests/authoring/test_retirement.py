"""`sop retire`: what is certain is done, of the rest an author is told, and nothing happens without being asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli import main
from generator.load import load_handbook
from tests.department import TODAY
from tests.load.editing import edit

QUIZ = "quizzes/visit-quiz.yaml"


def texts(root: Path) -> dict[str, str]:
    """Every file of a draft by its name."""
    return {
        path.relative_to(root / "sop").as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.yaml")
    }


OTHERS = "改成别的岗位，例如 customer-service（客户服务部）、sales-supervisor（销售主管）"
DONE = {
    "links and lists, in brackets and not": (
        "customer-visit",
        [
            ("glossary.yaml", "    see: [customer-visit]\n", ""),
            ("handbook.yaml", "[customer-visit, visit-record]", "[visit-record]"),
            ("onboarding/first-weeks.yaml", "[customer-visit, data-rules]", "[data-rules]"),
            ("policies/data-rules.yaml", "related: [customer-visit]\n", ""),
            ("roles/sales-rep.yaml", "按[客户拜访](customer-visit)准备", "按客户拜访准备"),
        ],
        [
            (f"{QUIZ}:13", "改成别的流程"),
            (f"{QUIZ}:14", "删掉这一项，或改成别的步骤"),
        ],
    ),
    "what no list can do without": (
        "sales-rep",
        [("handbook.yaml", "[first-weeks, sales-rep]", "[first-weeks]")],
        [
            ("forms/visit-record.yaml:9", f"{OTHERS}；「谁填写」至少要 1 项"),
            ("onboarding/first-weeks.yaml:5", OTHERS),
            ("policies/data-rules.yaml:21", f"{OTHERS}；一个也不写就成了全部"),
            *((f"procedures/customer-visit.yaml:{line}", OTHERS) for line in (16, 27, 42, 55)),
        ],
    ),
    "a weight that another must take": (
        "same-day-record",
        [
            ("handbook.yaml", "[sales-supervisor, same-day-record]", "[sales-supervisor]"),
            ("procedures/customer-visit.yaml", "kpis: [same-day-record]\n", ""),
        ],
        [
            ("roles/sales-rep.yaml:18", "改成别的指标，或删掉写着它的这一整条"),
            ("roles/sales-supervisor.yaml:16", "改成别的指标，或删掉写着它的这一整条"),
        ],
    ),
}


@pytest.mark.parametrize(("item", "done", "left"), DONE.values(), ids=DONE)
def test_what_is_certain_is_done_and_the_rest_is_told(
    timeless: Path,
    capsys: pytest.CaptureFixture[str],
    item: str,
    done: list[tuple[str, str, str]],
    left: list[tuple[str, str]],
) -> None:
    """Without `--write` nothing changes, and the same is told; the file stays as long as anything needs it."""
    before = texts(timeless)
    assert main(["retire", item, "--root", str(timeless)]) == 1
    plan = capsys.readouterr().out
    assert texts(timeless) == before
    assert main(["retire", item, "--write", "--root", str(timeless)]) == 1
    output = capsys.readouterr().out
    for name, old, new in done:
        before[name] = before[name].replace(old, new)
    assert texts(timeless) == before
    places = re.findall(r"^  sop/(\S+:\d+):\d+$", output, re.MULTILINE)
    assert list(zip(places, re.findall("^  怎么改：(.*)$", output, re.MULTILINE), strict=True)) == left
    assert plan.splitlines()[:-1] == output.splitlines()[:-1]
    assert (plan.splitlines()[-1][:5], output.splitlines()[-1][:5]) == ("还没有改。", "自动改了 "[:5])
    assert load_handbook(timeless, TODAY).problems == []


def test_what_nothing_needs_goes(timeless: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A source with all its clauses, cited in brackets that hold more, on lines of their own, and alone."""
    edit(
        timeless,
        "procedures/customer-visit.yaml",
        "basis: [HBK-2.1a]",
        "basis:\n      - HBK-2.1a # 一条\n      - NEW-1",
    )
    edit(timeless, "roles/customer-service.yaml", "[HBK-2.1b]", "[HBK-2.1b, NEW-1, HBK-1.1, HBK-2.2]")
    edit(
        timeless,
        "policies/data-rules.yaml",
        "basis: [HBK-2.2]",
        "basis:\n      - HBK-2.2\n      - NEW-1\n      - HBK-1.1",
    )
    new = "id: NEW\ntitle: 新规范\nkind: 行为规范\nclauses:\n  - id: NEW-1\n    about: 都要做到\n"
    (timeless / "sop/sources/NEW.yaml").write_text(new, encoding="utf-8")
    assert load_handbook(timeless, TODAY).problems == []
    before = texts(timeless)
    assert main(["retire", "HBK", "--root", str(timeless)]) == 1  # the entry with a comment is its author's
    edit(timeless, "procedures/customer-visit.yaml", "HBK-2.1a # 一条", "HBK-2.1a")
    assert main(["retire", "HBK", "--root", str(timeless)]) == 0
    said = capsys.readouterr().out.splitlines()[-1]
    assert said == "还没有改。加上 --write，就改好上面 10 处，并删除 sop/sources/HBK.yaml"
    assert main(["retire", "HBK", "--write", "--root", str(timeless)]) == 0
    expected = {name: text for name, text in before.items() if name != "sources/HBK.yaml"}
    for name, old, new in (
        ("procedures/customer-visit.yaml", "      - HBK-2.1a # 一条\n", ""),
        ("procedures/customer-visit.yaml", "    basis: [HBK-1.1]\n", ""),
        ("roles/customer-service.yaml", "[HBK-2.1b, NEW-1, HBK-1.1, HBK-2.2]", "[NEW-1]"),
        ("policies/data-rules.yaml", "      - HBK-2.2\n      - NEW-1\n      - HBK-1.1", "      - NEW-1"),
        ("forms/visit-record.yaml", " basis: [HBK-2.1a],", ""),
        ("onboarding/first-weeks.yaml", "        basis: [HBK-1.1]\n", ""),
    ):
        expected[name] = expected[name].replace(old, new)
    assert texts(timeless) == expected
    assert load_handbook(timeless, TODAY).problems == []


def test_a_figure_is_told_with_its_value(timeless: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(timeless, "roles/sales-supervisor.yaml", "当面反馈。", "当面反馈，{same-day-record#target}以下的另谈。")
    assert main(["retire", "same-day-record", "--root", str(timeless)]) == 1
    assert "怎么改：写成「95%」，或改为引用别处的数字" in capsys.readouterr().out


def test_what_the_check_would_miss_is_told_where_it_stands_now(
    timeless: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clause that nothing else carries out: nothing is written before that is decided."""
    before = texts(timeless)
    assert main(["retire", "data-rules", "--write", "--root", str(timeless)]) == 1
    output = capsys.readouterr().out
    assert "条款 HBK-2.2 还没有落实\n  sop/sources/HBK.yaml:14:9\n" in output
    assert output.splitlines()[-1] == "没有改。先把上面 1 处要人来定的改好，再运行一次"
    assert texts(timeless) == before


def test_what_is_left_is_told_where_it_stands_after_the_writing(
    timeless: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that went above it counts; the glossary names the procedure in a list, and below in a figure."""
    edit(
        timeless,
        "glossary.yaml",
        "meaning: 记录客户资料",
        "meaning: 最迟提前 {customer-visit#prepare.ahead}记录客户资料",
    )
    assert main(["retire", "customer-visit", "--root", str(timeless)]) == 1
    assert "  sop/glossary.yaml:11:" in capsys.readouterr().out
    assert main(["retire", "customer-visit", "--write", "--root", str(timeless)]) == 1
    assert "  sop/glossary.yaml:10:" in capsys.readouterr().out


def test_an_id_that_is_nearly_one(timeless: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retire", "custmer-visit", "--root", str(timeless)]) == 2
    assert capsys.readouterr().err == "没有编号为「custmer-visit」的条目，是不是「customer-visit」？\n"
