"""The whole handbook: every item by its id, and the questions that outputs ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from generator.memory import FORGETFUL, Derived, Memory
from generator.model.adoption import Adoption
from generator.model.entry_ref import EntryRef
from generator.model.fields import DataPath, FieldKind, TextKind, convert, has_fields, nearest, walk
from generator.model.figures import Figure, figures_of, fill_text, full_name, placeholders
from generator.model.form import Field, Form
from generator.model.glossary import Glossary
from generator.model.imports import Import
from generator.model.item import Document, Item
from generator.model.kpi import Kpi
from generator.model.onboarding import Onboarding, Task
from generator.model.parameter import Parameters
from generator.model.policy import Policy, Rule
from generator.model.procedure import Procedure, Step
from generator.model.quiz import Quiz
from generator.model.role import Role
from generator.model.settings import CalendarYear, Settings
from generator.model.source import Clause, Source


class Kind(NamedTuple):
    """One kind of file below `sop/`."""

    cls: type
    title: str
    """What authors call it."""
    path: str
    """Its folder; for a kind with a single file, that file."""
    part: str
    """The field of Handbook that holds it."""

    optional: bool = False
    """Whether a handbook may do without its single file."""

    @property
    def single(self) -> bool:
        """Whether the whole kind is one file."""
        return self.path.endswith(".yaml")


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "settings": Kind(Settings, "手册设置", "handbook.yaml", "settings"),
        "role": Kind(Role, "岗位", "roles", "roles"),
        "procedure": Kind(Procedure, "流程", "procedures", "procedures"),
        "policy": Kind(Policy, "制度", "policies", "policies"),
        "form": Kind(Form, "表单", "forms", "forms"),
        "kpi": Kind(Kpi, "指标", "kpis", "kpis"),
        "onboarding": Kind(Onboarding, "入职路径", "onboarding", "onboarding"),
        "quiz": Kind(Quiz, "自测题", "quizzes", "quizzes"),
        "glossary": Kind(Glossary, "术语表", "glossary.yaml", "glossary"),
        "parameters": Kind(Parameters, "企业可调参数", "parameters.yaml", "parameters", optional=True),
        "source": Kind(Source, "依据文件", "sources", "sources"),
        "calendar": Kind(CalendarYear, "放假与调休", "calendar", "calendar"),
        "import": Kind(Import, "导入对照", "imports", "imports"),
        "adoption": Kind(Adoption, "采用范围", "adoption.yaml", "adoption", optional=True),
    }
)

ITEM_KINDS = tuple(name for name, kind in KINDS.items() if issubclass(kind.cls, Item))
"""The kinds whose items have a page each."""
NAMES: Mapping[str, str] = MappingProxyType(
    {
        **{name: kind.title for name, kind in KINDS.items()},
        "step": "步骤",
        "rule": "条文",
        "form-rule": "栏目规则",
        "field": "栏目",
        "section": "表单部分",
        "stage": "入职阶段",
        "task": "入职任务",
        "term": "术语",
        "clause": "条款",
        "chapter": "章节",
        "unit": "单位",
        "entrance": "首页入口",
        "question": "题目",
        "exchange": "协作约定",
        "parameter": "参数",
        "number": "文件编号",
    }
)
"""What authors call everything that has an id or is referred to."""


def kind_of(part: Any) -> str:
    """The name in KINDS of an item, a glossary, the settings…"""
    of = part.__class__
    return next(name for name, kind in KINDS.items() if kind.cls is of)


class Mention(NamedTuple):
    """One place in the handbook that names an item: which field, of which entry, of which item."""

    item: Any
    path: DataPath
    field: str
    entry: Any
    """The nearest enclosing step, rule, field, task… or the item itself."""

    @property
    def ref(self) -> EntryRef:
        """The entry by the ids of itself and its item; of the item itself, and of what has no id, without an entry."""
        item = self.item.id if isinstance(self.item, Item) else kind_of(self.item)
        return EntryRef(item, "" if self.entry is self.item else getattr(self.entry, "id", ""))


@dataclass(frozen=True, kw_only=True)
class Handbook:
    """Every part of the handbook. The mappings are keyed by id and sorted by it."""

    settings: Settings
    glossary: Glossary
    roles: Mapping[str, Role] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    kpis: Mapping[str, Kpi] = field(default_factory=dict)
    onboarding: Mapping[str, Onboarding] = field(default_factory=dict)
    quizzes: Mapping[str, Quiz] = field(default_factory=dict)
    parameters: Parameters = Parameters()
    sources: Mapping[str, Source] = field(default_factory=dict)
    calendar: Mapping[str, CalendarYear] = field(default_factory=dict)
    imports: Mapping[str, Import] = field(default_factory=dict)
    adoption: Adoption = Adoption()
    """What it leaves out is not in the handbook any more."""

    @Derived
    def items(self) -> Mapping[str, Item]:
        """Everything that has a page of its own, by id; ids are unique across kinds."""
        return {id: item for kind in ITEM_KINDS for id, item in getattr(self, KINDS[kind].part).items()}

    @Derived
    def documents(self) -> tuple[Document, ...]:
        """Procedures, policies and forms in the order of their chapters and numbers."""
        order = {chapter.id: position for position, chapter in enumerate(self.settings.chapters)}
        documents = (item for item in self.items.values() if isinstance(item, Document))
        return tuple(sorted(documents, key=lambda item: (order[item.chapter], item.number)))

    @Derived
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause of every source, by its id."""
        return {clause.id: clause for source in self.sources.values() for clause in source.clauses}

    def parts(self) -> Iterator[tuple[str, str, Any]]:
        """Every file of the handbook as (kind, id, object)."""
        for name, kind in KINDS.items():
            content = getattr(self, kind.part)
            yield from [(name, name, content)] if kind.single else [(name, id, item) for id, item in content.items()]

    def step(self, ref: EntryRef) -> tuple[Procedure, Step]:
        """A procedure and its step."""
        procedure = self.procedures[ref.item]
        return procedure, next(step for step in procedure.steps if step.id == ref.entry)

    def field(self, ref: EntryRef) -> tuple[Form, Field]:
        """A form and its field."""
        form = self.forms[ref.item]
        return form, form.field(ref.entry)

    def mentions(self, target: str | EntryRef) -> tuple[Mention, ...]:
        """Every place that refers to the item or clause with this id, or to this entry, in the order of the
        handbook.
        """
        return self._mentions.get(target, ())

    def covering(self, clause: str) -> tuple[Mention, ...]:
        """Every place that names the clause in its `basis`."""
        return tuple(mention for mention in self.mentions(clause) if mention.field == "basis")

    def own_roles(self) -> tuple[Role, ...]:
        """The roles of the department itself."""
        return tuple(role for role in self.roles.values() if role.is_own)

    def rules_for(self, role: str) -> tuple[tuple[Policy, Rule], ...]:
        """The rules that bind the role, named or not."""
        own = self.roles[role].is_own
        return tuple(
            (policy, entry)
            for policy in self.policies.values()
            for entry in policy.rules
            if role in (entry.binds or policy.binds) or (own and not entry.binds and not policy.binds)
        )

    def forms_of(self, role: str) -> tuple[Form, ...]:
        """The forms that the role fills in."""
        return tuple(form for form in self.forms.values() if role in form.filled_by)

    def kpis_of(self, role: str) -> tuple[tuple[Kpi, int | None], ...]:
        """The KPIs on the role's scorecard with their weights in percent, then those it owns."""
        weighed = {line.kpi: line.weight for line in self.roles[role].scorecard}
        owned = [kpi.id for kpi in self.kpis.values() if kpi.owner == role and kpi.id not in weighed]
        return tuple((self.kpis[id], weighed.get(id)) for id in (*weighed, *owned))

    def users_of(self, form: str) -> tuple[Mention, ...]:
        """The steps, rules and tasks that use the form."""
        return tuple(
            mention
            for mention in self.mentions(form)
            if mention.field in ("forms", "about") and isinstance(mention.entry, Step | Rule | Task)
        )

    @Derived
    def _mentions(self) -> Mapping[str | EntryRef, tuple[Mention, ...]]:
        by_id: dict[str | EntryRef, list[Mention]] = {}
        for _, _, part in self.parts():
            entries: dict[DataPath, Any] = {(): part}
            for path, declared, value in walk(part, wanted=_is_reference):
                if hasattr(value, "id"):
                    entries[path] = value
                if "ref" in declared.metadata["rules"]:
                    by_id.setdefault(value, []).append(
                        Mention(part, path, declared.name, entries[nearest(path, entries)])
                    )
        return {id: tuple(mentions) for id, mentions in by_id.items()}


def _is_reference(field: FieldKind) -> bool:
    return "ref" in field.rules


def figures_in(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Figure]:
    """Every figure of author data, as {kind: {id: document}}, by the name that texts call it by."""
    return figures_of(
        (KINDS[name].cls, id, document) for name, documents in data.items() for id, document in documents.items()
    )


def taken(
    kind: str, id: str, document: Mapping[str, Any], figures: Mapping[str, Figure], memory: Memory
) -> list[Figure | None]:
    """The value of every figure that an author document takes; None of one that has none."""
    names = memory.kept(("figures of", kind, id), lambda: tuple(name for _, name in placeholders(document)), document)
    return [figures.get(full_name(name, id)) for name in names]


def handbook_of(
    data: Mapping[str, Mapping[str, dict[str, Any]]],
    figures: Mapping[str, Figure] | None = None,
    memory: Memory = FORGETFUL,
) -> Handbook:
    """Checked author data, as {kind: {id: document}}, -> a handbook.

    A single-file kind holds its document under its own name.

    References to figures are filled in: as the figures of these data, or as `figures` has them; in Markdown those to
    parameters become links to where they are decided.

    With a `memory` only the documents that changed, or took a figure that did, are made into objects again.
    """
    known = figures_in(data) if figures is None else figures
    parts: dict[str, Any] = {}

    def build(kind: str, id: str, document: dict[str, Any]) -> Any:
        def filled(words: str, kind: TextKind) -> str:
            return fill_text(words, known, id, as_value=kind is TextKind.VALUE, linked=kind is TextKind.MARKDOWN)

        def made() -> Any:
            return memory.recorded((kind, id), convert(KINDS[kind].cls, document, id, text=filled), has_fields)

        return memory.kept((kind, id), made, (document, taken(kind, id, document, known, memory)))

    for name, kind in KINDS.items():
        documents = data.get(name, {})
        if not kind.single:
            part = MappingProxyType({id: build(name, id, documents[id]) for id in sorted(documents)})
            parts[kind.part] = memory.recorded(name, part)
        elif documents or not kind.optional:
            parts[kind.part] = build(name, name, documents[name])
        else:
            parts[kind.part] = memory.kept((name, name), partial(memory.recorded, (name, name), kind.cls(), has_fields))
    return Handbook(**parts)
