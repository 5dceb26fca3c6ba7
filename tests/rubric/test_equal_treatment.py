"""Nobody is treated as lesser."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, equal_treatment, rubric, taboo
from counterpart.rubric.finding import SURE
from tests.by_hand import span, status, turn, words_of

CASES = [
    (turn("急什么急，等着。", ("taboo", "急什么急"), language="zh"), "not_applicable", []),
    (turn("Are you deaf?", ("taboo", "Are you deaf"), language="en"), "not_applicable", []),
    (turn("你们外地人真麻烦。", ("discrimination", "你们外地人真麻烦"), language="zh"), "missed",
     ["你们外地人真麻烦"]),
    (turn("People like you, really.", ("discrimination", "People like you"), language="en"),
     "missed", ["People like you"]),
    (turn("您慢慢说。", ("listening", "您慢慢说"), language="zh"), "not_applicable", []),
    (turn("Good morning.", ("greeting", "Good morning"), language="en"), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_a_slight_is_missed_on_its_own_words_and_its_absence_earns_nothing(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = equal_treatment.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(("confidence", "expected"), [(SURE - 0.01, "partly"), (SURE, "missed")])
def test_a_find_below_the_threshold_is_a_warning_that_costs_no_penalty(
    confidence: float, expected: str
) -> None:
    text = "您这岁数就别自己弄了。"
    weak = Turn(text, (span(text, "discrimination", text, confidence),), "zh")
    [finding] = rubric().findings(weak)
    assert finding.status == expected
    assert (finding.points < 0) is (expected == "missed")


def test_only_the_sure_finds_are_evidence_of_a_slight() -> None:
    text = "这岁数了，你们外地人。"
    weak = span(text, "discrimination", "这岁数了", SURE - 0.2)
    sure = span(text, "discrimination", "你们外地人", 0.9)
    verdict = equal_treatment.assess(Turn(text, (weak, sure)))
    assert verdict is not None
    assert verdict.evidence == (sure,)


def test_words_that_are_both_rude_and_a_slight_cost_one_penalty() -> None:
    words = "你们外地人听不懂人话"
    reply = turn(f"{words}。", ("discrimination", words), ("taboo", words), language="zh")
    [finding] = rubric().findings(reply)
    assert finding.criterion == equal_treatment.ID
    assert finding.points == -rubric().penalties[equal_treatment.ID] < 0


def test_a_slight_beside_a_taboo_phrase_costs_both_penalties() -> None:
    reply = turn("急什么急，你们外地人。", ("taboo", "急什么急"), ("discrimination", "你们外地人"))
    found = {f.criterion: f.points for f in rubric().findings(reply)}
    assert found == {name: -rubric().penalties[name] for name in (taboo.ID, equal_treatment.ID)}


def test_belittling_is_named_as_such() -> None:
    reply = turn("你们外地人。", ("discrimination", "你们外地人"), language="zh")
    [finding] = rubric().findings(reply)
    assert "低人一等" in finding.advice
    assert "你们外地人" in finding.advice


@pytest.mark.parametrize(
    ("text", "slights", "kept"),
    [
        ("您好，你们外地人真麻烦，请坐。", ["你们外地人真麻烦"], ["您好", "请坐"]),
        ("Good morning. People like you. Please sit.", ["People like you"],
         ["Good morning", "Please sit"]),
        ("没文化，请坐，你们外地人。", ["没文化", "你们外地人"], ["请坐"]),
    ],
)  # fmt: skip
def test_the_better_wording_drops_the_slight_and_keeps_what_was_said_right(
    text: str, slights: list[str], kept: list[str]
) -> None:
    verdict = equal_treatment.assess(turn(text, *(("discrimination", words) for words in slights)))
    assert verdict is not None
    assert not [words for words in slights if words in verdict.better]
    assert [words for words in kept if words in verdict.better] == kept
