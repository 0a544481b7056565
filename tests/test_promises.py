"""What the project says of itself holds: imports point one way, every library has its room, every command is
documented.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest
import yaml

from generator import cli
from generator.resources import HOME

PACKAGE = HOME / "generator"
MODULES = {
    path.relative_to(HOME).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}

LAYERS = (
    ("generator.problems", "generator.resources", "generator.memory"),
    ("generator.model", "generator.bill_of_materials"),
    ("generator.language", "generator.problem_formats", "generator.system"),
    ("generator.schedule", "generator.untrusted"),
    ("generator.forms", "generator.queries"),
    ("generator.load", "generator.render", "generator.diff", "generator.releases"),
    ("generator.submissions", "generator.authoring", "generator.releases.announcement", "generator.releases.damages"),
    ("generator.records", "generator.importing", "generator.releases.folder"),
    ("generator.reports",),
    (
        "generator.system.publishing",
        "generator.website.node",
        "generator.website.preview_problems",
        "generator.releases.reader",
    ),
    ("generator.website.bundling", "generator.releases.editions"),
    ("generator.website.bundles", "generator.website.wheel"),
    ("generator.website.content_security",),
    ("generator.records.collection", "generator.releases.freeze", "generator.website.build"),
    ("generator.workspace", "generator.website.preview_server", "generator.editing"),
    ("generator.website.mkdocs_hook", "generator.cli"),
    ("generator.__main__",),
)
"""From the bottom up. A module imports from layers below its own, and from its own package."""

ROOMS = {
    "yaml": ("generator.load.documents",),
    "click": ("generator.cli.frame",),
    "cerberus": ("generator.load.schema",),
    "jinja2": (
        "generator.render.compiled_templates",
        "generator.render.site.pages",
        "generator.render.site.template_errors",
        "generator.authoring.guide",
        "generator.authoring.new_handbook",
        "generator.editing.page",
    ),
    "starlette": ("generator.editing.server", "generator.editing.views", "generator.editing.guard"),
    "uvicorn": ("generator.cli.editing",),
    "markupsafe": ("generator.render.site.pages",),
    "docx": ("generator.render.word",),
    "lxml": ("generator.render.word", "generator.untrusted.package"),
    "pypdf": ("generator.system.pdf_file",),
    "mkdocs": ("generator.website.build", "generator.website.preview_server", "generator.website.mkdocs_hook"),
    "holidays": ("generator.schedule.workdays",),
    "opencc": ("generator.render.site.search_index",),
    "pypinyin": ("generator.render.site.search_index", "generator.importing.ids"),
    "material": ("generator.website.bundles",),
    "hatchling": ("generator.website.wheel",),
    "duckdb": ("generator.records", "generator.reports"),
    "xlsxwriter": (
        "generator.render.exports.workbook",
        "generator.records.spreadsheet_store",
        "generator.reports.report_workbook",
    ),
    "python_calamine": (
        "generator.records.spreadsheet_store",
        "generator.records.imports",
        "generator.importing.readers.workbook",
    ),
}
"""Which modules may import which library."""


def imports(name: str) -> set[str]:
    """Every module that a module of ours imports, by its full name, as it must be written."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"a relative import in line {node.lineno}"
            found |= {
                f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in MODULES else node.module
                for alias in node.names
            }
    return found


def layer(name: str) -> tuple[int, str]:
    """Where a module of ours stands, and the entry of LAYERS that says so."""
    return max(
        (
            (height, entry)
            for height, entries in enumerate(LAYERS)
            for entry in entries
            if name == entry or name.startswith(entry + ".")
        ),
        key=lambda found: len(found[1]),
        default=(-1, ""),
    )


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_point_one_way(name):
    """No module imports from its own layer's neighbours or from above."""
    height, entry = layer(name)
    ours = {imported for imported in imports(name) if imported.startswith("generator.")}
    wrong = {imported for imported in ours if layer(imported)[1] != entry and layer(imported)[0] >= height}
    assert not wrong


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_library_has_its_room(name):
    """Third-party packages are imported where the architecture says, and nowhere else."""
    foreign = {imported.split(".")[0] for imported in imports(name)} - set(sys.stdlib_module_names) - {"generator"}
    assert {
        library
        for library in foreign
        if not any(name == room or name.startswith(room + ".") for room in ROOMS.get(library, ()))
    } == set()


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_is_documented(readme):
    """Both manuals name every command, and no other."""
    told = set(re.findall(r"^\| `sop ([a-z-]+)", (HOME / readme).read_text(), re.MULTILINE))
    assert told == set(cli.SOP.commands)


def test_the_hook_for_other_repositories_runs_a_command_of_ours():
    """`.pre-commit-hooks.yaml` names a command that is there, for files that are the handbook's."""
    text = (HOME / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    hook = dict(re.findall(r"^[- ] (\w+): (.+)$", text, re.MULTILINE))
    program, command = hook["entry"].split()
    assert (program, command in cli.SOP.commands, hook["pass_filenames"]) == ("sop", True, "false")
    named = ("sop/handbook.yaml", "sop/procedures/customer-visit.yaml", "README.md", "shop/handbook.yaml")
    assert [bool(re.search(hook["files"], name)) for name in named] == [True, True, False, False]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_choice_is_documented(readme):
    """Where a manual lists what an option takes, it lists all of it and nothing else."""
    rows = re.findall(r"^\| `sop ([a-z-]+)([^`]*)`", (HOME / readme).read_text(), re.MULTILINE)
    told = {
        (command, option): tuple(words.split("\\|"))
        for command, usage in rows
        for option, words in re.findall(r"(--[a-z-]+) ([a-z]+(?:\\\|[a-z]+)+)", usage)
    }
    taken = {
        (name, option.opts[0]): tuple(option.type.words)
        for name, command in cli.SOP.commands.items()
        for option in command.params
        if getattr(option.type, "words", ())
    }
    assert told == taken and len(taken) > 3


def test_every_target_of_make_is_documented():
    """The head of the Makefile and both manuals name what `make` does: all of it, in one order, alike in English."""
    makefile, english, chinese = (
        (HOME / name).read_text(encoding="utf-8") for name in ("Makefile", "README.md", "README.zh-CN.md")
    )
    told = re.findall(r"^# make ([a-z-]+) +(.+)$", makefile, re.MULTILINE)
    assert re.findall(r"^make ([a-z-]+) +# (.+)$", english, re.MULTILINE) == told
    assert re.findall(r"^make ([a-z-]+) +# .+$", chinese, re.MULTILINE) == [name for name, _ in told]
    declared = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert declared and sorted(declared[1].split()) == sorted(name for name, _ in told)


def test_the_architecture_names_what_there_is():
    """Every file, folder and test that docs/architecture.md names; a name in angle brackets stands for any."""
    text = (HOME / "docs/architecture.md").read_text(encoding="utf-8")
    roots = [HOME, PACKAGE, *(HOME / "templates" / path for path in (".", "theme", "theme/scripts", "theme/styles"))]
    roots += [PACKAGE / room for room in ("forms", "load", "load/hints", "render/site", "render/word")]
    files = set(re.findall(r"`([\w./<>-]+(?:\.(?:py|ts|css|html|yaml|j2|docx)|/))`", text))
    missing = {
        name for name in files if not any(list(root.glob(re.sub("<[a-z]+>", "*", name).strip("/"))) for root in roots)
    }
    assert missing - MADE == set() and len(files) > 60
    tests = set(re.findall(r"`(test_\w+)`", text))
    written = "\n".join(path.read_text(encoding="utf-8") for path in (HOME / "tests").rglob("test_*.py"))
    assert {name for name in tests if f"def {name}(" not in written} == set() and len(tests) >= 5


MADE = {"site/", "templates/form-base.docx", "sop/calendar/<year>.yaml", "sop/adoption.yaml"}
"""What the program or a company makes, and a checkout need not have."""
WORKFLOWS = [(".github/workflows/check.yml", "run"), (".gitlab-ci.yml", "script")]
GATE = (
    r"/ruff check\n",
    r"/ruff format --check\n",
    r"/mypy\n",
    r"/tsc --project \S+/tsconfig\.json\n",
    r"/tsc --project \S+/tsconfig\.workers\.json\n",
    r"/biome check --error-on-warnings\n",
)
"""What has nothing to say about a program that may land, as make runs it."""


@pytest.mark.parametrize(("file", "key"), WORKFLOWS)
def test_a_pull_request_is_checked_by_commands_of_the_project(make, file, key):
    """What a code host runs makes the check, the site, the gate and the quick tests, the latter two on two systems."""
    commands = _commands(file, key)
    assert commands[:2] == ["make check" + (" FORMAT=github" if "github" in file else ""), "make site"]
    assert set(commands[2:]) - {"make audit"} == {"make lint", "make quick"}
    run = "".join(_dry(make, command) for command in commands)
    assert re.findall(r"/sop (\w+)", run) == ["check", "build"]
    assert [
        part for part in (*GATE, r"/python -m pytest .*-m \"not \(.*browser.*\)\"") if not re.search(part, run)
    ] == []


def test_the_quick_tests_run_on_linux_and_windows():
    """Both code hosts run gate and quick tests on both systems, so that nothing is written for one of them alone."""
    github, gitlab = (yaml.safe_load((HOME / file).read_text(encoding="utf-8")) for file, _ in WORKFLOWS)
    program = github["jobs"]["program"]
    assert program["runs-on"] == "${{ matrix.os }}"
    assert program["strategy"]["matrix"]["os"] == ["ubuntu-latest", "windows-latest"]
    jobs = [job for job in gitlab.values() if "make quick" in job.get("script", ())]
    assert [("image" in job, "windows" in "".join(job.get("tags", ()))) for job in jobs] == [
        (True, False),
        (False, True),
    ]


def test_nothing_lands_or_is_committed_past_the_gate(make):
    """The gate stands before the tests in what decides whether a change lands, and before a commit as a local hook."""
    commands = re.findall(r"(?m)^make (\w+)", (HOME / ".ci" / "run").read_text(encoding="utf-8"))
    assert commands.index("lint") < commands.index("test")
    config = yaml.safe_load((HOME / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    entries = [hook["entry"] for hook in config["repos"][0]["hooks"]]
    run = "".join(_dry(make, entry) for entry in entries)
    assert [part for part in (*GATE, "/sop check") if not re.search(part, run)] == []


def _commands(file: str, key: str) -> list[str]:
    """The commands that a workflow runs, in order."""
    values = _values_of(yaml.safe_load((HOME / file).read_text(encoding="utf-8")), key)
    return [
        command
        for value in values
        if isinstance(value, str | list)
        for command in (value if isinstance(value, list) else [value])
    ]


def _dry(make: str, command: str) -> str:
    """What make would run for a command."""
    return subprocess.run(
        [make, *command.removeprefix("make ").split(), "--dry-run"],
        cwd=HOME,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def _values_of(node: object, key: str) -> list:
    """Every value of the key, at any depth, in order."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [
        *([node[key]] if isinstance(node, dict) and key in node else []),
        *(value for child in children for value in _values_of(child, key)),
    ]


def test_only_the_command_line_prints_and_exits():
    """No other module writes to the terminal or ends the program."""
    speaking = {
        name
        for name, path in MODULES.items()
        if re.search(r"\bprint\(|\bsys\.exit\(|\bsys\.stdout\b|date\.today\(\)|datetime\.now\(", path.read_text())
    }
    assert {name for name in speaking if not name.startswith("generator.cli.")} == {
        "generator.cli",
        "generator.__main__",
        "generator.website.mkdocs_hook",
    }


def test_a_code_means_one_thing():
    """No two packages give a problem the same code; whoever compares with a code does not give it."""
    given: dict[str, set[str]] = {}
    for name, path in MODULES.items():
        for code in re.findall(r'(?<![=!]= )"([EW][0-9]{3})"', path.read_text()):
            given.setdefault(code, set()).add(name.split(".")[1])
    assert given and {code: packages for code, packages in given.items() if len(packages) > 1} == {}


def test_locks_hold_hashes_and_no_addresses():
    """Every locked package is pinned by hash, and no file says where it comes from."""
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (HOME / name).read_text()
        assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []
        pinned = re.split(r"(?m)^(?=[a-z0-9])", text.strip())
        assert [
            entry for entry in pinned if entry.strip() and ("==" not in entry or "--hash=sha256:" not in entry)
        ] == []


def test_nothing_names_places_outside_the_project():
    """No absolute path of a machine in any written file."""
    written = [
        path
        for folder in ("generator", "templates", "sop", "tests")
        for path in (HOME / folder).rglob("*")
        if path.suffix in (".py", ".yaml", ".j2", ".css", ".js", ".html", ".md")
    ]
    assert [
        path.relative_to(HOME).as_posix()
        for path in written
        if re.search(r"(?<![\w.])/(?:home|root|work|tmp)/\w", path.read_text(encoding="utf-8"))
    ] == []
