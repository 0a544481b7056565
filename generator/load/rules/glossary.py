"""Whether the words of the handbook are those of its glossary."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import DataPath, Glossary


def one_word_for_one_thing(context: RuleContext) -> Iterator[Violation]:
    """No text uses a word that the glossary forbids.

    A word that would forbid a term, or that is everywhere, is a mistake of the glossary.
    """
    forbidden: dict[str, tuple[str, DataPath]] = {}
    terms = {term.title: term.id for term in context.handbook.glossary.terms}
    for at, term in enumerate(context.handbook.glossary.terms):
        for position, word in enumerate(term.avoid):
            place: DataPath = ("terms", at, "avoid", position)
            if word in terms:
                yield violation_at(
                    "glossary",
                    place,
                    "E410",
                    f"「{word}」本身是术语，不能又是不要用的说法",
                    "请从 avoid 里删掉它，或换一个术语名称",
                )
            else:
                forbidden[word] = (term.title, place)
    by_word: dict[str, list[Violation]] = {word: [] for word in forbidden}
    for id, part, walked in context.walked:
        if isinstance(part, Glossary) or id in context.handbook.sources:
            continue
        for path, declared, value in walked:
            if isinstance(value, str) and "ref" not in declared.metadata["rules"] and declared.name != "aliases":
                for word, (title, _) in forbidden.items():
                    if word in value:
                        by_word[word].append(
                            violation_at(id, path, "E410", f"术语表规定不用「{word}」", f"请改成「{title}」", word=word)
                        )
    for word, violations in by_word.items():
        if len(violations) > EVERYWHERE:
            yield violation_at(
                "glossary",
                forbidden[word][1],
                "E410",
                f"不要用的说法「{word}」在手册里出现在 {len(violations)} 处",
                "太宽的词请写得更具体；确实不要用，就先把正文里的改掉，再写到这里",
            )
        else:
            yield from violations


EVERYWHERE = 20
"""A word that stands in more places than this is in use, whatever the glossary says."""
