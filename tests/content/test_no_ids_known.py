"""The program knows no id of the shipped content: a handbook in which every id is another one works the same."""

from __future__ import annotations

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator import workspace
from generator.forms import to_filling
from generator.forms.definition import definition
from generator.forms.samples import sample_record
from generator.model import KINDS, walk
from generator.problems import has_errors
from generator.records import store
from generator.records.collection import collect
from generator.records.extraction import extraction_settings
from generator.render.exports.registers import registers
from generator.render.site.pages import pages
from generator.render.site.search_index import search_index
from generator.render.word.fill import Filler
from generator.reports.read_confirmations import confirmation_status
from generator.reports.roster import read_roster
from generator.resources import HOME
from generator.schedule.periods import Week
from generator.submissions.reader import Library, read
from tests.renaming import back, document_id, renamed
from tests.shipped import shipped_handbook

AS_OF = date(2026, 1, 15)
Both = tuple[workspace.SoundWorkspace, workspace.SoundWorkspace]
MIGRATIONS = "generator/releases/migrations.py"
"""What an older format left unsaid may be known here."""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The shipped draft without its former years, and the same under new ids."""
    shipped = shipped_handbook()
    found, states = [], []
    for name, data in (("as-it-is", shipped.data), ("renamed", renamed(shipped.data))):
        root = tmp_path_factory.mktemp(name)
        for kind, documents in data.items():
            for id, document in documents.items():
                path = root / "sop" / KINDS[kind].path
                path = path if KINDS[kind].single else path / f"{id}.yaml"
                path.parent.mkdir(parents=True, exist_ok=True)
                settings = {"allow_unicode": True, "sort_keys": False, "width": 10_000}
                path.write_text(yaml.dump(document, Dumper=yaml.CSafeDumper, **settings), encoding="utf-8")
        state = workspace.read(root, AS_OF)
        states.append(state)
        assert not has_errors(state.problems), state.problems
        found.append(state.sound())
    reminders = [sorted((problem.code, problem.message) for problem in state.problems) for state in states]
    assert reminders[0] == reminders[1]
    return found[0], found[1]


def reverted(text: str, both: Both) -> str:
    """A text of the renamed handbook under the ids of the other one."""
    return back(text, both[0].draft_handbook.sources)


def plain(text: str, state: workspace.SoundWorkspace) -> str:
    """A text without the fingerprint and the content hashes, which follow the ids as they follow every word."""
    text = text.replace(state.editions[-1].fingerprint, "").replace(state.editions[-1].fingerprint[:12], "")
    return re.sub(r'(data-print=")[0-9a-f]{12}', r"\1", text)


def test_pages_are_the_same_but_for_the_ids(both):
    """Every page, at its place, with every word, link and anchor."""
    before, after = (
        {page.path: plain(page.content.decode(), state) for page in pages(state.draft_handbook, state.editions[-1])}
        for state in both
    )
    assert {reverted(path, both) for path in after} == set(before)
    assert [path for path, text in after.items() if reverted(text, both) != before[reverted(path, both)]] == []


def test_search_and_registers_are_the_same_but_for_the_ids(both):
    """What is found, and what document control lists, the matrix to the standard among it."""
    before, after = (
        json.dumps([register._asdict() for register in registers(state.draft_handbook, state.editions[-1])])
        for state in both
    )
    assert reverted(after, both) == before and '"quality"' in before
    one, other = (
        [plain(file.content.decode(), state) for file in search_index(state.draft_handbook, state.editions[-1])]
        for state in both
    )
    assert [reverted(text, both) for text in other] == one


def test_forms_are_read_back_the_same_but_for_the_ids(both):
    """Web forms, Word forms filled with their samples and read again; the confirmation of reading is one of them."""
    before, after = both
    assert after.draft_handbook.settings.confirmation_form == document_id(
        "form", str(before.draft_handbook.settings.confirmation_form)
    )
    texts: list[list[str]] = []
    for state in both:
        handbook, downloads = state.draft_handbook, state.draft.downloads
        library = Library({state.editions[-1].revision: handbook})
        texts.append([])
        for form in handbook.forms.values():
            texts[-1].append(json.dumps(definition(form, handbook.roles), ensure_ascii=False))
            filled = Filler(downloads[f"{form.id}.docx"]).fill(to_filling(form, sample_record(form)))
            copy = read(filled, library)
            texts[-1].append(json.dumps([copy.form.id, dict(copy.record)], ensure_ascii=False))
    assert [reverted(text, both) for text in texts[1]] == texts[0]


def test_who_has_read_is_known_under_any_ids(both, tmp_path):
    """A signed confirmation is collected into a table and told from it: who read which revision, and on which day."""
    lines = ["工号,姓名,岗位,直属主管,区域,在岗起,在岗止,请假起,请假止", "S0123,张三,销售代表,,华东,2024-01-01,,,"]
    found = []
    for number, state in enumerate(both):
        handbook, name = state.draft_handbook, str(state.draft_handbook.settings.confirmation_form)
        form = handbook.forms[name]
        record = {**sample_record(form), str(form.staff and form.staff.entry): "s0123"}
        filled = Filler(state.draft.downloads[f"{name}.docx"]).fill(to_filling(form, record))
        folder, out = tmp_path / f"in-{number}", tmp_path / f"{number}.duckdb"
        folder.mkdir()
        (folder / "signed.docx").write_bytes(filled)
        collect(folder, out, [form], extraction_settings(state.handbooks, {}), AS_OF, count=1)
        roster = read_roster("roster.csv", "\n".join(lines).encode(), handbook)
        with store.open_store(out, [form]) as connection:
            status = confirmation_status(connection, handbook, roster, Week.parse("2025-W52"), "2026")
        assert status is not None
        found.append([(person.name, day) for person, day in status.confirmed])
    assert found[0] == found[1] == [("张三", date(2025, 12, 25))]


def test_no_id_stands_in_the_program():
    """Neither in a string of a module or script, nor in a template. Examples for authors and docstrings name some."""
    ids: set[str] = set()
    for _, id, part in shipped_handbook().draft_handbook.parts():
        ids |= {id} | {value for _, declared, value in walk(part) if declared.name == "id"}
    known = {id for id in ids if "-" in id}  # a single word is a word
    found = []
    for path in sorted((HOME / "generator").rglob("*.py")):
        name = path.relative_to(HOME).as_posix()
        found += [(name, word) for word in strings(path) & known if name != MIGRATIONS]
    for path in sorted((HOME / "templates").rglob("*")):
        if path.suffix in (".ts", ".j2", ".html", ".css"):
            words = set(re.findall(r"""["'`]([a-z0-9-]+)["'`]""", path.read_text(encoding="utf-8")))
            found += [(path.relative_to(HOME).as_posix(), word) for word in words & known]
    assert [place for place in found if place not in WORDS] == []


WORDS = (
    ("templates/theme/scripts/confirmation-form.ts", "person-name"),
    ("templates/theme/scripts/confirmation-form.ts", "effective-date"),
    ("templates/theme/scripts/confirmation-form.ts", "changes-read"),
    ("templates/theme/scripts/web-form-definition.ts", "person-name"),
    ("templates/theme/scripts/web-form-definition.ts", "effective-date"),
    ("templates/theme/scripts/web-form-definition.ts", "changes-read"),
    ("generator/model/meanings.py", "person-name"),
    ("generator/model/meanings.py", "effective-date"),
    ("generator/model/meanings.py", "changes-read"),
)
"""Meanings that the program declares, and that some field of the content happens to be called by."""


def strings(path: Path) -> set[str]:
    """The strings of a module but its docstrings and what `example=` and `help=` say to authors."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            told |= {
                inner
                for keyword in node.keywords
                if keyword.arg in ("example", "help")
                for inner in ast.walk(keyword.value)
            }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told
    }
