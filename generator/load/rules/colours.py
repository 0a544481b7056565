"""Whether the company's colour can be read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.queries.colours import BLACK, LEAST_CONTRAST, LIGHT, contrast, is_readable, readable, wash


def the_colour_can_be_read(context: RuleContext) -> Iterator[Violation]:
    """Words of the colour stand out from every ground of the site, and white words from the colour."""
    colour = context.handbook.settings.colour
    if not colour:
        return
    grounds = (*LIGHT, wash(colour))
    if not is_readable(colour, grounds):
        least = min(contrast(colour, ground) for ground in grounds)
        yield violation_at(
            "settings",
            ("colour",),
            "E454",
            f"颜色「{colour}」太浅，看不清：与底色的对比度是 {least:.1f}，至少要 {LEAST_CONTRAST}（WCAG 2.2）",
            f"写成「{readable(colour, grounds, BLACK)}」，是同一种颜色，深一些",
        )
