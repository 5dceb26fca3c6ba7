"""Over the whole talk, every fact was told."""

from __future__ import annotations

import pytest

from counterpart.assessment import Reply, assess
from counterpart.rubric import everything_told
from counterpart.scenario import Scenario
from tests.by_hand import opened, scenario, status, turn


@pytest.mark.parametrize(
    ("told", "needed", "replies", "expected", "words"),
    [
        (5, 5, 3, "met", ""),
        (5, 5, 4, "partly", "piecemeal"),
        (4, 5, 4, "partly", ""),
        (2, 5, 4, "missed", ""),
        (1, 1, 1, "met", ""),
        (3, 5, 1, "partly", ""),
        (2, 4, 2, "partly", ""),
        (1, 4, 1, "missed", ""),
        (0, 3, 0, "missed", ""),
        (0, 0, 0, "not_applicable", ""),
    ],
)
def test_the_talk_is_judged_by_the_share_that_was_told_and_in_how_many_replies(
    told: int, needed: int, replies: int, expected: str, words: str
) -> None:
    verdict = everything_told.of_talk(told, needed, replies)
    assert status(verdict) == expected
    assert (verdict.words if verdict else "") == words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_single_reply_is_not_judged(language: str) -> None:
    assert everything_told.assess(turn("12333", language=language, first=True)) is None


def _end(scene: Scenario, told: list[str], tellings: int = 1) -> dict[str, str]:
    before = opened(
        scene, told=told, tellings=tellings, closing=True, belief="corrected", tension=10.0,
        trust=80.0,
    )  # fmt: skip
    found = assess(scene, before, {}, Reply("Goodbye now.", "m"))
    assert found.state.ending
    return {f.criterion: f.advice for f in found.findings}


@pytest.mark.parametrize("told", [[], ["papers"]])
def test_the_advice_at_the_end_names_what_was_left_out(told: list[str]) -> None:
    advice = _end(scenario(), told)[everything_told.ID]
    assert "days" in advice
    assert ("papers" in advice) is (told == [])


@pytest.mark.parametrize(("tellings", "in_pieces"), [(3, False), (4, True)])
def test_the_advice_at_the_end_names_what_was_told_in_pieces(
    tellings: int, in_pieces: bool
) -> None:
    advice = _end(scenario(), ["papers", "days"], tellings)[everything_told.ID]
    assert ("in pieces" in advice) is in_pieces
