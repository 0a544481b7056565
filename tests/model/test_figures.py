"""Figures by reference: every form of the reference gives the figure of its home, wherever it stands."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.load import load_handbook
from generator.model import KINDS, figures_in, handbook_of
from generator.queries.content_hash import content_hash
from tests.conftest import SMALL
from tests.load.editing import DAY

DATA: Any = load_handbook(SMALL, DAY).data
STEP = "customer-visit#confirm"


def with_done(text: str, **due: object) -> Any:
    """The small handbook, in which a step is done when `text`, and has another limit."""
    data = copy.deepcopy(DATA)
    step = next(step for step in data["procedure"]["customer-visit"]["steps"] if step["id"] == "confirm")
    step["done"] = text
    step["due"] |= due
    return data


def done(data: Any) -> str:
    """What the step says when it is done."""
    return next(step.done for step in handbook_of(data).procedures["customer-visit"].steps if step.id == "confirm")


SHOWN = {
    "of another item": ("{customer-visit#confirm.within}", "2 小时"),
    "of the same item": ("{#confirm.within}", "2 小时"),
    "minutes": ("{#confirm.minutes}", "5–10 分钟"),
    "a target": ("{same-day-record#target}", "95%"),
    "a yellow limit": ("{same-day-record#yellow}", "90%"),
    "a limit that takes a parameter": ("{#update-crm.within}", "24 小时"),
    "how often": ("每{#review-week.every}{#review-week.on}", "每周周五"),
    "the most of a number, with its unit": ("{visit-record#people.most}", "50 人"),
    "the end of work": ("{#update-crm.by}", "下班"),
    "amid a text, twice": ("先 {#confirm.within} 后 {#confirm.within}。", "先 2 小时 后 2 小时。"),
    "a name that nothing has": ("{#confirm.ahead}", "{#confirm.ahead}"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN)
def test_a_reference_shows_the_figure_of_its_home(text: str, shown: str) -> None:
    assert done(with_done(text)) == shown


def test_points_are_taken_without_a_unit() -> None:
    """So that a text can say of what they are."""
    data = with_done("{visit-record#prepared.least}–{visit-record#prepared.most} 分")
    fields = [field for section in data["form"]["visit-record"]["sections"] for field in section["fields"]]
    next(field for field in fields if field["id"] == "prepared").update(least=1, most=5)
    assert done(data) == "1–5 分"


def test_a_time_of_day_is_taken_as_it_is_written_and_shown_as_it_is_read() -> None:
    """09:00 in a field that holds a time, 9:00 in a sentence."""
    data = with_done("{#confirm.by}", every="工作日", by="09:00")
    data["procedure"]["customer-visit"]["steps"][0]["due"] = {"every": "工作日", "by": f"{{{STEP}.by}}"}
    assert done(data) == "9:00"
    assert str(handbook_of(data).procedures["customer-visit"].steps[0].due.by) == "9:00"


def test_every_home_is_a_name_that_a_text_can_use() -> None:
    """No name of a figure is one that texts cannot write."""
    for name, figure in figures_in(DATA).items():
        assert done(with_done(f"{{{name}}}")) == figure.shown or "#" not in name, name


def test_a_limit_that_leads_to_itself_shows_nothing_else() -> None:
    """Nothing is guessed where there is no figure."""
    data = with_done("{#confirm.within}", within=f"{{{STEP}.within}}")
    assert f"{STEP}.within" not in figures_in(data)


def test_another_figure_changes_what_is_asked_wherever_it_is_shown() -> None:
    """A tick for the old figure is no tick for the new one."""
    before, after = with_done("{same-day-record#target}"), with_done("{same-day-record#target}")
    after["kpi"]["same-day-record"]["target"]["at_least"] = 96
    hashes = [content_hash(handbook_of(data).procedures["customer-visit"]) for data in (before, after)]
    assert hashes[0] != hashes[1]


def test_figures_can_be_marked() -> None:
    """Who renders a handbook with figures of his own sees where each of them stands."""
    data = with_done("{#confirm.within}")
    marked = {name: figure._replace(shown=f"«{figure.shown}»") for name, figure in figures_in(data).items()}
    step = handbook_of(data, marked).procedures["customer-visit"].steps[1]
    assert (step.done, str(step.due.within)) == ("«2 小时»", "2 小时")


def test_all_kinds_of_files_are_looked_into() -> None:
    """A figure declared in a kind of file that nobody walks would have no name."""
    assert {name.partition("#")[0] for name in figures_in(DATA)} >= {"customer-visit", "visit-record", "crm-limit"}
    assert set(DATA) == set(KINDS) - {"adoption"}  # which decides what is used, and no figure
