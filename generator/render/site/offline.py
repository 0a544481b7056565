"""What stands beside the pages for readers without a network: the list of files to keep, the manifest for installing,
and the ZIP.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.model import Settings
from generator.queries.in_force import zone
from generator.render import Artifact
from generator.render.addresses import BOOKS, archive
from generator.render.site.landing_page import VersionEntry, index_page, versions_script
from generator.resources import ICONS

UNUSED = ("*.map", "*.zip", "*/lunr/*", "sitemap.xml*", "404.html", f"{BOOKS}/*")
"""What nobody misses without a network."""


def to_keep(edition: str, files: Mapping[str, bytes]) -> Artifact:
    """`<edition>/offline.json`: every file of an edition that a browser should keep, with the start of its SHA-256.

    `files` are all of the edition's, by path below its own folder.
    """
    hashes = {
        path: _hash(content)
        for path, content in sorted(files.items())
        if not any(fnmatch(path, pattern) for pattern in UNUSED)
    }
    return Artifact(f"{edition}/offline.json", json.dumps(hashes, separators=(",", ":")).encode())


def site_list(entries: Sequence[VersionEntry], settings: Settings, files: Mapping[str, bytes]) -> Artifact:
    """`offline.json` above all editions: what decides which of them a browser keeps, and what it may take for them.

    `files` are the lists of the editions and what stands above them, by path below the site.
    """
    content = {
        "days": settings.offline_days,
        "zone": zone(settings),
        "versions": [{key: entry.facts()[key] for key in ("version", "effective")} for entry in reversed(entries)],
        "files": {path: _hash(content) for path, content in sorted(files.items())},
    }
    return Artifact("offline.json", json.dumps(content, separators=(",", ":")).encode())


def _hash(content: bytes) -> str:
    """The start of its SHA-256 in hex: enough that nothing else has it by chance."""
    return hashlib.sha256(content).hexdigest()[:32]


def manifest(settings: Settings) -> Artifact:
    """What a browser needs to install the handbook: https://www.w3.org/TR/appmanifest/"""
    icons = [
        {"src": f"icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in ICONS
        if size >= 192
        for purpose in ("any", "maskable")
    ]
    content = {
        "name": f"{settings.company} {settings.title}",
        "short_name": settings.title,
        "lang": "zh-CN",
        "id": "./",
        "start_url": "./index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbfaf7",
        "theme_color": "#fbfaf7",
        "icons": icons,
    }
    return Artifact("manifest.webmanifest", json.dumps(content, ensure_ascii=False, indent=1).encode())


def zipped(
    entry: VersionEntry,
    entries: Sequence[VersionEntry],
    settings: Settings,
    files: Mapping[str, bytes],
    beside: Sequence[Artifact] = (),
) -> Artifact:
    """One edition as a ZIP that opens by a double click on its `index.html` once unpacked.

    `beside` is what its `index.html` needs beside itself. The same files give the same bytes.
    """
    folder = f"handbook-{entry.edition.name}"
    content = {
        "index.html": index_page([entry], settings, is_copy=True).content,
        "versions.js": versions_script(entries, settings, copy_of=entry).content,
        **{artifact.path: artifact.content for artifact in beside},
        **{f"{entry.edition.name}/{path}": content for path, content in files.items() if not fnmatch(path, "*.map")},
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for path, data in sorted(content.items()):
            info = ZipInfo(f"{folder}/{path}")
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o100644 << 16
            file.writestr(info, data)
    return Artifact(f"{entry.edition.name}/{archive(entry.edition, settings).path}", buffer.getvalue())
