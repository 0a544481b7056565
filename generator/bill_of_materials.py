"""What the program is made of, as a software bill of materials: CycloneDX 1.6 in JSON (ECMA-424).

A checkout makes it from the locks and from what is declared, so that one commit gives the same bytes everywhere: no
clock, no machine, no network. An installed copy has it in its `.dist-info/sboms/` (PEP 770), as
`generator.website.wheel` put it there.
"""

from __future__ import annotations

import base64
import errno
import json
import os
import re
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from typing import Any
from urllib.parse import quote

from generator.resources import HOME, INSTALLED, THEME

DISTRIBUTION = "sales-handbook"
"""The program, as package managers call it."""
FILE = f"{DISTRIBUTION}.cdx.json"
"""What the file is called in a wheel and in a released revision."""
PYPROJECT, PYTHON_LOCK = HOME / "pyproject.toml", HOME / "requirements.lock"
NPM_LOCK = THEME / "scripts" / "package-lock.json"
ENTRY = re.compile(r"([A-Za-z0-9._-]+)==(\S+)(?: ; (.+?))?(?: \\)?")
"""The first line of a package in a lock of `uv pip compile`: name, version, on which systems it is asked for."""
HASH, VIA = re.compile(r"--hash=sha256:([0-9a-f]{64})"), re.compile(r"(?m)^ +#(?: via | {3})(\S+)")


DEVELOPMENT = frozenset(["audit", "build", "lint", "test"])
"""The extras of a checkout; whoever installs the program to use it asks for none of them."""


@dataclass(frozen=True)
class LockedPackage:
    """A package at the version that a lock pins."""

    ecosystem: str
    """As package URLs call it: pypi or npm."""
    name: str
    version: str
    scope: str
    """Who needs it: `required` by every copy, `optional` for an extra, `excluded` where it only makes the program."""
    direct: bool
    """Whether the program itself asks for it."""
    hashes: tuple[tuple[str, str], ...]
    """Algorithm, as CycloneDX calls it, and hex digest, of every file that the lock allows."""
    licence: str = ""
    """An SPDX expression, where the lock tells it."""
    marker: str = ""
    """On which systems it is asked for (PEP 508); empty for all."""
    needs: tuple[str, ...] = ()
    """The names of the packages of its ecosystem that it asks for."""

    @property
    def purl(self) -> str:
        """Its package URL (ECMA-427)."""
        return f"pkg:{self.ecosystem}/{quote(self.name, safe='/')}@{quote(self.version, safe='')}"


def bill_of_materials() -> bytes:
    """The bill of this copy of the program.

    Raises FileNotFoundError in an installed copy without it, and ValueError where a lock cannot be read.
    """
    if INSTALLED:
        text = distribution(DISTRIBUTION).read_text(f"sboms/{FILE}")
        if text is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"sboms/{FILE}")
        return text.encode()
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    packages = [
        *python_packages(PYTHON_LOCK.read_text(encoding="utf-8"), project),
        *npm_packages(json.loads(NPM_LOCK.read_text(encoding="utf-8"))),
    ]
    return cyclonedx(project["version"], packages)


def python_packages(lock: str, project: Mapping[str, Any]) -> Iterator[LockedPackage]:
    """The packages of a lock of `uv pip compile`, for a `[project]` of `pyproject.toml`.

    Raises ValueError where the lock holds anything but packages pinned by hash.
    """
    pinned = [(_entry(text), text) for text in re.split(r"(?m)^(?=[^\s#])", lock) if text.strip()]
    asked_by = {entry[1]: {normal_name(name) for name in VIA.findall(text)} for entry, text in pinned}
    needs = {name: tuple(sorted(other for other in asked_by if name in asked_by[other])) for name in asked_by}
    extras = project["optional-dependencies"]
    required = _reached(project["dependencies"], needs)
    optional = _reached([asked for extra in extras.keys() - DEVELOPMENT for asked in extras[extra]], needs)
    for entry, text in pinned:
        name = entry[1]
        yield LockedPackage(
            "pypi",
            name,
            entry[2],
            "required" if name in required else "optional" if name in optional else "excluded",
            DISTRIBUTION in asked_by[name],
            tuple(("SHA-256", digest) for digest in HASH.findall(text)),
            marker=entry[3] or "",
            needs=needs[name],
        )


def _entry(text: str) -> re.Match[str]:
    """The first line of a package in a lock."""
    line = text.partition("\n")[0]
    if (entry := ENTRY.fullmatch(line)) is None or not HASH.search(text):
        raise ValueError(f"not a package pinned by hash: {line}")
    return entry


def _reached(requirements: Iterable[str], needs: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Every package that requirements (PEP 508) ask for, themselves or through others."""
    reached: set[str] = set()
    asked = [normal_name(requirement) for requirement in requirements]
    while asked:
        name = asked.pop()
        if name not in reached:
            reached.add(name)
            asked += needs[name]
    return reached


def normal_name(requirement: str) -> str:
    """The name that a requirement begins with, as indexes spell it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]).lower()


def npm_packages(lock: Mapping[str, Any]) -> Iterator[LockedPackage]:
    """The packages of a `package-lock.json`; what is bundled is required, what only bundles or checks is excluded."""
    root = lock["packages"][""]
    direct = {*root.get("dependencies", ()), *root.get("devDependencies", ())}
    for place, package in lock["packages"].items():
        if place:
            name = place.rpartition("node_modules/")[2]
            yield LockedPackage(
                "npm",
                name,
                package["version"],
                "excluded" if package.get("dev") else "required",
                name in direct,
                tuple(_npm_hash(text) for text in package["integrity"].split()),
                licence=package.get("license", ""),
                needs=tuple(sorted({*package.get("dependencies", ()), *package.get("optionalDependencies", ())})),
            )


def _npm_hash(integrity: str) -> tuple[str, str]:
    """One hash as npm writes it (W3C Subresource Integrity), such as `sha512-tbZN…==`."""
    algorithm, _, digest = integrity.partition("-")
    return f"SHA-{algorithm.removeprefix('sha')}", base64.b64decode(digest).hex()


def cyclonedx(version: str, packages: Iterable[LockedPackage]) -> bytes:
    """The bill of the program at a version, as JSON; its serial number follows from what it says."""
    listed = sorted(packages, key=lambda package: package.purl)
    own = f"pkg:pypi/{DISTRIBUTION}@{version}"
    by_name: dict[tuple[str, str], list[str]] = {}
    for package in listed:
        by_name.setdefault((package.ecosystem, package.name), []).append(package.purl)
    dependencies = {
        own: [package.purl for package in listed if package.direct],
        **{
            package.purl: [purl for name in package.needs for purl in by_name.get((package.ecosystem, name), ())]
            for package in listed
        },
    }
    component = {"type": "application", "bom-ref": own, "name": DISTRIBUTION, "version": version, "purl": own}
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"lifecycles": [{"phase": "build"}], "component": component},
        "components": [_component(package) for package in listed],
        "dependencies": [{"ref": ref, "dependsOn": purls} for ref, purls in dependencies.items()],
    }
    return _json({"serialNumber": uuid.uuid5(uuid.NAMESPACE_OID, _json(content).decode()).urn, **content})


def _component(package: LockedPackage) -> dict[str, Any]:
    """A package as CycloneDX has it."""
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "scope": package.scope,
        "hashes": [{"alg": algorithm, "content": digest} for algorithm, digest in package.hashes],
        **({"licenses": [{"expression": package.licence}]} if package.licence else {}),
        **({"properties": [{"name": "pep508:marker", "value": package.marker}]} if package.marker else {}),
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
