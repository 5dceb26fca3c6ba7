"""The map of a scenario shows what self-play reached and what it never did."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from counterpart import scenario_map
from counterpart.library import Library
from counterpart.moods import ENDINGS, MOOD_LABELS, MOODS, MOVES
from counterpart.scenario import Answer, Scenario
from counterpart.scenario_map import ScenarioMap, Way, draw, every_line
from counterpart.simulation import Exchange, Run
from tests.by_hand import scenario

SCENE = scenario(
    answers=[
        Answer("street", ["Where?", "Which?"], {"calm": ["In Mill Lane."]}, ["I live nearby."]),
        Answer("car", ["Which car?", "What car?"], {"any": ["A red one."]}),
    ],
    lines={"press": {"any": ["And now?"], "angry": ["Well?"]}, "heard": {"any": ["I see."]}},
)


def _step(line: str, move: str, before: str, after: str, topic: str | None = None) -> Exchange:
    return Exchange("A reply.", line, move, after, before, topic)


def _run(*steps: Exchange, ending: str | None = None, told: tuple[str, ...] = ()) -> Run:
    return Run(
        SCENE.id, "model", 1, len(steps), 3, 50.0, True, ending, False, 0,
        [step.mood for step in steps], told=list(told), exchanges=list(steps),
    )  # fmt: skip


TALKS = [
    _run(
        _step("I need a parking permit.", "open", "anxious", "anxious"),
        _step("I see. And now?", "press", "anxious", "impatient"),
        _step("In Mill Lane.", "answer", "impatient", "calm", "street"),
        _step("Goodbye.", "leave", "calm", "calm"),
        ending="walked_out", told=("papers",),
    ),
    _run(
        _step("I need a parking permit.", "open", "anxious", "anxious"),
        _step("A red one.", "volunteer", "anxious", "calm", "car"),
    ),
]  # fmt: skip


def test_every_turn_is_a_way_and_the_last_one_leads_to_the_ending() -> None:
    assert draw(SCENE, TALKS).ways == Counter({
        Way("anxious", "open", "anxious"): 2,
        Way("anxious", "press", "impatient"): 1,
        Way("impatient", "answer", "calm"): 1,
        Way("calm", "leave", "walked_out"): 1,
        Way("anxious", "volunteer", "calm"): 1,
    })  # fmt: skip


def test_what_no_talk_reached_is_listed() -> None:
    found = draw(SCENE, TALKS)
    assert found.talks == 2
    assert found.facts == ["days"]
    assert found.answers == []
    assert draw(SCENE, TALKS[1:]).facts == ["papers", "days"]
    assert draw(SCENE, TALKS[1:]).answers == ["street"]


@pytest.mark.parametrize("move", ["press", "ask_fact"])
def test_only_an_answer_or_a_word_of_their_own_gives_an_answer(move: str) -> None:
    found = draw(SCENE, [_run(_step("Hm.", move, "calm", "calm", "street"))])
    assert found.answers == ["street", "car"]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("And now?", {"Well?", "I see."}),
        ("I see. And now?", {"Well?"}),
        ("I see.", {"And now?", "Well?"}),
        ("Now, and now?", {"And now?", "Well?", "I see."}),
    ],
)
def test_a_line_is_reached_alone_or_behind_a_reaction(said: str, missing: set[str]) -> None:
    found = draw(SCENE, [_run(_step(said, "press", "calm", "calm"))])
    own = {text for where, text in found.lines if where.startswith("lines.")}
    assert own == missing


def test_every_line_is_listed_with_the_field_where_it_stands() -> None:
    found = list(every_line(SCENE))
    assert len(found) == len(set(found))
    assert {
        ("opening", "I need a parking permit."),
        ("misunderstanding.voiced", "But I only rent my flat."),
        ("misunderstanding.relieved", "Oh, what a relief."),
        ("must_tell.papers.asked_by", "Which papers?"),
        ("answers.street.say.calm", "In Mill Lane."),
        ("answers.street.volunteered", "I live nearby."),
        ("lines.press.angry", "Well?"),
        ("incidents.phone.say", "Sorry, my phone."),
    } <= set(found)


def test_a_scenario_without_misunderstanding_answers_and_incidents_has_fewer_lines() -> None:
    bare = scenario(misunderstanding=None, answers=[], incidents=[])
    assert {where.split(".")[0] for where, _ in every_line(bare)} == {"opening", "must_tell"}


def test_self_play_that_says_everything_leaves_no_line() -> None:
    steps = [_step(text, "press", "calm", "calm") for _, text in every_line(SCENE)]
    assert draw(SCENE, [_run(*steps)]).lines == []


# ------------------------------------------------------------------ the picture


def _texts(found: ScenarioMap) -> list[str]:
    root = ElementTree.fromstring(found.svg())
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_picture_names_every_mood_move_and_ending_with_how_often_it_was_reached() -> None:
    shown = _texts(draw(SCENE, TALKS))
    counts = dict(text.rsplit(" ", 1) for text in shown[4:] if text[-1].isdigit())
    assert {*MOODS, *MOVES, *ENDINGS.values(), "turn_cap"} <= set(counts)
    assert (counts["open"], counts["leave"], counts["walked_out"], counts["gave_up"]) == (
        "2", "1", "1", "0",
    )  # fmt: skip


def test_every_way_is_a_line_with_its_count() -> None:
    svg = draw(SCENE, TALKS).svg()
    titles = set(re.findall(r"<title>([^<]+ → [^<]+)</title>", svg))
    assert titles == {
        "anxious → open: 2", "open → anxious: 2", "anxious → press: 1", "press → impatient: 1",
        "impatient → answer: 1", "answer → calm: 1", "calm → leave: 1", "leave → walked_out: 1",
        "anxious → volunteer: 1", "volunteer → calm: 1",
    }  # fmt: skip


def test_a_way_taken_more_often_is_drawn_broader() -> None:
    once = _run(_step("Hm.", "press", "calm", "calm"))
    widths = [
        float(re.findall(r'stroke-width="([\d.]+)"', draw(SCENE, [once] * n).svg())[0])
        for n in (1, 4, 40)
    ]
    assert widths == sorted(set(widths))


def test_an_ending_has_an_ink_of_its_own() -> None:
    inks = [
        set(re.findall(r'stroke="(#\w+)"', draw(SCENE, [run]).svg()))
        for run in (
            _run(_step("Hm.", "press", "calm", "calm")),
            _run(_step("Hm.", "leave", "calm", "calm"), ending="walked_out"),
        )
    ]
    assert inks[0] < inks[1]


def test_the_picture_of_no_talk_is_a_picture() -> None:
    found = draw(SCENE, [])
    assert "0 talks" in _texts(found)[0]
    assert "<path" not in found.svg()
    assert found.lines == list(every_line(SCENE))


def test_a_title_with_marks_is_no_markup() -> None:
    odd = dataclasses.replace(SCENE, title='<b>"Permit" & co</b>')
    assert _texts(draw(odd, TALKS))[0].startswith('<b>"Permit" & co</b>')


def test_the_picture_is_in_the_language_of_the_scenario() -> None:
    chinese = _texts(draw(dataclasses.replace(SCENE, language="zh"), TALKS))
    english = _texts(draw(SCENE, TALKS))
    assert any(MOOD_LABELS["zh"]["anxious"] in text for text in chinese)
    assert not any(MOOD_LABELS["zh"]["anxious"] in text for text in english)
    assert chinese[0] != english[0]


def test_the_picture_loads_nothing_from_elsewhere() -> None:
    svg = draw(SCENE, TALKS).svg()
    assert "href" not in svg
    assert "url(" not in svg
    assert "<script" not in svg
    assert svg.count("http") == 1


def test_every_scenario_of_the_project_can_be_drawn(shelf: Library) -> None:
    for scene in shelf.all():
        found = scenario_map.draw(scene, [])
        assert _texts(found)[0].startswith(scene.title)
        assert _reaches_all(scene)


def _reaches_all(scene: Scenario) -> bool:
    steps = [_step(text, "press", "calm", "calm") for _, text in every_line(scene)]
    return draw(scene, [_run(*steps)]).lines == []
