"""A stretch of the reply is read by what it names beside right and wrong tellings."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from counterpart import paths
from counterpart.encoder import encoder
from counterpart.errors import CounterpartError
from counterpart.fact_reading import FEATURES, OUTCOMES, features, stretches, weights
from counterpart.facts import Meaning
from counterpart.scenario import Fact
from tests.by_hand import scenario

TABLE = (paths.DATA / "fact_weights.yml").read_text(encoding="utf-8")
PAPERS = dataclasses.replace(
    scenario().fact("papers"), wrong=["Bring your birth certificate.", "You need no passport."]
)
DAYS = dataclasses.replace(scenario().fact("days"), wrong=["It takes 15 months."])


def _read(reply: str, fact: Fact, asked: bool = False) -> dict[str, float]:
    """Return the features of a reply by name; empty where it doesn't speak of the fact."""
    runs = stretches(reply)
    read = features(reply, runs, encoder().encode([run.text for run in runs]), fact, asked)
    return dict(zip(FEATURES, map(float, read[0]), strict=True)) if read else {}


@pytest.mark.parametrize("count", [0, 1, 3, 50])
def test_stretches_are_runs_of_up_to_three_clauses(count: int) -> None:
    reply = "".join(f"第{chr(0x4E00 + i)}条要办。" for i in range(count))
    found = stretches(reply)
    assert len(found) <= 60
    assert len([s for s in found if not s.joined]) == min(count, 60)
    assert all(s.text == reply[s.start : s.end] for s in found)
    assert all(s.joined == ("。" in s.text) for s in found)


@pytest.mark.parametrize("reply", ["", "……", "Good morning, how nice the weather is."])
def test_a_reply_that_does_not_speak_of_the_fact_has_no_features(reply: str) -> None:
    assert _read(reply, PAPERS) == {}


def test_the_stretch_that_speaks_of_the_fact_is_found() -> None:
    reply = "Good morning. Please bring your passport. It takes 15 working days."
    runs = stretches(reply)
    read = features(reply, runs, encoder().encode([r.text for r in runs]), PAPERS, False)
    assert read is not None
    assert read[1].text == "Please bring your passport"


@pytest.mark.parametrize(
    ("name", "fact", "low", "high"),
    [
        ("similar_wrong", PAPERS, "Please bring your passport.", "Bring your birth certificate."),
        ("words", PAPERS, "Please bring your papers.", "Please bring your passport."),
        ("denials", PAPERS, "Bring your passport.", "You need no passport."),
        ("fact_word_denied", PAPERS, "Bring your passport.", "Your passport isn't needed."),
        ("number_conflict", DAYS, "It takes 15 working days.", "It takes 20 working days."),
        ("number_agrees", DAYS, "It takes 20 working days.", "It takes 15 working days."),
        ("document_conflict", PAPERS, "Bring your passport.", "Bring your marriage certificate."),
        ("document_agrees", PAPERS, "Bring your certificate.", "Bring your passport."),
        ("question", PAPERS, "You have your passport.", "Have you got your passport?"),
        ("demands", PAPERS, "Bring your passport.", "Bring your passport as well as a photo."),
    ],
)
def test_a_feature_tells_two_replies_apart(name: str, fact: Fact, low: str, high: str) -> None:
    assert _read(low, fact)[name] < _read(high, fact)[name]


@pytest.mark.parametrize("asked", [False, True])
def test_whether_it_was_asked_for_counts(asked: bool) -> None:
    found = _read("Please bring your passport.", PAPERS, asked)
    assert found["asked"] == found["asked_words"] == asked


def test_a_fact_without_wrong_tellings_is_read_all_the_same() -> None:
    found = _read("Please bring your passport.", dataclasses.replace(PAPERS, wrong=[]))
    assert found["similar_wrong"] == 0
    assert all(np.isfinite(value) for value in found.values())


# ------------------------------------------------------------------ weights


@pytest.mark.parametrize(
    ("reply", "fact"),
    [
        ("You don't need your passport.", PAPERS),
        ("No passport is needed.", PAPERS),
        ("It takes 20 working days.", DAYS),
    ],
)
def test_the_opposite_and_another_number_are_not_right_without_wrong_tellings_either(
    reply: str, fact: Fact
) -> None:
    told = Meaning(reply).told(dataclasses.replace(fact, wrong=[]))
    assert told is None or not told.right


def _values(reply: str, fact: Fact) -> NDArray[np.float64]:
    return np.array(list(_read(reply, fact).values()))


def test_the_three_outcomes_share_one_probability() -> None:
    found = weights().probabilities(_values("Please bring your passport.", PAPERS))
    assert found.shape == (len(OUTCOMES),)
    assert found.sum() == pytest.approx(1.0, abs=0.002)
    assert found.min() >= 0


@pytest.mark.parametrize(
    ("reply", "fact", "outcome"),
    [
        ("Please bring your passport.", PAPERS, "right"),
        ("It is ready in 15 working days.", DAYS, "right"),
        ("You need no passport.", PAPERS, "wrong"),
        ("It takes 15 months.", DAYS, "wrong"),
        ("The office is open five days a week.", DAYS, "untold"),
    ],
)
def test_the_likeliest_outcome_is_what_the_reply_tells(
    reply: str, fact: Fact, outcome: str
) -> None:
    found = weights().probabilities(_values(reply, fact))
    assert OUTCOMES[int(found.argmax())] == outcome


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("  similar_right:", "  similar:", "similar"),
        ("features:\n", "features:\n  charm: [0]\n", "charm"),
    ],
)
def test_a_table_with_other_features_names_them(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    assert old in TABLE
    file = tmp_path / "fact_weights.yml"
    file.write_text(TABLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CounterpartError) as caught:
        weights(file)
    assert caught.value.code == "E207"
    assert named in caught.value.message("en")
    assert "number_conflict" in caught.value.message("en")
