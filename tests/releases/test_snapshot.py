"""Snapshots: what authors wrote comes back as it was, from bytes that depend on nothing else, proved by a fingerprint
that anyone can compute.
"""

from __future__ import annotations

import json
import random
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.load import load_handbook
from generator.model import KINDS, handbook_of
from generator.releases import snapshot
from tests.builders import DATA


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same value with its keys in another order."""
    if isinstance(value, dict):
        return {name: shuffled(value[name], chance) for name in chance.sample(list(value), len(value))}
    return [shuffled(entry, chance) for entry in value] if isinstance(value, list) else value


def test_documents_come_back(small: Path):
    """Every document of a complete handbook is the same after a snapshot, and so is the handbook made from it."""
    for data in (DATA, load_handbook(small, date(2026, 1, 1)).data):
        again = snapshot.documents(snapshot.files(data), snapshot.FORMAT)
        assert again == data and handbook_of(again) == handbook_of(data)


def test_bytes_depend_on_the_value_alone():
    """The order in which an author writes fields leaves no trace; a changed value does."""
    chance, files = random.Random(20260101), snapshot.files(DATA)
    for _ in range(20):
        assert snapshot.files(shuffled(DATA, chance)) == files
    changed = json.loads(json.dumps(DATA))
    changed["kpi"]["record-on-time"]["target"]["at_least"] = 98.5
    assert {name for name, content in snapshot.files(changed).items() if content != files[name]} == {
        "documents/kpis/record-on-time.json"
    }


def test_canonical_json_is_readable():
    """Chinese as itself, one value a line, sorted, a line end at the end: a changed word is one changed line in a
    comparison.
    """
    assert (
        snapshot.canonical({"b": ["甲", 1, True, None], "a": 0.5}).decode()
        == '{\n "a": 0.5,\n "b": [\n  "甲",\n  1,\n  true,\n  null\n ]\n}\n'
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_place(kind: str):
    """A document is found again by the name of its file, and no other name is taken for one."""
    id = kind if KINDS[kind].single else "some-id"
    name = snapshot.name_of(kind, id)
    assert name.startswith(snapshot.DOCUMENTS) and snapshot.kind_and_id(name) == (kind, id)
    for other in (
        name.removesuffix(".json"),
        f"forms/{name}",
        f"{name}.json",
        name.replace("documents/", "documents/more/"),
        "documents/.json",
    ):
        assert snapshot.kind_and_id(other) != (kind, id)


def test_what_is_not_json_is_named():
    """A document that cannot be read is a ValueError with its name."""
    with pytest.raises(ValueError, match=r"^documents/kpis/a\.json$"):
        snapshot.documents({"documents/kpis/a.json": b"{"}, snapshot.FORMAT)


def some_files() -> dict[str, bytes]:
    """The files of a release, in an order that is not that of the list."""
    return {
        "forms/b.docx": b"PK",
        "documents/handbook.json": b"{}\n",
        "approval.yaml": "revision: 二".encode(),
        "documents/roles/销售.json": b"1",
        "forms/a.docx": b"",
    }


def test_coreutils_agree(tmp_path: Path):
    """The list is byte for byte what `sha256sum` prints, and the fingerprint is what the documented command gives."""
    files = some_files()
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    printed = subprocess.run(["sha256sum", *sorted(files)], cwd=tmp_path, capture_output=True, check=True).stdout
    assert snapshot.sums(files) == printed
    (tmp_path / "SHA256SUMS").write_bytes(snapshot.sums(files))
    subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=True)
    command = subprocess.run(
        "grep -v '  forms/' SHA256SUMS | sha256sum",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert command.stdout.split()[0] == snapshot.fingerprint(files)


def test_the_fingerprint_covers_everything_but_the_forms():
    """Forms carry the fingerprint, so they are not under it; any other byte, name or file is."""
    files = some_files()
    print_of = snapshot.fingerprint(files)
    without = {name: content for name, content in files.items() if not name.startswith("forms/")}
    assert snapshot.fingerprint(without) == snapshot.fingerprint(files | {"forms/a.docx": b"other"}) == print_of
    others = [files | {name: content + b"x"} for name, content in without.items()]
    others += [
        files | {"documents/new.json": b""},
        {name: content for name, content in files.items() if name != "approval.yaml"},
    ]
    others += [{name.replace("handbook", "handbuch"): content for name, content in files.items()}]
    assert len({snapshot.fingerprint(other) for other in others} - {print_of}) == len(others)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text[:-1],
        lambda text: text + "\n",
        lambda text: text + text,
        lambda text: text.upper(),
        lambda text: text.replace("  ", " *"),
        lambda text: "".join(reversed(text.splitlines(keepends=True))),
        lambda text: "# note\n" + text,
        lambda text: text.splitlines(keepends=True)[0] + text,
        lambda text: " " + text,
        lambda text: text.replace("approval", "approv\udcff"),
    ],
    ids=[
        "line ends",
        "end",
        "empty line",
        "twice",
        "case",
        "binary mark",
        "order",
        "comment",
        "double line",
        "space",
        "no UTF-8",
    ],
)
def test_a_list_of_checksums_has_one_form(damage):
    """Only the list as it was written is read; a rewritten one is not, be it as good to other programs."""
    written = snapshot.sums(some_files())
    assert snapshot.read_sums(written) == {name: snapshot.checksum(content) for name, content in some_files().items()}
    assert snapshot.read_sums(damage(written.decode()).encode("utf-8", "surrogateescape")) is None


def test_every_older_format_has_a_way_to_the_present_one():
    """Whoever raises FORMAT writes the migration from the one before."""
    assert set(snapshot.MIGRATIONS) == set(range(1, snapshot.FORMAT))
