"""The table of temperaments holds what the citizen needs."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from counterpart import paths
from counterpart.acts import ACTS
from counterpart.errors import CounterpartError
from counterpart.moods import MOODS
from counterpart.temperament import difficulties, names, table

TABLE = (paths.DATA / "temperaments.yml").read_text(encoding="utf-8")
LEVELS = (paths.DATA / "difficulties.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", names())
def test_a_temperament_knows_every_act_and_every_mood(name: str) -> None:
    temper = table()[name]
    moved = set(ACTS) - {"explanation"}
    assert set(temper.tension) == set(temper.trust) == moved
    assert set(temper.start) == set(MOODS)
    assert set(temper.moods) == {"high", "middle", "low", "unsure"}
    assert set(temper.moods.values()) <= set(MOODS)


@pytest.mark.parametrize("name", names())
def test_the_numbers_of_a_temperament_make_sense(name: str) -> None:
    temper = table()[name]
    assert all(0 <= tension <= 100 for tension in temper.start.values())
    assert temper.start["relieved"] < temper.start["anxious"] < temper.start["angry"]
    assert 0 < temper.calm_at < temper.leaves_at <= 100
    assert 0 < temper.wears_off < 1
    assert temper.patience >= 1
    assert temper.nothing_done > 0 > temper.corrected
    assert temper.speaks_up > 0
    assert 0 <= temper.digresses < 1


@pytest.mark.parametrize("name", names())
def test_a_taboo_phrase_costs_more_than_an_apology_wins_back(name: str) -> None:
    temper = table()[name]
    for act in ("taboo", "discrimination"):
        assert temper.tension[act] > -temper.tension["apology"] > 0
        assert -temper.trust[act] > temper.trust["apology"] > 0


@pytest.mark.parametrize("name", names())
def test_kind_acts_soothe_and_harmful_ones_heat(name: str) -> None:
    temper = table()[name]
    for act in ("greeting", "apology", "empathy", "guidance", "ownership", "listening"):
        assert temper.tension[act] < 0 < temper.trust[act]
    for act in ("bare_command", "explanation_first", "shirking", "taboo", "discrimination"):
        assert temper.tension[act] > 0 > temper.trust[act]


def test_temperaments_differ_in_what_they_say_unasked_and_in_how_they_leave() -> None:
    found = table()
    assert found["talkative"].speaks_up > 1 > found["meek"].speaks_up
    assert max(found.values(), key=lambda t: t.digresses).name == "talkative"
    assert [t.name for t in found.values() if t.leaves_quietly] == ["meek"]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("  patience: 2\n", "", "patience"),
        ("  patience: 2\n", "  patiense: 2\n", "patiense"),
        ("  patience: 2\n", "  patience: 2\n  hobby: 3\n", "hobby"),
    ],
)
def test_a_misspelt_table_names_the_word_and_the_valid_ones(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    file = tmp_path / "temperaments.yml"
    file.write_text(TABLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CounterpartError) as caught:
        table(file)
    message = caught.value.message("en")
    assert caught.value.code == "E207"
    assert named in message
    assert "hot-tempered" in message
    assert "leaves_at" in message


def test_a_table_that_is_no_table_is_named(tmp_path: Path) -> None:
    file = tmp_path / "temperaments.yml"
    file.write_text("hot-tempered: 3\n", encoding="utf-8")
    with pytest.raises(CounterpartError, match="E207"):
        table(file)


# ------------------------------------------------------------------ difficulty


def test_there_are_three_levels_and_each_is_harder_than_the_one_before() -> None:
    levels = difficulties()
    assert list(levels) == [1, 2, 3]
    for easier, harder in itertools.pairwise(levels.values()):
        assert easier.tension < harder.tension
        assert easier.relief > harder.relief > 0
        assert easier.patience > harder.patience
        assert 1 >= easier.asks > harder.asks > 0
        assert 1 >= easier.volunteers > harder.volunteers > 0


def test_the_middle_level_leaves_the_temperament_as_it_is() -> None:
    usual = difficulties()[2]
    assert (usual.tension, usual.relief, usual.patience) == (0, 1.0, 0)


@pytest.mark.parametrize("name", names())
def test_no_citizen_boils_over_as_they_walk_up(name: str) -> None:
    hardest = max(table()[name].start.values()) + difficulties()[3].tension
    assert hardest < table()[name].leaves_at


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("relief: 1.25, ", "", "relief"),
        ("relief: 1.25", "releif: 1.25", "releif"),
        ("{tension: -10", "{hobby: 3, tension: -10", "hobby"),
        ("1: {tension", "easy: {tension", "easy"),
    ],
)
def test_a_misspelt_level_names_the_word_and_the_valid_ones(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    assert old in LEVELS
    file = tmp_path / "difficulties.yml"
    file.write_text(LEVELS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CounterpartError) as caught:
        difficulties(file)
    assert caught.value.code == "E207"
    assert named in caught.value.message("en")
    assert "volunteers" in caught.value.message("en")


def test_a_level_that_is_no_table_is_named(tmp_path: Path) -> None:
    file = tmp_path / "difficulties.yml"
    file.write_text("1: 3\n", encoding="utf-8")
    with pytest.raises(CounterpartError, match="E207"):
        difficulties(file)
