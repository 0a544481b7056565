"""A ZIP file of which only some parts will change: the others are kept as they are packed, and a new file is made by
joining bytes.

https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3 and 4.4
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LOCAL, CENTRAL, END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"
VERSION, UNIX, MODE, UTF8 = 20, 3 << 8, 0o644 << 16, 0x800
DAY = 1 << 5 | 1
"""1 January 1980, as all documents of the project have it."""


class ZipPart(NamedTuple):
    """One part, packed."""

    name: bytes
    method: int
    crc: int
    size: int
    """In bytes, unpacked."""
    packed: bytes

    def local(self) -> bytes:
        """The part with its header."""
        return struct.pack(LOCAL, b"PK\3\4", VERSION, *self._facts) + self.name + self.packed

    def central(self, offset: int) -> bytes:
        """Its line in the directory; `offset` is where `local` begins."""
        return struct.pack(CENTRAL, b"PK\1\2", VERSION | UNIX, VERSION, *self._facts, 0, 0, 0, MODE, offset) + self.name

    @property
    def _facts(self) -> tuple[int, ...]:
        """What both headers say: flags, method, time and day, checksum, sizes, length of the name and of what else
        there is.
        """
        return (
            0 if self.name.isascii() else UTF8,
            self.method,
            0,
            DAY,
            self.crc,
            len(self.packed),
            self.size,
            len(self.name),
            0,
        )


class PreparedZip:
    """A ZIP file, read once."""

    def __init__(self, content: bytes, changing: tuple[str, ...]) -> None:
        """`changing` are the parts that `joined` will be given. Raises zipfile.BadZipFile for what is no ZIP file."""
        with ZipFile(BytesIO(content)) as archive:
            zip_infos = archive.infolist()
            self.parts: Mapping[str, bytes] = {
                name: archive.read(name) for name in changing if name in archive.NameToInfo
            }
            """What stands in the changing parts, those that there are."""
        entries = [_copied_part(entry, content) for entry in zip_infos if entry.filename not in self.parts]
        self._start, self._directory = _archive_bytes(entries, 0)
        self._count = len(entries)

    def join(self, parts: Mapping[str, bytes]) -> bytes:
        """The file with these parts, which come last in it.

        The same parts give the same bytes wherever zlib is the same.
        """
        body, directory = _archive_bytes(
            [_new_part(name, content) for name, content in parts.items()], len(self._start)
        )
        count, directory_size = self._count + len(parts), len(self._directory) + len(directory)
        end = struct.pack(END, b"PK\5\6", 0, 0, count, count, directory_size, len(self._start) + len(body), 0)
        return b"".join((self._start, body, self._directory, directory, end))


def _copied_part(entry: ZipInfo, content: bytes) -> ZipPart:
    """A part as it is packed in the file: behind its header, whose two lengths may differ from those in the
    directory.
    """
    names, extras = struct.unpack_from("<2H", content, entry.header_offset + 26)
    start = entry.header_offset + struct.calcsize(LOCAL) + names + extras
    return ZipPart(
        entry.filename.encode(),
        entry.compress_type,
        entry.CRC,
        entry.file_size,
        content[start : start + entry.compress_size],
    )


def _new_part(name: str, content: bytes) -> ZipPart:
    packer = zlib.compressobj(
        3, zlib.DEFLATED, -zlib.MAX_WBITS
    )  # level 6 takes three times as long for a sixth less; negative: no header
    return ZipPart(
        name.encode(), ZIP_DEFLATED, zlib.crc32(content), len(content), packer.compress(content) + packer.flush()
    )


def _archive_bytes(entries: Sequence[ZipPart], offset: int) -> tuple[bytes, bytes]:
    """The parts one after another, from this place in the file on, and their lines in the directory."""
    body, directory = [], []
    for entry in entries:
        directory.append(entry.central(offset))
        body.append(entry.local())
        offset += len(body[-1])
    return b"".join(body), b"".join(directory)
