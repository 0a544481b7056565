"""Source documents, clause by clause: what the handbook must carry out."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.fields import rule


@dataclass(frozen=True, kw_only=True)
class Clause:
    """条款"""

    id: str = rule("条款编号", defines="clause", regex="[A-Z]{3}-[0-9]+(\\.[0-9]+)*[a-z]?", example="COD-2.1a")
    about: str = rule("内容摘要")
    must: tuple[str, ...] = rule("不可丢失的数字和要点", ())


@dataclass(frozen=True, kw_only=True)
class Source:
    """依据文件"""

    id: str = rule("文件代号", regex="[A-Z]{3}", help="与文件名相同", example="COD")
    title: str = rule("文件名称")
    kind: str = rule("文件类别")
    clauses: tuple[Clause, ...] = rule("条款", minlength=1)
