"""Handbook -> what its own search knows: every page and every entry on it, with the words that people use for them.

The theme's index stays empty, because pages exclude themselves from it; the search worker
(templates/theme/scripts/search-worker.ts) loads this one when it is first asked. It is a classic script, since neither
modules nor fetch work from `file://`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from opencc import OpenCC

from generator.forms.form_rules import form_rule_kind
from generator.language import inline, phrasing
from generator.memory import FORGETFUL, Memory
from generator.model import (
    NAMES,
    DataPath,
    Due,
    Edition,
    Field,
    Handbook,
    Item,
    Kpi,
    Measure,
    Role,
    Source,
    Term,
    kind_of,
    nearest,
    walk,
)
from generator.model.form_rule import AnyFormRule, FormRule
from generator.model.values import Duration
from generator.queries import listing
from generator.render import Artifact, addresses
from generator.render.addresses import Address
from generator.render.special_pages import SpecialPage, index_page, special_pages
from generator.schedule.phrases import due_phrase

DATA = "search/handbook.js"
"""Below the docs folder; the worker asks for it by this name."""
THEME_INDEX = {"config": {"lang": ["zh"], "separator": r"\s+", "pipeline": [], "fields": {}}, "docs": []}
"""What the theme loads from `file://` in place of its `search_index.json`, which it cannot fetch there."""

LIST = "目录"
"""The kind of a page that shows nothing of its own."""

NAMED = ("role", "forms", "filled_by", "submit_to", "reports_to")
"""References whose titles belong to the text of an entry."""
OTHER_NAMES = ("aliases", "avoid")
"""Fields that say what else a page or an entry is called."""
ENTRIES = tuple(cls for cls in addresses.ANCHORS if cls not in (Source, FormRule))


class _Indexed(NamedTuple):
    """What the search knows of one page."""

    text: str
    """As JSON; empty for a page that nobody can find."""
    names: tuple[str, ...]
    """What it is called."""
    characters: frozenset[str]
    """All that stand in it."""


def search_index(handbook: Handbook, edition: Edition, memory: Memory = FORGETFUL) -> list[Artifact]:
    """The two scripts behind the search box, with paths below the docs folder. With a `memory` only what changed is
    put into words again.
    """
    pages = [page for page in _pages(handbook, edition, memory) if page.text]
    same = [[term.title, *term.aliases, *term.avoid] for term in handbook.glossary.terms]
    characters = frozenset(_json(same)).union(*(page.characters for page in pages))
    rest = {
        "simplified": simplified(characters),
        "sounds": sounds(word for words in (*(page.names for page in pages), *same) for word in words),
    }
    data = f'{{"pages":[{",".join(page.text for page in pages)}],"same":{_json(same)},{_json(rest)[1:]}'
    return [
        Artifact(DATA, f"self.handbookSearch={data};\n".encode()),
        Artifact("search/search_index.js", f"var __index={_json(THEME_INDEX)};\n".encode()),
    ]


def _indexed(make: Callable[[], dict[str, Any]]) -> _Indexed:
    page = make()
    text = _json(page) if page["title"] else ""
    return _Indexed(text, (page["title"], *page["names"], *page["near"]), frozenset(text))


def simplified(characters: frozenset[str]) -> str:
    """Pairs of a traditional character and its simplified form, for the simplified ones among `characters`:
    戶户訪访.
    """
    return "".join(pair for pair in _pairs() if pair[1] in characters)


@cache
def _pairs() -> tuple[str, ...]:
    traditional = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    return tuple(old + new for old, new in zip(traditional, simplified, strict=True) if old != new and len(new) == 1)


def sounds(words: Iterable[str]) -> str:
    """Every syllable, without its tone, and the characters that are read so, alone or in `words`: `ba八巴 bai白拜`.

    All characters of GB 2312, because it is the mistyped one that stands nowhere in the handbook.
    """
    together: dict[str, dict[str, None]] = defaultdict(dict)
    for character, syllable in (*_characters(), *(read for word in words for read in _read(word))):
        together[syllable][character] = None
    return " ".join(syllable + "".join(characters) for syllable, characters in sorted(together.items()))


@cache
def _characters() -> tuple[tuple[str, str], ...]:
    """Every character of GB 2312 by itself, with its syllable."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return tuple(read for code in codes for read in _read(code.decode("gb2312", "ignore")))


@cache
def _read(word: str) -> tuple[tuple[str, str], ...]:
    """The characters of a word that are spoken, each with its syllable there."""
    # Its dictionary takes a quarter of a second to load: only who makes a site waits for it.
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(word, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]  # documented, not typed
    return tuple(
        (character, syllable)
        for character, syllable in zip(word, syllables, strict=True)
        if character != syllable and syllable.isascii()
    )


def _pages(handbook: Handbook, edition: Edition, memory: Memory) -> Iterator[_Indexed]:
    def indexed(path: str, make: Callable[[], dict[str, Any]]) -> _Indexed:
        return memory.kept(("indexed", path), partial(_indexed, make))

    for kind, items in listing.by_kind(handbook).items():
        index = index_page(kind)
        yield indexed(index.path, partial(_of_special, index, handbook, edition))
        for item in items:
            make = partial(_of_item, item, handbook, listing.SECTIONS[kind].weight)
            yield indexed(addresses.page_of(item), make)
    for special in special_pages(handbook):
        yield indexed(special.path, partial(_of_special, special, handbook, edition))


def _of_special(special: SpecialPage, handbook: Handbook, edition: Edition) -> dict[str, Any]:
    """A special page, with the entries of all that it shows entry by entry."""
    settings, holders = handbook.settings, special.holders(handbook)
    page = _page(Address(special.path), LIST, special.title, special.weight, special.words_in(settings, edition))
    page["text"] = special.description_in(settings)
    for holder in holders:
        holder_page = _of_holder(holder, handbook, special.path, getattr(holder, "title", ""), special.weight)
        if isinstance(holder, Source):
            page["parts"].append(_part(holder, holder_page["kind"], holder_page["text"]))
        page["parts"] += holder_page["parts"]
    return page


def _of_item(item: Item, handbook: Handbook, weight: float) -> dict[str, Any]:
    """The page of an item, with its entries; `near` are the terms that point to it."""
    pointing = [term for term in handbook.glossary.terms if item.id in term.see]
    number = getattr(item, "number", "")
    page = _of_holder(item, handbook, addresses.page_of(item), item.title, weight)
    page["names"] += [*item.aliases, *([number] if number else [])]
    page["near"] = [name for term in pointing for name in (term.title, *term.aliases)]
    if isinstance(item, Role):
        page["text"] += " 岗位职责"
    if isinstance(item, Role) and item.scorecard:
        page["text"] += f" 考核指标 {phrasing.listed(handbook.kpis[line.kpi].title for line in item.scorecard)}"
    if isinstance(item, Kpi):
        page["text"] += f" 目标 {phrasing.target_phrase(item)} {item.unit} 按{item.period}统计"
    return page


def _of_holder(holder: Any, handbook: Handbook, path: str, title: str, weight: float) -> dict[str, Any]:
    """A page with one part for every entry that has an anchor; what belongs to no entry is the text of the page."""
    kind = NAMES[kind_of(holder)]
    page = _page(Address(path), kind, title, weight)
    texts: dict[DataPath, list[str]] = {(): []}
    entries = {where: entry for where, _, entry in walk(holder) if isinstance(entry, ENTRIES) and _title(entry)}
    for where, declared, value in _told(holder):
        words = _words(declared, value, handbook, holder)
        if words:
            texts.setdefault(nearest(where, entries), []).append(words)
    page["text"] = _joined(texts.pop(()), title)
    for where, entry in entries.items():
        name = NAMES[addresses.ANCHORS[next(cls for cls in ENTRIES if isinstance(entry, cls))]]
        kind_title = f"{kind}·{name}" if isinstance(holder, Item) else name
        page["parts"].append(_part(entry, kind_title, _joined(texts.get(where, []), _title(entry))))
    return page


def _part(entry: Any, kind: str, text: str) -> dict[str, Any]:
    """An entry of a page, at its anchor."""
    return {
        "at": addresses.anchor_of(entry),
        "kind": kind,
        "title": _title(entry),
        "names": [*entry.aliases, *entry.avoid] if isinstance(entry, Term) else [],
        "text": text,
    }


def _page(address: Address, kind: str, title: str, weight: float, names: Iterable[str] = ()) -> dict[str, Any]:
    return {
        "at": addresses.html(address),
        "kind": kind,
        "title": title,
        "weight": weight,
        "names": list(names),
        "near": [],
        "text": "",
        "parts": [],
    }


def _title(entry: Any) -> str:
    return (
        f"{entry.id} {entry.about}" if hasattr(entry, "about") and hasattr(entry, "must") else phrasing.title_of(entry)
    )


def _told(holder: Any) -> Iterator[tuple[DataPath, Any, Any]]:
    """Every field with a value inside a holder, as `walk` gives them, but for those that readers are not told of;
    nothing from inside what is told as one phrase.
    """
    passed: DataPath | None = None
    for where, declared, value in walk(holder):
        if passed is not None and where[: len(passed)] == passed:
            continue
        internal = bool(declared.metadata["internal"])
        passed = where if internal or isinstance(value, Due | Measure | FormRule) else None
        if not internal:
            yield where, declared, value


def _words(declared: Any, value: Any, handbook: Handbook, holder: Any) -> str:
    """What one field adds to the text; empty for ids, numbers, dates and switches, and for what is a name of the page
    or of the entry.
    """
    rules = declared.metadata["rules"]
    if isinstance(value, Due):
        return due_phrase(value, handbook)
    if isinstance(value, Measure):
        return phrasing.measure_phrase(value, handbook)
    if isinstance(value, AnyFormRule):
        return form_rule_kind(value, holder).phrase()
    if isinstance(value, Duration):
        return str(value)
    if "ref" in rules:
        return handbook.items[value].title if declared.name in NAMED and value in handbook.items else ""
    if isinstance(value, str) and rules.get("markdown"):
        return inline.plain(value)
    coded = "regex" in rules or (declared.name == "kind" and value in Field.VARIANTS)
    return value if isinstance(value, str) and not coded and declared.name not in OTHER_NAMES else ""


def _joined(texts: list[str], title: str) -> str:
    """The texts in one line, without repeating the title and without those said twice."""
    return " ".join(text for text in dict.fromkeys(texts) if text != title)


def _json(data: Any) -> str:
    return (
        json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
