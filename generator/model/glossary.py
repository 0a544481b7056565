"""The glossary: every term the handbook uses, with the words people type instead."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.fields import ID, rule


@dataclass(frozen=True, kw_only=True)
class Term:
    """术语"""

    id: str = rule("术语编号", defines="term", regex=ID)
    title: str = rule("术语", maxlength=30)
    aliases: tuple[str, ...] = rule("又称", ())
    meaning: str = rule("含义", markdown=True)
    avoid: tuple[str, ...] = rule("不要用的说法", (), help="同一件事只用一种说法，手册里不许出现这些词")
    see: tuple[str, ...] = rule("参见", (), ref=("procedure", "policy", "form", "kpi", "role"))
    basis: tuple[str, ...] = rule("依据", (), ref="clause")


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """术语表"""

    terms: tuple[Term, ...] = rule("术语", minlength=1)
