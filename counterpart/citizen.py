"""The citizen: what a reply does to them, and what they do next.

Two pure functions: :func:`appraise` turns a state and what was noticed of a reply into the next
state, :func:`choose_move` names the move that fits it. Chance is seeded by talk and turn, so the
same replies meet the same citizen.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.moods import ENDINGS
from counterpart.scenario import Scenario
from counterpart.temperament import Temperament

TURN_CAP = 25
_SILENCES_BORNE = 3
_INSULTS_BORNE = 3
_MOST_RELIEF = 14.0  # nobody calms down, or comes to trust, at one stroke
_AFTERTHOUGHTS = 2  # replies with more help after the citizen said that is all
_HELP = frozenset({"guidance", "ownership"})
_WARM = frozenset({"empathy", "apology"})
_HEATED = frozenset(
    {"retort", "retort_slight", "demand_supervisor", "object_shirking", "protest_wrong", "leave"}
)
_DIFFICULTY = {                      # start tension, relief, patience, readiness to volunteer
    1: (-8.0, 1.2, 1, 0.95),
    2: (0.0, 1.0, 0, 0.75),
    3: (8.0, 0.8, -1, 0.45),
}  # fmt: skip


@dataclass(frozen=True)
class Noticed:
    """What the citizen notices of one reply."""

    acts: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()  # facts told rightly
    wrong: tuple[str, ...] = ()  # facts told wrongly
    corrected: bool = False  # the misunderstanding was put right
    asked: str | None = None  # id of the answer that was asked for
    intent: str | None = None
    silence: bool = False
    gibberish: bool = False  # no sense in it, or the other language
    begs_rating: bool = False
    cold: bool = False  # perhaps a taboo phrase, not surely


@dataclass
class State:
    """Where the citizen stands; plain values only, so that it fits a Rasa slot."""

    seed: int = 0
    difficulty: int = 2
    turn: int = 0
    tension: float = 50.0  # 0 at ease .. 100 boiling
    trust: float = 40.0  # 0 .. 100
    mood: str = "anxious"
    told: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    belief: str = "held"  # none, held, voiced, corrected
    opened: bool = False
    closing: bool = False  # said that nothing is left open
    idle: int = 0  # replies in a row without help
    silences: int = 0
    gibberish: int = 0
    insults: int = 0
    brush_offs: int = 0
    goodbyes: int = 0  # the clerk's farewells before the matter was done
    afterthoughts: int = 0
    apologies: int = 0
    empathies: int = 0
    acts: list[str] = field(default_factory=list)  # acts of all replies so far
    incidents: list[str] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)  # after each turn
    tensions: list[int] = field(default_factory=list)
    moves: list[str] = field(default_factory=list)
    topic: str | None = None  # what this turn's move is about (fact, answer, incident)
    ending: str | None = None  # a cause of moods.ENDINGS, or "turn_cap"

    def as_dict(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> State:
        """Read a state written by :meth:`as_dict`."""
        known = {f.name for f in dataclasses.fields(cls)}
        return cls(**{k: v for k, v in data.items() if k in known})

    def chance(self, purpose: str) -> random.Random:
        """Return this turn's own source of chance for one purpose."""
        return random.Random(f"{self.seed}:{self.turn}:{purpose}")


def begin(
    scenario: Scenario,
    temper: Temperament,
    seed: int,
    difficulty: int | None = None,
    mood: str | None = None,
) -> State:
    """Return the citizen's state as they walk up."""
    difficulty = difficulty or scenario.difficulty
    mood = mood or scenario.citizen.mood
    return State(
        seed=seed,
        difficulty=difficulty,
        tension=_clamp(temper.start[mood] + _DIFFICULTY[difficulty][0]),
        mood=mood,
        belief="held" if scenario.misunderstanding else "none",
    )


def appraise(state: State, temper: Temperament, scenario: Scenario, seen: Noticed) -> State:
    """Return the state after a reply; its ``moves`` holds the move to make."""
    new = State.from_dict(state.as_dict())
    new.turn += 1
    new.topic = None
    fresh = [fact for fact in seen.told if fact not in state.told]
    fixed = seen.corrected and state.belief in ("held", "voiced")
    helped = bool(fresh or fixed or seen.asked or (seen.acts & _HELP and not seen.wrong))
    _feel(state, new, temper, seen, helped, fixed)
    _count(new, seen, helped)
    new.told += fresh
    new.wrong = [f for f in new.wrong if f not in fresh] + [
        f for f in seen.wrong if f not in new.wrong
    ]
    new.told = [f for f in new.told if f not in seen.wrong]
    if fixed:
        new.belief = "corrected"
    new.acts = sorted(set(new.acts) | seen.acts)
    move = choose_move(state, new, temper, scenario, seen, fresh, fixed)
    if new.turn >= TURN_CAP and move not in ENDINGS:
        move, new.ending = "leave", "turn_cap"
    new.ending = new.ending or ENDINGS.get(move)
    new.mood = _mood(new, temper, move)
    new.moods.append(new.mood)
    new.tensions.append(round(new.tension))
    new.moves.append(move)
    return new


def _feel(
    old: State, new: State, temper: Temperament, seen: Noticed, helped: bool, fixed: bool
) -> None:
    """Move tension and trust by what was noticed."""
    relief = _DIFFICULTY[old.difficulty][1]
    harmful = seen.acts & {"taboo", "discrimination"}
    for act in sorted(seen.acts):
        change = temper.tension.get(act, 0.0)
        if change < 0:
            worn = {"apology": old.apologies, "empathy": old.empathies}.get(act, 0)
            hollow = act not in _HELP and not helped and old.idle >= 2
            change *= (
                relief
                * temper.wears_off**worn
                * (0.2 if hollow else 1.0)
                * (0.3 if harmful else 1.0)
            )
        new.tension += change
        new.trust += temper.trust.get(act, 0.0) * (0.3 if harmful and change < 0 else 1.0)
    new.tension += temper.cold if seen.cold else 0
    new.tension += len(seen.wrong) * temper.wrong + (temper.corrected * relief if fixed else 0)
    new.trust += -6 * len(seen.wrong) + (8 if fixed else 0) + (3 * len(seen.told))
    new.tension -= 3 * len(seen.told) * relief
    if not helped and not (seen.acts & _WARM) and old.opened and not old.closing:
        new.tension += temper.nothing_done
        new.trust -= 3
    new.tension = _clamp(max(new.tension, old.tension - _MOST_RELIEF))
    new.trust = _clamp(min(new.trust, old.trust + _MOST_RELIEF))


def _count(new: State, seen: Noticed, helped: bool) -> None:
    new.idle = 0 if helped else new.idle + 1
    new.silences = new.silences + 1 if seen.silence else 0
    new.gibberish = new.gibberish + 1 if seen.gibberish else 0
    new.insults += bool(seen.acts & {"taboo", "discrimination"})
    new.brush_offs += "shirking" in seen.acts and not seen.acts & _HELP
    new.apologies += "apology" in seen.acts
    new.empathies += "empathy" in seen.acts
    if "closing" in seen.acts and not new.closing:
        new.goodbyes += 1


def choose_move(
    old: State, new: State, temper: Temperament, scenario: Scenario, seen: Noticed,
    fresh: list[str], fixed: bool,
) -> str:  # fmt: skip
    """Return the move that answers this reply; sets what it is about in ``new.topic``."""
    for step in (_after_offence, _when_closing, _when_lost):
        if move := step(old, new, temper, seen):
            return move
    if not old.opened:
        new.opened = True
        return "open"
    if move := _on_substance(new, temper, scenario, seen, fresh, fixed):
        return move
    if move := _on_manner(old, new, temper, scenario, seen):
        return move
    return _unprompted(new, temper, scenario, seen)


def _after_offence(old: State, new: State, temper: Temperament, seen: Noticed) -> str | None:
    if seen.acts & {"taboo", "discrimination"}:
        if new.insults > _INSULTS_BORNE:
            return new.chance("ending").choice(["leave", "go_to_supervisor"])
        if not old.opened:
            return None  # they have come for something, and say so first
        if new.insults == _INSULTS_BORNE:
            return "demand_supervisor"
        return "retort_slight" if "discrimination" in seen.acts else "retort"
    boiling = new.tension >= temper.leaves_at and old.tension >= temper.leaves_at - 5
    if boiling and new.turn > 2 and not seen.acts & (_WARM | _HELP) and not seen.told:
        return new.chance("ending").choice(["leave", "go_to_supervisor"])
    return None


def _when_closing(old: State, new: State, temper: Temperament, seen: Noticed) -> str | None:
    if not old.closing or seen.wrong or seen.gibberish:
        return None
    new.afterthoughts += 1
    more = seen.acts & _HELP or seen.intent in ("request", "ask_to_wait", "check_understanding")
    if more and "closing" not in seen.acts and new.afterthoughts <= _AFTERTHOUGHTS:
        return {"request": "hand_over", "ask_to_wait": "waiting"}.get(seen.intent or "", "note")
    happy = new.tension <= temper.calm_at + 15 and new.trust >= 45
    return "thank_and_go" if happy else "go"


def _when_lost(old: State, new: State, temper: Temperament, seen: Noticed) -> str | None:
    if seen.silence:
        return (
            "leave"
            if new.silences >= _SILENCES_BORNE
            else ("prompt_silence" if old.opened else None)
        )
    if seen.gibberish:
        return "leave" if new.gibberish > _SILENCES_BORNE else "confused"
    return None


def _on_substance(
    new: State,
    temper: Temperament,
    scenario: Scenario,
    seen: Noticed,
    fresh: list[str],
    fixed: bool,
) -> str | None:
    """Answer what the reply says: facts, corrections, questions."""
    if seen.wrong:
        new.topic = seen.wrong[0]
        return "protest_wrong"
    if fixed:
        return "relieved"
    if seen.asked and seen.asked not in new.answered:
        new.answered.append(seen.asked)
        new.topic = seen.asked
        return "answer"
    if seen.begs_rating:
        return "decline_rating"
    if _all_done(new, scenario) and (fresh or seen.acts & _HELP):
        new.closing = True
        return "ask_anything_else" if new.chance("close").random() < 0.5 else "thank"
    if fresh:
        return _next_question(new, scenario) or "note"
    return None


def _on_manner(
    old: State, new: State, temper: Temperament, scenario: Scenario, seen: Noticed
) -> str | None:
    """Answer how the reply was said, where it told nothing new."""
    if "closing" in seen.acts and not _all_done(new, scenario):
        return "leave" if new.goodbyes > 2 else ("press" if new.goodbyes == 2 else None)
    if "shirking" in seen.acts and not seen.acts & _HELP:
        if new.brush_offs > 3:
            return new.chance("ending").choice(["leave", "go_to_supervisor"])
        return "demand_supervisor" if new.brush_offs == 3 else "object_shirking"
    heated = old.tension >= temper.calm_at
    if "explanation_first" in seen.acts and not seen.acts & _WARM and heated:
        return "reject_explanation"
    if "apology" in seen.acts and not seen.acts & _HELP:
        if old.apologies == 0:
            return "accept_apology"
        if old.apologies >= 2 and old.idle >= 1:
            return "reject_apology"
    if "empathy" in seen.acts and old.empathies < 2:
        return "soften"
    if seen.intent == "ask_to_wait" or (seen.intent == "request" and "please" in seen.acts):
        return "waiting" if seen.intent == "ask_to_wait" else "hand_over"
    if "ownership" in seen.acts and new.moves[-1:] != ["offered_help"]:
        return "offered_help"
    return None


def _unprompted(new: State, temper: Temperament, scenario: Scenario, seen: Noticed) -> str:
    """Go on when the reply gave nothing to answer."""
    patience = max(1, temper.patience + _DIFFICULTY[new.difficulty][2])
    if new.idle >= patience + 5:
        return "leave"
    courteous = seen.acts & {"please", "thanks", "apology", "empathy", "greeting", "closing"}
    if (
        new.idle >= 2
        and courteous
        and not seen.acts & _HELP
        and new.moves[-1:] != ["reject_courtesy"]
    ):
        return "reject_courtesy"
    if new.idle >= patience:
        return "press" if new.moves[-1:] != ["press"] else _ask(new, scenario) or "complain"
    if incident := _incident(new, scenario):
        new.incidents.append(incident)
        new.topic = incident
        return "incident"
    if new.belief == "held":
        new.belief = "voiced"
        return "voice_misunderstanding"
    if seen.intent == "small_talk":
        return "small_talk"
    if seen.intent in ("greet", "ask_need") and new.moves[-1:] != ["state_need"]:
        return "state_need"
    if new.moves[-1:] == ["complain"] or new.tension < temper.calm_at:
        return _ask(new, scenario) or (
            "voice_misunderstanding" if new.belief == "voiced" else "press"
        )
    return new.chance("unprompted").choice(["complain", _ask(new, scenario) or "complain"])


def _next_question(new: State, scenario: Scenario) -> str | None:
    """Volunteer the belief or ask about an untold fact, as far as difficulty lets them."""
    if new.belief == "held":
        new.belief = "voiced"
        return "voice_misunderstanding"
    eager = new.chance("volunteer").random() < _DIFFICULTY[new.difficulty][3]
    return _ask(new, scenario) if eager else None


def _ask(new: State, scenario: Scenario) -> str | None:
    untold = [fact.id for fact in scenario.must_tell if fact.id not in new.told]
    if not untold:
        return None
    new.topic = new.chance("ask").choice(untold)
    return "ask_fact"


def _incident(new: State, scenario: Scenario) -> str | None:
    due = [i.id for i in scenario.incidents if i.id not in new.incidents and new.turn >= i.after]
    return due[0] if due and new.chance("incident").random() < 0.35 and not new.incidents else None


def _all_done(new: State, scenario: Scenario) -> bool:
    return len(new.told) == len(scenario.must_tell) and new.belief in ("none", "corrected")


def _mood(new: State, temper: Temperament, move: str) -> str:
    if move == "confused":
        return "confused"
    if move == "relieved" and new.tension < 65:
        return "relieved"
    if new.tension >= 70:
        return temper.moods["high"]
    if move in _HEATED:
        return "impatient" if temper.moods["middle"] == "calm" else temper.moods["middle"]
    if new.trust < 22:
        return temper.moods["unsure"]
    if new.tension >= temper.calm_at:
        return temper.moods["middle"]
    return "relieved" if new.closing and new.belief == "corrected" else temper.moods["low"]


def _clamp(value: float) -> float:
    return round(min(100.0, max(0.0, value)), 1)


_BEGGING = re.compile(
    r"(?:给|打|点|评)(?:我|个|我个)?.{0,4}(?:五星|5星|好评|非常满意|满分)|(?:five|5)[- ]stars?|good (?:rating|review)"
    r"|top (?:rating|marks)",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def begs_for_rating(reply: str) -> bool:
    """Tell whether the clerk begs for a rating (domain.md 1.1: no improper prompts or hints)."""
    return bool(_BEGGING.search(reply))


def makes_no_sense(reply: str, language: str, acts: frozenset[str], intent: str | None) -> bool:
    """Tell whether the citizen can make nothing of a reply: no words, nonsense, other language."""
    han, latin = len(_HAN.findall(reply)), len(_LATIN_WORD.findall(reply))
    if han + latin == 0:
        return not any(c.isalnum() for c in reply)
    if language == "zh" and han == 0 and latin >= 2:
        return True
    if language == "en" and han >= 4 and latin < 2:
        return True
    return intent == "out_of_scope" and not acts
