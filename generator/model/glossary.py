"""The glossary: every term the handbook uses, with the words people type instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.fields import ID, attribute


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word of the glossary."""

    TITLE: ClassVar[str] = "术语"
    id: str = attribute("术语编号", defines="term", regex=ID)
    title: str = attribute("术语", maxlength=30)
    aliases: tuple[str, ...] = attribute("又称", (), illustrates=True)
    meaning: str = attribute("含义", markdown=True)
    avoid: tuple[str, ...] = attribute(
        "不要用的说法", (), illustrates=True, help="同一件事只用一种说法，手册里不许出现这些词"
    )
    see: tuple[str, ...] = attribute("参见", (), ref=("procedure", "policy", "form", "kpi", "role"))
    basis: tuple[str, ...] = attribute("依据", (), ref="clause")


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The glossary."""

    TITLE: ClassVar[str] = "术语表"
    terms: tuple[Term, ...] = attribute("术语", minlength=1)
