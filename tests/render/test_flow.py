"""The flow chart: every step once, every branch drawn, readable on a phone, the same bytes every time."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from generator.model import Procedure
from generator.render.site.flow_chart import flow
from tests.builders import DATA, a_handbook

SVG = "{http://www.w3.org/2000/svg}"
STEP = {"role": "sales-rep", "due": {"moment": "随时"}, "actions": ["做。"], "done": "好了。"}


def drawn(*steps: dict, **fields: str) -> tuple[ElementTree.Element, Procedure]:
    """The chart of a procedure with these steps."""
    changed = {**fields, **({"steps": list(steps)} if steps else {})}
    book = a_handbook(procedure={"customer-visit": changed})
    procedure = book.procedures["customer-visit"]
    return ElementTree.fromstring(flow(procedure, book)), procedure


def boxes(chart: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every step."""
    found = []
    for link in chart.iter(f"{SVG}a"):
        rect = link.find(f"{SVG}rect")
        x, y, width, height = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
        found.append((x, y, x + width, y + height))
    return found


def test_every_step_is_a_box_that_leads_to_it():
    """In the order of the procedure, with its number and title."""
    chart, procedure = drawn()
    links = list(chart.iter(f"{SVG}a"))
    assert [link.get("{http://www.w3.org/1999/xlink}href") for link in links] == [
        f"#step-{step.id}" for step in procedure.steps
    ]
    for number, (link, step) in enumerate(zip(links, procedure.steps, strict=True), 1):
        assert "".join(link.itertext()).startswith(f"{number}{step.title}")


def test_boxes_do_not_overlap_and_stay_inside():
    """However long the words are, they have room of their own within the drawing, which fits a phone of 360 px."""
    long = [
        {
            **STEP,
            "id": f"step-{number}",
            "title": "很长的步骤名称" * 4,
            "phase": "第一阶段" if number < 3 else "",
            "branches": [{"when": "出现了某种需要说很久的情况", "to": f"step-{target}"} for target in (0, 5)],
        }
        for number in range(6)
    ]
    chart, _ = drawn(*long)
    width, height = (float(part) for part in chart.get("viewBox").split()[2:])
    for (left, _, right, bottom), other in combinations(boxes(chart), 2):
        assert bottom <= other[1] and left == other[0] and right == other[2]
    assert all(
        left >= 0 and right <= width and top >= 0 and bottom <= height for left, top, right, bottom in boxes(chart)
    )
    for link, (_, top, _, bottom) in zip(chart.iter(f"{SVG}a"), boxes(chart), strict=True):
        lines = list(link.iter(f"{SVG}text"))
        last = max(float(text.get("y")) + sum(float(span.get("dy")) for span in text) for text in lines)
        assert top < min(float(text.get("y")) for text in lines) and last <= bottom


def test_an_ordinary_chart_is_not_wider_than_a_phone():
    """With the branches of an ordinary procedure it is shown without being made smaller."""
    chart, _ = drawn()
    assert float(chart.get("width")) <= 328


def test_branches_that_overlap_run_in_lanes_of_their_own():
    """No two lines lie on each other."""
    steps = [{**STEP, "id": name, "title": f"步骤{name}"} for name in "abcde"]
    for source, target in ((0, "e"), (1, "d"), (2, "a")):
        steps[source]["branches"] = [{"when": "有变", "to": target}]
    chart, _ = drawn(*steps)
    lines = [path.get("d") for path in chart.iter(f"{SVG}path") if "hb-flow-branch" in path.get("class")]
    assert len(lines) == 3 and len({re.search(r"H([0-9.]+)V", line)[1] for line in lines}) == 3


def test_no_arrow_leaves_a_step_that_ends_the_flow():
    """What comes after it is reached by a branch alone."""
    plain, _ = drawn(*({**STEP, "id": name, "title": f"步骤{name}"} for name in "abc"))
    ending, _ = drawn(*({**STEP, "id": name, "title": f"步骤{name}", "ends": name == "b"} for name in "abc"))

    def arrows(chart):
        return sum(path.get("class") == "hb-flow-line" for path in chart.iter(f"{SVG}path"))

    assert (arrows(plain), arrows(ending)) == (2, 1)


def test_who_does_it_is_said_where_it_changes():
    """The same role is not repeated from box to box."""
    chart, _ = drawn()
    roles = [
        "".join(text.itertext())
        for text in chart.iter(f"{SVG}text")
        if text.get("class") == "hb-flow-role" and "".join(text.itertext())
    ]
    assert roles == ["销售代表", "销售经理", "销售代表"]


def test_the_description_tells_the_whole_chart():
    """Whoever cannot see it hears every step, who does it, and every branch."""
    chart, procedure = drawn()
    told = chart.find(f"{SVG}desc").text
    assert all(step.title in told for step in procedure.steps) and "谈不拢时转第 4 步" in told
    assert chart.get("aria-describedby") == chart.find(f"{SVG}desc").get("id") != chart.find(f"{SVG}title").get("id")


@pytest.mark.parametrize("title", ["<b>&\"'</b>", "]]>", "A very long Latin title"])
def test_titles_are_text(title):
    """No title breaks the drawing."""
    chart, _ = drawn({**STEP, "id": "one", "title": title}, title=title)
    assert chart.find(f"{SVG}title").text == f"{title}流程图"


def test_the_same_procedure_gives_the_same_bytes():
    """Nothing but the procedure decides the drawing, and no blank line ends the HTML block it stands in."""
    first, second = (flow(book.procedures["customer-visit"], book) for book in (a_handbook(), a_handbook()))
    assert first == second and "\n\n" not in first and DATA["procedure"]["customer-visit"]["title"] in first
