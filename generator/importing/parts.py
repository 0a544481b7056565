"""The parts that documents are made of, by their headings: 目的, 适用范围, 职责, 流程, 记录."""

from __future__ import annotations

import re
from enum import Enum


class Part(Enum):
    """What a part of a document is for, by its heading."""

    PURPOSE = "目的"
    SCOPE = "适用范围"
    TERMS = "术语"
    DUTIES = "职责"
    STEPS = "流程"
    RULES = "规定"
    KPIS = "指标"
    BREACH = "违反后果"
    RECORDS = "记录"
    HISTORY = "修订记录"
    ANNEX = "附件"
    OTHER = "其他"


HEADINGS: tuple[tuple[Part, str], ...] = (
    (Part.HISTORY, "修订(?:记录|履历|历史|页)|更改记录|变更记录|版本(?:记录|历史)"),
    (Part.BREACH, "罚则|处罚|奖惩|违(?:反|规|纪).*(?:处理|后果|责任)|责任追究|法律责任"),
    (Part.ANNEX, "^附(?:件|录|表|图)$"),
    (Part.PURPOSE, "目的|宗旨|编制依据|制定依据"),
    (Part.SCOPE, "适用(?:范围|对象)|^范围$|适用于"),
    (Part.TERMS, "术语|定义|名词解释|缩略语"),
    (Part.DUTIES, "职责|权责|岗位责任|管理权限|组织(?:机构|架构)|分工"),
    (Part.RECORDS, "记录(?:$|[与和及])|相关(?:文件|记录|表单|制度)|支持性?文件|引用文件|参考文件|表单清单|质量记录"),
    (Part.KPIS, "指标|考核标准|绩效|KPI|衡量|^考核(?:办法|管理|评价)?$"),
    (Part.RULES, "规定|要求|纪律|规范|禁止|严禁|准则|守则|行为|原则|注意事项|红线"),
    (
        Part.STEPS,
        (
            "流程|程序|步骤|工作内容|作业(?!指导书$)|操作|实施|办理|处理(?!结果)|审批|受理|执行|管理内容|内容与方法|过程|"
            "(?:前|中|后)(?:准备|阶段)|准备|跟进|录入|签订|回访|交接|发运|盘点|验收"
        ),
    ),
)
"""What headings say, by the part of the document: the first that is found."""


def part_of(words: str) -> Part | None:
    """The part of a document that begins with such a heading; None if it says nothing of that."""
    plain = re.sub(r"\s", "", words)
    return next((part for part, pattern in HEADINGS if re.search(pattern, plain)), None)
