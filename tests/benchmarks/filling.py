"""How fast forms are filled in, beside docxtpl and plain python-docx doing the same to the same form: python -m
tests.benchmarks.filling

Prints ratios taken in one run, so that the speed of the machine cancels out. Nothing is asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from functools import partial
from io import BytesIO
from statistics import median
from time import process_time
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from generator.forms import Filling, to_filling
from generator.forms.samples import sample_record
from generator.load import load_handbook
from generator.model import Form
from generator.render.word import Variant, form_document
from generator.render.word.fill import Filler
from generator.render.word.package import zipped
from generator.resources import HOME
from tests.conftest import SMALL
from tests.render.word.sample_forms import DRAFT

FORMS = ((SMALL, "visit-record"), (HOME, "nps-survey"), (HOME, "training-record"))
"""A form with every kind of field, one without rows, one with many."""
ROUNDS, BATCH, MORE = 20, 200, 5
"""Single documents of each kind, documents of a batch, and rows in each beyond those that are ready."""
SIGNS = {True: "☑", False: "☐"}


def tag_of(sdt: etree._Element) -> str:
    """The tag of a control; empty if it has none."""
    tag = sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return "" if tag is None else tag.get(qn("w:val"))


def template(blank: bytes, form: Form) -> bytes:
    """The form as docxtpl wants it: every control shows a variable, the first ready-made row stands in a loop."""
    with ZipFile(BytesIO(blank)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for section in [section.id for section in form.sections if section.rows]:
        items = next(sdt for sdt in root.iter(qn("w:sdt")) if tag_of(sdt) == section)
        row = next(items.iter(qn("w:tr")))
        items.getparent().replace(items, row)
        for words, add in (
            (f"{{%tr for row in rows['{section}'] %}}", row.addprevious),
            ("{%tr endfor %}", row.addnext),
        ):
            add(
                etree.fromstring(
                    f'<w:tr xmlns:w="{row.nsmap["w"]}"><w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr>'
                )
            )
        _name(row, "row")
    _name(root, "single")
    return zipped({**parts, "word/document.xml": etree.tostring(root)})


def _name(within: etree._Element, values: str) -> None:
    for sdt in within.iter(qn("w:sdt")):
        words = next(sdt.find(qn("w:sdtContent")).iter(qn("w:t")))
        words.text = words.text if "{{" in words.text else f"{{{{ {values}['{tag_of(sdt)}'] }}}}"


def by_docxtpl(content: bytes, filling: Filling) -> bytes:
    """One document by docxtpl."""
    document = DocxTemplate(BytesIO(content))
    rows = {id: [_shown(row) for row in rows] for id, rows in filling.rows.items()}
    document.render({"single": _shown(filling.single), "rows": rows}, autoescape=True)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _shown(values: Mapping[str, str | bool]) -> dict[str, str]:
    return {tag: SIGNS[value] if isinstance(value, bool) else value for tag, value in values.items()}


def by_python_docx(blank: bytes, filling: Filling) -> bytes:
    """One document by python-docx: open, copy rows, set the text of every control, save."""
    document = docx.Document(BytesIO(blank))
    body = document.element.body
    for section, rows in filling.rows.items():
        content = next(sdt for sdt in body.iter(qn("w:sdt")) if tag_of(sdt) == section).find(qn("w:sdtContent"))
        while len(content) < len(rows):
            content.append(deepcopy(content[-1]))
        for item, row in zip(content, rows, strict=False):
            _set(item, row)
    _set(body, filling.single)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set(within: etree._Element, values: Mapping[str, str | bool]) -> None:
    for sdt in within.iter(qn("w:sdt")):
        if value := _shown(values).get(tag_of(sdt)):
            next(sdt.find(qn("w:sdtContent")).iter(qn("w:t"))).text = value


def seconds(work: Callable[[], object]) -> float:
    """How much of the processor's time the work takes."""
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    """Measure and print."""
    for root, id in FORMS:
        handbook = load_handbook(root, date(2026, 1, 15)).handbook
        form = handbook.forms[id]
        blank = form_document(form, handbook, DRAFT, Variant.FILLABLE)
        theirs = template(blank, form)
        record = sample_record(form)
        record |= {section.id: record[section.id] * (section.rows + MORE) for section in form.sections if section.rows}
        fillings = [
            to_filling(form, record | {form.sections[0].fields[0].id: f"第 {number} 份"}) for number in range(BATCH)
        ]
        for name, other in (
            ("docxtpl", partial(by_docxtpl, theirs)),
            ("python-docx", partial(by_python_docx, blank)),
        ):
            assert "第 0 份" in "".join(docx.Document(BytesIO(other(fillings[0]))).element.itertext())
            single = [
                (seconds(partial(_single, blank, filling)), seconds(partial(other, filling)))
                for filling in fillings[:ROUNDS]
            ]
            batch = seconds(partial(_batch, blank, fillings)) / BATCH
            ours, others = (median(times) for times in zip(*single, strict=False))
            print(
                f"{id} and {name}: one document {median(slow / fast for fast, slow in single):.1f} times as fast, "
                f"in a batch {others / batch:.1f} times "
                f"({1000 * ours:.2f} and {1000 * batch:.2f} ms against {1000 * others:.2f} ms)"
            )


def _single(blank: bytes, filling: Filling) -> None:
    Filler(blank).fill(filling)


def _batch(blank: bytes, fillings: list[Filling]) -> None:
    filler = Filler(blank)
    for filling in fillings:
        filler.fill(filling)


if __name__ == "__main__":
    main()
