"""Handbook -> the Markdown pages of one edition, through the templates in `templates/`.

Templates get the objects of the model and `page_context`, the page being written. Everything a template prints is
escaped unless it was made as markup on purpose: by `page_context`, or by the filter `md` for the inline Markdown of
authors. So no text of an author can become a heading, a table or HTML by accident.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import Environment, pass_context
from jinja2.meta import find_referenced_templates
from markupsafe import Markup

from generator.forms import field_kind
from generator.forms.checklist import questions
from generator.forms.form_rules import rules_by_field
from generator.forms.samples import complete_sample
from generator.language import inline, phrasing
from generator.memory import FORGETFUL, Memory, nothing_read
from generator.model import (
    KINDS,
    Document,
    Due,
    Edition,
    EntryRef,
    Form,
    Handbook,
    Item,
    Procedure,
    Revised,
    Role,
    Step,
    kind_of,
    record,
)
from generator.queries import listing
from generator.queries.audience import audience
from generator.queries.content_hash import content_hash
from generator.queries.role_work import News
from generator.queries.suspects import is_confirmed
from generator.render import Artifact, addresses, special_pages
from generator.render.addresses import Address, Download
from generator.render.compiled_templates import page_environment
from generator.render.site import revision_marks
from generator.render.site.flow_chart import flow
from generator.render.site.overview import Overview
from generator.render.site.template_errors import template_problems
from generator.render.special_pages import SpecialPage, index_page
from generator.resources import TEMPLATES
from generator.schedule import notices, timetable
from generator.schedule.phrases import due_phrase
from generator.schedule.work_calendar import calendar_of_role


class Page(NamedTuple):
    """One page to be written."""

    path: str
    template: str
    title: str
    description: str
    subject: Any = None
    """What the page is about; `item` in its template."""
    source: str = ""
    """The file to edit, below the root; empty where no single file is behind the page."""
    hide: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Its template."""
        return f"{self.template}.md.j2"

    def without_subject(self) -> Page:
        """All that is known of it before its subject is looked into."""
        return self._replace(subject=self.subject if isinstance(self.subject, str) else None)


def pages(
    handbook: Handbook,
    edition: Edition,
    templates: Path = TEMPLATES,
    *,
    news: Mapping[str, tuple[News, ...]] = MappingProxyType({}),
    history: Sequence[Revised] = (),
    memory: Memory = FORGETFUL,
) -> list[Artifact]:
    """Every Markdown page of an edition, with paths below the docs folder, sorted by path.

    `news` is what is new by role. `history` is what changed in this edition and in all before it, newest first. With a
    `memory` only those pages are written of which anything that they read has changed.
    Raises ProblemsFound if a template is wrong.
    """
    marks = memory.recorded("marks", revision_marks.marks(history))
    with nothing_read():  # nobody would have read it: no page would be written again for it
        environment = _environment(templates, handbook, edition, news, history, marks, memory)
    texts = memory.recorded("templates", {path.name: path.read_text("utf-8") for path in templates.glob("*.j2")})

    def written(page: Page) -> Artifact:
        _read_templates(page.file, texts, environment, memory)
        return Artifact(page.path, _page_text(page, environment, handbook).encode())

    with template_problems(templates):
        artifacts = [
            memory.kept(("page", page.path), partial(written, page), page.without_subject())
            for page in _pages(handbook)
        ]
    return sorted(artifacts, key=lambda artifact: artifact.path)


def _read_templates(name: str, texts: Mapping[str, str], environment: Environment, memory: Memory) -> None:
    """Note that a page is made by a template, and by all that it takes parts from."""
    seen, ahead = set[str](), [name]
    while ahead:
        seen.add(name := ahead.pop())
        text = texts.get(name, "")
        found = memory.kept(("parts of", name), partial(_parts, name, text, environment), text)
        ahead += (texts.keys() if found is None else found) - seen


def _parts(name: str, text: str, environment: Environment) -> frozenset[str] | None:
    """The templates that a template takes parts from; None if only filling it in could tell."""
    names = set(find_referenced_templates(environment.parse(text, name)))
    return None if None in names else frozenset(filter(None, names))


def as_html(words: str) -> Markup:
    """Words for a theme that prints what it is given as it is. Where it escapes them itself, they are not escaped
    twice.
    """
    return Markup.escape(words)


class PageContext:
    """The page being written: makes links that start from it, and phrases that need the handbook."""

    def __init__(self, handbook: Handbook, path: str, subject: str = ""):
        """`subject` is the id of the item, or of the single file, that the page is about; empty where it is about
        none.
        """
        self.handbook = handbook
        self.path = path
        self.subject = subject

    def md(self, text: str) -> Markup:
        """Inline Markdown of an author."""
        return Markup(
            inline.marked(text, lambda target: addresses.relative(addresses.find(self.handbook, target), self.path))
        )

    def to(self, address: Address | str, words: str, css: str = "", title: str = "") -> Markup:
        """A link to an address or a page, with these words; escaped unless they are markup."""
        address = Address(address) if isinstance(address, str) else address
        return self._link(addresses.relative(address, self.path), words, css, title=title)

    def link(self, holder: Any, entry: Any = None, words: str = "", css: str = "") -> Markup:
        """A link to an item, or to an entry of it, by its title."""
        return self.to(addresses.address_of(holder, entry), words or phrasing.title_of(entry or holder), css)

    def ref(self, id: str, css: str = "") -> Markup:
        """A link to the item with this id."""
        return self.link(self.handbook.items[id], css=css)

    def refs(self, ids: tuple[str, ...], css: str = "") -> Markup:
        """Links to items, with 、 between them, or side by side where they have a style of their own."""
        return Markup(" " if css else "、").join(self.ref(id, css) for id in ids)

    def page(self, page: SpecialPage, words: str = "", css: str = "") -> Markup:
        """A link to a special page, by its title."""
        return self.to(page.path, words or page.title, css)

    def field(self, ref: EntryRef) -> Markup:
        """A link to a field of a form: 客户拜访记录表·结束时间."""
        form, field = self.handbook.field(ref)
        return self.link(form, field, f"{form.title}·{field.title}")

    def clause(self, id: str) -> Markup:
        """A link to a clause on the coverage page; marked where it has changed, and nobody has looked at this page
        since.
        """
        clause = self.handbook.clauses[id]
        link = self.to(addresses.find(self.handbook, id), id, "hb-clause", clause.about)
        if not self.subject or is_confirmed(clause, self.subject):
            return link
        return link + Markup(' <span class="hb-mark hb-mark--suspect">待复核</span>')

    def entry_links(self, holder: Any, entries: tuple[Any, ...]) -> Markup:
        """A link to an item and to entries of it: 职业形象规范：第 1 条、第 3 条."""
        links = Markup("、").join(self.link(holder, entry, phrasing.short_title(holder, entry)) for entry in entries)
        if isinstance(holder, Item):
            return self.link(holder) + (Markup("：") + links if entries else "")
        return Markup("术语：") + links

    def download(self, form: Form, variant: str, words: str, css: str = "") -> Markup:
        """A link that saves a Word document of the form under its Chinese name."""
        return self._saving(addresses.download(form, variant), words, css)

    def sample(self, form: Form, words: str, css: str = "") -> Markup:
        """A link that saves the form filled in with its samples; nothing where they are not complete."""
        return self._saving(addresses.sample(form), words, css) if complete_sample(form) else Markup("")

    def calendar(self, role: Role, words: str, css: str = "") -> Markup:
        """A link that saves the calendar of a role of the department."""
        return self._saving(addresses.calendar(role), words, css)

    def book(self, item: Item | None, edition: Edition, words: str, css: str = "") -> Markup:
        """A link that saves a procedure, a policy, or with None the whole handbook as a controlled document."""
        return self._saving(addresses.book(self.handbook, edition, item), words, css)

    def review_calendar(self, owner: Role, words: str, css: str = "") -> Markup:
        """A link that saves the calendar of the reviews that a role owes."""
        return self._saving(addresses.review_calendar(owner), words, css)

    def due(self, due: Due) -> str:
        """A time limit in words."""
        return due_phrase(due, self.handbook)

    def _saving(self, file: Download, words: str, css: str) -> Markup:
        """A link that saves a file under the name that it is offered by."""
        return self._link(addresses.relative(Address(file.path), self.path), words, css, download=file.name)

    def _link(self, target: str, words: str, css: str, **attributes: str) -> Markup:
        styles = [f".{name}" for name in css.split()]
        styles += [f'{name}="{inline.escaped(value)}"' for name, value in attributes.items() if value]
        label = words if isinstance(words, Markup) else inline.escaped(words)
        return Markup(f"[{label}](<{target}>)" + (f"{{ {' '.join(styles)} }}" if styles else ""))


def _pages(handbook: Handbook) -> Iterator[Page]:
    for special in special_pages.special_pages(handbook):
        yield _special(special, handbook)
    for kind, items in listing.by_kind(handbook).items():
        yield _special(index_page(kind), handbook, kind)
        for item in items:
            about = inline.plain(listing.about(item))
            yield Page(addresses.page_of(item), kind, item.title, about, item, f"sop/{KINDS[kind].path}/{item.id}.yaml")


def _special(page: SpecialPage, handbook: Handbook, subject: str = "") -> Page:
    title, description = page.heading_in(handbook.settings), page.description_in(handbook.settings)
    return Page(page.path, page.template, title, description, subject, page.source, page.hide)


def _holder(page: Page) -> str:
    """The id of what cites the clauses that stand on a page: of its item, or of the single file that it shows."""
    if isinstance(page.subject, Item):
        return page.subject.id
    return page.template if page.template in KINDS and KINDS[page.template].single else ""


def _page_text(page: Page, environment: Environment, handbook: Handbook) -> str:
    """Front matter and body. The theme prints titles and descriptions as they are, so they are escaped here."""
    meta = {
        "title": escape(page.title),
        "description": escape(page.description),
        "source": page.source,
        "hide": list(page.hide),
        "search": {"exclude": True},
    }  # From the theme's index: the handbook has its own, see search_index.py.
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in meta.items() if value)
    body = environment.get_template(page.file).render(
        page=page, item=page.subject, page_context=PageContext(handbook, page.path, _holder(page))
    )
    return f"---\n{head}---\n\n{body.strip()}\n"


def _environment(
    templates: Path,
    handbook: Handbook,
    edition: Edition,
    news: Mapping[str, tuple[News, ...]],
    history: Sequence[Revised],
    marks: revision_marks.Marks,
    memory: Memory,
) -> Environment:
    environment = page_environment(templates, keep_trailing_newline=True, finalize=_finalized)
    environment.filters["md"] = pass_context(lambda context, text: context["page_context"].md(text))
    environment.filters["unlinked"] = lambda text: Markup(inline.marked(text, None))
    environment.filters["plain"] = inline.plain
    environment.globals.update(
        handbook=handbook,
        settings=handbook.settings,
        edition=edition,
        overview=Overview(handbook, edition, memory),
        marks=marks,
        news=news,
        phrasing=phrasing,
        addresses=addresses,
        special=special_pages,
        listing=listing,
        content_hash=partial(content_hash, memory=memory),
        field_kind=field_kind,
        rules_by_field=rules_by_field,
        questions=questions,
        timetable=timetable,
        notices=notices,
        week_of=lambda role: notices.unit_phrase(calendar_of_role(handbook, role.id)),
        audience=lambda item: sorted(audience(handbook, item, item)),
        phases=_phases,
        drawn=lambda procedure: Markup(flow(procedure, handbook)),
        label=phrasing.field_title,
        is_document=lambda item: isinstance(item, Document),
        kind_title=lambda item: KINDS[kind_of(item)].title,
        history=history,
        record=record,
        revision_marks=revision_marks,
    )
    return environment


def _finalized(value: Any) -> Markup:
    """What a template may print: markup made on purpose, or text in which nothing is markup."""
    if isinstance(value, Markup):
        return value
    return Markup(inline.escaped(phrasing.number(value) if isinstance(value, float) else str(value)))


def _phases(procedure: Procedure) -> list[tuple[str, list[tuple[int, Step]]]]:
    """The steps with their numbers, those of one phase together."""
    numbered_steps = enumerate(procedure.steps, 1)
    return [
        (phase, list(steps))
        for phase, steps in groupby(numbered_steps, key=lambda numbered_steps: numbered_steps[1].phase)
    ]
