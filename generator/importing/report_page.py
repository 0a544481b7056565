"""What came of a document as one HTML file that needs nothing else: the source at the left, what became of it at the
right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, Value, values_of
from generator.importing.intake import Intake
from generator.importing.ledger import Outcome
from generator.importing.passages import Passage, PassageKind, bare
from generator.model import KINDS, declared_at
from generator.render.compiled_templates import page_environment
from generator.resources import TEMPLATES

STYLES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.SOURCE: "source",
        Outcome.HEADING: "heading",
        Outcome.DRAFT: "draft",
        Outcome.LEFT_OUT: "left",
        Outcome.TO_SORT: "sort",
    }
)


class Piece(NamedTuple):
    """A stretch of a passage with what became of it."""

    text: str
    style: str
    words: str


class Row(NamedTuple):
    """A field of a draft that a clause became."""

    where: str
    value: str
    certainty: str


def import_page(intake: Intake, templates: Path = TEMPLATES) -> bytes:
    """The page in UTF-8."""
    environment = page_environment(templates)
    return (
        environment.get_template("import.html")
        .render(
            intake=intake,
            pieces=lambda passage: list(pieces(intake, passage)),
            became=lambda clause: list(became(intake, clause)),
            aside=[passage for passage in intake.passages if passage.kind not in (PassageKind.TEXT, PassageKind.CELL)],
            front=list(front(intake)),
            counts=characters(intake),
            certain=intake.counts(),
            Certainty=Certainty,
            missing=intake.missing(),
            outcomes=[(outcome, STYLES[outcome]) for outcome in Outcome],
            kinds=KINDS,
        )
        .encode()
    )


def pieces(intake: Intake, passage: Passage) -> Iterator[Piece]:
    """A passage cut by what became of its words."""
    at = 0
    for fate in intake.ledger.fates(passage):
        if at < fate.start:
            yield Piece(passage.text[at : fate.start], "", "")
        told = f"{fate.outcome.value}{f'：{fate.where}' if fate.where else ''}"
        yield Piece(passage.text[fate.start : fate.end], STYLES[fate.outcome], told)
        at = fate.end
    if passage.text[at:]:
        yield Piece(passage.text[at:], "", "")


def became(intake: Intake, clause: ClauseText) -> Iterator[Row]:
    """The fields of drafts whose origin is the clause, or that cite it."""
    for draft in intake.drafts[1:]:
        for entry, cited in _entries(draft.data):
            if clause.id not in cited:
                continue
            for path, value in values_of(entry):
                if value.origin and not any(isinstance(step, int) for step in path[:-1]):
                    declared = declared_at(KINDS[draft.kind].cls, {}, (path[0],))
                    title = declared.title if declared else str(path[0])
                    where = f"{KINDS[draft.kind].title}「{draft.title}」› {title}"
                    yield Row(where, shown(value), value.certainty.value)


def _entries(data: object) -> Iterator[tuple[dict[str, object], tuple[str, ...]]]:
    """Every part of a draft that cites clauses, with these."""
    if isinstance(data, dict):
        cited = data.get("basis")
        if isinstance(cited, Value) and isinstance(cited.value, tuple):
            yield {name: node for name, node in data.items() if not _holds_entries(node)}, cited.value
        for node in data.values():
            yield from _entries(node)
    elif isinstance(data, list):
        for node in data:
            yield from _entries(node)


def _holds_entries(node: object) -> bool:
    return isinstance(node, list) and any(isinstance(part, dict) for part in node)


def shown(value: Value) -> str:
    """A value in words."""
    if isinstance(value.value, str):
        return value.value
    if isinstance(value.value, tuple):
        return "、".join(value.value)
    return "，".join(f"{name} {part}" for name, part in value.value.items())


def front(intake: Intake) -> Iterator[Passage]:
    """What stands in no clause and not beside the text: the title block."""
    inside = {passage for clause in intake.clauses for passage in clause.passages}
    for passage in intake.passages:
        if passage not in inside and passage.kind in (PassageKind.TEXT, PassageKind.CELL) and bare(passage.text):
            yield passage


def characters(intake: Intake) -> dict[Outcome, int]:
    """How many characters, blanks aside, became what."""
    counts = Counter[Outcome]()
    for passage in intake.passages:
        for fate in intake.ledger.fates(passage):
            counts[fate.outcome] += len(bare(passage.text[fate.start : fate.end]))
    return {outcome: counts[outcome] for outcome in Outcome}
