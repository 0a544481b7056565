"""Single words and sentences of companies' documents: numbers of clauses, limits, actors, headers, title blocks."""

from __future__ import annotations

import pytest

from generator.importing.actors import Actors
from generator.importing.clause_numbers import clause_number
from generator.importing.grids import GridKind, grid_of
from generator.importing.ledger import Ledger
from generator.importing.numerals import chinese, number_of
from generator.importing.passages import Passage, PassageKind, Table
from generator.importing.time_phrases import limit_of_cell, time_phrases
from generator.importing.title_block import title_block

NUMBERS = {
    "第一章 总则": ("第一章", "总则"),
    "第 十二 条　为了": ("第十二条", "为了"),
    "一、目的": ("一、", "目的"),
    "（三）填写": ("（三）", "填写"),
    "(2)填写": ("(2)", "填写"),
    "1.填写": ("1.", "填写"),
    "1．填写": ("1．", "填写"),
    "2、填写": ("2、", "填写"),
    "4.2.1填写": ("4.2.1", "填写"),
    "3.1人力资源部：制定": ("3.1", "人力资源部：制定"),
    "3-1 数量不符时": ("3-1", "数量不符时"),
    "5 记录": ("5", "记录"),
    "①填写": ("①", "填写"),
    "a) 填写": ("a)", "填写"),
    "步骤二：清点": ("步骤二", "清点"),
    "第三步 归档": ("第三步", "归档"),
    "附件1：申请表": ("附件1", "申请表"),
    "附录A 记录表": ("附录A", "记录表"),
    "附表 线索单": ("附表", "线索单"),
}
NO_NUMBERS = (
    *("1.5 小时内完成", "24 小时内回复", "2025年1月1日起", "3 个工作日内", "第三方检测", "5-10 分钟"),
    *("一律不得", "3.5%的客户"),
)


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_of_clauses(text):
    """As they are printed, and what follows."""
    found = clause_number(text)
    assert found and (found[0].text, found[1]) == NUMBERS[text]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_of_a_clause(text):
    """Amounts and words that only look alike."""
    assert clause_number(text) is None


@pytest.mark.parametrize("number", [1, 10, 11, 20, 21, 99, 100, 101, 110, 111, 999])
def test_numerals_there_and_back(number):
    """What lists show is read again."""
    assert number_of(chinese(number)) == number_of(str(number)) == number


LIMITS: dict[str, dict[str, str] | None] = {
    "销售代表应在拜访结束后 24 小时内填写": {"within": "24 小时", "after_text": "拜访结束"},
    "收到申请之日起2个工作日内完成": {"within": "2 个工作日", "after_text": "收到申请"},
    "接到投诉后，客服专员须在 30 分钟内响应": {"within": "30 分钟", "after_text": "接到投诉"},
    "直属上级应于收到申请后一个工作日内审批": {"within": "1 个工作日", "after_text": "收到申请"},
    "【客服专员】登记后 30 分钟内派单": {"within": "30 分钟", "after_text": "登记"},
    "每周五 17:00 前汇总": {"every": "周", "on": "周五", "by": "17:00"},
    "于每月 25 日前付款": {"every": "月", "on": "25 日"},
    "每月最后一个工作日前归档": {"every": "月", "on": "最后一个工作日"},
    "每月至少拜访渠道商一次": {"every": "月", "times": "1"},
    "每天 9:00 前登录": {"every": "工作日", "by": "09:00"},
    "活动开始前提前3个工作日提交": {"ahead": "3 个工作日", "before_text": "活动开始"},
    "须提前 1 个工作日下达": {"ahead": "1 个工作日"},
    "拜访前 1 天确认": {"ahead": "1 天", "before_text": "拜访"},
    "拜访当日下班前录入": {"moment": "拜访", "day": "当日", "by": "下班"},
    "并于当日下班前登记": {"day": "当日", "by": "下班"},
    "业务员应于当日电话催款": {"day": "当日"},
    "次日 10:00 前交回": {"day": "次工作日", "by": "10:00"},
    "行政部用印后当天登记": {"moment": "用印", "day": "当日"},
    "汇报当天的工作": None,
    "填写拜访记录": None,
}


@pytest.mark.parametrize("text", LIMITS)
def test_limits_in_sentences(text):
    """As the fields of a Due; of what a sentence does not say nothing is made up."""
    found = time_phrases(text, frozenset({"销售代表", "客服专员", "业务员", "行政部"}))
    assert (found[0].parts if found else None) == LIMITS[text] and len(found) <= 1


CELLS: dict[str, dict[str, str] | None] = {
    "≤24小时": {"within": "24 小时"},
    "当天": {"day": "当日"},
    "到货当日": {"moment": "到货", "day": "当日"},
    "收到申请后 2 个工作日内完成": {"within": "2 个工作日", "after_text": "收到申请"},
    "每月5日前": {"every": "月", "on": "5 日"},
    "/": None,
    "": None,
}


@pytest.mark.parametrize("text", CELLS)
def test_limits_in_cells(text):
    """A cell that holds nothing else."""
    found = limit_of_cell(text)
    assert (found[0] if found else None) == CELLS[text]


DOERS = {
    "销售代表应当填写记录。": "销售代表",
    "收到申请后，财务部须在 2 天内付款。": "财务部",
    "超过 5 万元的，由总经理审批。": "总经理",
    "【维修工程师】接单后联系客户。": "维修工程师",
    "经办人填写申请单。": "经办人",
    "在线客服每天登录系统。": "在线客服",
    "讲师须提前一周准备教材。": "讲师",
    "合同经总经理签字后，承办人用印。": "承办人",
    "报销单报财务部。": None,
    "客户的电话不得外传。": None,
}


@pytest.mark.parametrize("text", DOERS)
def test_who_does_it(text):
    """By the names that the sentence itself gives away."""
    actors = Actors([])
    actors.learn_from([text])
    doer = actors.doer(text)
    assert (doer.name if doer else None) == DOERS[text]


def table(*rows: str) -> Table:
    """A table, its cells apart by bars."""
    cells = [[Passage(PassageKind.CELL, text, "表 1") for text in row.split("|")] for row in rows]
    return Table(tuple(map(tuple, cells)), "表 1")


GRIDS = {
    "steps": (("步骤|责任人|时限", "填表|专员|当日", "审核|经理|次日"), GridKind.STEPS),
    "unknown headers": (("项|谁负责呢|什么时候办", "填表|销售专员|到货当日", "审核|部门经理|每周五前"), None),
    "one header known": (("作业项目|担任|时限", "填表|销售专员|到货当日", "审核|部门经理|每周五前"), GridKind.STEPS),
    "KPIs": (("指标|公式|目标", "及时率|甲÷乙|98%"), GridKind.KPIS),
    "duties": (("岗位|职责", "专员|登记"), GridKind.DUTIES),
    "changes": (("版本|修订内容|修订人", "A/1|首次发布|张三"), GridKind.HISTORY),
    "a form": (("步骤|责任人|时限", "||", "||"), None),
}


@pytest.mark.parametrize("name", GRIDS)
def test_what_tables_are_about(name):
    """By their headers, and by what stands below them; blanks below a header are a form."""
    rows, kind = GRIDS[name]
    grid = grid_of(table(*rows))
    assert (grid.kind if grid else None) is kind


TITLES = {
    "文件编号：XS-01　　版次：A/0": {"number": "XS-01", "version": "A/0"},
    "编制：王五　　审核：赵六　　批准：钱七": {"prepared_by": "王五", "reviewed_by": "赵六", "approved_by": "钱七"},
    "发布日期：2024.5.6": {"issued": "2024-05-06"},
    "示制〔2025〕12号": {"number": "示制〔2025〕12号"},
    "本规定自2025年3月1日起执行。": {"effective": "2025-03-01"},
    "日期：尽快": {},
}


@pytest.mark.parametrize("text", TITLES)
def test_title_blocks(text):
    """Labels with their values; what is no date is none."""
    found = title_block([Passage(PassageKind.TEXT, text, "第 1 段")], Ledger(), "a.docx")
    assert {name: value.value for name, value in found.values.items()} == TITLES[text]
