"""A field of every kind as an author declares it, with an answer, what is no answer, and what is said of the kind."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.model import AnyField, Section, convert


class KindCase(NamedTuple):
    """One field."""

    declared: dict[str, Any]
    """Beside id, kind and title."""
    answer: Any
    """An answer that it takes."""
    wrong: Any
    """What it does not take."""
    column: str
    """The type of its column in a table of records."""
    phrase: str
    """What the page of its form says of it."""

    def field(self, kind: str, **more: Any) -> AnyField:
        """The field, loaded as a handbook is."""
        data = {"id": "f", "kind": kind, "title": "栏目", **self.declared, **more}
        section: Section = convert(Section, {"id": "part", "fields": [data]}, "form")
        return section.fields[0]


CASES = {
    "text": KindCase({"maxlength": 40}, "示例机械", 5, "VARCHAR", "最多 40 字"),
    "longtext": KindCase({}, "看了样机。\n约好试用。", 5, "VARCHAR", "最多 2000 字"),
    "phone": KindCase({}, "021-61234567-8001", "61234567", "VARCHAR", "手机，或带区号的座机"),
    "code": KindCase({"pattern": "S[0-9]{4}", "example": "S0123"}, "S0456", "S456", "VARCHAR", "写法如 S0123"),
    "date": KindCase({}, "2026-03-18", "上周三", "DATE", ""),
    "time": KindCase({}, "14:00", "下班后", "VARCHAR", ""),
    "number": KindCase({"unit": "人", "least": 1, "most": 5}, 3, 6, "DOUBLE", "单位：人，1–5"),
    "money": KindCase({}, 1234567.5, "面议", "DOUBLE", "单位：元，不小于 0"),
    "score": KindCase({"weight": 2}, 4, 6, "DOUBLE", "1–5 分，权重 2"),
    "total": KindCase({"of": ["a", "b"]}, 9, "九", "DOUBLE", "单位：分"),
    "choice": KindCase({"options": ["上门", "来访"]}, "上门", "电话", "VARCHAR", ""),
    "choices": KindCase({"options": ["设备", "配件"]}, ["设备", "配件"], ["汽车"], "VARCHAR", ""),
    "check": KindCase({}, True, "也许", "BOOLEAN", "完成后勾选"),
    "yesno": KindCase({}, "是", "大概", "VARCHAR", "选「否」时填写改进措施"),
    "signature": KindCase({}, "张三", 5, "VARCHAR", ""),
}
"""By kind."""
