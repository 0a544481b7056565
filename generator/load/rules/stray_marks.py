"""Braces in a text that name no parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import partial

from generator.language.did_you_mean import closest
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import Glossary

BRACES = re.compile(r"[{｛]+\s*([^{}｛｝]*?)\s*[}｝]+|[{｛]([a-z][a-z0-9-]*)|[{｛}｝]")


def braces_name_parameters(context: RuleContext) -> Iterator[Violation]:
    """After all parameters are filled in, no brace is left."""
    parameters = {parameter.id: parameter.title for parameter in context.handbook.parameters.parameters}
    for id, part, walked in context.walked:
        if id in context.handbook.sources or (isinstance(part, Glossary) and "parameters" in context.broken):
            continue
        for path, _, value in walked:
            for match in BRACES.finditer(value) if isinstance(value, str) and re.search("[{}｛｝]", value) else ():
                yield violation_at(
                    id,
                    path,
                    "E426",
                    f"「{match[0]}」不是参数的写法",
                    partial(_reference, match[1] or match[2] or "", parameters, context.figures.keys(), id),
                    word=match[0],
                )


def _reference(name: str, parameters: Mapping[str, str], figures: Set[str], holder: str) -> str:
    """What to write for a name in braces that is none, in a text of the item `holder`."""
    if "." in name and name.replace(".", "#", 1) in figures:
        return f"写成「{{{name.replace('.', '#', 1)}}}」：条目的编号后面是 #"
    if "." in name and f"{holder}#{name}" in figures:
        return f"写成「{{#{name}}}」：取本文件里的数字以 # 开头"
    guess = name if name in parameters else closest(name, parameters) if name else None
    guess = guess or next(
        (id for id, title in parameters.items() if name and title == closest(name, parameters.values())), None
    )
    if guess:
        return f"写成「{{{guess}}}」（{parameters[guess]}）"
    return "花括号只用来引用参数，例如「{crm-limit}」，里面是 sop/parameters.yaml 里的编号；是文字就改用（ ）"
