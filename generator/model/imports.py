"""How the reports that another system exports become records of a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.entry_ref import EntryRef
from generator.model.fields import ID, attribute, former_id


@dataclass(frozen=True, kw_only=True)
class ImportColumn:
    """Which column of an export goes to which field."""

    TITLE: ClassVar[str] = "一列填到哪一栏"
    column: str = attribute("列名", minlength=1, maxlength=60, help="导出表第一行里的列名，一字不差", example="提交人")
    to: EntryRef = attribute(
        "栏目",
        ref="field",
        help="写「表单编号.栏目编号」；多行表格里的栏目，单元格里一行算一行",
        example="daily-plan.filler",
    )


@dataclass(frozen=True, kw_only=True)
class Import:
    """How the export of another system is read as records of a form."""

    TITLE: ClassVar[str] = "导入对照：钉钉、企业微信等导出的表，怎样读成某张表单的记录"
    id: str = attribute("编号", regex=ID, help="与文件名相同；小写英文单词，用连字符相连", example="dingtalk-daily")
    title: str = attribute("名称", minlength=2, maxlength=40)
    formerly: str | None = former_id()
    form: str = attribute("读成哪张表单", ref="form")
    files: str = attribute(
        "文件名",
        regex="[^/\\\\]+\\.(csv|xlsx)",
        help="导出的文件叫什么，* 代表任意文字；以 .csv 或 .xlsx 结尾",
        example="钉钉日志*.xlsx",
    )
    submitted: str = attribute(
        "提交时间列", "", help="哪一列是提交时间，是否按时从它看出来；不写就判断不了", example="提交时间"
    )
    dates: str = attribute(
        "日期的顺序", "年月日", allowed=["年月日", "月日年", "日月年"], help="导出表里的日期先写什么"
    )
    columns: tuple[ImportColumn, ...] = attribute("列", minlength=1)
