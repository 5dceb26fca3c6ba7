"""Scripted clerks for self-play: what each says in each situation, from ``data/clerks``."""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass, field
from typing import Any

from counterpart import paths
from counterpart.errors import CounterpartError
from counterpart.scenario import Scenario
from counterpart.yamlfile import load, plain

WRITTEN = ("courteous", "explainer", "curt", "rude", "stuffer", "blunt-but-right")
CLERKS = ("model", *WRITTEN, "silent", "random")
_UPSET = frozenset({
    "open", "complain", "press", "reject_apology", "reject_courtesy", "reject_explanation", "protest_wrong",
    "retort", "retort_slight", "object_shirking", "demand_supervisor", "confused", "prompt_silence",
    "resent_smile", "contradicted", "remind_promise", "doubt_promise",
})  # fmt: skip
_PRESSING = frozenset({"press", "remind_promise", "reject_courtesy", "reject_apology"})
_INFORMED = ("courteous", "explainer", "blunt-but-right")
_CLOSING = frozenset({"thank", "ask_anything_else"})
_GESTURES: dict[str, tuple[str, ...]] = {
    "model": ("eye", "nod", "seat"), "courteous": ("eye", "nod"), "explainer": ("eye",), "stuffer": ("eye", "smile"),
    "curt": (), "rude": (), "blunt-but-right": (),
}  # fmt: skip
_QUESTIONS = 2  # what a clerk who asks asks before telling


@functools.lru_cache(maxsize=16)
def lines_of(clerk: str) -> dict[str, Any]:
    """Return a clerk's lines: scenario id or language -> situation -> lines."""
    found: dict[str, Any] = plain(load(paths.DATA / "clerks" / f"{clerk}.yml"))
    return found


@functools.lru_cache(maxsize=4)
def every_line(language: str) -> tuple[str, ...]:
    """Return the lines of all written clerks for one language, in a fixed order."""
    found: list[str] = []
    for clerk in WRITTEN:
        for situation in lines_of(clerk)[language].values():
            found.extend(situation)
    return tuple(dict.fromkeys(found))


@dataclass
class Clerk:
    """One scripted clerk in one talk."""

    name: str
    scenario: Scenario
    seed: int
    turn: int = 0
    asked: int = 0
    corrected: bool = False
    upset_last: bool = False
    told: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.name not in CLERKS:
            raise CounterpartError("E407", what="clerk", value=self.name, valid=", ".join(CLERKS))

    def reply(self, move: str | None, topic: str | None) -> str:
        """Return the next reply to a citizen's move; an empty text is silence."""
        self.turn += 1
        chance = random.Random(f"{self.seed}:{self.name}:{self.turn}")
        if self.name == "silent":
            return ""
        if self.name == "random":
            return self._pick(list(every_line(self.scenario.language)), chance)
        if self.name == "model":
            return self._model(move, topic, chance)
        return self._pick(self._for_situation(move, topic, chance), chance)

    def gestures(self) -> list[str] | None:
        """Return the gestures beside the latest reply; None where this clerk records none."""
        if self.name not in _GESTURES:
            return None
        return list(_GESTURES[self.name]) if self.turn == 1 else []

    def _pick(self, pool: list[str], chance: random.Random) -> str:
        fresh = [line for line in pool if line not in self.used] or pool
        line = chance.choice(fresh)
        self.used.add(line)
        return line

    def _model(self, move: str | None, topic: str | None, chance: random.Random) -> str:
        """Answer what was asked; else go on with the scenario's model replies."""
        wrong = self.scenario.misunderstanding
        replies = [r for r in self.scenario.model_replies if r not in self.used]
        if self.turn > 2 and move == "ask_fact" and topic:
            return self._pick(self.scenario.fact(topic).examples, chance)
        if self.turn > 2 and move == "voice_misunderstanding" and wrong:
            return self._pick(wrong.corrected_by, chance)
        if replies:
            self.used.add(replies[0])
            return replies[0]
        return self.scenario.model_replies[-1]

    def _for_situation(
        self, move: str | None, topic: str | None, chance: random.Random
    ) -> list[str]:
        if self.turn == 1:
            return self._lines("open")
        if move in _CLOSING:
            return self._lines("close")
        if move == "voice_misunderstanding":
            self.corrected = True
            return self._correct()
        if move == "ask_fact" and topic:
            return self._tell(topic)
        if move in _PRESSING and self.name in _INFORMED:
            return self._tell("all")
        if move in _UPSET and not self.upset_last:
            self.upset_last = True
            return self._lines("upset")
        self.upset_last = False
        if self.asked < _QUESTIONS and chance.random() < 0.6:
            self.asked += 1
            return self._lines("ask")
        return self._onwards(chance)

    def _onwards(self, chance: random.Random) -> list[str]:
        untold = [fact.id for fact in self.scenario.must_tell if fact.id not in self.told]
        if untold and chance.random() < 0.75:
            return self._tell("all" if chance.random() < 0.3 else untold[0])
        if not self.corrected and self.scenario.misunderstanding:
            self.corrected = True
            return self._correct()
        return self._tell(untold[0]) if untold and chance.random() < 0.5 else self._lines("next")

    def _tell(self, fact: str) -> list[str]:
        everything = [f.id for f in self.scenario.must_tell]
        self.told.update(everything if fact == "all" else [fact])
        tell = self._own().get("tell")
        if tell and fact in tell:
            return list(tell[fact])
        if tell is None and self.name in _INFORMED:
            known = self.scenario.must_tell if fact == "all" else [self.scenario.fact(fact)]
            return ["".join(f.examples[0] for f in known)]  # a scenario nobody wrote lines for
        return self._lines("next")

    def _correct(self) -> list[str]:
        wrong = self.scenario.misunderstanding
        if wrong and self.name in _INFORMED and self.scenario.id not in lines_of(self.name):
            return list(wrong.corrected_by)
        return self._lines("correct")

    def _lines(self, situation: str) -> list[str]:
        return list(self._own()[situation])

    def _own(self) -> dict[str, Any]:
        lines = lines_of(self.name)
        return {**lines[self.scenario.language], **lines.get(self.scenario.id, {})}
