"""``counterpart scenarios`` lists what there is to practise."""

from __future__ import annotations

import json

import pytest

from counterpart.library import Library
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
