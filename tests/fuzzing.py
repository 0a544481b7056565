"""Accidents and malice put into the files of a handbook: in their text, in their structure, in their size. Whatever
comes of it, the check ends with a verdict that can be shown, and what it finds clean can be built.

`make fuzz` tries them for some minutes and also holds the seconds, and the memory of files of all sizes; the tests try
a fixed part.
"""

from __future__ import annotations

import argparse
import copy
import json
import multiprocessing
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from generator import problem_formats, workspace
from generator.load import excerpts
from generator.load.documents import MAX_BYTES, parse
from generator.problems import has_errors
from generator.render.site.pages import pages
from generator.resources import HOME
from generator.website.build import build_site
from tests.conftest import SMALL
from tests.load.editing import DAY
from tests.load.test_mutations import damaged

SECONDS = 2.0
"""Of a processor, for one check of the small handbook with one hostile file."""
MEGABYTES = 300
"""Of memory, for the same, in a process that does nothing else."""
WRONG = [None, True, 0, -1, 1.5, 10**14, "", " ", "x", "一行\n两行", [], {}, ["x"], {"x": 1}, [None], [[1]], "{#a.b}"]
HOSTILE = [
    "<script>alert(1)</script>",
    "</div></section>",
    "a | b || c",
    "{: .x #y }",
    "~a~ ^b^ x==c",
    "&amp &#42 &lt",
    "[^1 ]",
    ":smile:",
    "_a_",
    "*[HTML]: x",
    '" onmouseover="x',
    "{{ 7 * 7 }} {% raw %} ${x}",
    "反斜杠\\",
    "http://example.com www.example.com",
    "$x$ \\(x\\)",
    "\\*星号\\* \\[a\\](b)",
    "`<b>`和`[a](b)`",
    "**`a`**，*[客户拜访](customer-visit)*",
    "[见](https://example.com/a?b=c&d=%20#e)",
    "[见](https://[bad)",
    "[见](http://a／b)",
    "[见](mailto:a@b)",
    "字" * 900,
    "A" * 900,
    "﷽🧑‍🧑‍🧒 e\u0301 א",
    "]]> <!-- --> <![CDATA[",
    "%s %d {0} %(a)s",
    "=SUM(A1)",
    "+1-1@x",
    "C:\\temp\\new",
    "0x1F 1e9 .inf NaN",
    "9" * 400,
]
"""Texts that could be markup, code or a formula somewhere."""
REPEATED = ["[a](b) ", "**a *", "[", "`` ` ", "｛a｝", "<b a=", "customer-visit "]
REPEATED += ["24 小时", "（", "|a", "#", "\\", "a-"]
"""What is repeated to fill a file."""


def below(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of everything inside an author's document."""
    for name, part in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, name)
        yield from below(part, (*path, name))


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path."""
    for step in path:
        data = data[step]
    return data


def restructured(content: bytes, dice: random.Random) -> bytes:
    """A document after one to three changes of its structure, as YAML on one line."""
    data = copy.deepcopy(parse(content.decode(), "a.yaml").data)
    for _ in range(dice.choice([1, 1, 2, 3])):
        paths = list(below(data))
        if not paths:
            break
        path = dice.choice(paths)
        holder, key = at(data, path[:-1]), path[-1]
        change = dice.randrange(7)
        if change == 0:
            del holder[key]
        elif change == 1:
            holder[key] = dice.choice(WRONG)
        elif change == 2:
            holder[key] = copy.deepcopy(at(data, dice.choice(paths)))
        elif change == 3 and isinstance(holder, list):
            holder.insert(dice.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        elif change == 4 and isinstance(holder, list):
            dice.shuffle(holder)
        elif change == 5 and isinstance(holder, dict):
            holder[dice.choice(["id", "title", "kind", "due", "steps", "formerly", "basis"])] = holder[key]
        elif isinstance(holder[key], str):
            holder[key] = dice.choice([holder[key].upper(), holder[key][:1], holder[key] * 2, f"{holder[key]}-x"])
    return json.dumps(data, ensure_ascii=False).encode()


def worded(content: bytes, dice: random.Random) -> bytes:
    """A document with hostile words in a few of its texts."""
    data = copy.deepcopy(parse(content.decode(), "a.yaml").data)
    texts = [path for path in below(data) if re.search("^[^{].*[\u4e00-\u9fff]", str(at(data, path)))]
    texts = [path for path in texts if isinstance(at(data, path), str)]
    for path in dice.sample(texts, min(len(texts), dice.choice([1, 2, 5]))):
        holder, text = at(data, path[:-1]), dice.choice(HOSTILE)
        holder[path[-1]] = text if dice.random() < 0.5 else f"{holder[path[-1]]}{text}"
    return json.dumps(data, ensure_ascii=False).encode()


def swollen(content: bytes, dice: random.Random) -> bytes:
    """A document with one text, list or mapping as large as a file may be, or more."""
    data = copy.deepcopy(parse(content.decode(), "a.yaml").data)
    size = dice.choice([2_000, 19_000, 100_000, MAX_BYTES - 20_000, MAX_BYTES + 1])
    lists = [path for path in below(data) if isinstance(at(data, path), list) and at(data, path)]
    unit = dice.choice(REPEATED)
    if lists and dice.random() < 0.7:
        entries = at(data, dice.choice(lists))
        one = copy.deepcopy(entries[0])
        if isinstance(one, str) and dice.random() < 0.7:
            one = (unit * (15_000 // len(unit)))[: dice.choice([20, 300, 15_000])]
        entries += [f"{one}{count}" if isinstance(one, str) else one for count in range(size // (len(str(one)) + 8))]
    elif dice.random() < 0.5:
        data |= {f"k{count}": count for count in range(size // 12)}
    else:
        data[dice.choice(list(data))] = unit * (size // len(unit.encode()))
    return json.dumps(data, ensure_ascii=False).encode()


KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "text": damaged,
    "structure": restructured,
    "words": worded,
    "size": swollen,
}


def checked(root: Path) -> workspace.Workspace:
    """Everything `sop check` does, in all its formats."""
    read = workspace.read(root, DAY)
    texts = excerpts(root, read.problems)
    for format in problem_formats.FORMATS.values():
        assert format.write(read.problems, texts, False)
    return read


def _peak(root: Path, answer: Connection) -> None:
    import resource  # not there on Windows

    checked(root)
    unit = 1 if sys.platform == "darwin" else 1024
    answer.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


def peak_memory(root: Path) -> float:
    """The most megabytes that one check takes at once, the program itself among them."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_peak, args=(root, theirs))
    child.start()
    theirs.close()
    try:
        return float(ours.recv())
    finally:
        child.join()


class Judge:
    """Puts cases into a copy of a handbook, and asks of each what must always hold."""

    def __init__(self, source: Path, root: Path, *, is_small: bool = True, is_timed: bool = False):
        shutil.copytree(source / "sop", root / "sop", ignore=shutil.ignore_patterns("revisions", ".schemas"))
        self.root, self.is_small, self.is_timed = root, is_small, is_timed
        self.sound = {path: path.read_bytes() for path in sorted((root / "sop").rglob("*.yaml"))}
        self.verdicts = Counter[str]()
        self.slowest = self.largest = 0.0

    def case(self, kind: str, dice: random.Random, *, build_whole: bool = False) -> None:
        """One case. Raises AssertionError, or whatever the program raised, with the case in a note."""
        path = dice.choice(list(self.sound))
        content = KINDS[kind](self.sound[path], dice)
        try:
            path.write_bytes(content)
            if self.is_timed and kind == "size":
                memory = peak_memory(self.root)
                self.largest = max(self.largest, memory)
                assert memory < MEGABYTES, f"{memory:.0f} MB"
            self.verdicts[f"{kind}: {self._verdict(build_whole)}"] += 1
        except Exception as error:
            error.add_note(f"{kind}, {path.relative_to(self.root)}: {content[:3000]!r}")
            raise
        finally:
            path.write_bytes(self.sound[path])

    def _verdict(self, build_whole: bool) -> str:
        begun = time.process_time()
        read = checked(self.root)
        spent = time.process_time() - begun
        self.slowest = max(self.slowest, spent)
        assert not self.is_timed or spent < SECONDS, f"{spent:.1f} s"
        for problem in read.problems:
            assert re.search("[\u4e00-\u9fff]", problem.message) and "\n" not in problem.message, problem
        if has_errors(read.problems):
            return "refused"
        draft = read.sound().draft
        if not self.is_small:
            assert pages(draft.handbook, draft.edition, news=draft.news, history=draft.history)
            return "rendered"
        if not build_whole:
            assert draft.artifacts()
            return "made"
        with tempfile.TemporaryDirectory() as folder:
            build_site([draft], Path(folder) / "work", Path(folder) / "site")
            assert (Path(folder) / "site" / "next" / "index.html").is_file()
        return "built"


def main() -> int:
    """Try cases until the time is up; say what came of them, or the first that failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", flush=True)
    end, number = time.monotonic() + options.seconds, 0
    with tempfile.TemporaryDirectory() as folder:
        small = Judge(SMALL, Path(folder) / "small", is_timed=True)
        shipped = Judge(HOME, Path(folder) / "shipped", is_small=False)
        while time.monotonic() < end:
            kind, judge = list(KINDS)[number % len(KINDS)], shipped if number % 40 == 20 + number // 40 % 4 else small
            judge.case(kind, random.Random(f"{seed} {number}"), build_whole=number % 40 == 2)
            number += 1
    for name, judge in (("small", small), ("shipped", shipped)):
        print(f"{name}: {judge.verdicts.total()} cases, the slowest {judge.slowest:.1f} s, {dict(judge.verdicts)}")
    print(f"the most memory that one file of any size took: {small.largest:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
