"""The toolchain of the pages' scripts and styles: well typed, the same each time, from packages that are pinned by
their checksums.
"""

from __future__ import annotations

import json
import re
import shutil

import pytest

from generator.problems import ProblemsFound
from generator.resources import HOME
from generator.website import bundles, bundling, node


@pytest.mark.slow
def test_every_script_is_well_typed():
    """The strict type checker has nothing to say about any source, and it has seen them all."""
    bundling.check_types()
    listed = "".join(
        node.run_installed("typescript/bin/tsc", "--project", str(node.SCRIPTS / project), "--listFilesOnly")
        for project in ("tsconfig.json", "tsconfig.workers.json")
    )
    assert [path.name for path in node.SCRIPTS.glob("*.ts") if str(path) not in listed] == []


def test_the_search_worker_takes_the_place_of_the_theme_s():
    """The theme starts its worker by a name with a hash; ours stands at exactly that name."""
    from pathlib import Path

    import material

    worker = next(artifact for artifact in bundles.bundles() if "/workers/" in artifact.path)
    assert (Path(material.__file__).parent / "templates" / worker.path).is_file()


def test_every_style_is_bundled():
    """What stands beside the others and is named by none would be forgotten."""
    named = re.findall(r'@import "(.+)";', (bundling.THEME / "styles" / "main.css").read_text())
    entries = [entry.removeprefix("styles/") for entry in bundling.ENTRIES if entry.startswith("styles/")]
    assert sorted([*named, *entries]) == sorted(path.name for path in (bundling.THEME / "styles").iterdir())


def test_bundles_are_the_same_each_time():
    """The site is a function of its sources."""
    first = bundles.bundles()
    bundling._bundled.cache_clear()  # noqa: SLF001 - else nothing would be made anew
    assert bundles.bundles() == first


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("scripts/main.ts", "const broken = ;"),
        ("styles/home.css", "a { color: red; }}"),
        ("styles/home.css", "a { colour: red; heigth: 1px; }"),
        ("styles/main.css", '@import "nowhere.css";'),
    ],
    ids=["a script", "a brace too many", "a misspelled property", "a file that is not there"],
)
def test_a_broken_source_is_a_problem_and_not_a_traceback(tmp_path, monkeypatch, source, text):
    """What the bundler says reaches the maintainer, with the name of the file."""
    shutil.copytree(bundling.THEME, tmp_path / "theme")
    (tmp_path / "theme" / source).write_text(text)
    monkeypatch.setattr(bundling, "THEME", tmp_path / "theme")
    with pytest.raises(ProblemsFound) as error:
        bundles.bundles()
    assert error.value.problems[0].code == "E603" and source in error.value.problems[0].message


@pytest.mark.parametrize("folder", [node.SCRIPTS, HOME / "tests" / "site" / "nu"], ids=["site", "tests"])
def test_the_lock_pins_bytes_and_names_no_address(folder):
    """Every package by its checksum, whichever registry or mirror it comes from."""
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    held = {name: entry for name, entry in packages.items() if name}
    assert held and all(entry["integrity"].startswith("sha512-") for entry in held.values())
    assert not any("resolved" in entry for entry in held.values())
