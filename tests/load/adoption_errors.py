"""What the check says where the small handbook is used in part: edits, the adoption, and a line that it tells."""

from __future__ import annotations

Edits = tuple[tuple[str, str, str], ...]
DECIDED = "decided_by: 总经理\ndecided_on: 2026-01-10\n"

ADOPTION_ERRORS: dict[str, tuple[Edits, str, str]] = {
    "没有写谁决定不用": (
        (),
        "off:\n  - {item: data-rules, reason: 用集团的规定}\n",
        (
            "adoption.yaml:1:1 E451 采用范围没有写谁、哪天决定的 → "
            "请补上：「decided_by: 销售经理」，「decided_on: 2026-01-15」"
        ),
    ),
    "不用的写了两次": (
        (),
        f"{DECIDED}off:\n  - {{item: data-rules, reason: 用不着}}\n  - {{item: data-rules, reason: 用不着}}\n",
        "adoption.yaml:5:12 E451 「客户数据规定」写了两次 → 请删掉一条",
    ),
    "岗位转来转去": (
        (),
        (
            f"{DECIDED}held:\n  - {{role: sales-rep, by: sales-supervisor, reason: 人少}}\n"
            "  - {role: sales-supervisor, by: sales-rep, reason: 人少}\n"
        ),
        "adoption.yaml:4:27 E451 「销售代表」转来转去，又由它自己担任 → by 要写公司里真有的岗位",
    ),
    "计划的日子到了": (
        (),
        f"{DECIDED}off:\n  - {{item: data-rules, reason: 还在写, starts: 2026-01-15}}\n",
        (
            "adoption.yaml:4:45 W451 「客户数据规定」计划 2026-01-15 启用，已经到了 → "
            "启用就从 off 里删掉这一条；还不启用就改日期，没有日期就删掉 starts"
        ),
    ),
    "不用的表单还写着名称": (
        (("policies/data-rules.yaml", "purpose: ", "purpose: 填好《客户拜访记录表》，"),),
        f"{DECIDED}off:\n  - {{item: visit-record, reason: 写在 CRM 里}}\n",
        (
            "adoption.yaml:4:5 E452 「客户拜访记录表」不用了，还有 1 处写着《客户拜访记录表》 → "
            "在这一条写「instead: 换成什么说法」，各处一起换；或逐处改写"
        ),
    ),
    "链接的文字留着它的名称": (
        (),
        f"{DECIDED}off:\n  - {{item: customer-visit, reason: 不上门}}\n",
        (
            "adoption.yaml:4:5 W452 「客户拜访」不用了，还有 1 处链接到它的文字留着它的名称 → "
            "在这一条写 instead，例如「instead: 客户拜访」是照留，或换成公司自己的说法；在 sales-rep"
        ),
    ),
    "一句话里说了两次": (
        (("policies/data-rules.yaml", "purpose: ", "purpose: 由销售代表提出，销售主管批准。"),),
        f"{DECIDED}held:\n  - {{role: sales-supervisor, by: sales-rep, reason: 人少}}\n",
        (
            "adoption.yaml:4:5 W453 「销售主管」由「销售代表」担任以后，有 1 处一句话里两次说到「销售代表」 → "
            "请逐处读一遍，要改的在那里改写，例如两级审批写成一级"
        ),
    ),
}
"""By name: what is changed besides, below `sop/`; the text of `adoption.yaml`; one of the lines told."""
