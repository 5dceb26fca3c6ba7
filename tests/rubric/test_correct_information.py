"""What is told is right, and a figure that differs from place to place is said to."""

from __future__ import annotations

import pytest

from counterpart.rubric import ToldFact, Turn, correct_information, rubric
from tests.by_hand import span, status, turn, words_of

PAPERS = {"zh": "带本人身份证就可以申请。", "en": "Bring your passport."}
DAYS = {"zh": "一共十五个工作日。", "en": "It takes 15 working days."}


def _reply(language: str, text: str, *told: tuple[str, str, bool, bool, bool]) -> Turn:
    """Return a turn; each fact is its right wording, its words here, right, local, hedged."""
    facts = tuple(
        ToldFact(fact, right, span(text, "fact", words), local, hedged)
        for fact, words, right, local, hedged in told
    )
    return turn(text, language=language, facts=facts)


def _right(fact: str, words: str) -> tuple[str, str, bool, bool, bool]:
    return (fact, words, True, False, False)


def _wrong(fact: str, words: str) -> tuple[str, str, bool, bool, bool]:
    return (fact, words, False, False, False)


def _local(fact: str, words: str, hedged: bool) -> tuple[str, str, bool, bool, bool]:
    return (fact, words, True, True, hedged)


CASES = [
    (_reply("zh", "带身份证，十五个工作日，以本地指南为准。", _right(PAPERS["zh"], "带身份证"),
            _local(DAYS["zh"], "十五个工作日", True)), "met", ["带身份证", "十五个工作日"]),
    (_reply("en", "It takes 15 days here, but it varies.", _local(DAYS["en"], "15 days", True)),
     "met", ["15 days"]),
    (_reply("zh", "带身份证，十五个工作日。", _right(PAPERS["zh"], "带身份证"),
            _local(DAYS["zh"], "十五个工作日", False)), "partly", ["十五个工作日"]),
    (_reply("en", "Your passport, and 15 days.", _right(PAPERS["en"], "Your passport"),
            _local(DAYS["en"], "15 days", False)), "partly", ["15 days"]),
    (_reply("zh", "带身份证，五十个工作日。", _right(PAPERS["zh"], "带身份证"),
            _wrong(DAYS["zh"], "五十个工作日")), "missed", ["五十个工作日"]),
    (_reply("en", "No passport. 15 days.", _wrong(PAPERS["en"], "No passport"),
            _local(DAYS["en"], "15 days", False)), "missed", ["No passport"]),
    (_reply("zh", "不用身份证，五十天。", _wrong(PAPERS["zh"], "不用身份证"),
            _wrong(DAYS["zh"], "五十天")), "missed", ["不用身份证", "五十天"]),
    (_reply("zh", "带身份证。", _right(PAPERS["zh"], "带身份证")), "met", ["带身份证"]),
    (_reply("en", "Bring your passport.", _right(PAPERS["en"], "Bring your passport")), "met",
     ["Bring your passport"]),
    (_reply("zh", "您别着急，我来看看。"), "not_applicable", []),
    (_reply("en", "Have you got your passport?"), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_what_is_told_is_judged_by_its_worst_fact(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = correct_information.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(
    ("reply", "kept", "dropped"),
    [
        (_reply("zh", "您好，不用身份证，慢走。", _wrong(PAPERS["zh"], "不用身份证")),
         ["您好", PAPERS["zh"], "慢走"], ["不用身份证"]),
        (_reply("en", "Thanks. No passport. Goodbye.", _wrong(PAPERS["en"], "No passport")),
         ["Thanks", PAPERS["en"], "Goodbye"], ["No passport"]),
        (_reply("zh", "不用身份证，请坐，五十天。", _wrong(PAPERS["zh"], "不用身份证"),
                _wrong(DAYS["zh"], "五十天")),
         ["身份证就可以", "请坐", "十五个工作日"], ["不用身份证", "五十天"]),
    ],
)  # fmt: skip
def test_the_better_wording_tells_what_is_right_in_the_place_of_what_is_wrong(
    reply: Turn, kept: list[str], dropped: list[str]
) -> None:
    verdict = correct_information.assess(reply)
    assert verdict is not None
    assert [words for words in kept if words in verdict.better] == kept
    assert not [words for words in dropped if words in verdict.better]


@pytest.mark.parametrize(
    ("reply", "better"),
    [
        (_reply("zh", "不用身份证，请坐，五十天。", _wrong(PAPERS["zh"], "不用身份证"),
                _wrong(DAYS["zh"], "五十天")),
         "带本人身份证就可以申请。请坐，一共十五个工作日。"),
        (_reply("en", "Sure, no passport, and fifty days, goodbye.",
                _wrong(PAPERS["en"], "no passport"), _wrong(DAYS["en"], "and fifty days")),
         "Sure. Bring your passport. It takes 15 working days. Goodbye."),
        (_reply("en", "no passport, fifty days", _wrong(PAPERS["en"], "no passport, fifty days"),
                _wrong(DAYS["en"], "no passport, fifty days")),
         "Bring your passport. It takes 15 working days."),
        (_reply("zh", "带身份证五十天", _right(PAPERS["zh"], "带身份证五十天"),
                _wrong(DAYS["zh"], "带身份证五十天")),
         "带本人身份证就可以申请。一共十五个工作日。"),
    ],
)  # fmt: skip
def test_each_wrong_fact_is_told_as_it_is_in_sentences(reply: Turn, better: str) -> None:
    verdict = correct_information.assess(reply)
    assert verdict is not None
    assert verdict.better == better


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (_reply("zh", "十五个工作日", _local(DAYS["zh"], "十五个工作日", False)), "为准"),
        (_reply("en", "15 days", _local(DAYS["en"], "15 days", False)), "local"),
    ],
)
def test_the_better_wording_of_a_local_figure_keeps_it_and_names_the_guide(
    reply: Turn, words: str
) -> None:
    verdict = correct_information.assess(reply)
    assert verdict is not None
    assert verdict.better.startswith(reply.reply)
    assert words in verdict.better


@pytest.mark.parametrize("reply", [case[0] for case in CASES if case[1] == "missed"])
def test_wrong_information_costs_the_penalty_once(reply: Turn) -> None:
    [finding] = rubric().findings(reply)
    assert finding.points == -rubric().penalties[correct_information.ID] < 0


def test_the_advice_names_the_words_that_are_wrong() -> None:
    reply = _reply("en", "No passport.", _wrong(PAPERS["en"], "No passport"))
    [finding] = rubric().findings(reply)
    assert "“No passport” is wrong" in finding.advice
