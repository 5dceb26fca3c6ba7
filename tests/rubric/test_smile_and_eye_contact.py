"""A gesture fits the person at the counter."""

from __future__ import annotations

from typing import Any

import pytest

from counterpart.rubric import Turn, rubric, smile_and_eye_contact
from counterpart.rubric.smile_and_eye_contact import GESTURES, directions, shown
from tests.by_hand import status, turn, words_of

COMPLAINED: dict[str, Any] = {"citizen": "等了一上午了！", "grievance": True}


def _said(text: str = "您好。", *gestures: str, **setting: Any) -> Turn:
    """Return a turn with these buttons pressed; without a setting it is the second reply."""
    return turn(text, gestures=gestures, **{"number": 2, **setting})


CASES = [
    (_said("您慢慢说。", "smile", "eye", mood="upset"), "missed", []),
    (_said("您慢慢说。", "eye", "nod", mood="upset"), "met", []),
    (turn("（收起笑容，看着对方）您慢慢说。", language="zh", mood="upset"), "met", []),
    (turn("*doesn't smile, looks at her* I see.", language="en", mood="upset"), "met", []),
    (_said("您好。", "smile", mood="suspicious", **COMPLAINED), "partly", []),
    (_said("您好。", "smile", "nod", mood="suspicious", **COMPLAINED), "met", []),
    (_said("您好。", "smile", mood="suspicious"), "met", []),
    (_said("您好。", "smile", mood="anxious", **COMPLAINED), "met", []),
    (_said(number=3), "missed", []),
    (_said(number=3, gestured=True), "not_applicable", []),
    (_said(number=2), "not_applicable", []),
    (_said(number=4), "not_applicable", []),
    (turn("您好。", number=3), "not_applicable", []),
    (_said("您好。", "smile", channel="phone"), "not_applicable", []),
    (_said(number=3, channel="phone"), "not_applicable", []),
    (turn("（放下手机，抬头看着对方）您说。", language="zh"), "met", []),
    (turn("*stops typing and looks up* Hello.", language="en"), "met", []),
    (turn("（不再看手机，抬头）您说。", language="zh"), "met", []),
    (turn("（低頭）您说。", language="zh"), "missed", ["低頭"]),
    (turn("*stops and sighs* Hello.", language="en"), "missed", ["sighs"]),
    (turn("（微笑着翻白眼）您说。", language="zh"), "missed", ["翻白眼"]),
    (turn("（微笑）您好。", language="zh"), "met", []),
    (turn("*nods* Hello.", language="en"), "met", []),
    (turn("(smiles) Sorry.", language="en", mood="angry"), "missed", []),
    (turn("（看手机）说。", language="zh"), "missed", ["看手机"]),
    (turn("*rolls her eyes* Yes?", language="en"), "missed", ["rolls her eyes"]),
    (_said("（没抬头）说。", "smile", language="zh"), "missed", ["没抬头"]),
    (turn("看手机就能办。", language="zh"), "not_applicable", []),
    (turn("带身份证（原件）。", language="zh"), "not_applicable", []),
    (turn("Bring the form (the blue one).", language="en"), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_a_gesture_is_judged_by_whom_it_meets(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = smile_and_eye_contact.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


def test_the_words_of_a_stage_direction_are_evidence_where_they_stand() -> None:
    text = "看手机就能办。（看手机）"
    verdict = smile_and_eye_contact.assess(turn(text))
    assert verdict is not None
    assert [piece.start for piece in verdict.evidence] == [text.rindex("看手机")]


@pytest.mark.parametrize("gesture", [g for g in GESTURES if g != "smile"])
@pytest.mark.parametrize("mood", ["calm", "impatient", "angry", "upset"])
def test_any_gesture_but_a_smile_suits_any_mood(gesture: str, mood: str) -> None:
    reply = _said("您好。", gesture, mood=mood, **COMPLAINED)
    assert status(smile_and_eye_contact.assess(reply)) == "met"


@pytest.mark.parametrize(
    ("text", "gesture"),
    [
        ("（微笑）", "smile"),
        ("（抬头看着她）", "eye"),
        ("（点点头）", "nod"),
        ("（起身）", "stand"),
        ("（示意她坐下）", "seat"),
        ("（双手接过证件）", "both-hands"),
        ("[smiling]", "smile"),
        ("*makes eye contact*", "eye"),
        ("(nods)", "nod"),
        ("(gets up)", "stand"),
        ("*pulls up a chair*", "seat"),
        ("(takes it with both hands)", "both-hands"),
    ],
)
def test_every_gesture_can_be_written_as_a_stage_direction(text: str, gesture: str) -> None:
    assert shown(text, None) == {gesture}
    assert shown(text.strip("（）()[]*"), None) == set()


def test_gestures_of_buttons_and_of_the_text_add_up() -> None:
    assert shown("（点头）您好。（微笑）", ("eye",)) == {"eye", "nod", "smile"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您好（微笑）请坐【点头】", ["微笑", "点头"]),
        ("*smiles* Hello [nods]", ["smiles", "nods"]),
        ("您好。", []),
        ("（", []),
        ("", []),
    ],
)
def test_stage_directions_stand_in_brackets_or_stars(text: str, expected: list[str]) -> None:
    assert directions(text) == expected


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (_said("Hello.", "smile", mood="upset", language="en"), "a smile hurts"),
        (turn("*sighs* Hello.", language="en"), "“sighs” slights"),
        (_said("Hello.", number=3, language="en"), "not one look"),
    ],
)
def test_the_advice_says_which_gesture_was_at_fault(reply: Turn, words: str) -> None:
    found = {f.criterion: f.advice for f in rubric().findings(reply)}
    assert words in found[smile_and_eye_contact.ID]
