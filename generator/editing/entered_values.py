"""What is entered in a form, as a value of the document."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from unicodedata import normalize

from generator.model import PLACEHOLDER, DataPath, has_fields, hints, unwrap, variant
from generator.model.fields import NUMBERS


def value_of(cls: type, data: Mapping[str, Any], path: DataPath, written: Any) -> Any:
    """What is to stand in the document for what was entered in a form: a number for digits, true for a tick.

    What cannot be read as its type stays text: the check says what is wrong with it. Raises KeyError where the model
    has no such field.
    """
    inner = type_at(cls, data, path)
    if isinstance(written, list | dict | bool):
        return written
    text = cleaned(str(written))
    if inner is not str:
        text = normalize("NFKC", text)  # digits and signs as a Chinese keyboard writes them
    if inner in NUMBERS and PLACEHOLDER.fullmatch(text) is None:
        number = text.replace(",", "").removesuffix("%").strip()
        for make in (int, float):
            with suppress(ValueError):
                return make(number)
    return text


def type_at(cls: type, data: Any, path: DataPath) -> Any:
    """The declared type of what stands, or may stand, at a path. Raises KeyError."""
    inner: Any = variant(cls, data.get("kind")) if isinstance(data, dict) else cls
    for step in path:
        if isinstance(step, str):
            inner = unwrap(hints(inner)[step])
            data = data.get(step) if isinstance(data, dict) else None
        else:
            data = data[step] if isinstance(data, list) and step < len(data) else None
        if isinstance(data, dict) and has_fields(inner):
            inner = variant(inner, data.get("kind"))
    return inner


def cleaned(text: str) -> str:
    """A text as it may stand in the handbook: without the invisible characters that pasting brings along, and on one
    line.
    """
    kept = "".join(letter for letter in text if letter not in "\u200b\u200c\u200d\u2060\ufeff\xad")
    return " ".join(kept.replace("\xa0", " ").split("\n")).replace("\r", "").replace("\t", " ").strip()
