"""What the citizen notices of a reply, and what the rubric needs to know of its content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from counterpart import remarks, requests
from counterpart.acts import OFFENCES, Span
from counterpart.citizen import Noticed, State
from counterpart.facts import Meaning, Told, hedged, said
from counterpart.rubric import ToldFact
from counterpart.rubric.finding import SURE
from counterpart.rubric.smile_and_eye_contact import shown
from counterpart.scenario import Scenario

_HURTING = OFFENCES | {"shirking"}  # noticed when they are surely meant
_SURELY_ASKED = 0.65  # to complain that it was asked before
_SURELY_WRONG = 0.9  # beside a correction, or to take back what was told rightly before
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class Heard:
    """A reply as it was understood in a scenario."""

    noticed: Noticed
    facts: tuple[ToldFact, ...] = ()
    confirmed: Span | None = None  # words that confirm the misunderstanding
    remarks: frozenset[str] = frozenset()  # labels of counterpart.remarks


def hear(
    scenario: Scenario, state: State, text: str, spans: Iterable[Span], intent: str | None,
    gestures: tuple[str, ...] | None, citizen: str | None = None,
) -> Heard:  # fmt: skip
    """Return what a reply says and asks, for this citizen at this point of the talk."""
    spans = tuple(spans)
    acts = frozenset(s.act for s in spans if s.act not in _HURTING or s.confidence >= SURE)
    if in_another_language(text, scenario.language):
        return Heard(Noticed(acts=acts, other_language=True))
    if makes_no_sense(text, acts, intent):
        return Heard(Noticed(acts=acts, gibberish=True))
    meaning = Meaning(text)
    spoken = remarks.read(text, citizen)
    asked_for = state.topic if state.last_move == "ask_fact" else None
    read = [t for f in scenario.must_tell if (t := meaning.told(f, f.id == asked_for))]
    belief = scenario.misunderstanding
    open_belief = belief if belief and state.belief != "corrected" else None
    voiced = state.last_move == "voice_misunderstanding"
    righted = meaning.corrects(open_belief, voiced) if open_belief else None
    righted_now = righted is not None and righted.right
    told = [t for t in read if t.right or _is_wrong(t, text, state, righted_now)]
    questions = meaning.asks(scenario.answers)
    again = [
        q.answer for q in questions
        if q.answer in state.answered
        and q.answer not in state.volunteered
        and q.similarity >= _SURELY_ASKED
    ]  # fmt: skip
    asked = tuple(q.answer for q in questions if q.answer not in state.answered)
    checks = requests.checks(text) and not acts & OFFENCES
    if righted_now or any(t.right for t in told):
        acts -= {"shirking"}  # whoever tells what is needed passes nobody on
    noticed = Noticed(
        acts=acts,
        told=tuple(t.fact for t in told if t.right),
        wrong=tuple(t.fact for t in told if not t.right),
        corrected=righted_now,
        asked=asked,
        asked_again=again[0] if again and not asked and not checks else None,
        question=requests.asks(text) and not acts & OFFENCES,
        asks_need=requests.asks_need(text),
        restated=_restated(scenario, meaning, text) if checks else None,
        request=requests.on_the_spot(text),
        works=requests.works(text),
        pledge="ownership" in acts and requests.pledges(text),
        report=requests.reports(text),
        promise="promise_made" in spoken,
        smile="smile" in shown(text, gestures),
        intent=intent,
        begs_rating="rating_begged" in spoken,
        cold=not acts & OFFENCES and any(span.act in OFFENCES for span in spans),
    )
    facts = tuple(_fact(scenario, t, hedged(text)) for t in told)
    confirms = righted is not None and not righted.right
    words = Span(righted.start, righted.end, "misunderstanding") if righted and confirms else None
    return Heard(noticed, facts, words, spoken)


def _restated(scenario: Scenario, meaning: Meaning, text: str) -> bool | None:
    """Tell whether what is said back is this citizen's case; None where nothing is said back."""
    case = [scenario.need, *scenario.opening, *scenario.lines.get("state_need", {}).get("any", [])]
    belief = scenario.misunderstanding
    details = [line for a in scenario.answers for lines in a.say.values() for line in lines[:1]]
    return meaning.restates([*case, *(belief.voiced if belief else [])], details)


def _is_wrong(told: Told, text: str, state: State, righted: bool) -> bool:
    """Tell whether words that read like a wrong telling are one, and no request on the spot."""
    if requests.on_the_spot(text[told.start : told.end]):
        return False
    doubtful = righted or told.fact in state.told
    return told.confidence >= (_SURELY_WRONG if doubtful else 0.0)


def _fact(scenario: Scenario, told: Told, says_local: bool) -> ToldFact:
    fact = scenario.fact(told.fact)
    span = Span(told.start, told.end, "fact")
    return ToldFact(said(fact), told.right, span, fact.local, says_local)


def in_another_language(reply: str, language: str) -> bool:
    """Tell whether a reply isn't in the citizen's language."""
    han, latin = len(_HAN.findall(reply)), len(_LATIN_WORD.findall(reply))
    return (language == "zh" and han == 0 and latin >= 2) or (
        language == "en" and han >= 4 and latin < 2
    )


def makes_no_sense(reply: str, acts: frozenset[str], intent: str | None) -> bool:
    """Tell whether the citizen can make nothing of a reply: no words, or nonsense."""
    if not _HAN.search(reply) and not _LATIN_WORD.search(reply):
        return not any(c.isalnum() for c in reply)
    return intent == "out_of_scope" and not acts
