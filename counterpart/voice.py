"""The citizen's voice: words a move for this scenario and mood, no line twice in a talk."""

from __future__ import annotations

import functools
import random
from collections.abc import Collection, Iterator

from counterpart import paths
from counterpart.moods import NEAREST
from counterpart.scenario import Lines, Scenario
from counterpart.yamlfile import load, plain

_SHORT = 6  # characters; a shorter line may stand by chance inside another
MAY_REPEAT = frozenset({"acknowledge"})
# When every wording of a move is used up, a near move's words still fit.
_NEAR_MOVES: dict[str, tuple[str, ...]] = {
    "state_need": ("press", "complain"),
    "complain": ("press",),
    "press": ("complain",),
    "ask_fact": ("press",),
    "volunteer": ("note",),
    "voice_misunderstanding": ("complain",),
    "relieved": ("thank", "note"),
    "retort": ("demand_supervisor", "press"),
    "retort_slight": ("retort",),
    "resent_smile": ("retort",),
    "reject_courtesy": ("press",),
    "reject_apology": ("press",),
    "reject_explanation": ("press",),
    "object_shirking": ("press",),
    "protest_wrong": ("press",),
    "contradicted": ("protest_wrong",),
    "doubt_promise": ("note",),
    "remind_promise": ("press",),
    "answer": ("asked_twice",),
    "agree": ("note",),
    "does_not_know": ("press",),
    "thank": ("note",),
    "soften": ("note",),
    "offered_help": ("note",),
    "sit_down": ("note",),
    "sign": ("waiting",),
    "give_up": ("go",),
    "digress": ("small_talk", "complain"),
    "demand_supervisor": ("retort", "press"),
    "other_language": ("confused",),
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
    opener: str | None = None,
) -> str:
    """Return a line for a move that was not said before; at worst a short acknowledgement.

    ``opener`` names a short reaction (:data:`counterpart.moods.REACTIONS`) to say before it.
    """
    pieces = _pieces(move, topic)
    if len(pieces) > 1:
        parts = []
        for one, about in pieces:
            parts.append(line(scenario, one, mood, about, said, chance, opener))
            opener = None
        return (" " if scenario.language == "en" else "").join(parts)
    for near in (move, *_NEAR_MOVES.get(move, ()), "acknowledge"):
        for pool in _pools(scenario, near, mood, topic if near == move else None):
            free = [text for text in pool if near in MAY_REPEAT or not _was_said(text, said)]
            if free:
                return _opened(scenario, opener, mood, said, chance) + chance.choice(free)
    return "……"


def _pieces(move: str, topic: str | None) -> list[tuple[str, str | None]]:
    """Return the moves, each with its topic, that a move is worded by: one for each answer it gives."""
    answers: list[tuple[str, str | None]] = [("answer", one) for one in (topic or "").split("+")]
    if move == "relieved" and topic:
        return [("relieved", None), *answers]
    return answers if move == "answer" and topic else [(move, topic)]


def _was_said(text: str, said: Collection[str]) -> bool:
    """Tell whether a line was said, with or without an opener before it."""
    return any(
        text in earlier if len(text) > _SHORT else earlier.endswith(text) for earlier in said
    )


def _opened(
    scenario: Scenario, opener: str | None, mood: str, said: Collection[str], chance: random.Random
) -> str:
    """Return an opener and what divides it from the line, or nothing."""
    if opener is None:
        return ""
    pool = next(_pools(scenario, opener, mood, None), [])
    free = [text for text in pool if not any(earlier.startswith(text) for earlier in said)]
    if not free:
        return ""
    return chance.choice(free) + (" " if scenario.language == "en" else "")


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
    elif move == "volunteer":
        yield from (a.volunteered for a in scenario.answers if a.id == topic)
    elif move == "answer":
        for answer in scenario.answers:
            if answer.id == topic:
                heated = mood in ("angry", "impatient")
                order = ("angry", "any", "calm") if heated else ("calm", "any", "angry")
                yield from (answer.say[name] for name in (mood, *order) if name in answer.say)


def stage_direction(scenario: Scenario, move: str, topic: str | None) -> str:
    """Return what is seen beside the line, or an empty text."""
    if move == "incident":
        return next((i.stage for i in scenario.incidents if i.id == topic), "")
    return ""
