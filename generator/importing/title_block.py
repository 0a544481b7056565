"""The title block of a document: its title, 文件编号, 版次, 编制, 审核, 批准, the dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from generator.importing.clause_numbers import clause_number
from generator.importing.draft import Certainty, Value
from generator.importing.ledger import Ledger, Outcome
from generator.importing.parts import part_of
from generator.importing.passages import Block, Passage, PassageKind, Table, passages_of
from generator.load.hints.time_words import day

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "number": "文件编号|文件编码|文件号|制度编号|文档编号|编号|文号",
        "version": "版次/?修订(?:状态|号)?|版次|版本号|版本/状态|版本|修订状态",
        "issued": "发布日期|颁布日期|制定日期|编制日期|发文日期|发行日期|日期",
        "effective": "生效日期|实施日期|执行日期|施行日期|生效时间",
        "owner": "归口(?:管理)?部门|归口|主管部门|编制部门|制定部门|责任部门|发布单位|发布部门|编写部门|所属部门",
        "prepared_by": "编制人?|编写人?|起草人?|拟制人?|拟定人?|制定人?|制订人?",
        "reviewed_by": "审核人?|复核人?|会审人?|校核人?",
        "approved_by": "批准人?|承认人?|核准人?|审批人?|签发人?",
    }
)
"""Field of a source -> what documents call it."""
LABEL = re.compile("|".join(f"(?P<{name}>{words})" for name, words in LABELS.items()))
PAIR = re.compile(
    rf"(?P<label>{'|'.join(LABELS.values())})\s*[：:]\s*(?P<value>[^\s　|｜；;]*(?:\s?[^\s　|｜；;：:]+)*?)"
    rf"(?=[\s　|｜；;]*(?:(?:{'|'.join(LABELS.values())}|页次|页码|密级|受控)\s*[：:]|$)"
    r"|[\s　]{2,}|[|｜；;\n])"
)
NUMBER = re.compile(r"[A-Za-z0-9〔〕\[\]（）()/._\-—\u4e00-\u9fff]{2,40}号?")
OFFICIAL = re.compile(r"[\u4e00-\u9fff]{1,8}\s*[〔［\[（(]\s*20\d{2}\s*[〕］\])）]\s*第?\s*\d{1,4}\s*号")
IN_FORCE = re.compile(r"自\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*起?\s*(?:正式)?(?:执行|施行|实施|生效)")
CLOSING_PART = "附则"
CLOSING = re.compile(
    "[^。；;\n]*(?:由[^。；;\n]{2,16}(?:负责)?解释|自[^。；;\n]{2,16}起?(?:正式)?(?:执行|施行|实施|生效))[^。；;\n]*[。；;]?"
)
"""A sentence that says from when a document holds, or who explains it."""
EXPLAINS = re.compile("由(?:公司)?([\u4e00-\u9fff]{2,10}?(?:部|部门|处|科|中心|办公室))(?:负责)?解释")
LONGEST_TITLE = 40
DATES = ("issued", "effective")


@dataclass
class TitleBlock:
    """What the title block says."""

    title: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    """By field of a source."""


def title_block(blocks: Sequence[Block], ledger: Ledger, name: str) -> TitleBlock:
    """The title block of a document; what it holds is entered in the ledger. `name` is that of the file, for a document
    without a title.
    """
    found = TitleBlock()
    for block in _front(blocks):
        if isinstance(block, Table):
            if not _from_table(block, found, ledger):
                continue
        else:
            _from_line(block, found, ledger)
            _official_number(block, found, ledger)
    _closing(blocks, found, ledger)
    title = _title(blocks, ledger)
    found.title = title or re.sub(r"\.[A-Za-z]{2,4}$", "", name)[:LONGEST_TITLE]
    return found


def _front(blocks: Sequence[Block]) -> Iterator[Block]:
    """What stands before the first clause, in headers and footers, and small tables of nothing but labels anywhere."""
    before = True
    for block in blocks:
        if isinstance(block, Table):
            labels = sum(bool(_label(cell.text)) for row in block.rows for cell in row)
            if labels >= 2 and (before or labels >= 3) and len(block.rows) <= 12:
                yield block
            continue
        if block.kind in (PassageKind.HEADER, PassageKind.FOOTER):
            yield block
        elif block.kind is PassageKind.TEXT:
            numbered = block.number or clause_number(block.text)
            before = before and not (numbered or (block.level and part_of(block.text)))
            if before:
                yield block


def _from_line(passage: Passage, found: TitleBlock, ledger: Ledger) -> None:
    for match in PAIR.finditer(passage.text):
        if _keep(match["label"], match["value"], passage, found):
            ledger.cover(passage, Outcome.SOURCE, "题头", passage.text[match.start() : match.end()])


def _official_number(passage: Passage, found: TitleBlock, ledger: Ledger) -> None:
    """示制〔2025〕12号, which stands in a line of its own."""
    if OFFICIAL.fullmatch(passage.text.strip()) and "number" not in found.values:
        found.values["number"] = Value(re.sub(r"\s", "", passage.text), passage.place, Certainty.SURE)
        ledger.cover(passage, Outcome.SOURCE, "题头")


def _closing(blocks: Sequence[Block], found: TitleBlock, ledger: Ledger) -> None:
    """本规定自2025年3月1日起施行，由行政部负责解释: whose it is and from when it holds, in the last clauses."""
    for passage in passages_of(blocks):
        if passage.kind is not PassageKind.TEXT:
            continue
        for match in CLOSING.finditer(passage.text):
            ledger.cover(passage, Outcome.SOURCE, CLOSING_PART, match[0])
            if (date := IN_FORCE.search(match[0])) and "effective" not in found.values and day(date[1]):
                found.values["effective"] = Value(day(date[1]) or "", passage.place, Certainty.SURE)
            if (owner := EXPLAINS.search(match[0])) and "owner" not in found.values:
                found.values["owner"] = Value(owner[1], passage.place, Certainty.LIKELY)


def _from_table(table: Table, found: TitleBlock, ledger: Ledger) -> bool:
    """Labels with their values: to the right, below, or in one cell."""
    any_kept = False
    rows = [[cell for cell in row if cell.meant] for row in table.rows]
    for at, row in enumerate(rows):
        heads = [cell for cell in row if _label(cell.text)]
        if len(heads) == len(row) >= 2 and at + 1 < len(rows) and not any(_label(cell.text) for cell in rows[at + 1]):
            columns = zip(table.rows[at], table.rows[at + 1], strict=False)
            pairs = [(head, below) for head, below in columns if head.text.strip()]
        else:
            pairs = [(head, value) for head, value in pairwise(row) if _label(head.text)]
            pairs = [(head, value) for head, value in pairs if not _label(value.text)]
        for head, value in pairs:
            if _keep(head.text, value.text, value, found):
                ledger.cover(head, Outcome.HEADING, "题头")
                ledger.cover(value, Outcome.SOURCE, "题头")
                any_kept = True
        for head, value in pairwise(row):
            if re.fullmatch("页次|页码|页数|密级|受控状态|分发号", re.sub(r"[\s：:]", "", head.text)):
                ledger.cover(head, Outcome.HEADING, "题头")
                ledger.cover(value, Outcome.HEADING, "题头")
        for cell in row:
            _from_line(cell, found, ledger)
    return any_kept


def _label(text: str) -> str:
    """The field that a cell is the label of; empty if it is none."""
    match = LABEL.fullmatch(re.sub(r"[\s　：:]|/日期$", "", text))
    return match.lastgroup or "" if match else ""


def _keep(label: str, words: str, passage: Passage, found: TitleBlock) -> bool:
    """Whether the words are a value of this field that was not known yet."""
    name, value = _label(label), words.strip(" 　_—-/")
    if not name or not value or name in found.values or len(value) > 60:
        return False
    if name in DATES:
        date = day(value)
        if date is None:
            return False
        value = date
    elif name == "number" and not (NUMBER.fullmatch(value) and re.search(r"\d", value)):
        return False
    elif name in ("prepared_by", "reviewed_by", "approved_by"):
        value = re.sub(r"\s*[/（(]?\s*\d{4}[-年./].*$", "", value).strip()
        if not value:
            return False
    found.values[name] = Value(value, passage.place, Certainty.SURE)
    return True


def _title(blocks: Sequence[Block], ledger: Ledger) -> str:
    """The first line before all clauses that is a title and not yet anything else."""
    best: tuple[int, Passage] | None = None
    for passage in passages_of(list(_front(blocks))):
        words = re.sub(r"\s", "", passage.text)
        if passage.kind not in (PassageKind.TEXT, PassageKind.CELL) or not ledger.is_open(passage):
            continue
        if not 2 <= len(words) <= LONGEST_TITLE:
            continue
        if re.search("[。；;，：:]", words) or re.fullmatch("目录|目次|前言|[^\u4e00-\u9fff]+", words):
            continue
        kind = re.search("制度|办法|规定|规范|流程|程序|手册|细则|指引|指导书|标准|守则|准则|规程|SOP|须知|方案", words)
        company = re.search("(?:公司|集团|厂|部|中心)$", words)
        if passage.kind is PassageKind.CELL and not kind:
            continue
        weight = 4 * bool(kind) + 2 * passage.strong + (passage.level == 1) - 3 * bool(company)
        if best is None or weight > best[0]:
            best = weight, passage
    if best is None:
        return ""
    ledger.cover(best[1], Outcome.SOURCE, "文件名称")
    return re.sub(r"\s|[《》]", "", best[1].text)
