"""The citizen's voice: words a move for this scenario and mood, no line twice in a talk."""

from __future__ import annotations

import functools
import random
from collections.abc import Collection, Iterator

from counterpart import paths
from counterpart.moods import NEAREST
from counterpart.scenario import Lines, Scenario
from counterpart.yamlfile import load, plain

MAY_REPEAT = frozenset({"acknowledge"})
# When every wording of a move is used up, a near move's words still fit.
_NEAR_MOVES: dict[str, tuple[str, ...]] = {
    "state_need": ("press", "complain"),
    "complain": ("press",),
    "press": ("complain",),
    "ask_fact": ("press",),
    "voice_misunderstanding": ("complain",),
    "relieved": ("thank", "note"),
    "retort": ("demand_supervisor", "press"),
    "retort_slight": ("retort",),
    "reject_courtesy": ("press",),
    "reject_apology": ("press",),
    "reject_explanation": ("press",),
    "object_shirking": ("press",),
    "protest_wrong": ("press",),
    "thank": ("note",),
    "soften": ("note",),
    "offered_help": ("note",),
    "demand_supervisor": ("retort", "press"),
    "confused": ("press",),
    "prompt_silence": ("press",),
    "incident": ("press",),
}


@functools.lru_cache(maxsize=4)
def phrases(language: str) -> dict[str, Lines]:
    """Return the lines any citizen can say: move -> mood -> lines."""
    found: dict[str, Lines] = plain(load(paths.DATA / "phrases" / f"{language}.yml"))
    return found


def line(
    scenario: Scenario,
    move: str,
    mood: str,
    topic: str | None,
    said: Collection[str],
    chance: random.Random,
) -> str:
    """Return a line for a move that was not said before; at worst a short acknowledgement."""
    for near in (move, *_NEAR_MOVES.get(move, ()), "acknowledge"):
        for pool in _pools(scenario, near, mood, topic if near == move else None):
            free = [text for text in pool if text not in said or near in MAY_REPEAT]
            if free:
                return chance.choice(free)
    return "……"


def _pools(scenario: Scenario, move: str, mood: str, topic: str | None) -> Iterator[list[str]]:
    """Yield lists of lines, the most fitting first."""
    yield from _from_fields(scenario, move, mood, topic)
    for source in (scenario.lines.get(move, {}), phrases(scenario.language).get(move, {})):
        for name in (mood, *NEAREST[mood]):
            if name in source:
                yield source[name]


def _from_fields(
    scenario: Scenario, move: str, mood: str, topic: str | None
) -> Iterator[list[str]]:
    if move == "open":
        yield scenario.opening
    elif move == "voice_misunderstanding" and scenario.misunderstanding:
        yield scenario.misunderstanding.voiced
    elif move == "relieved" and scenario.misunderstanding:
        yield scenario.misunderstanding.relieved
    elif move == "ask_fact":
        yield from (fact.asked_by for fact in scenario.must_tell if fact.id == topic)
    elif move == "incident":
        yield from (incident.say for incident in scenario.incidents if incident.id == topic)
    elif move == "answer":
        for answer in scenario.answers:
            if answer.id == topic:
                heated = mood in ("angry", "impatient")
                order = ("angry", "calm") if heated else ("calm", "angry")
                yield from (
                    answer.say[name] for name in (mood, *order, "any") if name in answer.say
                )


def stage_direction(scenario: Scenario, move: str, topic: str | None) -> str:
    """Return what is seen beside the line, or an empty text."""
    if move == "incident":
        return next((i.stage for i in scenario.incidents if i.id == topic), "")
    return ""
