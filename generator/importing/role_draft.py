"""What a document says of duties -> drafts of roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, Value
from generator.importing.drafting import Drafting, markdown
from generator.importing.grids import Column, GridKind, grid_of, is_row_of
from generator.importing.known import plain_name
from generator.importing.ledger import Outcome
from generator.importing.parts import Part
from generator.importing.passages import Passage
from generator.importing.sentences import label_of, origin_of, sentences_of, split


def draft_duties(drafting: Drafting) -> None:
    """Give the roles that are drafted their duties; those of roles that the handbook has stay to be sorted by hand."""
    for clause in drafting.found:
        if clause.part is not Part.DUTIES:
            continue
        for name, passage, words in [*_of_row(clause), *_of_prose(drafting, clause)]:
            if not words:  # the name itself
                drafting.ledger.cover(passage, Outcome.HEADING, "岗位")
                continue
            if known := drafting.known.roles.get(plain_name(name)):
                told = f"手册里已有岗位 {known}，看它的职责里写了没有"
                drafting.ledger.cover(passage, Outcome.TO_SORT, told, words)
                continue
            drafting.role(name, origin_of(clause, passage))
            draft = drafting.roles[plain_name(name)]
            duties = draft.data.setdefault("duties", [])
            duties.append(Value(markdown(words), origin_of(clause, passage), Certainty.SURE))
            known = draft.data.get("basis")
            cited = known.value if known else ()
            draft.data["basis"] = Value(tuple(dict.fromkeys((*cited, clause.id))))
            drafting.ledger.cover(passage, Outcome.DRAFT, f"{draft.path} › 职责", words)


def _of_row(clause: ClauseText) -> Iterator[tuple[str, Passage, str]]:
    """The duties in a row of a table 岗位｜职责."""
    if clause.heading is not None or clause.parent is None:
        return
    for table in clause.parent.tables:
        grid = grid_of(table)
        if grid is None or grid.kind is not GridKind.DUTIES or not is_row_of(clause.passages, table):
            continue
        name, cell = grid.text(clause.passages, Column.ROLE), grid.cell(clause.passages, Column.DUTY)
        if name and cell:
            for words in split(cell.text):
                yield name, cell, words
            if name_cell := grid.cell(clause.passages, Column.ROLE):
                yield name, name_cell, ""


def _of_prose(drafting: Drafting, clause: ClauseText) -> Iterator[tuple[str, Passage, str]]:
    """销售代表：负责…, 3.1 销售代表 with its duties below, 销售代表负责…"""
    above = next((name for at in clause.chain if (name := _named(drafting, at))), "")
    for sentence in sentences_of(clause):
        label, sign, rest = sentence.text.partition("：")
        if sign and drafting.actors.is_name(plain_name(label)):
            if rest.strip():
                yield plain_name(label), sentence.passage, sentence.text
            continue
        doer = drafting.actors.doer(sentence.text)
        name = doer.name if doer and doer.start <= 2 else above
        if name:
            yield name, sentence.passage, sentence.text


def _named(drafting: Drafting, clause: ClauseText) -> str:
    """The role that the heading or the label of a clause names."""
    words = label_of(clause) or (clause.title if clause.is_heading else "")
    words = re.sub("(?:的?(?:主要)?(?:岗位)?职责|的?权责|负责)$", "", plain_name(words))
    return words if words and drafting.actors.is_name(words) else ""
