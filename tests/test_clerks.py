"""Scripted clerks say what fits, in a fixed way for a seed."""

from __future__ import annotations

import itertools

import pytest

from counterpart.clerks import CLERKS, WRITTEN, Clerk, every_line, lines_of
from counterpart.errors import CounterpartError
from counterpart.moods import MOVES
from counterpart.rubric.smile_and_eye_contact import GESTURES
from counterpart.scenario import Scenario
from tests.by_hand import scenario

SITUATIONS = {"open", "upset", "correct", "ask", "next", "close"}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_written_clerk_has_words_for_every_situation(name: str, language: str) -> None:
    lines = lines_of(name)[language]
    assert set(lines) == SITUATIONS
    assert all(texts and all(text.strip() for text in texts) for texts in lines.values())


@pytest.mark.parametrize("name", WRITTEN)
def test_a_written_clerk_knows_the_projects_scenarios(
    pension: Scenario, tax: Scenario, name: str
) -> None:
    for scene in (pension, tax):
        lines = lines_of(name)[scene.id]
        assert set(lines) == {*SITUATIONS, "tell"}
        assert set(lines["tell"]) == {"all", *(fact.id for fact in scene.must_tell)}


def _replies(name: str, scene: Scenario, seed: int, count: int = 12) -> list[str]:
    clerk = Clerk(name, scene, seed)
    topic = scene.must_tell[0].id
    moves = itertools.islice(itertools.cycle([None, *MOVES]), count)
    return [clerk.reply(move, topic if move == "ask_fact" else None) for move in moves]


@pytest.mark.parametrize("name", CLERKS)
@pytest.mark.parametrize("scene", [scenario(), scenario(language="zh", misunderstanding=None)])
def test_a_clerk_has_a_reply_to_every_move_in_a_scenario_nobody_wrote_for(
    name: str, scene: Scenario
) -> None:
    replies = _replies(name, scene, 1, len(MOVES) + 1)
    assert all(replies) is (name != "silent")
    assert any(replies) is (name != "silent")


@pytest.mark.parametrize("name", CLERKS)
def test_the_same_seed_gives_the_same_clerk(pension: Scenario, name: str) -> None:
    assert _replies(name, pension, 3) == _replies(name, pension, 3)


@pytest.mark.parametrize("name", [*WRITTEN, "random"])
def test_other_seeds_give_other_replies(pension: Scenario, name: str) -> None:
    assert len({tuple(_replies(name, pension, seed)) for seed in range(5)}) > 1


@pytest.mark.parametrize("name", [*WRITTEN, "random"])
def test_a_clerk_repeats_nothing_while_there_are_other_words(pension: Scenario, name: str) -> None:
    replies = _replies(name, pension, 2)
    assert len(set(replies)) == len(replies)


def test_the_model_clerk_says_the_model_replies_in_order(pension: Scenario) -> None:
    replies = _replies("model", pension, 1, len(pension.model_replies))
    assert replies == pension.model_replies


def test_the_model_clerk_answers_what_is_asked_when_the_replies_are_used_up() -> None:
    scene = scenario()
    clerk = Clerk("model", scene, 1, turn=len(scene.model_replies), used={*scene.model_replies})
    assert clerk.reply("ask_fact", "days") in scene.fact("days").examples
    assert scene.misunderstanding is not None
    assert clerk.reply("voice_misunderstanding", None) in scene.misunderstanding.corrected_by
    assert clerk.reply("complain", None) == scene.model_replies[-1]


def test_the_model_clerk_answers_what_is_asked_before_it_goes_on() -> None:
    scene = scenario()
    clerk = Clerk("model", scene, 1)
    first, second = (clerk.reply("ask_fact", "days") for _ in range(2))
    assert [first, second] == scene.model_replies[:2]
    assert clerk.reply("ask_fact", "days") in scene.fact("days").examples
    assert clerk.reply("complain", None) == scene.model_replies[2]


@pytest.mark.parametrize("name", ["courteous", "explainer", "blunt-but-right"])
def test_an_informed_clerk_tells_facts_that_nobody_wrote_lines_for(name: str) -> None:
    scene = scenario()
    clerk = Clerk(name, scene, 1, turn=1)
    assert clerk.reply("ask_fact", "days") == scene.fact("days").examples[0]
    assert scene.misunderstanding is not None
    assert clerk.reply("voice_misunderstanding", None) in scene.misunderstanding.corrected_by


@pytest.mark.parametrize("name", ["curt", "rude", "stuffer"])
def test_an_uninformed_clerk_tells_nothing_that_nobody_wrote_lines_for(name: str) -> None:
    scene = scenario()
    clerk = Clerk(name, scene, 1, turn=1)
    assert clerk.reply("ask_fact", "days") in lines_of(name)["en"]["next"]
    assert clerk.reply("voice_misunderstanding", None) in lines_of(name)["en"]["correct"]


@pytest.mark.parametrize("move", ["press", "remind_promise", "reject_courtesy", "reject_apology"])
def test_a_clerk_who_is_pressed_twice_tells_all(pension: Scenario, move: str) -> None:
    clerk = Clerk("courteous", pension, 1, turn=1, upset_last=True)
    clerk.reply(move, None)
    everything = lines_of("courteous")[pension.id]["tell"]["all"]
    assert clerk.reply(move, None) in everything
    assert clerk.told == {fact.id for fact in pension.must_tell}


@pytest.mark.parametrize("name", CLERKS)
def test_a_clerk_shows_gestures_with_the_first_reply_or_records_none(name: str) -> None:
    clerk = Clerk(name, scenario(), 1)
    clerk.reply(None, None)
    first = clerk.gestures()
    clerk.reply("press", None)
    assert (first is None) is (name in ("silent", "random"))
    assert clerk.gestures() == (None if first is None else [])
    assert set(first or []) <= set(GESTURES)


@pytest.mark.parametrize(
    ("name", "smiles", "friendly"),
    [("model", False, True), ("stuffer", True, True), ("rude", False, False)],
)
def test_clerks_differ_in_their_gestures(name: str, smiles: bool, friendly: bool) -> None:
    clerk = Clerk(name, scenario(), 1)
    clerk.reply(None, None)
    shown = clerk.gestures()
    assert shown is not None
    assert ("smile" in shown) is smiles
    assert bool(shown) is friendly


def test_a_clerk_tells_what_is_asked(pension: Scenario) -> None:
    clerk = Clerk("courteous", pension, 1, turn=1)
    said = clerk.reply("ask_fact", "documents")
    assert said in lines_of("courteous")[pension.id]["tell"]["documents"]
    assert clerk.told == {"documents"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_random_clerk_draws_from_all_the_others(language: str) -> None:
    lines = every_line(language)
    assert len(lines) == len(set(lines)) > 200


@pytest.mark.usefixtures("english")
def test_an_unknown_clerk_is_named_with_the_valid_ones() -> None:
    with pytest.raises(CounterpartError) as caught:
        Clerk("polite", scenario(), 1)
    assert caught.value.code == "E407"
    assert "polite" in str(caught.value)
    assert "courteous" in str(caught.value)
