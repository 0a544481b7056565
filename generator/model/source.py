"""Source documents, clause by clause: what the handbook must carry out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.fields import attribute


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A clause of a source."""

    TITLE: ClassVar[str] = "条款"
    id: str = attribute("条款编号", defines="clause", regex="[A-Z]{3}-[0-9]+(\\.[0-9]+)*[a-z]?", example="COD-2.1a")
    about: str = attribute("内容摘要")
    must: tuple[str, ...] = attribute("不可丢失的数字和要点", ())


@dataclass(frozen=True, kw_only=True)
class Source:
    """A source that the handbook carries out."""

    TITLE: ClassVar[str] = "依据文件"
    id: str = attribute("文件代号", regex="[A-Z]{3}", help="与文件名相同", example="COD")
    title: str = attribute("文件名称")
    kind: str = attribute("文件类别")
    clauses: tuple[Clause, ...] = attribute("条款", minlength=1)
