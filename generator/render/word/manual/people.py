"""The chapters on people: 岗位说明书 for every role, and the paths of new colleagues."""

from __future__ import annotations

from collections.abc import Sequence

from generator.language import phrasing
from generator.model import Handbook, Onboarding, Procedure, Role, Step, Task
from generator.queries import listing
from generator.render.word.manual.blocks import (
    GridCell,
    GridRow,
    entry,
    facts,
    gap,
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
from generator.schedule.notices import unit_phrase
from generator.schedule.phrases import due_phrase
from generator.schedule.work_calendar import calendar_of_role

LABEL = 1250


def write_roles(manuscript: Manuscript, handbook: Handbook) -> None:
    """All roles, each with a heading and one table."""
    for position, role in enumerate(listing.roles(handbook)):
        manuscript.head(1, role.title, page=position > 0)
        manuscript.put(_facts(role, handbook), gap(), _role(manuscript, role, handbook))


def write_paths(manuscript: Manuscript, handbook: Handbook) -> None:
    """All onboarding paths: their stages, with the tasks of each."""
    for path in handbook.onboarding.values():
        manuscript.head(1, path.title)
        about = f"适用岗位：{handbook.roles[path.role].title}；归口岗位：{handbook.roles[path.owner].title}"
        review = f"下次评审：{phrasing.review_phrase(path)}"
        manuscript.put(text(path.purpose), plain(f"{about}；{review}。"), _path(path, handbook))


def _facts(role: Role, handbook: Handbook) -> Block:
    def named(ids: tuple[str, ...]) -> str:
        return phrasing.listed(handbook.roles[id].title for id in ids) or "—"

    return facts(
        WIDTH,
        (
            ("岗位名称", role.title),
            ("所属部门", handbook.settings.department if role.is_own else role.belongs),
            ("直接上级", named((role.reports_to,) if role.reports_to else ())),
            ("直接下级", named(listing.reports_of(handbook, role.id))),
            ("归口岗位", named((role.owner,))),
            ("下次评审", phrasing.review_phrase(role)),
        ),
        role.title,
    )


def _role(manuscript: Manuscript, role: Role, handbook: Handbook) -> Block:
    def points(words: tuple[str, ...]) -> list[Block]:
        num = manuscript.begin(POINTS)
        return [entry(point, num, 0, "BookCell") for point in words]

    week = unit_phrase(calendar_of_role(handbook, role.id))
    facts: list[tuple[str, list[Block]]] = [
        ("岗位使命", [text(role.mission, "BookCell")]),
        *([("上班安排", [plain(week, "BookCell")])] if week else []),
        ("职责", points(role.duties)),
    ]
    if role.authority:
        num = manuscript.begin(POINTS)
        facts.append(
            (
                "权限",
                [
                    block
                    for power in role.authority
                    for block in (entry(power.what, num, 0, "BookCell"), text(f"限度：{power.limit}", "BookSmall"))
                ],
            )
        )
    acts = listing.by_holder(handbook, listing.parts_of(handbook, role.id)["R"])
    if acts:
        places = (f"《{procedure.title}》第 {_places(procedure, steps)} 步" for procedure, steps in acts)
        facts.append(("执行的程序", [plain(phrasing.listed(places), "BookCell")]))
    if forms := handbook.forms_of(role.id):
        facts.append(("填写的表单", [plain(phrasing.listed(f"《{form.title}》" for form in forms), "BookCell")]))
    if policies := listing.policies_of(handbook.rules_for(role.id)):
        facts.append(("遵守的制度", [plain(phrasing.listed(f"《{policy.title}》" for policy in policies), "BookCell")]))
    if role.exchanges:
        num = manuscript.begin(POINTS)
        facts.append(
            (
                "协作约定",
                [
                    entry(
                        f"{role.title if exchange.is_theirs else handbook.settings.department}提供："
                        f"{exchange.what}"
                        f"（{due_phrase(exchange.due, handbook)}）",
                        num,
                        0,
                        "BookCell",
                    )
                    for exchange in role.exchanges
                ],
            )
        )
    if kpis := handbook.kpis_of(role.id):
        facts.append(
            (
                "考核与指标",
                [
                    plain(
                        (
                            f"{kpi.title}：目标 {phrasing.target_phrase(kpi)}，"
                            f"{f'权重 {weight}%' if weight else '归口负责'}"
                        ),
                        "BookCell",
                    )
                    for kpi, weight in kpis
                ],
            )
        )
    facts += [(name, points(words)) for name, words in (("所需技能", role.skills), ("成长路径", role.growth)) if words]
    rows = [GridRow([label(name), GridCell(content, middle=False)], whole=len(content) < 8) for name, content in facts]
    return grid((LABEL, WIDTH - LABEL), rows, f"{role.title}岗位说明书")


def _places(procedure: Procedure, steps: Sequence[Step]) -> str:
    """1–4、6."""
    numbers = sorted(procedure.steps.index(step) + 1 for step in steps)
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    return "、".join("–".join(map(str, span)) for span in spans)


def _path(path: Onboarding, handbook: Handbook) -> Block:
    rows = []
    for stage in path.stages:
        rows.append(
            GridRow(
                [
                    GridCell(
                        [plain(f"{stage.title}　入职 {stage.within}内", "BookStep"), text(stage.goal, "BookSmall")],
                        span=4,
                    )
                ]
            )
        )
        rows += [
            GridRow(
                [
                    middle(task.kind),
                    _task(task, handbook),
                    GridCell(task.done),
                    middle(handbook.roles[task.sign_off].title),
                ]
            )
            for task in stage.tasks
        ]
    return grid((700, 4000, WIDTH - 6200, 1500), [head("种类", "任务", "完成标准", "谁确认"), *rows], path.title)


def _task(task: Task, handbook: Handbook) -> GridCell:
    """What is to be done, and what it is about."""
    about = phrasing.listed(f"《{handbook.items[id].title}》" for id in task.about)
    return GridCell([text(task.text, "BookCell"), *([plain(f"见{about}", "BookSmall")] if about else [])])
