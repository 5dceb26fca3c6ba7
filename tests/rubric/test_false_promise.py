"""No outcome is guaranteed that isn't in the clerk's hands."""

from __future__ import annotations

import pytest

from counterpart.rubric import false_promise, rubric
from counterpart.rubric.false_promise import promises
from tests.by_hand import status, turn, words_of

CASES = [
    ("zh", "我不敢打包票，能不能批要看审核。", "met", ["不敢打包票"]),
    ("en", "I can't guarantee it.", "met", ["can't guarantee"]),
    ("en", "No guarantees, I'm afraid.", "met", ["No guarantees"]),
    ("zh", "能不能批得看审核。", "met", ["能不能批得看"]),
    ("zh", "我不敢保证时间，可肯定能批。", "met", ["不敢保证"]),
    ("zh", "谁跟您说肯定能批的？", "not_applicable", []),
    ("zh", "不是说肯定能批。", "not_applicable", []),
    ("zh", "只要材料齐全属实，肯定能批。", "not_applicable", []),
    ("en", "If the papers are complete, it will definitely be approved.", "not_applicable", []),
    ("zh", "这事包在我身上，我帮您盯着。", "not_applicable", []),
    ("zh", "我一定帮您问清楚。", "not_applicable", []),
    ("en", "I'll definitely call you back.", "not_applicable", []),
    ("en", "I promise I'll check.", "not_applicable", []),
    ("zh", "您一定要带身份证才能办下来。", "not_applicable", []),
    ("zh", "准备好材料就能通过。", "not_applicable", []),
    ("zh", "您肯定等着急了，马上给您办完。", "not_applicable", []),
    ("en", "You definitely need approval first.", "not_applicable", []),
    ("en", "It definitely isn't approved yet.", "not_applicable", []),
    ("zh", "您放心，肯定能批下来。", "missed", ["肯定能批下来"]),
    ("zh", "材料交上来，保证三天到账。", "missed", ["保证三天到账"]),
    ("zh", "我给您打包票。", "missed", ["我给您打包票"]),
    ("en", "I guarantee you'll get it.", "missed", ["I guarantee"]),
    ("en", "Don't worry, it's in the bag.", "missed", ["in the bag"]),
    ("en", "Your refund will definitely be approved.", "missed", ["definitely be approved"]),
    ("zh", "肯定能批。钱一定到账。", "missed", ["肯定能批", "一定到账"]),
    ("zh", "一共十五个工作日，您放心。", "not_applicable", []),
    ("en", "It takes 15 working days.", "not_applicable", []),
    ("zh", "", "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected", "evidence"), CASES)
def test_a_guaranteed_outcome_is_missed_and_an_honest_word_is_met(
    language: str, text: str, expected: str, evidence: list[str]
) -> None:
    reply = turn(text, language=language)
    verdict = false_promise.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(("language", "text"), [c[:2] for c in CASES if c[2] == "missed"])
def test_a_promise_costs_the_penalty_once(language: str, text: str) -> None:
    [finding] = rubric().findings(turn(text, language=language))
    assert finding.points == -rubric().penalties[false_promise.ID] < 0


@pytest.mark.parametrize(
    ("language", "text", "kept", "dropped", "honest"),
    [
        ("zh", "您好，肯定能批下来，您慢走。", ["您好", "您慢走"], "肯定", "看审核"),
        ("en", "Thank you. It's in the bag. Goodbye.", ["Thank you", "Goodbye"], "in the bag",
         "the decision isn't mine"),
    ],
)  # fmt: skip
def test_the_better_wording_is_honest_in_the_place_of_the_promise(
    language: str, text: str, kept: list[str], dropped: str, honest: str
) -> None:
    verdict = false_promise.assess(turn(text, language=language))
    assert verdict is not None
    assert [words for words in kept if words in verdict.better] == kept
    assert dropped not in verdict.better
    assert honest in verdict.better


def test_promises_are_found_where_they_stand() -> None:
    text = "您好，肯定能批。请坐。保证到账。"
    assert [text[start:end] for start, end in promises(text)] == ["肯定能批", "保证到账"]
    assert promises("请坐。") == []
