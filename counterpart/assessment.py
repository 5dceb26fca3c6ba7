"""Assess one reply: acts in, findings and the citizen's next state out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from counterpart import citizen, matter, rating, remarks, scorecard
from counterpart.acts import Span
from counterpart.citizen import Noticed, State
from counterpart.facts import said
from counterpart.hearing import Heard, hear
from counterpart.rubric import CRITERIA, Finding, Rubric, Turn, everything_told, rubric
from counterpart.rubric.smile_and_eye_contact import shown
from counterpart.scenario import Scenario
from counterpart.temperament import table

_COOPERATIVE_MOVES = frozenset({"answer", "hand_over", "waiting", "sign", "volunteer"})


@dataclass(frozen=True)
class Reply:
    """A clerk's reply as it reached the bot."""

    text: str
    message_id: str
    spans: tuple[Span, ...] = ()
    citizen: str | None = None
    grievance: bool = False
    intent: str | None = None
    silence: bool = False
    gestures: tuple[str, ...] | None = None  # None: this channel records none
    rings: int | None = None  # before a telephone was answered


@dataclass(frozen=True)
class Assessment:
    """What became of one reply; it belongs to ``message_id`` and to no other."""

    message_id: str
    state: State
    tally: scorecard.Tally
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...]
    told: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    grievance: bool = False
    gestures: tuple[str, ...] = ()
    outcome: dict[str, Any] | None = field(default=None)

    @property
    def points(self) -> float:
        """Points of this reply, penalties included."""
        return round(sum(finding.points for finding in self.findings), 2)

    def as_dict(self) -> dict[str, Any]:
        """Return what the slot ``assessment`` holds."""
        return {
            "message_id": self.message_id,
            "turn": self.state.turn,
            "move": self.state.moves[-1],
            "topic": self.state.topic,
            "opener": self.state.opener,
            "mood": self.state.mood,
            "tension": round(self.state.tension),
            "spans": [span.as_dict() for span in self.spans],
            "findings": [finding.as_dict() for finding in self.findings],
            "points": self.points,
            "told": list(self.told),
            "wrong": list(self.wrong),
            "grievance": self.grievance,
            "gestures": list(self.gestures),
        }


def assess(
    scenario: Scenario, state: State, tally: Mapping[str, Mapping[str, int]], reply: Reply
) -> Assessment:
    """Return the assessment of a reply, given the citizen's state before it."""
    rules = rubric().weighted(scenario.weights)
    heard = (
        Heard(Noticed(silence=True))
        if reply.silence
        else hear(
            scenario, state, reply.text, reply.spans, reply.intent, reply.gestures, reply.citizen
        )
    )
    new = citizen.appraise(state, table()[scenario.citizen.temperament], scenario, heard.noticed)
    new.gestured = state.gestured or bool(shown(reply.text, reply.gestures))
    turn = _turn(scenario, state, new, reply, heard)
    findings = [] if reply.silence else rules.findings(turn)
    if new.ending:
        findings += _whole_talk(scenario, new, rules, turn)
    counted = scorecard.add(tally, [f for f in findings if f.criterion != everything_told.ID])
    return Assessment(
        reply.message_id, new, counted, reply.spans, tuple(findings), heard.noticed.told,
        heard.noticed.wrong, reply.grievance, reply.gestures or (),
        outcome_of(scenario, new, counted, rules) if new.ending else None,
    )  # fmt: skip


def _turn(scenario: Scenario, state: State, new: State, reply: Reply, heard: Heard) -> Turn:
    just_voiced = state.belief == "voiced" and state.last_move == "voice_misunderstanding"
    return Turn(
        reply=reply.text,
        spans=reply.spans,
        language=scenario.language,
        citizen=reply.citizen,
        grievance=reply.grievance,
        first=state.turn == 0,
        number=state.turn + 1,
        cooperated=state.last_move in _COOPERATIVE_MOVES,
        closing=state.closing and new.ending is not None,
        done_before=frozenset(state.acts),
        channel=scenario.channel,
        mood=state.mood,
        gestures=reply.gestures,
        gestured=state.gestured,
        rings=reply.rings,
        facts=heard.facts,
        belief="just_voiced" if just_voiced else state.belief,
        corrected=heard.noticed.corrected,
        confirmed=heard.confirmed,
        remarks=heard.remarks,
        matter=matter.of(scenario, state),
    )


def _whole_talk(scenario: Scenario, state: State, rules: Rubric, turn: Turn) -> list[Finding]:
    verdict = everything_told.of_talk(len(state.told), len(scenario.must_tell), state.tellings)
    if verdict is None:
        return []
    left = [fact for fact in scenario.must_tell if fact.id not in state.told]
    verdict = replace(
        verdict,
        about=("、" if scenario.language == "zh" else ", ").join(fact.label for fact in left),
        better=everything_told.at_once(map(said, left or scenario.must_tell), scenario.language),
    )
    return [rules.finding(CRITERIA[everything_told.ID], verdict, turn)]


def outcome_of(
    scenario: Scenario, state: State, tally: Mapping[str, Mapping[str, int]], rules: Rubric
) -> dict[str, Any]:
    """Return rating, score and facts of a talk that ends here."""
    card = scorecard.of(tally, rules, state, len(scenario.must_tell))
    return {
        **rating.rate(state, scenario).as_dict(),
        "ending": state.ending,
        "because": state.because,
        "scorecard": card.as_dict(),
        "rubric": rules.version,
        "turns": state.turn,
        "told": [f.id for f in scenario.must_tell if f.id in state.told],
        "untold": [f.id for f in scenario.must_tell if f.id not in state.told],
        "misunderstanding": state.belief,
    }


def score_reply(
    reply: str,
    spans: Sequence[Span],
    grievance: bool,
    citizen_line: str | None,
    first: bool,
    language: str,
    gestures: tuple[str, ...] | None = None,
) -> list[Finding]:
    """Return the findings of a reply that stands alone, outside a talk."""
    turn = Turn(
        reply=reply, spans=tuple(spans), language=language, citizen=citizen_line, grievance=grievance,
        first=first, number=1 if first else 2, gestures=gestures,
        remarks=remarks.read(reply, citizen_line),
    )  # fmt: skip
    return rubric().findings(turn)
