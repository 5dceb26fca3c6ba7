"""On the telephone: name the office, explain a hold, let the caller hang up first."""

from __future__ import annotations

from typing import Any

import pytest

from counterpart.rubric import Turn, rubric, telephone_manners
from tests.by_hand import status, turn, words_of


def _call(text: str, language: str = "zh", **setting: Any) -> Turn:
    return turn(text, language=language, **{"channel": "phone", "number": 2, **setting})


def _picks_up(text: str, language: str = "zh", **setting: Any) -> Turn:
    return _call(text, language, first=True, number=1, **setting)


CASES = [
    (_picks_up("您好，社保热线，让您久等了。", rings=4), "met", []),
    (_picks_up("您好，社保热线。", rings=4), "partly", []),
    (_picks_up("您好，社保热线。", rings=3), "met", []),
    (_picks_up("喂？", rings=4), "missed", []),
    (_picks_up("您好。"), "partly", []),
    (_picks_up("社保中心。"), "partly", []),
    (_picks_up("Hello?", "en"), "partly", []),
    (_picks_up("Tax office.", "en"), "partly", []),
    (_picks_up("您好，我是三号话务员。"), "met", []),
    (_picks_up("Good morning, tax office, Ann speaking.", "en"), "met", []),
    (_picks_up("喂？"), "missed", []),
    (_picks_up("Yes?", "en"), "missed", []),
    (_picks_up("您好，社保热线，请稍等。"), "partly", ["稍等"]),
    (_picks_up("等着。"), "missed", []),
    (_call("您好，社保热线。"), "not_applicable", []),
    (_call("请您稍等，我查一下。"), "met", ["稍等"]),
    (_call("Could you hold while I check?", "en"), "met", ["Could you hold"]),
    (_call("请稍等。"), "partly", ["稍等"]),
    (_call("Please hold.", "en"), "partly", ["Please hold"]),
    (_call("等着。"), "missed", ["等着"]),
    (_call("别挂。"), "missed", ["别挂"]),
    (_call("别挂断！"), "missed", ["别挂"]),
    (_call("别挂电话，等着。"), "missed", ["别挂"]),
    (_call("Wait.", "en"), "missed", ["Wait"]),
    (_call("Don't hang up.", "en"), "missed", ["Don't hang up"]),
    (_call("您等下午再打来。"), "not_applicable", []),
    (_call("您等我们通知就行。"), "not_applicable", []),
    (_call("您不用等着。"), "not_applicable", []),
    (_call("別急，等著。"), "missed", ["等著"]),
    (_call("Thanks, wait.", "en"), "missed", ["wait"]),
    (_call("The wait for the permit is seven days.", "en"), "not_applicable", []),
    (_call("It'll be ready in a minute.", "en"), "not_applicable", []),
    (_call("It takes about a minute online.", "en"), "not_applicable", []),
    (_call("您先挂，再见。"), "met", []),
    (_call("You hang up first.", "en"), "met", []),
    (_call("没别的事我就挂了。"), "missed", ["我就挂"]),
    (_call("再见，我挂了。"), "missed", ["我挂了。"]),
    (_call("I'm hanging up.", "en"), "missed", ["I'm hanging up"]),
    (_call("请您稍等，我查一下。我挂了。"), "missed", ["我挂了。"]),
    (_call("还有别的需要吗？"), "met", []),
    (_call("Thank you for calling, goodbye.", "en"), "met", []),
    (_call("带身份证就行。"), "not_applicable", []),
    (_call("Bring your passport.", "en"), "not_applicable", []),
    (turn("喂？", language="zh", first=True), "not_applicable", []),
    (turn("Wait.", language="en", number=2), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_opening_hold_and_end_of_a_call_are_judged_by_the_worst(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = telephone_manners.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (_picks_up("Hello?", "en"), "name the office"),
        (_picks_up("Tax office.", "en"), "greet as well"),
        (_picks_up("Yes?", "en"), "neither greeted nor named"),
        (_picks_up("Good morning, tax office.", "en", rings=5), "sorry for the wait"),
        (_call("Please hold.", "en"), "why or for how long"),
        (_call("Wait.", "en"), "“Wait” is an order"),
        (_call("I'm hanging up.", "en"), "let them hang up first"),
    ],
)
def test_the_advice_names_what_was_missing(reply: Turn, words: str) -> None:
    found = {f.criterion: f.advice for f in rubric().findings(reply)}
    assert words in found[telephone_manners.ID]


@pytest.mark.parametrize(
    ("reply", "kept", "added"),
    [
        (_picks_up("喂，您说。"), "您说。", "热线"),
        (_picks_up("Yes, go on.", "en"), "Yes, go on.", "hotline"),
        (_picks_up("您好，社保热线", rings=5), "您好，社保热线", "久等"),
        (_picks_up("Good morning, tax office", "en", rings=5), "Good morning, tax office",
         "kept you waiting"),
        (_call("谢谢您，等着。"), "谢谢您", "一分钟"),
        (_call("Thank you. Hold on.", "en"), "Thank you", "a minute"),
        (_call("谢谢您，请稍等。"), "谢谢您", "一分钟"),
    ],
)  # fmt: skip
def test_the_better_wording_keeps_the_reply_and_adds_what_was_missing(
    reply: Turn, kept: str, added: str
) -> None:
    verdict = telephone_manners.assess(reply)
    assert verdict is not None
    assert kept in verdict.better
    assert added in verdict.better
    assert "请请" not in verdict.better


@pytest.mark.parametrize(
    ("reply", "better"),
    [
        (_call("别挂电话，等着。"), "请您稍等。大概一分钟就好。"),
        (_call("等着，我先接个别的电话。"), "请您稍等，我先接个别的电话。大概一分钟就好。"),
        (_call("你等一下我查查。"), "请您稍等，我查查。"),
        (_call("谢谢您，请稍等。"), "谢谢您，请稍等。大概一分钟就好。"),
        (_call("Hold on while I look.", "en"), "Please hold while I look."),
        (_call("Hold on, I'm checking.", "en"), "Please hold, I'm checking. It will be about a minute."),
        (_call("OK, just a second.", "en"), "OK, please hold. It will be about a minute."),
    ],
)  # fmt: skip
def test_an_order_becomes_a_request_that_is_met(reply: Turn, better: str) -> None:
    verdict = telephone_manners.assess(reply)
    assert verdict is not None
    assert verdict.better == better
    assert status(telephone_manners.assess(_call(better, reply.language))) == "met"


def test_where_no_request_fits_in_it_is_added() -> None:
    verdict = telephone_manners.assess(_call("Sir, sit and wait there until six.", "en"))
    assert verdict is not None
    assert verdict.better.startswith("Sir, sit and wait there until six. Could you hold")
