"""``counterpart evaluate`` prints tables to read, or JSON."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from counterpart import figures
from counterpart.acts import Span
from counterpart.cli.evaluate import command
from counterpart.corpus import LabelledReply
from counterpart.evaluation import reports
from counterpart.figures import Figures
from counterpart.footprint import Footprint
from counterpart.tagger import TaggedReply

PLEASE = Span(0, 2, "please")
REPLY = LabelledReply("w1-1", "w1", "zh", "?", True, False, None, "请坐", (PLEASE,), "hard")


def _figures(*found: Span) -> Figures:
    pairs = [(REPLY, TaggedReply(found, True))]
    sure = {"finds": 1, "error": 0.25, "table": []}
    return Figures(reports(pairs, lambda r: r.writer), sure, Footprint(0.5, 12.5, 300, 4.5))


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures made by hand instead of minutes of training: only the linear model finds anything."""
    monkeypatch.setattr(
        "counterpart.cli.evaluate.models", lambda: {"linear": "linear", "patterns": "patterns"}
    )
    monkeypatch.setattr(
        figures,
        "held_out",
        lambda _replies, _folds, _tell, model: _figures(*[PLEASE][: model == "linear"]),
    )


@pytest.mark.usefixtures("measured")
def test_the_figures_are_a_table_or_json() -> None:
    text = CliRunner().invoke(command, []).output
    assert "zh hard" in text
    assert "1.000 to 1.000" in text
    assert "expected error 0.250 over 1 finds" in text
    assert "12.5 ms a reply" in text
    report = json.loads(CliRunner().invoke(command, ["--json"]).output)
    assert report["parts"]["zh hard"]["macro_f1"] == 1.0
    assert report["footprint"]["memory_mb"] == 300


@pytest.mark.usefixtures("measured")
def test_models_are_compared_with_the_one_that_ships() -> None:
    text = CliRunner().invoke(command, ["--compare"]).output
    assert "less linear" in text
    assert "-1.000" in text
    report = json.loads(CliRunner().invoke(command, ["--compare", "--json"]).output)
    assert set(report["models"]) == {"linear", "patterns"}
    assert report["less_linear"]["patterns"]["macro_f1"] == -1.0


def test_the_agreement_of_two_readers_is_a_table_or_json() -> None:
    text = CliRunner().invoke(command, ["--agreement"]).output
    report = json.loads(CliRunner().invoke(command, ["--agreement", "--json"]).output)
    assert f"{report['replies']} replies labelled twice" in text
    assert report["labels"]["taboo"]["disputes"] > 0
    assert 0.8 < report["mean_of_acts"]["kappa"] < report["mean_of_acts"]["f1"] < 1.0


def test_one_thing_is_measured_at_a_time() -> None:
    result = CliRunner().invoke(command, ["--compare", "--unseen"])
    assert result.exit_code == 2
    assert "exclude each other" in result.output
