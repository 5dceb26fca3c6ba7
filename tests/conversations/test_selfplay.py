"""Scripted clerks against the trained bot: a quick version of the proof in docs/scoring.md."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from counterpart import simulation
from counterpart.clerks import CLERKS
from counterpart.library import library
from counterpart.simulation import Run

pytestmark = pytest.mark.endtoend

_SEEDS = 3
_FALLING = ("model", "courteous", "explainer", "curt", "rude")


@pytest.fixture(scope="module")
def runs(model: Path) -> list[Run]:
    """Every clerk in every scenario, some seeds each."""
    return list(simulation.play_all(model, library().all(), CLERKS, _SEEDS, seed=901))


def _grade(runs: list[Run], clerk: str) -> float:
    return mean(run.grade or 0 for run in runs if run.clerk == clerk)


def test_every_talk_comes_to_an_end_of_its_own(runs: list[Run]) -> None:
    assert len(runs) == _SEEDS * len(CLERKS) * len(library().all())
    assert [run for run in runs if run.dead_end] == []
    assert sum(run.ending == "turn_cap" for run in runs) <= 0.02 * len(runs)


def test_no_citizen_says_a_line_twice(runs: list[Run]) -> None:
    assert [(run.scenario, run.clerk) for run in runs if run.lines_repeated] == []


def test_better_clerks_get_better_grades(runs: list[Run]) -> None:
    grades = [_grade(runs, clerk) for clerk in _FALLING]
    assert grades == sorted(grades, reverse=True)
    assert len(set(grades)) == len(grades)
    assert grades[0] >= 4.5
    assert grades[-1] <= 1.5


def test_fine_words_alone_do_not_pay_and_bare_facts_do(runs: list[Run]) -> None:
    assert _grade(runs, "stuffer") <= 3
    assert _grade(runs, "stuffer") < _grade(runs, "courteous")
    blunt = _grade(runs, "blunt-but-right")
    assert _grade(runs, "explainer") < blunt < _grade(runs, "courteous")


def test_whoever_leaves_in_anger_says_why(runs: list[Run]) -> None:
    gone = [run for run in runs if run.ending in ("walked_out", "went_to_supervisor", "gave_up")]
    assert len(gone) > 20
    assert [run for run in gone if not run.because] == []


def test_another_seed_is_another_talk(runs: list[Run]) -> None:
    talks = Counter(
        tuple(e.line for e in run.exchanges) for run in runs if run.clerk not in ("silent", "rude")
    )
    assert max(talks.values()) == 1


def test_a_random_walk_over_all_texts_neither_crashes_nor_gets_stuck(model: Path) -> None:
    found = simulation.walk_all(model, library().all(), 600, seed=7)
    assert found["turns"] >= 600
    assert found["dead_ends"] == 0
    assert found["lines_repeated"] == 0
