"""No outcome is guaranteed; declining to is worth a word of praise."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, false_promise, rubric
from tests.by_hand import status

MADE, DECLINED = frozenset({"promise_made"}), frozenset({"promise_declined"})


@pytest.mark.parametrize(
    ("remarks", "expected"),
    [(MADE, "missed"), (DECLINED, "met"), (frozenset(), "not_applicable")],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_remark_decides(remarks: frozenset[str], expected: str, language: str) -> None:
    reply = (
        "您放心，这个肯定能批下来。" if language == "zh" else "Relax, it will be approved for sure."
    )
    assert status(false_promise.assess(Turn(reply, (), language, remarks=remarks))) == expected


@pytest.mark.parametrize(
    ("reply", "language", "words", "kept"),
    [
        ("您先坐，这个肯定能批下来，我给您倒杯水。", "zh", "肯定能批下来", "我给您倒杯水"),
        ("Have a seat. I guarantee you'll get it. Here is the form.", "en", "guarantee",
         "Here is the form"),
    ],
)  # fmt: skip
def test_the_guarantee_is_quoted_and_replaced_and_the_rest_kept(
    reply: str, language: str, words: str, kept: str
) -> None:
    verdict = false_promise.assess(Turn(reply, (), language, remarks=MADE))
    assert verdict is not None
    [span] = verdict.evidence
    assert words in reply[span.start : span.end]
    assert words not in verdict.better
    assert kept in verdict.better


def test_a_guarantee_costs_its_penalty() -> None:
    findings = rubric().findings(Turn("肯定能批。", (), "zh", remarks=MADE))
    [finding] = [f for f in findings if f.criterion == false_promise.ID]
    assert finding.points == -rubric().penalties[false_promise.ID] < 0
