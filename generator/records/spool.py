"""Rows on their way from the readers into the database: newline-delimited JSON, a file a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

SEPARATOR = b"\x1e"
"""Between the tables of one piece; it never stands in JSON as such (RFC 8259)."""


def packed(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> bytes:
    """Rows by the name of their table, as one piece for `Spool.add`."""
    return SEPARATOR.join(
        f"{name}\n".encode()
        + b"".join(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n" for row in some)
        for name, some in rows.items()
    )


class Spool:
    """A folder of spool files, open for adding to them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._files: dict[bytes, BinaryIO] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()

    def add(self, piece: bytes) -> None:
        """Add what `packed` gave."""
        for part in piece.split(SEPARATOR):
            name, _, lines = part.partition(b"\n")
            if name not in self._files:
                self._files[name] = (self._folder / f"{name.decode()}.ndjson").open("ab")
            self._files[name].write(lines)


def spooled(folder: Path) -> dict[str, Path]:
    """The spool file of every table that has one."""
    return {path.stem: path for path in sorted(folder.glob("*.ndjson"))}
