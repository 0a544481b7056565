"""The names that fields have in a Word form and in a record."""

from __future__ import annotations

from collections.abc import Iterator

from generator.forms import controls
from generator.load.rules.violation import RuleContext, Violation, violation_at

LONGEST_TAG = 64
"""In characters: Word refuses a document in which a control has a longer name."""


def names_fit_word_and_records(context: RuleContext) -> Iterator[Violation]:
    """No control's name is too long for Word, and no table of rows has the name of a field, whose answers it would hide
    in a record.
    """
    for form in context.handbook.forms.values():
        longest: dict[str, str] = {}
        for tag, control in controls(form).items():
            longest[control.field.id] = max(tag, longest.get(control.field.id, ""), key=len)
        titles = {field.id: field.title for section in form.sections for field in section.fields}
        for at, section in enumerate(form.sections):
            if section.rows and section.id in titles:
                yield violation_at(
                    form.id,
                    ("sections", at, "id"),
                    "E421",
                    f"这一部分与栏目「{titles[section.id]}」同用一个编号「{section.id}」",
                    f"记录里一个编号只能指一样东西，请给这一部分换一个，例如「{section.id}-rows」",
                )
            for position, field in enumerate(section.fields):
                if (excess := len(longest[field.id]) - LONGEST_TAG) > 0:
                    yield violation_at(
                        form.id,
                        ("sections", at, "fields", position, "id"),
                        "E421",
                        f"栏目「{field.title}」在 Word 里的名字「{longest[field.id]}」太长，Word 打不开这样的文件",
                        (
                            f"名字最多 {LONGEST_TAG} 个字符，"
                            f"请把{'部分或栏目' if section.rows else '栏目'}的编号缩短 {excess} 个字符"
                        ),
                    )
