"""What changed, in sentences that a manager reads: exact for every kind of change, complete, and said once."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import model
from generator.diff import matching, sentences
from generator.diff.comparison import as_data, as_markdown, as_text, compare, concerning
from generator.diff.text_change import rewritten
from generator.load import load_handbook
from generator.model import KINDS, VALUES, Handbook, handbook_of, has_fields, hints, is_list, unwrap
from tests.builders import DATA, a_handbook

Data = dict[str, dict[str, dict[str, Any]]]
Edit = Callable[[Data], None]

VISIT, DRESS, RECORD, ON_TIME = (
    "procedure/customer-visit",
    "policy/dress-code",
    "form/visit-record",
    "kpi/record-on-time",
)
REP, LEGAL, PATH, TERMS, SETTINGS = (
    "role/sales-rep",
    "role/legal",
    "onboarding/rep-path",
    "glossary/glossary/terms",
    "settings/settings",
)
CONFIRM, MEET, REVIEW, WRITE = (f"{VISIT}/steps/{number}" for number in range(4))
BASICS, PROMISES, SCORES = (f"{RECORD}/sections/{number}" for number in range(3))


def find(data: Any, path: str) -> Any:
    """What stands at a path such as procedure/customer-visit/steps/0."""
    for step in path.split("/"):
        data = data[int(step) if isinstance(data, list) else step]
    return data


def write(path: str, **values: Any) -> Edit:
    """Fields of the object at the path are written, or taken away with None."""

    def edit(data: Data) -> None:
        thing = find(data, path)
        thing.update(copy.deepcopy(values))
        for name in [name for name, value in values.items() if value is None]:
            del thing[name]

    return edit


def add(path: str, entry: Any, position: int = 99) -> Edit:
    """An entry is put into a list."""
    return lambda data: find(data, path).insert(position, copy.deepcopy(entry))


def remove(path: str, position: int) -> Edit:
    """An entry is taken from a list."""
    return lambda data: find(data, path).pop(position)


def move(path: str, position: int, to: int) -> Edit:
    """An entry of a list gets another place in it."""
    return lambda data: find(data, path).insert(to, find(data, path).pop(position))


def create(kind: str, like: str, **values: Any) -> Edit:
    """A new item, made from another one."""

    def edit(data: Data) -> None:
        data[kind][values["id"]] = {**data[kind][like], **values}

    return edit


def rename(kind: str, id: str, to: str, **values: Any) -> Edit:
    """An item gets a new id and says its former one."""

    def edit(data: Data) -> None:
        data[kind][to] = {**data[kind].pop(id), "id": to, "formerly": id, **values}

    return edit


def together(*edits: Edit) -> Edit:
    """Several edits in one revision."""
    return lambda data: [edit(data) for edit in edits] and None


def edited(edit: Edit) -> Handbook:
    """The handbook of the builders after an edit."""
    data = copy.deepcopy(DATA)
    edit(data)
    return handbook_of(data)


CASES = [
    (
        "time limit within",
        write(WRITE, due={"within": "48 小时", "after": "visit-record.end-time"}),
        [
            (
                "流程「客户拜访」 › 第 4 步「填写记录」 › "
                "何时完成：由「『结束时间』后 24 小时内」改为「『结束时间』后 48 小时内」"
            )
        ],
    ),
    (
        "time limit starting elsewhere",
        write(WRITE, due={"within": "24 小时", "after": "review"}),
        [
            (
                "流程「客户拜访」 › 第 4 步「填写记录」 › "
                "何时完成：由「『结束时间』后 24 小时内」改为「『请经理复核』完成后 24 小时内」"
            )
        ],
    ),
    (
        "time limit by",
        write(REVIEW, due={"by": "10:30", "every": "工作日"}),
        ["流程「客户拜访」 › 第 3 步「请经理复核」 › 何时完成：由「每个工作日 9:00 前」改为「每个工作日 10:30 前」"],
    ),
    (
        "time limit every",
        write(REVIEW, due={"by": "09:00", "every": "周", "on": "周五"}),
        ["流程「客户拜访」 › 第 3 步「请经理复核」 › 何时完成：由「每个工作日 9:00 前」改为「每周五 9:00 前」"],
    ),
    (
        "time limit in minutes",
        write(MEET, due={"moment": "客户到场后", "minutes": "5-15"}),
        [
            (
                "流程「客户拜访」 › 第 2 步「见面交谈」 › "
                "何时完成：由「客户到场后，用时 5–10 分钟」改为「客户到场后，用时 5–15 分钟」"
            )
        ],
    ),
    (
        "role of a step",
        write(CONFIRM, role="sales-manager"),
        ["流程「客户拜访」 › 第 1 步「确认时间地点」 › 谁来做：由「销售代表」改为「销售经理」"],
    ),
    (
        "accountable written",
        write(CONFIRM, accountable="legal"),
        ["流程「客户拜访」 › 第 1 步「确认时间地点」 › 谁对结果负责：由流程的归口岗位改为「法务专员」"],
    ),
    (
        "accountable left out",
        write(REVIEW, accountable=None),
        ["流程「客户拜访」 › 第 3 步「请经理复核」 › 谁对结果负责：由「销售经理」改为流程的归口岗位"],
    ),
    (
        "consulted",
        write(REVIEW, consulted=["legal", "sales-rep"]),
        ["流程「客户拜访」 › 第 3 步「请经理复核」 › 事前征求谁：增加「销售代表」"],
    ),
    (
        "informed left out",
        write(CONFIRM, informed=None),
        ["流程「客户拜访」 › 第 1 步「确认时间地点」 › 事后告知谁：去掉「销售经理」"],
    ),
    (
        "informed is another",
        write(CONFIRM, informed=["legal"]),
        ["流程「客户拜访」 › 第 1 步「确认时间地点」 › 事后告知谁：「销售经理」改为「法务专员」"],
    ),
    (
        "phase",
        write(MEET, phase="拜访后"),
        ["流程「客户拜访」 › 第 2 步「见面交谈」 › 阶段：由「拜访中」改为「拜访后」"],
    ),
    (
        "step added",
        add(f"{VISIT}/steps", {**find(DATA, MEET), "id": "thank", "title": "致谢"}, 2),
        ["流程「客户拜访」：新增第 3 步「致谢」"],
    ),
    ("step removed", remove(f"{VISIT}/steps", 2), ["流程「客户拜访」：删除原第 3 步「请经理复核」"]),
    ("step moved", move(f"{VISIT}/steps", 3, 0), ["流程「客户拜访」 › 第 1 步「填写记录」：由第 4 位移到第 1 位"]),
    (
        "step renamed",
        together(write(WRITE, id="note", formerly="record", title="写好记录"), write(f"{MEET}/branches/0", to="note")),
        [
            "流程「客户拜访」 › 第 4 步「写好记录」 › 步骤编号：由「record」改为「note」",
            "流程「客户拜访」 › 第 4 步「写好记录」 › 步骤名称：由「填写记录」改为「写好记录」",
        ],
    ),
    (
        "action added",
        add(f"{CONFIRM}/actions", "告诉经理。", 0),
        ["流程「客户拜访」 › 第 1 步「确认时间地点」 › 怎么做：增加第 1 条「告诉经理。」"],
    ),
    (
        "action removed",
        remove(f"{CONFIRM}/actions", 0),
        ["流程「客户拜访」 › 第 1 步「确认时间地点」 › 怎么做：去掉原第 1 条「打电话确认时间。」"],
    ),
    (
        "action rewritten",
        write(CONFIRM, actions=["打电话或发信息确认时间。", "写进[日程](https://example.com/calendar)。"]),
        [
            (
                "流程「客户拜访」 › 第 1 步「确认时间地点」 › 怎么做 › "
                "第 1 条：由「打电话确认时间。」改为「打电话或发信息确认时间。」"
            )
        ],
    ),
    (
        "two actions rewritten, one added",
        write(
            CONFIRM, actions=["当天打电话确认时间。", "告诉经理。", "写进自己的[日程](https://example.com/calendar)。"]
        ),
        [
            (
                "流程「客户拜访」 › 第 1 步「确认时间地点」 › 怎么做 › "
                "第 1 条：由「打电话确认时间。」改为「当天打电话确认时间。」"
            ),
            "流程「客户拜访」 › 第 1 步「确认时间地点」 › 怎么做：增加第 2 条「告诉经理。」",
            "流程「客户拜访」 › 第 1 步「确认时间地点」 › 怎么做 › 第 3 条：由「写进日程。」改为「写进自己的日程。」",
        ],
    ),
    (
        "actions in another order",
        move(f"{CONFIRM}/actions", 1, 0),
        ["流程「客户拜访」 › 第 1 步「确认时间地点」 › 怎么做 › 第 2 条「打电话确认时间。」：由第 1 位移到第 2 位"],
    ),
    (
        "only a link changed",
        write(CONFIRM, actions=["打电话确认时间。", "写进[日程](https://example.com/plan)。"]),
        [
            (
                "流程「客户拜访」 › 第 1 步「确认时间地点」 › 怎么做 › "
                "第 2 条：文字没变，链接或强调的写法由「写进[日程](https://example.com/calendar)。」"
                "改为「写进[日程](https://example.com/plan)。」"
            )
        ],
    ),
    (
        "done text",
        write(CONFIRM, done="客户明确答复，并说明参加人。"),
        [
            (
                "流程「客户拜访」 › 第 1 步「确认时间地点」 › "
                "完成标准：由「客户明确答复。」改为「客户明确答复，并说明参加人。」"
            )
        ],
    ),
    (
        "form reference added",
        write(REVIEW, forms=["visit-record"]),
        ["流程「客户拜访」 › 第 3 步「请经理复核」 › 用到的表单：增加「客户拜访记录表」"],
    ),
    (
        "words to say",
        write(f"{CONFIRM}/say/0", words="那我们改到下周三同一时间，可以吗？"),
        [
            (
                "流程「客户拜访」 › 第 1 步「确认时间地点」 › 可以这样说 › 「客户说没空」 › "
                "怎么说：由「那我们改到下周同一时间，可以吗？」改为「那我们改到下周三同一时间，可以吗？」"
            )
        ],
    ),
    (
        "words for another case",
        add(f"{CONFIRM}/say", {"when": "电话没人接", "words": "您好，我晚点再打给您。"}),
        [
            (
                "流程「客户拜访」 › 第 1 步「确认时间地点」 › "
                "可以这样说：增加「电话没人接」（怎么说：「您好，我晚点再打给您。」）"
            )
        ],
    ),
    (
        "branch leads elsewhere",
        write(f"{MEET}/branches/0", to="review"),
        ["流程「客户拜访」 › 第 2 步「见面交谈」 › 分支 › 「谈不拢」 › 转到哪一步：由「填写记录」改为「请经理复核」"],
    ),
    (
        "branch in another case",
        write(f"{MEET}/branches/0", when="谈不下去"),
        ["流程「客户拜访」 › 第 2 步「见面交谈」 › 分支 › 「谈不下去」 › 出现什么情况：由「谈不拢」改为「谈不下去」"],
    ),
    (
        "what to avoid",
        write(CONFIRM, avoid=["不打招呼就上门。", "迟到不说。"]),
        ["流程「客户拜访」 › 第 1 步「确认时间地点」 › 避免：增加第 2 条「迟到不说。」"],
    ),
    (
        "risk met otherwise",
        write(f"{VISIT}/risks/0", measure="备两个当天可见的客户"),
        [
            (
                "流程「客户拜访」 › 风险与对策 › 「客户临时取消」 › "
                "对策：由「备一个当天可见的客户」改为「备两个当天可见的客户」"
            )
        ],
    ),
    (
        "risk met by another clause as well",
        write(f"{VISIT}/risks/0", measure="先打电话问", basis=["COD-2"]),
        [
            "流程「客户拜访」 › 风险与对策 › 「客户临时取消」 › 对策：由「备一个当天可见的客户」改为「先打电话问」",
            "流程「客户拜访」 › 风险与对策 › 「客户临时取消」 › 依据：COD-1.3a「拜访前确认时间」改为 COD-2「穿着得体」",
        ],
    ),
    (
        "risk added",
        add(f"{VISIT}/risks", {"risk": "地址有误", "measure": "出发前核对一次"}),
        ["流程「客户拜访」 › 风险与对策：增加「地址有误」（对策：「出发前核对一次」）"],
    ),
    (
        "risk replaced",
        write(VISIT, risks=[{"risk": "资料外泄", "measure": "用完收回"}]),
        [
            (
                "流程「客户拜访」 › 风险与对策：去掉「客户临时取消」（对策：「备一个当天可见的客户」；"
                "依据：COD-1.3a「拜访前确认时间」）"
            ),
            "流程「客户拜访」 › 风险与对策：增加「资料外泄」（对策：「用完收回」）",
        ],
    ),
    ("KPI of a procedure", write(VISIT, kpis=[]), ["流程「客户拜访」 › 衡量指标：去掉「记录按时率」"]),
    (
        "related",
        write(VISIT, related=["dress-code", "visit-record"]),
        ["流程「客户拜访」 › 相关内容：增加「客户拜访记录表」"],
    ),
    (
        "basis",
        write(VISIT, basis=["COD-1.3b"]),
        ["流程「客户拜访」 › 依据：COD-1.3a「拜访前确认时间」改为 COD-1.3b「拜访当日填表」"],
    ),
    (
        "KPI target",
        write(f"{ON_TIME}/target", at_least=99.5),
        ["指标「记录按时率」 › 目标 › 不低于：由 98% 改为 99.5%"],
    ),
    (
        "KPI yellow limit left out",
        write(f"{ON_TIME}/target", yellow=None),
        ["指标「记录按时率」 › 目标 › 黄线：取消，原为 95%"],
    ),
    (
        "KPI with another direction",
        write(ON_TIME, target={"at_most": 2, "yellow": 3}),
        [
            "指标「记录按时率」 › 目标 › 不低于：取消，原为 98%",
            "指标「记录按时率」 › 目标 › 不高于：原来没有，现为 2%",
            "指标「记录按时率」 › 目标 › 黄线：由 95% 改为 3%",
        ],
    ),
    (
        "KPI source field",
        write(f"{ON_TIME}/source", fields=["visit-record.end-time", "visit-record.when"]),
        ["指标「记录按时率」 › 数据来源 › 表单栏目：增加「客户拜访记录表·何时兑现」"],
    ),
    (
        "KPI source in words",
        write(f"{ON_TIME}/source", how="按提交当天算。"),
        ["指标「记录按时率」 › 数据来源 › 怎么取数：由「按提交时刻算。」改为「按提交当天算。」"],
    ),
    (
        "KPI action",
        add(f"{ON_TIME}/action", "停一周拜访。"),
        ["指标「记录按时率」 › 不达标怎么办：增加第 3 条「停一周拜访。」"],
    ),
    ("KPI period", write(ON_TIME, period="季度"), ["指标「记录按时率」 › 统计周期：由「月」改为「季度」"]),
    (
        "weights of a scorecard",
        together(
            create("kpi", "record-on-time", id="again", title="回访率"),
            write(REP, scorecard=[{"kpi": "record-on-time", "weight": 60}, {"kpi": "again", "weight": 40}]),
        ),
        [
            "岗位「销售代表」 › 考核 › 「记录按时率」 › 权重：由 100% 改为 60%",
            "岗位「销售代表」 › 考核：增加「回访率」（权重：40%）",
            "指标「回访率」：新增",
        ],
    ),
    (
        "one KPI exchanged for another of the same weight",
        together(create("kpi", "record-on-time", id="again", title="回访率"), write(f"{REP}/scorecard/0", kpi="again")),
        ["岗位「销售代表」 › 考核 › 「回访率」 › 指标：由「记录按时率」改为「回访率」", "指标「回访率」：新增"],
    ),
    (
        "one KPI left out, another of the same weight put elsewhere",
        together(
            create("kpi", "record-on-time", id="again", title="回访率"),
            create("kpi", "record-on-time", id="more", title="增购率"),
            write(REP, scorecard=[{"kpi": "again", "weight": 60}, {"kpi": "more", "weight": 40}]),
        ),
        [
            "岗位「销售代表」 › 考核：去掉「记录按时率」（权重：100%）",
            "岗位「销售代表」 › 考核：增加「回访率」（权重：60%）",
            "岗位「销售代表」 › 考核：增加「增购率」（权重：40%）",
            "指标「回访率」：新增",
            "指标「增购率」：新增",
        ],
    ),
    (
        "review interval of its own",
        write(VISIT, review_every="6 个月"),
        ["流程「客户拜访」 › 评审间隔：由手册设置的评审间隔改为 6 个月"],
    ),
    (
        "a single value where none was",
        write(ON_TIME, review_every=None, aliases=None, target={"at_least": 98, "at_most": 100, "yellow": 95}),
        ["指标「记录按时率」 › 目标 › 不高于：原来没有，现为 100%"],
    ),
    (
        "rule level",
        write(f"{DRESS}/rules/1", level="应当"),
        ["制度「着装规范」 › 第 1 条「见客户穿正装。」 › 级别：由「必须」改为「应当」"],
    ),
    (
        "rule level, shown elsewhere for it",
        write(f"{DRESS}/rules/0", level="必须"),
        ["制度「着装规范」 › 第 1 条「不穿拖鞋见客户。」 › 级别：由「禁止」改为「必须」"],
    ),
    (
        "rule text",
        write(f"{DRESS}/rules/2", text="每天上班前检查仪容。"),
        ["制度「着装规范」 › 第 2 条「每天上班前检查仪容。」 › 条文：由「每天检查仪容。」改为「每天上班前检查仪容。」"],
    ),
    (
        "rule binds written",
        write(f"{DRESS}/rules/1", binds=["sales-manager"]),
        ["制度「着装规范」 › 第 1 条「见客户穿正装。」 › 约束谁：由本制度约束的全部岗位改为「销售经理」"],
    ),
    (
        "rule binds left out",
        write(f"{DRESS}/rules/0", binds=None),
        [
            (
                "制度「着装规范」 › 第 3 条「不穿拖鞋见客户。」 › "
                "约束谁：由「销售代表」、「销售经理」改为本制度约束的全部岗位"
            )
        ],
    ),
    (
        "rule breach",
        write(f"{DRESS}/rules/2", breach="当面提醒。"),
        ["制度「着装规范」 › 第 2 条「每天检查仪容。」 › 违反后果：由「提醒。」改为「当面提醒。」"],
    ),
    (
        "rule breach left out",
        write(f"{DRESS}/rules/2", breach=None),
        ["制度「着装规范」 › 第 2 条「每天检查仪容。」 › 违反后果：由「提醒。」改为本制度的违反后果"],
    ),
    (
        "rule without a time limit",
        write(f"{DRESS}/rules/2", due=None),
        ["制度「着装规范」 › 第 2 条「每天检查仪容。」 › 时限：取消，原为「每个工作日下班前」"],
    ),
    (
        "rule details",
        write(f"{DRESS}/rules/1", details=["颜色素净。", "皮鞋擦亮。"]),
        ["制度「着装规范」 › 第 1 条「见客户穿正装。」 › 具体要求：增加第 2 条「皮鞋擦亮。」"],
    ),
    (
        "rule added, numbered as shown",
        add(f"{DRESS}/rules", {"id": "badge", "level": "必须", "text": "佩戴胸牌。", "why": "好认。"}),
        ["制度「着装规范」：新增第 2 条「佩戴胸牌。」"],
    ),
    (
        "policy breach",
        write(DRESS, breach="提醒一次，再犯通报。"),
        ["制度「着装规范」 › 违反后果：由「提醒一次，再犯扣分。」改为「提醒一次，再犯通报。」"],
    ),
    (
        "policy binds left out",
        write(DRESS, binds=None),
        ["制度「着装规范」 › 约束谁：由「销售代表」改为本部门全部岗位"],
    ),
    (
        "field added",
        add(f"{BASICS}/fields", {"id": "phone", "kind": "text", "title": "电话"}, 1),
        ["表单「客户拜访记录表」 › 第 1 部分「基本信息」：新增第 2 栏「电话」"],
    ),
    (
        "field removed",
        remove(f"{BASICS}/fields", 0),
        ["表单「客户拜访记录表」 › 第 1 部分「基本信息」：删除原第 1 栏「客户名称」"],
    ),
    (
        "field kind",
        write(f"{BASICS}/fields/0", kind="choice", options=["甲", "乙"]),
        [
            "表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 第 1 栏「客户名称」 › 种类：由「一行文字」改为「单选」",
            "表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 第 1 栏「客户名称」 › 选项：增加「甲」、「乙」",
        ],
    ),
    (
        "field required",
        write(f"{BASICS}/fields/0", required=False),
        ["表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 第 1 栏「客户名称」 › 是否必填：由「是」改为「否」"],
    ),
    (
        "options added and removed",
        write(f"{BASICS}/fields/2", options=["支持", "中立", "不明", "犹豫"]),
        [
            (
                "表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 第 3 栏「客户态度」 › "
                "选项：去掉「反对」，增加「不明」、「犹豫」"
            )
        ],
    ),
    (
        "option replaced",
        write(f"{BASICS}/fields/2", options=["赞成", "中立", "反对"]),
        ["表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 第 3 栏「客户态度」 › 选项：「支持」改为「赞成」"],
    ),
    (
        "options in another order",
        write(f"{BASICS}/fields/2", options=["反对", "中立", "支持"]),
        [
            (
                "表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 第 3 栏「客户态度」 › "
                "选项：顺序变了，现为「反对」、「中立」、「支持」"
            )
        ],
    ),
    (
        "length of a field",
        write(f"{BASICS}/fields/0", maxlength=50),
        ["表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 第 1 栏「客户名称」 › 最多字数：由 100 改为 50"],
    ),
    (
        "field in another section",
        together(
            remove(f"{BASICS}/fields", 2),
            add(f"{PROMISES}/fields", {**find(DATA, f"{BASICS}/fields/2"), "required": True}),
        ),
        [
            "表单「客户拜访记录表」 › 第 2 部分「承诺」 › 第 3 栏「客户态度」：从原第 1 部分「基本信息」移来",
            "表单「客户拜访记录表」 › 第 2 部分「承诺」 › 第 3 栏「客户态度」 › 是否必填：由「否」改为「是」",
        ],
    ),
    (
        "section split",
        together(
            remove(f"{BASICS}/fields", 2),
            add(f"{RECORD}/sections", {"id": "more", "title": "其他", "fields": [find(DATA, f"{BASICS}/fields/2")]}),
        ),
        [
            "表单「客户拜访记录表」：新增第 4 部分「其他」",
            "表单「客户拜访记录表」 › 第 4 部分「其他」 › 第 1 栏「客户态度」：从原第 1 部分「基本信息」移来",
        ],
    ),
    (
        "section with a new id",
        write(BASICS, id="main"),
        ["表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 部分编号：由「basics」改为「main」"],
    ),
    (
        "ready-made rows",
        write(PROMISES, rows=5),
        ["表单「客户拜访记录表」 › 第 2 部分「承诺」 › 预留行数：由 3 改为 5"],
    ),
    (
        "total",
        together(
            add(f"{SCORES}/fields", {"id": "pace", "kind": "score", "title": "节奏"}, 2),
            write(f"{SCORES}/fields/3", of=["listening", "clarity", "pace"]),
        ),
        [
            "表单「客户拜访记录表」 › 第 3 部分「自评」：新增第 3 栏「节奏」",
            "表单「客户拜访记录表」 › 第 3 部分「自评」 › 第 4 栏「合计」 › 合计哪些栏目：增加「节奏」",
        ],
    ),
    (
        "weight of a score",
        write(f"{SCORES}/fields/0", weight=2),
        ["表单「客户拜访记录表」 › 第 3 部分「自评」 › 第 1 栏「倾听」 › 权重：由 1 改为 2"],
    ),
    ("retention", write(RECORD, retention="5 年"), ["表单「客户拜访记录表」 › 保存期限：由 3 年改为 5 年"]),
    ("paper", write(RECORD, landscape=True), ["表单「客户拜访记录表」 › 横向纸张：由「否」改为「是」"]),
    ("who gets the form", write(RECORD, submit_to=None), ["表单「客户拜访记录表」 › 交给谁：取消，原为「销售经理」"]),
    (
        "who fills the form",
        write(RECORD, filled_by=["sales-rep", "legal"]),
        ["表单「客户拜访记录表」 › 谁填写：增加「法务专员」"],
    ),
    (
        "when the form is due",
        write(RECORD, due={"moment": "拜访次日", "by": "12:00"}),
        ["表单「客户拜访记录表」 › 何时交：由「拜访当日下班前」改为「拜访次日 12:00 前」"],
    ),
    (
        "authority",
        write(f"{REP}/authority/0", limit="再改找总监"),
        ["岗位「销售代表」 › 权限 › 「改约一次」 › 限度：由「再改找经理」改为「再改找总监」"],
    ),
    ("duty", add(f"{REP}/duties", "每周回访一次。"), ["岗位「销售代表」 › 职责：增加第 3 条「每周回访一次。」"]),
    ("superior", write(REP, reports_to=None), ["岗位「销售代表」 › 直接上级：取消，原为「销售经理」"]),
    (
        "mission",
        write(REP, mission="让客户愿意再见两次。"),
        ["岗位「销售代表」 › 岗位使命：由「让客户愿意再见一次。」改为「让客户愿意再见两次。」"],
    ),
    (
        "exchange",
        write(f"{LEGAL}/exchanges/0", due={"within": "1 个工作日", "after_text": "收到合同"}),
        [
            (
                "岗位「法务专员」 › 第 1 项约定「审核意见」 › "
                "何时给：由「收到合同后 2 个工作日内」改为「收到合同后 1 个工作日内」"
            )
        ],
    ),
    (
        "term added",
        add(TERMS, {"id": "quote", "title": "报价", "meaning": "写明价格和有效期的答复。"}),
        ["术语表：新增术语「报价」"],
    ),
    (
        "term alias",
        write(f"{TERMS}/1", aliases=["许诺", "应承"]),
        ["术语表 › 术语「承诺」 › 又称：增加「许诺」、「应承」"],
    ),
    ("term in another place", move(TERMS, 1, 0), ["术语表 › 术语「回访」：由第 1 位移到第 2 位"]),
    (
        "working hours",
        write(f"{SETTINGS}/working_hours", end="17:30"),
        ["手册设置 › 工作时间 › 下班时刻：由 18:00 改为 17:30"],
    ),
    (
        "chapter title",
        write(f"{SETTINGS}/chapters/0", title="见客户"),
        ["手册设置 › 第 1 章「见客户」 › 章节名称：由「客户拜访」改为「见客户」"],
    ),
    (
        "entrance",
        write(f"{SETTINGS}/entrances/1", to=["visit-record"]),
        ["手册设置 › 第 2 个入口「我跑销售」 › 通向哪里：去掉「着装规范」"],
    ),
    (
        "clause added",
        add("source/COD/clauses", {"id": "COD-10", "about": "新的一条"}),
        ["依据文件「销售行为准则（示例）」：新增条款 COD-10「新的一条」"],
    ),
    (
        "figure of a clause",
        write("source/COD/clauses/0", must=["5 个工作日"]),
        [
            (
                "依据文件「销售行为准则（示例）」 › 条款 COD-1.3a「拜访前确认时间」 › "
                "不可丢失的数字和要点：「3 个工作日」改为「5 个工作日」"
            )
        ],
    ),
    (
        "item renamed, links and references follow",
        together(
            rename("procedure", "customer-visit", "visit"),
            write(f"{SETTINGS}/entrances/0", to=["rep-path", "visit"]),
            write(f"{TERMS}/0", see=["visit"], meaning="拜访之后**再次**联系客户，见[客户拜访](visit)。"),
            write(f"{PATH}/stages/0/tasks/0", about=["visit"]),
        ),
        ["流程「客户拜访」 › 编号：由「customer-visit」改为「visit」"],
    ),
    (
        "item with a new title",
        write(VISIT, title="拜访客户"),
        ["流程「拜访客户」 › 名称：由「客户拜访」改为「拜访客户」"],
    ),
    ("KPI added", create("kpi", "record-on-time", id="again", title="回访率"), ["指标「回访率」：新增"]),
    (
        "document added",
        create("policy", "dress-code", id="secrecy", title="保密规定", number="XS-GD-02"),
        ["制度「保密规定」：新增，文件编号 XS-GD-02"],
    ),
    ("item abolished", lambda data: data["onboarding"].clear(), ["入职路径「销售代表入职路径」：废止"]),
    (
        "next review",
        write(VISIT, next_review="2027-06-30"),
        ["流程「客户拜访」 › 下次评审日期：由 2026-12-31 改为 2027-06-30"],
    ),
    ("number", write(VISIT, number="XS-QP-02"), ["流程「客户拜访」 › 文件编号：由「XS-QP-01」改为「XS-QP-02」"]),
    (
        "chapter of a document",
        write(VISIT, chapter="conduct"),
        ["流程「客户拜访」 › 所属章节：由「客户拜访」改为「职业行为」"],
    ),
    ("owner", write(VISIT, owner="legal"), ["流程「客户拜访」 › 归口岗位：由「销售经理」改为「法务专员」"]),
    ("alias left out", write(VISIT, aliases=None), ["流程「客户拜访」 › 搜索词：去掉「拜访客户」"]),
    (
        "calendar",
        lambda data: data.update(calendar={"2026": {"id": "2026", "workdays": ["2026-02-14"]}}),
        ["2026 年放假与调休：新增"],
    ),
    (
        "task",
        write(f"{PATH}/stages/0/tasks/0", done="能复述四步，不看稿。", sign_off="legal"),
        [
            (
                "入职路径「销售代表入职路径」 › 第 1 阶段「第 1 周」 › 第 1 项任务「读完客户拜访。」 › "
                "完成标准：由「能复述四步。」改为「能复述四步，不看稿。」"
            ),
            (
                "入职路径「销售代表入职路径」 › 第 1 阶段「第 1 周」 › 第 1 项任务「读完客户拜访。」 › "
                "谁确认：由「销售经理」改为「法务专员」"
            ),
        ],
    ),
    (
        "stage",
        write(f"{PATH}/stages/0", within="10 个工作日"),
        ["入职路径「销售代表入职路径」 › 第 1 阶段「第 1 周」 › 入职多久之内完成：由 5 个工作日改为 10 个工作日"],
    ),
    (
        "only emphasis changed",
        write(VISIT, purpose="一次拜访做完整。"),
        ["流程「客户拜访」 › 目的：文字没变，链接或强调的写法由「一次拜访做**完整**。」改为「一次拜访做完整。」"],
    ),
    ("lines broken otherwise", write(VISIT, scope="全部\n上门拜访。"), []),
    ("a default written out", write(RECORD, landscape=False), []),
    ("a former id alone", write(VISIT, formerly="old-visit"), []),
    ("a start written in full", write(f"{VISIT}/steps/1", due={"moment": "客户到场后", "minutes": "5-10"}), []),
]


@pytest.mark.parametrize(("edit", "sentences"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_kind_of_change_is_one_sentence(edit: Edit, sentences: list[str]):
    """What an edit changes is said exactly so, and nothing else is said."""
    assert [str(change) for change in compare(a_handbook(), edited(edit))] == sentences


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        (
            "与客户沟通后 24 小时内更新 CRM，写清沟通内容、客户的问题和我们的承诺，下班前补齐遗漏",
            "与客户沟通后 48 小时内更新 CRM，写清沟通内容、客户的问题和我们的承诺，下班前补齐遗漏",
            "与客户沟通后 【「24」改为「48」】 小时内更新…",
        ),
        ("先问清需求再报价", "先问清真实需求再报价", "先问清【增「真实」】需求再报价"),
        ("当天下班之前必须写完", "当天下班前写完", "当天下班【「之前必须」改为「前」】写完"),
        (
            "send the weekly report by mail",
            "send the monthly report by mail",
            "send the 【「weekly」改为「monthly」】 report by mail",
        ),
        ("每周五 17:00 前交", "每周五 17:30 前交", "每周五 【「17:00」改为「17:30」】 前交"),
        ("达标率不低于 98%", "达标率不低于 99.5%", "达标率不低于 【「98%」改为「99.5%」】"),
        ("填写「无」", "填写「暂无」", "填写「【增「暂」】无」"),
        ("改为甲方负责乙方", "改为丙方负责丁方", "改为【「甲」改为「丙」】方负责【「乙」改为「丁」】方"),
        ("改为甲负责乙办", "改为丙负责丁办", "改为【「甲负责乙」改为「丙负责丁」】办"),
        ("「无」也要写", "也要写", "【删「『无』」】也要写"),
        (
            "甲一二三四五六七八九十甲一二三四五六七八九十乙",
            "乙一二三四五六七八九十甲一二三四五六七八九十甲",
            "【「甲」改为「乙」】一二三四五六…五六七八九十【「乙」改为「甲」】",
        ),
    ],
)
def test_a_rewritten_text_shows_what_changed_in_it(before: str, after: str, marked: str):
    """Chinese is compared by character, Latin words and figures as a whole; a long equal stretch is shortened."""
    assert rewritten(before, after) == marked


def test_a_long_text_is_marked_and_a_short_one_shown_in_full():
    """Two short texts stand side by side; of two long ones only the difference is shown; two that have nothing in
    common are shown in full.
    """
    long = "拜访之前先看完客户的往来记录和未结的投诉，写下这次想达成的结果，标出要问清的问题。"
    other = "报价单由主管审核，盖章之后才能发出；发出的报价单存档三年，过期的作废并收回。"
    base = edited(write(VISIT, purpose=long))
    assert [
        change.text for change in compare(base, edited(write(VISIT, purpose=long.replace("未结的投诉", "全部投诉"))))
    ] == ["…的往来记录和【「未结的」改为「全部」】投诉，写下这…"]
    assert [change.text for change in compare(base, edited(write(VISIT, purpose=other)))] == [
        f"由「{long}」改为「{other}」"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            write(WRITE, due={"within": "24 小时", "after": "review"}),
            write(WRITE, due={"within": "24小时", "after": "customer-visit.review"}),
        ),
        (
            write(WRITE, due={"within": "24 小时", "after_text": "交谈"}),
            write(WRITE, due={"within": "24 小时", "after_text": "交谈后"}),
        ),
        (
            write(RECORD, due={"within": "1 天", "after": "end-time"}),
            write(RECORD, due={"within": "1 天", "after": "visit-record.end-time"}),
        ),
        (write(VISIT, title="客户  拜访"), write(VISIT, title="客户 拜访")),
        (write(VISIT, aliases=None), write(VISIT, aliases=[])),
        (
            write(f"{DRESS}/rules/0", binds=None),
            together(write(f"{DRESS}/rules/0", binds=None), move(f"{DRESS}/rules", 0, 2)),
        ),
    ],
    ids=[
        "short id",
        "word after",
        "field of the same form",
        "spaces",
        "empty list",
        "rules in the order they are shown in",
    ],
)
def test_what_reads_the_same_is_no_change(before: Edit, after: Edit):
    """Two ways to write one thing in YAML are one thing."""
    assert compare(edited(before), edited(after)) == []


def test_a_renamed_step_is_the_same_wherever_it_is_named():
    """Time limits, branches and links that name a renamed step or field of a renamed item did not change."""
    before = together(
        write(WRITE, due={"within": "24 小时", "after": "meet"}),
        write(f"{DRESS}/rules/0", why="见[交谈](customer-visit#meet)。"),
        write(f"{ON_TIME}/source", fields=["visit-record.end-time"]),
    )
    after = together(
        before,
        write(MEET, id="talk", formerly="meet"),
        write(WRITE, due={"within": "24 小时", "after": "talk"}),
        write(f"{DRESS}/rules/0", why="见[交谈](customer-visit#talk)。"),
        write(f"{BASICS}/fields/1", id="finished", formerly="end-time"),
        write(f"{ON_TIME}/source", fields=["visit-record.finished"]),
    )
    assert [str(change) for change in compare(edited(before), edited(after))] == [
        "流程「客户拜访」 › 第 2 步「见面交谈」 › 步骤编号：由「meet」改为「talk」",
        (
            "表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 第 2 栏「结束时间」 › "
            "栏目编号：由「end-time」改为「finished」"
        ),
    ]


def test_a_former_id_that_is_still_in_use_is_no_rename():
    """Of two items that name the same former one only the first is it; an item that still exists is nobody's past."""
    both = together(
        create("kpi", "record-on-time", id="first", title="按时率甲", formerly="record-on-time"),
        create("kpi", "record-on-time", id="second", title="按时率乙", formerly="record-on-time"),
    )
    assert [str(change) for change in compare(a_handbook(), edited(both))] == [
        "指标「按时率甲」：新增",
        "指标「按时率乙」：新增",
    ]
    gone = together(
        both,
        lambda data: data["kpi"].pop("record-on-time"),
        write(f"{REP}/scorecard/0", kpi="first"),
        write(VISIT, kpis=["second"]),
    )
    assert [str(change) for change in compare(a_handbook(), edited(gone))] == [
        "流程「客户拜访」 › 衡量指标：「记录按时率」改为「按时率乙」",
        "指标「按时率甲」 › 编号：由「record-on-time」改为「first」",
        "指标「按时率甲」 › 名称：由「记录按时率」改为「按时率甲」",
        "指标「按时率乙」：新增",
    ]


def test_one_of_two_equal_sentences_is_gone():
    """The one that is gone is named, and nothing is said to have moved."""
    base = write(CONFIRM, actions=["看一遍。", "再问。", "看一遍。"])
    for position in (0, 1, 2):
        changes = compare(edited(base), edited(together(base, remove(f"{CONFIRM}/actions", position))))
        assert [change.text for change in changes] == [
            f"去掉原第 {position + 1} 条「{('看一遍。', '再问。', '看一遍。')[position]}」"
        ]
        changes = compare(edited(base), edited(together(base, add(f"{CONFIRM}/actions", "再问。", position))))
        assert [change.text for change in changes] == [f"增加第 {(1, 3, 3)[position]} 条「再问。」"]


def test_of_a_row_of_equal_sentences_the_last_is_gone():
    """One sentence less of several equal ones is one change, as is one more."""
    two, one = edited(write(CONFIRM, actions=["看一遍。", "看一遍。"])), edited(write(CONFIRM, actions=["看一遍。"]))
    assert [change.text for change in compare(two, one)] == ["去掉原第 2 条「看一遍。」"]
    assert [change.text for change in compare(one, two)] == ["增加第 2 条「看一遍。」"]


def test_a_rule_that_moved_within_its_level_is_told():
    """Rules are numbered as pages show them, and an exchange within one level is an exchange to readers."""
    base = add(f"{DRESS}/rules", {**find(DATA, f"{DRESS}/rules/1"), "id": "badge", "text": "佩戴胸牌。"}, 0)
    assert [str(change) for change in compare(edited(base), edited(together(base, move(f"{DRESS}/rules", 0, 3))))] == [
        "制度「着装规范」 › 第 2 条「佩戴胸牌。」：由第 1 位移到第 2 位"
    ]


def test_two_things_of_one_name_are_told_apart():
    """Where the words before and after would be the same, the ids are added."""
    base = create("role", "sales-rep", id="rep-two")
    assert [
        str(change) for change in compare(edited(base), edited(together(base, write(CONFIRM, role="rep-two"))))
    ] == ["流程「客户拜访」 › 第 1 步「确认时间地点」 › 谁来做：由「销售代表」（sales-rep）改为「销售代表」（rep-two）"]


def test_a_renamed_item_does_not_touch_chapters_of_its_name():
    """A chapter and an item may share an id; only the item was renamed."""
    base = create("kpi", "record-on-time", id="visit", title="拜访次数")
    assert [
        str(change) for change in compare(edited(base), edited(together(base, rename("kpi", "visit", "visits"))))
    ] == ["指标「拜访次数」 › 编号：由「visit」改为「visits」"]


def test_entries_named_beside_their_item_are_shown_by_their_title():
    """The step that a question is about and the field that a KPI counts are ids in YAML and titles to readers; limits
    have their unit.
    """
    quiz = {
        "id": "visit-quiz",
        "title": "拜访自测",
        "owner": "sales-manager",
        "next_review": "2026-12-31",
        "chapter": "visit",
        "questions": [
            {
                "id": "when",
                "ask": "什么时候写记录？",
                "answers": [{"text": "当天", "right": True}, {"text": "隔天"}],
                "explain": "隔天就忘。",
                "about": "customer-visit",
                "entry": "record",
            }
        ],
    }
    measure = {"take": "占比", "form": "visit-record", "meets": [{"column": "end-time", "filled": True}]}
    base = together(
        lambda data: data.update(quiz={"visit-quiz": quiz}),
        write(ON_TIME, measure=measure),
        write(f"{BASICS}/fields/0", kind="number", title="人数", unit="人", most=10, hint="", sample=""),
    )
    after = together(
        base,
        write("quiz/visit-quiz/questions/0", entry="meet"),
        write(f"{ON_TIME}/measure/meets/0", column="customer"),
        write(f"{BASICS}/fields/0", most=20),
        write("quiz/visit-quiz/questions/0/answers/1", right=True),
    )
    assert [str(change) for change in compare(edited(base), edited(after))] == [
        "表单「客户拜访记录表」 › 第 1 部分「基本信息」 › 第 1 栏「人数」 › 最大值：由 10 人改为 20 人",
        (
            "指标「记录按时率」 › 算法定义 › 达到什么算数 › 「第 1 栏『人数』」 › "
            "哪一列：由「第 2 栏『结束时间』」改为「第 1 栏『人数』」"
        ),
        "自测题「拜访自测」 › 第 1 题「什么时候写记录？」 › 选项 › 「隔天」 › 是否正确：由「否」改为「是」",
        (
            "自测题「拜访自测」 › 第 1 题「什么时候写记录？」 › "
            "考的是哪一步或哪一条：由「第 4 步『填写记录』」改为「第 2 步『见面交谈』」"
        ),
    ]


def test_a_moved_step_concerns_whoever_does_it_before_or_after():
    """Both the old and the new hands are told of a step that moved."""
    changes = compare(a_handbook(), edited(together(write(WRITE, role="legal"), move(f"{VISIT}/steps", 3, 0))))
    assert [change.roles for change in changes] == [{"sales-rep", "legal", "sales-manager"}] * 2


def test_a_parameter_is_told_wherever_it_holds():
    """A new value is told at the parameter and at every place where it is read; writing the same figure as a parameter
    is no change.
    """

    def listed(value: str) -> Edit:
        return lambda data: data.update(
            parameters={
                "parameters": {
                    "parameters": [
                        {
                            "id": "limit",
                            "title": "更新时限",
                            "value": value,
                            "decide": "看一线的时间。",
                            "owner": "sales-manager",
                        }
                    ]
                }
            }
        )

    used = together(
        listed("24 小时"),
        write(WRITE, due={"within": "{limit}", "after": "visit-record.end-time"}),
        write(REP, duties=["沟通后**{limit}内**更新。"]),
    )
    plain = together(listed("24 小时"), write(REP, duties=["沟通后**24 小时内**更新。"]))
    assert compare(edited(plain), edited(used)) == []
    assert [str(change) for change in compare(edited(used), edited(together(used, listed("48 小时"))))] == [
        "岗位「销售代表」 › 职责 › 第 1 条：由「沟通后24 小时内更新。」改为「沟通后48 小时内更新。」",
        (
            "流程「客户拜访」 › 第 4 步「填写记录」 › 何时完成："
            "由「『结束时间』后 24 小时内」改为「『结束时间』后 48 小时内」"
        ),
        "企业可调参数 › 参数「更新时限」 › 取值：由「24 小时」改为「48 小时」",
    ]


@pytest.mark.parametrize(
    ("edit", "roles"),
    [
        (write(CONFIRM, done="对方答复。"), {"sales-rep", "sales-manager"}),
        (write(CONFIRM, role="legal"), {"sales-rep", "sales-manager", "legal"}),
        (write(MEET, done="下一步有人做。"), {"sales-rep", "sales-manager"}),
        (write(REVIEW, done="有签名。"), {"sales-manager", "legal"}),
        (remove(f"{VISIT}/steps", 1), {"sales-rep", "sales-manager"}),
        (write(VISIT, scope="全部拜访。"), {"sales-rep", "sales-manager", "legal"}),
        (write(f"{DRESS}/rules/1", text="见客户穿深色**正装**。"), {"sales-rep"}),
        (write(f"{DRESS}/rules/0", text="不穿凉鞋见客户。"), {"sales-rep", "sales-manager"}),
        (write(DRESS, binds=["sales-manager"]), {"sales-rep", "sales-manager"}),
        (write(f"{PATH}/stages/0/tasks/0", done="能复述。"), {"sales-rep", "sales-manager"}),
        (write(RECORD, retention="5 年"), {"sales-rep", "sales-manager"}),
        (write(f"{BASICS}/fields/0", title="客户全称"), {"sales-rep", "sales-manager"}),
        (write(ON_TIME, period="周"), {"sales-rep", "sales-manager"}),
        (write(REP, mission="赢得信任。"), {"sales-rep"}),
        (write(REP, reports_to="legal"), {"sales-rep", "sales-manager", "legal"}),
        (write(VISIT, owner="legal"), {"sales-rep", "sales-manager", "legal"}),
        (write(f"{LEGAL}/exchanges/0", what="书面意见"), {"legal", "sales-rep", "sales-manager"}),
        (add(TERMS, {"id": "quote", "title": "报价", "meaning": "价格。"}), set()),
        (write(f"{SETTINGS}/working_hours", end="17:30"), set()),
    ],
)
def test_changes_concern_the_roles_whose_work_they_touch(edit: Edit, roles: set[str]):
    """The roles before and after the edit; none means everyone."""
    changes = compare(a_handbook(), edited(edit))
    assert len(changes) == 1 and changes[0].roles == roles
    for role in a_handbook().roles:
        assert concerning(changes, role) == (changes if not roles or role in roles else [])


def test_all_formats_say_the_same():
    """Text, Markdown and data hold the same sentences; in Markdown the handbook's own words are never markup."""
    edit = together(
        write(CONFIRM, done="客户 *口头* 答复 <b> 算数 [1]。"),
        write(VISIT, number="XS-QP-02"),
        write(ON_TIME, unit="分"),
    )
    changes = compare(a_handbook(), edited(edit))
    assert as_text(changes).splitlines() == [str(change) for change in changes] and len(changes) == 3
    assert as_data(changes)[0] == {
        "item": "customer-visit",
        "where": ["流程「客户拜访」", "文件编号"],
        "text": "由「XS-QP-01」改为「XS-QP-02」",
        "roles": ["legal", "sales-manager", "sales-rep"],
    }
    assert as_markdown(changes).splitlines() == [
        "## 流程「客户拜访」",
        "",
        "- 文件编号：由「XS-QP-01」改为「XS-QP-02」",
        (
            "- 第 1 步「确认时间地点」 › 完成标准：由「客户明确答复。」"
            "改为「客户 口头 答复 &#60;b&#62; 算数 &#91;1&#93;。」"
        ),
        "",
        "## 指标「记录按时率」",
        "",
        "- 单位：由「%」改为「分」",
    ]
    assert as_text([]) == as_markdown([]) == "" and as_data([]) == []


def places(cls: type, data: Any, path: tuple) -> list[tuple[tuple, type, Any]]:
    """Every field that is written below an object, as (path, class that declares it, declaration)."""
    cls = model.variant(cls, data.get("kind"))
    found = []
    for declared in fields(cls):
        if (
            declared.name not in data
            or declared.name in ("id", "formerly")
            or (declared.name == "kind" and hasattr(cls, "VARIANTS"))
        ):
            continue
        here, inner = (*path, declared.name), unwrap(hints(cls)[declared.name])
        found.append((here, cls, declared))
        if has_fields(inner):
            entries = (
                enumerate(data[declared.name]) if is_list(hints(cls)[declared.name]) else [(None, data[declared.name])]
            )
            for position, entry in entries:
                found += places(inner, entry, here if position is None else (*here, position))
    return found


OTHER_VALUES = {
    "Duration": "77 天",
    "Clock": "11:11",
    "Deadline": "11:11",
    "Day": "2030-01-02",
    "Minutes": "7-8",
    "CodePattern": "ZZ[0-9]{2}",
}
"""Another value of each value type, as an author writes it."""


def other(handbook: Handbook, item: Any, cls: type, declared: Any, value: Any) -> Any:
    """Another value that an author could have written here; None if there is none, as in a handbook with a single
    form.
    """
    rules, inner = declared.metadata["rules"], unwrap(hints(cls)[declared.name])
    if "ref" in rules:
        kinds = (rules["ref"],) if isinstance(rules["ref"], str) else rules["ref"]
        known = {
            "step": [step.id for step in getattr(item, "steps", ())],
            "clause": list(handbook.clauses),
            "field": [
                f"{form.id}.{field.id}"
                for form in handbook.forms.values()
                for section in form.sections
                for field in section.fields
            ],
            "chapter": [chapter.id for chapter in handbook.settings.chapters],
            **{name: list(getattr(handbook, kind.part)) for name, kind in KINDS.items() if not kind.single},
        }
        return next(
            (
                id
                for kind in kinds
                for id in known[kind]
                if id != value and (not isinstance(value, list) or id not in value)
            ),
            None,
        )
    if "allowed" in rules:
        return next(word for word in rules["allowed"] if word != value)
    if inner in VALUES.values():
        return OTHER_VALUES[inner.__name__]
    return (not value) if isinstance(value, bool) else value + "改" if isinstance(value, str) else value + 1


def single_edits(handbook: Handbook, data: Data) -> list[tuple[str, str, tuple, Callable[[Any], Any]]]:
    """Every way to change one written value, or to add, remove or exchange one entry of a list, as (kind, id, path of
    the holder, edit).
    """
    found = []
    for kind, documents in data.items():
        for id, document in documents.items():
            item = getattr(handbook, KINDS[kind].part)
            item = item if KINDS[kind].single else item[id]
            if kind == "parameters":  # a parameter's value changes whatever uses it
                continue
            for path, cls, declared in places(KINDS[kind].cls, document, ()):
                value, inner = find_in(document, path), unwrap(hints(cls)[declared.name])
                nested = has_fields(inner)
                edits = []
                if isinstance(value, list):
                    edits += [lambda old, at=at: old[:at] + old[at + 1 :] for at in range(len(value))]
                    if declared.name != "rules":  # which pages show level by level
                        edits += [
                            lambda old, at=at: [*old[:at], old[at + 1], old[at], *old[at + 2 :]]
                            for at in range(len(value) - 1)
                        ]
                    if nested and "id" in value[0]:
                        edits.append(lambda old: [*old, brand_new(old[0])])
                    elif not nested:
                        for new in filter(
                            None,
                            [
                                other(
                                    handbook,
                                    item,
                                    cls,
                                    declared,
                                    value if "ref" in declared.metadata["rules"] else value[0],
                                )
                            ],
                        ):
                            edits += [lambda old, new=new: [*old, new], lambda old, new=new: [new, *old[1:]]]
                elif not nested and (new := other(handbook, item, cls, declared, value)) is not None:
                    edits.append(lambda old, new=new: new)
                found += [(kind, id, path, edit) for edit in edits]
    return found


def brand_new(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of another id and title, that holds no entries itself."""
    held = {
        name: []
        for name, value in entry.items()
        if isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0]
    }
    return {
        **entry,
        "id": "brand-new",
        **{name: "全新的一条" for name in ("title", "ask", "text", "what") if name in entry},
        **held,
    }


def find_in(document: Any, path: tuple) -> Any:
    """What stands at a path of field names and positions."""
    for step in path:
        document = document[step]
    return document


def test_every_single_edit_is_told_once(small: Path):
    """Whatever single thing an author changes in a complete handbook, forwards or back, exactly one change is told, of
    the right item.
    """
    loaded = load_handbook(small, date(2026, 1, 1))
    edits = single_edits(loaded.handbook, loaded.data)
    assert len(edits) > 400
    for kind, id, path, edit in edits:
        data = {**loaded.data, kind: {**loaded.data[kind], id: copy.deepcopy(loaded.data[kind][id])}}
        holder = find_in(data[kind][id], path[:-1])
        holder[path[-1]] = edit(holder[path[-1]])
        changed = handbook_of(data)
        item = getattr(changed, KINDS[kind].part)
        head = matching.title_of(item if KINDS[kind].single else item[id])
        there, back = compare(loaded.handbook, changed), compare(changed, loaded.handbook)
        assert [change.item for change in there] == [change.item for change in back] == [id], (
            kind,
            id,
            path,
            [*map(str, there)],
            [*map(str, back)],
        )
        assert there[0].where[0] == head and there[0].text and str(there[0]) != str(back[0])


def test_many_edits_are_told_as_often(small: Path):
    """Edits of different fields do not hide or double each other."""
    loaded, chance = load_handbook(small, date(2026, 1, 1)), random.Random(20260101)
    scalars = [
        (kind, id, path, edit)
        for kind, id, path, edit in single_edits(loaded.handbook, loaded.data)
        if not isinstance(find_in(loaded.data[kind][id], path), list)
    ]
    for _ in range(100):
        data, chosen = copy.deepcopy(loaded.data), {found[:3]: found[3] for found in chance.sample(scalars, 12)}
        for (kind, id, path), edit in chosen.items():
            holder = find_in(data[kind][id], path[:-1])
            holder[path[-1]] = edit(holder[path[-1]])
        sentences = [str(change) for change in compare(loaded.handbook, handbook_of(data))]
        # A time limit is one value to readers, however many of its parts were edited.
        places = {(kind, id, path[: path.index("due")] if "due" in path else path) for kind, id, path in chosen}
        assert len(sentences) == len(set(sentences)) == len(places)


def test_a_handbook_has_not_changed_against_itself(small: Path):
    """Nothing is told of two readings of the same files."""
    for read in (a_handbook, lambda: load_handbook(small, date(2026, 1, 1)).handbook):
        handbook, again = read(), read()
        assert compare(handbook, again) == [] and handbook is not again


def test_every_list_of_entries_has_a_label():
    """A new kind of entry in the model needs a word for readers."""
    classes = [cls for cls in vars(model).values() if isinstance(cls, type) and is_dataclass(cls)]
    written = [cls for cls in classes if all(declared.metadata for declared in fields(cls))]
    lists = {declared.name for cls in written for declared in fields(cls) if matching.holds_entries(cls, declared.name)}
    assert lists == set(matching.LABELS)


def test_what_holds_where_nothing_is_written_is_what_the_help_says():
    """The words for an unwritten value are those that authors read at the field."""
    for (cls, name), words in sentences.UNWRITTEN.items():
        assert words in next(declared for declared in fields(cls) if declared.name == name).metadata["help"]
