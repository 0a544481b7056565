"""Whose work an entry of the handbook is about."""

from __future__ import annotations

from typing import Any

from generator.model.form import Form
from generator.model.handbook import Handbook
from generator.model.kpi import Kpi
from generator.model.onboarding import Onboarding, Task
from generator.model.policy import Policy, Rule
from generator.model.procedure import Procedure, Step
from generator.model.role import Exchange, Role
from generator.queries import listing


def audience(handbook: Handbook, item: Any, entry: Any) -> frozenset[str]:
    """The roles whose work changes with an entry of an item, or with the item where `entry` is the item itself; empty
    for all roles alike.
    """
    match entry:
        case Step():
            named = {role for _, roles in listing.named_parts(entry) for role in roles}
            return frozenset({*named, entry.accountable or item.owner})
        case Rule():
            return frozenset(entry.binds or item.binds or _own(handbook))
        case Task():
            return frozenset({item.role, entry.sign_off})
        case Exchange():
            return frozenset({item.id, *_own(handbook)})
        case _:
            return _of_item(handbook, item)


def _of_item(handbook: Handbook, item: Any) -> frozenset[str]:
    match item:
        case Role():
            return frozenset({item.id})
        case Procedure():
            return frozenset({item.owner}).union(*(audience(handbook, item, step) for step in item.steps))
        case Policy():
            return frozenset({item.owner}).union(*(audience(handbook, item, rule) for rule in item.rules))
        case Form():
            return frozenset({item.owner, *item.filled_by, *filter(None, [item.submit_to])})
        case Kpi():
            return frozenset(
                {
                    item.owner,
                    *(
                        role.id
                        for role in handbook.roles.values()
                        if any(line.kpi == item.id for line in role.scorecard)
                    ),
                }
            )
        case Onboarding():
            return frozenset({item.owner, item.role, *(task.sign_off for stage in item.stages for task in stage.tasks)})
        case _:
            return frozenset()


def _own(handbook: Handbook) -> tuple[str, ...]:
    return tuple(role.id for role in handbook.own_roles())
