"""Small handbooks for tests: complete, plainly invented, and easy to change in one place."""

from __future__ import annotations

import copy
from typing import Any

from generator.model import Approval, Day, Edition, Handbook, handbook_of

FINGERPRINT = "0123456789abcdef" * 4

DATA: dict[str, dict[str, dict[str, Any]]] = {
    "settings": {
        "settings": {
            "title": "示例手册",
            "company": "示例科技有限公司",
            "department": "销售部",
            "tagline": "今天做什么，都在这里。",
            "working_hours": {"start": "09:00", "end": "18:00", "break_start": "12:00", "break_end": "13:00"},
            "chapters": [
                {"id": "visit", "title": "客户拜访", "summary": "怎样见客户。"},
                {"id": "empty", "title": "空的一章", "summary": "还没有内容。"},
                {"id": "conduct", "title": "职业行为", "summary": "怎样做人。"},
            ],
            "entrances": [
                {
                    "id": "new-hire",
                    "title": "我是新同事",
                    "summary": "先看这里。",
                    "to": ["rep-path", "customer-visit"],
                },
                {"id": "rep", "title": "我跑销售", "summary": "每天都用。", "to": ["visit-record", "dress-code"]},
            ],
        }
    },
    "glossary": {
        "glossary": {
            "terms": [
                {
                    "id": "return-visit",
                    "title": "回访",
                    "aliases": ["跟进拜访"],
                    "meaning": "拜访之后**再次**联系客户，见[客户拜访](customer-visit)。",
                    "avoid": ["二访"],
                    "see": ["customer-visit"],
                    "basis": ["COD-1.3a"],
                },
                {"id": "commitment", "title": "承诺", "meaning": "答应客户并写明日期的事。"},
            ]
        }
    },
    "source": {
        "COD": {
            "id": "COD",
            "title": "销售行为准则（示例）",
            "kind": "准则",
            "clauses": [
                {"id": "COD-1.3a", "about": "拜访前确认时间", "must": ["3 个工作日"]},
                {"id": "COD-1.3b", "about": "拜访当日填表"},
                {"id": "COD-2", "about": "穿着得体"},
                {"id": "COD-9", "about": "还没有人写的一条"},
            ],
        }
    },
    "role": {
        "sales-rep": {
            "id": "sales-rep",
            "title": "销售代表",
            "aliases": ["业务员"],
            "owner": "sales-manager",
            "next_review": "2026-12-31",
            "belongs": "本部门",
            "mission": "让客户愿意**再见一次**。",
            "reports_to": "sales-manager",
            "duties": ["按计划拜访客户。", "当日写完记录。"],
            "authority": [{"what": "改约一次", "limit": "再改找经理"}],
            "skills": ["倾听"],
            "growth": ["一年内能独立拜访。"],
            "scorecard": [{"kpi": "record-on-time", "weight": 100}],
        },
        "sales-manager": {
            "id": "sales-manager",
            "title": "销售经理",
            "owner": "sales-manager",
            "next_review": "2026-12-31",
            "belongs": "本部门",
            "mission": "让团队做得到、守得住。",
            "duties": ["带好团队。"],
        },
        "legal": {
            "id": "legal",
            "title": "法务专员",
            "owner": "sales-manager",
            "next_review": "2026-12-31",
            "belongs": "协作部门",
            "mission": "把住合同的关。",
            "duties": ["审合同。"],
            "exchanges": [
                {
                    "id": "review",
                    "giver": "对方",
                    "what": "审核意见",
                    "due": {"within": "2 个工作日", "after_text": "收到合同"},
                    "basis": ["COD-2"],
                }
            ],
        },
    },
    "procedure": {
        "customer-visit": {
            "id": "customer-visit",
            "title": "客户拜访",
            "aliases": ["拜访客户"],
            "owner": "sales-manager",
            "next_review": "2026-12-31",
            "basis": ["COD-1.3a"],
            "number": "XS-QP-01",
            "chapter": "visit",
            "purpose": "一次拜访做**完整**。",
            "scope": "全部上门拜访。",
            "trigger": "约定拜访之时。",
            "result": "记录交齐，承诺有人跟。",
            "steps": [
                {
                    "id": "confirm-time",
                    "title": "确认时间地点",
                    "phase": "拜访前",
                    "role": "sales-rep",
                    "informed": ["sales-manager"],
                    "due": {"ahead": "3 个工作日", "before_text": "拜访"},
                    "actions": ["打电话确认时间。", "写进[日程](https://example.com/calendar)。"],
                    "done": "客户明确答复。",
                    "say": [{"when": "客户说没空", "words": "那我们改到下周同一时间，可以吗？"}],
                    "avoid": ["不打招呼就上门。"],
                    "branches": [{"when": "客户改期", "to": "confirm-time"}],
                    "basis": ["COD-1.3a"],
                },
                {
                    "id": "meet",
                    "title": "见面交谈",
                    "phase": "拜访中",
                    "role": "sales-rep",
                    "due": {"moment": "客户到场后", "minutes": "5-10"},
                    "actions": ["先听后说。"],
                    "done": "说清下一步。",
                    "branches": [{"when": "谈不拢", "to": "record"}],
                },
                {
                    "id": "review",
                    "title": "请经理复核",
                    "phase": "拜访后",
                    "role": "sales-manager",
                    "accountable": "sales-manager",
                    "consulted": ["legal"],
                    "due": {"by": "09:00", "every": "工作日"},
                    "actions": ["看前一天的记录。"],
                    "done": "有批注。",
                },
                {
                    "id": "record",
                    "title": "填写记录",
                    "phase": "拜访后",
                    "role": "sales-rep",
                    "due": {"within": "24 小时", "after": "visit-record.end-time"},
                    "actions": ["填写记录表。"],
                    "done": "记录已提交。",
                    "forms": ["visit-record"],
                    "basis": ["COD-1.3b"],
                },
            ],
            "risks": [{"risk": "客户临时取消", "measure": "备一个当天可见的客户", "basis": ["COD-1.3a"]}],
            "kpis": ["record-on-time"],
            "related": ["dress-code"],
        }
    },
    "policy": {
        "dress-code": {
            "id": "dress-code",
            "title": "着装规范",
            "owner": "sales-manager",
            "next_review": "2026-12-31",
            "number": "XS-GD-01",
            "chapter": "conduct",
            "purpose": "让人放心。",
            "binds": ["sales-rep"],
            "breach": "提醒一次，再犯扣分。",
            "rules": [
                {
                    "id": "no-slippers",
                    "level": "禁止",
                    "text": "不穿拖鞋见客户。",
                    "why": "失礼。",
                    "binds": ["sales-rep", "sales-manager"],
                },
                {
                    "id": "formal",
                    "level": "必须",
                    "text": "见客户穿**正装**。",
                    "details": ["颜色素净。"],
                    "why": "客户先看到人。",
                    "due": {"moment": "拜访", "day": "当日"},
                    "forms": ["visit-record"],
                    "basis": ["COD-2"],
                },
                {
                    "id": "tidy",
                    "level": "应当",
                    "text": "每天检查仪容。",
                    "why": "习惯。",
                    "due": {"every": "工作日", "by": "下班"},
                    "breach": "提醒。",
                },
            ],
        }
    },
    "form": {
        "visit-record": {
            "id": "visit-record",
            "title": "客户拜访记录表",
            "owner": "sales-manager",
            "next_review": "2026-12-31",
            "number": "XS-QR-01",
            "chapter": "visit",
            "purpose": "谈了什么、答应了什么。",
            "filled_by": ["sales-rep"],
            "submit_to": "sales-manager",
            "due": {"moment": "拜访", "day": "当日", "by": "下班"},
            "retention": "3 年",
            "instructions": ["一次拜访填一张。"],
            "sections": [
                {
                    "id": "basics",
                    "title": "基本信息",
                    "fields": [
                        {
                            "id": "customer",
                            "kind": "text",
                            "title": "客户名称",
                            "hint": "写全称",
                            "guide": "与合同**一致**。",
                            "sample": "示例机械有限公司",
                        },
                        {"id": "end-time", "kind": "time", "title": "结束时间"},
                        {
                            "id": "mood",
                            "kind": "choice",
                            "title": "客户态度",
                            "options": ["支持", "中立", "反对"],
                            "required": False,
                        },
                    ],
                },
                {
                    "id": "promises",
                    "title": "承诺",
                    "rows": 3,
                    "fields": [
                        {"id": "promise", "kind": "text", "title": "承诺的事"},
                        {"id": "when", "kind": "date", "title": "何时兑现", "basis": ["COD-1.3b"]},
                    ],
                },
                {
                    "id": "scores",
                    "title": "自评",
                    "fields": [
                        {"id": "listening", "kind": "score", "title": "倾听", "criteria": ["1 分：没听", "5 分：听全"]},
                        {"id": "clarity", "kind": "score", "title": "表达"},
                        {"id": "sum", "kind": "total", "title": "合计", "of": ["listening", "clarity"]},
                    ],
                },
            ],
        }
    },
    "kpi": {
        "record-on-time": {
            "id": "record-on-time",
            "title": "记录按时率",
            "owner": "sales-manager",
            "next_review": "2026-12-31",
            "purpose": "隔天就忘。",
            "formula": "按时张数 ÷ 应交张数",
            "target": {"at_least": 98, "yellow": 95},
            "period": "月",
            "source": {"fields": ["visit-record.end-time"], "export": "示例系统提交日志", "how": "按提交时刻算。"},
            "action": ["经理面谈。", "连续两月补训。"],
        }
    },
    "onboarding": {
        "rep-path": {
            "id": "rep-path",
            "title": "销售代表入职路径",
            "owner": "sales-manager",
            "next_review": "2026-12-31",
            "role": "sales-rep",
            "purpose": "三个月能独立拜访。",
            "stages": [
                {
                    "id": "week-1",
                    "title": "第 1 周",
                    "within": "5 个工作日",
                    "goal": "看懂流程。",
                    "tasks": [
                        {
                            "id": "read-visit",
                            "kind": "读",
                            "text": "读完客户拜访。",
                            "about": ["customer-visit"],
                            "done": "能复述四步。",
                            "sign_off": "sales-manager",
                            "basis": ["COD-1.3b"],
                        }
                    ],
                }
            ],
        }
    },
    "quiz": {
        "visit-quiz": {
            "id": "visit-quiz",
            "title": "拜访自测",
            "owner": "sales-manager",
            "next_review": "2026-12-31",
            "chapter": "visit",
            "questions": [
                {
                    "id": "wear",
                    "ask": "见客户穿什么？",
                    "answers": [{"text": "**正装**", "right": True}, {"text": "随意"}],
                    "explain": "没带正装就改约，最多{rebook}。",
                    "about": "dress-code",
                    "entry": "formal",
                }
            ],
        }
    },
    "parameters": {
        "parameters": {
            "parameters": [
                {
                    "id": "rebook",
                    "title": "可以改约几次",
                    "value": "1 次",
                    "decide": "看客户等不等得起。",
                    "owner": "sales-manager",
                }
            ]
        }
    },
}
"""Author documents by kind and id: two own roles and one other, and one item of every other kind."""


def a_handbook(**changed: dict[str, dict[str, Any]]) -> Handbook:
    """The small handbook.

    `changed` replaces fields of documents: `a_handbook(kpi={"record-on-time": {"unit": "天"}})`.
    """
    data = copy.deepcopy(DATA)
    for kind, documents in changed.items():
        for id, fields in documents.items():
            data[kind].setdefault(id, {}).update(fields)
    return handbook_of(data)


def a_draft() -> Edition:
    """The draft of 2026."""
    return Edition(name="next", revision="2026", approval=None, fingerprint=FINGERPRINT, changes={})


def a_release() -> Edition:
    """The released revision 2025, in which the dress code was changed once."""
    approval = Approval(
        revision="2025",
        prepared_by="甲",
        reviewed_by="乙",
        approved_by="丙",
        issued=Day.parse("2024-12-15"),
        effective=Day.parse("2025-01-01"),
        summary="第一版。",
        format=1,
    )
    return Edition(name="2025", revision="2025", approval=approval, fingerprint=FINGERPRINT, changes={"dress-code": 1})
