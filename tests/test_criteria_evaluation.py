"""Labelled cases measure the criteria that are no act, and the recognition of facts."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any, cast

import pytest

from counterpart import criteria_evaluation as measured
from counterpart.criteria_evaluation import NONE, PAIRS, Case, Pair, Row
from counterpart.errors import CounterpartError
from counterpart.library import Library
from counterpart.rubric import CRITERIA
from counterpart.scenario import Scenario
from counterpart.tagger import ActTagger, TaggedReply
from tests.by_hand import scenario

CASE: dict[str, Any] = {
    "id": "c09-001", "criterion": "false_promise", "language": "en", "status": "missed",
    "replies": ["I guarantee you'll get it."],
}  # fmt: skip
PAIR: dict[str, Any] = {
    "id": "p09-001", "scenario": "parking-permit", "fact": "papers", "asked": False,
    "reply": "Please bring your passport.", "label": "right", "kind": "plain",
}  # fmt: skip


class _NoActs:
    """A tagger that finds no act."""

    def tag(self, reply: str, citizen: str | None, first: bool) -> TaggedReply:
        return TaggedReply((), False)


SCENE = scenario(
    must_tell=[
        dataclasses.replace(fact, wrong=wrong)
        for fact, wrong in zip(
            scenario().must_tell,
            [["You need no passport.", "Bring your birth certificate."], ["It takes 15 months."]],
            strict=True,
        )
    ]
)


class _Shelf:
    """A library with the small scenario only."""

    def latest(self, name: str) -> Scenario:
        assert name == SCENE.id
        return SCENE


def _rows(cases: list[Case], pairs: list[Pair] | None = None) -> dict[str, Row]:
    tagger, library = cast(ActTagger, _NoActs()), cast(Library, _Shelf())
    return measured.rows(tagger, library, cases, pairs or [])


def _case(criterion: str, status: str, *replies: str, **more: Any) -> Case:
    return Case("c09-001", criterion, more.pop("language", "en"), replies, status, **more)


HERE = {"scenario": "parking-permit"}
JUDGED = [
    _case("false_promise", "missed", "I guarantee you'll get it."),
    _case("false_promise", "met", "I can't guarantee it."),
    _case("false_promise", NONE, "It takes 15 working days."),
    _case("rating_invitation", "missed", "Please give me five stars."),
    _case("smile_and_eye_contact", "missed", "Hello.", gestures=("smile",), mood="upset"),
    _case("smile_and_eye_contact", "missed", "Hello.", gestures=(), number=3),
    _case("smile_and_eye_contact", NONE, "Hello.", gestures=(), number=3, gestured=True),
    _case("smile_and_eye_contact", NONE, "Hello.", gestures=("eye",), channel="phone"),
    _case("telephone_manners", "missed", "Yes?", channel="phone", first=True),
    _case("telephone_manners", NONE, "Yes?", first=True),
    _case("telephone_manners", "partly", "Good morning, tax office.", channel="phone", first=True,
          rings=5),
    _case("correct_information", "met", "Please bring your passport.", **HERE),
    _case("correct_information", "missed", "You don't need your passport.", **HERE),
    _case("correct_information", NONE, "Good morning.", **HERE),
    _case("misunderstanding", "met", "Tenants get one too.", belief="voiced", **HERE),
    _case("misunderstanding", "missed", "Good morning.", belief="just_voiced", **HERE),
    _case("misunderstanding", NONE, "Tenants get one too.", belief="corrected", **HERE),
    _case("everything_told", "met", "Please bring your passport. It takes 15 working days.",
          **HERE),
    _case("everything_told", "partly", "Please bring your passport.", **HERE),
    _case("everything_told", "missed", "Good morning.", **HERE),
    _case("everything_told", "partly", "Please bring your passport.", "It takes 15 working days.",
          "You don't need your passport.", **HERE),
    _case("everything_told", "met", "Please bring your passport.", "It takes 15 working days.",
          "It takes 15 working days.", "Just the passport.", **HERE),
]  # fmt: skip


@pytest.mark.parametrize("case", JUDGED, ids=lambda c: f"{c.criterion} {c.status} {c.replies[0]}")
def test_a_case_is_judged_by_its_own_criterion_in_its_setting(case: Case) -> None:
    row = _rows([case])[case.criterion]
    assert row.wrong == []
    assert (row.cases, row.same) == (1, 1)


@pytest.mark.parametrize(
    ("reply", "asked", "expected"),
    [
        ("Please bring your passport.", False, "right"),
        ("You don't need your passport.", False, "wrong"),
        ("Good morning, please sit down.", False, "untold"),
        ("Good morning, please sit down.", True, "untold"),
    ],
)
def test_a_pair_is_read_as_right_wrong_or_untold(reply: str, asked: bool, expected: str) -> None:
    pair = Pair("p09-001", "parking-permit", "papers", asked, reply, expected, "plain")
    assert measured.recognised(pair, SCENE) == expected
    assert _rows([], [pair])[PAIRS].wrong == []


def test_what_is_read_otherwise_is_listed() -> None:
    found = _rows([
        _case("false_promise", "met", "I guarantee you'll get it."),
        _case("false_promise", "missed", "I guarantee you'll get it."),
    ])  # fmt: skip
    assert found["false_promise"].wrong == ["c09-001: met read as missed"]
    assert found["false_promise"].as_dict()["agreement"] == 0.5


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([("met", "met"), ("missed", "missed")], (1.0, 1.0, 1.0)),
        ([("met", "missed")], (0.0, 0.0, 0.0)),
        ([("met", NONE), ("met", "met")], (0.5, 1.0, 0.5)),
        ([(NONE, "met"), ("met", "met")], (0.5, 0.5, 1.0)),
        ([(NONE, NONE)], (1.0, 1.0, 1.0)),
    ],
)
def test_precision_is_of_verdicts_given_and_recall_of_verdicts_due(
    verdicts: list[tuple[str, str]], expected: tuple[float, float, float]
) -> None:
    row = Row("false_promise")
    for number, (wanted, found) in enumerate(verdicts):
        row.add(f"c09-{number}", wanted, found, NONE)
    values = row.as_dict()
    assert (values["agreement"], values["precision"], values["recall"]) == expected
    assert values["cases"] == len(verdicts)


def test_a_row_without_cases_has_no_agreement() -> None:
    assert Row("false_promise").as_dict()["agreement"] is None


@pytest.mark.parametrize(("writer", "seen"), [("c01", True), ("p01", True), ("c09", False)])
def test_writers_that_were_at_hand_are_kept_apart(writer: str, seen: bool) -> None:
    case = Case(f"{writer}-001", "false_promise", "en", ("Hm.",), NONE)
    assert case.writer == writer
    assert list(measured.split([case], unseen=False)) == ([case] if seen else [])
    assert list(measured.split([case], unseen=True)) == ([] if seen else [case])


# ------------------------------------------------------------------ the files


def _write(folder: Path, *lines: dict[str, Any]) -> Path:
    file = folder / "c09.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return file


def test_a_case_is_read_with_what_it_leaves_out(tmp_path: Path) -> None:
    _write(tmp_path, CASE, {**CASE, "gestures": ["eye"], "channel": "phone", "rings": 4})
    first, second = measured.cases(tmp_path)
    assert (first.replies, first.gestures, first.channel) == (
        ("I guarantee you'll get it.",), None, "counter",
    )  # fmt: skip
    assert (second.gestures, second.channel, second.rings) == (("eye",), "phone", 4)


def test_a_pair_is_read(tmp_path: Path) -> None:
    _write(tmp_path, PAIR)
    [pair] = measured.pairs(tmp_path)
    assert (pair.writer, pair.fact, pair.label) == ("p09", "papers", "right")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "change",
    [
        {"criterion": "charm"},
        {"status": "good"},
        {"replies": []},
        {"hobby": "chess"},
        {"replies": None},
    ],
)
def test_a_line_that_is_no_case_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    file = _write(tmp_path, CASE, {**CASE, **change})
    with pytest.raises(CounterpartError) as caught:
        measured.cases(tmp_path)
    assert caught.value.code == "E201"
    assert f"{file}:2" in str(caught.value)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("change", [{"label": "maybe"}, {"hobby": "chess"}])
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    file = _write(tmp_path, PAIR, {**PAIR, **change})
    with pytest.raises(CounterpartError) as caught:
        measured.pairs(tmp_path)
    assert caught.value.code == "E201"
    assert f"{file}:2" in str(caught.value)


def test_the_projects_cases_are_sound(shelf: Library) -> None:
    found = measured.cases()
    assert len({case.id for case in found}) == len(found) > 100
    scenarios = {scene.id for scene in shelf.all()}
    assert [case.id for case in found if case.scenario and case.scenario not in scenarios] == []
    needed = ("correct_information", "misunderstanding", "everything_told")
    assert [case.id for case in found if case.criterion in needed and not case.scenario] == []
    assert {case.criterion for case in found} <= set(CRITERIA)


def test_the_projects_pairs_are_sound(shelf: Library) -> None:
    found = measured.pairs()
    assert len({pair.id for pair in found}) == len(found) > 100
    known = {(scene.id, fact.id) for scene in shelf.all() for fact in scene.must_tell}
    assert [pair.id for pair in found if (pair.scenario, pair.fact) not in known] == []
    assert {pair.label for pair in found} == {"right", "wrong", "untold"}
