"""What every release and the draft are published as: their names, and how often each document was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import KINDS, Edition, figures_in, fill, order
from generator.releases import snapshot
from generator.releases.reader import Release


def editions(releases: Sequence[Release], draft: snapshot.Data) -> list[Edition]:
    """What every release, and last the draft, is published as."""
    released_editions: list[Edition] = []
    changes: Mapping[str, int] = {}
    before: snapshot.Data = {}
    for release in releases:
        changes, before = _count(changes, before, release.documents), release.documents
        released_editions.append(
            Edition(
                name=release.approval.revision,
                revision=release.approval.revision,
                approval=release.approval,
                fingerprint=release.fingerprint,
                changes=changes,
            )
        )
    upcoming = str(order(releases[-1].approval.revision)[0] + 1) if releases else ""
    return [
        *released_editions,
        Edition(
            name="next",
            revision=upcoming,
            approval=None,
            fingerprint=snapshot.fingerprint(snapshot.files(draft)),
            changes=_count(changes, before, draft),
        ),
    ]


def _count(changes: Mapping[str, int], before: snapshot.Data, after: snapshot.Data) -> dict[str, int]:
    """By item id: in how many releases after its first the item was changed, this one included.

    A renamed item goes on counting.
    """
    old, new = _documents_by_id(before), _documents_by_id(after)
    counts: dict[str, int] = {}
    for id, document in new.items():
        was = id if id in old else str(document.get("formerly", ""))
        counts[id] = changes.get(was, 0) + (was in old and old[was] != document)
    return counts


def _documents_by_id(data: snapshot.Data) -> dict[str, dict[str, Any]]:
    """Every document by its id, with the figures in the place of their references: a new value changes what its
    readers hold in their hands.
    """
    figures = figures_in(data)
    return {
        id: fill(KINDS[kind].cls, document, figures, id)
        for kind, documents in data.items()
        for id, document in documents.items()
    }
