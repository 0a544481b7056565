"""One document -> its source, its drafts, and what became of every part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.importing.actors import Actors
from generator.importing.clauses import ClauseText, clauses, give_ids
from generator.importing.contents import without_contents
from generator.importing.draft import Certainty, Draft, Value, as_yaml, missing, values_of
from generator.importing.drafting import Drafting, markdown
from generator.importing.form_draft import draft_forms, draft_retention
from generator.importing.grids import Column, grid_of
from generator.importing.ids import new_code
from generator.importing.known import Known, plain_name
from generator.importing.kpi_draft import draft_kpis
from generator.importing.ledger import Ledger, Outcome
from generator.importing.parts import Part, part_of
from generator.importing.passages import Passage, PassageKind, Reading, passages_of
from generator.importing.policy_draft import policy_draft
from generator.importing.procedure_draft import procedure_draft
from generator.importing.role_draft import draft_duties
from generator.importing.sentences import label_of, sentences_of
from generator.importing.source_draft import source_draft
from generator.importing.title_block import CLOSING_PART, title_block
from generator.model import KINDS

LEFT_OUT = {
    PassageKind.CONTENTS: "目录，由手册自己生成",
    PassageKind.HEADER: "页眉",
    PassageKind.FOOTER: "页脚",
}
"""What is no part of what a document says, and why."""
TO_SORT = "待整理：下面这些没有认出放到哪里，括号里是原文的位置"
ASIDE = {
    PassageKind.TEXTBOX: "文本框或流程图里的字：对照原图，看步骤写全没有",
    PassageKind.SHAPE: "这里有一个图形，程序不读图：是流程图的，对照它看步骤写全没有",
    PassageKind.PICTURE: "这里有一张图片，程序不读图",
    PassageKind.FOOTNOTE: "脚注",
    PassageKind.COMMENT: "批注：定下来了吗",
    PassageKind.DELETED: "修订里删去的字：确认不要了吗",
    PassageKind.INSERTED: "修订里新增的字，已按采纳算：确认采纳吗",
}
"""What stands beside the text, and what is asked about it."""


class ToSort(NamedTuple):
    """What could not be placed."""

    words: str
    """Empty for what has no text, as a picture."""
    place: str
    asked: str
    """What whoever sorts it should look at; empty where nothing is to be said."""

    def __str__(self) -> str:
        around = "；".join(filter(None, (self.place, self.asked)))
        return f"{self.words}（{around}）" if self.words else f"{self.asked}（{self.place}）"


@dataclass
class Intake:
    """What came of one document."""

    code: str
    title: str
    file: str
    sha256: str
    reading: Reading
    clauses: Sequence[ClauseText]
    drafts: Sequence[Draft]
    """The source first."""
    ledger: Ledger

    @property
    def passages(self) -> list[Passage]:
        """Every passage of the document."""
        return list(passages_of(self.reading.blocks))

    @property
    def to_sort(self) -> list[ToSort]:
        """What stands under 待整理; the cells of a row, and of a table with one question, are one."""
        found: list[ToSort] = []
        for passage in self.passages:
            asked = ASIDE.get(passage.kind, "")
            if passage.kind in ASIDE and not passage.text.strip():
                found.append(ToSort(passage.repeats, passage.place, asked))
            fates = [fate for fate in self.ledger.fates(passage) if fate.outcome is Outcome.TO_SORT]
            for fate in fates:
                words = " ".join(passage.text[fate.start : fate.end].split())
                place = passage.place
                if passage.kind is PassageKind.CELL:
                    place = re.sub(" 第 .*$" if fate.where else "第 [0-9]+ 列$", "", place)
                    if found and (found[-1].place, found[-1].asked) == (place, fate.where):
                        words = f"{found.pop().words}｜{words}"
                found.append(ToSort(words, place, fate.where or asked))
        return found

    def files(self) -> dict[str, str]:
        """Path below the root -> the YAML of every draft."""
        head = [
            f"由 sop import 从《{self.title}》（{self.code}）起草。",
            "每一栏上面写着来自原文哪里、有多确定，核对以后可以删掉。",
            "「待补」是原文里没有、必须写的，运行 sop check 会逐一指出来。",
        ]
        tail = [TO_SORT, *map(str, self.to_sort)] if self.to_sort else []
        return {draft.path: as_yaml(draft, head, tail if draft.kind == "source" else ()) for draft in self.drafts}

    def missing(self) -> list[tuple[Draft, list[str]]]:
        """What must still be written, by draft."""
        return [(draft, list(missing(KINDS[draft.kind].cls, draft.data))) for draft in self.drafts]

    def counts(self) -> dict[Certainty, int]:
        """How many fields are how sure."""
        values = [value for draft in self.drafts for _, value in values_of(draft.data) if value.origin]
        return {certainty: sum(value.certainty is certainty for value in values) for certainty in Certainty}


def take_in(name: str, sha256: str, reading: Reading, known: Known, code: str = "") -> Intake:
    """The drafts of one document; what they name and are called is known from then on."""
    ledger = Ledger()
    blocks = without_contents(reading.blocks)
    reading = Reading(blocks, reading.unread, reading.notes)
    every = list(passages_of(blocks))
    for passage in every:
        if passage.kind is PassageKind.CONTENTS:
            ledger.cover(passage, Outcome.LEFT_OUT, LEFT_OUT[passage.kind])
    block = title_block(blocks, ledger, name)
    for passage in every:
        if passage.kind in LEFT_OUT:
            ledger.cover(passage, Outcome.LEFT_OUT, LEFT_OUT[passage.kind])
        elif passage.kind in ASIDE:
            ledger.cover(passage, Outcome.TO_SORT, ASIDE[passage.kind])
    found = clauses(blocks, _usual(block.title), lambda passage: _stays(passage, ledger))
    code = code or new_code(block.title, known.ids)
    known.ids.add(code)
    give_ids(found, code)
    source = source_draft(code, block, found, (name, sha256), reading.unread)
    drafting = Drafting(code, block.title, found, known, ledger, _actors(found, known))
    if not reading.unread:
        _draft_all(drafting)
    ledger.close(every)
    known.hashes[sha256] = code
    known.roles |= {name: draft.id for name, draft in drafting.roles.items()}
    known.forms |= {name: draft.id for name, draft in drafting.forms.items()}
    known.titles |= {draft.title for draft in drafting.drafts}
    return Intake(code, block.title, name, sha256, reading, found, [source, *drafting.drafts], ledger)


def _stays(passage: Passage, ledger: Ledger) -> bool:
    """Whether a passage stays in the text: the title block has not taken it, or only what its closing words say."""
    return ledger.is_open(passage) or any(fate.where == CLOSING_PART for fate in ledger.fates(passage))


def _usual(title: str) -> Part:
    """What the clauses of a document are where no heading says it."""
    if re.search("流程|程序|SOP|作业指导|操作|指引", title):
        return Part.STEPS
    return Part.RULES if re.search("(?:守则|准则|规范|纪律|公约)(?:[（(].*)?$", title) else Part.OTHER


def _actors(found: Sequence[ClauseText], known: Known) -> Actors:
    """Everybody whom the document names where it must be a name: in tables, headings, at the beginning of sentences."""
    actors = Actors(known.roles)
    for clause in found:
        for table in clause.tables:
            if grid := grid_of(table):
                for row in table.rows[grid.first :]:
                    actors.learn(grid.text(row, Column.ROLE), sure=True)
                    actors.learn(grid.text(row, Column.HELPER), sure=True)
        if clause.part is Part.DUTIES:
            words = label_of(clause) or clause.title
            actors.learn(re.sub("(?:的?(?:主要)?(?:岗位)?职责|的?权责)$", "", plain_name(words)))
    actors.learn_from(sentence.text for clause in found for sentence in sentences_of(clause))
    return actors


def _draft_all(drafting: Drafting) -> None:
    draft_forms(drafting)
    kinds = "(?:管理)?(?:制度|办法|规定|规范|细则|程序|流程|作业指导书|指引|SOP)$"
    stem = re.sub(kinds, "", drafting.title) or drafting.title
    titled = drafting.title if re.search("流程|程序|SOP|作业指导书|指引", drafting.title) else f"{stem}流程"
    procedure = procedure_draft(drafting, _free(titled, drafting))
    if procedure:
        drafting.drafts.insert(0, procedure)
    policy = policy_draft(drafting, _free(drafting.title if drafting.title != titled else f"{stem}规定", drafting))
    if policy:
        drafting.drafts.insert(1 if procedure else 0, policy)
    draft_duties(drafting)
    draft_retention(drafting)
    draft_kpis(drafting)
    for part, name in ((Part.PURPOSE, "purpose"), (Part.SCOPE, "scope")):
        _draft_part(drafting, part, name, procedure, policy)
    _cite_headings(drafting, procedure or policy)


def _free(title: str, drafting: Drafting) -> str:
    """A title that nothing has."""
    title = title[:38]
    return next(
        other
        for other in (title, *(f"{title}{count}" for count in range(2, 1000)))
        if other not in drafting.known.titles
    )


def _draft_part(drafting: Drafting, part: Part, name: str, procedure: Draft | None, policy: Draft | None) -> None:
    """Purpose and scope, which stand in a part of their own."""
    told = [sentence for clause in drafting.found if clause.part is part for sentence in sentences_of(clause)]
    targets = [draft for draft in (procedure, policy) if draft and not (name == "scope" and draft.kind == "policy")]
    if not told or not targets:
        return
    for draft in targets:
        draft.data[name] = Value("".join(markdown(each.words) for each in told), told[0].origin, Certainty.SURE)
    for sentence in told:
        drafting.take(sentence, f"{targets[0].path} › {part.value}")


def _cite_headings(drafting: Drafting, draft: Draft | None) -> None:
    """Headings have done their work; the item made of what stands below them carries them out."""
    cited = {
        id
        for each in drafting.drafts
        for path, value in values_of(each.data)
        if "basis" in path and isinstance(value.value, tuple)
        for id in value.value
    }
    above: list[str] = []
    for clause in drafting.found:
        drafting_part = clause.part in (Part.PURPOSE, Part.SCOPE, Part.BREACH) and not clause.children
        below = any(inner.id in cited for inner in drafting.found if clause in list(inner.chain))
        has_more = bool(clause.children or clause.tables or len(clause.passages) > 1)
        is_named = part_of(clause.title) is not None and clause.parent is None
        if clause.is_heading and (below or drafting_part or has_more or is_named):
            drafting.take_heading(clause)
        elif clause.heading and clause.number and not clause.heading.number and clause.title:
            typed = clause.heading.text[: clause.heading.text.find(clause.title)]
            drafting.ledger.cover(clause.heading, Outcome.HEADING, "编号", typed.strip())
        if label_of(clause) and clause.heading and (clause.id in cited or clause.part in (Part.PURPOSE, Part.SCOPE)):
            drafting.ledger.cover(clause.heading, Outcome.HEADING, "标题", label_of(clause))
        if clause.id not in cited and (below or _is_placed(drafting, clause)):
            above.append(clause.id)
        for table in clause.tables:
            grid = grid_of(table)
            for row in table.rows[: grid.first] if grid else ():
                for cell in row:
                    drafting.ledger.cover(cell, Outcome.HEADING, "表头")
    if draft and above:
        known = draft.data.get("basis")
        draft.data["basis"] = Value(tuple(dict.fromkeys((*above, *(known.value if known else ())))))


def _is_placed(drafting: Drafting, clause: ClauseText) -> bool:
    """Whether all that a clause says itself went into drafts."""
    return bool(clause.passages) and not any(drafting.ledger.is_open(passage) for passage in clause.passages)
