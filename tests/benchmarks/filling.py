"""How fast forms are filled in, beside docxtpl and plain python-docx doing the same to the same form: python -m tests.benchmarks.filling

Prints ratios taken in one run, so that the speed of the machine cancels out. Nothing is asserted.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from io import BytesIO
from statistics import median
from time import perf_counter
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from generator.forms import Filling, to_filling
from generator.load import load_handbook
from generator.model import Form
from generator.render.docx import Variant, form_document
from generator.render.docx.filling import Filler
from generator.render.docx.package import zipped
from tests.conftest import SMALL
from tests.forms.checking_cases import COMPLETE
from tests.render.docx.sample_forms import DRAFT

ROUNDS, BATCH, ROWS = 20, 200, 8
"""Single documents of each kind, documents of a batch, and rows in each: more than the form has ready."""
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
        for words, add in ((f"{{%tr for row in rows['{section}'] %}}", row.addprevious), ("{%tr endfor %}", row.addnext)):
            add(etree.fromstring(f'<w:tr xmlns:w="{row.nsmap["w"]}"><w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr>'))
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
    made = BytesIO()
    document.save(made)
    return made.getvalue()


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
        for item, row in zip(content, rows):
            _set(item, row)
    _set(body, filling.single)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _set(within: etree._Element, values: Mapping[str, str | bool]) -> None:
    for sdt in within.iter(qn("w:sdt")):
        if value := _shown(values).get(tag_of(sdt)):
            next(sdt.find(qn("w:sdtContent")).iter(qn("w:t"))).text = value


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    """Measure and print."""
    handbook = load_handbook(SMALL, date(2026, 1, 15)).handbook
    form = handbook.forms["visit-record"]
    blank = form_document(form, handbook, DRAFT, Variant.FILLABLE)
    record = COMPLETE | {"promises": COMPLETE["promises"] * ROWS}
    fillings = [to_filling(form, record | {"customer-name": f"示例机械第 {number} 公司"}) for number in range(BATCH)]
    ours = [lambda filling=filling: Filler(blank).fill(filling) for filling in fillings]
    theirs = template(blank, form)
    for name, other in (("docxtpl", lambda filling: by_docxtpl(theirs, filling)), ("python-docx", lambda filling: by_python_docx(blank, filling))):
        assert fillings[0].single["customer-name"] in "".join(docx.Document(BytesIO(other(fillings[0]))).element.itertext())
        single = [(seconds(ours[position]), seconds(lambda: other(fillings[position]))) for position in range(ROUNDS)]
        batch = seconds(lambda: _batch(blank, fillings)) / BATCH
        others = median(slow for _, slow in single)
        print(f"{name}: one document {median(slow / fast for fast, slow in single):.1f} times as fast, in a batch {others / batch:.1f} times "
              f"({1000 * median(fast for fast, _ in single):.2f} and {1000 * batch:.2f} ms against {1000 * others:.2f} ms)")


def _batch(blank: bytes, fillings: list[Filling]) -> None:
    filler = Filler(blank)
    for filling in fillings:
        filler.fill(filling)


if __name__ == "__main__":
    main()
