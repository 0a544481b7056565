"""The toolchain of the pages' scripts: well typed, the same each time, from packages that are pinned by their checksums."""
from __future__ import annotations

import json
import shutil

import pytest

from generator import scripts
from generator.problems import ProblemsFound


def test_every_script_is_well_typed():
    """The strict type checker has nothing to say about any source, and it has seen them all."""
    scripts.check_types()
    listed = "".join(scripts.node("typescript/bin/tsc", "--project", str(scripts.SOURCES / project), "--listFilesOnly")
                     for project in ("tsconfig.json", "tsconfig.workers.json"))
    assert [path.name for path in scripts.SOURCES.glob("*.ts") if str(path) not in listed] == []


def test_the_search_worker_takes_the_place_of_the_theme_s():
    """The theme starts its worker by a name with a hash; ours stands at exactly that name."""
    import material
    from pathlib import Path
    worker = next(artifact for artifact in scripts.scripts() if "/workers/" in artifact.path)
    assert (Path(material.__file__).parent / "templates" / worker.path).is_file()


def test_bundles_are_the_same_each_time():
    """The site is a function of its sources."""
    first = scripts.scripts()
    scripts._bundled.cache_clear()
    assert scripts.scripts() == first


def test_a_broken_script_is_a_problem_and_not_a_traceback(tmp_path, monkeypatch):
    """What the bundler says reaches the maintainer, with the name of the file."""
    shutil.copytree(scripts.SOURCES, tmp_path / "scripts")
    (tmp_path / "scripts" / "main.ts").write_text("const broken = ;")
    monkeypatch.setattr(scripts, "SOURCES", tmp_path / "scripts")
    with pytest.raises(ProblemsFound) as found:
        scripts.scripts()
    assert found.value.problems[0].code == "E603" and "main.ts" in found.value.problems[0].message


@pytest.mark.parametrize("folder", [scripts.SOURCES, scripts.HOME / "tests" / "site" / "nu"], ids=["site", "tests"])
def test_the_lock_pins_bytes_and_names_no_address(folder):
    """Every package by its checksum, whichever registry or mirror it comes from."""
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    held = {name: entry for name, entry in packages.items() if name}
    assert held and all(entry["integrity"].startswith("sha512-") for entry in held.values())
    assert not any("resolved" in entry for entry in held.values())
