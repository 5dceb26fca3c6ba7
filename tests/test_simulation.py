"""Self-play: a clerk against any bot, and the figures of many talks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from counterpart import simulation
from counterpart.citizen import TURN_CAP
from counterpart.simulation import Exchange, Run
from tests.by_hand import scenario

OUTCOME = {
    "grade": 4, "scorecard": {"score": 80.0}, "ending": "satisfied", "because": None,
    "told": ["papers"],
}  # fmt: skip


def _answer(text: str = "Hm.", move: str = "press", **more: Any) -> dict[str, Any]:
    return {
        "lines": [{"text": text, "move": move}], "scored": True, "ended": False, "mood": "calm",
        "assessment": {"topic": None, "tension": 40}, "outcome": None, **more,
    }  # fmt: skip


class Bot:
    """A bot that answers by the number of the turn."""

    def __init__(self, answer: Callable[[int], dict[str, Any]]) -> None:
        self.answer, self.heard = answer, list[str]()
        self.gestures: list[list[str] | None] = []
        self.forgotten: list[str] = []

    def start(self, sender: str, **settings: Any) -> None:
        self.settings = settings

    def reply(
        self, sender: str, text: str, silence: bool, gestures: list[str] | None = None
    ) -> dict[str, Any]:
        assert silence is (text.strip() == "")
        self.heard.append(text)
        self.gestures.append(gestures)
        return self.answer(len(self.heard))

    def forget(self, sender: str) -> None:
        self.forgotten.append(sender)


def _played(answer: Callable[[int], dict[str, Any]], clerk: str = "courteous") -> Run:
    bot = Bot(answer)
    run = simulation.play(bot, scenario(), clerk, seed=3)
    assert len(bot.heard) == run.turns
    assert len(bot.forgotten) == 1
    return run


def test_a_talk_is_played_to_its_end() -> None:
    run = _played(
        lambda n: _answer(f"Line {n}.", ended=n == 4, outcome=OUTCOME if n == 4 else None)
    )
    assert (run.turns, run.grade, run.score, run.ending) == (4, 4, 80.0, "satisfied")
    assert run.ended
    assert not run.dead_end
    assert run.lines_repeated == 0
    assert run.moods == ["calm"] * 4
    assert run.told == ["papers"]
    assert [e.line for e in run.exchanges] == ["Line 1.", "Line 2.", "Line 3.", "Line 4."]


def test_every_exchange_knows_its_reply_and_the_mood_before_it() -> None:
    run = _played(lambda n: _answer(
        mood=("upset", "calm")[n - 1], lines=[{"text": "Hm.", "move": "ask_fact", "stage": "Sighs."}],
        assessment={"topic": "days", "tension": 60}, ended=n == 2, outcome=OUTCOME if n == 2 else None,
    ))  # fmt: skip
    first, second = run.exchanges
    assert (first.before, first.mood, second.before, second.mood) == (
        "anxious", "upset", "upset", "calm",
    )  # fmt: skip
    assert (first.move, first.topic, first.tension, first.stage) == (
        "ask_fact", "days", 60, "Sighs.",
    )  # fmt: skip
    assert all(exchange.reply for exchange in run.exchanges)


def test_the_clerk_hears_what_the_citizen_asked() -> None:
    asked = [{"text": "How long?", "move": "ask_fact"}]
    run = _played(
        lambda n: _answer(lines=asked, assessment={"topic": "days"}, ended=n == 2, outcome=OUTCOME)
    )
    assert run.exchanges[1].reply == scenario().fact("days").examples[0]


@pytest.mark.parametrize(
    ("moods", "calm_at"),
    [(["calm"], 1), (["upset", "relieved", "calm"], 2), (["upset", "angry"], None)],
)
def test_the_turn_is_known_at_which_they_were_calm_first(
    moods: list[str], calm_at: int | None
) -> None:
    run = _played(lambda n: _answer(
        f"Line {n}.", mood=moods[n - 1], ended=n == len(moods), outcome=OUTCOME
    ))  # fmt: skip
    assert run.calm_at == calm_at
    assert run.moods == moods


def test_what_they_ask_and_say_of_their_own_accord_is_counted() -> None:
    moves = ["open", "ask_fact", "volunteer", "voice_misunderstanding", "answer", "press"]
    run = _played(lambda n: _answer(
        f"Line {n}.", moves[n - 1], ended=n == len(moves), outcome=OUTCOME
    ))  # fmt: skip
    assert run.volunteered == 3


def test_what_drove_them_away_is_known() -> None:
    left = {**OUTCOME, "ending": "gave_up", "because": "no_help"}
    run = _played(lambda n: _answer(ended=True, outcome=left))
    assert (run.ending, run.because) == ("gave_up", "no_help")


def test_a_run_is_written_without_its_exchanges() -> None:
    run = _played(lambda n: _answer(ended=True, outcome=OUTCOME))
    values = run.as_dict()
    assert json.loads(json.dumps(values)) == values
    assert "exchanges" not in values
    assert {"scenario", "clerk", "ending", "because", "calm_at", "volunteered"} <= set(values)


@pytest.mark.parametrize("broken", [{"lines": []}, {"scored": False}])
def test_no_answer_or_no_score_is_a_dead_end(broken: dict[str, Any]) -> None:
    run = _played(lambda n: _answer(**(broken if n == 2 else {})))
    assert run.dead_end
    assert run.turns == 2


def test_a_talk_that_does_not_end_is_a_dead_end() -> None:
    run = _played(lambda n: _answer(f"Line {n}."))
    assert run.dead_end
    assert run.turns == TURN_CAP


@pytest.mark.parametrize(("move", "repeated"), [("press", TURN_CAP - 1), ("acknowledge", 0)])
def test_repeated_lines_are_counted_but_not_acknowledgements(move: str, repeated: int) -> None:
    assert _played(lambda n: _answer("Same.", move)).lines_repeated == repeated


def test_a_silent_clerk_sends_silence() -> None:
    bot = Bot(lambda n: _answer(ended=True, outcome=OUTCOME))
    run = simulation.play(bot, scenario(), "silent", 1)
    assert (bot.heard, bot.gestures) == ([""], [None])
    assert run.exchanges == [Exchange("", "Hm.", "press", "calm", "anxious", None, 40)]


def test_a_clerk_sends_gestures_with_the_first_reply() -> None:
    bot = Bot(lambda n: _answer(ended=n == 3, outcome=OUTCOME if n == 3 else None))
    simulation.play(bot, scenario(), "stuffer", 1, difficulty=3)
    assert bot.gestures[0]
    assert bot.gestures[1:] == [[], []]
    assert bot.settings == {"scenario": "parking-permit", "seed": 1, "difficulty": 3}


# ------------------------------------------------------------------ figures of many talks


def _run(
    clerk: str, grade: int | None, score: float | None, ending: str | None, *lines: str,
    calm_at: int | None = None, volunteered: int = 0,
) -> Run:  # fmt: skip
    return Run(
        "s", clerk, 1, 6, grade, score, True, ending, False, 0, [], calm_at=calm_at,
        volunteered=volunteered,
        exchanges=[Exchange("", line, "press", "calm", "calm") for line in lines],
    )  # fmt: skip


def test_the_summary_is_of_each_clerk_in_the_order_they_played() -> None:
    rows = simulation.summary([
        _run("rude", 1, 20.0, "walked_out", "Hm.", "What?"),
        _run("model", 5, 90.0, "satisfied", "Thanks."),
        _run("rude", 2, None, None, "Hm."),
    ])  # fmt: skip
    assert [row["clerk"] for row in rows] == ["rude", "model"]
    assert rows[0]["grade"] == 1.5
    assert rows[0]["score"] == 20.0
    assert rows[0]["endings"] == {"walked_out": 1, "none": 1}
    assert [row["distinct_lines"] for row in rows] == [2, 1]
    assert simulation.summary([]) == []


def test_a_clerk_without_any_score_has_none() -> None:
    assert simulation.summary([_run("silent", 1, None, "walked_out")])[0]["score"] is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([4.0], (4.0, 4.0, 4.0)),
        ([3.0, 3.0, 3.0], (3.0, 3.0, 3.0)),
        ([1.0, 3.0], (2.0, 0.04, 3.96)),
        ([0.0, 0.0, 10.0, 10.0], (5.0, -0.66, 10.66)),
    ],
)
def test_an_interval_is_the_mean_and_its_95_per_cent(
    values: list[float], expected: tuple[float, float, float]
) -> None:
    assert simulation.interval(values) == pytest.approx(expected)


def test_more_talks_make_a_narrower_interval() -> None:
    few, many = (simulation.interval([1.0, 3.0] * n) for n in (2, 20))
    assert few[0] == many[0]
    assert few[1] < many[1] < many[0] < many[2] < few[2]


def test_levels_of_difficulty_are_compared_by_turns_to_calm_and_what_is_said_unasked() -> None:
    easy = [_run("model", 5, 90.0, "satisfied", calm_at=n, volunteered=4) for n in (2, 4)]
    hard = [_run("model", None, None, None, calm_at=None, volunteered=1)]
    first, second = simulation.by_difficulty({1: easy, 3: hard})
    assert (first["difficulty"], first["runs"], first["grade"]) == (1, 2, 5)
    assert first["turns_to_calm"] == simulation.interval([2.0, 4.0])
    assert first["volunteered"] == (4.0, 4.0, 4.0)
    assert (second["difficulty"], second["grade"]) == (3, 0)
    assert second["turns_to_calm"] == (TURN_CAP, TURN_CAP, TURN_CAP)


# ------------------------------------------------------------------ a random walk


def _walked(answer: Callable[[int], dict[str, Any]], turns: int = 30) -> tuple[dict[str, Any], Bot]:
    bot = Bot(answer)
    return simulation.walk(bot, [scenario()], turns, seed=5), bot


def test_a_walk_goes_on_until_the_turns_are_done_and_its_last_talk_has_ended() -> None:
    found, bot = _walked(lambda n: _answer(f"Line {n}.", ended=n % 4 == 0, outcome=OUTCOME))
    assert found == {
        "turns": 32, "talks": 8, "dead_ends": 0, "lines_repeated": 0, "endings": {"satisfied": 8},
    }  # fmt: skip
    assert len(bot.heard) == 32
    assert len(set(bot.forgotten)) == 8


def test_a_walk_counts_dead_ends_and_repeated_lines() -> None:
    found, _ = _walked(
        lambda n: _answer("Same.", lines=[] if n == 2 else [{"text": "Same.", "move": "press"}])
    )
    assert found["dead_ends"] == 1 + found["talks"]
    assert found["lines_repeated"] > 0
    assert found["endings"] == {"none": found["talks"]}


def test_a_walk_is_the_same_for_the_same_seed() -> None:
    (_, first), (_, second) = (_walked(lambda n: _answer(ended=n % 3 == 0)) for _ in range(2))
    assert first.heard == second.heard
    assert len(set(first.heard)) > 10


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_walk_may_say_anything_at_hand_and_odd_texts(language: str) -> None:
    texts = simulation.texts_at_hand(language)
    assert len(texts) == len(set(texts)) > 1000
    assert {"", "/restart", "12333"} <= set(texts)
