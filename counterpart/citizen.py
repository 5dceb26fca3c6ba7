"""The citizen: what a reply does to them.

:func:`appraise` turns a state and what was noticed of a reply into the next state, with the move
that answers it (:mod:`counterpart.moves`). Chance is seeded by talk and turn, so the same replies
meet the same citizen.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart import moves
from counterpart.acts import HELP, OFFENCES, WARM
from counterpart.moods import ENDINGS
from counterpart.scenario import Scenario
from counterpart.temperament import Difficulty, Temperament, difficulties

TURN_CAP = 25
MOST_RELIEF = 14.0  # nobody calms down, or comes to trust, at one stroke
_HEATED = frozenset({
    "retort", "retort_slight", "resent_smile", "demand_supervisor", "object_shirking", "protest_wrong",
    "contradicted", "leave", "go_to_supervisor",
})  # fmt: skip


@dataclass(frozen=True)
class Noticed:
    """What the citizen notices of one reply."""

    acts: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()  # facts told rightly
    wrong: tuple[str, ...] = ()  # facts told wrongly
    doubtful: bool = False  # ... perhaps, not surely
    touched: tuple[str, ...] = ()  # facts that the reply speaks of
    corrected: bool = False  # the misunderstanding was put right
    nearly_corrected: bool = False  # ... or at least spoken of
    asked: tuple[str, ...] = ()  # ids of the answers that were asked for
    repeated: tuple[str, ...] = ()  # ... that were given already, or said unasked
    asked_again: str | None = None  # ... that was surely asked for before
    question: bool = False  # something is asked that the scenario has no answer to
    prompt: str | None = None  # a question about the talk itself, of counterpart.questions.KINDS
    asks_need: bool = False  # what the citizen has come for is asked
    restated: bool | None = None  # their case was said back: rightly, wrongly, not at all
    request: str | None = None  # move that does what is asked for on the spot
    works: bool = False  # something is done for them, beyond fine words
    finishes: bool = False  # the matter is said to be done
    pledge: bool = False  # the clerk will find something out
    report: bool = False  # ... and says what came of it
    promise: bool = False  # an outcome is guaranteed
    smile: bool = False
    intent: str | None = None
    silence: bool = False
    gibberish: bool = False  # no sense in it
    other_language: bool = False
    begs_rating: bool = False
    cold: bool = False  # perhaps a taboo phrase, not surely
    harsh: bool = False  # ... or sends them away, perhaps or surely

    @property
    def helps(self) -> bool:
        """Does the reply guide them, or take the matter on with something that is done?"""
        return "guidance" in self.acts or ("ownership" in self.acts and self.works)


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
    tellings: int = 0  # replies that told something new
    wrong: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    volunteered: list[str] = field(default_factory=list)  # what was said unasked
    asked_back: list[str] = field(default_factory=list)  # answers, each time they were asked again
    touched: list[str] = field(default_factory=list)  # facts the clerk spoke of, told or not
    finished: bool = False  # the clerk said that the matter is done
    belief: str = "held"  # none, held, voiced, corrected
    opened: bool = False
    closing: bool = False  # said that nothing is left open
    idle: int = 0  # replies in a row without help
    silences: int = 0
    gibberish: int = 0
    insults: int = 0
    brush_offs: int = 0
    explained: int = 0  # explanations before any kind word
    goodbyes: int = 0  # the clerk's farewells before the matter was done
    afterthoughts: int = 0
    apologies: int = 0
    empathies: int = 0
    pledged: int = 0  # turn of a promise to find something out that is still open, or 0
    doubted: bool = False
    gestured: bool = False  # the clerk has shown a gesture
    acts: list[str] = field(default_factory=list)  # acts of all replies so far
    incidents: list[str] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)  # after each turn
    tensions: list[int] = field(default_factory=list)
    moves: list[str] = field(default_factory=list)
    topic: str | None = None  # what this turn's move is about (fact, answer, incident)
    opener: str | None = None  # short reaction before the move's line
    ending: str | None = None  # a cause of moods.ENDINGS, or "turn_cap"
    because: str | None = None  # what drove them away

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

    @property
    def level(self) -> Difficulty:
        """The numbers of this talk's difficulty."""
        return difficulties()[self.difficulty]

    @property
    def last_move(self) -> str | None:
        """The move that answered the reply before."""
        return self.moves[-1] if self.moves else None


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
        tension=_clamp(temper.start[mood] + difficulties()[difficulty].tension),
        mood=mood,
        belief="held" if scenario.misunderstanding else "none",
    )


def appraise(state: State, temper: Temperament, scenario: Scenario, seen: Noticed) -> State:
    """Return the state after a reply; its ``moves`` holds the move to make."""
    new = State.from_dict(state.as_dict())
    new.turn += 1
    new.topic = new.opener = None
    fresh = [fact for fact in seen.told if fact not in state.told]
    fixed = seen.corrected and state.belief in ("held", "voiced")
    helped = bool(fresh or fixed or seen.asked or seen.restated or (seen.helps and not seen.wrong))
    _feel(state, new, temper, seen, helped, fixed)
    _count(new, seen, helped)
    new.told += fresh
    new.tellings += bool(fresh)
    new.wrong = [f for f in new.wrong if f not in fresh] + [
        f for f in seen.wrong if f not in new.wrong
    ]
    new.told = [f for f in new.told if f not in seen.wrong]
    if fixed:
        new.belief = "corrected"
    new.acts = sorted(set(new.acts) | seen.acts)
    new.touched += [fact for fact in seen.touched if fact not in new.touched]
    new.finished = new.finished or seen.finishes
    turn = moves.Turn(state, new, temper, scenario, seen, tuple(fresh), fixed)
    move = moves.choose(turn)
    if new.turn >= TURN_CAP and move not in ENDINGS:
        move, new.ending = "give_up", "turn_cap"
    new.opener = moves.opener(turn, move)
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
    relief = old.level.relief
    harmful = seen.acts & OFFENCES
    for act in sorted(seen.acts):
        change = temper.tension.get(act, 0.0)
        if change < 0:
            worn = {"apology": old.apologies, "empathy": old.empathies}.get(act, 0)
            hollow = act not in HELP and not helped and old.idle >= 2
            change *= (
                relief
                * temper.wears_off**worn
                * (0.2 if hollow else 1.0)
                * (0.3 if harmful else 1.0)
            )
        new.tension += change * (0.5 if act == "bare_command" and helped else 1.0)
        new.trust += temper.trust.get(act, 0.0) * (0.3 if harmful and change < 0 else 1.0)
    new.tension += temper.cold * (bool(seen.cold) + (seen.smile and old.mood in moves.GRIEF))
    new.tension += len(seen.wrong) * temper.wrong + (temper.corrected * relief if fixed else 0)
    new.trust += -6 * len(seen.wrong) + (8 if fixed else 0) + (4 * len(seen.told))
    new.trust -= 5 if seen.promise else 0
    new.tension -= 4 * len(seen.told) * relief
    hollow_words = seen.acts & WARM and old.idle < 2
    at_work = seen.question or seen.repeated or seen.request
    if not helped and not at_work and not hollow_words and old.opened and not old.closing:
        new.tension += temper.nothing_done
        new.trust -= 3
    new.tension = _clamp(max(new.tension, old.tension - MOST_RELIEF * relief))
    new.trust = _clamp(min(new.trust, old.trust + MOST_RELIEF))


def _count(new: State, seen: Noticed, helped: bool) -> None:
    new.idle = 0 if helped or not new.opened else new.idle + 1
    new.silences = new.silences + 1 if seen.silence else 0
    new.gibberish = new.gibberish + 1 if seen.gibberish or seen.other_language else 0
    new.insults += bool(seen.acts & OFFENCES)
    new.brush_offs += "shirking" in seen.acts and not seen.helps
    new.explained += "explanation_first" in seen.acts and not seen.acts & WARM
    new.apologies += "apology" in seen.acts
    new.empathies += "empathy" in seen.acts
    if "closing" in seen.acts and not new.closing:
        new.goodbyes += 1
    if seen.report or seen.told or (new.pledged and (seen.asked or seen.repeated)):
        new.pledged = 0
    elif seen.pledge and not new.pledged:
        new.pledged = new.turn


def _mood(new: State, temper: Temperament, move: str) -> str:
    if move in ("confused", "other_language"):
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
