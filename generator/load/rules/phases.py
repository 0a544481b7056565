"""The phases of a procedure: neighbouring steps of one phase stand together."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.rules.violation import RuleContext, Violation, violation_at


def phases_do_not_come_back(context: RuleContext) -> Iterator[Violation]:
    """No phase begins again after another, nor is a step between two others of a phase in none."""
    for procedure in context.handbook.procedures.values():
        ended: dict[str, int] = {}
        current = ""
        for position, step in enumerate(procedure.steps):
            if step.phase != current:
                if step.phase and step.phase in ended:
                    between = "、".join(
                        f"「{other.title}」" for other in procedure.steps[ended[step.phase] + 1 : position]
                    )
                    yield violation_at(
                        procedure.id,
                        ("steps", position, "phase"),
                        "E443",
                        f"阶段「{step.phase}」结束以后又回来了",
                        f"中间隔着{between}：请调整步骤的先后，或给后面这一段另起一个阶段名",
                    )
                current = step.phase
            if step.phase:
                ended[step.phase] = position
