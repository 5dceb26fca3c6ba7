"""The citizen words a move for scenario and mood, and repeats no line."""

from __future__ import annotations

import random

import pytest

from counterpart import voice
from counterpart.moods import LINE_MOVES, MOODS, MOVES, REACTIONS
from counterpart.scenario import Answer, Incident, Scenario
from tests.by_hand import scenario


def _line(
    scene: Scenario, move: str, mood: str = "calm", topic: str | None = None,
    said: frozenset[str] = frozenset(), seed: int = 1, opener: str | None = None,
) -> str:  # fmt: skip
    return voice.line(scene, move, mood, topic, said, random.Random(seed), opener)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_move_has_words_for_any_citizen(language: str) -> None:
    phrases = voice.phrases(language)
    assert set(phrases) <= set(LINE_MOVES)
    assert {move for move in LINE_MOVES if move not in phrases} <= {"state_need"}
    for move, moods in phrases.items():
        assert "any" in moods, move
        for mood, lines in moods.items():
            assert mood in (*MOODS, "any")
            assert len(set(lines)) == len(lines)
            assert all(line.strip() for line in lines)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("mood", MOODS)
def test_every_move_is_worded_in_every_mood(
    pension: Scenario, tax: Scenario, move: str, mood: str
) -> None:
    for scene in (pension, tax, scenario(), scenario(misunderstanding=None, incidents=[])):
        assert _line(scene, move, mood).strip()


@pytest.mark.parametrize(
    ("move", "topic", "words"),
    [
        ("open", None, "parking permit"),
        ("ask_fact", "papers", "bring|papers"),
        ("ask_fact", "days", "long|ready"),
        ("answer", "street", "Mill Lane"),
        ("incident", "phone", "my phone"),
        ("voice_misunderstanding", None, "rent|own"),
        ("relieved", None, "relief|all right"),
    ],
)
def test_the_scenarios_own_words_come_first(move: str, topic: str | None, words: str) -> None:
    for seed in range(5):
        line = _line(scenario(), move, topic=topic, seed=seed)
        assert any(word in line for word in words.split("|"))


@pytest.mark.parametrize(
    ("mood", "line"),
    [
        ("calm", "In Mill Lane."),
        ("relieved", "In Mill Lane."),
        ("angry", "Mill Lane, as I said!"),
        ("impatient", "Mill Lane, as I said!"),
    ],
)
def test_an_answer_sounds_like_the_mood(mood: str, line: str) -> None:
    assert _line(scenario(), "answer", mood, "street") == line


def test_what_is_said_unasked_has_its_own_words() -> None:
    street = Answer("street", ["Where?", "Which?"], {"any": ["Mill Lane."]}, ["I live nearby."])
    scene = scenario(answers=[street])
    assert _line(scene, "volunteer", topic="street") == "I live nearby."
    assert _line(scene, "answer", topic="street") == "Mill Lane."


def test_lines_of_the_mood_win_over_lines_for_any_mood() -> None:
    scene = scenario(lines={"complain": {"angry": ["Grr!"], "any": ["Hm."]}})
    assert _line(scene, "complain", "angry") == "Grr!"
    assert _line(scene, "complain", "calm") == "Hm."
    assert _line(scene, "complain", "impatient") in ("Grr!", "Hm.")


@pytest.mark.parametrize("move", [m for m in MOVES if m != "acknowledge"])
def test_no_line_comes_twice_until_only_an_acknowledgement_is_left(
    pension: Scenario, move: str
) -> None:
    acknowledgements = {
        line for lines in voice.phrases("zh")["acknowledge"].values() for line in lines
    }
    topics = {"answer": "old_place", "ask_fact": "time", "incident": "foreman_calls"}
    said: set[str] = set()
    for turn in range(40):
        line = _line(pension, move, "angry", topics.get(move), frozenset(said), seed=turn)
        if line in acknowledgements:
            break
        assert line not in said
        said.add(line)
    assert len(said) >= 3


def test_there_are_words_even_when_all_was_said() -> None:
    everything = frozenset(
        line for lines in voice.phrases("en").values() for mood in lines.values() for line in mood
    )
    assert _line(scenario(), "press", said=everything).strip()


def test_the_same_seed_gives_the_same_line_and_other_seeds_vary(pension: Scenario) -> None:
    lines = [_line(pension, "complain", "angry", seed=seed) for seed in range(12)]
    assert lines == [_line(pension, "complain", "angry", seed=seed) for seed in range(12)]
    assert len(set(lines)) > 1


HEARD = {"heard": {"any": ["I see.", "Right."]}, "press": {"any": ["And now?", "What now?"]}}


@pytest.mark.parametrize(("language", "between"), [("en", " "), ("zh", "")])
def test_a_reaction_stands_before_the_line_of_the_move(language: str, between: str) -> None:
    scene = scenario(language=language, lines=HEARD)
    found = {_line(scene, "press", opener="heard", seed=seed) for seed in range(30)}
    openers, lines = HEARD["heard"]["any"], HEARD["press"]["any"]
    assert found == {f"{one}{between}{two}" for one in openers for two in lines}


def test_a_reaction_is_not_said_twice() -> None:
    scene = scenario(lines=HEARD)
    said = frozenset({"I see. It is here."})
    assert _line(scene, "press", said=said, opener="heard").startswith("Right. ")
    spent = frozenset({"I see. It is here.", "Right. And there."})
    assert _line(scene, "press", said=spent, opener="heard") in HEARD["press"]["any"]


def test_a_line_that_was_said_behind_a_reaction_was_said() -> None:
    scene = scenario(lines=HEARD)
    assert _line(scene, "press", said=frozenset({"I see. And now?"})) == "What now?"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("opener", REACTIONS)
@pytest.mark.parametrize("mood", MOODS)
def test_every_reaction_has_words_in_every_mood(language: str, opener: str, mood: str) -> None:
    words = tuple(line for lines in voice.phrases(language)[opener].values() for line in lines)
    line = _line(scenario(language=language), "press", mood, opener=opener)
    assert line.startswith(words)
    assert line not in words


def test_an_incident_is_seen_as_well_as_heard() -> None:
    scene = scenario(incidents=[Incident("phone", 1, "Her phone rings.", ["Sorry."])])
    assert voice.stage_direction(scene, "incident", "phone") == "Her phone rings."
    assert voice.stage_direction(scene, "incident", "flood") == ""
    assert voice.stage_direction(scene, "complain", "phone") == ""


def test_a_relief_and_an_answer_are_said_in_one_breath() -> None:
    line = _line(scenario(), "relieved", topic="street")
    assert line.endswith("In Mill Lane.")
    assert any(relief in line for relief in ("relief", "all right"))


def test_an_answer_given_again_comes_in_other_words() -> None:
    street = Answer(
        "street", ["Where?", "Which?"], {"calm": ["In Mill Lane."], "any": ["Mill Lane, number 3."]}
    )
    said = frozenset({"In Mill Lane."})
    assert (
        _line(scenario(answers=[street]), "answer", topic="street", said=said)
        == "Mill Lane, number 3."
    )
