"""What a document measures -> drafts of KPIs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, Draft, Value, one_line
from generator.importing.drafting import Drafting, basis, markdown
from generator.importing.grids import Column, GridKind, grid_of, is_row_of
from generator.importing.parts import Part
from generator.importing.sentences import origin_of, sentences_of

PERIODS: Mapping[str, str] = MappingProxyType(
    {"日|天": "日", "双周|两周": "双周", "周|星期": "周", "半年": "半年", "季": "季度", "月": "月", "年": "年"}
)
"""What people say of how often a KPI is taken -> its period; the first that is found."""
TARGET = re.compile(
    r"(?P<least>不低于|≥|>=|不少于|达到|大于等于|大于|至少|高于)?(?P<most>不高于|≤|<=|不超过|小于等于|小于|控制在|低于|少于|＜|<)?\s*"
    r"(?P<figure>\d+(?:\.\d+)?)\s*(?P<unit>%|％|天|小时|次|分|家|个|件|万元|元|个工作日|起)?\s*(?P<side>以上|以下|以内|及以上|及以下)?"
)
NAMED = re.compile(
    r"(?P<title>[\u4e00-\u9fffA-Z]{2,18}?(?:率|度|数|量|额|次数|天数|时长|周期|得分))\s*(?:应|须|要|目标)?(?:为|是|：|:)?\s*"
    rf"(?P<target>{TARGET.pattern})"
)


def draft_kpis(drafting: Drafting) -> None:
    """Add a draft for every KPI of the tables and sentences of a document."""
    for clause in drafting.found:
        if clause.heading is None and clause.parent is not None:
            drafting.drafts += _of_row(drafting, clause)
        elif clause.part is Part.KPIS:
            drafting.drafts += _of_prose(drafting, clause)


def _of_row(drafting: Drafting, clause: ClauseText) -> Iterator[Draft]:
    for table in clause.parent.tables if clause.parent else ():
        grid = grid_of(table)
        if grid is None or grid.kind is not GridKind.KPIS or not is_row_of(clause.passages, table):
            continue
        row, title = clause.passages, one_line(grid.text(clause.passages, Column.KPI))
        if not 2 <= len(title) <= 40:
            return
        id = drafting.id_for(title, "kpi")
        origin = origin_of(clause)
        titled = Value(title, origin, Certainty.SURE)
        data: dict[str, Any] = {"id": Value(id), "title": titled, "basis": basis([clause])}
        draft = Draft("kpi", id, title, data)
        taken = [(Column.KPI, "名称")]
        if formula := grid.text(row, Column.FORMULA):
            data["formula"] = Value(markdown(formula), origin, Certainty.SURE)
            taken.append((Column.FORMULA, "计算公式"))
        if target := _target(grid.text(row, Column.TARGET), title):
            data |= target(origin)
            taken.append((Column.TARGET, "目标"))
        if period := _period(grid.text(row, Column.PERIOD)):
            data["period"] = Value(period, origin, Certainty.SURE)
            taken.append((Column.PERIOD, "统计周期"))
        if source := grid.text(row, Column.SOURCE):
            data["source"] = {"how": Value(markdown(source), origin, Certainty.LIKELY)}
            taken.append((Column.SOURCE, "怎么取数"))
        for column, name in taken:
            if cell := grid.cell(row, column):
                drafting.take_words(cell, cell.text.strip(), f"{draft.path} › {name}")
        yield draft


def _of_prose(drafting: Drafting, clause: ClauseText) -> Iterator[Draft]:
    for sentence in sentences_of(clause):
        for match in NAMED.finditer(sentence.text):
            title = re.sub("^(?:其中|每[月季年周]|本|各|月度|季度|年度)+", "", match["title"])
            target = _target(match["target"], title)
            if target is None:
                continue
            id = drafting.id_for(title, "kpi")
            data: dict[str, Any] = {
                "id": Value(id),
                "title": Value(title, sentence.origin, Certainty.LIKELY),
                "basis": basis([clause]),
                "purpose": Value(markdown(sentence.words), sentence.origin, Certainty.LIKELY),
                **target(sentence.origin),
            }
            draft = Draft("kpi", id, title, data)
            drafting.take(sentence, f"{draft.path} › 为什么衡量")
            yield draft


def _target(words: str, title: str) -> Any:
    """What gives `target` and `unit` for an origin; None where the words hold no one figure."""
    match = TARGET.fullmatch(re.sub(r"\s", "", words))
    if not match:
        return None
    told_most = bool(match["most"]) or (match["side"] or "").endswith(("下", "内"))
    told_least = bool(match["least"]) or (match["side"] or "").endswith("上")
    sure = Certainty.SURE if told_most != told_least else Certainty.LIKELY
    falls = told_most or (not told_least and bool(re.search("投诉|差错|流失|退货|坏账|逾期|时长|周期|事故", title)))
    unit = (match["unit"] or "").replace("％", "%")

    def given(origin: str) -> dict[str, Any]:
        name = "at_most" if falls else "at_least"
        return {
            "target": {name: Value(match["figure"], origin, sure)},
            **({"unit": Value(unit, origin, sure)} if unit else {}),
        }

    return given


def _period(words: str) -> str | None:
    return next((period for pattern, period in PERIODS.items() if re.search(pattern, words)), None)
