"""What is brought in from outside: pinned by hash, listed with its reason, and told in the bill of materials."""

from __future__ import annotations

import base64
import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import cyclonedx.schema
import fastjsonschema
import pytest
import yaml

from generator.bill_of_materials import (
    bill_of_materials,
    normal_name,
    npm_packages,
    python_packages,
)
from generator.bill_of_materials import (
    cyclonedx as bill_of,
)
from generator.resources import HOME, THEME
from tests.audit import NPM_LOCKS, PYTHON_LOCKS

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES = [json.loads((folder / "package.json").read_text(encoding="utf-8")) for folder in NPM_LOCKS]
WORKFLOWS = sorted((HOME / ".github" / "workflows").glob("*.yml"))
ACTION = re.compile(r"uses: (?P<action>[\w.-]+/[\w.-]+)@(?P<commit>[0-9a-f]{40}) # v\d+\.\d+\.\d+")
"""An action at a commit, with the version that this was when it was looked up."""


def uses() -> list[str]:
    """Every line of a workflow that runs an action."""
    return [
        line.strip(" -")
        for path in WORKFLOWS
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]


def test_actions_are_pinned_by_commit():
    """A tag can be moved to other code, a commit cannot; one action has one commit everywhere."""
    assert [line for line in uses() if not ACTION.fullmatch(line)] == []
    pinned = {line.removeprefix("uses: ") for line in uses()}
    assert len(pinned) == len({entry.partition("@")[0] for entry in pinned}) >= 2


def test_every_direct_dependency_has_its_reason():
    """Each package asked for by name has one line with a reason and its upkeep; no line is of another package."""
    asked = [
        requirement
        for requirements in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
        for requirement in requirements
    ]
    npm = [
        name
        for package in PACKAGES
        for kind, names in package.items()
        if kind.endswith("ependencies")
        for name in names
    ]
    actions = {match["action"] for line in uses() if (match := ACTION.fullmatch(line))}
    text = (HOME / "docs" / "dependencies.md").read_text(encoding="utf-8")
    told = re.findall(r"(?m)^\| `(\S+)` \| \S.+ \| (active|quiet|ending \d{4}-\d{2}), (\d{4})-(\d{2}) \|$", text)
    assert sorted(name for name, *_ in told) == sorted([*map(normal_name, asked), *npm, *actions])
    assert text.count("\n| `") == len(told)
    seen = re.search(r"showed it on (\d{4})-(\d{2})", text)
    assert seen
    for name, upkeep, year, month in told:
        age = (int(seen[1]) - int(year)) * 12 + int(seen[2]) - int(month)
        assert (age >= 0 and upkeep.startswith("ending")) or upkeep == ("active" if age < 12 else "quiet"), name


def test_the_complete_lock_holds_the_other():
    """Tests run on what is used: what both locks hold, they hold at one version with the same hashes."""
    used, tested = (
        {(p.name, p.version, p.marker): p.hashes for p in python_packages(lock.read_text(encoding="utf-8"), PROJECT)}
        for lock in PYTHON_LOCKS
    )
    assert used.items() <= tested.items() and len(tested) > len(used) > 40


def test_what_scripts_import_is_what_is_said_to_be_bundled():
    """The packages that TypeScript imports are the dependencies of its package.json; the others only make or check."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (THEME / "scripts").glob("*.ts"))
    imported = re.findall(r'(?m)(?:^import|from) "((?:@[\w.-]+/)?[\w-][\w.-]*)[^"]*"', sources)
    assert (
        set(imported)
        == set(PACKAGES[0]["dependencies"])
        == {package.name for package in npm_packages(_npm_lock()) if package.scope == "required"}
    )


def _npm_lock() -> dict:
    return json.loads((THEME / "scripts" / "package-lock.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bill() -> dict:
    """The bill of materials of this checkout."""
    return json.loads(bill_of_materials())


def test_the_bill_is_valid(bill):
    """By the JSON Schema of CycloneDX, with those that it refers to."""
    folder = Path(cyclonedx.schema.__file__).parent / "_res"

    def schema(uri: str) -> dict:
        name = uri.rpartition("/")[2].partition(".schema.json")[0].removesuffix(".SNAPSHOT")
        return json.loads((folder / f"{name}.SNAPSHOT.schema.json").read_text(encoding="utf-8"))

    validate = fastjsonschema.compile(schema(f"bom-{bill['specVersion']}.schema.json"), handlers={"http": schema})
    validate(bill)
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        validate(bill | {"components": [{"type": "library"}]})


def test_the_bill_holds_every_locked_package(bill):
    """Each package of both locks, by an independent reading of them: with its version, all its hashes, and for npm
    its licence.
    """
    lock = PYTHON_LOCKS[0].read_text(encoding="utf-8")
    pypi = {
        f"pkg:pypi/{name}@{version}": set(re.findall("sha256:([0-9a-f]+)", entry))
        for entry in re.split(r"\n(?=\w)", lock)
        for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", entry)
    }
    packages = _npm_lock()["packages"]
    npm = {
        place.replace("node_modules/", "").replace("@", "%40"): package for place, package in packages.items() if place
    }
    told = {component["purl"]: component for component in bill["components"]}
    assert told.keys() == pypi.keys() | {f"pkg:npm/{name}@{package['version']}" for name, package in npm.items()}
    for purl, hashes in pypi.items():
        assert {entry["content"] for entry in told[purl]["hashes"]} == hashes and hashes, purl
    for name, package in npm.items():
        component = told[f"pkg:npm/{name}@{package['version']}"]
        [entry] = component["hashes"]
        assert f"sha512-{_base64(entry['content'])}" == package["integrity"] and entry["alg"] == "SHA-512"
        assert component["licenses"] == [{"expression": package["license"]}]


def _base64(digest: str) -> str:
    return base64.b64encode(bytes.fromhex(digest)).decode()


@pytest.mark.parametrize(
    ("purl", "scope"),
    [
        ("pkg:pypi/jinja2@", "required"),
        ("pkg:pypi/markupsafe@", "required"),
        ("pkg:npm/fflate@", "required"),
        ("pkg:pypi/duckdb@", "optional"),
        ("pkg:pypi/hatchling@", "excluded"),
        ("pkg:pypi/pluggy@", "excluded"),
        ("pkg:npm/esbuild@", "excluded"),
        ("pkg:npm/%40esbuild/linux-x64@", "excluded"),
    ],
)
def test_the_bill_says_who_needs_what(bill, purl, scope):
    """What a copy runs on, what comes with an extra, what only makes or checks the program; also through others."""
    assert [component["scope"] for component in bill["components"] if component["purl"].startswith(purl)] == [scope]


def test_the_bill_says_what_asks_for_what(bill):
    """The program asks for what is declared; every package is reached from it; what is referred to is there."""
    graph = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    own = bill["metadata"]["component"]["bom-ref"]
    assert own == f"pkg:pypi/sales-handbook@{PROJECT['version']}"
    names = {re.sub(r"^pkg:\w+/(.+)@.*$", r"\1", purl).replace("%40", "@") for purl in graph[own]}
    extras = PROJECT["optional-dependencies"]
    asked = [*PROJECT["dependencies"], *extras["records"], *extras["edit"], *extras["build"]]
    assert names == {*map(normal_name, asked), *PACKAGES[0]["dependencies"], *PACKAGES[0]["devDependencies"]}
    reached, open_ends = set(), [own]
    while open_ends:
        ref = open_ends.pop()
        if ref not in reached:
            reached.add(ref)
            open_ends += graph[ref]
    assert reached == graph.keys() == {own} | {component["bom-ref"] for component in bill["components"]}


def test_the_bill_depends_on_what_is_locked_alone():
    """The same bytes each time, in whatever order; another licence of one package gives another serial number."""
    first, *others = npm_packages(_npm_lock())
    bill = bill_of("1.0", [first, *others])
    assert bill == bill_of("1.0", [*others, first]) and bill_of_materials() == bill_of_materials()
    changed = bill_of("1.0", [replace(first, licence="0BSD"), *others])
    assert json.loads(changed)["serialNumber"] != json.loads(bill)["serialNumber"]


@pytest.mark.parametrize(
    "line", ["requests\n", "requests==2.0\n", "-e .\n", "requests>=2 \\\n    --hash=sha256:" + "0" * 64 + "\n"]
)
def test_a_lock_that_pins_nothing_is_refused(line):
    """What is no package pinned by hash is not passed over."""
    with pytest.raises(ValueError, match="not a package pinned by hash"):
        list(python_packages(line, {"dependencies": [], "optional-dependencies": {}}))


@pytest.mark.parametrize(
    ("file", "targets"), [(".ci/run", 0), (".github/workflows/audit.yml", 1), (".gitlab-ci.yml", 1)]
)
def test_the_audit_runs_where_somebody_can_be_asked(file, targets):
    """Code hosts ask for known vulnerabilities, each week too; what decides whether a change lands needs no service."""
    text = (HOME / file).read_text(encoding="utf-8")
    assert text.count("make audit") == targets
    if file.endswith("audit.yml"):
        assert "schedule" in yaml.load(text, yaml.BaseLoader)["on"]
