"""The inline Markdown of authors: what is markup, what is not, and that nothing else can become markup."""

from __future__ import annotations

import time

import pytest

from generator.language.inline import (
    MARK,
    Code,
    Emphasis,
    Link,
    Strong,
    Text,
    escaped,
    is_external,
    is_internal,
    left_over,
    links,
    marked,
    parse,
    plain,
    unescaped,
)

CASES = {
    "chinese punctuation": ("**重点：**后面", (Strong((Text("重点："),)), Text("后面"))),
    "before a bracket": ("看**《合同》**吧", (Text("看"), Strong((Text("《合同》"),)), Text("吧"))),
    "emphasis": ("*先听*后说", (Emphasis((Text("先听"),)), Text("后说"))),
    "both": ("***都要***", (Strong((Emphasis((Text("都要"),)),)),)),
    "strong in emphasis": ("*一 **二***", (Emphasis((Text("一 "), Strong((Text("二"),)))),)),
    "emphasis in strong": ("**一 *二***", (Strong((Text("一 "), Emphasis((Text("二"),)))),)),
    "crossed": ("*一 **二* 三**", (Emphasis((Text("一 **二"),)), Text(" 三**"))),
    "code keeps stars": ("`a*b` *c*", (Code("a*b"), Text(" "), Emphasis((Text("c"),)))),
    "longer fence": ("``a`b``", (Code("a`b"),)),
    "link": (
        "[客户**拜访**](customer-visit#meet)后",
        (Link((Text("客户"), Strong((Text("拜访"),))), "customer-visit#meet"), Text("后")),
    ),
    "link with brackets": ("[a](https://example.com/b_(c))", (Link((Text("a"),), "https://example.com/b_(c)"),)),
    "second bracket": ("[甲 [乙](legal)", (Text("[甲 "), Link((Text("乙"),), "legal"))),
    "escapes": ("\\*不\\* \\[是](x)", (Text("*不* [是](x)"),)),
    "spaced stars": ("3 * 4 ** 5", (Text("3 * 4 ** 5"),)),
    "multiplication": ("210*297*3 毫米", (Text("210*297*3 毫米"),)),
    "unclosed": ("**没有关 *上*", (Text("**没有关 "), Emphasis((Text("上"),)))),
    "only stars": ("****", (Text("****"),)),
    "underscores": ("_a_ __b__", (Text("_a_ __b__"),)),
    "lines": ("第一行\n第二行 a\nb", (Text("第一行第二行 a b"),)),
    "empty": ("", ()),
}


@pytest.mark.parametrize(("text", "spans"), CASES.values(), ids=CASES)
def test_parse(text, spans):
    """Each text gives exactly these spans."""
    assert parse(text) == spans


def test_plain_drops_markup_and_keeps_words():
    """Search, calendars and titles get the words alone."""
    assert plain("**一** *二* `三` [四](x) \\*五\\*") == "一 二 三 四 *五*"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("**重点**：先问", "□重点□：先问"),
        ("**重点：先问", "**重点：先问"),
        ("见[客户](a)和[b] (c)", "见□客户□和[b] (c)"),
        ("`**`和\\*星\\*", "□和□星□"),
        ("*a **b** c*", "□a □b□ c□"),
    ],
)
def test_what_is_left_over_is_what_readers_see_as_written(text, left):
    """Signs that were understood are gone, whatever still looks like one was meant and is none."""
    assert left_over(parse(unescaped(text))).replace(MARK, "□") == left


def test_links_lists_every_target_as_written():
    """The loader checks what this finds, so nothing may be missing, however deep it stands."""
    assert links(parse("**[a](one)** [b](javascript:alert(1)) `[c](no)` \\[d](no)")) == ("one", "javascript:alert(1)")


@pytest.mark.parametrize(
    ("target", "external", "internal"),
    [
        ("https://example.com/a?b=c", True, False),
        ("HTTP://example.com", True, False),
        ("mailto:a@example.com", True, False),
        ("customer-visit", False, True),
        ("customer-visit#meet", False, True),
        ("parameters#crm-limit", False, True),
        ("javascript:alert(1)", False, False),
        ("data:text/html,x", False, False),
        ("//example.com", False, False),
        ("../a.md", False, False),
        ('https://a.b/"onclick', False, False),
        ("", False, False),
    ],
)
def test_targets(target, external, internal):
    """Only http, https, mailto and ids lead anywhere."""
    assert (is_external(target), is_internal(target)) == (external, internal)


def test_marked_leaves_a_forbidden_target_as_words():
    """A script address never reaches a page."""
    assert (
        marked("[点我](javascript:alert(1)) [看](legal)", lambda target: f"../{target}.md")
        == "点我 [看](<../legal.md>)"
    )


def test_marked_without_resolver_has_no_links():
    """Inside a button there is no link, but emphasis stays."""
    assert marked("[**看**](legal) [外](https://example.com)", None) == "<strong>看</strong> 外"


@pytest.mark.parametrize(
    "text",
    [
        "<b>",
        "a|b",
        "# x",
        "1. x",
        "- x",
        "+ x",
        "> x",
        "{: .x}",
        "[x](y)",
        "`x`",
        "*x*",
        "_x_",
        "~~x~~",
        "^x^",
        "==x==",
        "::: x",
        "!!! x",
        "&amp;",
        "\\",
        '"x"',
        "'x'",
        "$x$",
        "@x",
    ],
)
def test_escaped_has_no_markup_left(text):
    """Every sign that Markdown or HTML reads is written as an entity."""
    assert (
        not set("<>|#`*_~^={}[]()!&\"'$@\\").intersection(escaped(text).replace("&#", "").replace(";", ""))
        and escaped(text) != text
    )


def test_escaped_keeps_ordinary_text_readable():
    """Chinese text, figures and ids stand in the page's source as they were written."""
    assert escaped("3.5 个工作日，24 小时/次；XS-QP-01，98%") == "3.5 个工作日，24 小时/次；XS-QP-01，98%"


@pytest.mark.parametrize(
    "sign",
    ["*a ", "**a *b ", "*a **b ", "[", "[a](b", "`a``b```c", "\\"],
    ids=["stars", "mixed", "crossed", "brackets", "links", "fences", "escapes"],
)
def test_time_is_linear_in_the_text(sign):
    """However hostile: eight times the text takes some eight times as long, where quadratic time would make it
    sixty-four.
    """

    def took(text: str) -> float:
        started = time.process_time()
        parse(text)
        return time.process_time() - started

    assert min(took(sign * 4000) for _ in range(3)) < 24 * min(took(sign * 500) for _ in range(3))
