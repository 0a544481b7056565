"""The Content-Security-Policy of the site, and what of a page it would stop: https://www.w3.org/TR/CSP3/

Every page has the same policy: scripts and styles come from files of the site, and of the scripts that stand in pages
only those of the theme run, by their hash. A script that got into a page by a name, a title or a setting has none.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from generator.problems import Place, Problem
from generator.render import Artifact
from generator.resources import TEMPLATES
from generator.website.bundles import theme_scripts

SERVERS = TEMPLATES / "serve"
"""Configurations of web servers, in which a mark stands for the policy."""
MARK = "<policy>"
SOURCES: tuple[tuple[str, str], ...] = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'self'"),
    ("frame-ancestors", "'self'"),
)
"""What may come from where. The theme's icons stand in its style sheets, as `data:`."""
DATA = ("application/json", "application/ld+json", "text/template")
"""Types of `<script>` that no browser runs."""
LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "form": ("action",),
}
"""Which attributes name what a browser loads or sends to by itself, by element; of `<link>` see `_Page`."""
FORBIDDEN = ("style", "base", "iframe", "frame", "object", "embed", "applet")
"""Elements for which the policy has no source."""
LINKS = ("stylesheet", "icon", "manifest", "preload", "prefetch", "modulepreload", "apple-touch-icon")
"""What a `<link>` is where a browser loads it."""


def policy() -> str:
    """The value of the header."""
    hashes = "".join(f" '{_hash(script)}'" for script in theme_scripts())
    return "; ".join(f"{name} {value}{hashes * (name == 'script-src')}" for name, value in SOURCES)


def server_files() -> list[Artifact]:
    """The ready configurations of web servers, with the policy in its place; below `serve/`."""
    return [
        Artifact(f"serve/{path.name}", path.read_text(encoding="utf-8").replace(MARK, policy()).encode())
        for path in sorted(SERVERS.iterdir())
    ]


def problems(pages: Sequence[tuple[str, str]]) -> list[Problem]:
    """What the policy would stop in pages, given as (file, HTML): one problem for each place."""
    allowed = frozenset(_hash(script) for script in theme_scripts())
    return [
        Problem(
            "E609",
            f"网页里有{stopped.what}，按内容安全策略（CSP）浏览器不会运行或装载它",
            Place(file, stopped.line, stopped.column),
            "脚本和样式要放在 templates/theme 的文件里；写进模板的设置和文字要转义",
        )
        for file, page in pages
        for stopped in stopped_in(page, allowed)
    ]


class Stopped(NamedTuple):
    """Something in a page that the policy stops."""

    what: str
    line: int
    column: int
    """Both from one."""


def stopped_in(page: str, allowed: frozenset[str]) -> Iterator[Stopped]:
    """What the policy stops in a page, in its order. `allowed` are hashes of scripts that may stand in it."""
    parser = _Page(allowed)
    parser.feed(page)
    parser.close()
    yield from parser.found


def _hash(script: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


class _Page(HTMLParser):
    """Reads one page. Attributes come unescaped, names in lower case, and the text of a script in one piece."""

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Stopped] = []
        self._allowed = allowed
        self._script: list[str] | None = None
        self._script_at = (1, 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag in FORBIDDEN:
            self._add(f" <{tag}>")
        if tag == "script" and "src" not in held and held.get("type", "") not in DATA:
            self._script, self._script_at = [], self.getpos()
        for name, value in held.items():
            if name.startswith("on"):
                self._add(f"事件属性 {name}")
            elif name == "style":
                self._add("属性 style")
            elif name in ("href", "xlink:href", "src", "action", "formaction") and _plain(value).startswith(
                "javascript:"
            ):
                self._add(f"属性 {name} 里的 javascript:")
            elif self._loads(tag, name, held) and any(map(_foreign, _addresses(name, value))):
                self._add(f"别处的文件 {value[:60]}")

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            text, self._script = "".join(self._script), None
            if text.strip() and _hash(text) not in self._allowed:
                self._add(f"页内脚本「{' '.join(text.split())[:40]}」", self._script_at)

    def _loads(self, tag: str, name: str, held: dict[str, str]) -> bool:
        if tag == "link":
            return name == "href" and any(rel in LINKS for rel in held.get("rel", "").lower().split())
        return name in LOADED.get(tag, ())

    def _add(self, what: str, place: tuple[int, int] | None = None) -> None:
        line, column = place or self.getpos()
        self.found.append(Stopped(what, line, column + 1))


def _plain(address: str) -> str:
    """As a browser takes it: without blanks and control characters, in lower case."""
    return "".join(letter for letter in address if letter > " ").lower()


def _addresses(name: str, value: str) -> list[str]:
    """The addresses in an attribute: `srcset` has several, each before its size."""
    return [part.split()[0] for part in value.split(",") if part.split()] if name == "srcset" else [value]


def _foreign(address: str) -> bool:
    """Whether it lies elsewhere. What stands in the page itself, as `data:`, is for the policy to judge."""
    plain = _plain(address)
    return plain.startswith("//") or bool(re.match(r"(?!data:)[a-z][a-z0-9+.-]*:", plain))
