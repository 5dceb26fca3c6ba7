"""To a grievance, apology or empathy comes before explanation."""

from __future__ import annotations

import dataclasses

import pytest

from counterpart.rubric import Turn, apology_before_explanation, rubric
from tests.by_hand import status, turn, words_of

RIGHT = [
    (turn("对不起，因为系统升级。", ("apology", "对不起"), ("explanation", "因为系统升级"),
          language="zh", grievance=True), ["对不起", "因为系统升级"]),
    (turn("I understand. The system is down.", ("empathy", "I understand"),
          ("explanation", "The system is down"), language="en", grievance=True),
     ["I understand", "The system is down"]),
]  # fmt: skip
SWAPPED = [
    (turn("因为系统升级，真对不起，我帮您办。", ("explanation", "因为系统升级"),
          ("explanation_first", "因为系统升级"), ("apology", "真对不起"), language="zh",
          grievance=True), "真对不起。因为系统升级，我帮您办。"),
    (turn("The system is down, I'm so sorry.", ("explanation", "The system is down"),
          ("explanation_first", "The system is down"), ("apology", "I'm so sorry"), language="en",
          grievance=True), "I'm so sorry. The system is down"),
]  # fmt: skip
BARE = [
    turn("按规定办不了。", ("explanation", "按规定办不了"), ("explanation_first", "按规定办不了"),
         language="zh", grievance=True),
    turn("The policy requires it.", ("explanation", "The policy requires it"),
         ("explanation_first", "The policy requires it"), language="en", grievance=True),
]  # fmt: skip
NOT_JUDGED = [
    turn("因为系统升级。", ("explanation", "因为系统升级"), language="zh"),
    turn("The system is down.", ("explanation", "The system is down"), language="en"),
    turn("对不起。", ("apology", "对不起"), language="zh", grievance=True),
    turn("I'm sorry.", ("apology", "I'm sorry"), language="en", grievance=True),
]


@pytest.mark.parametrize(("reply", "evidence"), RIGHT)
def test_soothing_first_is_met_on_both_pieces(reply: Turn, evidence: list[str]) -> None:
    verdict = apology_before_explanation.assess(reply)
    assert status(verdict) == "met"
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(("reply", "better"), SWAPPED)
def test_explaining_first_is_partly_met_and_the_better_wording_swaps_the_two(
    reply: Turn, better: str
) -> None:
    verdict = apology_before_explanation.assess(reply)
    assert verdict is not None
    assert verdict.status == "partly"
    assert words_of(reply, verdict) == [reply.text(reply.found("explanation")[0])]
    assert verdict.better.startswith(better)


@pytest.mark.parametrize("reply", BARE)
def test_explaining_with_no_kind_word_is_missed_and_the_reply_is_kept(reply: Turn) -> None:
    verdict = apology_before_explanation.assess(reply)
    assert verdict is not None
    assert verdict.status == "missed"
    assert words_of(reply, verdict) == [reply.text(reply.spans[0])]
    assert verdict.better.endswith(reply.reply)
    assert {"zh": "对不起", "en": "sorry"}[reply.language] in verdict.better


@pytest.mark.parametrize("reply", NOT_JUDGED)
def test_without_grievance_or_without_explanation_the_order_is_not_judged(reply: Turn) -> None:
    assert apology_before_explanation.assess(reply) is None


@pytest.mark.parametrize(
    ("order", "judged"), [("apology_first", True), ("explanation_first", False), ("off", False)]
)
def test_the_setting_switches_the_criterion_off(order: str, judged: bool) -> None:
    found = dataclasses.replace(rubric(), order=order).findings(BARE[0])
    assert (apology_before_explanation.ID in {f.criterion for f in found}) is judged
