"""What the citizen notices of a reply, and what the rubric needs to know of its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterpart import questions, remarks, requests
from counterpart.acts import OFFENCES, WARM, Span
from counterpart.citizen import Noticed, State
from counterpart.facts import Meaning, Told, hedged, said
from counterpart.questions import Question
from counterpart.rubric import ToldFact
from counterpart.rubric.finding import SURE
from counterpart.rubric.smile_and_eye_contact import shown
from counterpart.scenario import Scenario

_HURTING = OFFENCES | {"shirking"}  # noticed when they are surely meant
_SURER = 0.9  # confidence from which a word offends in a reply that helps, or in a question
_FELT = 0.5  # confidence from which a kind word is felt: mockery looks like empathy from afar
_SURELY_ASKED = 0.65  # to complain that it was asked before
_SURELY_WRONG = 0.9  # beside a correction, or to take back what was told rightly before
_BEYOND_DOUBT = 0.95  # to protest before anything else in the reply is answered
_PROMPTS = ("more", "understood", "worry", "consent", "check")  # questions about the talk itself
_OF_A_NEED = re.compile(r"要|想|来|意思|\b(?:want|need|like|mean|came)\b", re.IGNORECASE)
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
    asks = questions.find(text)
    meant = [s for s in spans if s.act not in _HURTING or _is_meant(s, asks)]
    acts = _acts(text, meant, SURE)
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
    asked = meaning.asks(scenario.answers)
    surely_asked = any(q.similarity >= _SURELY_ASKED for q in asked)
    if righted_now or surely_asked or any(t.right for t in told):
        acts = _acts(text, meant, _SURER)  # whoever helps is forgiven what may be no offence
    if righted_now or any(t.right for t in told):
        acts -= {"shirking"}  # whoever tells what is needed passes nobody on
    checks = questions.checks(text) and not acts & OFFENCES
    open_questions = [] if acts & OFFENCES else asks
    again = [
        q.answer for q in asked
        if q.answer in state.answered
        and q.answer not in state.volunteered
        and q.similarity >= _SURELY_ASKED
    ]  # fmt: skip
    noticed = Noticed(
        acts=acts,
        told=tuple(t.fact for t in told if t.right),
        wrong=tuple(t.fact for t in told if not t.right),
        doubtful=all(t.right or t.confidence < _BEYOND_DOUBT for t in told),
        touched=tuple(f.id for f in scenario.must_tell if meaning.nears(f, words=0.5)),
        corrected=righted_now,
        nearly_corrected=belief is not None and meaning.nears(belief.as_fact()),
        asked=tuple(q.answer for q in asked if q.answer not in state.answered),
        repeated=tuple(q.answer for q in asked if q.answer in state.answered),
        asked_again=again[0] if again and not checks else None,
        question=not asked and any(_wants_an_answer(q) for q in open_questions),
        prompt=_prompt(open_questions),
        asks_need=questions.asks_need(text),
        restated=_restated(scenario, meaning, text) if checks else None,
        request=_request(scenario, text),
        works=requests.works(text),
        finishes=requests.finishes(text),
        pledge="ownership" in acts and requests.pledges(text),
        report=requests.reports(text),
        promise="promise_made" in spoken,
        smile="smile" in shown(text, gestures),
        intent=intent,
        begs_rating="rating_begged" in spoken,
        cold=not acts & OFFENCES and any(span.act in OFFENCES for span in meant),
        harsh=any(span.act in _HURTING for span in meant),
    )
    facts = tuple(_fact(scenario, t, hedged(text)) for t in told)
    confirms = righted is not None and not righted.right
    words = Span(righted.start, righted.end, "misunderstanding") if righted and confirms else None
    return Heard(noticed, facts, words, spoken)


def _is_meant(span: Span, asks: Sequence[Question]) -> bool:
    """Tell whether words may be meant to hurt; an open question hardly ever is."""
    openly = [q for q in asks if q.start <= span.start < q.end and q.kind != "rhetorical"]
    return not openly or span.confidence >= _SURER


def _acts(text: str, spans: Sequence[Span], sure: float) -> frozenset[str]:
    """Return the acts that the citizen notices: hurting ones where they are sure, others by word too."""
    enough = {**dict.fromkeys(_HURTING, sure), **dict.fromkeys(WARM, _FELT)}
    acts = {s.act for s in spans if s.confidence >= enough.get(s.act, 0.0)}
    if requests.parts(text):
        acts.add("closing")
    return frozenset(acts if requests.says_sorry(text) else acts - {"apology"})


def _wants_an_answer(question: Question) -> bool:
    """Tell whether a question that no answer was found for still leaves the clerk waiting."""
    return question.kind == "case" and question.marked


def _prompt(asked: Sequence[Question]) -> str | None:
    """Return the kind of question about the talk itself that a reply asks."""
    return next((kind for kind in _PROMPTS if any(q.kind == kind for q in asked)), None)


def _request(scenario: Scenario, text: str) -> str | None:
    """Return what is asked for on the spot; on the telephone nobody is offered a seat."""
    request = requests.on_the_spot(text)
    return None if request == "sit_down" and scenario.channel == "phone" else request


def _restated(scenario: Scenario, meaning: Meaning, text: str) -> bool | None:
    """Tell whether what is said back is this citizen's case; None where no case is said back."""
    case = [scenario.need, *scenario.opening, *scenario.lines.get("state_need", {}).get("any", [])]
    belief = scenario.misunderstanding
    details = [line for a in scenario.answers for lines in a.say.values() for line in lines[:1]]
    right = meaning.restates([*case, *(belief.voiced if belief else [])], details)
    return right if right or _OF_A_NEED.search(text) else None


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
