"""Which revision is in force: the program and the scripts of the pages, over one table."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import date, datetime
from types import SimpleNamespace

import pytest

from generator.queries.in_force import State, by_precedence, day_of, in_force, state, zone
from tests.in_force_cases import CASES, DAYS
from tests.scripts_in_node import answer, bundled

SIGNS = {State.IN_FORCE: "+", State.WITHDRAWN: "-", State.COMING: "?"}
NAMES = {"current": "+", "old": "-", "coming": "?"}


def dates(effective: dict[str, str]) -> dict[str, date]:
    """The effective dates of a case."""
    return {revision: date.fromisoformat(day) for revision, day in effective.items()}


@pytest.mark.parametrize("name", CASES)
def test_the_program_goes_by_date_then_by_revision(name):
    """In force, withdrawn or to come: whichever order the releases are given in."""
    case, on = CASES[name], date.fromisoformat(CASES[name].on)
    for effective in (dates(case.effective), dict(reversed(dates(case.effective).items()))):
        assert in_force(effective, on) == case.in_force
        assert "".join(SIGNS[state(revision, effective, on)] for revision in case.effective) == case.states


def test_what_others_yield_to_comes_last():
    """The later date, then the later revision."""
    assert by_precedence(dates(CASES["corrected on its day"].effective)) == ["2025", "2026", "2026.1"]
    assert by_precedence(dates(CASES["the tenth follows the ninth"].effective)) == ["2026", "2026.9", "2026.10"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process can be changed on POSIX only")
@pytest.mark.parametrize("name", DAYS)
def test_the_day_is_the_readers_or_chinas_by_the_setting(name, monkeypatch):
    """Half an hour into China's new year it is still the old one in Berlin."""
    moment, here, setting, day = DAYS[name]
    settings = SimpleNamespace(time_zone=setting)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", here)
        time.tzset()
        assert str(day_of(datetime.fromisoformat(moment), settings)) == day
    time.tzset()


@pytest.fixture(scope="module")
def script(tmp_path_factory) -> str:
    """The rule of the pages, bundled for Node."""
    return bundled("in-force", "rule", tmp_path_factory.mktemp("rule"))


ANSWERS = """Object.fromEntries(Object.entries(given).map(([name, [versions, on]]) => [name, [
  rule.inForce(versions, on)?.version ?? "",
  versions.map((version) => rule.stateOf(version, versions, on)),
  rule.chosen(versions, on).version,
  rule.inOrder(versions, on).map((version) => version.version),
]]))"""


def test_the_pages_go_by_the_same_rule(script):
    """As front door, status line, version list and worker ask it; with the draft among the editions, newest first."""
    draft = {"version": "next", "effective": None}
    given = {
        name: ([draft, *({"version": key, "effective": day} for key, day in reversed(case.effective.items()))], case.on)
        for name, case in CASES.items()
    }
    for name, (current, states, led_to, listed) in answer(script, ANSWERS, given).items():
        case = CASES[name]
        assert current == case.in_force, name
        assert states.pop(0) == "draft" and "".join(NAMES[one] for one in reversed(states)) == case.states, name
        assert led_to == (case.led_to or "next"), name
        assert [revision for revision in listed if revision != "next"] == case.listed.split(), name
        yet = case.states.replace("-", "")
        assert listed.index("next") == len(yet), name


def test_the_pages_go_by_the_same_day(script):
    """In the time zones of the table; the zone is what the setting is called in versions.js."""
    by_place = defaultdict(dict)
    for name, (moment, here, setting, _) in DAYS.items():
        at = datetime.fromisoformat(moment).timestamp() * 1000
        by_place[here][name] = (at, zone(SimpleNamespace(time_zone=setting)))
    days = "Object.fromEntries(Object.entries(given).map(([name, given]) => [name, rule.dayAt(...given)]))"
    found = {
        name: day for here, given in by_place.items() for name, day in answer(script, days, given, TZ=here).items()
    }
    assert found == {name: day for name, (_, _, _, day) in DAYS.items()}
