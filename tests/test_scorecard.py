"""The score of a talk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart import scorecard
from counterpart.citizen import State
from counterpart.rubric import CRITERIA, Finding, rubric
from counterpart.rubric.everything_told import AT_ONCE

JUDGED = [name for name in CRITERIA if name != "everything_told"]
OFFENCES = ("taboo", "equal_treatment")


def _of(
    tally: scorecard.Tally, told: int = 0, needed: int = 0, tellings: int = 1
) -> scorecard.Scorecard:
    state = State(told=[f"fact-{n}" for n in range(told)], tellings=tellings)
    return scorecard.of(tally, rubric(), state, needed)


def _all(status: str) -> scorecard.Tally:
    return {name: {status: 1} for name in JUDGED if name not in OFFENCES}


def test_findings_are_counted_by_criterion_and_status() -> None:
    before: scorecard.Tally = {"greeting": {"met": 1}}
    findings = [Finding("greeting", "met"), Finding("taboo", "missed"), Finding("taboo", "missed")]
    assert scorecard.add(before, findings) == {"greeting": {"met": 2}, "taboo": {"missed": 2}}
    assert before == {"greeting": {"met": 1}}


def test_nothing_found_is_no_score_and_not_a_bad_one() -> None:
    assert _of({}).score is None
    assert _of({"taboo": {"partly": 1}}).score is None


@pytest.mark.parametrize(
    ("tally", "told", "needed", "expected"),
    [
        (_all("met"), 5, 5, 100.0),
        (_all("missed"), 0, 5, 0.0),
        ({"greeting": {"met": 1}}, 0, 0, 100.0),
        ({"greeting": {"missed": 3}}, 0, 0, 0.0),
        ({"greeting": {"met": 1, "missed": 1}}, 0, 0, 50.0),
    ],
)
def test_the_score_is_the_weighted_mean_of_what_applied(
    tally: scorecard.Tally, told: int, needed: int, expected: float
) -> None:
    assert _of(tally, told, needed).score == expected


def test_half_met_lies_between() -> None:
    scores = [_of(_all(status)).score for status in ("missed", "partly", "met")]
    assert scores == sorted(scores, key=lambda score: score or 0.0)
    assert len(set(scores)) == 3


@pytest.mark.parametrize("name", OFFENCES)
def test_every_offence_takes_its_penalty_off(name: str) -> None:
    scores = [_of({**_all("met"), name: {"missed": n}}).score or 0.0 for n in range(4)]
    penalty = rubric().penalties[name]
    assert [scores[0] - score for score in scores] == [n * penalty for n in range(4)]
    assert _of({**_all("met"), name: {"missed": 50}}).score == 0.0


@pytest.mark.parametrize("name", sorted(set(rubric().penalties) - set(OFFENCES)))
def test_a_fault_with_a_penalty_costs_its_weight_and_the_penalty(name: str) -> None:
    tally = {"greeting": {"met": 1}, name: {"missed": 1}}
    weights, penalty = rubric().weights, rubric().penalties[name]
    mean = weights["greeting"] / (weights["greeting"] + weights[name])
    card = _of(tally)
    assert card.penalty == penalty > 0
    assert card.score == round(max(0.0, 100 * mean - penalty), 1)


@pytest.mark.parametrize("status", ["met", "partly"])
@pytest.mark.parametrize("name", sorted(rubric().penalties))
def test_without_a_fault_there_is_no_penalty(name: str, status: str) -> None:
    assert _of({"greeting": {"met": 1}, name: {status: 3}}).penalty == 0


@pytest.mark.parametrize("told", [2, 5])
def test_what_is_told_in_pieces_earns_less_than_at_once(told: int) -> None:
    at_once, in_pieces = (
        _of(_all("met"), told, 5, tellings) for tellings in (AT_ONCE, AT_ONCE + 1)
    )
    assert (at_once.score or 0.0) > (in_pieces.score or 0.0) > (_of(_all("met"), 0, 5).score or 0.0)
    values = [c.as_dict()["criteria"]["everything_told"]["value"] for c in (at_once, in_pieces)]
    assert values == [told / 5, round(told / 5 * rubric().piecemeal, 3)]


def test_what_was_told_of_a_scenario_that_asks_for_nothing_is_not_counted() -> None:
    card = _of({"greeting": {"met": 1}}, 0, 0, tellings=9).as_dict()
    assert card["criteria"]["everything_told"] == {
        "value": None, "weight": rubric().weights["everything_told"], "counts": {},
    }  # fmt: skip


@pytest.mark.parametrize("told", range(5))
def test_each_fact_told_raises_the_score(told: int) -> None:
    less, more = _of(_all("met"), told, 5).score, _of(_all("met"), told + 1, 5).score
    assert less is not None
    assert more is not None
    assert less < more


def test_a_criterion_of_greater_weight_moves_the_score_more() -> None:
    rules = rubric().weighted({"greeting": 90, "closing": 10})
    tally = {"greeting": {"missed": 1}, "closing": {"met": 1}}
    assert scorecard.of(tally, rules, State(), 0).score == 10.0


def test_every_criterion_has_a_line_in_the_order_of_the_rubric() -> None:
    card = _of({"greeting": {"met": 1}}, 1, 2).as_dict()
    assert list(card["criteria"]) == list(CRITERIA)
    assert card["criteria"]["closing"]["value"] is None
    assert card["criteria"]["everything_told"]["value"] == 0.5


TALLIES = st.dictionaries(
    st.sampled_from(JUDGED),
    st.dictionaries(st.sampled_from(["met", "partly", "missed"]), st.integers(1, 30), min_size=1),
)


@given(TALLIES, st.integers(0, 6), st.integers(0, 6), st.integers(0, 25))
def test_any_score_lies_between_0_and_100(
    tally: scorecard.Tally, told: int, more: int, tellings: int
) -> None:
    card = _of(tally, told, told + more, tellings)
    assert card.score is None or 0 <= card.score <= 100
    assert all(line.value is None or 0 <= line.value <= 1 for line in card.lines)
