"""CODEOWNERS: who reviews which file, from owners and the accounts in the settings."""

from __future__ import annotations

import subprocess

import pytest

from generator import cli, workspace
from tests.load.editing import DAY, edit

REVIEWERS = """\
reviewers:
  - accounts: ["@boss"]
  - role: sales-supervisor
    accounts: ["@li", "@org/sales"]
  - role: sales-supervisor
    accounts: ["@li", wang@example.com]
company:"""
LINES = """\
/sop/ @boss
/sop/roles/customer-service.yaml @li @org/sales wang@example.com
/sop/procedures/customer-visit.yaml @li @org/sales wang@example.com
/sop/parameters.yaml @li @org/sales wang@example.com
""".splitlines()


def told(root) -> list[str]:
    """What the check says of the file."""
    return [problem.message for problem in workspace.read(root, DAY).problems if problem.code == "W618"]


def test_owners_become_reviewers(timeless, capsys):
    """Of items and parameters; all else falls to who stands first. Every account once."""
    edit(timeless, "handbook.yaml", "company:", REVIEWERS)
    assert told(timeless) == ["CODEOWNERS 还没有"]
    assert cli.main(["owners", "--root", str(timeless)]) == 0
    written = (timeless / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in written if line in LINES] == LINES and written[0].startswith("#")
    assert told(timeless) == []
    assert len({line.split()[0] for line in written}) == len(written)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("handbook.yaml", "@org/sales", "@org/visits"),
        ("policies/data-rules.yaml", "owner: sales-supervisor", "owner: sales-rep"),
    ],
    ids=["another account", "another owner"],
)
def test_an_outdated_file_is_told(timeless, file, old, new):
    """After either of what it is made from has changed."""
    edit(timeless, "handbook.yaml", "company:", REVIEWERS)
    cli.main(["owners", "--root", str(timeless)])
    edit(timeless, file, old, new)
    assert told(timeless) == ["CODEOWNERS 和现在的归口岗位、审阅账号对不上"]


def test_it_stands_at_the_root_of_the_repository(timeless):
    """Where hosts look for it, with paths from there."""
    subprocess.run(["git", "init", "-q", str(timeless.parent)], check=True)
    edit(timeless, "handbook.yaml", "company:", REVIEWERS)
    assert cli.main(["owners", "--root", str(timeless)]) == 0
    written = (timeless.parent / "CODEOWNERS").read_text(encoding="utf-8")
    assert f"/{timeless.name}/sop/ @boss\n" in written
    assert told(timeless) == []


def test_without_reviewers_there_is_nothing(timeless, capsys):
    """A file that somebody wrote by hand is left alone."""
    (timeless / "CODEOWNERS").write_text("* @me\n")
    assert told(timeless) == []
    assert cli.main(["owners", "--root", str(timeless)]) == 2
    assert "还没有写 reviewers" in capsys.readouterr().err
    assert (timeless / "CODEOWNERS").read_text() == "* @me\n"
