"""Over the whole talk, every fact was told."""

from __future__ import annotations

import pytest

from counterpart.assessment import Reply, assess
from counterpart.rubric import everything_told
from counterpart.scenario import Scenario
from tests.by_hand import opened, scenario, status, turn


@pytest.mark.parametrize(
    ("told", "needed", "expected"),
    [
        (5, 5, "met"),
        (1, 1, "met"),
        (3, 5, "partly"),
        (2, 4, "partly"),
        (1, 4, "missed"),
        (0, 3, "missed"),
        (0, 0, "not_applicable"),
    ],
)
def test_the_talk_is_judged_by_the_share_that_was_told(
    told: int, needed: int, expected: str
) -> None:
    assert status(everything_told.of_talk(told, needed)) == expected


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_single_reply_is_not_judged(language: str) -> None:
    assert everything_told.assess(turn("12333", language=language, first=True)) is None


def _end(scene: Scenario, told: list[str]) -> dict[str, str]:
    before = opened(scene, told=told, closing=True, belief="corrected", tension=10.0, trust=80.0)
    found = assess(scene, before, {}, Reply("Goodbye now.", "m"))
    assert found.state.ending
    return {f.criterion: f.advice for f in found.findings}


@pytest.mark.parametrize("told", [[], ["papers"]])
def test_the_advice_at_the_end_names_what_was_left_out(told: list[str]) -> None:
    advice = _end(scenario(), told)[everything_told.ID]
    assert "days" in advice
    assert ("papers" in advice) is (told == [])
