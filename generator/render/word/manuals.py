"""The controlled documents that readers can download: the whole handbook, and every procedure and policy by itself."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Edition, Handbook, Revised
from generator.render import Artifact, addresses
from generator.render.word.manual import book


def books(
    handbook: Handbook, edition: Edition, history: Sequence[Revised], looks: bytes | None = None
) -> list[Artifact]:
    """All of them, as DOCX.

    `history` is what changed in this edition and in all before it, newest first; `looks` is the company's own base
    document, or a form that was made from it.

    The table of contents of the whole handbook has no pages yet: only what lays it out knows them.
    """
    return [
        Artifact(addresses.book(handbook, edition, scope).path, book(handbook, edition, scope, history, looks=looks))
        for scope in (None, *handbook.procedures.values(), *handbook.policies.values())
    ]
