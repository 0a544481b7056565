"""Signs in a text that were meant as markup and are none: readers would see them as they stand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.language.inline import MARK
from generator.language.phrasing import in_one_line
from generator.load.rules.texts import WrittenText
from generator.load.rules.violation import RuleContext, Violation, violation_at

TAGS = (
    "a abbr address article aside audio b big blockquote body br button center cite code dd del details dfn div dl dt "
    "em embed figcaption figure font footer form frame h[1-6] head header hr html i iframe img input ins kbd label "
    "legend li link main mark marquee meta nav object ol option p pre q s script section select small span strike "
    "strong style sub summary sup svg table tbody td template textarea tfoot th thead title tr tt u ul var video"
).replace(" ", "|")
HTML = re.compile(rf"<!--.*?(?:-->|$)|</?({TAGS})(?:\s+[a-z-]+\s*=[^<>]*|\s*)/?>", re.IGNORECASE | re.DOTALL)
ELEMENT = re.compile(rf"<({TAGS})(?:\s+[a-z-]+\s*=[^<>]*|\s*)>([^<>]*)</\1\s*>", re.IGNORECASE)
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+\.[a-z]+)>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:nbsp;?|[a-zA-Z]{2,8}[0-9]{0,2};|#[0-9]{1,6};|#[xX][0-9a-fA-F]{1,5};)")
ESCAPED_LINE = re.compile(r"\\[nrt](?![A-Za-z])")
WORDS = r"[^\s*_~=`]"
PAIRED = {
    "**": (r"\*{2,}|＊{2,}", "加粗"),
    "*": (rf"(?:^|(?<=[\s，。；：、（「“]))\*(?={WORDS})(?![A-Za-z0-9])", "强调"),
    "`": (r"(?<!`)`{1,2}(?!`)", "代码"),
}
"""Signs that stand on both sides of what they mark: where one is left over, and what it makes."""
FOREIGN = {
    "__": rf"__(?={WORDS})(.+?)(?<={WORDS[:-1]}\s])__",
    "~~": rf"~~(?={WORDS})(.+?)~~",
    "==": rf"(?<![=!<>])==(?={WORDS})(.+?)==(?!=)",
}
"""Signs of other dialects, of which this handbook knows nothing."""
FOOTNOTE = re.compile(r"\[\^[^\]]{1,20}\]")
IMAGE = re.compile(r"!\[[^\]]*\]\([^()\s]+\.(?:png|jpe?g|gif|svg|webp|bmp)\)", re.IGNORECASE)
TABLE = re.compile(r"\|[^|]+\|[^|]*\||(?:^|\n)\s*\|")
INSTEAD = {
    "br": "要分开说就分成两项，或用句号断开",
    "p": "要分开说就分成两项，或用句号断开",
    "b": "要加粗就写成「**文字**」",
    "strong": "要加粗就写成「**文字**」",
    "i": "要强调就写成「*文字*」",
    "em": "要强调就写成「*文字*」",
    "a": "链接写成「[文字](网址或编号)」",
    "li": "要列成几条，就在 YAML 里写成列表，一条一项",
}


SHOWN = 30
"""So many characters of a mark are repeated in a message."""
Told = tuple[str, str, str]
"""The words, what is wrong with them, what to write instead."""


def texts_hold_no_stray_marks(context: RuleContext) -> Iterator[Violation]:
    """No sign of markup is left over in a text, and none stands in a field that knows no markup."""
    for text in context.texts:
        for mark, message, hint in _stray(text):
            brief = in_one_line(mark, SHOWN)
            words = (message.replace(mark, brief), hint.replace(mark, brief)) if len(mark) > SHOWN else (message, hint)
            yield violation_at(text.id, text.path, "E440", *words, word=mark)


def _stray(text: WrittenText) -> Iterator[Told]:
    shown = text.shown
    for element in ELEMENT.finditer(shown):
        yield _of_element(element)
    shown = ELEMENT.sub(MARK, shown)
    for pattern, told in ((HTML, _of_html), (AUTOLINK, _of_autolink), (ENTITY, _of_entity), (ESCAPED_LINE, _of_line)):
        yield from (told(match) for match in pattern.finditer(shown))
    if image := IMAGE.search(text.text):
        yield image[0], "正文里放不了图片", "请删除，或改成指向网址的链接：去掉前面的「!」"
    if text.is_markdown:
        for sign, (lonely, makes) in PAIRED.items():
            if match := re.search(lonely, shown):
                yield match[0], f"{makes}的「{match[0]}」没有配对", _closed(sign, shown, match)
    elif not text.is_quoted and (match := re.search(r"\*\*[^*]+\*\*|`[^`]+`|\[[^\[\]]+\]\([^()\s]+\)", shown)):
        plain = re.sub(r"\]\([^()]*\)$", "", match[0]).strip("*`[]")
        yield match[0], f"这一栏的文字照原样印出来，「{match[0]}」不会变成格式", f"写成「{plain}」"
    for sign, marked in FOREIGN.items():
        if match := re.search(marked, shown):
            instead = f"要加粗就写成「**{match[1]}**」，" if text.is_markdown else ""
            yield match[0], f"「{sign}」会原样印出来", f"{instead}不用就删掉"
    if match := FOOTNOTE.search(shown):
        yield match[0], f"脚注「{match[0]}」会原样印出来", "手册没有脚注，请写进正文的（ ）里"
    if match := TABLE.search(shown):
        yield match[0].strip(), "正文里画不了表格，「|」会原样印出来", "请改成一条一项的列表"


def _of_html(match: re.Match[str]) -> Told:
    tag = (match[1] or "").lower()
    return match[0], f"「{match[0]}」是 HTML，会原样印出来", INSTEAD.get(tag, "请删除，只留文字")


def _of_element(match: re.Match[str]) -> Told:
    tag, words = match[1].lower(), match[2].strip()
    sign = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}.get(tag, "")
    instead = f"写成「{sign}{words}{sign}」" if words and tag != "a" else INSTEAD.get(tag, "请删除，只留文字")
    return match[0], f"「{match[0]}」是 HTML，会原样印出来", instead


def _of_autolink(match: re.Match[str]) -> Told:
    target = match[1] if re.match("https?:|mailto:", match[1], re.IGNORECASE) else f"mailto:{match[1]}"
    return match[0], f"「{match[0]}」会连尖括号一起印出来", f"写成「[{match[1].removeprefix('mailto:')}]({target})」"


def _of_entity(match: re.Match[str]) -> Told:
    character = html.unescape(match[0] if match[0].endswith(";") else f"{match[0]};").replace("\xa0", " ")
    return match[0], f"「{match[0]}」会原样印出来", "写成空格" if character.isspace() else f"写成「{character}」"


def _of_line(match: re.Match[str]) -> Told:
    return match[0], f"「{match[0]}」会原样印出来", INSTEAD["br"]


def _closed(sign: str, shown: str, match: re.Match[str]) -> str:
    """How what was begun, or only ended, is written whole."""
    behind = re.match(rf"[ \u3000]*([^{MARK}，。；：！？、\n*＊`]+)", shown[match.end() :])
    ahead = re.search(rf"([^{MARK}，。；：！？、\n*＊`]+)[ \u3000]*$", shown[: match.start()])
    words = behind or ahead
    if words is None:
        return "请删除"
    return f"写成「{sign}{words[1].strip()}{sign}」；不要格式就删掉「{match[0]}」"
