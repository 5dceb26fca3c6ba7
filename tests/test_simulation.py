"""Self-play: a clerk against any bot, and the figures of many talks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from counterpart import simulation
from counterpart.citizen import TURN_CAP
from counterpart.simulation import Exchange, Run
from tests.by_hand import scenario

OUTCOME = {"grade": 4, "scorecard": {"score": 80.0}, "ending": "satisfied"}


def _answer(text: str = "Hm.", move: str = "press", **more: Any) -> dict[str, Any]:
    return {
        "lines": [{"text": text, "move": move}], "scored": True, "ended": False, "mood": "calm",
        "assessment": {"topic": None}, "outcome": None, **more,
    }  # fmt: skip


class Bot:
    """A bot that answers by the number of the turn."""

    def __init__(self, answer: Callable[[int], dict[str, Any]]) -> None:
        self.answer, self.heard = answer, list[str]()
        self.forgotten: list[str] = []

    def start(self, sender: str, **settings: Any) -> None:
        self.settings = settings

    def reply(self, sender: str, text: str, silence: bool) -> dict[str, Any]:
        assert silence is (text == "")
        self.heard.append(text)
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
    exchanges: list[Exchange] = []
    bot = Bot(lambda n: _answer(ended=True, outcome=OUTCOME))
    simulation.play(bot, scenario(), "silent", 1, transcript=exchanges)
    assert bot.heard == [""]
    assert exchanges == [Exchange("", "Hm.", "press", "calm")]


def _run(clerk: str, grade: int | None, score: float | None, ending: str | None) -> Run:
    return Run("s", clerk, 1, 6, grade, score, True, ending, False, 0, [])


def test_the_summary_is_of_each_clerk_in_the_order_they_played() -> None:
    rows = simulation.summary([
        _run("rude", 1, 20.0, "walked_out"),
        _run("model", 5, 90.0, "satisfied"),
        _run("rude", 2, None, None),
    ])  # fmt: skip
    assert [row["clerk"] for row in rows] == ["rude", "model"]
    assert rows[0]["grade"] == 1.5
    assert rows[0]["score"] == 20.0
    assert rows[0]["endings"] == {"walked_out": 1, "none": 1}
    assert simulation.summary([]) == []


def test_a_clerk_without_any_score_has_none() -> None:
    assert simulation.summary([_run("silent", 1, None, "walked_out")])[0]["score"] is None
