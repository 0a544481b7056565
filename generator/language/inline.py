"""The inline Markdown that authors may write, parsed once into spans: **strong**, *emphasis*, `code`, [links](target),
backslash escapes.

The grammar is CommonMark's but for three points, all for Chinese text. `**` and `*` open before anything but a space
and close after anything but a space, so that `**重点：**后` is strong although the second `**` stands between
punctuation and a letter. A `*` between two Latin letters or digits is a sign of multiplication. `_` is never markup,
and line ends are not kept: two lines are joined without a space where a Chinese character or punctuation mark meets
another.

Link targets are web addresses, mail addresses, or the id of an item: `customer-visit`, `customer-visit#confirm-time`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

CHINESE = "\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…"
"""Chinese characters and punctuation, for use inside a regular expression's brackets."""

EXTERNAL = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\]+", re.IGNORECASE)
INTERNAL = re.compile(r"[a-z][a-z0-9-]*(?:#[a-z][a-z0-9-]*)?")

ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
LINK = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]\(([^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
STARS = re.compile(r"\*+")
PLAIN = re.compile(r"[^\\`\[*]+")
PATTERNS = {"\\": ESCAPE, "`": CODE, "[": LINK}
"""By its first sign: what may stand here. Everything else is plain, but for stars."""
MARKUP = re.compile(r"[!-$&-+:<=>@\[-`{-~]|^-|(?<=\d)\.(?!\S)")
"""What Markdown or HTML could take for markup, at any place in a line."""


MARK = "\ue000"
"""Stands for markup where only the words are looked at. It is private to programs: no author can write it."""


@dataclass(frozen=True)
class Text:
    """Words as they stand."""

    text: str


@dataclass(frozen=True)
class Code:
    """Words to be typed or seen exactly so."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Important words."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Emphasis:
    """Stressed words."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Link:
    """Words that lead elsewhere."""

    spans: tuple[Span, ...]
    target: str
    """As written: nobody has checked yet that it leads anywhere."""


Span = Text | Code | Strong | Emphasis | Link


def parse(text: str) -> tuple[Span, ...]:
    """The spans of an author's text. Whatever is not well-formed markup is text; nothing is an error."""
    return _Parser(_one_line(text)).spans()


def plain(text: str) -> str:
    """The words alone: for search, calendars, attributes and titles."""
    return "".join(_words(parse(text)))


def link_matches(text: str) -> Iterator[re.Match[str]]:
    """Every link of a text at its place: its words are group 1, its target group 2."""
    at = 0
    while at < len(text):
        pattern = PATTERNS.get(text[at])
        match = pattern.match(text, at) if pattern else None
        if match and pattern is LINK:
            yield match
        at = match.end() if match else at + 1


def links(spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The targets of all links among the spans of a text, as written, in their order."""
    return tuple(_targets(spans))


def unescaped(text: str) -> str:
    """A text with a MARK in the place of every escape: it has the same markup, and its other signs are no escapes."""
    return ESCAPE.sub(MARK, text) if "\\" in text else text


def left_over(spans: tuple[Span, ...]) -> str:
    """The words that are shown as they were written, with a MARK wherever markup was understood, or code: what still
    looks like markup in them was meant as such, and is none. `spans` are those of an unescaped text.
    """
    return "".join(_unmarked(spans))


def is_external(target: str) -> bool:
    """Whether a link leads out of the handbook, by one of the schemes that are allowed: http, https, mailto."""
    return EXTERNAL.fullmatch(target) is not None


def is_internal(target: str) -> bool:
    """Whether a link target is written like the id of an item, with or without an entry. It may still not exist."""
    return INTERNAL.fullmatch(target) is not None


def escaped(text: str) -> str:
    """Text in which nothing is markup, be it read as Markdown or as HTML: what could be is written as an entity.

    Good for a place inside a line, a table cell, a heading and a quoted attribute.
    """
    return MARKUP.sub(lambda match: f"&#{ord(match[0])};", re.sub(r"\s+", " ", text))


def marked(text: str, resolve: Callable[[str], str] | None) -> str:
    """An author's text as it may stand in a line of a Markdown page.

    `resolve` turns the id of an item into an address; with None, as inside a button, links are left as their words.

    Emphasis becomes HTML elements, which have no rules on what may stand beside them; links stay Markdown, so that
    MkDocs checks them. A link whose target is neither an id nor of an allowed scheme is left as its words.
    """
    return _joined(parse(text), resolve)


def _marked(span: Span, resolve: Callable[[str], str] | None) -> str:
    match span:
        case Text(text):
            return escaped(text)
        case Code(text):
            return f"<code>{escaped(text)}</code>"
        case Strong(spans):
            return f"<strong>{_joined(spans, resolve)}</strong>"
        case Emphasis(spans):
            return f"<em>{_joined(spans, resolve)}</em>"
        case Link(spans, target) if resolve and is_external(target):
            return f"[{_joined(spans, resolve)}](<{quote(target, safe='/:?#@!$&+,;=%~')}>)"
        case Link(spans, target) if resolve and is_internal(target):
            return f"[{_joined(spans, resolve)}](<{resolve(target)}>)"
    return _joined(span.spans, resolve)


def _joined(spans: tuple[Span, ...], resolve: Callable[[str], str] | None) -> str:
    return "".join(_marked(span, resolve) for span in spans)


def _words(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        yield from (span.text,) if isinstance(span, Text | Code) else _words(span.spans)


def _targets(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        if isinstance(span, Link):
            yield span.target
        if not isinstance(span, Text | Code):
            yield from _targets(span.spans)


def _unmarked(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        match span:
            case Text(text):
                yield text
            case Code():
                yield MARK
            case _:
                yield from (MARK, *_unmarked(span.spans), MARK)


def _one_line(text: str) -> str:
    return re.sub(rf"(?<=[{CHINESE}])\s*\n\s*(?=[{CHINESE}])", "", text.strip()).replace("\n", " ")


class _Parser:
    """Reads from left to right. Inside an element of one kind another of that kind cannot open, and after one opening
    sign has found no partner the later ones in the same element cannot either: so the time is linear in the text.
    """

    def __init__(self, text: str, in_link: bool = False):
        self.text = text
        self.at = 0
        self.in_link = in_link

    def spans(self) -> tuple[Span, ...]:
        """The whole text."""
        return self.until("")[0]

    def until(self, closer: str, outer: str = "") -> tuple[tuple[Span, ...], bool]:
        """Spans up to the closing sign, which is consumed, and whether it was found.

        `outer` closes the element around.
        """
        spans: list[Span] = []
        lonely: set[str] = set()
        while self.at < len(self.text):
            stars = STARS.match(self.text, self.at)
            if stars:
                closing = self.closing(stars)
                if closer and closer in closing:
                    self.at += len(closer)
                    return _merged(spans), True
                if outer and outer in closing:
                    return (), False
                spans.append(self.starred(stars, (closer, outer), lonely))
            else:
                spans.append(self.simple())
        return _merged(spans), not closer

    def closing(self, stars: re.Match[str]) -> tuple[str, ...]:
        """Which elements this run of stars can close."""
        if self.at == 0 or self.text[self.at - 1].isspace() or self.multiplies(stars):
            return ()
        return {1: ("*",), 2: ("**",), 3: ("*", "**")}.get(len(stars[0]), ())

    def multiplies(self, stars: re.Match[str]) -> bool:
        """Whether the star stands between Latin letters or digits, as in 210*297."""
        beside = self.text[stars.start() - 1 : stars.start()] + self.text[stars.end() : stars.end() + 1]
        return len(stars[0]) == 1 and len(beside) == 2 and beside.isascii() and beside.isalnum()

    def starred(self, stars: re.Match[str], inside: tuple[str, str], lonely: set[str]) -> Span:
        """The element that opens here, or the stars as text."""
        follows = self.text[stars.end() : stars.end() + 1]
        for sign, cls in (("**", Strong), ("*", Emphasis)):
            fits = len(stars[0]) <= 3 and (len(stars[0]) != 2 or sign == "**") and len(sign) <= len(stars[0])
            if not fits or sign in inside or sign in lonely or not follows.strip() or self.multiplies(stars):
                continue
            start, self.at = self.at, self.at + len(sign)
            spans, closed = self.until(sign, inside[0])
            if closed and spans:
                return cls(spans)
            lonely.add(sign)
            self.at = start
        self.at = stars.end()
        return Text(stars[0])

    def simple(self) -> Span:
        """The next span that is not emphasis."""
        sign = self.text[self.at]
        match = PATTERNS.get(sign, PLAIN).match(self.text, self.at)
        if match is None or (sign == "[" and self.in_link):
            self.at += 1
            return Text(sign)
        self.at = match.end()
        match sign:
            case "\\":
                return Text(match[1])
            case "`":
                return Code(match[2].strip() or match[2])
            case "[":
                return Link(_Parser(match[1], in_link=True).spans(), match[2])
            case _:
                return Text(match[0])


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbouring texts as one."""
    merged: list[Span] = []
    for span in spans:
        if merged and isinstance(span, Text) and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text + span.text)
        else:
            merged.append(span)
    return tuple(merged)
