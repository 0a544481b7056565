"""The steps of a document -> a draft of a procedure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, Draft, Value
from generator.importing.draft_step import DraftStep
from generator.importing.drafting import Drafting, basis, control, flat
from generator.importing.grids import Grid, GridKind, grid_of, is_row_of
from generator.importing.ids import new_id
from generator.importing.ledger import Outcome
from generator.importing.parts import Part
from generator.importing.step_prose import is_inside_a_step, steps_of_prose
from generator.importing.step_rows import steps_of_row


def procedure_draft(drafting: Drafting, title: str) -> Draft | None:
    """The procedure; None if the document holds no steps."""
    steps = [step for clause in drafting.found for step in _steps(drafting, clause)]
    if not steps:
        return None
    id = drafting.id_for(title, "procedure")
    data = control(drafting, "procedure", id, title, "文件名称")
    draft = Draft("procedure", id, title, data)
    ids: set[str] = set()
    data["steps"] = [_step_data(drafting, draft, step, at, ids) for at, step in enumerate(steps, 1)]
    return draft


def _steps(drafting: Drafting, clause: ClauseText) -> Iterator[DraftStep]:
    """The steps that a clause holds itself; those of its children come by themselves."""
    if clause.heading is None and clause.parent is not None:
        grids = (_grid_with(grid_of(table), clause) for table in clause.parent.tables)
        grid = next((grid for grid in grids if grid), None)
        if grid and grid.kind is GridKind.STEPS:
            yield from steps_of_row(drafting, clause, grid)
        return
    if clause.part not in (Part.STEPS, Part.OTHER) or not clause.heading:
        return
    if is_inside_a_step(drafting, clause):
        return
    yield from steps_of_prose(drafting, clause)


def _grid_with(table_grid: Grid | None, clause: ClauseText) -> Grid | None:
    if table_grid is None:
        return None
    return table_grid if is_row_of(clause.passages, table_grid.table) else None


def _step_data(drafting: Drafting, draft: Draft, step: DraftStep, at: int, ids: set[str]) -> dict[str, Any]:
    id = new_id(step.title[:8], ids, f"step-{at}")
    ids.add(id)
    where = f"{draft.path} › 第 {at} 步"
    data: dict[str, Any] = {"id": Value(id), "title": Value(step.title, step.origin, step.title_certainty)}
    if step.phase:
        data["phase"] = Value(step.phase, step.origin, Certainty.LIKELY)
    if step.role:
        role = drafting.role(step.role, step.origin)
        data["role"] = Value(role, f"{step.origin}「{step.role}」", step.role_certainty)
    if others := [drafting.role(name, step.origin) for name in step.helpers if name != step.role]:
        data["consulted"] = Value(tuple(dict.fromkeys(others)), step.origin, Certainty.LIKELY)
    if step.due:
        data["due"] = flat(step.due, step.origin, step.due_certainty)
    if step.actions:
        data["actions"] = [Value(action, step.origin, Certainty.SURE) for action in dict.fromkeys(step.actions)]
    if step.done:
        data["done"] = Value("".join(step.done), step.origin, Certainty.SURE)
    if step.forms:
        data["forms"] = Value(tuple(dict.fromkeys(step.forms)), step.origin, Certainty.SURE)
    data["basis"] = basis(step.clauses)
    for sentence in step.sentences:
        drafting.take(sentence, f"{where} › 怎么做")
    for cell, words, title in step.cells:
        drafting.take_words(cell, words.strip(), f"{where} › {title}")
    for clause in step.clauses:
        if clause.heading:
            _close_number(drafting, clause)
    return data


def _close_number(drafting: Drafting, clause: ClauseText) -> None:
    """The typed number of a clause stands in its `basis`."""
    if clause.heading and clause.number and not clause.heading.number:
        typed = clause.heading.text[: len(clause.heading.text) - len(clause.title)]
        drafting.ledger.cover(clause.heading, Outcome.HEADING, "编号", typed.strip())
