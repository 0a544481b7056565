"""Scorecards that lost lines."""

from __future__ import annotations

from generator.load.adoption.drafts import Draft, all_changes
from generator.load.id_places import Documents


def weigh(draft: Draft, before: Documents) -> None:
    """Weights of a scorecard that lost lines add up as before, each line in its share (largest remainders first)."""
    lines = {id: data["scorecard"] for kind, id, data in before if kind == "role" and data.get("scorecard")}
    changes = all_changes()
    for kind, id, data in draft.documents:
        weights = [line["weight"] for line in data.get("scorecard", ())] if kind == "role" else []
        whole = sum(line["weight"] for line in lines.get(id, ()))
        if not weights or len(weights) == len(lines.get(id, ())):
            continue
        shares = [weight * whole / sum(weights) for weight in weights]
        rounded = [int(share) for share in shares]
        order = sorted(range(len(shares)), key=lambda at: rounded[at] - shares[at])
        for at in order[: whole - sum(rounded)]:
            rounded[at] += 1
        changes[id].values |= {("scorecard", at, "weight"): weight for at, weight in enumerate(rounded)}
    draft.change(changes)
