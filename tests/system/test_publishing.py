"""Publishing is all or nothing, wherever it is interrupted, and gives modes that no umask decides."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.problems import ProblemsFound
from generator.render import Artifact
from generator.render.site import landing_page
from generator.system import publishing
from tests.builders import a_draft, a_handbook
from tests.interruptions import killed_before

FILES = 6


def fill(folder: Path, word: str) -> None:
    """Files at two depths that all say the same word: one that says another word shows a mixture."""
    for number in range(FILES):
        publishing.write_file(folder / f"part-{number % 3}" / f"{number}.txt", word.encode())


def word_of(folder: Path) -> str:
    """The word that all files of a whole folder say."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    words = {path.read_text() for path in files}
    assert len(files) == FILES and len(words) == 1, f"{len(files)} files say {words}"
    return words.pop()


def replace(target: Path, word: str) -> None:
    """What every build does."""
    fill(publishing.fresh_folder(target), word)
    publishing.swap(target)


def test_a_swap_may_be_interrupted_anywhere(tmp_path: Path):
    """Killed before any single change on disk, the folder is the whole old or the whole new one after `recover`, with
    nothing beside it.
    """
    seen, step, target = [], 0, tmp_path / "site"
    while True:
        replace(target, "old")
        if not killed_before(step, lambda: replace(target, "new")):
            break
        assert not target.exists() or word_of(target) in ("old", "new"), "a reader saw a mixture"
        publishing.recover(target)
        seen.append(word_of(target))
        assert [path.name for path in tmp_path.iterdir()] == ["site"]
        step += 1
    assert seen == sorted(seen, key=("old", "new").index) and set(seen) == {"old", "new"}, (
        "once it is new, it stays new"
    )
    assert step > 3 * FILES


@pytest.mark.slow
def test_recovery_may_be_interrupted_anywhere(tmp_path: Path):
    """`recover` itself can be killed at any point, and run again, and the end is the same."""
    target, step = tmp_path / "site", 0
    replace(target, "old")
    while killed_before(step, lambda: replace(target, "new")):
        inner = 0
        while killed_before(inner, lambda: publishing.recover(target)):
            inner += 1
        publishing.recover(target)
        assert word_of(target) in ("old", "new") and [path.name for path in tmp_path.iterdir()] == ["site"]
        replace(target, "old")
        step += 1
    assert step > 3 * FILES


def test_a_first_folder_appears_whole(tmp_path: Path):
    """Where nothing stood, there is nothing or the whole folder, at any point; after `recover` nothing lies beside
    it.
    """
    step, target = 0, tmp_path / "deep" / "revision"
    while killed_before(step, lambda: replace(target, "new")):
        assert not target.exists() or word_of(target) == "new"
        publishing.recover(target)
        assert not target.exists() and not list(target.parent.glob(".*"))
        step += 1
    assert step > 2 * FILES and word_of(target) == "new"


@pytest.mark.parametrize(
    ("new", "ready", "old", "site", "expected"),
    [
        (False, False, False, False, None),
        (False, False, False, True, "site"),
        (True, False, False, False, None),
        (True, False, False, True, "site"),
        (False, False, True, False, "old"),
        (False, False, True, True, "site"),
        (True, False, True, False, "old"),
        (True, False, True, True, "site"),
        (False, True, False, False, "ready"),
        (False, True, False, True, "ready"),
        (False, True, True, False, "ready"),
        (False, True, True, True, "ready"),
        (True, True, False, False, "ready"),
        (True, True, False, True, "ready"),
        (True, True, True, False, "ready"),
        (True, True, True, True, "ready"),
    ],
)
def test_every_state_is_recovered(tmp_path: Path, new: bool, ready: bool, old: bool, site: bool, expected: str | None):
    """Whatever of the four folders is found, even by a meddling hand: what is complete wins, and nothing whole is
    thrown away without a successor.
    """
    target = tmp_path / "site"
    for name, there in (("new", new), ("ready", ready), ("old", old), ("site", site)):
        if there:
            fill(tmp_path / f".site.{name}" if name != "site" else target, name)
    publishing.recover(target)
    assert [path.name for path in tmp_path.iterdir()] == (["site"] if expected else [])
    assert expected is None or word_of(target) == expected


LOOP = f"""
import sys
from pathlib import Path
from generator.system import publishing
target, number = Path(sys.argv[1]), int(sys.argv[2])
while True:
    print(number, flush=True)
    fresh = publishing.fresh_folder(target)
    for part in range({FILES}):
        publishing.write_file(fresh / f"part-{{part % 3}}" / f"{{part}}.txt", str(number).encode())
    publishing.swap(target)
    number += 1
"""
"""Publishes one number after the other, and says each before it begins."""


@pytest.mark.slow
def test_kills_at_random_moments(tmp_path: Path):
    """A process that publishes all the time is killed again and again: nobody ever reads a mixture, and the number only
    grows.
    """
    target, moments, last = tmp_path / "site", random.Random(20260101), 0
    replace(target, "0")
    for _ in range(80):
        process = subprocess.Popen(
            [sys.executable, "-c", LOOP, str(target), str(last + 1)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for _ in range(moments.randint(1, 4)):
            assert process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(moments.uniform(0, 0.01))
        process.kill()
        reported = [int(line) for line in process.stdout.read().split()]
        assert process.wait() == -signal.SIGKILL
        assert not target.exists() or word_of(target)
        publishing.recover(target)
        assert [path.name for path in tmp_path.iterdir()] == ["site"]
        found = int(word_of(target))
        assert found >= last and (not reported or found >= reported[-1] - 1)
        last = found
    assert last > 80


HOLDER = """
import sys
from pathlib import Path
from generator.system import publishing
with publishing.alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""
"""Keeps a target to itself until it is told, or killed."""


@pytest.fixture
def holder(tmp_path: Path):
    """A process that is alone at the target `site`."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "site")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_only_one_process_works_at_a_target(tmp_path: Path, holder):
    """While another is at it, it is refused and nothing beside it is touched; when that one has ended, it is free, and
    no lock is left.
    """
    fill(tmp_path / ".site.new", "half")
    with pytest.raises(ProblemsFound) as refused, publishing.alone(tmp_path / "site"):
        pass
    assert [problem.code for problem in refused.value.problems] == ["E606"]
    publishing.finish_interrupted(tmp_path / "site")
    assert word_of(tmp_path / ".site.new") == "half"
    holder.communicate("go on\n")
    with publishing.alone(tmp_path / "site"):
        replace(tmp_path / "site", "mine")
    assert word_of(tmp_path / "site") == "mine" and [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_killed_process_blocks_nobody(tmp_path: Path, holder):
    """Its lock file is still there, but holds nothing, and the next command takes it away with all that was left."""
    holder.kill()
    holder.wait()
    fill(tmp_path / ".site.new", "half")
    assert (tmp_path / ".site.lock").exists()
    publishing.finish_interrupted(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_who_waits_for_a_lock_gets_it(tmp_path: Path):
    """Many processes that count in one file, each alone at it, lose no count."""
    count = """
import sys
from pathlib import Path
from generator.system.locking import locked
counter = Path(sys.argv[1])
for _ in range(20):
    with locked(counter.with_name("lock"), "counter", wait=True):
        counter.write_text(str(int(counter.read_text()) + 1))
"""
    counter = tmp_path / "counter"
    counter.write_text("0")
    running = [
        subprocess.Popen([sys.executable, "-c", count, str(counter)], cwd=Path(__file__).parents[2]) for _ in range(4)
    ]
    assert [process.wait() for process in running] == [0] * 4
    assert counter.read_text() == "80" and [path.name for path in tmp_path.iterdir()] == ["counter"]


def test_a_failure_leaves_nothing_beside_the_target(tmp_path: Path):
    """What was begun is taken away at once, not only by the next command."""
    replace(tmp_path / "site", "old")
    with pytest.raises(OSError, match="full"), publishing.alone(tmp_path / "site"):  # noqa: PT012 - it fails half-way
        fill(publishing.fresh_folder(tmp_path / "site"), "new")
        raise OSError("the disk is full")
    assert word_of(tmp_path / "site") == "old" and [path.name for path in tmp_path.iterdir()] == ["site"]


def test_modes_are_the_same_under_any_umask(tmp_path: Path):
    """Under umask 077 files are still readable by all, and so are all folders that had to be made."""
    before = os.umask(0o077)
    try:
        replace(tmp_path / "made" / "site", "word")
        publishing.write_file(tmp_path / "other" / "deep" / "file.txt", b"word")
    finally:
        os.umask(before)
    for path in tmp_path.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_a_file_is_written_only_if_it_changed(tmp_path: Path):
    """An unchanged file keeps its very inode; a changed one is replaced, not written into."""
    path = tmp_path / "deep" / "page.md"
    assert publishing.write_file(path, "一".encode())
    first = path.stat().st_ino
    with path.open("rb") as reader:
        assert not publishing.write_file(path, "一".encode()) and path.stat().st_ino == first
        assert publishing.write_file(path, "二".encode())
        assert reader.read().decode() == "一", "who has the old file open reads it to its end"
    assert path.read_text(encoding="utf-8") == "二" and [found.name for found in path.parent.iterdir()] == ["page.md"]


def test_a_file_may_be_interrupted_anywhere(tmp_path: Path):
    """Killed before any single change on disk, a file holds its whole old or its whole new text."""
    path, step = tmp_path / "page.md", 0
    publishing.write_file(path, b"old" * 9000)
    while killed_before(step, lambda: publishing.write_file(path, b"new" * 9000)):
        assert path.read_bytes() == b"old" * 9000
        step += 1
    assert step == 3 and path.read_bytes() == b"new" * 9000


def test_a_working_folder_holds_exactly_the_artifacts(tmp_path: Path):
    """Orphans go, empty folders go, what stays the same is not touched, and the number of changes is told."""
    folder = tmp_path / "pages"
    first = [Artifact("a.md", b"1"), Artifact("deep/b.md", b"2"), Artifact("deep/er/c.md", b"3")]
    assert publishing.update_folder(folder, first) == 3
    kept = (folder / "a.md").stat().st_ino
    (folder / "stray.txt").write_text("x")
    (folder / ".a.md.new").write_text("left behind")
    (folder / "deep" / "link").symlink_to(tmp_path)
    assert (
        publishing.update_folder(
            folder, [Artifact("a.md", b"1"), Artifact("deep/b.md", b"changed"), Artifact("d.md", b"4")]
        )
        == 6
    )
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) == [
        "a.md",
        "d.md",
        "deep",
        "deep/b.md",
    ]
    assert (
        (folder / "a.md").stat().st_ino == kept
        and (folder / "deep/b.md").read_bytes() == b"changed"
        and tmp_path.is_dir()
    )
    assert (
        publishing.update_folder(
            folder, [Artifact("a.md", b"1"), Artifact("deep/b.md", b"changed"), Artifact("d.md", b"4")]
        )
        == 0
    )


def test_a_file_may_become_a_folder_and_back(tmp_path: Path):
    """What was a folder may be a file next time, and the other way round."""
    for paths in (["a/b.md", "c"], ["a", "c/d/e.md"], ["a/b.md", "c"]):
        publishing.update_folder(tmp_path / "pages", [Artifact(path, b"x") for path in paths])
        assert sorted(
            path.relative_to(tmp_path / "pages").as_posix()
            for path in (tmp_path / "pages").rglob("*")
            if path.is_file()
        ) == sorted(paths)


@pytest.mark.parametrize("paths", [["a.md", "a.md"], ["a/b.md", "a"], ["a", "a/b/c.md"]])
def test_two_artifacts_never_share_a_path(tmp_path: Path, paths: list[str]):
    """A path that is claimed twice is a mistake of ours, and nothing is written."""
    with pytest.raises(ValueError, match="a"):
        publishing.update_folder(tmp_path / "pages", [Artifact(path, b"x") for path in paths])
    assert not (tmp_path / "pages").exists()


def handbook_at(tmp_path: Path) -> Path:
    """A root with a source, inside a folder that holds other things as well."""
    root = tmp_path / "work" / "handbook"
    (root / "sop" / "roles").mkdir(parents=True)
    (root / "sop" / "handbook.yaml").write_text("title: 示例")
    return root


@pytest.mark.parametrize(
    "name",
    [
        ".",
        "sop",
        "sop/roles",
        "sop/new",
        "..",
        "../..",
        "../kept",
        "../file",
        "../link",
        "../nowhere-link",
        "../repository",
        "../other",
    ],
)
def test_nothing_that_somebody_keeps_is_swapped_away(tmp_path: Path, name: str):
    """The root and its source, what holds them, foreign folders, files and links are refused as an output folder."""
    root = handbook_at(tmp_path)
    (root.parent / "kept").mkdir()
    (root.parent / "kept" / "letter.docx").write_text("mine")
    (root.parent / "file").write_text("mine")
    (root.parent / "link").symlink_to(root.parent / "kept")
    (root.parent / "nowhere-link").symlink_to(root.parent / "nowhere")
    for folder, inside in (("repository", ".git"), ("other", "sop")):
        (root.parent / folder / inside).mkdir(parents=True)
        (root.parent / folder / publishing.MARK).write_text("[]")
    with pytest.raises(ProblemsFound) as error:
        publishing.refuse_outside(root / name, root)
    assert [problem.code for problem in error.value.problems] == ["E601"]


def test_a_folder_above_the_root_is_refused_even_if_it_is_a_site(tmp_path: Path):
    """A handbook that stands inside an old site is not taken away with it."""
    root = handbook_at(tmp_path)
    (root.parent / publishing.MARK).write_text("[]")
    with pytest.raises(ProblemsFound):
        publishing.refuse_outside(root.parent, root)


def test_a_new_folder_and_a_site_are_accepted(tmp_path: Path):
    """A folder that is not there, an empty one, and what an earlier build put there may be replaced."""
    root = handbook_at(tmp_path)
    publishing.refuse_outside(root / "site", root)
    (root / "site").mkdir()
    publishing.refuse_outside(root / "site", root)
    handbook = a_handbook()
    for artifact in landing_page.landing_files([landing_page.VersionEntry(a_draft(), [])], handbook.settings):
        publishing.write_file(root / "site" / artifact.path, artifact.content)
    for name in ("next/page.html", "icon-192.png", ".DS_Store"):
        publishing.write_file(root / "site" / name, b"")
    publishing.refuse_outside(root / "site", root)
    assert (root / "site" / publishing.MARK).exists()


@pytest.mark.parametrize("name", ["notes.txt", "2019/letter.docx", "index.htm", "CNAME"])
def test_what_somebody_put_into_a_site_is_named_and_kept(tmp_path: Path, name: str):
    """A published site that holds anything else besides is refused, with its name."""
    root = handbook_at(tmp_path)
    for artifact in landing_page.landing_files([landing_page.VersionEntry(a_draft(), [])], a_handbook().settings):
        publishing.write_file(root / "site" / artifact.path, artifact.content)
    publishing.write_file(root / "site" / name, b"mine")
    with pytest.raises(ProblemsFound) as error:
        publishing.refuse_outside(root / "site", root)
    assert [problem.code for problem in error.value.problems] == ["E601"] and name.split("/", maxsplit=1)[
        0
    ] in error.value.problems[0].message
