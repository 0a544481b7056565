"""Clauses -> sentences, every one with the passage that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.importing.clauses import ClauseText
from generator.importing.passages import Passage, PassageKind
from generator.importing.title_block import CLOSING

LABEL = re.compile(r"([^，。；：:（(\n]{2,16})[：:](?=\s*[^\s\d/])")
PROHIBITS = "禁止|严禁|不得|不准|不许|不可以?|不能|切勿|杜绝"
OBLIGES = "必须|务必|一律|须(?!知)|应当?(?![用对收付聘急])|需要?(?![求要])|要求"
DEMANDS = re.compile(f"{PROHIBITS}|必须|应当?(?=[\u4e00-\u9fff])|务必")
"""What makes a short line a sentence, though it looks like a heading."""
NEVER, MUST, SHOULD = "禁止", "必须", "应当"
"""The levels of rules, as the model has them."""
FORM_NAME = re.compile("《([^《》]{2,30})》")


class Sentence(NamedTuple):
    """A sentence, as it stands in a passage."""

    text: str
    """With the sign at its end; what stands before it and is no part of it is left out."""
    passage: Passage
    clause: ClauseText

    @property
    def words(self) -> str:
        """The sentence to be shown by itself: on one line."""
        return " ".join(self.text.split())

    @property
    def origin(self) -> str:
        """Where it comes from."""
        return origin_of(self.clause, self.passage)


def origin_of(clause: ClauseText, passage: Passage | None = None) -> str:
    """Where something comes from: the number of its clause, and the place."""
    place = passage.place if passage else clause.place
    if clause.heading is None and clause.parent:  # a row of a table
        return "，".join(filter(None, (clause.parent.number or clause.parent.about, place)))
    return "，".join(filter(None, (clause.number or (clause.about if clause.heading else ""), place)))


def label_of(clause: ClauseText) -> str:
    """What stands before the colon that a clause begins with, as 拜访准备：…; empty if nothing does."""
    match = LABEL.match(clause.title)
    return match[1].strip() if match else ""


def sentences_of(clause: ClauseText) -> Iterator[Sentence]:
    """The sentences of a clause itself, cells aside; its number, its label and a heading are none."""
    for passage in clause.passages:
        if passage.kind is PassageKind.CELL or not passage.text.strip():
            continue
        text = passage.text
        if passage is clause.heading:
            if clause.is_heading and (clause.children or not DEMANDS.search(clause.title)):
                continue
            text = clause.title
            if label := label_of(clause):
                text = re.sub(r"^\s*[：:]\s*", "", text.removeprefix(label).lstrip())
        yield from (Sentence(part, passage, clause) for part in split(text) if not CLOSING.fullmatch(part))


def split(text: str) -> list[str]:
    """The sentences of a text, each with its sign; what stands in brackets or quotes is not cut."""
    parts, start, depth = [], 0, 0
    for at, sign in enumerate(text):
        if sign in "（(“「《【":
            depth += 1
        elif sign in "）)”」》】":
            depth = max(0, depth - 1)
        elif sign == "\n" or (sign in "。；;！？!?" and not depth):
            parts.append(text[start : at + 1].strip())
            start = at + 1
    parts.append(text[start:].strip())
    return [part for part in parts if re.search(r"\w", part)]


def level_of(text: str) -> str | None:
    """Whether a sentence forbids, obliges or asks; None if it does none of that."""
    if re.search(PROHIBITS, text):
        return NEVER
    if re.search("必须|务必|一律|须(?!知)", text):
        return MUST
    return SHOULD if re.search(OBLIGES, text) else None
