"""What becomes of the clauses of sources that less of a handbook carries out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from generator.load.adoption.drafts import Draft, all_changes
from generator.model import ADOPTED, IN_PART, REFUSED

Citing = Mapping[str, Counter[str]]
"""By clause: how many places of each file name it as their basis."""


def citing(draft: Draft) -> Citing:
    """Where clauses are carried out."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind, id, data in draft.documents:
        for clause in _basis(data) if kind != "source" else ():
            found[clause][id] += 1
    return found


def _basis(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part.get("basis", ())
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _basis(value)


def let_clauses_go(
    draft: Draft, before: Citing, adoption: Mapping[str, Any], because: Mapping[str, str], titles: Mapping[str, str]
) -> None:
    """Clauses that lost what carried them out say so: 部分采纳, or 不采纳 where nothing of it is left.

    `because` says of each item that went with which one that is off.
    """
    now, changes = citing(draft), all_changes()
    decided = {name: adoption[name] for name in ("decided_by", "decided_on") if name in adoption}
    for kind, id, data in draft.documents:
        for at, clause in enumerate(data["clauses"] if kind == "source" else ()):
            was, left = before.get(clause["id"], Counter()), now.get(clause["id"], Counter())
            lost = dict.fromkeys(titles[because.get(file, file)] for file in was if left[file] < was[file])
            if not lost or clause.get("state", ADOPTED) not in (ADOPTED, IN_PART):
                continue
            reason = f"随停用的{'、'.join(f'「{title}」' for title in lost)}不落实"
            changes[id].added["clauses", at] = {
                "state": IN_PART if left else REFUSED,
                "reason": "；".join(filter(None, (clause.get("reason"), reason))),
                **decided,
            }
    draft.change(changes)
