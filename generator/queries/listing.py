"""The items of the handbook in the order in which readers find them: for the navigation, the index pages and the home
page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from generator.language.phrasing import RACI, in_order, listed, number
from generator.memory import FORGETFUL, Memory
from generator.model import (
    KINDS,
    PAGE,
    Chapter,
    Clause,
    ClauseLimit,
    Document,
    EntryRef,
    Field,
    Form,
    Handbook,
    Item,
    Kpi,
    Mention,
    Onboarding,
    Policy,
    Procedure,
    Quiz,
    Role,
    Rule,
    Source,
    Step,
    kind_of,
    walk,
)
from generator.model.role import OWN, PARTNER
from generator.queries.suspects import holder_id, is_confirmed
from generator.schedule.phrases import due_phrase


class SiteSection(NamedTuple):
    """All items of one kind, on the site."""

    title: str
    """Of its tab."""
    weight: float
    """What a page counts for in the search beside others that match as well. Whoever asks wants to know what to do, not
    where it is mentioned."""


SECTIONS: Mapping[str, SiteSection] = MappingProxyType(
    {
        "procedure": SiteSection("流程", 1),
        "policy": SiteSection("制度", 0.95),
        "role": SiteSection("岗位", 0.9),
        "form": SiteSection("表单", 0.95),
        "kpi": SiteSection("指标", 0.9),
        "onboarding": SiteSection("入职", 0.85),
        "quiz": SiteSection("自测", 0.4),
    }
)
"""By kind, in the order of their tabs."""


class Group(NamedTuple):
    """Items under one heading."""

    title: str
    summary: str
    items: tuple[Item, ...]


class Cover(NamedTuple):
    """How far the handbook carries out a source."""

    source: Source
    covered: int
    total: int


def by_kind(handbook: Handbook) -> Mapping[str, tuple[Item, ...]]:
    """All items by kind, kinds without any left out: documents by chapter and number, roles from the top down, the rest
    by title.
    """
    documents = {
        kind: tuple(item for item in handbook.documents if item.id in part)
        for kind, part in (("procedure", handbook.procedures), ("policy", handbook.policies), ("form", handbook.forms))
    }
    places = {chapter.id: place for place, chapter in enumerate(handbook.settings.chapters)}
    quizzes = sorted(handbook.quizzes.values(), key=lambda quiz: places[quiz.chapter])
    all_items = {kind: tuple(getattr(handbook, KINDS[kind].part).values()) for kind in SECTIONS}
    ordered: dict[str, tuple[Item, ...]] = {
        **all_items,
        **documents,
        "role": roles(handbook),
        "quiz": tuple(quizzes),
    }
    return {kind: ordered[kind] for kind in SECTIONS if ordered[kind]}


def groups(handbook: Handbook, kind: str) -> tuple[Group, ...]:
    """The items of a kind under their headings: chapters for documents, own and other departments for roles, owners for
    KPIs.
    """
    items = by_kind(handbook)[kind]
    if kind in ("procedure", "policy", "form"):
        return tuple(
            Group(chapter.title, chapter.summary, documents)
            for chapter in handbook.settings.chapters
            if (documents := tuple(item for item in items if isinstance(item, Document) and item.chapter == chapter.id))
        )
    if kind == "role":
        departments = (
            (OWN, f"{handbook.settings.department}自己的岗位。"),
            (PARTNER, "和我们一起把事办成的岗位。"),
        )
        return tuple(
            Group(title, summary, members)
            for title, summary in departments
            if (members := tuple(item for item in items if isinstance(item, Role) and item.belongs == title))
        )
    if kind == "kpi":
        return tuple(
            Group(role.title, "", owned)
            for role in roles(handbook)
            if (owned := tuple(item for item in items if item.owner == role.id))
        )
    return (Group("", "", items),)


def chapters(handbook: Handbook) -> tuple[tuple[Chapter, tuple[Document, ...]], ...]:
    """Every chapter that has documents, with them."""
    return tuple(
        (chapter, documents)
        for chapter in handbook.settings.chapters
        if (documents := tuple(document for document in handbook.documents if document.chapter == chapter.id))
    )


def roles(handbook: Handbook) -> tuple[Role, ...]:
    """Own roles before others; a superior before those who report to them."""

    def below(superior: str | None) -> Iterator[Role]:
        for role in handbook.roles.values():
            if role.reports_to == superior:
                yield role
                yield from below(role.id)

    return tuple(sorted(below(None), key=lambda role: not role.is_own))


def parts_of(handbook: Handbook, role: str) -> Mapping[str, tuple[Mention, ...]]:
    """The steps a role has a part in, by R, A, C and I; A where the step names it."""
    mentions = [mention for mention in handbook.mentions(role) if isinstance(mention.entry, Step)]
    return {
        letter: tuple(mention for mention in mentions if mention.field == part.field) for letter, part in RACI.items()
    }


def named_parts(step: Step) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The roles that a step names, by letter: R, and A, C and I where it names any."""
    named = ((letter, getattr(step, part.field)) for letter, part in RACI.items())
    return tuple((letter, ids if isinstance(ids, tuple) else (ids,)) for letter, ids in named if ids)


def by_holder(handbook: Handbook, mentions: Iterable[Mention]) -> tuple[tuple[Any, tuple[Any, ...]], ...]:
    """The mentioned entries together with what holds them, holders in the order of the handbook; no entries where only
    the holder is meant.
    """
    position = {document.id: place for place, document in enumerate(handbook.documents)}
    holders: dict[int, tuple[Any, list[Any]]] = {}
    for mention in mentions:
        entries = holders.setdefault(id(mention.item), (mention.item, []))[1]
        if mention.entry is not mention.item and all(mention.entry is not entry for entry in entries):
            entries.append(mention.entry)
    in_handbook_order = sorted(
        holders.values(), key=lambda group: position.get(getattr(group[0], "id", ""), len(position))
    )
    return tuple(
        (holder, tuple(_in_order(holder, entries) if isinstance(holder, Policy) else entries))
        for holder, entries in in_handbook_order
    )


def scope_of(handbook: Handbook) -> str:
    """Who decided what the company takes from the handbook, in a sentence."""
    adoption = handbook.adoption
    clauses = "；随之不落实的条款，在依据对照里逐条写明" if handbook.sources else ""
    return f"没有列在这里的都用。由{adoption.decided_by}于 {adoption.decided_on} 决定{clauses}。"


def _in_order(policy: Policy, rules: Iterable[Rule]) -> list[Rule]:
    """Some rules of a policy, as they are shown."""
    ids = [rule.id for rule in in_order(policy)]
    return sorted(rules, key=lambda rule: ids.index(rule.id))


def covers(handbook: Handbook) -> tuple[Cover, ...]:
    """Every source with the number of its clauses that something covers."""
    return tuple(
        Cover(source, sum(bool(handbook.covering(clause.id)) for clause in source.clauses), len(source.clauses))
        for source in handbook.sources.values()
    )


def clause_notes(handbook: Handbook, clause: Clause) -> tuple[str, ...]:
    """What is said of a clause beside its points: its words and where they stand, the limits that it sets, and why it
    is not followed to the letter.
    """
    limits = [phrase for limit in clause.limits for phrase in _limit_phrases(handbook, limit)]
    notes = [f"限度：{'；'.join(limits)}"] if limits else []
    where = "，".join(filter(None, (clause.number, clause.place)))
    if clause.words or where:
        notes.insert(0, f"原文{f'（{where}）' if where else ''}：{' '.join(clause.words)}".removesuffix("："))
    if not clause.binds:
        decision = "，".join(filter(None, (clause.decided_by, str(clause.decided_on or ""))))
        notes.append(f"{clause.state}：{clause.reason}" + (f"（{decision}）" if decision else ""))
    if clause.changed_on:
        notes.append(f"{clause.changed_on} 改过原文")
    titles = {holder_id(mention.item): title_of_holder(mention.item) for mention in handbook.covering(clause.id)}
    notes += [f"{each.by} {each.on} 复核过「{titles.get(each.item, each.item)}」" for each in clause.confirmed]
    waiting = [f"「{title}」" for id, title in titles.items() if not is_confirmed(clause, id)]
    if waiting:
        notes.append(f"待复核：{listed(waiting)}")
    return tuple(notes)


def source_facts(source: Source) -> tuple[str, ...]:
    """What is said of a source itself: its number and version, its days, whose it is, and its file."""
    told = {
        "文件编号": source.number,
        "版次": source.version,
        "发布日期": source.issued,
        "生效日期": source.effective,
        "归口": source.owner,
        "编制": source.prepared_by,
        "审核": source.reviewed_by,
        "批准": source.approved_by,
    }
    facts = [f"{words} {value}" for words, value in told.items() if value]
    if file := source.file:
        facts += [f"原文件 {file.name}（SHA-256 {file.sha256}）"]
        facts += [f"没有读原文件：{file.unread}"] if file.unread else []
    return tuple(facts)


def title_of_holder(holder: Item | Any) -> str:
    """What is called that holds entries: an item by its title, a single file by its kind."""
    return holder.title if isinstance(holder, Item) else KINDS[kind_of(holder)].title


def _limit_phrases(handbook: Handbook, limit: ClauseLimit) -> Iterator[str]:
    if limit.due:
        yield due_phrase(limit.due, handbook)
    for words, value in (("不低于", limit.at_least), ("不高于", limit.at_most)):
        if value is not None:
            kpi = handbook.kpis.get(limit.target_of or "")
            yield f"{f'「{kpi.title}」' if kpi else '指标'}{words} {number(value)}{kpi.unit if kpi else ''}"


def reports_of(handbook: Handbook, role: str) -> tuple[str, ...]:
    """The ids of the roles that report to this one."""
    return tuple(other.id for other in roles(handbook) if other.reports_to == role)


def policies_of(rules: Iterable[tuple[Policy, Rule]]) -> tuple[Policy, ...]:
    """The policies of some rules, each once, in the order of their numbers."""
    return tuple(sorted({policy.id: policy for policy, _ in rules}.values(), key=lambda policy: policy.number))


def by_policy(rules: Iterable[tuple[Policy, Rule]]) -> tuple[tuple[Policy, list[Rule]], ...]:
    """Some rules under their policies, both as they are shown."""
    held = list(rules)
    return tuple(
        (policy, _in_order(policy, (rule for holder, rule in held if holder is policy))) for policy in policies_of(held)
    )


def readers_of(handbook: Handbook, form: Form, field: Field) -> tuple[Mention, ...]:
    """The KPIs that draw on a field of a form."""
    return tuple(mention for mention in handbook.mentions(EntryRef(form.id, field.id)) if isinstance(mention.item, Kpi))


def uses_in(form: Form, field: Field) -> tuple[str, ...]:
    """What a field is to its form where the form names it: 工号栏, 日期栏."""
    references = [declared for declared in fields(form) if declared.metadata["rules"].get("ref") == "field"]
    return tuple(
        declared.metadata["title"]
        for declared in references
        if getattr(form, declared.name) == EntryRef(form.id, field.id)
    )


def weight_of(role: Role, kpi: Kpi) -> int:
    """The weight in percent of a KPI on the scorecard of a role that carries it."""
    return next(line.weight for line in role.scorecard if line.kpi == kpi.id)


def titles_of(handbook: Handbook, fields: tuple[EntryRef, ...]) -> str:
    """The titles of some fields of forms, as a list in words."""
    return listed(field.title for _, field in map(handbook.field, fields))


def parameter_uses(handbook: Handbook, memory: Memory = FORGETFUL) -> Mapping[str, tuple[Item, ...]]:
    """By parameter: what names it in its texts, items each once, in the order of the handbook."""
    uses: dict[str, dict[str, Item]] = {}
    for item in (part for _, _, part in handbook.parts() if isinstance(part, Item)):
        for parameter in memory.kept(("parameters in", item.id), partial(_parameters_in, item)):
            uses.setdefault(parameter, {})[item.id] = item
    return {parameter: tuple(items.values()) for parameter, items in uses.items()}


def _parameters_in(item: Item) -> tuple[str, ...]:
    texts = (value for _, _, value in walk(item) if isinstance(value, str))
    return tuple(dict.fromkeys(name for text in texts for name in re.findall(rf"\({PAGE}#([^()]+)\)", text)))


def own_targets(handbook: Handbook) -> tuple[Kpi, ...]:
    """The KPIs whose target the company sets for itself."""
    return tuple(kpi for kpi in handbook.kpis.values() if kpi.adjustable)


def about(item: Item) -> str:
    """What an item is there for, in an author's words."""
    match item:
        case Quiz():
            return f"{len(item.questions)} 道场景题，答完就看讲解。"
        case Role():
            return item.mission
        case Procedure() | Policy() | Form() | Kpi() | Onboarding():
            return item.purpose
        case _:
            raise TypeError(f"nothing says what a {type(item).__name__} is for")


def to_read(item: Any) -> bool:
    """Whether readers confirm that they have read the page of the item."""
    return isinstance(item, Procedure | Policy | Form | Role | Kpi)
