"""What can be wrong with an answer: how readers call it, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class AnswerError(NamedTuple):
    """One way to be wrong."""

    label: str
    """How readers call it, in tables."""
    sentence: str
    """What is said of it, with the places of what it names."""

    @property
    def is_between(self) -> bool:
        """Whether a rule between fields is broken, which says itself what must be."""
        return self.sentence.startswith("{phrase}")


ANSWER_ERRORS: Mapping[str, AnswerError] = MappingProxyType(
    {
        "missing": AnswerError("漏填", "「{title}」没有填"),
        "unsigned": AnswerError("漏签", "「{title}」没有签名"),
        "measure": AnswerError("选否没写说明", "「{title}」选了「否」，还要填「{if_no}」"),
        "both": AnswerError("是否都勾", "「{title}」的「是」和「否」都勾了，只能勾一个"),
        "date": AnswerError("日期不对", "「{title}」写的「{value}」不是日期，写成 2026-01-31 这样"),
        "time": AnswerError("时刻不对", "「{title}」写的「{value}」不是时刻，写成 09:00 这样"),
        "phone": AnswerError(
            "电话不对",
            "「{title}」写的「{value}」不是电话号码，写成 13800138000、021-61234567 或 021-61234567-8001 这样",
        ),
        "code": AnswerError("编号不对", "「{title}」写的「{value}」写法不对，写成 {example} 这样"),
        "number": AnswerError("不是数字", "「{title}」写的「{value}」不是数字"),
        "decimals": AnswerError("小数太多", "「{title}」写的 {value} 小数太多，最多 {most} 位"),
        "least": AnswerError("太小", "「{title}」写的 {value} 太小，不能小于 {least}"),
        "most": AnswerError("太大", "「{title}」写的 {value} 太大，不能大于 {most}"),
        "long": AnswerError("超长", "「{title}」写了 {count} 字，最多 {most} 字"),
        "option": AnswerError("不在选项里", "「{title}」写的「{value}」不在选项里，可选：{options}"),
        "answer": AnswerError("不是是否", "「{title}」写的「{value}」不对，只能是「是」或「否」"),
        "tick": AnswerError("不是勾选", "「{title}」写的「{value}」不对，只能是 true 或 false"),
        "text": AnswerError("不是文字", "「{title}」写的「{value}」不是文字"),
        "total": AnswerError("合计不符", "「{title}」写的 {value} 与各项之和 {sum} 不符"),
        "order": AnswerError("先后不对", "{phrase}，写的是 {value} 和 {other}"),
        "future": AnswerError("晚于填写日", "{phrase}，写的是 {value}，填写是 {filled}"),
        "distance": AnswerError("相隔太久", "{phrase}，写的是 {value} 和 {other}，相隔 {days} 天"),
        "sum": AnswerError("与几栏之和不符", "{phrase}，写的是 {value}，加起来是 {sum}"),
        "share": AnswerError("占比合计不对", "{phrase}，现在是 {sum}"),
        "limit": AnswerError("超出限度", "{phrase}，写的是 {value}，限度是 {bound}"),
        "needed": AnswerError("该填没填", "{phrase}"),
        "doubtful": AnswerError("不像平常的数", "{phrase}，写的是 {value}，请核对数和单位"),
        "unknown": AnswerError("多出的栏目", "表单里没有「{key}」这一栏"),
        "rows": AnswerError("不是表格", "「{title}」要写成一行一行的列表"),
    }
)
"""By what a remark calls it. The web forms of the site say the same."""

INCOMPLETE = ("missing", "unsigned", "measure", "needed")
"""What may still be filled in; all else but what is doubtful is wrong as it stands."""

DOUBTFUL = ("doubtful",)
"""What may be right, and should be looked at."""

LONGEST = 40
"""In characters: of a wrong answer that is repeated in a sentence."""
