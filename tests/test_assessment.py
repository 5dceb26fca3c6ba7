"""One reply assessed: findings, and the citizen's next state."""

from __future__ import annotations

import json

import pytest

from counterpart import citizen
from counterpart.acts import Span
from counterpart.assessment import Reply, assess, notice, score_reply
from counterpart.citizen import State
from counterpart.clerks import Clerk
from counterpart.scenario import Scenario
from counterpart.tagger import ActTagger
from counterpart.temperament import table
from tests.by_hand import Talk, opened, played, scenario, span

GREETING = Reply("您好，请坐。", "m1", (span("您好，请坐。", "greeting", "您好"),))


def _start(scene: Scenario, seed: int = 1) -> State:
    return citizen.begin(scene, table()[scene.citizen.temperament], seed)


def test_an_assessment_belongs_to_its_message(pension: Scenario) -> None:
    found = assess(pension, _start(pension), {}, GREETING)
    assert found.message_id == "m1"
    assert found.as_dict()["message_id"] == "m1"
    assert found.as_dict()["move"] == "open"
    assert found.tally == {"greeting": {"met": 1}}


def test_the_slots_values_are_plain(pension: Scenario) -> None:
    found = assess(pension, _start(pension), {}, GREETING)
    for value in (found.as_dict(), found.state.as_dict(), found.tally):
        assert json.loads(json.dumps(value)) == value


def test_silence_has_no_findings_and_a_move(pension: Scenario) -> None:
    found = assess(pension, opened(pension), {}, Reply("", "m1", silence=True))
    assert found.findings == ()
    assert found.state.moves[-1] == "prompt_silence"


@pytest.mark.parametrize("confidence", [0.3, 0.9])
def test_only_a_sure_taboo_phrase_offends_the_citizen(pension: Scenario, confidence: float) -> None:
    text = "您快点行不行。"
    reply = Reply(text, "m1", (Span(0, 6, "taboo", confidence),))
    seen = notice(pension, opened(pension), reply)
    assert ("taboo" in seen.acts) is (confidence > 0.5)
    assert seen.cold is (confidence < 0.5)


@pytest.mark.parametrize(
    ("text", "told", "wrong", "asked"),
    [
        ("请带身份证。", ("documents",), (), None),
        ("不用带身份证。", (), ("documents",), None),
        ("您上次是哪天来的？", (), (), "last_visit"),
        ("今天天气不错。", (), (), None),
    ],
)
def test_the_citizen_notices_what_is_told_and_asked(
    pension: Scenario, text: str, told: tuple[str, ...], wrong: tuple[str, ...], asked: str | None
) -> None:
    seen = notice(pension, opened(pension), Reply(text, "m1"))
    assert seen.told == told
    assert seen.wrong == wrong
    assert asked in (None, seen.asked)


def test_the_other_language_is_nonsense_to_the_citizen(pension: Scenario, tax: Scenario) -> None:
    assert notice(pension, opened(pension), Reply("Please bring your passport.", "m")).gibberish
    assert notice(tax, opened(tax), Reply("请您带上护照和银行卡。", "m")).gibberish


def test_a_scenarios_own_weights_count() -> None:
    plain, heavy = (
        assess(scene, _start(scene), {}, Reply("Good morning.", "m", (Span(0, 12, "greeting"),)))
        for scene in (scenario(), scenario(weights={"greeting": 80}))
    )
    assert heavy.points == 80
    assert heavy.points > plain.points


def test_points_of_a_reply_include_penalties(pension: Scenario) -> None:
    text = "急什么急。"
    rude = Reply(text, "m", (span(text, "taboo", "急什么急"),))
    assert assess(pension, opened(pension), {}, rude).points < 0


def _talk(scene: Scenario, tagger: ActTagger, name: str, seed: int = 1) -> Talk:
    """Let a scripted clerk talk for as long as the citizen stays."""
    return played(scene, tagger, Clerk(name, scene, seed), seed)


@pytest.fixture(params=["zh", "en"])
def scene(request: pytest.FixtureRequest, pension: Scenario, tax: Scenario) -> Scenario:
    """Each of the two scenarios."""
    return pension if request.param == "zh" else tax


def test_the_model_replies_calm_the_citizen_and_are_rated_well(
    tagger: ActTagger, scene: Scenario
) -> None:
    talk = _talk(scene, tagger, "model")
    outcome = talk.assessments[-1].outcome
    assert outcome is not None
    assert talk.state.tension < _start(scene).tension
    assert outcome["ending"] == "satisfied"
    assert outcome["grade"] >= 4
    assert outcome["untold"] == []


def test_a_rude_clerk_is_left_and_rated_badly(tagger: ActTagger, scene: Scenario) -> None:
    talk = _talk(scene, tagger, "rude")
    outcome = talk.assessments[-1].outcome
    assert outcome is not None
    assert talk.state.tension > _start(scene).tension
    assert outcome["ending"] in ("walked_out", "went_to_supervisor")
    assert outcome["grade"] <= 2


def test_the_model_replies_score_far_above_the_rude_ones(
    tagger: ActTagger, scene: Scenario
) -> None:
    good, bad = (_talk(scene, tagger, name).assessments[-1].outcome for name in ("model", "rude"))
    assert good is not None
    assert bad is not None
    assert good["scorecard"]["score"] > bad["scorecard"]["score"] + 20


def test_the_same_seed_and_replies_give_the_same_talk(tagger: ActTagger, scene: Scenario) -> None:
    first, second = (played(scene, tagger, scene.model_replies, 7) for _ in range(2))
    assert first.moves == second.moves
    assert first.lines == second.lines
    assert first.state == second.state


def test_other_seeds_give_other_talks(tagger: ActTagger, scene: Scenario) -> None:
    talks = [played(scene, tagger, scene.model_replies[:4], seed) for seed in range(6)]
    assert len({tuple(talk.lines) for talk in talks}) > 1


def test_no_line_is_said_twice(tagger: ActTagger, scene: Scenario) -> None:
    talk = _talk(scene, tagger, "courteous", 3)
    spoken = [line for line, move in zip(talk.lines, talk.moves, strict=True) if move != "note"]
    assert len(talk.lines) > 3
    assert len(set(spoken)) == len(spoken)


def test_the_end_brings_rating_score_and_facts(tagger: ActTagger) -> None:
    small = scenario()
    talk = played(small, tagger, ["Are you deaf?"] * 8)
    outcome = talk.assessments[-1].outcome
    assert outcome is not None
    assert outcome["grade"] == 1
    assert outcome["scorecard"]["score"] == 0.0
    assert outcome["untold"] == ["papers", "days"]
    assert outcome["turns"] == talk.state.turn
    assert [a.outcome for a in talk.assessments[:-1]] == [None] * (len(talk.assessments) - 1)


@pytest.mark.parametrize(
    ("reply", "acts", "grievance", "first", "language", "expected"),
    [
        ("您好。", [("greeting", "您好")], False, True, "zh", {"greeting": "met"}),
        ("Next.", [], False, True, "en", {"greeting": "missed"}),
        ("Next.", [], False, False, "en", {}),
        ("对不起。", [("apology", "对不起")], True, False, "zh",
         {"apology": "met", "empathy": "partly"}),
        ("按规定办。", [("explanation", "按规定办"), ("explanation_first", "按规定办")], True, False,
         "zh", {"apology": "missed", "empathy": "missed", "apology_before_explanation": "missed"}),
    ],
)  # fmt: skip
def test_a_reply_that_stands_alone_is_scored(
    reply: str, acts: list[tuple[str, str]], grievance: bool, first: bool, language: str,
    expected: dict[str, str],
) -> None:  # fmt: skip
    spans = [span(reply, act, words) for act, words in acts]
    found = score_reply(reply, spans, grievance, "...", first, language)
    assert {f.criterion: f.status for f in found} == expected
