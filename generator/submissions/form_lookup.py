"""Which form somebody means: by its id, number, title or one of its other names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from generator.language.did_you_mean import closest
from generator.model import Form


def form_named(forms: Iterable[Form], name: str) -> Form | None:
    """The form of this name; capitals and full-width characters make no difference.

    An id goes before a number, a title, another name.
    """
    forms, key = list(forms), _folded(name)
    return next((form for position in range(3) for form in forms if key in map(_folded, _names(form)[position])), None)


def suggestion(forms: Iterable[Form], name: str) -> str:
    """What to say instead of a name that no form has: the nearest one, or all forms there are."""
    by_name = {_folded(word): (word, form) for form in forms for words in _names(form) for word in words}
    if guess := closest(_folded(name), by_name):
        word, form = by_name[guess]
        return f"是不是「{word}」" + (f"（{form.title}）？" if word != form.title else "？")
    return "现有：" + "、".join(dict.fromkeys(f"{form.id}（{form.title}）" for _, form in by_name.values()))


def _names(form: Form) -> tuple[tuple[str, ...], ...]:
    return (form.id,), (form.number, form.title), form.aliases


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().lower()
