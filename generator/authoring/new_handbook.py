"""A repository for a handbook of a company's own: what `sop init` writes, as files by name."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.authoring.packs import Pack, cut, texts
from generator.authoring.renaming import Files
from generator.load.adoption.drafts import Changes, Draft
from generator.load.adoption.holders import reword
from generator.model import DataPath
from generator.resources import LOCK, PACKED, TEMPLATES

FILES: Mapping[str, str] = {
    "Makefile": "Makefile",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "check.yml": ".github/workflows/check.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
}
"""By template: the file that it makes."""
ENGINE = "engine.txt"
PACKAGES = "requirements.lock"
WHEELS = "engine"
"""The folder for the wheel, where it is a file."""
LEGAL_FORM = r"(?:股份)?有限(?:责任)?公司$|集团$|公司$"
"""What people leave out when they say who they are."""
OF_ANOTHER = ("site_url", "repo_url", "edit_path", "headcount")
"""Settings and figures that only another company can have."""


@dataclass(frozen=True)
class Company:
    """Who starts a handbook."""

    name: str
    department: str
    title: str
    hours: Mapping[str, str]
    """start, end, break_start, break_end, as authors write them."""
    colour: str = ""


@dataclass(frozen=True)
class Engine:
    """The program that a handbook is made with, pinned by its hash."""

    line: str
    """The line of a requirements file: https://pip.pypa.io/en/stable/topics/secure-installs/"""
    wheel: tuple[str, bytes] | None
    """The name and content of the wheel, where the repository carries it."""


def engine_of(written: str) -> Engine:
    """What `--engine` names: a wheel by its path, or by an address that ends with #sha256=….

    Raises ValueError with a Chinese sentence, OSError where the wheel cannot be read.
    """
    if re.match(r"https?://", written):
        address, mark, digest = written.partition("#sha256=")
        if not mark or not re.fullmatch("[0-9a-f]{64}", digest):
            raise ValueError("网址后面要写上安装包的校验值，写成「网址#sha256=…」，64 位十六进制")
        return Engine(f"{address} --hash=sha256:{digest}", None)
    path = Path(written)
    if path.suffix != ".whl":
        raise ValueError("要写安装包，文件名以 .whl 结尾；在代码库里运行 make wheel 就有了，在 build/wheel/")
    content = path.read_bytes()
    return Engine(f"./{WHEELS}/{path.name} --hash=sha256:{hashlib.sha256(content).hexdigest()}", (path.name, content))


def pinned(engine: Engine, lock: bytes) -> dict[str, bytes]:
    """The files that pin the program and the packages that it needs, by name."""
    written = {ENGINE: f"{engine.line}\n".encode(), PACKAGES: lock}
    if engine.wheel:
        written[f"{WHEELS}/{engine.wheel[0]}"] = engine.wheel[1]
    return written


def lock_in(wheel: bytes) -> bytes:
    """The list of the packages that the program in a wheel needs. Raises ValueError where it carries none."""
    try:
        with zipfile.ZipFile(io.BytesIO(wheel)) as opened:
            return opened.read(f"generator/{PACKED}/packs/{PACKAGES}")
    except (zipfile.BadZipFile, KeyError):
        raise ValueError("这个文件不是本程序的安装包，或者是太早的版本") from None


def repository(files: Files, pack: Pack, company: Company, engine: Engine, today: date) -> dict[str, bytes]:
    """Every file of the repository, by name below its folder, but for what `sop guide` makes of its content."""
    draft = cut(files, pack)
    _make_own(draft, company, today)
    written = {name: text.encode() for name, text in texts(files, draft)}
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "init"),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
    )
    words = {
        "company": company.name,
        "department": company.department,
        "title": company.title,
        "pack": pack.title,
        "about": pack.about,
        "year": today.year + (today.month > 6),
    }
    for template, name in FILES.items():
        written[name] = environment.get_template(f"{template}.j2").render(words).encode()
    return written | pinned(engine, LOCK.read_bytes())


def _make_own(draft: Draft, company: Company, today: date) -> None:
    """The names of the company in the place of those that the content was written for; reviews are due in a year."""
    settings = draft["settings"]
    names = {str(settings["company"]): company.name, _short(str(settings["company"])): _short(company.name)}
    names |= {str(settings["department"]): company.department}
    own = re.compile("|".join(map(re.escape, names)))
    reword(draft, lambda text: own.sub(lambda match: names[match[0]], text))
    changes = {id: Changes() for _, id, _ in draft.documents}
    for _, id, data in draft.documents:
        if "next_review" in data:
            changes[id].values["next_review",] = _in_a_year(today).isoformat()
        changes[id].gone |= {(name,) for name in OF_ANOTHER if name in data}
    values: dict[DataPath, Any] = {("company",): company.name, ("department",): company.department}
    if company.colour:
        changes["settings"].added[()] = {"colour": company.colour}
    values |= {("title",): company.title} | {("working_hours", name): at for name, at in company.hours.items()}
    changes["settings"].values |= values
    changes["settings"].gone |= set(_same_entrances(settings["entrances"]))
    draft.change(changes)


def _same_entrances(entrances: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    """Entrances of the home page that lead nowhere else than one before them."""
    for position, entrance in enumerate(entrances):
        if any({*entrance["to"]} <= {*other["to"]} for other in entrances[:position]):
            yield "entrances", position


def _short(company: str) -> str:
    return re.sub(LEGAL_FORM, "", company) or company


def _in_a_year(today: date) -> date:
    return today.replace(year=today.year + 1, day=min(today.day, 28) if today.month == 2 else today.day)
