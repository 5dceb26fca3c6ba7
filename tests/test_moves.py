"""What the citizen does next, and what they remember of the talk."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest

from counterpart import citizen
from counterpart.citizen import TURN_CAP, Noticed, State
from counterpart.moods import ENDINGS, MOVES, REACTIONS
from counterpart.scenario import Answer, Citizen, Scenario
from counterpart.temperament import names
from tests.by_hand import met, noticed, opened, scenario, temper

SHY = scenario(incidents=[])
LOUD = ("walked_out", "went_to_supervisor")
FIRST: dict[str, Any] = {"opened": False, "turn": 0, "moves": []}
ALL: dict[str, Any] = {"told": ["papers", "days"], "belief": "corrected"}
DONE: dict[str, Any] = {**ALL, "closing": True}
PLEDGE = noticed("ownership", pledge=True)


def _as(name: str, **changes: Any) -> Scenario:
    return scenario(citizen=Citizen("Ann Lee", "40", name, "anxious"), **changes)


def _next(state: State, seen: Noticed, scene: Scenario = SHY) -> State:
    return citizen.appraise(state, temper(scene.citizen.temperament), scene, seen)


def _moves(state: State, replies: Sequence[Noticed], scene: Scenario = SHY) -> list[str]:
    """Return the moves that answer the replies."""
    for seen in replies:
        state = _next(state, seen, scene)
    return state.moves[-len(replies) :]


MOVES_TABLE = [
    ("a greeting opens", FIRST, noticed("greeting"), {"open"}),
    ("a silence before they spoke opens", FIRST, Noticed(silence=True), {"open"}),
    ("an insult before they spoke opens all the same", FIRST, noticed("taboo"), {"open"}),
    ("a guarantee before they spoke opens all the same", FIRST, noticed(promise=True), {"open"}),
    ("another language before they spoke", FIRST, Noticed(other_language=True),
     {"other_language"}),
    ("silence", {}, Noticed(silence=True), {"prompt_silence"}),
    ("too much silence", {"silences": 2}, Noticed(silence=True), {"leave", "go_to_supervisor"}),
    ("nonsense", {}, Noticed(gibberish=True), {"confused"}),
    ("another language", {}, Noticed(other_language=True), {"other_language"}),
    ("too much nonsense", {"gibberish": 3}, Noticed(gibberish=True),
     {"leave", "go_to_supervisor"}),
    ("too much of another language", {"gibberish": 3}, Noticed(other_language=True),
     {"leave", "go_to_supervisor"}),
    ("an insult", {}, noticed("taboo"), {"retort"}),
    ("an insult with a fact", {}, noticed("taboo", told=("papers",)), {"retort"}),
    ("a slight", {}, noticed("discrimination"), {"retort_slight"}),
    ("a slight and an insult", {}, noticed("discrimination", "taboo"), {"retort_slight"}),
    ("a third insult", {"insults": 2}, noticed("taboo"), {"demand_supervisor"}),
    ("a fourth insult", {"insults": 3}, noticed("taboo"), {"leave", "go_to_supervisor"}),
    ("wrong information", {}, noticed("guidance", wrong=("days",)), {"protest_wrong"}),
    ("the opposite of what was told", {"told": ["days"]}, noticed(wrong=("days",)),
     {"contradicted"}),
    ("the belief put right", {}, noticed(corrected=True), {"relieved"}),
    ("the belief put right with a question", {}, noticed(corrected=True, asked=("street",)),
     {"relieved"}),
    ("a question", {}, noticed("listening", asked=("street",)), {"answer"}),
    ("a question with a guarantee", {}, noticed(asked=("street",), promise=True), {"answer"}),
    ("their case said back", {}, noticed("listening", restated=True), {"confirm"}),
    ("another case said back", {}, noticed("listening", restated=False), {"state_need"}),
    ("what they have come for", {}, noticed("listening", asks_need=True, question=True),
     {"state_need"}),
    ("what they have come for, once more", {"moves": ["open", "state_need"]},
     noticed(asks_need=True, question=True), {"does_not_know"}),
    ("a question they cannot answer", {}, noticed(question=True), {"does_not_know"}),
    ("begging for a rating", {}, noticed(begs_rating=True), {"decline_rating"}),
    ("a first fact", {"belief": "corrected"}, noticed("guidance", told=("papers",)),
     {"ask_fact", "note"}),
    ("a fact while they are mistaken", {}, noticed("guidance", told=("papers",)),
     {"voice_misunderstanding"}),
    ("the last fact", {"told": ["papers"], "belief": "corrected"},
     noticed("guidance", told=("days",)), {"ask_anything_else", "thank"}),
    ("all facts while they are mistaken", {}, noticed("guidance", told=("papers", "days")),
     {"voice_misunderstanding"}),
    ("a guarantee", {}, noticed("guidance", promise=True), {"doubt_promise"}),
    ("a smile at grief", {"mood": "upset"}, noticed("apology", smile=True), {"resent_smile"}),
    ("a smile at anger", {"mood": "angry"}, noticed(smile=True), {"resent_smile"}),
    ("a smile and a kind word", {"mood": "anxious"}, noticed("empathy", smile=True), {"soften"}),
    ("passing the buck", {}, noticed("shirking"), {"object_shirking"}),
    ("passing the buck for the third time", {"brush_offs": 2}, noticed("shirking"),
     {"demand_supervisor"}),
    ("passing the buck again and again", {"brush_offs": 3}, noticed("shirking"),
     {"leave", "go_to_supervisor"}),
    ("a referral with help", {}, noticed("shirking", "guidance"), {"note"}),
    ("explanation first", {"tension": 60.0}, noticed("explanation", "explanation_first"),
     {"reject_explanation"}),
    ("explanation first with a kind word", {"tension": 60.0},
     noticed("explanation_first", "apology"), {"accept_apology"}),
    ("explanation first with a fact", {"tension": 60.0, "belief": "corrected"},
     noticed("explanation_first", told=("papers",)), {"ask_fact", "note"}),
    ("a first apology", {}, noticed("apology"), {"accept_apology"}),
    ("a third apology with nothing done", {"apologies": 2, "idle": 1}, noticed("apology"),
     {"reject_apology"}),
    ("courtesy with nothing done", {"idle": 1}, noticed("thanks"), {"reject_courtesy"}),
    ("courtesy with a request", {"idle": 1}, noticed("please", request="sit_down"), {"sit_down"}),
    ("empathy", {}, noticed("empathy"), {"soften"}),
    ("asked to wait", {}, noticed("please", request="waiting"), {"waiting"}),
    ("asked to sit down", {}, noticed("please", request="sit_down"), {"sit_down"}),
    ("asked to sign", {}, noticed("please", request="sign"), {"sign"}),
    ("asked for the papers", {}, noticed("please", request="hand_over"), {"hand_over"}),
    ("told to sit down", {}, noticed("bare_command", request="sit_down"), {"sit_down"}),
    ("a fact and a request", {}, noticed(told=("papers",), request="hand_over"), {"hand_over"}),
    ("taking it on", {}, noticed("ownership"), {"offered_help"}),
    ("advice of their own", {}, noticed("guidance"), {"note"}),
    ("goodbye too early", {"goodbyes": 1}, noticed("closing"), {"press"}),
    ("goodbye too early three times", {"goodbyes": 2, "tension": 50.0}, noticed("closing"),
     {"give_up"}),
    ("goodbye too early three times to one who boils", {"goodbyes": 2, "tension": 80.0},
     noticed("closing"), {"leave", "go_to_supervisor"}),
    ("small talk", {"belief": "none"}, noticed(intent="small_talk"), {"small_talk"}),
    ("small talk with a question", {"belief": "none"}, noticed(intent="small_talk", question=True),
     {"small_talk"}),
    ("nothing for too long", {"idle": 12}, noticed(), {"give_up", "leave", "go_to_supervisor"}),
    ("nothing for long", {"idle": 2}, noticed(), {"press"}),
    ("goodbye when all is done", {**DONE, "tension": 5.0, "trust": 90.0}, noticed("closing"),
     {"thank_and_go"}),
    ("goodbye when all is done but unkind", {**DONE, "tension": 80.0, "trust": 10.0},
     noticed("closing"), {"go"}),
    ("one more help when all is done", DONE, noticed("guidance"), {"note"}),
    ("one more question when all is done", DONE, noticed("listening", asked=("street",)), {"answer"}),
    ("one more request when all is done", DONE, noticed("please", request="sign"), {"sign"}),
    ("their case said back when all is done", DONE, noticed(question=True, restated=True),
     {"confirm"}),
    ("nothing more when all is done", {**DONE, "tension": 5.0, "trust": 90.0}, noticed(),
     {"thank_and_go"}),
    ("a fifth afterthought", {**DONE, "afterthoughts": 4}, noticed("guidance"),
     {"thank_and_go", "go"}),
    ("nonsense when all is done", DONE, Noticed(gibberish=True), {"confused"}),
    ("wrong information when all is done", DONE, noticed(wrong=("days",)), {"contradicted"}),
    ("an insult at the end", DONE, noticed("taboo"), {"retort"}),
    ("boiling over", {"tension": 100.0, "turn": 4}, noticed("bare_command"),
     {"leave", "go_to_supervisor"}),
    ("boiling over, but helped", {"tension": 100.0, "turn": 4}, noticed("guidance"), {"note"}),
    ("boiling over, but asked", {"tension": 100.0, "turn": 4}, noticed(asked=("street",)),
     {"answer"}),
    ("tired after a long talk with little", {"turn": 22, "told": []}, noticed(), {"give_up"}),
    ("tired after a long talk with half of it", {"turn": 22, "told": ["papers"]}, noticed(),
     {"give_up"}),
    ("tired after a long talk with all of it", {"turn": 22, **ALL}, noticed("please"),
     {"ask_anything_else", "thank"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "seen", "expected"),
    [case[1:] for case in MOVES_TABLE],
    ids=[case[0] for case in MOVES_TABLE],
)
def test_a_move_answers_the_reply(
    changes: dict[str, Any], seen: Noticed, expected: set[str]
) -> None:
    found = {_next(opened(SHY, **changes, seed=seed), seen).moves[-1] for seed in range(12)}
    assert found
    assert found <= expected


@pytest.mark.parametrize(
    ("seen", "topic"),
    [
        (noticed(asked=("street",)), "street"),
        (noticed(repeated=("street",)), "street"),
        (noticed(corrected=True, asked=("street",)), "street"),
        (noticed(wrong=("days",)), "days"),
        (noticed(told=("papers",)), "days"),
    ],
)
def test_a_move_knows_what_it_is_about(seen: Noticed, topic: str) -> None:
    easy = opened(SHY, belief="corrected", difficulty=1)
    topics = {_next(dataclasses.replace(easy, seed=s), seen).topic for s in range(8)}
    assert topics - {None} == {topic}


def test_every_move_of_the_table_has_a_name() -> None:
    assert set().union(*(case[3] for case in MOVES_TABLE)) <= set(MOVES)


# ------------------------------------------------------------------ what they remember


@pytest.mark.parametrize(
    ("replies", "last"),
    [
        ([PLEDGE, noticed(), noticed()], "remind_promise"),
        ([PLEDGE, noticed("thanks"), noticed()], "remind_promise"),
        ([PLEDGE, noticed(), noticed(request="waiting")], "waiting"),
        ([PLEDGE, noticed(), noticed(request="waiting"), noticed()], "remind_promise"),
    ],
)
def test_a_promise_that_was_not_kept_is_remembered(replies: list[Noticed], last: str) -> None:
    for seed in range(8):
        moves = _moves(opened(SHY, seed=seed), replies)
        assert moves[-1] == last
        assert "remind_promise" not in moves[:-1]


@pytest.mark.parametrize(
    "replies",
    [
        [PLEDGE, noticed(report=True), *[noticed()] * 4],
        [PLEDGE, noticed(told=("papers",)), *[noticed()] * 4],
        [PLEDGE, noticed(asked=("street",)), *[noticed()] * 4],
        [noticed("ownership"), *[noticed()] * 4],
        [PLEDGE, noticed()],
    ],
)
def test_a_promise_that_was_kept_or_is_fresh_is_no_reproach(replies: list[Noticed]) -> None:
    for seed in range(8):
        assert "remind_promise" not in _moves(opened(SHY, seed=seed), replies)


def test_a_broken_promise_is_reproached_once() -> None:
    for seed in range(8):
        moves = _moves(opened(SHY, seed=seed), [PLEDGE, *[noticed()] * 6])
        assert moves.count("remind_promise") == 1


def test_an_answer_is_given_once() -> None:
    state = _next(opened(SHY), noticed(asked=("street",)))
    assert state.answered == ["street"]
    again = _next(state, noticed(repeated=("street",)))
    assert (again.moves[-1], again.topic, again.answered) == ("answer", "street", ["street"])


AGAIN: dict[str, Any] = {"repeated": ("street",), "asked_again": "street"}


def test_a_question_is_answered_again_and_objected_to_at_the_third_time() -> None:
    state, openers = opened(SHY, answered=["street"]), []
    for _ in range(4):
        state = _next(state, noticed("listening", **AGAIN))
        openers.append(state.opener)
    assert state.moves[-4:] == ["answer"] * 4
    assert openers == [None, "asked_twice", None, None]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"told": ("papers",)}, "answer"),
        ({"corrected": True}, "relieved"),
        ({"asked_again": None}, "answer"),
    ],
)
def test_a_question_asked_twice_is_borne_where_the_reply_helps_or_it_was_said_unasked(
    more: dict[str, Any], expected: str
) -> None:
    before = opened(SHY, answered=["street"], asked_back=["street"])
    state = _next(before, noticed("listening", **{**AGAIN, **more}))
    assert (state.moves[-1], state.topic) == (expected, "street")
    assert state.opener != "asked_twice"


def test_asking_the_same_again_and_again_is_no_help() -> None:
    state = opened(SHY, answered=["street"])
    for _ in range(3):
        state = _next(state, noticed("listening", **AGAIN))
    assert state.idle == 3


def test_only_a_fact_that_was_told_can_be_contradicted() -> None:
    assert _moves(opened(SHY), [noticed(wrong=("days",))]) == ["protest_wrong"]
    assert _moves(opened(SHY, told=["papers"]), [noticed(wrong=("days",))]) == ["protest_wrong"]
    taken_back = [noticed(told=("days",)), noticed(wrong=("days",))]
    assert _moves(opened(SHY), taken_back)[-1] == "contradicted"


def test_a_fact_that_was_taken_back_at_the_end_leaves_something_open() -> None:
    replies = [noticed(wrong=("days",)), noticed("closing")]
    state = opened(SHY, **DONE, tension=5.0, trust=90.0)
    assert [move for move in _moves(state, replies) if move in ENDINGS] == []


def test_a_smile_at_grief_is_resented_once() -> None:
    state = opened(SHY, mood="upset", tension=75.0)
    kind = noticed("guidance", "empathy", smile=True)
    first = _next(state, kind)
    again = _next(dataclasses.replace(first, mood="upset"), kind)
    assert (first.moves[-1], again.moves[-1]) == ("resent_smile", "soften")


def test_a_guarantee_is_doubted_once() -> None:
    moves = _moves(opened(SHY), [noticed("guidance", promise=True)] * 3)
    assert moves[0] == "doubt_promise"
    assert "doubt_promise" not in moves[1:]


@pytest.mark.parametrize("acts", [("thanks",), ("please",), ("greeting", "empathy")])
def test_hollow_courtesy_is_refused_and_not_twice_running(acts: tuple[str, ...]) -> None:
    moves = _moves(opened(SHY, idle=2), [noticed(*acts)] * 2)
    assert moves[0] == "reject_courtesy"
    assert moves[1] != "reject_courtesy"


@pytest.mark.parametrize("act", ["guidance", "ownership"])
def test_courtesy_with_help_is_not_refused(act: str) -> None:
    assert _next(opened(SHY, idle=3), noticed("thanks", act)).moves[-1] != "reject_courtesy"


def test_questions_they_cannot_answer_are_borne_four_times() -> None:
    odd = noticed("listening", question=True)
    moves = _moves(opened(SHY, tension=20.0), [odd] * 6)
    assert moves[:4] == ["does_not_know"] * 4
    assert "does_not_know" not in moves[4:]


TOLD: dict[str, Any] = {"told": ["papers"], "belief": "corrected"}


@pytest.mark.parametrize(
    ("changes", "seen", "expected"),
    [
        (TOLD, noticed(prompt="more"), {"ask_fact"}),
        ({}, noticed(prompt="more", touched=("papers", "days")), {"voice_misunderstanding"}),
        ({**ALL, "tension": 5.0, "trust": 90.0}, noticed(prompt="more"), {"thank"}),
        ({**ALL, "tension": 60.0}, noticed(prompt="more"), {"agree"}),
        (TOLD, noticed(prompt="understood"), {"agree", "ask_fact"}),
        ({}, noticed(prompt="consent"), {"agree"}),
        ({}, noticed(prompt="check"), {"confirm"}),
        ({"idle": 3}, noticed("closing"), {"ask_fact"}),
        ({"belief": "corrected"}, noticed(finishes=True), {"note"}),
        (
            {"belief": "voiced", "moves": ["open", "voice_misunderstanding"], "told": ["papers"]},
            noticed(prompt="understood"),
            {"voice_misunderstanding"},
        ),
        ({}, noticed(prompt="worry"), {"voice_misunderstanding"}),
        (TOLD, noticed(prompt="worry"), {"complain"}),
        ({**DONE, "tension": 5.0, "trust": 90.0}, noticed(prompt="more"), {"thank_and_go"}),
        (DONE, noticed(prompt="understood"), {"agree"}),
    ],
)
def test_a_question_about_the_talk_itself_is_answered(
    changes: dict[str, Any], seen: Noticed, expected: set[str]
) -> None:
    found = {_next(opened(SHY, **changes, seed=seed), seen).moves[-1] for seed in range(12)}
    assert found
    assert found <= expected


@pytest.mark.parametrize("seed", range(8))
def test_what_the_reply_speaks_of_is_not_asked_for(seed: int) -> None:
    state = opened(SHY, belief="corrected", tension=10.0, seed=seed)
    both = _next(state, noticed(prompt="more", touched=("days", "papers")))
    assert both.moves[-1] == "agree"
    assert _next(state, noticed(prompt="more", touched=("days",))).topic == "papers"
    later = dataclasses.replace(state, touched=["papers"])
    assert _next(later, noticed(prompt="more")).topic == "days"


@pytest.mark.parametrize("prompt", [None, "worry"])
def test_a_belief_that_was_nearly_put_right_is_not_voiced_at_once(prompt: str | None) -> None:
    near = noticed("listening", nearly_corrected=True, prompt=prompt)
    for belief in ("held", "voiced"):
        state = opened(SHY, belief=belief, tension=10.0, told=["papers", "days"])
        assert _next(state, near).moves[-1] != "voice_misunderstanding"


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (noticed(wrong=("days",), doubtful=True), "protest_wrong"),
        (noticed(wrong=("days",), doubtful=True, asked=("street",)), "answer"),
        (noticed(wrong=("days",), asked=("street",)), "protest_wrong"),
        (noticed(wrong=("days",), doubtful=True, request="sign"), "sign"),
    ],
)
def test_what_is_perhaps_wrong_is_protested_where_nothing_else_is_to_be_answered(
    seen: Noticed, expected: str
) -> None:
    assert _next(opened(SHY), seen).moves[-1] == expected


@pytest.mark.parametrize("act", ["empathy", "apology", "ownership"])
def test_nobody_is_warm_to_words_that_may_hurt(act: str) -> None:
    warm = {"soften", "accept_apology", "offered_help"}
    for seed in range(8):
        state = opened(SHY, seed=seed)
        assert _next(state, noticed(act)).moves[-1] in warm
        harsh = _next(state, noticed(act, harsh=True))
        assert harsh.moves[-1] not in warm
        assert harsh.opener is None


@pytest.mark.parametrize(
    "more", [{"asked": ("street",)}, {"question": True}, {"prompt": "worry"}, {"request": "sign"}]
)
def test_a_kind_question_is_no_lecture(more: dict[str, Any]) -> None:
    first = noticed("explanation", "explanation_first", **more)
    assert _next(opened(SHY, tension=60.0), first).moves[-1] != "reject_explanation"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"goodbyes": 0, "finished": True}, "ask_fact"),
        ({"goodbyes": 0, "finished": True, "moves": ["open", "ask_fact"]}, "go"),
        ({"goodbyes": 1, "finished": True}, "go"),
        ({"goodbyes": 2}, "go"),
        ({"goodbyes": 2, "told": []}, "give_up"),
    ],
)
def test_who_knows_half_goes_without_bitterness(changes: dict[str, Any], expected: str) -> None:
    state = opened(SHY, **{**TOLD, "tension": 40.0, **changes})
    assert _next(state, noticed("closing")).moves[-1] == expected


def test_whoever_hears_goodbye_with_the_last_fact_goes() -> None:
    state = opened(SHY, **TOLD, tension=5.0, trust=90.0)
    last = _next(state, noticed("guidance", "closing", told=("days",)))
    assert last.moves[-1] == "thank_and_go"


def test_a_seat_is_taken_once() -> None:
    moves = _moves(opened(SHY), [noticed("please", request="sit_down")] * 3)
    assert moves.count("sit_down") == 1


def test_an_explanation_is_refused_once_running() -> None:
    first = noticed("explanation", "explanation_first")
    moves = _moves(opened(SHY, tension=60.0), [first, first])
    assert moves[0] == "reject_explanation"
    assert moves[1] != "reject_explanation"


def test_a_question_that_was_ignored_is_asked_once_more() -> None:
    before = opened(SHY, belief="corrected", tension=10.0, topic="days", moves=["open", "ask_fact"])
    for seed in range(8):
        state = _next(dataclasses.replace(before, seed=seed), noticed())
        assert (state.moves[-1], state.topic) == ("ask_fact", "days")


def test_an_incident_happens_once_at_most_and_not_too_early() -> None:
    scenes = [met(scenario(), [noticed("guidance")] * 9, seed=seed) for seed in range(20)]
    assert max(state.moves.count("incident") for state in scenes) == 1
    assert all("incident" not in state.moves[:1] for state in scenes)


# ------------------------------------------------------------------ what they say unasked

STREET = Answer(
    "street", ["Where do you live?", "Which street?"], {"any": ["Mill Lane."]}, ["I live nearby."]
)
OPEN = scenario(incidents=[], answers=[STREET])


def _volunteers(scene: Scenario, **changes: Any) -> int:
    """Return in how many of 60 talks something is said unasked on the first fact."""
    told = noticed("guidance", told=("papers",))
    states = [
        _next(opened(scene, belief="corrected", seed=seed, **changes), told, scene)
        for seed in range(60)
    ]
    assert all(s.topic == "street" for s in states if s.moves[-1] == "volunteer")
    return sum(s.moves[-1] == "volunteer" for s in states)


def test_an_easier_citizen_says_more_unasked() -> None:
    easy, usual, hard = (_volunteers(OPEN, difficulty=d) for d in (1, 2, 3))
    assert easy > usual > hard


def test_a_talkative_citizen_says_more_unasked_than_a_meek_one() -> None:
    loud, meek = (
        _volunteers(_as(n, incidents=[], answers=[STREET])) for n in ("talkative", "meek")
    )
    assert loud > meek > 0


@pytest.mark.parametrize(
    ("scene", "changes"),
    [(SHY, {}), (OPEN, {"answered": ["street"]}), (OPEN, {"moves": ["open", "volunteer"]})],
)
def test_nothing_is_said_unasked_that_was_said_or_has_no_words(
    scene: Scenario, changes: dict[str, Any]
) -> None:
    assert _volunteers(scene, difficulty=1, **changes) == 0


def test_what_was_said_unasked_counts_as_answered() -> None:
    states = [
        _next(
            opened(OPEN, belief="corrected", difficulty=1, seed=s), noticed(told=("papers",)), OPEN
        )
        for s in range(30)
    ]
    said = [state for state in states if state.moves[-1] == "volunteer"]
    assert said
    assert all(state.answered == state.volunteered == ["street"] for state in said)


@pytest.mark.parametrize(("name", "expected"), [("talkative", True), ("stickler", False)])
def test_only_some_citizens_tell_little_stories(name: str, expected: bool) -> None:
    calm: dict[str, Any] = {"belief": "corrected", "tension": 20.0, "trust": 60.0}
    talks = [
        _moves(opened(_as(name), **calm, seed=seed), [noticed("guidance")] * 8, _as(name))
        for seed in range(30)
    ]
    assert any("digress" in talk for talk in talks) is expected
    assert max(talk.count("digress") for talk in talks) <= 2
    assert not [talk for talk in talks if "digress digress" in " ".join(talk)]


# ------------------------------------------------------------------ how they go


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(
    ("seen", "because"),
    [
        (Noticed(silence=True), {"silence", "anger"}),
        (Noticed(gibberish=True), {"nonsense", "anger"}),
        (Noticed(other_language=True), {"nonsense", "anger"}),
        (noticed("taboo"), {"insults", "anger"}),
        (noticed("discrimination"), {"insults", "anger"}),
        (noticed("shirking"), {"brush_offs", "anger"}),
        (noticed("explanation", "explanation_first"), {"no_help", "anger"}),
        (noticed(), {"no_help", "anger"}),
        (noticed("please", "thanks"), {"no_help", "anger"}),
        (noticed(question=True), {"no_help", "anger"}),
        (noticed("closing"), {"dismissed", "no_help", "anger"}),
    ],
)
def test_a_clerk_who_only_does_this_is_left(name: str, seen: Noticed, because: set[str]) -> None:
    for seed in range(5):
        state = met(_as(name), [seen] * TURN_CAP, seed)
        assert state.ending in (*LOUD, "gave_up")
        assert state.because in because
        assert state.turn < TURN_CAP


@pytest.mark.parametrize(
    ("changes", "seen", "because"),
    [
        ({"silences": 2}, Noticed(silence=True), "silence"),
        ({"gibberish": 3}, Noticed(gibberish=True), "nonsense"),
        ({"brush_offs": 3}, noticed("shirking"), "brush_offs"),
        ({"tension": 100.0, "turn": 4}, noticed("bare_command"), "anger"),
        ({"idle": 12, "tension": 80.0}, noticed(), "no_help"),
        ({"goodbyes": 2, "tension": 80.0}, noticed("closing"), "dismissed"),
    ],
)
@pytest.mark.parametrize("name", names())
def test_the_meek_leave_quietly_and_only_the_mistreated_go_to_the_supervisor(
    name: str, changes: dict[str, Any], seen: Noticed, because: str
) -> None:
    scene = _as(name, incidents=[])
    states = [_next(opened(scene, **changes, seed=seed), seen, scene) for seed in range(12)]
    assert {state.because for state in states} == {because}
    loud = set(LOUD) if because == "brush_offs" else {"walked_out"}
    expected = {"gave_up"} if name == "meek" else loud
    assert {state.ending for state in states} == expected


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("changes", [{"insults": 3}, {"insults": 1, "brush_offs": 3}])
def test_after_an_insult_nobody_leaves_quietly(name: str, changes: dict[str, Any]) -> None:
    scene, last = _as(name), noticed("taboo" if changes["insults"] == 3 else "shirking")
    endings = {_next(opened(scene, **changes, seed=s), last, scene).ending for s in range(12)}
    assert endings == set(LOUD)


@pytest.mark.parametrize("name", names())
def test_without_a_quarrel_anybody_goes_quietly_when_nothing_comes_of_it(name: str) -> None:
    scene = _as(name)
    state = _next(opened(scene, idle=12, tension=40.0), noticed(), scene)
    assert (state.ending, state.because) == ("gave_up", "no_help")


def test_who_is_satisfied_was_driven_away_by_nothing() -> None:
    state = _next(opened(SHY, **DONE, tension=5.0, trust=90.0), noticed("closing"))
    assert (state.ending, state.because) == ("satisfied", None)


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("seed", range(5))
def test_a_courteous_clerk_calms_them_and_is_thanked(name: str, seed: int) -> None:
    state = met(_as(name), [
        noticed("greeting", "please"),
        noticed("apology", "empathy"),
        noticed("please", "listening", asked=("street",)),
        noticed("thanks", "guidance", corrected=True),
        noticed("guidance", told=("papers",)),
        noticed("guidance", "ownership", told=("days",)),
        noticed("closing"),
    ], seed)  # fmt: skip
    start = citizen.begin(_as(name), temper(name), seed).tension
    assert state.ending == "satisfied"
    assert state.tension < start
    assert state.mood in ("calm", "relieved", temper(name).moods["low"])


# ------------------------------------------------------------------ the word before a move


@pytest.mark.parametrize(
    ("changes", "seen", "expected"),
    [
        ({"belief": "corrected", "difficulty": 1}, noticed("empathy", told=("papers",)), "heard"),
        ({}, noticed("guidance", told=("papers",)), None),  # they still believe otherwise
        (
            {"belief": "corrected", "difficulty": 1, "told": ["papers"]},
            noticed(prompt="understood"),
            "heard",
        ),
        ({}, noticed("ownership", request="waiting", harsh=True), None),
        ({}, noticed("ownership", request="waiting"), "promised"),
        ({}, noticed("empathy", "ownership", request="waiting"), "promised"),
        ({"opener": "promised"}, noticed("ownership", request="waiting"), None),
        ({}, noticed("empathy", "apology", request="sit_down"), "touched"),
        ({"empathies": 2}, noticed("empathy", request="sit_down"), None),
        ({}, noticed("apology", request="sit_down"), "excused"),
        ({"apologies": 2}, noticed("apology", request="sit_down"), None),
        ({"tension": 90.0}, noticed("empathy", request="sit_down"), None),
        ({}, noticed("empathy", "taboo", request="sit_down"), None),
        ({}, noticed("please", request="sit_down"), None),
        ({}, noticed("empathy"), None),
        ({**DONE}, noticed("empathy", "closing"), None),
    ],
)
def test_a_short_reaction_answers_what_else_was_said(
    changes: dict[str, Any], seen: Noticed, expected: str | None
) -> None:
    opener = _next(opened(SHY, **changes), seen).opener
    assert opener == expected
    assert opener is None or opener in REACTIONS
