"""Ids that no file can have: those of files that the site makes itself, and names that some systems cannot hold."""

from __future__ import annotations

import re

SITE = ("index", "handbook")
"""The page of all items of a kind, and the document of the whole handbook."""
MADE = re.compile(r"(?:redline|registers|calendar|reviews|handbook)-.+")
"""How the names of other downloads begin."""
DEVICE = re.compile(r"(?:con|prn|aux|nul|conin|conout|clock|com[0-9]|lpt[0-9])", re.IGNORECASE)
"""Names of devices in Windows, which has no files of these names, whatever their extension:
https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""
LONGEST = 60
"""In characters: with what outputs add to it, a name may have no more than 255 bytes, and a path in Windows 260."""


def flaw_of_id(id: str, *, is_download: bool = False) -> str:
    """Why a file cannot have this id, as a Chinese sentence without a full stop; empty if it can.

    `is_download` says whether the id is all there is to the name of a download, as it is of a form.
    """
    if id in SITE or (is_download and MADE.fullmatch(id)):
        return f"编号「{id}」是网站自己要用的"
    if DEVICE.fullmatch(id):
        return f"编号「{id}」在 Windows 上不能做文件名"
    if len(id) > LONGEST:
        return f"编号有 {len(id)} 个字符，太长了，最多 {LONGEST} 个"
    return ""
