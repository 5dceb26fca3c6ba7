"""What the citizen has wrong is put right, and nobody is blamed for it."""

from __future__ import annotations

from typing import Any

import pytest

from counterpart.acts import Span
from counterpart.rubric import Turn, misunderstanding, rubric
from counterpart.rubric.finding import SURE
from tests.by_hand import span, status, turn, words_of


def _right(text: str, language: str, *found: tuple[str, str], **more: Any) -> Turn:
    """Return a turn that puts the belief right."""
    return turn(text, *found, language=language, belief="voiced", corrected=True, **more)


def _confirms(text: str, words: str, language: str, belief: str = "voiced") -> Turn:
    confirmed = span(text, "misunderstanding", words)
    return turn(text, language=language, belief=belief, confirmed=confirmed)


CASES = [
    (_right("不怪您，网上说的早改了，凭证不用开了。", "zh"), "met", []),
    (_right("您记错了也正常，现在不用回去。", "zh"), "met", []),
    (_right("您是怎么知道的？现在不用回去了。", "zh"), "met", []),
    (_right("That's not a silly question at all. Tenants get one too.", "en"), "met", []),
    (_right("It's not your fault. Tenants get one too.", "en"), "met", []),
    (_right("不是您记错了，是通知没写清楚。", "zh"), "met", []),
    (_right("您是不是想多了吧，不用回去。", "zh"), "partly", ["想多了吧"]),
    (_right("您怎麼不早問？現在不用回去。", "zh"), "partly", ["您怎麼不"]),
    (_right("您怎么不早问？现在不用回去。", "zh"), "partly", ["您怎么不"]),
    (_right("您记错了，现在不用回去。", "zh"), "partly", ["您记错"]),
    (_right("You should have asked. Tenants get one too.", "en"), "partly",
     ["You should have asked"]),
    (_right("You got it wrong: tenants get one too.", "en"), "partly", ["You got it wrong"]),
    (_right("急什么急，不用回去。", "zh", ("taboo", "急什么急")), "partly", ["急什么急"]),
    (_right("您听好，现在不用回去。", "zh"), "met", []),
    (_right("Tenants get one too.", "en"), "met", []),
    (_confirms("对，您得回宁波开凭证。", "您得回宁波开凭证", "zh"), "missed",
     ["您得回宁波开凭证"]),
    (_confirms("Yes, you must own a house.", "you must own a house", "en", "held"), "missed",
     ["you must own a house"]),
    (turn("您带身份证了吗？", language="zh", belief="just_voiced"), "missed", []),
    (turn("Bring your passport.", language="en", belief="just_voiced"), "missed", []),
    (turn("您带身份证了吗？", language="zh", belief="voiced"), "not_applicable", []),
    (turn("Bring your passport.", language="en", belief="held"), "not_applicable", []),
    (turn("现在不用回去。", language="zh", belief="corrected", corrected=True), "not_applicable",
     []),
    (turn("Bring your passport.", language="en", belief="none"), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_a_wrong_belief_is_put_right_without_blame(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = misunderstanding.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(("confidence", "expected"), [(SURE - 0.01, "met"), (SURE, "partly")])
def test_only_a_sure_offence_spoils_the_correction(confidence: float, expected: str) -> None:
    text = "快点，现在不用回去。"
    weak = Span(0, 2, "taboo", confidence)
    reply = Turn(text, (weak,), "zh", belief="voiced", corrected=True)
    assert status(misunderstanding.assess(reply)) == expected


@pytest.mark.parametrize(
    ("reply", "kept", "dropped"),
    [
        (_right("您好，您怎么不早问？现在不用回去。", "zh"), ["您好", "现在不用回去"], "早问"),
        (_right("您记错了，现在不用回去。", "zh"), ["现在不用回去"], "了，"),
        (_right("Good morning. You should have asked. Tenants get one too.", "en"),
         ["Good morning", "Tenants get one too"], "asked"),
        (_right("急什么急，不用回去。", "zh", ("taboo", "急什么急")), ["不用回去"], "急"),
    ],
)  # fmt: skip
def test_the_better_wording_drops_all_of_the_blame_and_keeps_the_correction(
    reply: Turn, kept: list[str], dropped: str
) -> None:
    verdict = misunderstanding.assess(reply)
    assert verdict is not None
    assert [words for words in kept if words in verdict.better] == kept
    assert dropped not in verdict.better


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (_confirms("You must own a house.", "You must own a house", "en"), "confirms"),
        (turn("Bring your passport.", language="en", belief="just_voiced"), "passed over"),
    ],
)
def test_the_advice_tells_confirming_from_passing_over(reply: Turn, words: str) -> None:
    [finding] = rubric().findings(reply)
    assert words in finding.advice
