"""A talk as Rasa's tracker holds it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from counterpart import talk
from counterpart.acts import Span
from counterpart.library import Library
from counterpart.talk import JOINER, assess_event, reply_of, settings, unguarded
from tests.by_hand import opened

GREETING = {"act": "greeting", "start": 0, "end": 2, "confidence": 0.9}


@pytest.fixture(autouse=True)
def _shelf(monkeypatch: pytest.MonkeyPatch, shelf: Library) -> None:
    monkeypatch.setattr(talk, "library", lambda: shelf)


@pytest.fixture
def session(shelf: Library) -> dict[str, Any]:
    """The settings of a talk with Wang Shifu."""
    version = shelf.latest("pension-transfer").version
    return {
        "scenario": "pension-transfer", "version": version, "seed": 3, "difficulty": None,
        "mood": None, "mode": "practice",
    }  # fmt: skip


def _said(text: str, message_id: str = "m1", **more: Any) -> dict[str, Any]:
    parsed = {"intent": {"name": more.pop("intent", None)}, "acts": more.pop("acts", [])}
    return {
        "event": "user", "text": text, "message_id": message_id,
        "parse_data": {**parsed, "grievance": more.pop("grievance", False)},
        "metadata": {"citizen": None, **more},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您好", "您好"),
        ("", ""),
        (f"{JOINER}/restart", "/restart"),
        (f"{JOINER}{JOINER}a", f"{JOINER}a"),
        (f"a{JOINER}", f"a{JOINER}"),
    ],
)
def test_the_channels_guard_is_taken_off_once(text: str, expected: str) -> None:
    assert unguarded(text) == expected


def test_a_talk_that_was_set_up_keeps_its_settings(session: dict[str, Any]) -> None:
    assert settings({"session": session}, "me") == session
    assert settings({"session_started_metadata": session}, "me") == session


@pytest.mark.parametrize("slots", [{}, {"session": None}, {"session": {"mode": "exam"}}])
def test_a_talk_nobody_set_up_plays_the_first_scenario(
    shelf: Library, slots: dict[str, Any]
) -> None:
    found = settings(slots, "me")
    assert found["scenario"] == shelf.all()[0].id
    assert settings(slots, "me") == found
    assert settings(slots, "\ud800")["seed"] != found["seed"]


def test_the_first_reply_opens_the_talk(session: dict[str, Any]) -> None:
    slots = assess_event({"session": session}, [_said("您好", acts=[GREETING])], "me")
    assert slots["stage"] == "open"
    assert slots["assessment"]["message_id"] == "m1"
    assert slots["assessment"]["findings"][0]["criterion"] == "greeting"
    assert slots["citizen"]["moves"] == ["open"]
    assert slots["outcome"] is None
    assert json.loads(json.dumps(slots)) == slots


def test_the_next_reply_goes_on_from_the_slots(session: dict[str, Any]) -> None:
    first = _said("您好", acts=[GREETING])
    slots = assess_event({"session": session}, [first], "me")
    second = _said("请带身份证。", "m2", citizen="我办养老保险转移。")
    later = assess_event(slots, [first, {"event": "bot", "text": "a"}, second], "me")
    assert later["citizen"]["turn"] == 2
    assert later["assessment"]["message_id"] == "m2"
    assert later["citizen"]["told"] == ["documents"]
    assert sum(later["tally"]["greeting"].values()) == 1


def test_the_latest_user_event_is_assessed(session: dict[str, Any]) -> None:
    events = [_said("您好", "m1"), _said("请坐", "m2"), {"event": "slot", "name": "x", "value": 1}]
    assert assess_event({"session": session}, events, "me")["assessment"]["message_id"] == "m2"


def test_silence_is_told_from_a_reply(session: dict[str, Any]) -> None:
    for said in (_said("", silence=True), _said("/silence", intent="silence")):
        slots = assess_event({"session": session}, [said], "me")
        assert slots["assessment"]["findings"] == []
        assert slots["citizen"]["silences"] == 1


def test_a_talk_that_ended_changes_no_more(session: dict[str, Any], shelf: Library) -> None:
    state = opened(shelf.latest("pension-transfer"), ending="walked_out").as_dict()
    slots = {"session": session, "citizen": state}
    assert assess_event(slots, [_said("您好", acts=[GREETING])], "me") == {}


def test_breaking_off_rates_the_talk_as_it_stands(session: dict[str, Any], shelf: Library) -> None:
    state = opened(shelf.latest("pension-transfer")).as_dict()
    slots = assess_event(
        {"session": session, "citizen": state}, [_said("/end_talk", intent="end_talk")], "me"
    )
    assert slots["stage"] == "ended"
    assert slots["outcome"]["ending"] == "clerk_broke_off"
    assert 1 <= slots["outcome"]["grade"] <= 2
    assert slots["citizen"]["ending"] == "clerk_broke_off"


def test_breaking_off_before_the_first_word_is_rated_too(session: dict[str, Any]) -> None:
    slots = assess_event({"session": session}, [_said("/end_talk", intent="end_talk")], "me")
    assert slots["outcome"]["turns"] == 0


def test_a_reply_of_our_channel_carries_its_setting() -> None:
    said = _said(
        f"{JOINER}/restart", acts=[GREETING], grievance=True, gestures=["smile"], citizen="几点了？"
    )
    reply = reply_of(said, [])
    assert reply.text == "/restart"
    assert reply.spans == (Span(0, 2, "greeting", 0.9),)
    assert reply.grievance
    assert reply.gestures == ("smile",)
    assert reply.citizen == "几点了？"
    assert not reply.silence


@pytest.mark.parametrize(
    ("more", "gestures", "rings"),
    [
        ({}, None, None),
        ({"gestures": None, "rings": None}, None, None),
        ({"gestures": []}, (), None),
        ({"gestures": ["eye", "nod"], "rings": 4}, ("eye", "nod"), 4),
        ({"rings": 0}, None, 0),
    ],
)
def test_no_gesture_is_told_from_a_channel_that_records_none(
    more: dict[str, Any], gestures: tuple[str, ...] | None, rings: int | None
) -> None:
    reply = reply_of(_said("您好", **more), [])
    assert (reply.gestures, reply.rings) == (gestures, rings)


@pytest.mark.usefixtures("acts_model")
def test_a_reply_of_the_shell_finds_its_setting_in_the_events() -> None:
    acts = [{"act": "explanation", "start": 0, "end": 5, "confidence": 0.8}]
    said = _said("因为有规定。", acts=acts)
    said["metadata"] = {}
    events: list[dict[str, Any]] = [
        {"event": "bot", "text": "早上好"},
        {"event": "bot", "text": "我等了一上午，你们到底办不办！"},
        {"event": "bot", "text": None},
        said,
    ]
    reply = reply_of(said, events)
    assert reply.citizen == "我等了一上午，你们到底办不办！"
    assert reply.grievance
    assert {s.act for s in reply.spans} == {"explanation", "explanation_first"}


@pytest.mark.parametrize("missing", ["parse_data", "metadata", "text", "message_id"])
def test_a_reply_with_nothing_beside_it_is_read(missing: str) -> None:
    said = _said("您好")
    said[missing] = None
    assert reply_of(said, []).text == ("" if missing == "text" else "您好")
