"""The controlled documents that readers can download: the whole handbook, and every procedure and policy by itself."""
from __future__ import annotations

from generator.model import ChangeRecord, Edition, Handbook
from generator.render import Artifact, addresses
from generator.render.docx.book import book


def books(handbook: Handbook, edition: Edition, record: ChangeRecord) -> list[Artifact]:
    """All of them, as DOCX. The table of contents of the whole handbook has no pages yet: only what lays it out knows them."""
    return [Artifact(addresses.book(handbook, edition, scope).path, book(handbook, edition, scope, record))
            for scope in (None, *handbook.procedures.values(), *handbook.policies.values())]
