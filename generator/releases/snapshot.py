"""Author documents <-> canonical JSON files, and the fingerprint that proves them.

A released revision is a folder: `approval.yaml`, `documents/<kind>/<id>.json` (what the authors wrote, in YAML's own
shape, one file an item so that a changed byte names its item), `forms/*.docx` as released, from format 2 on the bill of
materials of the program that released it, and `SHA256SUMS` over all of them in the format of GNU coreutils, which
`sha256sum -c SHA256SUMS` checks without us. The fingerprint of a revision is the SHA-256 of that list without the lines
of the forms, because every form carries it: `grep -v '  forms/' SHA256SUMS | sha256sum` gives it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from generator.bill_of_materials import FILE
from generator.memory import Memory
from generator.model import KINDS
from generator.releases.migrations import MIGRATIONS

FOLDER = "sop/revisions"
"""Where the folders of the revisions stand, below the root."""
APPROVAL, BILL, SUMS = "approval.yaml", FILE, "SHA256SUMS"
FORMAT = 2
"""The shape of the documents. Raised whenever older ones could no longer be read as they are."""
DOCUMENTS, FORMS = "documents/", "forms/"
"""How the names of the files begin that hold what the authors wrote, and the Word forms."""
SUM = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\x7f]+)")
Data = Mapping[str, Mapping[str, dict[str, Any]]]
"""Author documents as {kind: {id: document}}."""


def files(data: Data) -> dict[str, bytes]:
    """Author documents -> canonical files by their name below the revision's folder."""
    return {name_of(kind, id): canonical(document) for kind, by_id in data.items() for id, document in by_id.items()}


def name_of(kind: str, id: str) -> str:
    """Where a document stands below the revision's folder."""
    path = KINDS[kind].path
    return f"{DOCUMENTS}{path.removesuffix('.yaml')}.json" if KINDS[kind].single else f"{DOCUMENTS}{path}/{id}.json"


def kind_and_id(name: str) -> tuple[str, str] | None:
    """The kind and id of the document in a file; None for a file that holds no document."""
    for kind, declared in KINDS.items():
        id = kind if declared.single else name.rpartition("/")[2].removesuffix(".json")
        if id and name == name_of(kind, id):
            return kind, id
    return None


def documents(files: Mapping[str, bytes], format: int) -> Data:
    """What `files` made, now or by an older generator, -> author documents in today's shape.

    Files that hold no document are left out.

    Raises ValueError with the name of a document that is no JSON object.
    """
    by_kind: dict[str, dict[str, dict[str, Any]]] = {}
    for name, content in files.items():
        if kind_id := kind_and_id(name):
            try:
                document = json.loads(content)
            except (ValueError, RecursionError) as error:
                raise ValueError(name) from error
            if not isinstance(document, dict):
                raise ValueError(name)
            by_kind.setdefault(kind_id[0], {})[kind_id[1]] = document
    data: Data = by_kind
    for older in range(format, FORMAT):
        data = MIGRATIONS[older](data)
    return data


def forms(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The Word forms among the files of a release, by file name."""
    return {name.removeprefix(FORMS): content for name, content in files.items() if name.startswith(FORMS)}


def canonical(value: Any) -> bytes:
    """JSON whose bytes depend on the value alone: keys sorted, UTF-8, one value a line."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def sums(files: Mapping[str, bytes]) -> bytes:
    """The text of SHA256SUMS over files by their name."""
    return _sums_text({name: checksum(content) for name, content in files.items()})


def read_sums(content: bytes) -> dict[str, str] | None:
    """The checksum of every file that a SHA256SUMS lists; None if it is not exactly as `sums` writes it."""
    lines = content.decode("utf-8", "replace").split("\n")
    checksums = {match[2]: match[1] for line in lines if (match := SUM.fullmatch(line))}
    return checksums if _sums_text(checksums) == content else None


def _sums_text(checksums: Mapping[str, str]) -> bytes:
    return "".join(f"{value}  {name}\n" for name, value in sorted(checksums.items())).encode()


def fingerprint(files: Mapping[str, bytes]) -> str:
    """The fingerprint of a revision, from its files by their name; the forms may be among them or not."""
    return checksum(sums({name: content for name, content in files.items() if not name.startswith(FORMS)}))


def fingerprint_of_draft(data: Data, memory: Memory) -> str:
    """The same of author documents that are in no file yet; only those are written as JSON that the memory does not
    know.
    """
    checksums = {
        name_of(kind, id): memory.kept(("checksum", kind, id), partial(_checksum_of, document), document)
        for kind, documents in data.items()
        for id, document in documents.items()
    }
    return checksum(_sums_text(checksums))


def _checksum_of(document: Mapping[str, Any]) -> str:
    return checksum(canonical(document))


def checksum(content: bytes) -> str:
    """SHA-256 (FIPS 180-4) in lower-case hex."""
    return hashlib.sha256(content).hexdigest()
