"""What all criteria have in common, and the table that weighs them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from counterpart import paths
from counterpart.errors import CounterpartError
from counterpart.rubric import CRITERIA, Finding, Turn, rubric
from counterpart.rubric.finding import STATUSES
from tests.by_hand import turn

TABLE = (paths.DATA / "rubric.yml").read_text(encoding="utf-8")
OFFENCES = {"taboo": "taboo", "discrimination": "equal_treatment"}  # act -> criterion
TURNS = [
    turn("身份证拿来，因为有规定。", ("bare_command", "身份证拿来"), ("explanation", "因为有规定"),
         ("explanation_first", "因为有规定"), language="zh", grievance=True, first=True, cooperated=True,
         closing=True),
    turn("Sign here, it's the rule.", ("bare_command", "Sign here"), ("explanation", "it's the rule"),
         ("explanation_first", "it's the rule"), language="en", grievance=True, number=3,
         cooperated=True, closing=True),
]  # fmt: skip


@pytest.mark.parametrize("name", list(CRITERIA))
def test_every_criterion_speaks_both_languages(name: str) -> None:
    criterion = CRITERIA[name]
    tables = [criterion.NAME, criterion.RULE, *criterion.ADVICE.values()]
    assert all(table["zh"] and table["en"] for table in tables)
    assert criterion.SOURCE
    assert {"met", "missed"} <= set(criterion.ADVICE)


@pytest.mark.parametrize("name", list(CRITERIA))
def test_every_criterion_has_its_test_beside_this_one(name: str) -> None:
    assert Path(__file__).with_name(f"test_{name}.py").exists()


@pytest.mark.parametrize("given", TURNS, ids=["zh", "en"])
def test_findings_come_in_the_order_of_the_criteria_with_points_in_range(given: Turn) -> None:
    rules = rubric()
    found = rules.findings(given)
    order = list(CRITERIA)
    assert len(found) >= 6
    assert [f.criterion for f in found] == sorted((f.criterion for f in found), key=order.index)
    for finding in found:
        least = -rules.penalties.get(finding.criterion, 0.0)
        assert least <= finding.points <= rules.weights[finding.criterion]
        assert finding.status in STATUSES
        assert finding.advice
        assert "{" not in finding.advice
        assert all(0 <= s.start < s.end <= len(given.reply) for s in finding.evidence)


@pytest.mark.parametrize("given", TURNS, ids=["zh", "en"])
def test_a_fault_comes_with_a_better_wording(given: Turn) -> None:
    faults = [f for f in rubric().findings(given) if f.status in ("partly", "missed")]
    assert len(faults) >= 6
    assert all(f.better and f.better != given.reply for f in faults)


@pytest.mark.parametrize("given", TURNS, ids=["zh", "en"])
@pytest.mark.parametrize(("act", "name"), list(OFFENCES.items()))
def test_beside_an_offence_no_kinder_wording_of_the_offence_is_offered(
    given: Turn, act: str, name: str
) -> None:
    offence = dataclasses.replace(given.spans[0], act=act)
    rude = dataclasses.replace(given, spans=(*given.spans, offence))
    offers = [f for f in rubric().findings(rude) if f.better]
    assert [f.criterion for f in offers] == [name]
    assert given.text(offence) not in offers[0].better


def test_beside_two_offences_no_wording_with_either_is_offered() -> None:
    reply = turn(
        "急什么急，你们外地人，请坐。", ("taboo", "急什么急"), ("discrimination", "你们外地人")
    )
    offers = [f.better for f in rubric().findings(reply) if f.better]
    assert len(offers) == 1
    assert not [offer for offer in offers if "急什么急" in offer or "你们外地人" in offer]


def test_what_is_met_needs_no_better_wording() -> None:
    reply = turn("您好，请坐。", ("greeting", "您好"), ("please", "请坐"), first=True)
    found = rubric().findings(reply)
    assert {f.status for f in found} == {"met"}
    assert {f.better for f in found} == {""}


def test_the_advice_quotes_words_with_braces_as_they_are() -> None:
    reply = turn("{急} {0}什么急", ("taboo", "{急} {0}什么急"))
    [finding] = rubric().findings(reply)
    assert "{急} {0}什么急" in finding.advice


@pytest.mark.parametrize("name", list(CRITERIA))
def test_a_better_status_never_earns_less(name: str) -> None:
    rules = rubric()
    points = [rules.points(name, status) for status in ("met", "partly", "missed")]
    assert points == sorted(points, reverse=True)
    assert points[0] > points[2]
    assert (points[2] < 0) is (name in rules.penalties)
    assert (points[0] == 0) is (name in OFFENCES.values())


def test_a_scenario_can_weigh_a_criterion_differently() -> None:
    rules = rubric().weighted({"greeting": 50})
    assert rules.points("greeting", "met") == 50
    assert rules.points("closing", "met") == rubric().points("closing", "met")


def test_a_finding_survives_being_written_and_read() -> None:
    for finding in rubric().findings(TURNS[0]):
        assert Finding.from_dict(finding.as_dict()) == finding


def _table(folder: Path, old: str, new: str) -> Path:
    assert old in TABLE
    file = folder / "rubric.yml"
    file.write_text(TABLE.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("  greeting:", "  greting:", "greting"),
        ("  closing: 6\n", "", "closing"),
        ("order: apology_first", "order: sometimes", "sometimes"),
    ],
)
def test_a_misspelt_table_names_the_word_and_the_valid_ones(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    file = _table(tmp_path, old, new)
    with pytest.raises(CounterpartError) as caught:
        rubric(file)
    message = caught.value.message("en")
    assert caught.value.code == "E207"
    assert named in message
    assert str(file) in message
    assert "apology" in message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  taboo: 15", "  tabo: 15"),
        ("weights:", "weigths:"),
        ("order: apology_first", "ordre: apology_first"),
        ("  missed: 0.0", "  mised: 0.0"),
        ("  false_promise: 8", "  false_promises: 8"),
        ("piecemeal: 0.8", "picemeal: 0.8"),
        ("piecemeal: 0.8", ""),
    ],
)
def test_any_unknown_key_of_the_table_is_reported(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(CounterpartError, match="E207"):
        rubric(_table(tmp_path, old, new))
