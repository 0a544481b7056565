"""A procedure as a 程序文件: purpose, scope, responsibilities, flow chart, steps, risks, documents, records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.language import phrasing
from generator.model import Edition, Handbook, Procedure, Step
from generator.queries import listing
from generator.render.word.base import HEAD_SHADE, LABEL_SHADE
from generator.render.word.manual import document
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
    styled,
    text,
)
from generator.render.word.manual.document import WIDTH
from generator.render.word.manual.flow_table import flow_table
from generator.render.word.manual.manuscript import Manuscript
from generator.render.word.manual.numbering import STEPS, numbered
from generator.render.word.manual.wordml import Block, marked, paragraph, run
from generator.schedule.phrases import due_phrase

STEP_WIDTHS = (1050, WIDTH - 1050 - 1500 - 2300, 1500, 2300)


def write_procedure(manuscript: Manuscript, procedure: Procedure, handbook: Handbook, edition: Edition) -> None:
    """All of a procedure, after its title."""
    level = manuscript.inner
    manuscript.head(level, "目的")
    manuscript.put(text(procedure.purpose), *document.basis(procedure))
    manuscript.head(level, "适用范围")
    manuscript.put(text(procedure.scope), *document.staff(procedure))
    manuscript.head(level, "职责")
    owner = handbook.roles[procedure.owner].title
    manuscript.put(
        plain(
            f"{owner}归口管理本程序，负责维护和评审；没有另外注明的步骤，由{owner}对结果负责。各岗位在每一步的职责见下表。"
        ),
        *responsibilities(procedure, handbook),
    )
    manuscript.head(level, "启动条件与最终结果")
    manuscript.put(
        paragraph("BookText", styled("何时启动：", "BookStrong"), *marked(procedure.trigger)),
        paragraph("BookText", styled("最终结果：", "BookStrong"), *marked(procedure.result)),
    )
    manuscript.head(level, "流程图")
    manuscript.put(flow_table(procedure, handbook))
    manuscript.head(level, "程序步骤")
    manuscript.put(_steps(manuscript, procedure, handbook))
    if procedure.risks:
        manuscript.head(level, "风险与对策")
        manuscript.put(
            grid(
                (700, 3400, WIDTH - 4100),
                [
                    head("序号", "风险", "对策"),
                    *(
                        GridRow(
                            [middle(str(number)), GridCell(risk.risk), GridCell(_with_basis(risk.measure, risk.basis))]
                        )
                        for number, risk in enumerate(procedure.risks, 1)
                    ),
                ],
                "风险与对策",
            )
        )
    if procedure.kpis:
        manuscript.head(level, "衡量指标")
        kpis = [handbook.kpis[id] for id in procedure.kpis]
        manuscript.put(
            grid(
                (3600, 2200, WIDTH - 7300, 1500),
                [
                    head("指标", "目标", "归口岗位", "统计周期"),
                    *(
                        GridRow(
                            [
                                cell_of(kpi.title),
                                middle(phrasing.target_phrase(kpi)),
                                middle(handbook.roles[kpi.owner].title),
                                middle(f"每{kpi.period}"),
                            ]
                        )
                        for kpi in kpis
                    ),
                ],
                "衡量指标",
            )
        )
    document.related(manuscript, level, (handbook.items[id] for id in procedure.related), edition)
    forms = dict.fromkeys(form for step in procedure.steps for form in step.forms)
    document.records(manuscript, level, (handbook.forms[id] for id in forms), handbook)


def parts(procedure: Procedure, step: Step) -> dict[str, str]:
    """By role: what it is to a step, such as R/A."""
    letters_by_role: dict[str, list[str]] = {}
    named = dict(listing.named_parts(step))
    for letter in phrasing.RACI:
        for role in named.get(letter, (procedure.owner,) if letter == "A" else ()):
            letters_by_role.setdefault(role, []).append(letter)
    return {role: "/".join(letters) for role, letters in letters_by_role.items()}


def responsibilities(procedure: Procedure, handbook: Handbook) -> Iterator[Block]:
    """The table of steps and roles, and what its letters mean."""
    parts_by_step = [parts(procedure, step) for step in procedure.steps]
    roles = list(dict.fromkeys(role for row in parts_by_step for role in row))
    share = min(1150, 5600 // len(roles))
    widths = (600, WIDTH - 600 - share * len(roles), *[share] * len(roles))
    rows = [
        GridRow(
            [
                middle(str(number)),
                cell_of(step.title),
                *(middle(row.get(role, ""))._replace(tight=True) for role in roles),
            ]
        )
        for number, (step, row) in enumerate(zip(procedure.steps, parts_by_step, strict=True), 1)
    ]
    yield plain("职责分配表", "BookCaption")
    first, second, *others = head("步骤", "做什么", *(handbook.roles[role].title for role in roles)).cells
    titles = GridRow([first, second, *(cell._replace(tight=True) for cell in others)], head=True)
    yield grid(widths, [titles, *rows], f"{procedure.title}的职责分配")
    yield plain("　".join(f"{letter}：{part.words}" for letter, part in phrasing.RACI.items()), "BookNote")


def _steps(manuscript: Manuscript, procedure: Procedure, handbook: Handbook) -> Block:
    num = manuscript.begin(STEPS)
    numbers = {step.id: number for number, step in enumerate(procedure.steps, 1)}
    rows = [
        GridRow(
            [GridCell([plain("步骤", "BookHead")], span=2, shade=HEAD_SHADE), *head("谁来做", "何时完成").cells],
            head=True,
        )
    ]
    for phase, steps in groupby(procedure.steps, key=lambda step: step.phase):
        rows += [GridRow([GridCell([plain(f"阶段：{phase}", "BookHead")], span=4)])] if phase else []
        for step in steps:
            rows += _step(step, num, numbers, handbook)
    return grid(STEP_WIDTHS, rows, f"{procedure.title}的步骤")


def _step(step: Step, num: int, numbers: dict[str, int], handbook: Handbook) -> Iterator[GridRow]:
    yield GridRow(
        [
            GridCell([paragraph("BookStep", run(step.title), properties=(numbered(num),))], span=2, shade=LABEL_SHADE),
            GridCell([plain(handbook.roles[step.role].title, "BookMiddle")], shade=LABEL_SHADE),
            GridCell([plain(due_phrase(step.due, handbook), "BookMiddle")], shade=LABEL_SHADE),
        ]
    )
    yield _line("怎么做", [entry(action, num, 1, "BookCell") for action in step.actions])
    yield _line("完成标准", [text(_with_basis(step.done, step.basis), "BookCell")])
    if step.forms:
        yield _line(
            "记录",
            [
                plain(
                    phrasing.listed(
                        f"《{handbook.forms[id].title}》（{handbook.forms[id].number}）" for id in step.forms
                    ),
                    "BookCell",
                )
            ],
        )
    if step.branches or step.ends:
        ways = [
            plain(
                phrasing.spaced(
                    f"{branch.when}：转第", str(numbers[branch.to.entry]), f"步「{handbook.step(branch.to)[1].title}」"
                ),
                "BookCell",
            )
            for branch in step.branches
        ]
        yield _line("分支", [*ways, *([plain("做完这一步，流程到此结束。", "BookCell")] if step.ends else [])])
    if step.say:
        yield _line(
            "话术参考",
            [
                paragraph("BookCell", styled(f"{script.when}：", "BookStrong"), run(f"「{script.words}」"))
                for script in step.say
            ],
        )
    if step.avoid:
        yield _line("避免", [paragraph("BookCell", run("✕ "), *marked(words)) for words in step.avoid])
    words = [
        f"{phrasing.RACI[letter].words}：{phrasing.listed(handbook.roles[role].title for role in roles)}"
        for letter, roles in listing.named_parts(step)[1:]
    ]
    if words:
        yield _line("其他岗位", [plain("；".join(words), "BookCell")])


def _line(name: str, content: list[Block]) -> GridRow:
    return GridRow([label(name), GridCell(content, span=3, middle=False)], whole=len(content) < 6)


def _with_basis(words: str, basis: tuple[str, ...]) -> str:
    return f"{words}（依据 {phrasing.listed(basis)}）" if basis else words
