"""What an editor marks while one writes is what a check would refuse."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from generator.authoring.id_schema import FILE, id_schema
from generator.authoring.json_schema import json_schema
from generator.load import schema
from generator.load.documents import parse
from generator.load.files import read_folder
from generator.model import KINDS, placeholders, resolved_figures, written_figures
from tests.conftest import SMALL
from tests.department import DEPARTMENT

IDS = json.loads(id_schema([(kind, id, file.data) for kind, id, file in read_folder(SMALL).files]))
EDITORS = {
    name: fastjsonschema.compile(json.loads(json_schema(name)), handlers={"": {FILE: IDS}.__getitem__})
    for name in KINDS
}
WRONG: tuple[Any, ...] = (
    None,
    "",
    "文字",
    "很长" * 600,
    "id",
    "text",
    3,
    0,
    -1,
    7.5,
    True,
    [],
    ["一"],
    [3],
    {},
    {"id": "a"},
    [{}],
)
"""What may come to stand in the place of anything."""


def refused(kind: str, data: Any) -> bool:
    """Whether an editor would mark something."""
    try:
        EDITORS[kind](data)
    except fastjsonschema.JsonSchemaValueException:
        return True
    return False


def marked(root: Path) -> list[str]:
    """The files of a handbook in which an editor would mark something."""
    folder = read_folder(root)
    assert not folder.problems and folder.files
    return [f"{kind} {id}" for kind, id, file in folder.files if refused(kind, file.data)]


@pytest.mark.parametrize("root", [DEPARTMENT, SMALL], ids=["department", "small"])
def test_nothing_right_is_marked(root: Path):
    """Every file of a handbook without problems."""
    assert marked(root) == []


@pytest.mark.parametrize("seed", range(12))
def test_an_editor_refuses_what_a_check_refuses(seed: int):
    """One value anywhere in a file taken away, added or exchanged: both agree.

    The check alone knows days that no calendar has, and the values of parameters.
    """
    chance, folder = random.Random(seed), read_folder(SMALL)
    figures = resolved_figures(written_figures((KINDS[kind].cls, id, file.data) for kind, id, file in folder.files))
    said, disagreed = set(), []
    for _ in range(150):
        kind, id, file = chance.choice(folder.files)
        data = mutated(file.data, chance)
        if any(placeholders(data)):
            continue
        problems, _ = schema.check(KINDS[kind].cls, parse(json.dumps(data, ensure_ascii=False), file.file), figures, id)
        said.add(bool(problems))
        if bool(problems) != refused(kind, data):
            disagreed.append((kind, id, data, [problem.message for problem in problems]))
    assert disagreed == []
    assert said == {True, False}


def mutated(data: Any, chance: random.Random) -> Any:
    """A copy of a document with one mistake, or none."""
    data = copy.deepcopy(data)
    places = list(containers(data))
    held = chance.choice(places)
    keys = list(held) if isinstance(held, dict) else list(range(len(held)))
    match chance.choice(["exchange", "exchange", "remove", "add", "double"]):
        case "exchange" if keys:
            held[chance.choice(keys)] = copy.deepcopy(chance.choice(WRONG))
        case "remove" if keys:
            del held[chance.choice(keys)]
        case "add" if isinstance(held, dict):
            held[chance.choice(["remark", "staff", "unit", "formerly"])] = copy.deepcopy(chance.choice(WRONG))
        case "double" if isinstance(held, list) and held:
            held *= 2
    return data


def containers(value: Any):
    """Every mapping and list anywhere in a document."""
    if isinstance(value, dict | list):
        yield value
        for part in value.values() if isinstance(value, dict) else value:
            yield from containers(part)
