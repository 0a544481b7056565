"""Sentences and labelled lines of a clause -> steps: who does what, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty
from generator.importing.draft_step import LONGEST_PHASE, DraftStep, short_title
from generator.importing.drafting import Drafting, markdown
from generator.importing.grids import Column, column_of
from generator.importing.ledger import Outcome
from generator.importing.parts import Part
from generator.importing.passages import Passage, PassageKind
from generator.importing.sentences import NEVER, Sentence, label_of, level_of, origin_of, sentences_of, split
from generator.importing.time_phrases import limit_of_cell, time_phrases

LEADS = re.compile(r"[\s，,、]*(?:应当?|必须|须|需要?|负责|要|将|及时|由|在|于|内|前|后|，|,|、)*[\s，,]*")
"""What stands before that which is done."""
DONE = re.compile("^(?:完成标准|验收标准|达标标准|标准)[：:]")


def is_inside_a_step(drafting: Drafting, clause: ClauseText) -> bool:
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


def steps_of_prose(drafting: Drafting, clause: ClauseText) -> Iterator[DraftStep]:
    """The steps of a clause; somebody else who does something, or another limit, begins another step."""
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
    step: DraftStep | None = None
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
        step = DraftStep(short_title(label), [clause], origin_of(clause), Certainty.LIKELY)
        step.sentences.append(Sentence(clause.title.strip(), clause.heading, clause))
        step.actions.append(markdown(clause.title))
    if step:
        yield step


def _labelled(drafting: Drafting, clause: ClauseText, own: Sequence[Sentence], label: str) -> DraftStep | None:
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
    step = DraftStep(short_title(label or clause.title), [clause], origin_of(clause), Certainty.SURE)
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


def _new(drafting: Drafting, clause: ClauseText, sentence: Sentence, label: str) -> DraftStep:
    bare_label = re.sub(r"^[（(].*?[）)]|[（(].*?[）)]$", "", label)
    title = short_title(bare_label) if bare_label else _title_from(drafting, sentence.text)
    step = DraftStep(title, [clause], origin_of(clause), Certainty.LIKELY)
    phase = clause.parent.title.strip() if clause.parent and clause.parent.is_heading and clause.parent.parent else ""
    step.phase = phase if 0 < len(phase) <= LONGEST_PHASE else ""
    if label and clause.heading:
        step.cells.append((clause.heading, label, "步骤名称"))
    return step


def _add(drafting: Drafting, step: DraftStep, sentence: Sentence) -> None:
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
    return short_title(first)
