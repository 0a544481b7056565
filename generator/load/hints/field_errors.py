"""What the schema finds: one rule that one place of a document breaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.model import DataPath


class FieldError(NamedTuple):
    """One rule of the schema that one place of a document breaks."""

    rule: str
    """The rule's name; `unknown` for a field that does not belong there."""
    path: DataPath
    value: Any
    limit: Any
    """What the rule asks for."""
    rules: Mapping[str, Any]
    """All rules of the field. Of an unknown field: `siblings` with their rules, which of them are `written`, the class
    of its `variants`."""
    reason: str = ""
    """Why a text is none of its value type."""
