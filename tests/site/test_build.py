"""Building the site: complete, reproducible, all or nothing, and never over a released revision."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator import workspace
from generator.cli import main
from generator.problems import ProblemsFound
from generator.render import Artifact
from generator.resources import HOME
from generator.website import node
from generator.website.build import SiteEdition, build_site
from tests.built_sites import kept
from tests.checkout import copied
from tests.conftest import SMALL

PROGRAM = [sys.executable, "-m", "generator"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HOME)}


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def sop(*arguments: str | Path, check: bool = False, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        check=check,
        **{"env": ENVIRONMENT, "capture_output": True, "text": True, **settings},
    )


@pytest.fixture(scope="session")
def built_small() -> Path:
    """The root of the small handbook after `sop build`. Nobody may change it."""

    def make(folder: Path) -> None:
        sop("build", "--root", shutil.copytree(SMALL, folder / "root"), umask=0o022, check=True)

    return kept("small-site", make) / "root"


@pytest.fixture
def rebuilt(built_small, tmp_path) -> Path:
    """A copy of it, to be built again."""
    return shutil.copytree(built_small, tmp_path / "small")


def test_every_revision_and_the_draft_stand_side_by_side(built, source):
    """One folder an edition, the list of versions, and the page that leads to the one in force."""
    names = [edition.name for edition in source.editions]
    assert sorted(path.name for path in built.iterdir()) == sorted(
        [
            *names,
            "index.html",
            "front-door.js",
            "front-door.css",
            "versions.js",
            "versions.json",
            "service-worker.js",
            "manifest.webmanifest",
            "offline.json",
            "icon-180.png",
            "icon-192.png",
            "icon-512.png",
        ]
    )
    assert names[0] == "2025" and names[-1] == "next"
    for name in names:
        assert (built / name / "index.html").is_file()


def test_every_item_has_its_page_in_every_edition(built, source):
    """Nothing that is in the handbook is missing from its site, and nothing else is there."""
    for site_edition in source.site_editions():
        folder = built / site_edition.edition.name
        items = {f"{path.parent.name}/{path.stem}" for path in folder.glob("*/*.html") if path.name != "index.html"}
        assert {item.split("/")[1] for item in items} == set(site_edition.handbook.items)


def test_the_fingerprint_stands_on_every_page_of_a_released_document(built, source):
    """Whoever holds a page can say which revision it is from. A draft has it on one page: with every word it is
    another, and would change all of them.
    """
    for site_edition in source.site_editions():
        edition, folder = site_edition.edition, built / site_edition.edition.name
        for document in site_edition.handbook.documents:
            page = next(folder.glob(f"*/{document.id}.html")).read_text()
            assert (edition.fingerprint[:12] in page) == (edition.approval is not None), document.id
        assert edition.fingerprint in (folder / "revision.html").read_text()


def test_released_forms_are_the_bytes_that_were_released(built, source):
    """A Word form of a released revision is never made again; what is made from it now, samples and redline, stands
    beside it.
    """
    for release in source.archive.releases:
        there = built / release.approval.revision / "downloads"
        assert release.forms and {name: (there / name).read_bytes() for name in release.forms} == release.forms
        beside = {path.name for path in there.glob("*.docx") if not path.name.endswith(".sample.docx")} - set(
            release.forms
        )
        assert beside <= {f"redline-{release.approval.revision}.docx"}


def test_edit_links_lead_to_the_file_that_holds_the_text(built):
    """The pencil of a draft page names its YAML file; a released page has none."""
    draft = (built / "next" / "procedures" / "customer-visit.html").read_text()
    assert re.findall(r'rel="edit"', draft) and "/sop/procedures/customer-visit.yaml" in draft
    assert 'rel="edit"' not in (built / "2025" / "procedures" / "customer-visit.html").read_text()


def test_no_page_names_a_file_of_another_host(built):
    """Nothing that a browser loads by itself comes from elsewhere."""
    loaded = re.compile(
        r'<(?:script|img|iframe|source|link(?![^>]*rel="?(?:canonical|alternate|prev|next))[^>]*)'
        r'\b[^>]*?(?:src|href)="?((?:https?:)?//[^" >]+)'
    )
    found = {match for path in built.rglob("*.html") for match in loaded.findall(path.read_text())}
    assert found == set()


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, id="shanghai"),
        pytest.param({"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}, id="new-york"),
    ],
)
def test_the_same_source_gives_the_same_bytes(built_small, small, settings):
    """Time zone, locale, hash seed and umask leave no trace."""
    sop("build", "--root", small, env={**ENVIRONMENT, **settings}, umask=0o077, check=True)
    for root in (built_small, small):
        assert all(
            path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644) for path in (root / "site").rglob("*")
        )
    assert tree(small / "site") == tree(built_small / "site")


def test_a_failed_build_leaves_the_last_site_alone(rebuilt, capsys):
    """A mistake in the YAML is reported, and the site stays as it was."""
    before = tree(rebuilt / "site")
    victim = next((rebuilt / "sop" / "procedures").glob("*.yaml"))
    victim.write_text(victim.read_text() + "nonsense: 1\n")
    assert main(["build", "--root", str(rebuilt)]) == 1
    assert "E201" in capsys.readouterr().out
    assert tree(rebuilt / "site") == before


def test_a_killed_build_leaves_a_whole_site(rebuilt):
    """Killed or asked to end wherever it is, the site is the old one or the new one, and after the next command nothing
    lies beside it.
    """
    old = tree(rebuilt / "site")
    settings = rebuilt / "sop" / "handbook.yaml"
    settings.write_text(re.sub(r"(?m)^tagline: .*$", "tagline: 换了一句导语", settings.read_text()))
    for lines, how in (
        (1, signal.SIGKILL),
        (2, signal.SIGTERM),
        (3, signal.SIGKILL),
        (4, signal.SIGTERM),
        (4, signal.SIGKILL),
    ):
        running = subprocess.Popen(
            [*PROGRAM, "build", "--root", str(rebuilt)],
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert all(running.stderr.readline() for _ in range(lines)), "it says what it does before it is killed"
        running.send_signal(how)
        assert "Traceback" not in running.stderr.read() and running.wait() != 1
        assert main(["check", "--root", str(rebuilt)]) == 0
        assert tree(rebuilt / "site") == old if lines < 4 else tree(rebuilt / "site").keys() == old.keys()
        assert [path.name for path in rebuilt.iterdir() if path.name.startswith(".")] == []
    assert main(["build", "--root", str(rebuilt)]) == 0
    new = tree(rebuilt / "site")
    assert new.keys() == old.keys() and new != old
    assert [
        path.name
        for folder in (rebuilt, rebuilt / "build", rebuilt / "build" / "html")
        for path in folder.iterdir()
        if path.name.startswith(".")
    ] == []


@pytest.mark.slow
def test_two_builds_do_not_meet(small, capsys):
    """While one is at work, another is refused at once, with a word on what to do; the first ends as if it had been
    alone.
    """
    first = subprocess.Popen(
        [*PROGRAM, "build", "--root", str(small)],
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert first.stderr.readline() and first.stderr.readline()
    first.send_signal(signal.SIGSTOP)  # so that it is at work for as long as the others need
    for out in ("site", "elsewhere"):
        second = main(["build", "--root", str(small), "--out", str(small / out)])
        told = capsys.readouterr().out
        assert (second, "E606" in told, "等它完成再运行" in told) == (1, True, True)
    first.send_signal(signal.SIGCONT)
    assert "Traceback" not in first.stderr.read() and first.wait() == 0
    assert (small / "site" / "index.html").is_file() and not (small / "elsewhere").exists()
    assert [path.name for path in small.iterdir() if path.name.startswith(".")] == []


def test_a_build_that_cannot_write_says_so_and_keeps_the_last_site(rebuilt):
    """Where the system takes no more, the file and the reason are told in the author's language, and nothing is left
    half done.
    """
    resource = pytest.importorskip("resource")
    before = tree(rebuilt / "site")
    largest = max(path.stat().st_size for path in (rebuilt / "site").rglob("*") if path.is_file())
    result = sop(
        *("build", "--root", rebuilt),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest - 1, largest - 1)),
    )
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert result.stderr.splitlines()[-1].startswith("读写文件出错：文件太大（")
    assert (
        tree(rebuilt / "site") == before
        and [path.name for path in rebuilt.iterdir() if path.name.startswith(".")] == []
    )


@pytest.mark.parametrize("out", [".", "sop", ".."], ids=["the-root", "the-source", "above"])
def test_the_source_is_never_swapped_away(small, out, capsys):
    """An output folder that holds the handbook's own files is refused."""
    before = tree(small)
    result = main(["build", "--root", str(small), "--out", str(small / out)])
    assert (result, "E601" in capsys.readouterr().out) == (1, True)
    assert tree(small) == before


@pytest.fixture
def clone(tmp_path) -> Path:
    """A copy of the program, as somebody has it who cloned it and has built once, around another handbook."""
    root = copied(tmp_path / "clone", "tests", "sop")
    shutil.copytree(SMALL / "sop", root / "sop")
    shutil.copytree(node.install().parent, root / "build" / "node", symlinks=True)
    return root


@pytest.mark.slow
def test_plain_mkdocs_builds_the_draft_elsewhere(clone):
    """`mkdocs build` at the root works, strictly, and touches neither the site nor a revision."""
    (clone / "site").mkdir()
    (clone / "site" / "kept").write_text("as it was")
    before = tree(clone / "sop")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert (clone / "build" / "preview" / "procedures" / "customer-visit.html").is_file()
    assert tree(clone / "sop") == before and tree(clone / "site").keys() == {"kept"}


def test_plain_mkdocs_reports_a_mistake_without_a_traceback(clone):
    """A mistake in the YAML is told as `sop check` tells it."""
    (clone / "sop" / "roles" / "legal.yaml").write_text("id: legal\ntitle:法务部\n")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone)},
        capture_output=True,
        text=True,
        check=False,
    )
    output = result.stdout + result.stderr
    assert result.returncode != 0 and "Traceback" not in output
    assert "sop/roles/legal.yaml:2:" in output and "冒号后面少了一个空格" in output


class _WithScript(SiteEdition):
    """An edition whose home page holds what a browser would stop."""

    def artifacts(self) -> list[Artifact]:
        script = b'\n\n<p onclick="alert(1)">x</p>\n'
        return [
            replace(artifact, content=artifact.content + script) if artifact.path == "index.md" else artifact
            for artifact in super().artifacts()
        ]


@pytest.mark.slow
def test_a_page_that_breaks_the_policy_is_not_published(small, today, tmp_path):
    """Its line is told, and the site stays as it was."""
    draft, out = workspace.read(small, today).sound().draft, tmp_path / "site"
    build_site([draft], tmp_path / "build", out)
    before = tree(out)
    with pytest.raises(ProblemsFound) as refused:
        build_site([_WithScript(**vars(draft))], tmp_path / "build", out)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == ("E609", "site/next/index.html") and "onclick" in problem.message
    assert tree(out) == before
