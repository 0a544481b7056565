"""How much of the truth about a document its drafts hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.importing.draft import Certainty, Draft, Value, values_of
from generator.importing.intake import Intake
from generator.importing.known import Known
from tests.importing.documents import Step, Truth


@dataclass
class Score:
    """What was found of what there is, and what was sure and wrong."""

    clauses: Counter[bool] = field(default_factory=Counter)
    table_steps: Counter[bool] = field(default_factory=Counter)
    prose_steps: Counter[bool] = field(default_factory=Counter)
    sure: Counter[bool] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.clauses + other.clauses,
            self.table_steps + other.table_steps,
            self.prose_steps + other.prose_steps,
            self.sure + other.sure,
            self.misses + other.misses,
        )

    def note(self, of: str, found: bool, miss: str) -> None:
        """Count one thing; `miss` says what it is."""
        getattr(self, of)[found] += 1
        if not found:
            self.misses.append(f"{of}: {miss}")


def share(counts: Counter[bool]) -> float:
    """Which part was found, from 0 to 1."""
    return counts[True] / max(1, counts.total())


def judge(truth: Truth, intake: Intake, known: Known) -> Score:
    """Hold drafts against the truth."""
    score = Score()
    names = _role_names(intake, known)
    _clauses(truth, intake, score)
    steps = [step for draft in intake.drafts if draft.kind == "procedure" for step in draft.data["steps"]]
    for of, wanted in (("table_steps", truth.table_steps), ("prose_steps", truth.prose_steps)):
        for step in wanted:
            found = next((each for each in steps if step.words in _words(each)), None)
            is_right = found is not None and _is_right(step, found, names)
            score.note(of, is_right, f"{step} <- {found and _shown(found, names)}")
            if found is not None:
                _sure_step(step, found, names, score)
    for name, value in intake.drafts[0].data.items():
        if isinstance(value, Value) and value.certainty is Certainty.SURE and value.origin:
            score.note("sure", truth.source.get(name) == value.value, f"{name}: {value.value}")
    _sure_others(truth, intake, score)
    return score


def _role_names(intake: Intake, known: Known) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for name, id in known.roles.items():
        names.setdefault(id, set()).add(name)
    for draft in intake.drafts:
        if draft.kind == "role":
            names.setdefault(draft.id, set()).add(draft.title)
    return names


def _clauses(truth: Truth, intake: Intake, score: Score) -> None:
    found = [(clause.number, re.sub(r"\s", "", clause.title)) for clause in intake.clauses]
    at = 0
    for number, words in truth.clauses:
        place = next(
            (
                place
                for place in range(at, len(found))
                if found[place][0].rstrip("、.．") == number.rstrip("、.") and found[place][1].startswith(words)
            ),
            None,
        )
        score.note("clauses", place is not None, f"{number} {words}")
        at = place + 1 if place is not None else at


def _words(step: Mapping[str, Any]) -> str:
    return step["title"].value + "\n" + "\n".join(value.value for value in step.get("actions", ()))


def _shown(step: Mapping[str, Any], names: Mapping[str, set[str]]) -> tuple[object, object]:
    role, due = step.get("role"), step.get("due")
    return names.get(role.value) if role else None, due.value if due else None


def _is_right(wanted: Step, step: Mapping[str, Any], names: Mapping[str, set[str]]) -> bool:
    return _role_fits(wanted, step, names) and _due_fits(wanted, step)


def _role_fits(wanted: Step, step: Mapping[str, Any], names: Mapping[str, set[str]]) -> bool:
    role = step.get("role")
    return wanted.role is None or (role is not None and wanted.role in names.get(role.value, ()))


def _due_fits(wanted: Step, step: Mapping[str, Any]) -> bool:
    due = step.get("due")
    return wanted.due is None or (due is not None and dict(due.value) == dict(wanted.due))


def _sure_step(wanted: Step, step: Mapping[str, Any], names: Mapping[str, set[str]], score: Score) -> None:
    role, due = step.get("role"), step.get("due")
    if role and role.certainty is Certainty.SURE:
        is_right = wanted.role is not None and _role_fits(wanted, step, names)
        score.note("sure", is_right, f"{wanted.words}: {_shown(step, names)}")
    if due and due.certainty is Certainty.SURE:
        score.note("sure", wanted.due is not None and _due_fits(wanted, step), f"{wanted.words}: {due.value}")


def _sure_others(truth: Truth, intake: Intake, score: Score) -> None:
    """Levels of rules, figures of KPIs, fields of forms, as far as they are sure."""
    for draft in intake.drafts:
        if draft.kind == "policy":
            for rule in draft.data["rules"]:
                level = next((level for words, level in truth.rules.items() if words in rule["text"].value), None)
                if rule["level"].certainty is Certainty.SURE:
                    score.note("sure", rule["level"].value == level, f"{rule['text'].value}: {rule['level'].value}")
        elif draft.kind == "kpi":
            wanted = truth.kpis.get(draft.title, {})
            for name, value in _figures(draft):
                if value.certainty is Certainty.SURE:
                    score.note("sure", wanted.get(name) == value.value, f"{draft.title} {name}: {value.value}")
        elif draft.kind == "form":
            kinds = dict(truth.forms.get(draft.title, ()))
            for section in draft.data["sections"]:
                for each in section["fields"]:
                    if each["kind"].certainty is Certainty.SURE:
                        title, kind = each["title"].value, each["kind"].value
                        score.note("sure", kinds.get(title) == kind, f"{draft.title} {title}: {kind}")


def _figures(draft: Draft) -> Iterator[tuple[str, Value]]:
    for path, value in values_of(draft.data):
        if path[-1] in ("at_least", "at_most", "unit", "period"):
            yield str(path[-1]), value
