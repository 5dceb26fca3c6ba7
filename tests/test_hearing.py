"""What the citizen notices of a reply."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from counterpart.acts import Span
from counterpart.facts import Meaning, said
from counterpart.hearing import Heard, hear, in_another_language, makes_no_sense
from counterpart.rubric.finding import SURE
from counterpart.scenario import Fact, Scenario
from tests.by_hand import opened, scenario, span


def _hear(
    scene: Scenario, text: str, *found: tuple[str, str], gestures: tuple[str, ...] | None = None,
    intent: str | None = None, **state: Any,
) -> Heard:  # fmt: skip
    spans = [span(text, act, words) for act, words in found]
    return hear(scene, opened(scene, **state), text, spans, intent, gestures)


# ------------------------------------------------------------------ facts and the belief


@pytest.mark.parametrize(
    ("text", "told", "wrong"),
    [
        ("请带身份证。", ("documents",), ()),
        ("不用带身份证。", (), ("documents",)),
        ("今天天气不错。", (), ()),
    ],
)
def test_what_is_told_is_noticed_rightly_or_wrongly(
    pension: Scenario, text: str, told: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    heard = _hear(pension, text)
    assert (heard.noticed.told, heard.noticed.wrong) == (told, wrong)
    assert [fact.right for fact in heard.facts] == [True] * len(told) + [False] * len(wrong)


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("一共三个环节，每个环节最多十五个工作日，以本地办事指南为准。", True),
        ("一共三个环节，每个环节最多十五个工作日。", False),
    ],
)
def test_a_local_figure_is_known_as_local(pension: Scenario, text: str, hedged: bool) -> None:
    [fact] = _hear(pension, text).facts
    assert (fact.right, fact.local, fact.hedged) == (True, True, hedged)
    assert "十五个工作日" in text[fact.span.start : fact.span.end]
    assert fact.fact == said(pension.fact("time"))


@pytest.mark.parametrize(
    ("last", "asked"),
    [("ask_fact", "papers"), ("voice_misunderstanding", "misunderstanding"), ("press", None)],
)
def test_a_short_answer_will_do_for_what_was_just_asked(
    monkeypatch: pytest.MonkeyPatch, last: str, asked: str | None
) -> None:
    read: dict[str, bool] = {}

    def _told(_: Meaning, fact: Fact, asked: bool = False) -> None:
        read[fact.id] = asked

    monkeypatch.setattr(Meaning, "told", _told)
    _hear(scenario(), "Your passport.", moves=["open", last], topic="papers")
    assert read == {name: name == asked for name in ("papers", "days", "misunderstanding")}


@pytest.mark.parametrize(
    ("text", "belief", "corrected"),
    [
        ("Tenants get one too.", "held", True),
        ("Tenants get one too.", "voiced", True),
        ("Tenants get one too.", "corrected", False),
        ("Good morning, please sit down.", "voiced", False),
    ],
)
def test_a_correction_is_noticed_while_they_are_mistaken(
    text: str, belief: str, corrected: bool
) -> None:
    assert _hear(scenario(), text, belief=belief).noticed.corrected is corrected


@pytest.mark.parametrize(
    ("text", "belief", "words"),
    [
        ("对，您得先回宁波把凭证开出来。", "voiced", "您得先回宁波把凭证开出来"),
        ("对，您得先回宁波把凭证开出来。", "corrected", None),
        ("您不用回宁波。", "voiced", None),
        ("请坐。", "voiced", None),
    ],
)
def test_the_words_that_confirm_the_belief_are_known(
    pension: Scenario, text: str, belief: str, words: str | None
) -> None:
    confirmed = _hear(pension, text, belief=belief).confirmed
    assert (confirmed is not None) is (words is not None)
    assert words is None or confirmed is None or words in text[confirmed.start : confirmed.end]


def test_without_a_belief_nothing_is_corrected_or_confirmed() -> None:
    heard = _hear(scenario(misunderstanding=None), "Tenants get one too.", belief="none")
    assert not heard.noticed.corrected
    assert heard.confirmed is None


# ------------------------------------------------------------------ questions and requests


@pytest.mark.parametrize(
    ("text", "answered", "asked", "again"),
    [
        ("Which street do you live in?", [], "street", None),
        ("Which street do you live in?", ["street"], None, "street"),
        ("So you live in Mill Lane, is that right?", ["street"], None, None),
        ("It takes 15 working days.", ["street"], None, None),
    ],
)
def test_a_question_is_known_by_its_answer_the_first_and_the_second_time(
    text: str, answered: list[str], asked: str | None, again: str | None
) -> None:
    noticed = _hear(scenario(), text, answered=answered).noticed
    assert (noticed.asked, noticed.asked_again) == ((asked,) if asked else (), again)
    assert noticed.repeated == ((again,) if again else ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您是说要把宁波的养老保险转过来，对吗？", True),
        ("您是说您在宁波交了九年，对吗？", True),
        ("您是要离婚，是吗？", False),
        ("您的意思是要办护照，对吗？", False),
        ("您看信息对不对？", None),
        ("您带身份证了吗？", None),
        ("请坐。", None),
    ],
)
def test_their_own_case_is_known_when_it_is_said_back(
    pension: Scenario, text: str, expected: bool | None
) -> None:
    assert _hear(pension, text).noticed.restated is expected


def test_an_insult_in_the_form_of_a_question_asks_and_says_back_nothing(pension: Scenario) -> None:
    text = "您是说您不识字，是吗？那您会唱歌吗？"
    assert _hear(pension, text).noticed.question
    noticed = _hear(pension, text, ("discrimination", text)).noticed
    assert not noticed.question
    assert noticed.restated is None


@pytest.mark.parametrize(
    ("text", "acts", "field", "expected"),
    [
        ("请您稍等。", [], "request", "waiting"),
        ("请您慢走。", [], "request", None),
        ("您今天办什么业务？", [], "asks_need", True),
        ("您几点来的？", [], "asks_need", False),
        ("我帮您查一下。", [("ownership", "我帮您查一下")], "pledge", True),
        ("我帮您查一下。", [], "pledge", False),
        ("查到了，记录都在。", [], "report", True),
        ("我帮您查一下。", [], "report", False),
        ("您放心，肯定能批下来。", [], "promise", True),
        ("我不敢保证能批下来。", [], "promise", False),
        ("给个五星好评吧。", [], "begs_rating", True),
        ("请您照实评价。", [], "begs_rating", False),
    ],
)
def test_what_is_asked_and_promised_is_noticed(
    pension: Scenario, text: str, acts: list[tuple[str, str]], field: str, expected: object
) -> None:
    assert getattr(_hear(pension, text, *acts).noticed, field) == expected


# ------------------------------------------------------------------ acts and gestures


@pytest.mark.parametrize("act", ["taboo", "discrimination"])
@pytest.mark.parametrize(("confidence", "sure"), [(SURE - 0.01, False), (SURE, True)])
def test_only_a_sure_offence_is_one_and_a_weak_one_sounds_cold(
    pension: Scenario, act: str, confidence: float, sure: bool
) -> None:
    text = "您快点行不行。"
    noticed = hear(
        pension, opened(pension), text, [Span(0, 6, act, confidence)], None, None
    ).noticed
    assert (act in noticed.acts) is sure
    assert noticed.cold is not sure


def test_beside_a_sure_offence_nothing_else_sounds_cold(pension: Scenario) -> None:
    text = "快点，急什么急。"
    spans = [Span(0, 2, "taboo", SURE - 0.2), Span(3, 7, "taboo", 0.9)]
    noticed = hear(pension, opened(pension), text, spans, None, None).noticed
    assert noticed.acts == {"taboo"}
    assert not noticed.cold


@pytest.mark.parametrize(
    ("text", "gestures", "expected"),
    [
        ("您好。", ("smile",), True),
        ("您好。", ("eye", "smile"), True),
        ("（微笑）您好。", None, True),
        ("您好。", ("eye",), False),
        ("您好。", (), False),
        ("您好。", None, False),
        ("微笑服务是我们的宗旨。", None, False),
    ],
)
def test_a_smile_is_seen_by_button_or_stage_direction(
    pension: Scenario, text: str, gestures: tuple[str, ...] | None, expected: bool
) -> None:
    assert _hear(pension, text, gestures=gestures).noticed.smile is expected


# ------------------------------------------------------------------ what is not understood


@pytest.mark.parametrize(
    ("text", "intent", "other_language", "gibberish"),
    [
        ("Please bring your passport.", None, True, False),
        ("……", None, False, True),
        ("紫色的数学很响", "out_of_scope", False, True),
        ("请坐。", "out_of_scope", False, True),
        ("请坐。", "greet", False, False),
    ],
)
def test_what_they_do_not_understand_tells_them_nothing(
    pension: Scenario, text: str, intent: str | None, other_language: bool, gibberish: bool
) -> None:
    heard = _hear(pension, text, intent=intent)
    assert (heard.noticed.other_language, heard.noticed.gibberish) == (other_language, gibberish)
    if other_language or gibberish:
        told = dataclasses.replace(heard.noticed, other_language=False, gibberish=False)
        assert told == type(told)()
        assert heard.facts == ()


def test_an_act_in_another_language_is_still_an_act(tax: Scenario) -> None:
    noticed = _hear(tax, "急什么急，等着。", ("taboo", "急什么急")).noticed
    assert noticed.other_language
    assert noticed.acts == {"taboo"}


@pytest.mark.parametrize(
    ("reply", "language", "expected"),
    [
        ("您好，请坐。", "zh", False),
        ("Please sit down.", "en", False),
        ("Please sit down.", "zh", True),
        ("您好，请坐下。", "en", True),
        ("OK", "zh", False),
        ("12333", "zh", False),
        ("The 个人所得税 app.", "en", False),
        ("请下载 tax app。", "zh", False),
        ("", "zh", False),
    ],
)
def test_the_other_language_is_told_from_single_words_of_it(
    reply: str, language: str, expected: bool
) -> None:
    assert in_another_language(reply, language) is expected


@pytest.mark.parametrize(
    ("reply", "acts", "intent", "expected"),
    [
        ("您好，请坐。", {"greeting"}, "greet", False),
        ("OK", set(), None, False),
        ("12333", set(), None, False),
        ("", set(), None, True),
        ("……？", set(), None, True),
        ("🙂🙂", set(), None, True),
        ("\0\x07", set(), None, True),
        ("紫色的数学很响", set(), "out_of_scope", True),
        ("我给您办。", {"ownership"}, "out_of_scope", False),
    ],
)
def test_nonsense_is_not_understood(
    reply: str, acts: set[str], intent: str | None, expected: bool
) -> None:
    assert makes_no_sense(reply, frozenset(acts), intent) is expected


# ------------------------------------------------------------------ words that may hurt, questions beside them


@pytest.mark.parametrize(
    ("text", "words", "confidence", "noticed", "harsh"),
    [
        ("这是什么时候的事？", "这是什么时候的事", 0.8, False, False),
        ("这是什么时候的事？", "这是什么时候的事", 0.95, True, True),
        ("跑什么跑？", "跑什么跑", 0.8, True, True),
        ("跑什么跑？", "跑什么跑", 0.4, False, True),
        ("请带身份证，别磨蹭。", "别磨蹭", 0.8, False, True),
        ("请带身份证，别磨蹭。", "别磨蹭", 0.95, True, True),
    ],
)
def test_a_question_or_a_reply_that_helps_offends_only_beyond_doubt(
    pension: Scenario, text: str, words: str, confidence: float, noticed: bool, harsh: bool
) -> None:
    hurt = span(text, "taboo", words, confidence)
    heard = hear(pension, opened(pension), text, [hurt], None, None).noticed
    assert ("taboo" in heard.acts) is noticed
    assert heard.harsh is harsh


@pytest.mark.parametrize(
    ("text", "act", "confidence", "noticed"),
    [
        ("实在对不住您。", "apology", 0.9, True),
        ("就是怕您没听见。", "apology", 0.9, False),
        ("您一定急坏了。", "empathy", 0.6, True),
        ("我还以为您中彩票了呢。", "empathy", 0.4, False),
    ],
)
def test_a_kind_word_is_felt_where_it_is_surely_one(
    pension: Scenario, text: str, act: str, confidence: float, noticed: bool
) -> None:
    found = [span(text, act, text[:-1], confidence)]
    assert (act in hear(pension, opened(pension), text, found, None, None).noticed.acts) is noticed


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("行了，下一位。", "acts", frozenset({"closing"})),
        ("下一次再来吧。", "acts", frozenset()),
        ("您还有什么要问的吗？", "prompt", "more"),
        ("您觉得今天天气怎么样？", "question", True),
        ("您觉得今天天气怎么样？", "prompt", None),
        ("您身份证带了吗？", "question", False),
        ("您听清楚了吗？", "question", False),
        ("申请已经递上去了。", "finishes", True),
        ("今天天气不错。", "touched", ()),
        ("关于纸质凭证，以前要交。", "touched", ("paper_certificate",)),
    ],
)
def test_what_a_reply_asks_closes_and_speaks_of_is_noticed(
    pension: Scenario, text: str, field: str, expected: object
) -> None:
    assert getattr(_hear(pension, text).noticed, field) == expected


def test_nobody_is_offered_a_seat_on_the_telephone(pension: Scenario) -> None:
    phone = dataclasses.replace(pension, channel="phone")
    assert _hear(pension, "您请坐。").noticed.request == "sit_down"
    assert _hear(phone, "您请坐。").noticed.request is None


def test_words_near_to_a_correction_are_known_as_such(pension: Scenario) -> None:
    assert _hear(pension, "您不用再往那边跑了。", belief="voiced").noticed.nearly_corrected
    assert not _hear(pension, "今天天气不错。", belief="voiced").noticed.nearly_corrected
