"""What every release and the draft are published as: their names, and how often each document was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from generator.memory import FORGETFUL, Memory
from generator.model import KINDS, Edition, figures_in, fill, order, taken
from generator.releases import snapshot
from generator.releases.reader import Release

Documents = Mapping[str, dict[str, Any]]
"""Author documents by their id, whatever their kind."""


def editions(releases: Sequence[Release], draft: snapshot.Data, memory: Memory = FORGETFUL) -> list[Edition]:
    """What every release, and last the draft, is published as. With a `memory` only what changed is counted again."""
    released_editions: list[Edition] = []
    changes: Mapping[str, int] = {}
    before: snapshot.Data = {}
    for release in releases:
        count = partial(_counted, changes, before, release.documents)
        changes = memory.kept(("changes", release.approval.revision), count, (changes, before, release.documents))
        before = release.documents
        released_editions.append(
            Edition(
                name=release.approval.revision,
                revision=release.approval.revision,
                approval=release.approval,
                fingerprint=release.fingerprint,
                changes=changes,
            )
        )
    last = memory.kept("last release", partial(_filled, before), before)
    upcoming = str(order(releases[-1].approval.revision)[0] + 1) if releases else ""
    return [
        *released_editions,
        memory.recorded(
            "edition",
            Edition(
                name="next",
                revision=upcoming,
                approval=None,
                fingerprint=snapshot.fingerprint_of_draft(draft, memory),
                changes=_count(changes, last, _filled(draft, memory)),
            ),
        ),
    ]


def _count(changes: Mapping[str, int], old: Documents, new: Documents) -> dict[str, int]:
    """By item id: in how many releases after its first the item was changed, this one included.

    A renamed item goes on counting.
    """
    counts: dict[str, int] = {}
    for id, document in new.items():
        was = id if id in old else str(document.get("formerly", ""))
        counts[id] = changes.get(was, 0) + (was in old and old[was] != document)
    return counts


def _counted(changes: Mapping[str, int], before: snapshot.Data, after: snapshot.Data) -> dict[str, int]:
    return _count(changes, _filled(before), _filled(after))


def _filled(data: snapshot.Data, memory: Memory = FORGETFUL) -> Documents:
    """Every document by its id, with the figures in the place of their references: a new value changes what its
    readers hold in their hands.
    """
    figures = figures_in(data)
    return {
        id: memory.kept(
            ("filled", kind, id),
            partial(fill, KINDS[kind].cls, document, figures, id),
            (document, taken(kind, id, document, figures, memory)),
        )
        for kind, documents in data.items()
        for id, document in documents.items()
    }
