"""Author documents <-> canonical JSON files, and the fingerprint that proves them.

A released revision is a folder: `approval.yaml`, `documents/<kind>/<id>.json` (what the authors wrote, in YAML's own shape, one file
an item so that a changed byte names its item), `forms/*.docx` as released, and `SHA256SUMS` over all of them in the format of GNU
coreutils, which `sha256sum -c SHA256SUMS` checks without us. The fingerprint of a revision is the SHA-256 of that list.
"""
from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from ..model import KINDS

FORMAT = 1
"""The shape of the documents. Raised whenever older ones could no longer be read as they are."""
Data = Mapping[str, Mapping[str, dict[str, Any]]]
"""Author documents as {kind: {id: document}}."""
MIGRATIONS: dict[int, Callable[[Data], Data]] = {}
"""From each older format to the next one, so that old years stay readable."""


def files(data: Data) -> dict[str, bytes]:
    """Author documents -> canonical files by their name below the revision's folder."""
    return {_name(kind, id): canonical(document) for kind, held in data.items() for id, document in held.items()}


def documents(held: Mapping[str, bytes], format: int) -> Data:
    """What `files` made, now or by an older generator, -> author documents in today's shape."""
    data: dict[str, dict[str, dict[str, Any]]] = {}
    folders = {(kind.path if not kind.single else ""): name for name, kind in KINDS.items()}
    singles = {kind.path.removesuffix(".yaml"): name for name, kind in KINDS.items() if kind.single}
    for name, content in held.items():
        _, *folder, file = name.split("/")
        id = file.removesuffix(".json")
        kind = folders[folder[0]] if folder else singles[id]
        data.setdefault(kind, {})[id if folder else kind] = json.loads(content)
    for older in range(format, FORMAT):
        data = MIGRATIONS[older](data)
    return data


def canonical(value: Any) -> bytes:
    """JSON whose bytes depend on the value alone: keys sorted, UTF-8, one value a line."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def sums(held: Mapping[str, bytes]) -> bytes:
    """The text of SHA256SUMS over files by their name."""
    return "".join(f"{fingerprint(content)}  {name}\n" for name, content in sorted(held.items())).encode()


def fingerprint(content: bytes) -> str:
    """SHA-256 (FIPS 180-4) in lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def _name(kind: str, id: str) -> str:
    path = KINDS[kind].path
    return f"documents/{path.removesuffix('.yaml')}.json" if KINDS[kind].single else f"documents/{path}/{id}.json"
