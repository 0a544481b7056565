"""Clauses and title block -> the source as a document of its own, with the original words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, Draft, Value, one_line
from generator.importing.passages import Passage, PassageKind
from generator.importing.title_block import TitleBlock

KINDS = "制度|办法|规定|规范|流程|程序|手册|细则|指引|作业指导书|标准|守则|准则|规程|SOP|方案"
"""What companies call their documents; 文件 where a title says none of them."""
LONGEST_PLACE, LONGEST_NUMBER = 110, 40


def source_draft(
    code: str, block: TitleBlock, found: Sequence[ClauseText], file: tuple[str, str], unread: str = ""
) -> Draft:
    """The source; `file` is the name and SHA-256 of the file it was read from, `unread` why nothing was read of it."""
    kind = re.findall(KINDS, block.title)
    data: dict[str, Any] = {
        "id": Value(code),
        "title": Value(block.title),
        "kind": Value(kind[-1] if kind else "文件", "文件名称", Certainty.LIKELY),
        **block.values,
        "file": {
            "name": Value(file[0][:200]),
            "sha256": Value(file[1]),
            **({"unread": Value(unread)} if unread else {}),
        },
        "clauses": [_clause(clause) for clause in found]
        or [{"id": Value(f"{code}-0"), "about": Value("全文，程序没有读")}],
    }
    return Draft("source", code, block.title, data)


def _clause(clause: ClauseText) -> dict[str, Any]:
    data: dict[str, Any] = {"id": Value(clause.id), "about": Value(one_line(clause.about) or "没有文字的一段")}
    if clause.number:
        data["number"] = Value(one_line(clause.number)[:LONGEST_NUMBER])
    if words := words_of(clause):
        data["words"] = [Value(text) for text in words]
    if place := clause.place or (clause.passages[0].place if clause.passages else ""):
        data["place"] = Value(place[:LONGEST_PLACE])
    return data


def words_of(clause: ClauseText) -> list[str]:
    """The original words: a paragraph an entry, and a row of a table."""
    words: list[str] = []
    row: list[Passage] = []

    def end_row() -> None:
        if texts := [one_line(cell.text) for cell in row if cell.text.strip()]:
            words.append("｜".join(texts))
        row.clear()

    for passage in clause.passages:
        if passage.kind is PassageKind.CELL:
            if row and _row(row[-1]) != _row(passage):
                end_row()
            row.append(passage)
            continue
        end_row()
        number = f"{passage.number} " if passage.number else ""
        if passage.text.strip() or number:
            words.append(one_line(number + passage.text))
    end_row()
    return words


def _row(cell: Passage) -> str:
    return cell.place.partition(" 行")[0]
