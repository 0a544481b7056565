"""The tables of an annex that are to be filled in -> drafts of forms: labels, blanks, boxes, signature lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, Draft, Value, one_line
from generator.importing.drafting import Drafting, basis, control
from generator.importing.grids import Column, GridKind, grid_of, is_row_of
from generator.importing.ids import new_id
from generator.importing.known import plain_name
from generator.importing.ledger import Outcome
from generator.importing.parts import Part
from generator.importing.passages import Passage, PassageKind, Table
from generator.importing.sentences import origin_of
from generator.load.hints.time_words import duration

BOX = "[□☐○◻▢]"
OPTION = re.compile(rf"{BOX}\s*([^□☐○◻▢\n]+)|([^□☐○◻▢\s、，,]+)\s*{BOX}(?=\s|$|[、，,])")
BLANK = re.compile(r"[\s　_＿—\-/:：年月日时分元%]*")
KINDS = (
    ("signature", "签名|签字|签章|盖章|签署|签收", Certainty.SURE),
    ("date", "日期|年月日|日$", Certainty.SURE),
    ("phone", "电话|手机|联系方式", Certainty.SURE),
    ("money", "金额|单价|总价|价格|费用|预算|货款|报价", Certainty.LIKELY),
    ("time", "时刻|^(?:开始|结束|到达|离开)时间$", Certainty.LIKELY),
    ("number", "数量|人数|次数|份数|台数|天数", Certainty.LIKELY),
    ("longtext", "内容|说明|描述|意见|备注|原因|要求|情况|措施|总结|评价|建议|纪要|结论|方案|分析", Certainty.LIKELY),
)
"""Kinds of fields by their labels; the first that fits."""
ROW_BLANK = re.compile(r"\d{0,2}|…+|\.{3,}")
"""What a cell of a row to be filled in may hold: its number."""
INSIDE = re.compile(r"([\u4e00-\u9fffA-Za-z（）()/]{2,20})\s*[：:]\s*([_＿\s　年月日时分]*)(?=$|[\u4e00-\u9fff])")
FEWEST_ROWS, MOST_ROWS = 3, 60


@dataclass
class _FormField:
    """A field of a form as the document has it."""

    label: str
    kind: str
    certainty: Certainty
    options: tuple[str, ...] = ()
    unit: str = ""


@dataclass
class _FormPart:
    """A part of a form: fields, or the columns of a table with rows to be filled in."""

    title: str = ""
    rows: int = 0
    fields: list[_FormField] = field(default_factory=list)


def draft_forms(drafting: Drafting) -> None:
    """Add a draft for every form of the document; steps can name them afterwards."""
    for clause in drafting.found:
        for table in clause.tables:
            if grid_of(table) is not None or not _is_form(table):
                continue
            title = _title(clause, table)
            if not title or plain_name(title) in drafting.forms:
                continue
            if known := drafting.known.forms.get(plain_name(title)):
                for row in table.rows:
                    for cell in row:
                        drafting.ledger.cover(cell, Outcome.TO_SORT, f"手册里已有表单 {known}，对照它看要不要改")
                continue
            draft = _draft(drafting, clause, table, title)
            if draft:
                drafting.forms[plain_name(title)] = draft
                drafting.drafts.append(draft)


def draft_retention(drafting: Drafting) -> None:
    """How long forms are kept, from a table 记录名称｜保存期限."""
    for clause in drafting.found:
        for table in clause.parent.tables if clause.heading is None and clause.parent else ():
            grid = grid_of(table)
            if grid is None or grid.kind is not GridKind.RECORDS or not is_row_of(clause.passages, table):
                continue
            draft = drafting.forms.get(plain_name(grid.text(clause.passages, Column.FORM)))
            kept = duration(grid.text(clause.passages, Column.RETENTION))
            if draft is None or kept is None:
                continue
            draft.data["retention"] = Value(kept, origin_of(clause), Certainty.SURE)
            draft.data["basis"] = Value((*draft.data["basis"].value, clause.id))
            for column, name in ((Column.FORM, "名称"), (Column.RETENTION, "保存期限")):
                if cell := grid.cell(clause.passages, column):
                    drafting.ledger.cover(cell, Outcome.DRAFT, f"{draft.path} › {name}")


def _is_form(table: Table) -> bool:
    """Whether there is something to fill in: blanks beside or below labels."""
    cells = [cell for row in table.rows for cell in row]
    blanks = sum(not cell.meant or bool(re.search(f"{BOX}|_{{2,}}|＿", cell.text)) for cell in cells)
    return len(cells) >= 4 and blanks * 5 >= len(cells)


def _title(clause: ClauseText, table: Table) -> str:
    """The name of the form: of the annex, or the line above the table."""
    above = [passage for passage in clause.passages[: _place(clause, table)] if passage.kind is PassageKind.TEXT]
    last = above[-1] if above else None
    words = clause.title if last is clause.heading or last is None else last.text
    name = re.sub(r"^(?:附件|附录|附表)\s*\S{0,3}[\s：:、]+|[《》]", "", words.strip())
    if clause.part is not Part.ANNEX and not re.search("表|单|书|记录|卡|清单|报告|台账", name):
        return ""
    return one_line(name)[:40] if 2 <= len(name.strip()) <= 40 else ""


def _place(clause: ClauseText, table: Table) -> int:
    first = table.rows[0][0] if table.rows and table.rows[0] else None
    return next((at for at, passage in enumerate(clause.passages) if passage is first), len(clause.passages))


def _draft(drafting: Drafting, clause: ClauseText, table: Table, title: str) -> Draft | None:
    parts = [part for part in _parts(table) if part.fields]
    if not parts:
        return None
    id = drafting.id_for(title, "form")
    origin = f"{origin_of(clause)}，{table.place}" if table.place not in origin_of(clause) else origin_of(clause)
    data = control(drafting, "form", id, title, origin)
    data["title"] = Value(title, origin, Certainty.SURE)
    draft = Draft("form", id, title, data)
    ids: set[str] = set()
    sections = []
    for at, part in enumerate(parts, 1):
        section_id = new_id(part.title or f"part {at}", ids, "part")
        ids.add(section_id)
        section: dict[str, Any] = {"id": Value(section_id)}
        if part.title:
            section["title"] = Value(part.title[:30], origin, Certainty.SURE)
        if part.rows:
            section["rows"] = Value(str(part.rows), origin, Certainty.LIKELY)
        section["fields"] = [_field_data(each, origin, ids) for each in part.fields]
        sections.append(section)
    data["sections"] = sections
    data["basis"] = basis([clause])
    for row in table.rows:
        for cell in row:
            drafting.ledger.cover(cell, Outcome.DRAFT, f"{draft.path} › 栏目")
    return draft


def _field_data(each: _FormField, origin: str, ids: set[str]) -> dict[str, Any]:
    id = new_id(each.label[:8], ids, "field")
    ids.add(id)
    data: dict[str, Any] = {
        "id": Value(id),
        "kind": Value(each.kind, origin, each.certainty),
        "title": Value(one_line(each.label)[:30], origin, Certainty.SURE),
        "required": Value("false", "原文没有说是否必填", Certainty.LIKELY),
    }
    if each.options:
        data["options"] = Value(each.options, origin, Certainty.SURE)
    if each.unit and each.kind in ("number", "money"):
        data["unit"] = Value(each.unit, origin, Certainty.SURE)
    return data


def _parts(table: Table) -> Iterator[_FormPart]:
    """The parts of a form, in order."""
    part = _FormPart()
    rows = [[cell for cell in row if not (cell.repeats and not cell.text.strip())] for row in table.rows]
    at = 0
    while at < len(rows):
        row = rows[at]
        below = _blank_rows(rows, at)
        if len(row) >= 2 and all(_is_label(cell.text) for cell in row) and below:
            yield part
            columns = [_field(cell.text) for cell in row]
            yield _FormPart(part.title if not part.fields else "", max(below, FEWEST_ROWS), columns)
            part = _FormPart()
            at += 1 + below
            continue
        if len(row) == 1 and _is_label(row[0].text) and not re.search("[：:_]", row[0].text):
            yield part
            part = _FormPart(one_line(row[0].text))
        else:
            part.fields += _fields(row)
        at += 1
    yield part


def _blank_rows(rows: Sequence[Sequence[Passage]], at: int) -> int:
    """How many rows below one are blank, but for their numbers."""
    count = 0
    for row in rows[at + 1 : at + 1 + MOST_ROWS]:
        if len(row) != len(rows[at]) or not all(ROW_BLANK.fullmatch(cell.text.strip()) for cell in row):
            break
        count += 1
    return count


def _fields(row: Sequence[Passage]) -> Iterator[_FormField]:
    """Labels with the cells to their right, and labels that bring their blank along."""
    position = 0
    while position < len(row):
        text = row[position].text.strip()
        following = row[position + 1].text.strip() if position + 1 < len(row) else None
        if not text:
            position += 1
        elif re.search(BOX, text):
            yield from _boxes(text)
            position += 1
        elif inside := list(_inside(text)):
            yield from inside
            position += 1
        elif following is not None and (BLANK.fullmatch(following) or re.search(BOX, following)):
            if re.search(BOX, following):
                yield _choice(text, following)
            else:
                yield _field(text, following)
            position += 2
        else:
            if _is_label(text):
                yield _field(text)
            position += 1


def _inside(text: str) -> Iterator[_FormField]:
    """填表人：______　日期：____年__月__日: several labels in one cell, each with its blank."""
    for match in INSIDE.finditer(text):
        yield _field(match[1], match[2])


def _boxes(text: str) -> Iterator[_FormField]:
    label, sign, rest = text.partition("：")
    if sign and not re.search(BOX, label):
        yield _choice(label, rest)
        return
    options = _options(text)
    if len(options) == 1:
        yield _FormField(options[0], "check", Certainty.SURE)
    elif options:
        yield _FormField("选择", "choices", Certainty.LIKELY, tuple(options))


def _choice(label: str, text: str) -> _FormField:
    options = _options(text)
    if len(options) < 2:
        return _FormField(_plain(label), "check", Certainty.LIKELY)
    kind = "choices" if re.search("可多选|多选", label + text) else "choice"
    return _FormField(_plain(label), kind, Certainty.LIKELY, tuple(dict.fromkeys(options)))


def _options(text: str) -> list[str]:
    found = [(before or after).strip(" 　、，,;；_＿：:") for before, after in OPTION.findall(text)]
    return [one_line(option) for option in found if option]


def _field(label: str, blank: str = "") -> _FormField:
    plain = _plain(label)
    if re.search("年.*月.*日", blank):
        return _FormField(plain, "date", Certainty.SURE)
    for kind, words, certainty in KINDS:
        if re.search(words, plain):
            unit = {"money": "元"}.get(kind, "")
            found = re.search("[（(](万元|元|人|次|份|台|天|%|个|件|吨|公斤)[)）]", label)
            if kind == "money" and found and found[1] not in ("元", "万元"):
                return _FormField(plain, "number", Certainty.LIKELY, unit=found[1])
            return _FormField(plain, kind, certainty, unit=found[1] if found else unit if kind == "money" else "")
    return _FormField(plain, "text", Certainty.LIKELY)


def _plain(label: str) -> str:
    return one_line(re.sub(r"[\s　]+", "", label)).strip("：:_＿ ") or "未命名"


def _is_label(text: str) -> bool:
    plain = text.strip()
    return bool(plain) and len(plain) <= 30 and not re.search(f"[。；]|{BOX}", plain)
