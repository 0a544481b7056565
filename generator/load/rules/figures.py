"""Figures that stand where they were not decided: each is taken by reference, or it will differ one day.

A figure in a text is judged by the figures whose homes are near: the limit of the same step, rule or form; for a form,
the limits of the steps that use it; for a KPI, those of what it measures, which are the steps of a procedure that names
it, by a common clause; for a question, those of what it asks about. Texts that tell of a case, wrong answers and
sources are left alone. Of limits that carry out the same clause, one is written out and the others take it from there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import NamedTuple, Self

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import (
    KINDS,
    PLACEHOLDER,
    Answer,
    AuthorText,
    EntryRef,
    Form,
    Handbook,
    Kpi,
    Mention,
    Procedure,
    Quiz,
    author_texts,
    placeholders,
    walk,
)
from generator.problems import Level

LITERAL = re.compile(
    r"(?<![0-9A-Za-z.:：–~第×-])(?<![第×] )"
    r"(?:(?P<hour>[01]?[0-9]|2[0-3])[:：](?P<minute>[0-5][0-9])(?![0-9:：])"
    r"|(?P<amount>[0-9]+(?:\.[0-9]+)?(?:[–-][0-9]+(?:\.[0-9]+)?)?) ?"
    r"(?P<unit>分钟|小时|天|个?工作日|周|个月|年|%|次|万元|元|家|份|单|条|人|分))"
)
"""A figure with its unit, or a time of day; not the fourth of something, and no factor."""
BEFORE = re.compile(
    "(?:不超过|不得超过|超过|最迟|不晚于|不迟于|至少|提前|不低于|不高于|低于|高于|达到|≥|≤|满(?!分))[^0-9，。；]{0,6}$"
)
CASE = re.compile("(?:例如|比如|譬如|如)[^，。；]{0,8}$|「[^」]*$")
"""What stands before a figure that is an example."""
NEAR = 200
"""So many characters around a figure are looked at."""
AFTER = re.compile(" ?(?:之内|以内|内|之前|以前|前)")
"""What stands around a figure that is a limit."""
UNTOUCHED = frozenset({"settings", "parameters", "source", "calendar", "import"})
"""Kinds of files whose texts are no texts of the handbook, or decide figures themselves."""


class Amount(NamedTuple):
    """A figure, however it is written: its number and its unit."""

    number: str
    unit: str


def literal_figures_agree(context: RuleContext) -> Iterator[Violation]:
    """A figure that stands near its home is taken by reference; one that differs from it is an error at both places."""
    homes = context.memory.kept("homes of literal figures", partial(Homes.of, context))
    for kind, id, document in context.written:
        for text in author_texts(KINDS[kind].cls, document) if kind not in UNTOUCHED else ():
            if "{" not in text.text and not LITERAL.search(text.text):
                continue
            is_told = text.declared.metadata["rules"].get("illustrates") or _is_wrong_answer(text)
            if not is_told and context.is_as_written(id, text.path, text.text):
                yield from _judged(context, homes, id, text)


def amounts(text: str) -> Iterator[tuple[re.Match[str], Amount]]:
    """Every figure that is written out in a text, with what it means."""
    blanked = PLACEHOLDER.sub(lambda match: "\0" * len(match[0]), text)
    for match in LITERAL.finditer(blanked):
        yield match, _amount(match)


def _amount(match: re.Match[str]) -> Amount:
    if match["hour"]:
        return Amount(f"{int(match['hour'])}:{match['minute']}", "时刻")
    return Amount(match["amount"].replace("–", "-"), "个工作日" if match["unit"] == "工作日" else match["unit"])


def _is_wrong_answer(text: AuthorText) -> bool:
    """Whether it is an answer that nobody should give."""
    return text.declared in fields(Answer) and not text.holder.get("right")


def _judged(context: RuleContext, homes: Homes, id: str, text: AuthorText) -> Iterator[Violation]:
    found = list(amounts(text.text))
    if not found:
        return
    near = homes.near(context.handbook, id, text)
    for match, amount in found:
        before = text.text[max(0, match.start() - NEAR) : match.start()]
        after = text.text[match.end() : match.end() + NEAR]
        fitting = [name for name in near if _fits(name, before, after)]
        if CASE.search(before):
            continue
        if same := next((name for name in fitting if homes.amounts[name] == amount), ""):
            yield violation_at(
                id,
                text.path,
                "W430",
                f"「{match[0]}」在这里又写了一遍，它由{_place(context, same, id)} 决定",
                f"写成「{_written(same, id)}」，以后只改一处",
                Level.WARNING,
                word=match[0],
                instead=_written(same, id),
            )
            continue
        other = next((name for name in fitting if homes.amounts[name].unit == amount.unit), "")
        if other and (BEFORE.search(before) or AFTER.match(after)):
            yield violation_at(
                id,
                text.path,
                "E430",
                f"这里写「{match[0]}」，{_place(context, other, id)} 是「{context.figures[other].shown}」",
                f"是同一件事，就写成「{_written(other, id)}」；不是，就把它放进 parameters.yaml，引用那里的编号",
                word=match[0],
                also=((context.homes[other].item, context.homes[other].path, "和这里不一致"),),
            )


def limits_are_written_once(context: RuleContext) -> Iterator[Violation]:
    """Of equal limits that a clause asks of several entries, one is written out."""
    homes, first = Homes.of(context), dict[tuple[str, str, Amount], str]()
    asked = {
        clause.id: {amount for must in clause.must for _, amount in amounts(must)}
        for clause in context.handbook.clauses.values()
    }
    # Procedures decide, whoever else repeats them.
    in_order = sorted(homes.by_entry, key=lambda ref: (ref.item not in context.handbook.procedures, ref))
    for ref in in_order:
        for name in homes.by_entry[ref]:
            home = context.homes[name]
            if any(placeholders(home.text)) or not context.is_as_written(home.item, home.path, home.text):
                continue
            for clause in (id for id in context.basis.get(ref, ()) if homes.amounts[name] in asked[id]):
                known = first.setdefault((clause, name.rpartition(".")[2], homes.amounts[name]), name)
                if known != name:
                    yield violation_at(
                        home.item,
                        home.path,
                        "W430",
                        f"「{home.text}」和{_place(context, known, home.item)} 是条款 {clause} 的同一个时限，写了两遍",
                        f'写成「"{_written(known, home.item)}"」，以后只改一处',
                        Level.WARNING,
                        instead=_written(known, home.item),
                    )
                    break


def _fits(name: str, before: str, after: str) -> bool:
    """Whether words around a figure can speak of this one: so long before something is no time within which."""
    if name.endswith((".ahead", "#ahead")):
        return re.match(" ?(?:之内|以内|内)", after) is None
    if name.endswith((".within", "#within")):
        return not before.endswith(("提前", "提前 "))
    if name.endswith(".minutes"):
        return not before.endswith(("提前", "提前 ")) and re.match(" ?(?:之前|以前|前)", after) is None
    return True


def _place(context: RuleContext, name: str, here: str) -> str:
    """Where a figure is decided, as readers know it, seen from a file: 「客户拜访·更新 CRM」的 within."""
    item, _, inside = name.partition("#")
    entry_id, _, figure = inside.rpartition(".")
    part = context.handbook.items.get(item)
    entries = (entry for _, _, entry in walk(part) if getattr(entry, "id", "") == entry_id) if part and entry_id else ()
    titles = [part.title] if part and item != here else []
    titles += [getattr(entry, "title", entry_id) for entry in entries][:1]
    return f"「{'·'.join(titles)}」的 {figure}" if titles else f"本文件的 {figure}"


def _written(name: str, here: str) -> str:
    """The reference to a figure as it is written in a file."""
    return "{" + (name.removeprefix(here) if name.startswith(f"{here}#") else name) + "}"


@dataclass(frozen=True)
class Homes:
    """Every figure that has a number and a unit, by its name; and by entry, which of them are decided there."""

    amounts: Mapping[str, Amount]
    by_entry: Mapping[EntryRef, tuple[str, ...]]

    @classmethod
    def of(cls, context: RuleContext) -> Self:
        """Those of a handbook."""
        known: dict[str, Amount] = {}
        by_entry: dict[EntryRef, list[str]] = defaultdict(list)
        for name, figure in context.figures.items():
            item, mark, inside = name.partition("#")
            if mark and (match := LITERAL.fullmatch(figure.shown)):
                known[name] = _amount(match)
                by_entry[EntryRef(item, inside.rpartition(".")[0])].append(name)
        return cls(known, {ref: tuple(names) for ref, names in by_entry.items()})

    def near(self, handbook: Handbook, id: str, text: AuthorText) -> tuple[str, ...]:
        """The names of the figures that a text is judged by, the nearest first."""
        item, entry = handbook.items.get(id), text.entry
        places = [EntryRef(id, entry), EntryRef(id, "")]
        if isinstance(item, Form):
            places += (mention.ref for mention in handbook.users_of(id))
        elif isinstance(item, Kpi) and text.declared.name != "action":
            places += (mention.ref for mention in _measured(handbook, item))
        elif isinstance(item, Quiz) and entry:
            question = next(question for question in item.questions if question.id == entry)
            places.append(question.entry or EntryRef(question.about, ""))
        return tuple(dict.fromkeys(name for place in places for name in self.by_entry.get(place, ())))


def _measured(handbook: Handbook, kpi: Kpi) -> list[Mention]:
    """The entries that a KPI measures: they carry out a clause that it carries out, in a procedure that names it."""
    naming = {mention.item.id for mention in handbook.mentions(kpi.id) if mention.field == "kpis"}
    carrying = [mention for clause in kpi.basis for mention in handbook.covering(clause)]
    return [mention for mention in carrying if isinstance(mention.item, Procedure) and mention.item.id in naming]
