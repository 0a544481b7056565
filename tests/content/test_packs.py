"""What a new handbook may start with: every pack is cut from the shipped content, is whole, and can be released."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator import workspace
from generator.authoring.new_handbook import Company, engine_of, repository
from generator.authoring.packs import cut, packs, texts
from generator.load import LoadResult, load_handbook
from generator.load.files import read_folder
from generator.resources import HOME
from generator.workspace import read
from tests.adopting import named_still
from tests.department import release

pytestmark = pytest.mark.slow
TODAY = date(2026, 1, 15)
COMPANY = Company(
    "海川精密机械有限公司",
    "营销中心",
    "营销手册",
    {"start": "08:30", "end": "17:30", "break_start": "12:00", "break_end": "13:30"},
)
PACKS = ("最小", "核心", "完整")


@cache
def files() -> tuple:
    return tuple(read_folder(HOME).files)


@cache
def whole() -> LoadResult:
    return load_handbook(HOME, TODAY)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("engine") / "sales_handbook-1.0.0-py3-none-any.whl"
    path.write_bytes(b"a wheel")
    return path


@pytest.fixture(scope="module", params=PACKS)
def started(request: pytest.FixtureRequest, engine: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The repository of a company that starts with a pack."""
    folder = tmp_path_factory.mktemp("started")
    made = repository(files(), packs()[request.param], COMPANY, engine_of(str(engine)), TODAY)
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return request.param, folder


def test_there_are_three_packs_from_small_to_large():
    assert tuple(packs()) == PACKS


@pytest.mark.parametrize("name", PACKS)
def test_what_stays_keeps_its_text(name: str):
    """No file is laid out anew: comments and order of fields are those of the content."""
    draft = cut(files(), packs()[name])
    made = list(texts(files(), draft))
    first_lines = {file.file: file.text.split("\n")[0] for _, _, file in files() if file.text.startswith("#")}
    assert [file for file, text in made if text.split("\n")[0] != first_lines.get(file, text.split("\n")[0])] == []


def test_a_new_handbook_is_clean(started: tuple[str, Path]):
    """The check says nothing that it does not say of the content itself."""
    _, folder = started
    known = {problem.message for problem in whole().problems}
    assert [problem for problem in load_handbook(folder, TODAY).problems if problem.message not in known] == []


def test_nothing_of_another_company_is_in_it(started: tuple[str, Path]):
    """Neither its name, nor its addresses, its years or its figures."""
    _, folder = started
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in (".yaml", ".md", ".yml"):
            assert not re.search(r"示例科技|example\.com|headcount|formerly:", path.read_text(encoding="utf-8")), path
    assert not (folder / "sop/revisions").exists()
    handbook = load_handbook(folder, TODAY).handbook
    assert handbook and handbook.settings.company == COMPANY.name
    assert str(handbook.settings.working_hours.start) == "8:30"
    assert {str(item.next_review) for item in handbook.items.values()} == {"2027-01-15"}


def test_it_calls_nothing_by_its_name_that_it_has_not(started: tuple[str, Path]):
    _, folder = started
    handbook = load_handbook(folder, TODAY).handbook
    assert handbook and whole().handbook
    gone = [(id, item.title) for id, item in whole().handbook.items.items() if id not in handbook.items]
    assert [line for line in named_still(handbook, gone) if " names " in line or "leads to" in line] == []


def test_it_can_be_released(started: tuple[str, Path]):
    """As the first edition, by the command's own code."""
    _, folder = started
    release(folder, "2026", date(2026, 1, 20), date(2026, 2, 1))
    (released,) = read(folder, TODAY).releases
    assert released.approval.revision == "2026"
    assert released.handbook.settings.company == COMPANY.name
    assert workspace.read(folder, TODAY).sound().archive.in_force(date(2026, 2, 1)) == "2026"


def test_the_core_has_what_a_team_needs_first():
    handbook = {id for _, id, _ in cut(files(), packs()["核心"]).documents}
    assert {
        "daily-work",
        "customer-visit",
        "quotation",
        "contract-signing",
        "customer-complaint",
        "receivables",
        "customer-transfer",
        "sop-revision",
        "data-security",
        "read-confirmation",
    } <= handbook
    kinds = [kind for kind, _, _ in cut(files(), packs()["最小"]).documents]
    assert (kinds.count("procedure"), kinds.count("form"), kinds.count("policy")) == (1, 1, 0)


def test_the_engine_is_pinned_by_its_hash(started: tuple[str, Path], engine: Path):
    _, folder = started
    assert re.fullmatch(
        r"\./engine/sales_handbook-1\.0\.0-py3-none-any\.whl --hash=sha256:[0-9a-f]{64}\n",
        (folder / "engine.txt").read_text(encoding="utf-8"),
    )
    assert (folder / "engine" / engine.name).read_bytes() == engine.read_bytes()


def test_the_actions_are_those_that_this_repository_pins(started: tuple[str, Path]):
    _, folder = started
    pinned = set(re.findall(r"uses: (\S+)", (HOME / ".github/workflows/check.yml").read_text(encoding="utf-8")))
    used = set(re.findall(r"uses: (\S+)", (folder / ".github/workflows/check.yml").read_text(encoding="utf-8")))
    assert used and used <= pinned
