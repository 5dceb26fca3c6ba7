"""A rating is invited neutrally and never begged for."""

from __future__ import annotations

import pytest

from counterpart.rubric import rating_invitation, rubric
from counterpart.rubric.rating_invitation import begging
from tests.by_hand import status, turn, words_of

CASES = [
    ("zh", "您可以给今天的服务评个价，好不好都照实评。", "met", ["评个"]),
    ("zh", "满意不满意都请您照实按评价器。", "met", ["评价"]),
    ("en", "Would you rate our service, good or bad?", "met", ["rate"]),
    ("en", "Please fill in the survey, whatever you think.", "met", ["survey"]),
    ("zh", "不用给好评，请您如实评价。", "met", ["评价"]),
    ("zh", "信用评级要等三天。", "not_applicable", []),
    ("zh", "工伤评定要等一个月。", "not_applicable", []),
    ("zh", "您满意就好。", "not_applicable", []),
    ("en", "Your credit rating is fine.", "not_applicable", []),
    ("en", "The tax rate is 3 percent.", "not_applicable", []),
    ("en", "At any rate, bring your passport.", "not_applicable", []),
    ("en", "Five photos, please.", "not_applicable", []),
    ("zh", "麻烦您给个五星好评。", "missed", ["给个五星好评"]),
    ("zh", "给我打个非常满意吧。", "missed", ["给我打个非常满意"]),
    ("zh", "您别给差评啊。", "missed", ["别给差评"]),
    ("zh", "照实评就行。给个五星吧。", "missed", ["给个五星"]),
    ("en", "Please give me five stars!", "missed", ["five stars"]),
    ("en", "A good rating would help me.", "missed", ["good rating"]),
    ("en", "Please don't leave a bad review.", "missed", ["Please don't leave a bad review"]),
    ("zh", "五个工作日。", "not_applicable", []),
    ("en", "Good morning.", "not_applicable", []),
    ("zh", "", "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected", "evidence"), CASES)
def test_a_neutral_invitation_is_met_and_begging_is_missed(
    language: str, text: str, expected: str, evidence: list[str]
) -> None:
    reply = turn(text, language=language)
    verdict = rating_invitation.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("不是要您给好评。", None),
        ("好评不好评都随您。", None),
        ("我们不能要求您给五星。", None),
        ("You don't need to give me five stars.", None),
        ("We never ask for five stars.", None),
        ("You're welcome to leave your honest opinion.", None),
        ("不评没关系。给个好评就更好了。", "给个好评"),
        ("给个好评，照实评也行。", "给个好评"),
        ("Thank you. Five stars, please.", "Five stars"),
        ("My bonus depends on your rating.", "My bonus depends on your rating"),
        ("", None),
    ],
)
def test_begging_is_found_where_it_stands_and_not_where_it_is_denied(
    reply: str, expected: str | None
) -> None:
    found = begging(reply)
    assert (reply[slice(*found)] if found else None) == expected


@pytest.mark.parametrize(("language", "text"), [c[:2] for c in CASES if c[2] == "missed"])
def test_begging_costs_the_penalty(language: str, text: str) -> None:
    [finding] = rubric().findings(turn(text, language=language))
    assert finding.points == -rubric().penalties[rating_invitation.ID] < 0


@pytest.mark.parametrize(
    ("language", "text", "kept", "neutral"),
    [
        ("zh", "谢谢您，给个五星好评，您慢走。", ["谢谢您", "您慢走"], "照实评价"),
        ("en", "Thank you. Five stars, please. Goodbye.", ["Thank you", "Goodbye"],
         "as you found it"),
    ],
)  # fmt: skip
def test_the_better_wording_invites_neutrally_and_begs_no_more(
    language: str, text: str, kept: list[str], neutral: str
) -> None:
    verdict = rating_invitation.assess(turn(text, language=language))
    assert verdict is not None
    assert [words for words in kept if words in verdict.better] == kept
    assert neutral in verdict.better
    assert begging(verdict.better) is None


def test_it_is_judged_on_the_telephone_as_well() -> None:
    reply = turn("给个好评。", channel="phone", number=2)
    assert rating_invitation.ID in {f.criterion for f in rubric().findings(reply)}
