"""A talk is read back from Rasa's events."""

from __future__ import annotations

import json
from typing import Any

import pytest

from counterpart.store import StoredTalk
from counterpart.talk import JOINER
from counterpart.transcript import FIELDS, Transcript, read

SESSION = {"scenario": "s", "version": "v", "seed": 1, "difficulty": 2, "mode": "exam"}
OUTCOME = {
    "ending": "satisfied", "grade": 5, "name": "very satisfied", "reasons": ["warm service"],
    "scorecard": {"score": 88.5},
}  # fmt: skip


def _said(text: str, message_id: str, **more: Any) -> dict[str, Any]:
    return {
        "event": "user", "text": text, "message_id": message_id, "timestamp": 1_764_000_000.5,
        "parse_data": {"intent": {"name": "greet"}, "acts": []}, "metadata": {}, **more,
    }  # fmt: skip


def _bot(text: str | None) -> dict[str, Any]:
    return {"event": "bot", "text": text}


def _slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


def _assessment(message_id: str) -> dict[str, Any]:
    span = {"act": "greeting", "start": 0, "end": 2, "confidence": 0.9}
    return _slot("assessment", {
        "message_id": message_id, "spans": [span], "findings": [{"criterion": "greeting"}],
        "points": 8.0, "told": ["papers"], "wrong": [], "move": "open", "mood": "calm",
        "tension": 40,
    })  # fmt: skip


def _read(*events: dict[str, Any]) -> Transcript:
    return read(StoredTalk("talk-1", list(events)))


TALK = (
    {"event": "action", "name": "action_session_start"},
    _slot("session", SESSION),
    _said("您好", "m1"),
    _assessment("m1"),
    _bot("我办社保。"),
    _bot(None),
    _said("请坐", "m2"),
    _bot("好。"),
    _bot("谢谢。"),
    _slot("outcome", OUTCOME),
)


def test_a_turn_is_a_reply_and_the_citizens_answer() -> None:
    first, second = _read(*TALK).turns
    assert (first.number, first.reply, first.citizen_lines) == (1, "您好", ["我办社保。"])
    assert (second.number, second.reply, second.citizen_lines) == (2, "请坐", ["好。", "谢谢。"])
    assert first.citizen_before is None
    assert second.citizen_before == "我办社保。"


def test_settings_and_outcome_are_those_of_the_talk() -> None:
    found = _read(*TALK)
    assert found.settings == SESSION
    assert found.outcome == OUTCOME


def test_an_assessment_is_attached_to_its_own_reply_only() -> None:
    first, second = _read(*TALK).turns
    assert first.assessment is not None
    assert first.acts == ["greeting"]
    assert second.assessment is None


@pytest.mark.parametrize("value", [None, {}, {"message_id": "m1"}])
def test_a_stale_assessment_scores_nothing(value: dict[str, Any] | None) -> None:
    [turn] = _read(_said("您好", "m2"), _slot("assessment", value)).turns
    assert turn.assessment is None


def test_a_row_has_the_documented_fields() -> None:
    rows = list(_read(*TALK).rows())
    assert [tuple(row) for row in rows] == [FIELDS, FIELDS]
    assert rows[0]["scenario"] == "s"
    assert rows[0]["points"] == 8.0
    assert (rows[0]["scored"], rows[1]["scored"]) == (True, False)
    assert rows[0]["time"] == "2025-11-24T16:00:00+00:00"
    assert {(row["ended"], row["grade"], row["score"]) for row in rows} == {(True, 5, 88.5)}


def test_a_running_talk_has_no_outcome() -> None:
    [row] = _read(_slot("session", SESSION), _said("您好", "m1")).rows()
    assert row["ended"] is False
    assert row["grade"] is None
    assert row["reasons"] == []


def test_a_talk_without_turns_has_no_rows() -> None:
    assert list(_read(_slot("session", SESSION)).rows()) == []


def test_the_channels_guard_is_not_part_of_the_reply() -> None:
    [turn] = _read(_said(f"{JOINER}/restart", "m1")).turns
    assert turn.reply == "/restart"


@pytest.mark.parametrize("intent", ["silence", "end_talk"])
def test_a_silence_is_no_reply(intent: str) -> None:
    parsed = {"intent": {"name": intent}, "acts": []}
    [turn] = _read(_said(f"/{intent}", "m1", parse_data=parsed)).turns
    assert turn.silence
    assert turn.reply == ""


def test_gestures_come_with_the_reply() -> None:
    [turn] = _read(_said("您好", "m1", metadata={"gestures": ["smile", "stand"]})).turns
    assert turn.gestures == ["smile", "stand"]


def test_a_turn_that_was_taken_back_stays_visible_and_the_talk_goes_on_before_it() -> None:
    found = _read(
        _said("您好", "m1"), _bot("a"), _said("急什么急", "m2"), _bot("b"), {"event": "rewind"},
        _said("请坐", "m3"), _bot("c"),
    )  # fmt: skip
    assert [turn.rewound for turn in found.turns] == [False, True, False]
    assert [turn.reply for turn in found.turns] == ["您好", "急什么急", "请坐"]
    assert found.turns[2].citizen_before == "a"


def test_two_turns_can_be_taken_back() -> None:
    rewind = {"event": "rewind"}
    found = _read(
        _said("您好", "m1"), _bot("a"), _said("一", "m2"), _bot("b"), rewind, rewind,
        _said("二", "m3"),
    )  # fmt: skip
    assert [turn.rewound for turn in found.turns] == [True, True, False]
    assert found.turns[2].citizen_before is None


def test_an_end_that_was_taken_back_is_no_end() -> None:
    found = _read(_said("您好", "m1"), _slot("outcome", OUTCOME), {"event": "rewind"})
    assert found.outcome is None
    [row] = found.rows()
    assert row["rewound"]
    assert not row["ended"]


def test_taking_back_before_the_first_reply_changes_nothing() -> None:
    assert _read({"event": "rewind"}).turns == []


@pytest.mark.parametrize(
    "event",
    [
        {"event": "user"},
        {"event": "user", "text": None, "parse_data": None, "metadata": None, "timestamp": None},
        {"event": "user", "parse_data": {"intent": None}},
        {"event": "bot"},
        {"event": "slot"},
        {"event": "restart"},
        {},
    ],
)
def test_events_with_nothing_in_them_break_nothing(event: dict[str, Any]) -> None:
    rows = list(_read(event, _said("您好", "m1"), event).rows())
    assert "您好" in {row["reply"] for row in rows}
    assert json.dumps(rows)
