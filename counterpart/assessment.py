"""Assess one reply: acts in, findings and the citizen's next state out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterpart import citizen, rating, scorecard
from counterpart.acts import Span
from counterpart.citizen import Noticed, State
from counterpart.facts import Meaning
from counterpart.rubric import CRITERIA, Finding, Rubric, Turn, everything_told, rubric
from counterpart.rubric.taboo import SURE
from counterpart.scenario import Scenario
from counterpart.temperament import table

GESTURES = ("smile", "eye", "nod", "stand", "seat", "both-hands")
_OFFENCES = frozenset({"taboo", "discrimination"})
_COOPERATIVE_MOVES = frozenset({"answer", "hand_over", "waiting"})


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
    gestures: tuple[str, ...] = ()


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
    seen = notice(scenario, state, reply)
    new = citizen.appraise(state, table()[scenario.citizen.temperament], scenario, seen)
    findings = [] if reply.silence else rules.findings(_turn(scenario, state, new, reply))
    if new.ending:
        findings += _whole_talk(scenario, new, rules)
    counted = scorecard.add(tally, [f for f in findings if f.criterion != everything_told.ID])
    return Assessment(
        reply.message_id, new, counted, reply.spans, tuple(findings), seen.told, seen.wrong,
        reply.grievance, reply.gestures, outcome_of(scenario, new, counted, rules) if new.ending else None,
    )  # fmt: skip


def notice(scenario: Scenario, state: State, reply: Reply) -> Noticed:
    """Return what the citizen notices of a reply."""
    acts = frozenset(s.act for s in reply.spans if s.act not in _OFFENCES or s.confidence >= SURE)
    if reply.silence:
        return Noticed(silence=True)
    if citizen.makes_no_sense(reply.text, scenario.language, acts, reply.intent):
        return Noticed(acts=acts, gibberish=True)
    meaning = Meaning(reply.text)
    asked = state.topic if state.moves[-1:] == ["ask_fact"] else None
    stated = [told for f in scenario.must_tell if (told := meaning.told(f, f.id == asked))]
    wrong_belief = scenario.misunderstanding
    return Noticed(
        acts=acts,
        told=tuple(told.fact for told in stated if told.right),
        wrong=tuple(told.fact for told in stated if not told.right),
        corrected=bool(
            wrong_belief and state.belief != "corrected" and meaning.corrects(wrong_belief)
        ),
        asked=meaning.asks([a for a in scenario.answers if a.id not in state.answered]),
        intent=reply.intent,
        begs_rating=citizen.begs_for_rating(reply.text),
        cold=not acts & _OFFENCES and any(span.act in _OFFENCES for span in reply.spans),
    )


def _turn(scenario: Scenario, state: State, new: State, reply: Reply) -> Turn:
    return Turn(
        reply=reply.text,
        spans=reply.spans,
        language=scenario.language,
        citizen=reply.citizen,
        grievance=reply.grievance,
        first=state.turn == 0,
        number=state.turn + 1,
        cooperated=state.moves[-1:] != [] and state.moves[-1] in _COOPERATIVE_MOVES,
        closing=state.closing and new.ending is not None,
        done_before=frozenset(state.acts),
    )


def _whole_talk(scenario: Scenario, state: State, rules: Rubric) -> list[Finding]:
    verdict = everything_told.of_talk(len(state.told), len(scenario.must_tell))
    if verdict is None:
        return []
    missing = [fact.label for fact in scenario.must_tell if fact.id not in state.told]
    joined = ("、" if scenario.language == "zh" else ", ").join(missing)
    return [rules.finding(CRITERIA[everything_told.ID], verdict, scenario.language, words=joined)]


def outcome_of(
    scenario: Scenario, state: State, tally: Mapping[str, Mapping[str, int]], rules: Rubric
) -> dict[str, Any]:
    """Return rating, score and facts of a talk that ends here."""
    card = scorecard.of(tally, rules, len(state.told), len(scenario.must_tell))
    return {
        **rating.rate(state, scenario).as_dict(),
        "ending": state.ending,
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
) -> list[Finding]:
    """Return the findings of a reply that stands alone, outside a talk."""
    turn = Turn(
        reply=reply, spans=tuple(spans), language=language, citizen=citizen_line, grievance=grievance,
        first=first, number=1 if first else 2,
    )  # fmt: skip
    return rubric().findings(turn)
