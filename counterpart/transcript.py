"""Read a talk back from Rasa's events: one row a turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from counterpart.store import StoredTalk
from counterpart.talk import SILENT_INTENTS, unguarded


@dataclass
class TurnRow:
    """One turn: the clerk's reply, what was found in it, and the citizen's answer.

    ``rewound`` turns were taken back by the trainee; they stay visible and don't count.
    ``assessment`` is None where the reply was not scored.
    """

    talk: str
    number: int
    time: float
    message_id: str
    reply: str
    silence: bool
    gestures: list[str]
    citizen_before: str | None
    acts: list[str]
    spans: list[dict[str, Any]]
    intent: str | None
    citizen_lines: list[str] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)  # the same with move, mood and stage
    assessment: dict[str, Any] | None = None
    rewound: bool = False


@dataclass
class Transcript:
    """A talk: its settings, its turns, and its outcome once it has ended."""

    talk: str
    settings: dict[str, Any]
    turns: list[TurnRow]
    outcome: dict[str, Any] | None

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield one flat row a turn, in the fields of docs/exports.md."""
        for turn in self.turns:
            yield {**_about(self), **_of(turn), **_rated(self.outcome)}


def read(talk: StoredTalk) -> Transcript:
    """Return the transcript of a stored talk."""
    settings: dict[str, Any] = {}
    outcome: dict[str, Any] | None = None
    turns: list[TurnRow] = []
    line: str | None = None
    for event in talk.events:
        kind = event.get("event")
        if kind == "user":
            turns.append(_turn(talk.sender_id, len(turns) + 1, event, line))
        elif kind == "bot" and event.get("text"):
            line = event["text"]
            if turns:
                turns[-1].citizen_lines.append(event["text"])
                turns[-1].said.append(_said(event))
        elif kind == "slot" and event.get("name") == "session" and event.get("value"):
            settings = event["value"]
        elif kind == "slot" and event.get("name") == "outcome":
            outcome = event.get("value")
        elif kind == "slot" and event.get("name") == "assessment" and turns:
            _attach(turns[-1], event.get("value"))
        elif kind == "rewind":
            outcome = None
            line = _take_back(turns)
    return Transcript(talk.sender_id, settings, turns, outcome)


def _turn(talk: str, number: int, event: Mapping[str, Any], line: str | None) -> TurnRow:
    parsed = event.get("parse_data") or {}
    metadata = event.get("metadata") or {}
    intent = (parsed.get("intent") or {}).get("name")
    silence = bool(metadata.get("silence")) or intent in SILENT_INTENTS
    spans = parsed.get("acts") or []
    return TurnRow(
        talk=talk,
        number=number,
        time=float(event.get("timestamp") or 0.0),
        message_id=str(event.get("message_id") or ""),
        reply="" if silence else unguarded(str(event.get("text") or "")),
        silence=silence,
        gestures=list(metadata.get("gestures") or []),
        citizen_before=metadata.get("citizen", line),
        acts=sorted({span["act"] for span in spans}),
        spans=spans,
        intent=intent,
    )


def _said(event: Mapping[str, Any]) -> dict[str, Any]:
    metadata = event.get("metadata") or {}
    return {"text": event["text"], **{key: metadata.get(key) for key in ("move", "mood", "stage")}}


def _attach(turn: TurnRow, assessment: dict[str, Any] | None) -> None:
    if assessment and assessment.get("message_id") == turn.message_id:
        turn.assessment = assessment
        turn.spans = assessment["spans"]
        turn.acts = sorted({span["act"] for span in turn.spans})


def _take_back(turns: list[TurnRow]) -> str | None:
    standing = [turn for turn in turns if not turn.rewound]
    if standing:
        standing[-1].rewound = True
        return standing[-1].citizen_before
    return None


def _about(transcript: Transcript) -> dict[str, Any]:
    names = ("scenario", "version", "seed", "difficulty", "mode")
    return {"talk": transcript.talk, **{name: transcript.settings.get(name) for name in names}}


def _of(turn: TurnRow) -> dict[str, Any]:
    found = turn.assessment or {}
    return {
        "turn": turn.number,
        "time": datetime.fromtimestamp(turn.time, timezone.utc).isoformat(timespec="seconds"),
        "citizen_before": turn.citizen_before,
        "reply": turn.reply,
        "silence": turn.silence,
        "gestures": turn.gestures,
        "acts": turn.acts,
        "spans": turn.spans,
        "findings": found.get("findings", []),
        "points": found.get("points"),
        "scored": turn.assessment is not None,
        "told": found.get("told", []),
        "wrong": found.get("wrong", []),
        "move": found.get("move"),
        "mood": found.get("mood"),
        "tension": found.get("tension"),
        "citizen_lines": turn.citizen_lines,
        "rewound": turn.rewound,
        "message_id": turn.message_id,
    }


def _rated(outcome: dict[str, Any] | None) -> dict[str, Any]:
    found = outcome or {}
    return {
        "ended": outcome is not None,
        "ending": found.get("ending"),
        "grade": found.get("grade"),
        "grade_name": found.get("name"),
        "reasons": found.get("reasons", []),
        "score": (found.get("scorecard") or {}).get("score"),
    }


FIELDS: tuple[str, ...] = tuple(
    {**_about(Transcript("", {}, [], None)), **_of(TurnRow("", 0, 0, "", "", False, [], None, [], [], None)),
     **_rated(None)}
)  # fmt: skip
