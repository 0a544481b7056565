"""Whether what cites a clause speaks of its points at all.

Nobody can tell by program that a sentence carries out a point; but an entry that shares next to none of its words does
not speak of it. Words are pairs of Chinese characters, as the search takes them, weighed by how few of the citing
entries hold them (inverse document frequency, Spärck Jones 1972). Measured on 131 clauses and their 289 points: below
SHARE lie none of the pairs that belong together, and three quarters of those that do not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from generator.load.rules.coverage import figures
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.problems import Level

SHARE = 0.2
FEWEST = 4
"""Of a point with fewer words nothing is said."""
EMPTY = frozenset("的与或并和等在为须应以及对于把被将有是可")
"""Characters that say nothing of what a sentence is about."""


PAIR = re.compile("(?=([\u4e00-\u9fff]{2}))")


def points_of_clauses_are_told(context: RuleContext) -> Iterator[Violation]:
    """Every point of a clause has some of its words in what cites it."""
    handbook = context.handbook
    citing = {
        clause.id: words_of(" ".join(context.citing_texts[clause.id]))
        for clause in handbook.clauses.values()
        if clause.binds
    }
    counts = Counter(word for words in citing.values() for word in words)
    weights = {word: math.log((len(citing) + 1) / (count + 1)) for word, count in counts.items()}
    rarest = math.log(len(citing) + 1)
    for source in handbook.sources.values():
        for position, clause in enumerate(source.clauses):
            for number, point in enumerate(clause.must if citing.get(clause.id) else ()):
                if figures(point):
                    continue  # of which the figure is looked for
                if share(words_of(re.sub("（[^）]*）", "", point)), citing[clause.id], weights, rarest) < SHARE:
                    yield violation_at(
                        source.id,
                        ("clauses", position, "must", number),
                        "W433",
                        f"条款 {clause.id} 的要点「{point}」，引用它的地方看不出写了",
                        "在引用它的步骤、条文或栏目里写上；已经写了、只是说法不同的，把要点改成手册里的说法",
                        Level.WARNING,
                    )


@lru_cache(maxsize=4096)
def words_of(text: str) -> Set[str]:
    """The pairs of characters of a Chinese text."""
    return {pair for pair in PAIR.findall(text) if pair[0] not in EMPTY and pair[1] not in EMPTY}


def share(point: Set[str], text: Set[str], weights: Mapping[str, float], rarest: float) -> float:
    """How much of a point a text speaks of, from 0 to 1; 1 for a point too short to tell. A word without a weight has
    the one of the rarest.
    """
    whole = sum(weights.get(word, rarest) for word in point)
    if len(point) < FEWEST or not whole:
        return 1
    return sum(weights.get(word, rarest) for word in point & text) / whole
