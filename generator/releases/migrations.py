"""From each older format of snapshots to the next one, so that released years stay readable.

A migration is applied in memory when a release is read; the files keep every byte. It may know what its format left
unsaid: in format 1 the program itself knew which form readers sign, what its fields mean and which source is the
standard, by their ids. No other module knows ids of content.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Documents = Mapping[str, Mapping[str, dict[str, Any]]]
"""Author documents as {kind: {id: document}}."""

CONFIRMATION_FORM = "read-confirmation"
MEANINGS = {
    "person-name": "person-name",
    "position": "position",
    "revision": "revision",
    "effective-date": "effective-date",
    "role-page-read": "role-read",
    "changes-read": "changes-read",
    "red-lines-read": "prohibitions-read",
}
"""By field of that form: what it means."""
STANDARD = "QMS"


def say_what_was_known(data: Documents) -> Documents:
    """Format 1 -> 2: the settings name the form that readers sign and the standard, its fields say what they mean."""
    migrated = {kind: dict(by_id) for kind, by_id in data.items()}
    settings = copy.deepcopy(migrated.get("settings", {}).get("settings"))
    if not isinstance(settings, dict):
        return data
    form = copy.deepcopy(migrated.get("form", {}).get(CONFIRMATION_FORM))
    if form is not None:
        settings.setdefault("confirmation_form", CONFIRMATION_FORM)
        for field in _entries(_entries([form], "sections"), "fields"):
            if meaning := MEANINGS.get(field.get("id", "")):
                field.setdefault("means", meaning)
        migrated["form"][CONFIRMATION_FORM] = form
    if STANDARD in migrated.get("source", {}):
        settings.setdefault("standard", STANDARD)
    migrated["settings"]["settings"] = settings
    return migrated


def _entries(holders: Iterable[Any], name: str) -> Iterator[dict[str, Any]]:
    """The entries in a list of every holder. What is no such list is passed over: whether it should be one is asked
    later.
    """
    for holder in holders:
        listed = holder.get(name) if isinstance(holder, dict) else None
        yield from (entry for entry in listed if isinstance(entry, dict)) if isinstance(listed, list) else ()


MIGRATIONS: Mapping[int, Callable[[Documents], Documents]] = {1: say_what_was_known}
"""By format: what brings it to the next one."""
