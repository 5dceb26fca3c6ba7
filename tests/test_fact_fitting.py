"""The weights are learnt from tellings, each read without itself, and from labelled pairs."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from counterpart.criteria_evaluation import Pair
from counterpart.fact_fitting import Item, fit, items, matrix
from counterpart.fact_reading import FEATURES, OUTCOMES, weights
from counterpart.scenario import Scenario
from tests.by_hand import scenario

SMALL = scenario(
    must_tell=[
        dataclasses.replace(fact, wrong=[wrong, f"No. {wrong}"])
        for fact, wrong in zip(
            scenario().must_tell, ["Bring your birth certificate.", "It takes 15 months."], strict=True
        )
    ]
)  # fmt: skip


def _of(found: list[Item], outcome: str) -> list[Item]:
    return [item for item in found if item.outcome == outcome]


def test_every_outcome_is_learnt() -> None:
    found = list(items([SMALL]))
    assert {item.outcome for item in found} == set(OUTCOMES)
    assert {item.scenario for item in found} == {SMALL.id}
    assert all(item.weight > 0 for item in found)


def test_a_telling_is_read_without_itself() -> None:
    for item in items([SMALL]):
        known = item.fact.wrong if item.outcome == "wrong" else item.fact.examples
        assert item.reply not in known


@pytest.mark.parametrize("name", ["papers", "days"])
def test_every_telling_of_a_fact_is_learnt(name: str) -> None:
    found, told = list(items([SMALL])), SMALL.fact(name)
    assert set(told.examples) <= {item.reply for item in _of(found, "right")}
    assert set(told.wrong) <= {item.reply for item in _of(found, "wrong")}


def test_a_question_tells_nothing() -> None:
    asked = SMALL.answers[0].asked[0]
    assert {item.outcome for item in items([SMALL]) if item.reply == asked} == {"untold"}


def test_pairs_of_the_writers_at_hand_are_learnt_for_the_scenarios_that_are_given(
    pension: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = [
        Pair(f"{writer}-001", name, "documents", False, f"{writer} {name}", "right", "plain")
        for writer, name in (("p01", pension.id), ("p09", pension.id), ("p01", "no-such"))
    ]
    monkeypatch.setattr("counterpart.fact_fitting.pairs", lambda: pairs)
    found = {item.reply: item for item in items([pension])}
    assert found[f"p01 {pension.id}"].weight == max(item.weight for item in found.values())
    assert f"p09 {pension.id}" not in found
    assert "p01 no-such" not in found


def test_what_does_not_speak_of_its_fact_is_left_out() -> None:
    fact = SMALL.must_tell[0]
    off, on = (
        Item(text, fact, False, "right", 1.0, "s") for text in ("Good morning.", "Your passport.")
    )
    kept, rows = matrix([off, on])
    assert kept == [on]
    assert rows.shape == (1, len(FEATURES))


def test_fitted_weights_are_written_read_and_the_same_every_time(tmp_path: Path) -> None:
    first, second = tmp_path / "first.yml", tmp_path / "second.yml"
    count = fit([SMALL], first)
    assert fit([SMALL], second) == count > 10
    assert first.read_bytes() == second.read_bytes()
    found = weights(first)
    assert found.weights.shape == (len(OUTCOMES), len(FEATURES))
    assert (found.scale > 0).all()
