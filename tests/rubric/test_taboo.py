"""Nothing rude, mocking, cold or threatening is said."""

from __future__ import annotations

import pytest

from counterpart.acts import Span
from counterpart.rubric import Turn, rubric, taboo
from counterpart.rubric.finding import SURE
from tests.by_hand import span, status, turn, words_of

CASES = [
    (turn("急什么急，等着。", ("taboo", "急什么急"), language="zh"), "missed", ["急什么急"]),
    (turn("Are you deaf? Wait.", ("taboo", "Are you deaf"), language="en"), "missed",
     ["Are you deaf"]),
    (turn("你们外地人真麻烦。", ("discrimination", "你们外地人真麻烦"), language="zh"),
     "not_applicable", []),
    (turn("People like you.", ("discrimination", "People like you"), ("taboo", "People"),
          language="en"), "not_applicable", []),
    (turn("急什么急，你们外地人。", ("taboo", "急什么急"), ("discrimination", "你们外地人"),
          language="zh"), "missed", ["急什么急"]),
    (turn("这个办不了。", ("shirking", "这个办不了"), language="zh"), "not_applicable", []),
    (turn("Good morning.", ("greeting", "Good morning"), language="en"), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_an_offence_is_missed_on_its_own_words_and_its_absence_earns_nothing(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = taboo.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_find_below_the_threshold_is_a_warning_that_costs_no_penalty(language: str) -> None:
    reply = "您快一点行不行。"
    weak = Turn(reply, (span(reply, "taboo", reply, SURE - 0.01),), language)
    [finding] = rubric().findings(weak)
    assert finding.status == "partly"
    assert finding.points >= 0


def test_only_the_sure_finds_are_evidence_of_an_offence() -> None:
    text = "快点，急什么急。"
    weak, sure = span(text, "taboo", "快点", 0.4), span(text, "taboo", "急什么急", 0.9)
    verdict = taboo.assess(Turn(text, (weak, sure)))
    assert verdict is not None
    assert verdict.evidence == (sure,)


@pytest.mark.parametrize("reply", [case[0] for case in CASES if case[1] == "missed"])
def test_an_offence_costs_the_penalty(reply: Turn) -> None:
    found = {finding.criterion: finding.points for finding in rubric().findings(reply)}
    assert found[taboo.ID] == -rubric().penalties[taboo.ID] < 0


@pytest.mark.parametrize(
    ("text", "offences", "kept"),
    [
        ("您好，急什么急，请坐。", ["急什么急"], ["您好", "请坐"]),
        ("Good morning. Are you deaf? Please sit.", ["Are you deaf"],
         ["Good morning", "Please sit"]),
        ("急什么急，请坐，废话真多。", ["急什么急", "废话真多"], ["请坐"]),
    ],
)  # fmt: skip
def test_the_better_wording_drops_the_offence_and_keeps_what_was_said_right(
    text: str, offences: list[str], kept: list[str]
) -> None:
    found: tuple[Span, ...] = tuple(span(text, "taboo", words) for words in offences)
    verdict = taboo.assess(Turn(text, found, "zh"))
    assert verdict is not None
    assert not [words for words in offences if words in verdict.better]
    assert [words for words in kept if words in verdict.better] == kept
