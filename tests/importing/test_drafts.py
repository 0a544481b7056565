"""Companies' documents become sources and drafts: how much of what they say is found, that nothing of it is lost, and
that what is sure is right.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from pypdf import PdfWriter

from generator.importing.intake import take_in
from generator.importing.known import Known
from generator.importing.ledger import Outcome
from generator.importing.passages import bare
from generator.importing.readers.documents import read
from generator.importing.report_page import import_page
from generator.load import load_handbook
from generator.system.publishing import write_file
from tests.importing import documents, more_documents, third_documents
from tests.importing.documents import Truth
from tests.importing.judging import Score, judge, share
from tests.importing.writers import zipped


def blank_pdf() -> bytes:
    """A PDF of one page without text."""
    out = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(600, 800)
    writer.write(out)
    return out.getvalue()


pytestmark = pytest.mark.libreoffice
"""Two of the ten are made with it."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETS = {"ten": documents.DOCUMENTS, "five": more_documents.DOCUMENTS, "third": third_documents.DOCUMENTS}
DOCUMENTS: Mapping[str, Truth] = {name: truth for of in SETS.values() for name, truth in of.items()}
MISSING = {"E203", "E201", "E406", "E416", "E417"}
"""The codes by which the check asks for what a document does not say."""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_character_is_accounted_for(name, taken_in):
    """Each passage is cut into stretches that touch and do not overlap; what is said to be in a draft is in its
    file.
    """
    intake, _ = taken_in(name)
    files = intake.files()
    for passage in intake.passages:
        fates, at = intake.ledger.fates(passage), 0
        for fate in fates:
            assert not bare(passage.text[at : fate.start]) and fate.start >= at
            at = fate.end
            if fate.outcome is Outcome.DRAFT and re.search("怎么做|完成标准|条文|职责|目的|范围|衡量", fate.where):
                words = bare(passage.text[fate.start : fate.end])
                text = bare(re.sub(r"\\(.)", r"\1", files[fate.where.split(" › ")[0]]))
                assert all(bare(part) in text for part in re.split("[\n；;。]", words))
        assert not bare(passage.text[at:])
    page = bare(re.sub("<[^>]+>", "", import_page(intake).decode()))
    source = bare(files[intake.drafts[0].path])
    for clause in intake.clauses:
        for passage in clause.passages:
            assert all(bare(line).replace('"', r"\"") in source for line in passage.text.split("\n"))
    counted = Counter("".join(bare(passage.text) for passage in intake.passages))
    assert not counted - Counter(page)


@pytest.mark.parametrize("name", [name for name, truth in DOCUMENTS.items() if truth.suffix == "docx"])
def test_no_character_of_a_word_document_is_passed_over(name, made, taken_in):
    """Counted by another way: every text in every part of the file, however deep."""
    counted = Counter[str]()
    with ZipFile(BytesIO(made(DOCUMENTS[name]))) as archive:
        for part in archive.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|comments)\.xml", part):
                for node in etree.fromstring(archive.read(part)).iter(f"{W}t", f"{W}delText"):
                    counted.update(bare(node.text or ""))
    assert counted == Counter("".join(bare(passage.text) for passage in taken_in(name)[0].passages))


@pytest.mark.parametrize("of", SETS.values(), ids=SETS)
def test_what_is_found_and_what_is_sure(of, taken_in):
    """Of numbered clauses and of steps in tables 95 in 100, of steps in prose 65 with the right role and limit; of what
    is sure at most 2 in 100 are wrong.
    """
    total = Score()
    for name, truth in of.items():
        total += judge(truth, *taken_in(name))
    assert total.clauses.total() > 30 and total.table_steps.total() > 8 and total.sure.total() > 40
    assert (share(total.clauses) >= 0.95, share(total.table_steps) >= 0.95) == (True, True), total.misses
    assert (share(total.prose_steps) >= 0.65, share(total.sure) >= 0.98) == (True, True), total.misses


@pytest.mark.parametrize("name", DOCUMENTS)
def test_drafts_load_and_the_check_asks_for_what_is_missing(name, taken_in, small):
    """Nothing in a draft is refused; all that is told of it is that something must still be written."""
    intake, _ = taken_in(name)
    files = intake.files()
    for path, text in files.items():
        write_file(small / path, text.encode())
    problems = [problem for problem in load_handbook(small, date(2026, 1, 15)).problems if problem.place.file in files]
    assert [problem for problem in problems if problem.code not in MISSING and problem.level == "error"] == []
    asked = sum(len(titles) for _, titles in intake.missing())
    assert sum(problem.code == "E203" for problem in problems) == asked


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "是扫描件或图片"),
        (zipped("OFD.xml"), "是 OFD 文件"),
        (blank_pdf(), "是扫描件，没有文字"),
    ],
    ids=["picture", "OFD", "PDF without text"],
)
def test_what_cannot_be_read_is_put_on_record(content, words, small):
    """A scan and an OFD file are named and hashed, and said to be unread; the check asks for what they say."""
    document = read("规定.pdf", content)
    intake = take_in(document.name, document.sha256, document.reading, Known())
    (path, text), *more = intake.files().items()
    assert words in text and hashlib.sha256(content).hexdigest() in text and not more
    write_file(small / path, text.encode())
    told = [problem for problem in load_handbook(small, date(2026, 1, 15)).problems if problem.place.file == path]
    assert [problem.code for problem in told] == ["E406"]


def test_an_import_changes_nothing_that_is_there(small, made, tmp_path: Path):
    """All or nothing: the files are new, the others keep their bytes; a second time nothing is written."""
    from generator.cli import main

    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    file = tmp_path / "办法.docx"
    file.write_bytes(made(DOCUMENTS["chapters and articles"]))
    arguments = ["import", str(file), "--root", str(small), "--as", "KHB"]
    assert main(arguments) == 0
    after = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    new = {path.relative_to(small).as_posix() for path in after.keys() - before.keys()}
    assert {"sop/sources/KHB.yaml", "build/import/KHB.html"} < new and before.items() <= after.items()
    assert main(arguments) == 1
    assert after == {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
