"""Whoever is asked first takes the matter on."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, ownership
from tests.by_hand import status, turn, words_of

CASES = [
    (turn("这归二楼管，我带您上去。", ("shirking", "这归二楼管"), ("ownership", "我带您上去"),
          language="zh"), "partly", ["这归二楼管"]),
    (turn("Not our job. Ask Mr Li, room 204.", ("shirking", "Not our job"),
          ("guidance", "Ask Mr Li, room 204"), language="en"), "partly", ["Not our job"]),
    (turn("您去二楼三号窗口找小李。", ("guidance", "您去二楼三号窗口找小李"), language="zh"),
     "not_applicable", []),
    (turn("我帮您办。", ("ownership", "我帮您办"), language="zh"), "met", ["我帮您办"]),
    (turn("I'll see to it.", ("ownership", "I'll see to it"), language="en"), "met",
     ["I'll see to it"]),
    (turn("这事不归我管。", ("shirking", "这事不归我管"), language="zh"), "missed",
     ["这事不归我管"]),
    (turn("Not my job. Ask them.", ("shirking", "Not my job"), ("shirking", "Ask them"),
          language="en"), "missed", ["Not my job", "Ask them"]),
    (turn("真对不起，这事不归我管。", ("apology", "真对不起"), ("shirking", "这事不归我管"),
          language="zh"), "missed", ["这事不归我管"]),
    (turn("Good morning.", ("greeting", "Good morning"), language="en"), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_a_matter_is_taken_on_or_passed_on(reply: Turn, expected: str, evidence: list[str]) -> None:
    verdict = ownership.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(
    ("reply", "kept", "dropped", "offer"),
    [
        (turn("您好，这事不归我管，慢走。", ("shirking", "这事不归我管"), language="zh"),
         ["您好", "慢走"], "不归我管", "帮您办"),
        (turn("Good morning. Not my job. Goodbye.", ("shirking", "Not my job"), language="en"),
         ["Good morning", "Goodbye"], "Not my job", "help you"),
    ],
)  # fmt: skip
def test_the_better_wording_offers_help_in_the_place_of_passing_on(
    reply: Turn, kept: list[str], dropped: str, offer: str
) -> None:
    verdict = ownership.assess(reply)
    assert verdict is not None
    assert [words for words in kept if words in verdict.better] == kept
    assert dropped not in verdict.better
    assert offer in verdict.better
