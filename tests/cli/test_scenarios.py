"""``counterpart scenarios`` lists what there is to practise, and draws what can happen in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from counterpart import models, simulation
from counterpart.clerks import CLERKS
from counterpart.library import Library
from counterpart.scenario import Scenario
from counterpart.scenario_map import every_line
from counterpart.simulation import Exchange, Run
from tests.by_hand import counterpart


@pytest.fixture(autouse=True)
def _shelf(monkeypatch: pytest.MonkeyPatch, shelf: Library) -> None:
    monkeypatch.setattr("counterpart.cli.scenarios.library", lambda: shelf)


def test_the_list_names_every_scenario(shelf: Library) -> None:
    result = counterpart("scenarios", COLUMNS="300")
    assert result.exit_code == 0
    for found in shelf.all():
        assert found.id in result.stdout
        assert found.citizen.name in result.stdout


def test_a_program_gets_one_object_a_scenario(shelf: Library) -> None:
    result = counterpart("scenarios", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [row["id"] for row in rows] == [found.id for found in shelf.all()]
    pension = next(row for row in rows if row["id"] == "pension-transfer")
    assert pension["language"] == "zh"
    assert pension["facts"] == 5
    assert len(pension["version"]) == 12
    assert "王师傅" in pension["citizen"]


# ------------------------------------------------------------------ counterpart scenarios map


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch, pension: Scenario) -> list[tuple[Any, ...]]:
    """Two talks made by hand in the place of self-play; returns what was to be played."""
    asked: list[tuple[Any, ...]] = []
    opening, line = pension.opening[0], pension.answers[0].say["calm"][0]
    steps = [
        Exchange("您好。", opening, "open", "anxious", "anxious"),
        Exchange("哪年？", line, "answer", "calm", "anxious", pension.answers[0].id),
    ]
    run = Run(
        pension.id, "model", 1, 2, 5, 90.0, True, None, False, 0, ["anxious", "calm"],
        told=["documents"], exchanges=steps,
    )  # fmt: skip

    def _play_all(
        model: Path, scenarios: Sequence[Scenario], clerks: Sequence[str], runs: int
    ) -> Iterator[Run]:
        asked.append((model, [scene.id for scene in scenarios], tuple(clerks), runs))
        yield from (run, run)

    monkeypatch.setattr(models, "ensure", lambda progress: Path("a-model"))
    monkeypatch.setattr(simulation, "play_all", _play_all)
    return asked


@pytest.mark.parametrize(("arguments", "runs"), [([], 5), (["--runs", "20"], 20)])
def test_every_clerk_plays_the_scenario_that_is_drawn(
    jobs: list[tuple[Any, ...]], tmp_path: Path, arguments: list[str], runs: int
) -> None:
    file = tmp_path / "map.svg"
    result = counterpart("scenarios", "map", "pension-transfer", "--out", file, *arguments)
    assert result.exit_code == 0
    assert jobs == [(Path("a-model"), ["pension-transfer"], CLERKS, runs)]
    assert ElementTree.parse(file).getroot().tag.endswith("svg")


@pytest.mark.usefixtures("jobs")
def test_what_no_talk_reached_is_listed(tmp_path: Path, pension: Scenario) -> None:
    file = tmp_path / "map.svg"
    result = counterpart("scenarios", "map", "pension-transfer", "--out", file)
    lines = result.stdout.splitlines()
    assert lines[0] == f"{file}: 2 talks, 2 ways."
    assert lines[1] == "Facts never told: where, paper_certificate, time, online_free"
    assert pension.answers[0].id not in lines[2]
    assert pension.answers[1].id in lines[2]
    total = sum(1 for _ in every_line(pension))
    assert lines[3] == f"Lines never said: {total - 2} of {total}"
    assert f"  opening: {pension.opening[1]}" in lines[4:]
    assert not [line for line in lines if line.endswith(pension.opening[0])]


@pytest.mark.usefixtures("jobs")
def test_a_program_gets_what_was_never_reached_as_an_object(tmp_path: Path) -> None:
    file = tmp_path / "map.svg"
    result = counterpart("scenarios", "map", "pension-transfer", "--json", "--out", file)
    found = json.loads(result.stdout)
    assert set(found) == {"file", "talks", "facts", "answers", "lines"}
    assert (found["file"], found["talks"]) == (str(file), 2)
    assert "documents" not in found["facts"]
    assert len(found["facts"]) == 4
    assert all(len(line) == 2 for line in found["lines"])


@pytest.mark.usefixtures("jobs")
def test_without_a_place_it_is_drawn_under_the_scenarios_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = counterpart("scenarios", "map", "pension-transfer")
    assert result.stdout.startswith("pension-transfer.svg: ")
    assert (tmp_path / "pension-transfer.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.usefixtures("english")
def test_an_unknown_scenario_is_named_before_anything_is_played(
    jobs: list[tuple[Any, ...]],
) -> None:
    result = counterpart("scenarios", "map", "pension-transfr")
    assert result.exit_code == 2
    assert "E103" in result.stderr
    assert "pension-transfr" in result.stderr
    assert jobs == []
