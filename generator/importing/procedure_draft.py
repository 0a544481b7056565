"""The steps of a document -> a draft of a procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.importing.clause_numbers import clause_number
from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, Draft, Value, one_line
from generator.importing.drafting import Drafting, basis, control, flat, markdown
from generator.importing.grids import Column, Grid, GridKind, column_of, grid_of, is_row_of
from generator.importing.ids import new_id
from generator.importing.known import plain_name
from generator.importing.ledger import Outcome
from generator.importing.parts import Part
from generator.importing.passages import Passage, PassageKind
from generator.importing.sentences import (
    NEVER,
    Sentence,
    label_of,
    level_of,
    origin_of,
    sentences_of,
    split,
)
from generator.importing.time_phrases import limit_of_cell, time_phrases

LONGEST_TITLE, LONGEST_PHASE = 30, 12
LEADS = re.compile(r"[\s，,、]*(?:应当?|必须|须|需要?|负责|要|将|及时|由|在|于|内|前|后|，|,|、)*[\s，,]*")
"""What stands before that which is done."""
DONE = re.compile("^(?:完成标准|验收标准|达标标准|标准)[：:]")


@dataclass
class _Step:
    """A step as the document has it."""

    title: str
    clauses: list[ClauseText]
    origin: str
    title_certainty: Certainty
    role: str = ""
    role_certainty: Certainty = Certainty.LIKELY
    helpers: tuple[str, ...] = ()
    due: dict[str, str] = field(default_factory=dict)
    due_certainty: Certainty = Certainty.LIKELY
    sentences: list[Sentence] = field(default_factory=list)
    cells: list[tuple[Passage, str, str]] = field(default_factory=list)
    """Cells that became a field: the cell, its words, the field's title."""
    actions: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    phase: str = ""


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


def _steps(drafting: Drafting, clause: ClauseText) -> Iterator[_Step]:
    """The steps that a clause holds itself; those of its children come by themselves."""
    if clause.heading is None and clause.parent is not None:
        grids = (_grid_with(grid_of(table), clause) for table in clause.parent.tables)
        grid = next((grid for grid in grids if grid), None)
        if grid and grid.kind is GridKind.STEPS:
            yield from _from_row(drafting, clause, grid)
        return
    if clause.part not in (Part.STEPS, Part.OTHER) or not clause.heading:
        return
    if _is_inside_a_step(drafting, clause):
        return
    yield from _from_prose(drafting, clause)


def _grid_with(table_grid: Grid | None, clause: ClauseText) -> Grid | None:
    if table_grid is None:
        return None
    return table_grid if is_row_of(clause.passages, table_grid.table) else None


def _from_row(drafting: Drafting, clause: ClauseText, grid: Grid) -> Iterator[_Step]:
    row = clause.passages
    title = one_line(grid.text(row, Column.STEP))
    if not title:
        return
    numbered = clause_number(title)
    title = numbered[1].strip() or title if numbered else title
    step = _Step(_short(title), [clause], origin_of(clause), Certainty.SURE)
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


def _role_of_row(drafting: Drafting, step: _Step, grid: Grid, row: Sequence[Passage]) -> None:
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


def _due_of_row(step: _Step, grid: Grid, row: Sequence[Passage]) -> None:
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


def _forms_of_row(drafting: Drafting, step: _Step, grid: Grid, row: Sequence[Passage]) -> None:
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


def _is_inside_a_step(drafting: Drafting, clause: ClauseText) -> bool:
    """Whether a clause is only a part of a step: its parent is one, and takes its sentences."""
    return clause.parent is not None and _takes_children(drafting, clause.parent)


def _takes_children(drafting: Drafting, clause: ClauseText) -> bool:
    """Whether the clauses inside one are what is to be done in it: nobody is named in them, but in it."""
    if not clause.children or clause.heading is None or clause.part is not Part.STEPS or clause.parent is None:
        return False
    inner = [sentence for child in clause.children for sentence in sentences_of(child)]
    inner_titles = [child.title for child in clause.children if child.is_heading]
    if any(child.children for child in clause.children) or not (inner or inner_titles):
        return False
    if any(drafting.actors.doer(sentence.text) for sentence in inner):
        return False
    marks = r"[①-⑳a-z(（]|\d{1,2}[)）]"
    own = " ".join([clause.title, *(sentence.text for sentence in sentences_of(clause))])
    if drafting.actors.find(own) or time_phrases(own):
        return True
    return all(child.number and re.match(marks, child.number) for child in clause.children)


def _from_prose(drafting: Drafting, clause: ClauseText) -> Iterator[_Step]:
    own = list(sentences_of(clause))
    takes = _takes_children(drafting, clause)
    inner: list[Sentence] = []
    if takes:
        for child in clause.children:
            own_words = [Sentence(child.title, child.heading, child)] if child.heading else []
            inner += list(sentences_of(child)) or own_words
    label = label_of(clause) or (clause.title.strip() if clause.is_heading else "")
    if labelled := _labelled(drafting, clause, own, label):
        yield labelled
        return
    step: _Step | None = None
    pending: list[Sentence] = []
    for sentence in own + inner:
        doer = drafting.actors.doer(sentence.text)
        is_ban = level_of(sentence.text) == NEVER and not doer
        is_work = bool(doer) and (bool(time_phrases(sentence.text, drafting.names)) or not level_of(sentence.text))
        if is_ban or (clause.part is Part.OTHER and not is_work and not step):
            continue
        is_another = step is not None and (
            (doer is not None and bool(step.role) and step.role != doer.name)
            or (doer is not None and bool(step.due) and bool(time_phrases(sentence.text, drafting.names)))
        )
        if doer and (step is None or is_another):
            if step:
                yield step
            fresh_label = label if step is None else ""
            step = _new(drafting, clause, sentence, fresh_label)
            step.role = doer.name
            step.role_certainty = Certainty.LIKELY
            for earlier in pending:
                _add(drafting, step, earlier)
            pending = []
        elif step is None:
            pending.append(sentence)
            continue
        _add(drafting, step, sentence)
    if step is None and pending and (takes or not clause.children) and clause.part is Part.STEPS:
        step = _new(drafting, clause, pending[0], label)
        for sentence in pending:
            _add(drafting, step, sentence)
        named = [actor.name for sentence in pending for actor in drafting.actors.find(sentence.text)]
        step.role = named[0] if named else _inherited(drafting, clause)
    elif step is None and clause.heading and _is_bare_step(clause):
        step = _Step(_short(label), [clause], origin_of(clause), Certainty.LIKELY)
        step.sentences.append(Sentence(clause.title.strip(), clause.heading, clause))
        step.actions.append(markdown(clause.title))
    if step:
        yield step


def _labelled(drafting: Drafting, clause: ClauseText, own: Sequence[Sentence], label: str) -> _Step | None:
    """A step whose lines say what they are: 责任人：…, 时间：…, 操作要求：…; None if the clause has no such lines."""
    lines: list[tuple[Column, Passage, str]] = []
    for passage in clause.passages[1:]:
        name, sign, rest = passage.text.strip().partition("：")
        column = column_of(name) if sign and passage.kind is PassageKind.TEXT else None
        if column:
            lines.append((column, passage, rest.strip()))
    told = {column for column, _, _ in lines}
    if not told & {Column.ROLE, Column.DUE} or not (told & {Column.WORK, Column.STEP, Column.DONE} or len(told) > 1):
        return None
    taken = {passage for _, passage, _ in lines}
    step = _Step(_short(label or clause.title), [clause], origin_of(clause), Certainty.SURE)
    if clause.heading:
        step.cells.append((clause.heading, label or clause.title, "步骤名称"))
    for column, passage, words in lines:
        where = "怎么做"
        if column is Column.ROLE and (names := drafting.actors.split(words)):
            step.role, where = names[0], "谁来做"
            step.role_certainty = Certainty.SURE if len(names) == 1 else Certainty.LIKELY
            step.helpers = tuple(names[1:])
        elif column is Column.DUE and (limit := limit_of_cell(words)):
            (step.due, step.due_certainty), where = limit, "何时完成"
        elif column is Column.DONE:
            step.done.append(markdown(words))
            where = "完成标准"
        elif column is Column.FORM and (ids := [drafting.form_id(name) for name in re.split("[、，,；;]", words)]):
            if not all(ids):
                asked = f"手册里还没有表单「{words}」：新建以后写进这一步的 forms"
                drafting.ledger.cover(passage, Outcome.TO_SORT, asked)
                continue
            step.forms += [id for id in ids if id]
            where = "用到的表单"
        else:
            step.actions += [markdown(part) for part in split(words)]
        drafting.ledger.cover(passage, Outcome.HEADING, where, passage.text[: passage.text.find("：") + 1].strip())
        step.cells.append((passage, words, where))
    for sentence in own:
        if sentence.passage not in taken and sentence.passage is not clause.heading:
            _add(drafting, step, sentence)
    return step


def _is_bare_step(clause: ClauseText) -> bool:
    """Whether a clause is a step in a few words, without a sentence: 4.2 确认到货."""
    is_inner = clause.part is Part.STEPS and clause.parent is not None and clause.parent.part is Part.STEPS
    return is_inner and clause.is_heading and not clause.children and not clause.tables


def _inherited(drafting: Drafting, clause: ClauseText) -> str:
    """Who is named in the headings above."""
    for above in clause.chain:
        if above.heading and (found := drafting.actors.find(above.title)):
            return found[0].name
    return ""


def _new(drafting: Drafting, clause: ClauseText, sentence: Sentence, label: str) -> _Step:
    bare_label = re.sub(r"^[（(].*?[）)]|[（(].*?[）)]$", "", label)
    title = _short(bare_label) if bare_label else _title_from(drafting, sentence.text)
    step = _Step(title, [clause], origin_of(clause), Certainty.LIKELY)
    phase = clause.parent.title.strip() if clause.parent and clause.parent.is_heading and clause.parent.parent else ""
    step.phase = phase if 0 < len(phase) <= LONGEST_PHASE else ""
    if label and clause.heading:
        step.cells.append((clause.heading, label, "步骤名称"))
    return step


def _add(drafting: Drafting, step: _Step, sentence: Sentence) -> None:
    step.sentences.append(sentence)
    if sentence.clause not in step.clauses:
        step.clauses.append(sentence.clause)
    if DONE.match(sentence.text):
        step.done.append(markdown(DONE.sub("", sentence.words)))
    else:
        step.actions.append(markdown(sentence.words))
    phrases = time_phrases(sentence.text, drafting.names)
    if step.due and phrases:
        step.due_certainty = Certainty.LIKELY
    elif phrases:
        step.due = phrases[0].parts
        alone = len(phrases) == 1 and phrases[0].certainty is Certainty.SURE
        step.due_certainty = Certainty.SURE if alone else Certainty.LIKELY
    step.forms += [id for id in drafting.forms_in(sentence.text) if id not in step.forms]


def _title_from(drafting: Drafting, sentence: str) -> str:
    """The name of a step that has none: what is done, without who and by when."""
    cuts = [(phrase.start, phrase.end) for phrase in time_phrases(sentence, drafting.names)]
    if doer := drafting.actors.doer(sentence):
        cuts.append((0, doer.end))
    kept = "".join(sign for at, sign in enumerate(sentence) if not any(start <= at < end for start, end in cuts))
    text = LEADS.sub("", kept.strip(), count=1)
    parts = [part for part in re.split("[，,；;。：:（(]", text) if len(part.strip()) >= 2]
    first = parts[0].strip() if parts else re.sub("[。；;]", "", sentence)
    return _short(first)


def _short(words: str) -> str:
    """Words as the name of a step: at least two and at most LONGEST_TITLE characters."""
    plain = one_line(words).strip("。；;：:，,、 ")
    if len(plain) > LONGEST_TITLE:
        head = re.split("[，,；;。：:（(]", plain)[0]
        plain = head if 2 <= len(head) <= LONGEST_TITLE else plain[: LONGEST_TITLE - 1] + "…"
    return plain if len(plain) >= 2 else f"步骤{plain}"


def _step_data(drafting: Drafting, draft: Draft, step: _Step, at: int, ids: set[str]) -> dict[str, Any]:
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
