"""A row of a table of steps -> a step: 步骤｜责任人｜时限｜表单."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.importing.clause_numbers import clause_number
from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, one_line
from generator.importing.draft_step import LONGEST_PHASE, DraftStep, short_title
from generator.importing.drafting import Drafting, markdown
from generator.importing.grids import Column, Grid
from generator.importing.known import plain_name
from generator.importing.ledger import Outcome
from generator.importing.passages import Passage
from generator.importing.sentences import origin_of, split
from generator.importing.time_phrases import limit_of_cell


def steps_of_row(drafting: Drafting, clause: ClauseText, grid: Grid) -> Iterator[DraftStep]:
    """The step that the row of a clause is; none without a name."""
    row = clause.passages
    title = one_line(grid.text(row, Column.STEP))
    if not title:
        return
    numbered = clause_number(title)
    title = numbered[1].strip() or title if numbered else title
    step = DraftStep(short_title(title), [clause], origin_of(clause), Certainty.SURE)
    title_cell = grid.cell(row, Column.STEP)
    work_cell = grid.cell(row, Column.WORK)
    if title_cell and step.title == title and work_cell and work_cell.text.strip():
        step.cells.append((title_cell, title_cell.text, "步骤名称"))
    elif title_cell:
        step.actions += [markdown(part) for part in split(title_cell.meant)]
        step.cells.append((title_cell, title_cell.text, "怎么做"))
        if step.title != title:
            step.title_certainty = Certainty.LIKELY
    if work_cell and work_cell.text.strip():
        step.actions += [markdown(part) for part in split(work_cell.text)]
        step.cells.append((work_cell, work_cell.text, "怎么做"))
    _role_of_row(drafting, step, grid, row)
    _due_of_row(step, grid, row)
    _forms_of_row(drafting, step, grid, row)
    done = grid.cell(row, Column.DONE)
    if done and done.text.strip():
        step.done.append(markdown(done.text))
        step.cells.append((done, done.text, "完成标准"))
    phase = grid.text(row, Column.PHASE)
    if phase and len(phase) <= LONGEST_PHASE:
        step.phase = phase
        if cell := grid.cell(row, Column.PHASE):
            step.cells.append((cell, cell.text, "阶段"))
    note = grid.cell(row, Column.NOTE)
    if note and re.search(r"[\u4e00-\u9fff]", note.text):
        step.actions += [markdown(part) for part in split(note.text)]
        step.cells.append((note, note.text, "怎么做"))
    if number := grid.cell(row, Column.NUMBER):
        drafting.ledger.cover(number, Outcome.HEADING, "序号")
    yield step


def _role_of_row(drafting: Drafting, step: DraftStep, grid: Grid, row: Sequence[Passage]) -> None:
    cell = grid.cell(row, Column.ROLE)
    names = drafting.actors.split(cell.meant) if cell else []
    if not cell or not names:
        return
    known = [name for name in names if drafting.actors.is_name(name)]
    if not known:
        return
    step.role = known[0]
    step.role_certainty = Certainty.SURE if len(names) == 1 else Certainty.LIKELY
    step.helpers = tuple(known[1:])
    step.cells.append((cell, cell.text, "谁来做"))
    helper = grid.cell(row, Column.HELPER)
    others = [name for name in drafting.actors.split(helper.meant) if drafting.actors.is_name(name)] if helper else []
    if helper and others:
        step.helpers += tuple(others)
        step.cells.append((helper, helper.text, "事前征求谁"))


def _due_of_row(step: DraftStep, grid: Grid, row: Sequence[Passage]) -> None:
    cell = grid.cell(row, Column.DUE)
    if not cell or not cell.meant:
        return
    if limit := limit_of_cell(cell.meant):
        step.due, step.due_certainty = limit
        whole = re.sub(r"\s", "", cell.meant)
        if len(re.sub(r"\s", "", "".join(step.due.values()))) + 8 < len(whole):
            step.actions.append(f"时限：{markdown(cell.text)}")
            step.due_certainty = Certainty.LIKELY
        step.cells.append((cell, cell.text, "何时完成"))
    elif re.search(r"[\u4e00-\u9fff]", cell.meant):
        step.due = {"moment": one_line(cell.meant)}
        step.cells.append((cell, cell.text, "何时完成"))


def _forms_of_row(drafting: Drafting, step: DraftStep, grid: Grid, row: Sequence[Passage]) -> None:
    cell = grid.cell(row, Column.FORM)
    if not cell or not cell.meant:
        return
    names = [name for name in re.split(r"[、，,；;\n/]", cell.meant) if name.strip()]
    ids = [drafting.form_id(name) for name in names]
    step.forms += [id for id in ids if id]
    if names and all(ids):
        step.cells.append((cell, cell.text, "用到的表单"))
        return
    for name, id in zip(names, ids, strict=True):
        asked = f"手册里还没有表单「{plain_name(name)}」：新建以后写进这一步的 forms"
        drafting.ledger.cover(cell, Outcome.DRAFT if id else Outcome.TO_SORT, id or asked, name.strip())
