"""One reply assessed: findings, and the citizen's next state."""

from __future__ import annotations

import json
from typing import Any

import pytest

from counterpart import citizen
from counterpart.acts import Span
from counterpart.assessment import Reply, assess, score_reply
from counterpart.citizen import State
from counterpart.clerks import Clerk
from counterpart.scenario import Citizen, Scenario
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


@pytest.mark.parametrize(("confidence", "move"), [(0.3, "press"), (0.9, "retort")])
def test_only_a_sure_taboo_phrase_offends_the_citizen(
    pension: Scenario, confidence: float, move: str
) -> None:
    reply = Reply("您快点行不行。", "m1", (Span(0, 6, "taboo", confidence),))
    found = assess(pension, opened(pension, idle=2), {}, reply)
    assert found.state.moves[-1] == move
    assert found.state.insults == (1 if move == "retort" else 0)


def test_what_is_told_stands_in_the_assessment(pension: Scenario) -> None:
    found = assess(pension, opened(pension), {}, Reply("请带身份证。", "m1"))
    assert (found.told, found.wrong) == (("documents",), ())
    assert (found.as_dict()["told"], found.as_dict()["wrong"]) == (["documents"], [])
    wrong = assess(pension, opened(pension), {}, Reply("不用带身份证。", "m1"))
    assert (wrong.told, wrong.wrong) == ((), ("documents",))


# ------------------------------------------------------------------ what the rubric gets to know


def _statuses(scene: Scenario, state: State, text: str, **more: Any) -> dict[str, str]:
    found = assess(scene, state, {}, Reply(text, "m", **more))
    return {finding.criterion: finding.status for finding in found.findings}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请带身份证。", "met"),
        ("不用带身份证。", "missed"),
        ("一共三个环节，每个环节最多十五个工作日。", "partly"),
        ("一共三个环节，每个环节最多十五个工作日，以本地办事指南为准。", "met"),
        ("您慢慢说。", None),
    ],
)
def test_what_is_told_is_judged(pension: Scenario, text: str, expected: str | None) -> None:
    assert _statuses(pension, opened(pension), text).get("correct_information") == expected


@pytest.mark.parametrize(
    ("changes", "text", "expected"),
    [
        ({"belief": "voiced", "moves": ["open", "voice_misunderstanding"]}, "请坐。", "missed"),
        ({"belief": "voiced", "moves": ["voice_misunderstanding", "press"]}, "请坐。", None),
        ({"belief": "held"}, "请坐。", None),
        ({"belief": "held"}, "您不用回宁波。", "met"),
        ({"belief": "corrected"}, "您不用回宁波。", None),
        ({"belief": "voiced"}, "对，您得先回宁波把凭证开出来。", "missed"),
    ],
)
def test_a_belief_that_was_just_voiced_is_not_passed_over(
    pension: Scenario, changes: dict[str, Any], text: str, expected: str | None
) -> None:
    assert _statuses(pension, opened(pension, **changes), text).get("misunderstanding") == expected


@pytest.mark.parametrize("move", ["answer", "hand_over", "waiting", "sign", "volunteer"])
def test_whoever_co_operated_is_to_be_thanked(pension: Scenario, move: str) -> None:
    assert _statuses(pension, opened(pension, moves=["open", move]), "好。")["thanks"] == "missed"
    assert "thanks" not in _statuses(pension, opened(pension, moves=["open", "press"]), "好。")


@pytest.mark.parametrize(
    ("channel", "expected"),
    [("phone", {"telephone_manners": "partly"}), ("counter", {"smile_and_eye_contact": "met"})],
)
def test_the_channel_decides_between_voice_and_gestures(
    channel: str, expected: dict[str, str]
) -> None:
    scene = scenario(channel=channel)
    found = _statuses(scene, _start(scene), "Hello?", gestures=("eye",), rings=2)
    both = {"telephone_manners", "smile_and_eye_contact"}
    assert {name: found[name] for name in both & set(found)} == expected


@pytest.mark.parametrize(("rings", "expected"), [(3, "met"), (4, "partly"), (None, "met")])
def test_how_long_it_rang_counts(rings: int | None, expected: str) -> None:
    scene = scenario(channel="phone")
    found = _statuses(scene, _start(scene), "Good morning, tax office.", rings=rings)
    assert found["telephone_manners"] == expected


@pytest.mark.parametrize(
    ("first", "expected"), [(("eye",), None), ((), "missed"), (None, "missed")]
)
def test_a_gesture_is_remembered_until_the_third_reply(
    first: tuple[str, ...] | None, expected: str | None
) -> None:
    scene, state = scenario(), _start(scenario())
    for gestures in (first, ()):
        state = assess(scene, state, {}, Reply("Hm.", "m", gestures=gestures)).state
    found = _statuses(scene, state, "Hm.", gestures=())
    assert found.get("smile_and_eye_contact") == expected
    assert state.gestured is (expected is None)


def test_a_stage_direction_is_a_gesture_as_well() -> None:
    scene = scenario()
    assert assess(scene, _start(scene), {}, Reply("*nods* Hm.", "m")).state.gestured


def test_a_smile_at_grief_is_resented_and_marked_down() -> None:
    scene = scenario()
    before = opened(scene, mood="upset", tension=75.0)
    reply = Reply("Please sit down.", "m", gestures=("smile",))
    found = assess(scene, before, {}, reply)
    assert found.state.moves[-1] == "resent_smile"
    assert {f.criterion: f.status for f in found.findings}["smile_and_eye_contact"] == "missed"
    assert found.as_dict()["gestures"] == ["smile"]


def test_the_word_before_the_move_stands_in_the_assessment() -> None:
    scene, text = scenario(), "That must be hard. Please sit down."
    reply = Reply(text, "m", (span(text, "empathy", "That must be hard"),))
    found = assess(scene, opened(scene), {}, reply).as_dict()
    assert (found["move"], found["opener"]) == ("sit_down", "touched")


def test_the_end_names_what_drove_them_away() -> None:
    scene = scenario(citizen=Citizen("Ann Lee", "40", "meek", "anxious"))
    found = assess(scene, opened(scene, silences=2), {}, Reply("", "m", silence=True))
    assert found.outcome is not None
    assert (found.outcome["ending"], found.outcome["because"]) == ("gave_up", "silence")


# ------------------------------------------------------------------ points


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
    assert outcome["because"] in ("insults", "anger")
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
