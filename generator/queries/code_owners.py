"""CODEOWNERS: which account reviews which file, by the owners of items. GitHub, GitLab and Gitea read it from the root
of a repository; of several lines that fit a file the last one counts.

https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
"""

from __future__ import annotations

from typing import Any

from generator.model import KINDS, Handbook, walk

FILE = "CODEOWNERS"
HEAD = "# 由 sop owners 生成：条目的归口岗位，和 handbook.yaml 里 reviewers 写的账号。请改那里，不要改这个文件。"


def code_owners(handbook: Handbook, folder: str) -> str:
    """The text of the file; empty where the settings name no reviewers.

    `folder` holds the author documents, from the root of the repository: sop.
    """
    accounts: dict[str | None, list[str]] = {}
    for reviewers in handbook.settings.reviewers:
        accounts.setdefault(reviewers.role, []).extend(reviewers.accounts)
    if not accounts:
        return ""
    lines = [HEAD, *([f"/{folder}/ {' '.join(accounts[None])}"] if None in accounts else [])]
    for kind, id, part in handbook.parts():
        if names := dict.fromkeys(name for owner in _owners(part) for name in accounts.get(owner, ())):
            file = KINDS[kind].path + ("" if KINDS[kind].single else f"/{id}.yaml")
            lines.append(f"/{folder}/{file} {' '.join(names)}")
    return "\n".join([*lines, ""])


def _owners(part: Any) -> list[str]:
    """The roles that own a file, or something in it, the owner of all of it first."""
    found = [getattr(part, "owner", None), *(getattr(entry, "owner", None) for _, _, entry in walk(part))]
    return [owner for owner in found if isinstance(owner, str)]
