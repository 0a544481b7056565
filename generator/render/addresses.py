"""Where each item lives: every link in every output asks here.

Addresses name the Markdown page and an anchor on it; `html` gives the address of the built page. Pages keep their file
names (`use_directory_urls` is off), so that the site also works when opened from a folder.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import Any, NamedTuple

from generator.model import (
    KINDS,
    PAGE,
    Chapter,
    Clause,
    Document,
    Edition,
    Entrance,
    Exchange,
    Field,
    FieldKind,
    Form,
    Glossary,
    Handbook,
    Item,
    Parameter,
    Procedure,
    Question,
    Role,
    Rule,
    Section,
    Settings,
    Source,
    Stage,
    Step,
    Task,
    Term,
    has_fields,
    kind_of,
    walk,
)
from generator.model.form_rule import FormRule
from generator.render.special_pages import COVERAGE, GLOSSARY, PARAMETERS


class Address(NamedTuple):
    """A place in the handbook."""

    page: str
    """Path of the Markdown page below the docs folder."""
    anchor: str = ""
    """Without `#`; empty for the top of the page."""


class Download(NamedTuple):
    """A file that readers save: a Word document of a form, the calendar of a role."""

    path: str
    """Below the docs folder."""
    name: str
    """The file name offered to the user."""


BOOKS = "downloads/documents"
"""Where controlled documents are published, below the docs folder."""
FORM_FILLING = "assets/form-filling.js"
"""The script that fills forms in."""
AGENDA = "assets/agenda.js"
"""What falls on which day, for scripts."""

ANCHORS = {
    Step: "step",
    Rule: "rule",
    Field: "field",
    FormRule: "form-rule",
    Section: "section",
    Stage: "stage",
    Task: "task",
    Term: "term",
    Clause: "clause",
    Exchange: "exchange",
    Parameter: "parameter",
    Question: "question",
    Chapter: "chapter",
    Entrance: "entrance",
    Source: "source",
}

SUFFIXES = {"fillable": ("", ""), "editable": (".editable", "（手机版）"), "print": (".print", "（打印版）")}
"""By variant of a Word form: what follows the id in the path, and the title in the offered name."""


def archive(edition: Edition, settings: Settings) -> Download:
    """The ZIP of a whole edition, which is made when its pages are."""
    return Download(
        f"downloads/handbook-{edition.name}.zip", f"{_in_name(settings.title)}-{_in_name(edition.title)}.zip"
    )


def redline(edition: Edition) -> Download:
    """The changes of an edition as a Word document with tracked changes."""
    return Download(f"downloads/redline-{edition.name}.docx", f"修订对照-{_in_name(edition.title)}.docx")


def page_of(item: Item) -> str:
    """The page of an item: `procedures/customer-visit.md`."""
    return f"{KINDS[kind_of(item)].path}/{item.id}.md"


def anchor_of(entry: Any) -> str:
    """The anchor of an entry that has an id: `step-confirm-time`, `clause-cod-2-1a`."""
    anchor = anchor_in(type(entry), entry.id)
    if not anchor:
        raise KeyError(type(entry).__name__)
    return anchor


def anchor_in(cls: type, id: str) -> str:
    """The anchor of an entry of a class with an id; empty for a class without anchors."""
    prefix = next((prefix for known, prefix in ANCHORS.items() if issubclass(cls, known)), "")
    return f"{prefix}-{re.sub('[^a-z0-9]+', '-', id.lower())}" if prefix else ""


def address_of(holder: Any, entry: Any = None) -> Address:
    """Where an item, or an entry of it, is found. The glossary and the sources are holders as well."""
    special = GLOSSARY if isinstance(holder, Glossary) else COVERAGE if isinstance(holder, Source) else None
    return Address(
        special.path if special else page_of(holder), "" if entry is None or entry is holder else anchor_of(entry)
    )


def find(handbook: Handbook, target: str) -> Address:
    """Where the target of a link or reference is found: an item, `item#entry`, `item.entry`, `parameters#id`, a clause.

    KeyError if there is no such thing; the loader has made sure that there is.
    """
    if target in handbook.clauses:
        return Address(COVERAGE.path, anchor_of(handbook.clauses[target]))
    if target.startswith(f"{PAGE}#"):
        return Address(PARAMETERS.path, f"parameter-{target.removeprefix(PAGE + '#')}")
    item_id, _, entry_id = target.replace("#", ".").partition(".")
    item = handbook.items[item_id]
    return address_of(item, entry_of(item, entry_id)) if entry_id else address_of(item)


def entry_of(item: Item, entry_id: str) -> Any:
    """The step, rule, field, task… of the item with this id; KeyError if there is none."""
    anchored = tuple(ANCHORS)
    parts = (part for _, _, part in walk(item, wanted=_is_part))
    entry = next((part for part in parts if isinstance(part, anchored) and getattr(part, "id", "") == entry_id), None)
    if entry is None:
        raise KeyError(f"{item.id}#{entry_id}")
    return entry


def _is_part(field: FieldKind) -> bool:
    return has_fields(field.type)


def relative(address: Address, page: str) -> str:
    """The address as a link on another page: `../roles/sales-rep.md#…`, or only `#…` on the page itself."""
    anchor = f"#{address.anchor}" if address.anchor else ""
    if address.page == page and anchor:
        return anchor
    return _path(address.page, posixpath.dirname(page) or ".") + anchor


@cache
def _path(page: str, folder: str) -> str:
    """A page, seen from a folder of pages: asked for every link, of which most pages have the same."""
    return posixpath.relpath(page, folder)


def html(address: Address) -> str:
    """The built page, below the root of the edition: `procedures/customer-visit.html#step-confirm-time`."""
    anchor = f"#{address.anchor}" if address.anchor else ""
    return f"{address.page.removesuffix('.md')}.html{anchor}"


def html_from(target: str, page: str) -> str:
    """A built page as a link from another one, for attributes, where MkDocs rewrites nothing: `../my-runs.html`."""
    return html(Address(relative(Address(target), page)))


def file_from(path: str, page: str) -> str:
    """A file that is no page as a link from a page, for attributes: `../assets/form-filling.js`."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".")


def download(form: Form, variant: str) -> Download:
    """Where a variant of the form is published and what its file is called. KeyError for an unknown variant."""
    return _of_form(form, *SUFFIXES[variant])


def sample(form: Form) -> Download:
    """Where the form filled in with its samples is published, for forms that have a complete one."""
    return _of_form(form, ".sample", "（填好的示例）")


def _of_form(form: Form, path: str, name: str) -> Download:
    return Download(f"downloads/{form.id}{path}.docx", f"{form.number}-{_in_name(form.title, '-')}{name}.docx")


def filled_name(form: Form) -> str:
    """What the document that a reader fills in on the page is called, before its day and ending."""
    return _in_name(form.title, "-")


def form_script(form: Form) -> str:
    """Where the form is published for scripts, below the docs folder."""
    return f"assets/forms/{form.id}.js"


def calendar(role: Role) -> Download:
    """Where the calendar file of a role is published and what it is called."""
    return Download(f"downloads/calendar-{role.id}.ics", f"{role.title}-日历.ics")


def review_calendar(owner: Role) -> Download:
    """Where the calendar file with the reviews that a role owes is published and what it is called."""
    return Download(f"downloads/reviews-{owner.id}.ics", f"{owner.title}-评审日历.ics")


def registers(edition: Edition) -> Download:
    """The workbook with the lists of document control."""
    return Download(f"downloads/registers-{edition.name}.xlsx", f"受控清单-{_in_name(edition.title)}.xlsx")


def steps_of(procedure: Procedure) -> Address:
    """Where the steps of a procedure begin."""
    return Address(page_of(procedure), "steps")


def news_of(role: Role) -> Address:
    """Where all that is new for a role is listed."""
    return Address(page_of(role), "news")


def book(handbook: Handbook, edition: Edition, scope: Chapter | Item | None) -> Download:
    """Where the handbook, or one procedure or policy, is published as a controlled document, and what such a document
    is called.
    """
    settings = handbook.settings
    number = settings.number_of(scope) if isinstance(scope, Chapter) else settings.number
    whole = [*([number] if number else []), settings.title, *([scope.title] if scope else []), edition.title]
    words = [scope.number, scope.title] if isinstance(scope, Document) else whole
    return Download(f"{BOOKS}/{scope.id if scope else 'handbook'}.docx", f"{'-'.join(map(_in_name, words))}.docx")


def _in_name(words: str, gap: str = "") -> str:
    """Words as they may stand in the name of a file on every system, with `gap` for what may not."""
    return re.sub(r'[\\/:*?"<>|\s]+', gap, words)
