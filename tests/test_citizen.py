"""What replies do to the citizen, and what the citizen does next."""

from __future__ import annotations

import dataclasses
import itertools
import json
from typing import Any

import pytest

from counterpart import citizen
from counterpart.citizen import TURN_CAP, Noticed, State
from counterpart.moods import ENDINGS, MOODS, MOVES
from counterpart.scenario import Citizen, Scenario
from counterpart.temperament import names
from tests.by_hand import met, noticed, opened, scenario, temper

SCENE = scenario()


def _next(state: State, seen: Noticed, scene: Scenario = SCENE) -> State:
    return citizen.appraise(state, temper(scene.citizen.temperament), scene, seen)


def _as(name: str) -> Scenario:
    return scenario(citizen=Citizen("Ann Lee", "40", name, "anxious"))


# ------------------------------------------------------------------ how they walk up


@pytest.mark.parametrize("name", names())
def test_the_mood_at_the_start_sets_the_tension(name: str) -> None:
    tensions = {mood: citizen.begin(SCENE, temper(name), 1, mood=mood).tension for mood in MOODS}
    assert tensions["relieved"] < tensions["anxious"] < tensions["angry"]
    assert citizen.begin(SCENE, temper(name), 1).tension == tensions["anxious"]


def test_difficulty_makes_a_citizen_tenser() -> None:
    easy, usual, hard = (citizen.begin(SCENE, temper(), 1, difficulty=d).tension for d in (1, 2, 3))
    assert easy < usual < hard


def test_without_a_misunderstanding_there_is_no_belief_to_correct() -> None:
    assert citizen.begin(scenario(misunderstanding=None), temper(), 1).belief == "none"
    assert citizen.begin(SCENE, temper(), 1).belief == "held"


def test_a_state_survives_being_written_and_read() -> None:
    state = met(SCENE, [noticed("greeting"), noticed("guidance", told=("papers",))])
    written = json.loads(json.dumps(state.as_dict()))
    assert State.from_dict(written) == state
    assert State.from_dict({**written, "from": "a newer version"}) == state


def test_appraising_leaves_the_state_before_as_it_was() -> None:
    before = opened(SCENE)
    written = before.as_dict()
    _next(before, noticed("taboo", told=("papers",), wrong=("days",), asked="street"))
    assert before.as_dict() == written


# ------------------------------------------------------------------ what a reply does to them


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("act", ["apology", "empathy", "guidance", "ownership", "listening"])
def test_kind_acts_soothe(name: str, act: str) -> None:
    before = opened(_as(name))
    after, plain = (_next(before, noticed(*acts), _as(name)) for acts in ((act,), ()))
    assert after.tension < plain.tension
    assert after.trust > plain.trust


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(
    "act", ["bare_command", "explanation_first", "shirking", "taboo", "discrimination"]
)
def test_harmful_acts_heat(name: str, act: str) -> None:
    before = opened(_as(name))
    after, plain = (_next(before, noticed(*acts), _as(name)) for acts in ((act,), ()))
    assert after.tension > before.tension
    assert after.tension > plain.tension
    assert after.trust < plain.trust


@pytest.mark.parametrize("name", names())
def test_an_apology_does_not_win_back_what_a_taboo_phrase_cost(name: str) -> None:
    before = opened(_as(name), tension=40.0)
    after = _next(_next(before, noticed("taboo"), _as(name)), noticed("apology"), _as(name))
    assert after.tension > before.tension
    assert after.trust < before.trust


@pytest.mark.parametrize("name", names())
def test_a_cold_word_costs_something_but_less_than_an_offence(name: str) -> None:
    before = opened(_as(name), tension=30.0)
    plain, cold, offence = (
        _next(before, seen, _as(name)).tension
        for seen in (noticed(), noticed(cold=True), noticed("taboo"))
    )
    assert plain < cold < offence


def test_an_apology_beside_an_insult_is_worth_little() -> None:
    before = opened(SCENE, tension=50.0)
    plain, sorry, insult, both = (
        _next(before, noticed(*acts)).tension
        for acts in ((), ("apology",), ("taboo",), ("taboo", "apology"))
    )
    assert 0 < insult - both < plain - sorry


@pytest.mark.parametrize("act", ["apology", "empathy"])
def test_kind_words_wear_off_when_they_are_repeated(act: str) -> None:
    state = opened(SCENE, tension=90.0)
    tensions = [state.tension]
    for _ in range(3):
        state = _next(dataclasses.replace(state, idle=0, ending=None), noticed(act))
        tensions.append(state.tension)
    steps = [a - b for a, b in itertools.pairwise(tensions)]
    assert steps[0] > steps[1] > steps[2] > 0


@pytest.mark.parametrize("acts", [("please",), ("thanks",), ("greeting",), ("please", "thanks")])
def test_courtesy_with_nothing_behind_it_stops_working(acts: tuple[str, ...]) -> None:
    fresh, late = (
        _next(opened(SCENE, tension=60.0, idle=idle), noticed(*acts)).tension for idle in (0, 3)
    )
    assert fresh < late


def test_courtesy_with_nothing_behind_it_is_refused_in_words() -> None:
    state = opened(SCENE, idle=2)
    moves = []
    for _ in range(2):
        state = _next(state, noticed("thanks"))
        moves.append(state.moves[-1])
    assert "reject_courtesy" in moves


def test_nobody_calms_down_at_one_stroke() -> None:
    before = opened(SCENE, tension=95.0)
    everything = noticed(
        "apology", "empathy", "guidance", "ownership", told=("papers", "days"), corrected=True
    )
    after = _next(before, everything)
    assert 60 < after.tension < before.tension
    assert after.trust < 80


def test_nothing_done_makes_them_impatient() -> None:
    before = opened(SCENE)
    assert _next(before, noticed()).tension > before.tension


def test_telling_and_correcting_build_trust() -> None:
    before = opened(SCENE)
    told = _next(before, noticed(told=("papers",)))
    both = _next(before, noticed(told=("papers",), corrected=True))
    assert both.trust > told.trust > before.trust


def test_wrong_information_costs_trust() -> None:
    before = opened(SCENE)
    after = _next(before, noticed(wrong=("papers",)))
    assert after.trust < before.trust
    assert after.tension > before.tension


@pytest.mark.parametrize("difficulty", [1, 2])
def test_relief_is_smaller_with_a_harder_citizen(difficulty: int) -> None:
    easier, harder = (
        _next(opened(SCENE, tension=60.0, difficulty=d), noticed("listening")).tension
        for d in (difficulty, difficulty + 1)
    )
    assert easier < harder


# ------------------------------------------------------------------ what they do next

SHY = scenario(incidents=[])
FIRST: dict[str, Any] = {"opened": False, "turn": 0, "moves": []}
ALL: dict[str, Any] = {"told": ["papers", "days"], "belief": "corrected"}
DONE: dict[str, Any] = {**ALL, "closing": True}

MOVES_TABLE = [
    ("a greeting opens", FIRST, noticed("greeting"), {"open"}),
    ("a silence before they spoke opens", FIRST, Noticed(silence=True), {"open"}),
    ("an insult before they spoke opens all the same", FIRST, noticed("taboo"), {"open"}),
    ("silence", {}, Noticed(silence=True), {"prompt_silence"}),
    ("too much silence", {"silences": 2}, Noticed(silence=True), {"leave"}),
    ("nonsense", {}, Noticed(gibberish=True), {"confused"}),
    ("too much nonsense", {"gibberish": 3}, Noticed(gibberish=True), {"leave"}),
    ("an insult", {}, noticed("taboo"), {"retort"}),
    ("a slight", {}, noticed("discrimination"), {"retort_slight"}),
    ("a third insult", {"insults": 2}, noticed("taboo"), {"demand_supervisor"}),
    ("a fourth insult", {"insults": 3}, noticed("taboo"), {"leave", "go_to_supervisor"}),
    ("wrong information", {}, noticed("guidance", wrong=("days",)), {"protest_wrong"}),
    ("the belief put right", {}, noticed(corrected=True), {"relieved"}),
    ("a question", {}, noticed("listening", asked="street"), {"answer"}),
    ("begging for a rating", {}, noticed(begs_rating=True), {"decline_rating"}),
    ("a first fact", {"belief": "corrected"}, noticed("guidance", told=("papers",)),
     {"ask_fact", "note"}),
    ("a fact while they are mistaken", {}, noticed("guidance", told=("papers",)),
     {"voice_misunderstanding"}),
    ("the last fact", {"told": ["papers"], "belief": "corrected"},
     noticed("guidance", told=("days",)), {"ask_anything_else", "thank"}),
    ("passing the buck", {}, noticed("shirking"), {"object_shirking"}),
    ("passing the buck again and again", {"brush_offs": 3}, noticed("shirking"),
     {"leave", "go_to_supervisor"}),
    ("a referral with help", {}, noticed("shirking", "guidance"),
     {"voice_misunderstanding", "complain"}),
    ("explanation first", {"tension": 60.0}, noticed("explanation", "explanation_first"),
     {"reject_explanation"}),
    ("a first apology", {}, noticed("apology"), {"accept_apology"}),
    ("a third apology with nothing done", {"apologies": 2, "idle": 1}, noticed("apology"),
     {"reject_apology"}),
    ("empathy", {}, noticed("empathy"), {"soften"}),
    ("asking them to wait", {}, noticed("please", intent="ask_to_wait"), {"waiting"}),
    ("asking for something politely", {}, noticed("please", intent="request"), {"hand_over"}),
    ("taking it on", {}, noticed("ownership"), {"offered_help"}),
    ("goodbye too early", {"goodbyes": 1}, noticed("closing"), {"press"}),
    ("goodbye too early three times", {"goodbyes": 2}, noticed("closing"), {"leave"}),
    ("small talk", {"belief": "none"}, noticed("guidance", intent="small_talk"), {"small_talk"}),
    ("nothing for long", {"idle": 12}, noticed(), {"leave"}),
    ("goodbye when all is done", {**DONE, "tension": 5.0, "trust": 90.0}, noticed("closing"),
     {"thank_and_go"}),
    ("goodbye when all is done but unkind", {**DONE, "tension": 80.0, "trust": 10.0},
     noticed("closing"), {"go"}),
    ("one more help when all is done", DONE, noticed("guidance"), {"note"}),
    ("an insult at the end", DONE, noticed("taboo"), {"retort"}),
    ("boiling over", {"tension": 100.0, "turn": 4}, noticed("bare_command"),
     {"leave", "go_to_supervisor"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "seen", "expected"),
    [case[1:] for case in MOVES_TABLE],
    ids=[case[0] for case in MOVES_TABLE],
)
def test_a_move_answers_the_reply(
    changes: dict[str, Any], seen: Noticed, expected: set[str]
) -> None:
    found = {_next(opened(SHY, **changes, seed=seed), seen, SHY).moves[-1] for seed in range(12)}
    assert found
    assert found <= expected


@pytest.mark.parametrize(
    ("seen", "topic"),
    [
        (noticed(asked="street"), "street"),
        (noticed(wrong=("days",)), "days"),
        (noticed(told=("papers",)), "days"),
    ],
)
def test_a_move_knows_what_it_is_about(seen: Noticed, topic: str) -> None:
    easy = opened(SHY, belief="corrected", difficulty=1)
    topics = {_next(dataclasses.replace(easy, seed=s), seen, SHY).topic for s in range(8)}
    assert topics - {None} == {topic}


def test_an_answer_is_given_once() -> None:
    state = _next(opened(SHY), noticed(asked="street"), SHY)
    assert state.answered == ["street"]
    again = _next(state, noticed(asked="street"), SHY)
    assert again.moves[-1] != "answer"


def test_what_was_told_wrongly_no_longer_counts_until_it_is_put_right() -> None:
    told = _next(opened(SHY), noticed(told=("days",)), SHY)
    mistaken = _next(told, noticed(wrong=("days",)), SHY)
    right = _next(mistaken, noticed(told=("days",)), SHY)
    assert (told.told, mistaken.told, right.told) == (["days"], [], ["days"])
    assert (mistaken.wrong, right.wrong) == (["days"], [])


def test_a_fact_counts_once() -> None:
    state = met(SHY, [noticed("greeting")] + [noticed(told=("papers",))] * 3)
    assert state.told == ["papers"]


def test_an_incident_happens_once_at_most_and_not_too_early() -> None:
    scenes = [met(SCENE, [noticed("guidance")] * 9, seed=seed) for seed in range(20)]
    assert max(state.moves.count("incident") for state in scenes) == 1
    assert all("incident" not in state.moves[:1] for state in scenes)


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(
    ("seen", "ending"),
    [
        (Noticed(silence=True), {"walked_out"}),
        (Noticed(gibberish=True), {"walked_out"}),
        (noticed("taboo"), {"walked_out", "went_to_supervisor"}),
        (noticed("discrimination"), {"walked_out", "went_to_supervisor"}),
        (noticed("shirking"), {"walked_out", "went_to_supervisor"}),
        (noticed("explanation", "explanation_first"), {"walked_out", "went_to_supervisor"}),
        (noticed(), {"walked_out", "went_to_supervisor"}),
        (noticed("please", "thanks"), {"walked_out", "went_to_supervisor"}),
    ],
)
def test_a_clerk_who_only_does_this_is_left(name: str, seen: Noticed, ending: set[str]) -> None:
    for seed in range(5):
        state = met(_as(name), [seen] * TURN_CAP, seed)
        assert state.ending in ending
        assert state.turn < TURN_CAP


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("seed", range(5))
def test_a_courteous_clerk_calms_them_and_is_thanked(name: str, seed: int) -> None:
    state = met(_as(name), [
        noticed("greeting", "please"),
        noticed("apology", "empathy"),
        noticed("please", "listening", asked="street"),
        noticed("thanks", "guidance", corrected=True),
        noticed("guidance", told=("papers",)),
        noticed("guidance", "ownership", told=("days",)),
        noticed("closing"),
    ], seed)  # fmt: skip
    start = citizen.begin(_as(name), temper(name), seed).tension
    assert state.ending == "satisfied"
    assert state.tension < start
    assert state.mood in ("calm", "relieved", temper(name).moods["low"])


@pytest.mark.parametrize("seed", range(5))
def test_every_talk_ends_at_the_latest_at_the_cap(seed: int) -> None:
    helpful = [noticed("guidance", "empathy", "ownership")] * 40
    state = met(SCENE, helpful, seed)
    assert state.ending
    assert state.turn <= TURN_CAP


def test_the_same_seed_and_replies_meet_the_same_citizen() -> None:
    replies = [noticed("greeting"), noticed(), noticed("guidance"), noticed("listening")] * 3
    assert met(SCENE, replies, 5) == met(SCENE, replies, 5)


def test_other_seeds_meet_other_citizens() -> None:
    replies = [noticed("greeting"), noticed("listening"), noticed("guidance")] * 3
    assert len({tuple(met(SCENE, replies, seed).moves) for seed in range(20)}) > 1


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_every_ending_is_a_move(ending: str) -> None:
    assert ending in MOVES


# ------------------------------------------------------------------ what they make of the words


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("麻烦您给个五星好评。", True),
        ("给我打个非常满意吧", True),
        ("Please give me five stars!", True),
        ("A good rating would help me.", True),
        ("您方便的话，可以给今天的服务评个价，好不好都照实评。", False),
        ("You're welcome to leave your honest opinion.", False),
        ("五个工作日", False),
        ("", False),
    ],
)
def test_begging_for_a_rating_is_noticed(reply: str, expected: bool) -> None:
    assert citizen.begs_for_rating(reply) is expected


@pytest.mark.parametrize(
    ("reply", "language", "acts", "intent", "expected"),
    [
        ("您好，请坐。", "zh", {"greeting"}, "greet", False),
        ("Please sit down.", "en", {"please"}, "request", False),
        ("Please sit down.", "zh", {"please"}, "request", True),
        ("您好，请坐下。", "en", {"please"}, "request", True),
        ("OK", "zh", set(), None, False),
        ("12333", "zh", set(), None, False),
        ("The 个人所得税 app.", "en", set(), None, False),
        ("", "zh", set(), None, True),
        ("……？", "zh", set(), None, True),
        ("🙂🙂", "en", set(), None, True),
        ("\0\x07", "en", set(), None, True),
        ("紫色的数学很响", "zh", set(), "out_of_scope", True),
        ("我给您办。", "zh", {"ownership"}, "out_of_scope", False),
    ],
)
def test_nonsense_and_the_other_language_are_not_understood(
    reply: str, language: str, acts: set[str], intent: str | None, expected: bool
) -> None:
    assert citizen.makes_no_sense(reply, language, frozenset(acts), intent) is expected
