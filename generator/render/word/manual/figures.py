"""The chapters on figures and words: KPIs, time limits, parameters, terms."""

from __future__ import annotations

from generator.language import phrasing
from generator.model import Handbook, Kpi
from generator.queries import listing
from generator.render.word.manual.blocks import (
    GridCell,
    GridRow,
    cell_of,
    entry,
    grid,
    head,
    label,
    middle,
    plain,
    text,
)
from generator.render.word.manual.document import WIDTH
from generator.render.word.manual.manuscript import Manuscript
from generator.render.word.manual.numbering import POINTS
from generator.render.word.manual.wordml import Block
from generator.schedule import timetable
from generator.schedule.notices import on_time_limits, own_days, week_phrase
from generator.schedule.phrases import due_phrase
from generator.schedule.work_calendar import work_calendar


def write_kpis(manuscript: Manuscript, handbook: Handbook) -> None:
    """All KPIs in one table, then each with its formula, its data and what follows a miss."""
    kpis = tuple(handbook.kpis.values())
    manuscript.head(1, "指标一览")
    rows = [
        GridRow(
            [
                cell_of(kpi.title),
                middle(phrasing.target_phrase(kpi)),
                middle(f"每{kpi.period}"),
                middle(handbook.roles[kpi.owner].title),
            ]
        )
        for kpi in kpis
    ]
    manuscript.put(
        grid((WIDTH - 5600, 2500, 1300, 1800), [head("指标", "目标", "统计周期", "归口岗位"), *rows], "指标一览")
    )
    manuscript.head(1, "指标说明")
    for kpi in kpis:
        manuscript.head(2, kpi.title)
        manuscript.put(_kpi(manuscript, kpi, handbook))


def write_time_limits(manuscript: Manuscript, handbook: Handbook) -> None:
    """All time limits, from daily ones to those that follow an event."""
    units = [(unit, work_calendar(handbook, unit.id)) for unit in handbook.settings.units]
    manuscript.put(
        plain(on_time_limits(work_calendar(handbook), ())),
        *(
            plain("；".join(filter(None, (f"{unit.title}：{week_phrase(calendar)}", own_days(unit)))))
            for unit, calendar in units
        ),
    )
    for cadence, limits in timetable.by_cadence(handbook).items():
        manuscript.head(1, cadence)
        rows = [
            GridRow(
                [
                    cell_of(due_phrase(limit.due, handbook)),
                    cell_of(limit.what),
                    cell_of(_named(handbook, limit.roles)),
                    cell_of(f"《{limit.item.title}》"),
                ]
            )
            for limit in limits
        ]
        manuscript.put(
            grid((2500, WIDTH - 6100, 1600, 2000), [head("何时", "做什么", "谁", "出处"), *rows], f"{cadence}的时限")
        )


def write_parameters(manuscript: Manuscript, handbook: Handbook) -> None:
    """All figures that the company decides for itself."""
    rows = [
        GridRow(
            [
                cell_of(parameter.title),
                cell_of(parameter.value),
                GridCell(parameter.decide),
                middle(handbook.roles[parameter.owner].title),
            ]
        )
        for parameter in handbook.parameters.parameters
    ]
    manuscript.put(
        plain("这些数字由企业自己决定，上级文件有规定的逐条注明；正文里用到的地方与本表一致。"),
        grid((2200, 1700, WIDTH - 5300, 1400), [head("参数", "取值", "怎么定", "谁来定"), *rows], "企业可调参数"),
    )


def write_terms(manuscript: Manuscript, handbook: Handbook) -> None:
    """All terms with what they mean."""
    rows = [
        GridRow(
            [
                cell_of(term.title),
                GridCell(term.meaning),
                cell_of(phrasing.listed(term.aliases)),
                cell_of(phrasing.listed(term.avoid)),
            ]
        )
        for term in handbook.glossary.terms
    ]
    manuscript.put(
        plain("同一件事只用一种说法。下列术语在本手册里的含义如下。"),
        grid((1500, WIDTH - 4900, 2100, 1300), [head("术语", "含义", "又称", "不要用"), *rows], "术语和定义"),
    )


def _named(handbook: Handbook, roles: tuple[str, ...]) -> str:
    everybody = {role.id for role in handbook.own_roles()}
    return (
        f"{handbook.settings.department}全体"
        if not roles or set(roles) == everybody
        else phrasing.listed(handbook.roles[id].title for id in roles)
    )


def _kpi(manuscript: Manuscript, kpi: Kpi, handbook: Handbook) -> Block:
    fields = [f"《{form.title}》{field.title}" for form, field in map(handbook.field, kpi.source.fields)]
    source = [
        *(plain(words, "BookCell") for words in (phrasing.listed(fields), kpi.source.export) if words),
        *([text(kpi.source.how, "BookCell")] if kpi.source.how else []),
    ]
    carriers = [
        f"{mention.item.title}（{listing.weight_of(mention.item, kpi)}%）"
        for mention in handbook.mentions(kpi.id)
        if mention.field == "kpi"
    ]
    num = manuscript.begin(POINTS)
    facts = [
        ("为什么衡量", [text(kpi.purpose, "BookCell")]),
        ("计算公式", [text(kpi.formula, "BookCell")]),
        (
            "目标",
            [
                plain(
                    f"{phrasing.target_phrase(kpi)}，每{kpi.period}统计一次，{handbook.roles[kpi.owner].title}归口"
                    + ("；目标由企业自定" if kpi.adjustable else ""),
                    "BookCell",
                )
            ],
        ),
        ("分档", [plain("　".join(f"{limit.word}：{limit.phrase}" for limit in phrasing.limits(kpi)), "BookCell")]),
        ("数据来源", source),
    ]
    if kpi.measure:
        facts.append(("自动取数", [plain(phrasing.measure_phrase(kpi.measure, handbook), "BookCell")]))
    facts.append(("不达标时", [entry(words, num, 0, "BookCell") for words in kpi.action]))
    facts.append(("下次评审", [plain(phrasing.review_phrase(kpi), "BookCell")]))
    if carriers:
        facts.append(("计入考核", [plain(phrasing.listed(carriers), "BookCell")]))
    return grid(
        (1250, WIDTH - 1250),
        [GridRow([label(name), GridCell(content or [plain("—", "BookCell")])]) for name, content in facts],
        kpi.title,
    )
