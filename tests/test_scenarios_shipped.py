"""The scenarios that ship: enough lines, none alike, all of one person."""

from __future__ import annotations

import itertools
import re

import pytest

from counterpart.library import Library
from counterpart.moods import LINE_MOVES
from counterpart.scenario import Scenario
from counterpart.scenario_map import every_line
from counterpart.temperament import table

NAMES = (
    "id-card-reissue", "marriage-registration", "pension-check-phone", "pension-transfer",
    "remote-medical-filing", "sole-trader-licence", "subsistence-allowance", "tax-settlement-en",
)  # fmt: skip
_LEAST = 120
_ALIKE = 0.6  # character-bigram Jaccard


@pytest.fixture(params=NAMES)
def scene(request: pytest.FixtureRequest, shelf: Library) -> Scenario:
    """Each scenario that ships."""
    return shelf.latest(request.param)


def _bigrams(text: str) -> set[str]:
    text = re.sub(r"[\W_]+", "", text.lower())
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def test_these_and_no_others_ship(shelf: Library) -> None:
    assert [scene.id for scene in shelf.all()] == list(NAMES)


def test_there_are_six_windows_a_telephone_and_english(shelf: Library) -> None:
    scenes = shelf.all()
    counters = {s.window for s in scenes if s.language == "zh" and s.channel == "counter"}
    assert len(counters) == 6
    assert [s.id for s in scenes if s.channel == "phone"] == ["pension-check-phone"]
    assert [s.id for s in scenes if s.language == "en"] == ["tax-settlement-en"]
    assert {s.citizen.temperament for s in scenes} == set(table())


def test_a_citizen_has_lines_enough_for_every_move(scene: Scenario) -> None:
    assert sum(1 for _ in every_line(scene)) >= _LEAST
    spoken = {move for move, moods in scene.lines.items() if sum(map(len, moods.values())) >= 3}
    assert set(LINE_MOVES) - spoken <= {"acknowledge"}


def test_no_two_lines_are_alike(scene: Scenario) -> None:
    lines = [(text, _bigrams(text)) for _, text in every_line(scene)]
    alike = [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(lines, 2)
        if len(a & b) > _ALIKE * len(a | b)
    ]
    assert alike == []


def test_every_answer_can_be_volunteered(scene: Scenario) -> None:
    assert [answer.id for answer in scene.answers if len(answer.volunteered) < 2] == []


def test_facts_name_their_source_and_local_ones_say_so(scene: Scenario) -> None:
    assert len(scene.must_tell) == 5
    for fact in scene.must_tell:
        assert fact.source, fact.id
        if fact.local:
            assert re.search(r"以.{0,4}本地.{0,6}为准|local", fact.fact), fact.id
