"""The citizen's own rating: five grades with reasons."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.acts import ACTS
from counterpart.citizen import State
from counterpart.moods import ENDINGS
from counterpart.rating import GRADES, rate
from counterpart.scenario import Scenario
from tests.by_hand import scenario

SCENE = scenario()
BEST = State(
    tension=5.0, trust=95.0, told=["papers", "days"], belief="corrected", ending="satisfied",
    acts=["apology", "empathy", "greeting", "guidance", "ownership", "thanks"],
)  # fmt: skip
WORST = State(tension=98.0, trust=2.0, insults=3, brush_offs=2, wrong=["days"], ending="walked_out")


def _after(**changes: object) -> State:
    return dataclasses.replace(BEST, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_best_talk_gets_the_best_grade_and_the_worst_the_worst(language: str) -> None:
    scene = scenario(language=language)
    assert rate(BEST, scene).grade == 5
    assert rate(BEST, scene).name == GRADES[language][4]
    assert rate(WORST, scene).grade == 1
    assert rate(WORST, scene).name == GRADES[language][0]


def test_what_was_drawn_out_of_a_cold_clerk_counts_less() -> None:
    for acts, less in ((["guidance"], True), (BEST.acts, False)):
        at_once = rate(_after(acts=acts, tellings=3), SCENE).satisfaction
        assert (rate(_after(acts=acts, tellings=6), SCENE).satisfaction < at_once) is less


@pytest.mark.parametrize("language", ["zh", "en"])
def test_there_are_five_grades(language: str) -> None:
    assert len(set(GRADES[language])) == 5


@pytest.mark.parametrize(
    "changes",
    [
        {"tension": 90.0},
        {"trust": 5.0},
        {"told": ["papers"]},
        {"belief": "voiced"},
        {"acts": ["guidance"]},
        {"insults": 1},
        {"brush_offs": 1},
        {"wrong": ["days"]},
        {"ending": "walked_out"},
        {"ending": "gave_up"},
        {"ending": "went_to_supervisor"},
        {"ending": "clerk_broke_off"},
        {"ending": "turn_cap"},
    ],
)
def test_every_shortcoming_lowers_satisfaction_or_grade(changes: dict[str, object]) -> None:
    best, less = rate(BEST, SCENE), rate(_after(**changes), SCENE)
    assert (less.grade, less.satisfaction) < (best.grade, best.satisfaction)


@pytest.mark.parametrize(
    ("changes", "ceiling"),
    [
        ({"insults": 1}, 4),
        ({"insults": 2}, 3),
        ({"insults": 3}, 1),
        ({"ending": "walked_out"}, 2),
        ({"ending": "gave_up"}, 2),
        ({"ending": "went_to_supervisor"}, 2),
        ({"ending": "clerk_broke_off"}, 2),
    ],
)
def test_some_faults_cap_the_grade(changes: dict[str, object], ceiling: int) -> None:
    assert rate(_after(**changes), SCENE).grade <= ceiling


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "told everything needed in one go"),
        ({}, "the misunderstanding was cleared up"),
        ({}, "the clerk took the matter on"),
        ({"insults": 1}, "a rude manner"),
        ({"brush_offs": 1, "told": [], "belief": "held"}, "was sent from one place to another"),
        ({"wrong": ["days"], "told": [], "belief": "held"}, "was given wrong information"),
        ({"told": [], "belief": "none"}, "was not told what is needed"),
        ({"silences": 2, "told": [], "belief": "none"}, "got no answer"),
    ],
)
def test_the_reasons_name_what_happened(changes: dict[str, object], reason: str) -> None:
    assert reason in rate(_after(**changes), SCENE).reasons


@pytest.mark.parametrize(("tellings", "at_once"), [(3, True), (4, False)])
def test_only_what_was_told_at_once_is_praised_as_told_in_one_go(
    tellings: int, at_once: bool
) -> None:
    reasons = rate(_after(tellings=tellings), SCENE).reasons
    assert ("told everything needed in one go" in reasons) is at_once


def test_good_reasons_come_first_after_a_good_talk_and_bad_ones_after_a_bad_one() -> None:
    assert rate(BEST, SCENE).reasons[0] == "told everything needed in one go"
    assert rate(WORST, SCENE).reasons[0] == "a rude manner"


def test_a_scenario_without_facts_can_be_rated() -> None:
    empty = scenario(must_tell=[], misunderstanding=None)
    assert rate(dataclasses.replace(BEST, told=[], belief="none"), empty).grade >= 4


@given(
    tension=st.floats(0, 100),
    trust=st.floats(0, 100),
    told=st.sets(st.sampled_from(["papers", "days"])),
    wrong=st.sets(st.sampled_from(["papers", "days"])),
    belief=st.sampled_from(["none", "held", "voiced", "corrected"]),
    counts=st.tuples(*[st.integers(0, 25)] * 3),
    acts=st.sets(st.sampled_from(ACTS)),
    ending=st.sampled_from([None, "turn_cap", *ENDINGS.values()]),
)
def test_any_state_gets_a_grade_and_at_most_four_reasons(
    tension: float,
    trust: float,
    told: set[str],
    wrong: set[str],
    belief: str,
    counts: tuple[int, ...],
    acts: set[str],
    ending: str | None,
) -> None:
    state = State(
        tension=tension, trust=trust, told=sorted(told), wrong=sorted(wrong), belief=belief,
        insults=counts[0], brush_offs=counts[1], silences=counts[2], acts=sorted(acts),
        ending=ending,
    )  # fmt: skip
    rating = rate(state, SCENE)
    assert 1 <= rating.grade <= 5
    assert 0 <= rating.satisfaction <= 100
    assert len(rating.reasons) <= 4
    assert rating.as_dict()["reasons"] == list(rating.reasons)


def test_calm_is_rated_no_worse_than_boiling(pension: Scenario) -> None:
    grades = [rate(_after(tension=t, trust=100 - t), pension).satisfaction for t in (0, 50, 100)]
    assert grades == sorted(grades, reverse=True)
