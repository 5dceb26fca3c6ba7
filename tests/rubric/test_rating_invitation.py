"""A rating is invited, never begged for."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, rating_invitation, rubric
from tests.by_hand import status

BEGGED, INVITED = frozenset({"rating_begged"}), frozenset({"rating_invited"})


@pytest.mark.parametrize(
    ("remarks", "expected"),
    [(BEGGED, "missed"), (INVITED, "met"), (frozenset(), "not_applicable")],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_remark_decides(remarks: frozenset[str], expected: str, language: str) -> None:
    reply = "麻烦给个五星。" if language == "zh" else "Five stars, please."
    assert status(rating_invitation.assess(Turn(reply, (), language, remarks=remarks))) == expected


def test_the_begging_is_quoted_and_replaced_and_the_rest_kept() -> None:
    reply = "手续办好了，麻烦您给个五星好评，慢走。"
    verdict = rating_invitation.assess(Turn(reply, (), "zh", remarks=BEGGED))
    assert verdict is not None
    [span] = verdict.evidence
    assert "五星好评" in reply[span.start : span.end]
    assert "五星" not in verdict.better
    assert "慢走" in verdict.better


def test_begging_costs_its_penalty() -> None:
    findings = rubric().findings(Turn("给个五星。", (), "zh", remarks=BEGGED))
    [finding] = [f for f in findings if f.criterion == rating_invitation.ID]
    assert finding.points == -rubric().penalties[rating_invitation.ID] < 0
