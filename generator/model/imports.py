"""How the reports that another system exports become records of a form."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.entry_ref import EntryRef
from generator.model.fields import ID, rule


@dataclass(frozen=True, kw_only=True)
class ImportColumn:
    """一列填到哪一栏"""

    column: str = rule("列名", minlength=1, maxlength=60, help="导出表第一行里的列名，一字不差", example="提交人")
    to: EntryRef = rule(
        "栏目",
        ref="field",
        help="写「表单编号.栏目编号」；多行表格里的栏目，单元格里一行算一行",
        example="daily-plan.filler",
    )


@dataclass(frozen=True, kw_only=True)
class Import:
    """导入对照：钉钉、企业微信等导出的表，怎样读成某张表单的记录"""

    id: str = rule("编号", regex=ID, help="与文件名相同；小写英文单词，用连字符相连", example="dingtalk-daily")
    title: str = rule("名称", minlength=2, maxlength=40)
    formerly: str | None = rule("曾用编号", None, regex=ID)
    form: str = rule("读成哪张表单", ref="form")
    files: str = rule(
        "文件名",
        regex="[^/\\\\]+\\.(csv|xlsx)",
        help="导出的文件叫什么，* 代表任意文字；以 .csv 或 .xlsx 结尾",
        example="钉钉日志*.xlsx",
    )
    submitted: str = rule(
        "提交时间列", "", help="哪一列是提交时间，是否按时从它看出来；不写就判断不了", example="提交时间"
    )
    dates: str = rule("日期的顺序", "年月日", allowed=["年月日", "月日年", "日月年"], help="导出表里的日期先写什么")
    columns: tuple[ImportColumn, ...] = rule("列", minlength=1)
