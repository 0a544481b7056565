"""Whether the handbook carries out every clause of its sources, down to the last figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.language.phrasing import first_of
from generator.load.rules.clause_limits import kept_figures
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import Mention
from generator.problems import Level


def level(context: RuleContext) -> Level:
    """How an incomplete handbook is taken: as an error, unless the company still writes it."""
    return Level.ERROR if context.handbook.settings.uncovered == "错误" else Level.WARNING


def clauses_are_covered(context: RuleContext) -> Iterator[Violation]:
    """Every clause is carried out by something, and none of its figures is lost on the way."""
    handbook = context.handbook
    for source in handbook.sources.values():
        for position, clause in enumerate(source.clauses):
            citing = handbook.covering(clause.id)
            if not citing and clause.is_asked:
                yield violation_at(
                    source.id,
                    ("clauses", position, "id"),
                    "E406",
                    f"条款 {clause.id} 还没有落实",
                    f"在落实它的步骤、条文或栏目里写「basis: [{clause.id}]」",
                    level(context),
                )
            if not citing or not clause.binds:
                continue
            asked = [(number, figure) for number, must in enumerate(clause.must) for figure in figures(must)]
            kept = {normal(figure) for figure in kept_figures(context, clause)} if asked else set()
            texts = [normal(text) for text in context.citing_texts[clause.id]] if asked else []
            for number, figure in asked:
                if figure not in kept and not any(
                    re.search(rf"(?<![0-9.]){re.escape(figure)}", text) for text in texts
                ):
                    yield violation_at(
                        source.id,
                        ("clauses", position, "must", number),
                        "E407",
                        f"条款 {clause.id} 的数字「{figure}」丢了：引用它的地方都没有写",
                        "在引用它的步骤、条文或栏目里写上这个数字：" + first_of(_places(citing), SHOWN, " 等 {} 处"),
                        level(context),
                    )


SHOWN = 5


def _places(citing: Iterable[Mention]) -> list[str]:
    """Where a clause is cited, each place once."""
    refs = dict.fromkeys(mention.ref for mention in citing)
    return [str(ref) if ref.entry else ref.item for ref in refs]


FIGURE = re.compile(
    r"(?<![A-Za-z0-9.])[0-9]+(?:[.:][0-9]+)?(?:-[0-9]+(?:\.[0-9]+)?)?(?:%|小时|分钟|个?工作日|天|次|万|个月|分|余种|种|周|年|级)?(?![A-Za-z])"
)


def figures(text: str) -> list[str]:
    """The figures of a text with their units, written without spaces and with plain hyphens: 24小时, 5-10分钟, 98%."""
    return FIGURE.findall(normal(text))


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Text in which the same figure is always written the same way."""
    return re.sub("[‐-―−~～]", "-", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
