"""Pages -> the site.

Only this file, `preview_server.py` and `mkdocs_hook.py` know that MkDocs exists.

Every revision is built alone, from pages under `build/pages/`, with the hand-written `mkdocs.yml` as its base, and kept
under `build/html/` by the fingerprint of all that went in. `site/` is then put together from the finished ones and
swapped in whole.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.memory import FORGETFUL, Memory
from generator.model import Edition, Handbook, Revised, Settings
from generator.problems import Place, Problem, ProblemsFound
from generator.queries.role_work import News
from generator.render import Artifact
from generator.render.addresses import Address, html
from generator.render.addresses import redline as redline_of
from generator.render.addresses import registers as registers_of
from generator.render.exports.registers import registers
from generator.render.exports.workbook import workbook
from generator.render.site import offline
from generator.render.site.agenda import agenda_script
from generator.render.site.colours import PATH as COLOURS
from generator.render.site.colours import colours
from generator.render.site.landing_page import VersionEntry, landing_files
from generator.render.site.navigation import navigation
from generator.render.site.pages import as_html, pages
from generator.render.site.review_calendar import review_calendars
from generator.render.site.role_calendar import calendars
from generator.render.site.search_index import search_index
from generator.render.site.template_errors import template_problems
from generator.render.site.web_forms import web_forms
from generator.render.special_pages import SPECIAL_PAGES
from generator.render.word import redline
from generator.render.word.filled_samples import filled_samples
from generator.render.word.manuals import books
from generator.resources import CONFIG, TEMPLATES, THEME
from generator.system import publishing
from generator.website import bundles, content_security
from generator.website.log_listener import LogListener

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
ENGINE = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "pygments")
"""Packages whose version decides how a page comes out."""


@dataclass(frozen=True)
class SiteEdition:
    """One revision as it goes into the site."""

    edition: Edition
    handbook: Handbook
    downloads: Mapping[str, bytes]
    """Word forms by file name; those of a released revision exactly as released."""
    news: Mapping[str, tuple[News, ...]]
    """By role: what is new for it since the release before; empty for the first one."""
    history: tuple[Revised, ...] = ()
    """What changed in it and in every edition before it, newest first."""
    looks: bytes | None = None
    """A Word document whose header and styles its controlled documents take: the company's base, or a form as
    released."""
    memory: Memory = FORGETFUL
    """What was worked out of it before."""

    def artifacts(self) -> list[Artifact]:
        """Everything that MkDocs reads."""
        return [*self.page_artifacts(), *self.form_artifacts(), *self.document_artifacts()]

    def page_artifacts(self) -> list[Artifact]:
        """What every page stands on."""
        handbook, edition = self.handbook, self.edition
        return [
            *pages(handbook, edition, news=self.news, history=self.history, memory=self.memory),
            agenda_script(handbook, edition, self.memory),
            *search_index(handbook, edition, self.memory),
            *bundles.bundles(),
            *colours(handbook.settings),
        ]

    def form_artifacts(self) -> list[Artifact]:
        """The Word forms, and what fills them in on their pages."""
        files = {**self.downloads, **filled_samples(self.handbook, self.downloads)}
        return [
            *web_forms(self.handbook, self.downloads),
            *(Artifact(f"downloads/{name}", content) for name, content in files.items()),
        ]

    def document_artifacts(self) -> list[Artifact]:
        """What readers download beside the forms."""
        handbook, edition = self.handbook, self.edition
        return [
            *calendars(handbook, edition),
            *review_calendars(handbook, edition),
            *self._redline(),
            *self._registers(),
            *books(handbook, edition, self.history, self.looks),
        ]

    def _registers(self) -> Iterator[Artifact]:
        yield Artifact(
            registers_of(self.edition).path,
            workbook(registers(self.handbook, self.edition), self.handbook, self.edition),
        )

    def _redline(self) -> Iterator[Artifact]:
        if self.history and self.history[0].before:
            yield Artifact(redline_of(self.edition).path, redline(self.history[0]))


def build_site(
    site_editions: Sequence[SiteEdition], work: Path, out: Path, on_progress: Callable[[str], None] = lambda words: None
) -> None:
    """Build every edition that is not built yet and swap the whole site into `out`.

    `work` keeps what can be used again.

    `on_progress` is called with what takes its time, in the author's words. Whoever calls this is
    `publishing.alone` at `out`.

    Raises ProblemsFound if MkDocs warns of anything: links and anchors are checked before, so that would be a mistake
    of ours; or if another process builds with the same `work`.
    """
    with publishing.alone(work / "html"):
        try:
            _clear(work)
            _assemble(
                [(site_edition, _build_edition(site_edition, work, on_progress)) for site_edition in site_editions],
                work,
                out,
                on_progress,
            )
        finally:
            _clear(work)


def _clear(work: Path) -> None:
    """Take away what an interrupted or failed build left unfinished."""
    for unfinished in (work / "html").glob(".*"):
        shutil.rmtree(unfinished)


def _assemble(
    built: Sequence[tuple[SiteEdition, Path]], work: Path, out: Path, on_progress: Callable[[str], None]
) -> None:
    """Put the finished editions and what stands above them into `out`, and how to serve them into `work`."""
    on_progress("正在合成站点")
    fresh = publishing.fresh_folder(out)
    entries = [
        VersionEntry(
            site_edition.edition, sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
        )
        for site_edition, folder in built
    ]
    listed: dict[str, bytes] = {}
    for (site_edition, folder), entry in zip(built, entries, strict=True):
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        _write(fresh / site_edition.edition.name, [Artifact(path, content) for path, content in files.items()])
        to_keep = offline.to_keep(site_edition.edition.name, files)
        listed[to_keep.path] = to_keep.content
        _write(
            fresh,
            [
                to_keep,
                offline.zipped(entry, entries, site_edition.handbook.settings, files, bundles.front_door()),
            ],
        )
    newest = built[-1][0].handbook.settings
    above = [*landing_files(entries, newest), offline.manifest(newest), *bundles.above_editions()]
    listed |= {artifact.path: artifact.content for artifact in above if artifact.path != bundles.SERVICE_WORKER}
    _write(fresh, [*above, offline.site_list(entries, newest, listed)])
    publishing.swap(out)
    _write(work, content_security.server_files())


def _write(folder: Path, artifacts: Iterable[Artifact]) -> None:
    for artifact in artifacts:
        publishing.write_file(folder / artifact.path, artifact.content)


def _build_edition(site_edition: SiteEdition, work: Path, on_progress: Callable[[str], None]) -> Path:
    """The folder with the finished HTML of an edition."""
    on_progress(f"正在准备 {site_edition.edition.title}：页面、表单、受控文件")
    artifacts = site_edition.artifacts()
    name = site_edition.edition.name
    html = work / "html" / f"{name}-{_key(site_edition, artifacts)}"
    if html.exists():
        on_progress(f"{site_edition.edition.title}没有变化，沿用上次生成的网页")
    else:
        on_progress(f"正在生成 {site_edition.edition.title}的网页")
        docs, unfinished = work / "pages" / name, work / "html" / f".{name}"
        publishing.update_folder(docs, artifacts)
        _mkdocs(site_edition, docs, unfinished)
        written = [
            (f"site/{name}/{path.relative_to(unfinished).as_posix()}", path.read_text(encoding="utf-8"))
            for path in sorted(unfinished.rglob("*.html"))
        ]
        if stopped := content_security.problems(written):
            raise ProblemsFound(*stopped)
        for older in html.parent.glob(f"{name}-*"):
            shutil.rmtree(
                older.rename(older.with_name(f".{older.name}"))
            )  # half of it, under its own name, would pass for the whole
        unfinished.rename(html)
    return html


def _key(site_edition: SiteEdition, artifacts: Iterable[Artifact]) -> str:
    """A hash of all that decides how the edition comes out."""
    engine = [(name, version(name)) for name in ENGINE]
    digest = hashlib.sha256(
        json.dumps([_extra(site_edition.edition), navigation(site_edition.handbook), engine]).encode()
    )
    theme = sorted(path for path in THEME.rglob("*") if path.is_file())
    for name, content in [
        *((path.name, path.read_bytes()) for path in (CONFIG, Path(__file__), Path(content_security.__file__))),
        *((path.relative_to(THEME).as_posix(), path.read_bytes()) for path in theme),
        *sorted((artifact.path, artifact.content) for artifact in artifacts),
    ]:
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _extra(edition: Edition) -> dict[str, Any]:
    """What the theme's templates are told about the edition."""
    return {
        "name": edition.name,
        "revision": edition.revision,
        "title": edition.title,
        "fingerprint": edition.proof,
        "draft": edition.approval is None,
        "effective": str(edition.approval.effective) if edition.approval else "",
    }


def _mkdocs(site_edition: SiteEdition, docs: Path, target: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    settings, edition = site_edition.handbook.settings, site_edition.edition
    with _steady_clock(edition), _complaints() as complaints:
        try:
            config = load_config(
                str(CONFIG),
                docs_dir=str(docs.resolve()),
                site_dir=str(target.resolve()),
                hooks=[],
                nav=navigation(site_edition.handbook),
            )
            fit(config, settings, edition)
            with template_problems(TEMPLATES):
                build(config)
        except (
            MkDocsException
        ) as error:  # it is strict, so it ends so where it has warned before, or cannot read its configuration
            complaints[:] = complaints or [str(error)]
    if complaints:
        place, hint = Place(f"build/pages/{edition.name}"), "这是生成器或 mkdocs.yml 的问题，请把这段文字发给维护者"
        raise ProblemsFound(*(Problem("E602", message, place, hint) for message in complaints))


def fit(config: Any, settings: Settings, edition: Edition) -> None:
    """The parts of the MkDocs configuration that follow from the handbook. The theme prints them as they are."""
    config.site_name = as_html(settings.title)
    config.site_url = as_html(f"{settings.site_url}{edition.name}/" if settings.site_url else "")
    config.copyright = as_html(f"{settings.company} · {settings.confidentiality}")
    if settings.colour:
        config.extra_css = [*config.extra_css, COLOURS]
    # Not `repo_url`: for some hosts the theme asks that host for figures, and the site may ask no one for anything.
    config.extra = {
        **config.extra,
        "edit": as_html(f"{settings.repo_url}/{settings.edit_path}" if settings.repo_url else ""),
        "edition": _extra(edition),
        "pages": _special_pages(),
    }


def fit_nothing(config: Any) -> None:
    """The same parts where no handbook can be shown."""
    config.site_name, config.site_url, config.copyright = "手册", "", ""
    edition = Edition(name="next", revision="", approval=None, fingerprint="", changes={})
    config.extra = {**config.extra, "edit": "", "edition": _extra(edition), "pages": _special_pages()}


def _special_pages() -> dict[str, dict[str, str]]:
    return {page.template: {"title": page.title, "address": html(Address(page.path))} for page in SPECIAL_PAGES}


@contextmanager
def _steady_clock(edition: Edition) -> Iterator[None]:
    """Every date that MkDocs stamps comes from the edition: https://reproducible-builds.org/specs/source-date-epoch/"""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(edition.written.replace(tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect the warnings of MkDocs, which is how it reports a dead link."""
    messages: list[str] = []
    handler = LogListener(lambda record: messages.append(record.getMessage()), logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
