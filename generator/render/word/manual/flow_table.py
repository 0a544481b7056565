"""The flow chart of a procedure as a table of boxes and arrows: every program that opens a document can show and print
it.
"""

from __future__ import annotations

from generator.language.phrasing import listed, spaced
from generator.model import Handbook, Procedure, Step
from generator.render.word.base import HEAD_SHADE, LABEL_SHADE
from generator.render.word.manual.blocks import GridCell, GridRow, grid, plain
from generator.render.word.manual.document import WIDTH
from generator.render.word.manual.wordml import Block

PHASE, PAD, BOX, ROLE = 1020, 300, 3000, 1500
WIDTHS = (PHASE, PAD, BOX, PAD, ROLE, WIDTH - PHASE - 2 * PAD - BOX - ROLE)


def flow_table(procedure: Procedure, handbook: Handbook) -> Block:
    """Phases at the left, then the boxes from start to end, who acts, and at the right where a branch leads and which
    record it leaves.
    """
    steps, numbers = procedure.steps, {step.id: number for number, step in enumerate(procedure.steps, 1)}
    titles = ("阶段", 1), ("流程", 3), ("责任岗位", 1), ("分支与记录", 1)
    rows = [
        GridRow(
            [GridCell([plain(words, "BookHead")], span=span, shade=HEAD_SHADE) for words, span in titles], head=True
        )
    ]
    rows += [
        _row(_side("", "restart"), _end("开　始"), _side("", "restart"), _side("", "restart")),
        _row(_side("", "continue"), _arrow("▼"), _side("", "continue"), _side("", "continue")),
    ]
    for position, step in enumerate(steps):
        opens = position == 0 or step.phase != steps[position - 1].phase
        last = position + 1 == len(steps)
        rows.append(
            _row(
                _side(step.phase, "restart") if opens else _side("", "continue"),
                _box(f"{numbers[step.id]}　{step.title}"),
                _side(handbook.roles[step.role].title, "restart"),
                _notes(step, numbers, handbook),
            )
        )
        rows.append(
            _row(
                _side("", "continue"),
                _arrow("" if step.ends and not last else "▼"),
                _side("", "continue"),
                _side("", "continue"),
            )
        )
    rows.append(_row(_side("", "restart"), _end("结　束"), _side("", "restart"), _side("", "restart"), ends=True))
    return grid(WIDTHS, rows, f"{procedure.title}流程图")


def _row(phase: GridCell, box: GridCell, role: GridCell, notes: GridCell, ends: bool = False) -> GridRow:
    """A box or an arrow in its lane, which has lines only at its sides, and below where it ends."""
    left, right = (GridCell([plain("", "BookArrow")], borders="T" + "B" * (not ends) + edge) for edge in "RL")
    return GridRow([phase, left, box, right, role, notes])


def _side(words: str, joined: str) -> GridCell:
    return GridCell([plain(words, "BookBox")], joined=joined)


def _box(words: str) -> GridCell:
    return GridCell([plain(words, "BookBox")], shade=LABEL_SHADE)


def _end(words: str) -> GridCell:
    return GridCell([plain(words, "BookHead")], shade=HEAD_SHADE)


def _arrow(sign: str) -> GridCell:
    return GridCell([plain(sign, "BookArrow")], borders="LR")


def _notes(step: Step, numbers: dict[str, int], handbook: Handbook) -> GridCell:
    notes = [
        plain(spaced(f"◇ {branch.when} → 第", str(numbers[branch.to.entry]), "步"), "BookSmall")
        for branch in step.branches
    ]
    notes += [plain("■ 到此结束", "BookSmall")] if step.ends else []
    notes += (
        [plain("记录：" + listed(f"《{handbook.forms[id].title}》" for id in step.forms), "BookSmall")]
        if step.forms
        else []
    )
    return GridCell(notes or [plain("", "BookSmall")], joined="restart")
