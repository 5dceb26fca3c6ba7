"""What a browser gets to see of a talk: the one place that holds an exam's secrets back."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterpart.acts import HARMFUL, LABELS
from counterpart.library import library
from counterpart.moods import MOOD_LABELS
from counterpart.register import TalkRecord
from counterpart.rubric import CRITERIA, rubric
from counterpart.scenario import Scenario
from counterpart.transcript import Transcript, TurnRow
from counterpart.web.hints import hint
from counterpart.web.portrait import portrait
from counterpart.web.words import word


@dataclass(frozen=True)
class View:
    """A talk seen by one person: their language, and whether scores are still hidden."""

    talk: TalkRecord
    scenario: Scenario
    transcript: Transcript
    language: str

    def state(self, pause: float, waiting: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Return the whole talk as JSON."""
        scenario, talk = self.scenario, self.talk
        latest = self._latest()
        return {
            "talk": talk.id, "url": f"/talks/{talk.id}", "scenario": scenario.id, "title": scenario.title,
            "brief": scenario.brief, "stage": scenario.stage, "language": scenario.language,
            "channel": scenario.channel, "mode": talk.mode,
            "citizen": {"name": scenario.citizen.name, "about": scenario.citizen.about},
            "started": talk.started, "now": time.time(), "deadline": talk.deadline, "pause": pause,
            "ended": talk.ended is not None,
            "portrait": self.face(latest), "mood": self.mood(latest), "hint": self.hint(),
            "turns": [self.turn(turn) for turn in self.transcript.turns],
            "waiting": list(waiting), "outcome": self.outcome(),
        }  # fmt: skip

    def turn(self, turn: TurnRow) -> dict[str, Any]:
        """Return a turn; in an exam that goes on without marks, findings and moods."""
        found = turn.assessment if not self.talk.hidden else None
        return {
            "number": turn.number, "message_id": turn.message_id, "reply": turn.reply,
            "silence": turn.silence and turn.intent != "end_talk", "gestures": turn.gestures, "rewound": turn.rewound,
            "scored": turn.assessment is not None or self.talk.hidden,
            "spans": [self._span(span) for span in found["spans"]] if found else [],
            "findings": [self._finding(f) for f in found["findings"]] if found else [],
            "lines": [self.line(line) for line in turn.said],
        }  # fmt: skip

    def answer(
        self, number: int, body: Mapping[str, Any], raw: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the same shape from a bot's answer, without reading the events again."""
        found = raw.get("assessment")
        row = TurnRow(
            self.talk.id, number, 0.0, str(raw["message_id"]), str(body.get("text") or ""),
            bool(body.get("silence")), list(body.get("gestures") or []), None, [], [], None,
            said=list(raw["lines"]), assessment=found,
        )  # fmt: skip
        return self.turn(row)

    def line(self, line: Mapping[str, Any]) -> dict[str, Any]:
        """Return a citizen's line with the face that goes with it."""
        return {
            "text": line["text"], "stage": line.get("stage") or None,
            "portrait": self.face(line.get("mood")), "mood": self.mood(line.get("mood")),
        }  # fmt: skip

    def face(self, mood: str | None) -> str:
        """Return the portrait's SVG."""
        return portrait(mood or self.scenario.citizen.mood, self.scenario.citizen.name)

    def mood(self, mood: str | None) -> dict[str, str] | None:
        """Return the mood's word, which an exam keeps to itself until its end."""
        if mood is None or self.talk.hidden:
            return None
        return {"id": mood, "name": MOOD_LABELS[self.language][mood]}

    def hint(self) -> str | None:
        """Return the hint of practice."""
        standing = [turn for turn in self.transcript.turns if not turn.rewound]
        told = {fact for turn in standing for fact in (turn.assessment or {}).get("told", [])}
        move = (standing[-1].said or [{}])[-1].get("move") or "" if standing else None
        return self.hint_after(move, told)

    def hint_after(self, move: str | None, told: Collection[str]) -> str | None:
        """Return the hint of practice after a move of the citizen's."""
        if self.talk.mode == "exam" or self.talk.ended is not None:
            return None
        return hint(self.scenario, move, told, self.language)

    def outcome(self) -> dict[str, Any] | None:
        """Return the citizen's rating and the score of a talk that has ended."""
        found = self.talk.outcome
        if self.talk.ended is None or not found:
            return None
        return {
            "grade": found["grade"], "stars": found["grade"], "name": found["name"],
            "reasons": found["reasons"], "score": self.talk.score,
            "abandoned": self.talk.abandoned, "scorecard": f"/talks/{self.talk.id}/scorecard",
        }  # fmt: skip

    def _latest(self) -> str | None:
        for turn in reversed(self.transcript.turns):
            if not turn.rewound and turn.said:
                return str(turn.said[-1].get("mood") or "") or None
        return None

    def _span(self, span: Mapping[str, Any]) -> dict[str, Any]:
        act = span["act"]
        return {**span, "name": LABELS[self.language][act], "harmful": act in HARMFUL}

    def _finding(self, finding: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **finding,
            "name": CRITERIA[finding["criterion"]].NAME[self.language],
            "status_name": word(f"status_{finding['status']}", self.language),
        }


def scenario_of(transcript: Transcript, record: TalkRecord) -> Scenario:
    """Return the version of the scenario that a talk is pinned to, else today's.

    Raises:
        CounterpartError: E103 where the scenario was withdrawn before the talk began.
    """
    if version := transcript.settings.get("version"):
        return library().pinned(record.scenario, version)
    return library().latest(record.scenario)


def scorecard(view: View) -> dict[str, Any]:
    """Return everything the scorecard shows, of a talk that has ended."""
    outcome = view.talk.outcome or {}
    card = outcome.get("scorecard") or {"criteria": {}, "score": None, "penalty": 0}
    standing = [turn for turn in view.transcript.turns if not turn.rewound]
    told = {fact for turn in standing for fact in (turn.assessment or {}).get("told", [])}
    wrong = {fact for turn in standing for fact in (turn.assessment or {}).get("wrong", [])}
    language = view.language
    return {
        "talk": view.talk.id, "title": view.scenario.title, "mode": view.talk.mode,
        "language": view.scenario.language,
        "started": view.talk.started, "score": view.talk.score, "penalty": card["penalty"],
        "outcome": view.outcome(), "abandoned": view.talk.abandoned,
        "rewound": sum(turn.rewound for turn in view.transcript.turns),
        "criteria": [
            {"id": name, "name": CRITERIA[name].NAME[language], **line}
            for name, line in card["criteria"].items() if line["value"] is not None
        ],
        "moods": [
            {"turn": turn.number, "tension": turn.assessment["tension"],
             "mood": MOOD_LABELS[language][turn.assessment["mood"]]}
            for turn in standing if turn.assessment
        ],
        "turns": [view.turn(turn) for turn in view.transcript.turns],
        "facts": [
            {"id": fact.id, "label": fact.label, "told": fact.id in told, "wrong": fact.id in wrong,
             "example": fact.examples[0]}
            for fact in view.scenario.must_tell
        ],
        "model": view.scenario.model_replies,
        "resolution": view.talk.resolution,
    }  # fmt: skip


def weakest(cards: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the criterion that lost most over some scorecards' criteria, or None."""
    lost: dict[str, float] = {}
    weights = rubric().weights
    for criteria in cards:
        for name, line in criteria.items():
            if line["value"] is not None:
                lost[name] = lost.get(name, 0.0) + (1 - line["value"]) * weights.get(name, 0.0)
    worst = max(lost, key=lambda name: lost[name], default=None)
    return worst if worst is not None and lost[worst] > 0 else None
