"""What axe-core, which checks pages by WCAG, finds on a page in a browser."""

from __future__ import annotations

import functools

from generator.website import node

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@functools.cache
def axe() -> str:
    """The source of axe-core."""
    return (node.install() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page) -> list[str]:
    """What axe-core finds on the page shown, one sentence for each element."""
    page.evaluate(axe())
    found = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", TAGS)
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in found["violations"]
        for node in found["nodes"]
    ]
