"""A talk as Rasa's tracker holds it: slots and events in, new slots out."""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from counterpart import assessment, citizen, paths
from counterpart.acts import Span, with_order
from counterpart.assessment import Reply
from counterpart.citizen import State
from counterpart.library import library
from counterpart.rubric import rubric
from counterpart.temperament import table

JOINER = "\u2060"  # the channel puts it before a text that Rasa would change or obey
_SURROGATE = re.compile(r"[\ud800-\udfff]")
SILENT_INTENTS = frozenset({"silence", "end_talk"})


def storable(text: str) -> str:
    """Return the text with lone surrogates, which no database stores, as U+FFFD; same length."""
    return _SURROGATE.sub("\ufffd", text)


def unguarded(text: str) -> str:
    """Return a message's text as the clerk typed it, without the channel's guard."""
    return text[1:] if text[:1] == JOINER else text


def settings(slots: Mapping[str, Any], sender_id: str) -> dict[str, Any]:
    """Return scenario, version, seed, difficulty, mood and mode of a talk.

    A talk that nobody set up (``rasa shell``) plays the first scenario.
    """
    given = slots.get("session") or slots.get("session_started_metadata")
    if given and given.get("scenario"):
        return dict(given)
    first = library().all()[0]
    seed = zlib.crc32(sender_id.encode("utf-8", "replace"))
    return {
        "scenario": first.id, "version": first.version, "seed": seed,
        "difficulty": None, "mood": None, "mode": "practice",
    }  # fmt: skip


def assess_event(
    slots: Mapping[str, Any], events: Sequence[Mapping[str, Any]], sender_id: str
) -> dict[str, Any]:
    """Return the slots after the latest user event of a tracker."""
    chosen = settings(slots, sender_id)
    scenario = library().pinned(chosen["scenario"], chosen["version"])
    user = next(event for event in reversed(events) if event.get("event") == "user")
    state = (
        State.from_dict(slots["citizen"])
        if slots.get("citizen")
        else citizen.begin(
            scenario,
            table()[scenario.citizen.temperament],
            chosen["seed"],
            chosen["difficulty"],
            chosen["mood"],
        )
    )
    intent = ((user.get("parse_data") or {}).get("intent") or {}).get("name")
    if intent == "end_talk":
        return _broken_off(scenario.id, chosen, state, slots, user)
    if state.ending:
        return {}
    result = assessment.assess(scenario, state, slots.get("tally") or {}, reply_of(user, events))
    return {
        "session": chosen,
        "scenario": scenario.id,
        "citizen": result.state.as_dict(),
        "tally": result.tally,
        "mood": result.state.mood,
        "stage": _stage(result.state),
        "grievance": result.grievance,
        "misunderstanding": result.state.belief,
        "assessment": result.as_dict(),
        "outcome": result.outcome,
    }


def _broken_off(
    scenario_id: str,
    chosen: dict[str, Any],
    state: State,
    slots: Mapping[str, Any],
    user: Mapping[str, Any],
) -> dict[str, Any]:
    scenario = library().pinned(chosen["scenario"], chosen["version"])
    state.ending = state.ending or "clerk_broke_off"
    rules = rubric().weighted(scenario.weights)
    outcome = assessment.outcome_of(scenario, state, slots.get("tally") or {}, rules)
    return {"session": chosen, "scenario": scenario_id, "citizen": state.as_dict(), "stage": "ended",
            "outcome": outcome}  # fmt: skip


def _stage(state: State) -> str:
    if state.ending:
        return "ended"
    return "closing" if state.closing else ("open" if state.opened else "before")


def reply_of(user: Mapping[str, Any], events: Sequence[Mapping[str, Any]]) -> Reply:
    """Return the clerk's reply of a user event; ``events`` serve where it lacks its setting."""
    metadata = user.get("metadata") or {}
    parsed = user.get("parse_data") or {}
    text = unguarded(str(user.get("text") or ""))
    spans = tuple(Span.from_dict(span) for span in parsed.get("acts") or [])
    grievance = bool(parsed.get("grievance"))
    line = metadata.get("citizen")
    if "citizen" not in metadata:  # a channel of Rasa's own, such as the shell
        line = next(
            (e.get("text") for e in reversed(events) if e.get("event") == "bot" and e.get("text")),
            None,
        )
        grievance = _grievance(line)
        spans = tuple(with_order(list(spans), grievance))
    return Reply(
        text=text,
        message_id=str(user.get("message_id") or ""),
        spans=spans,
        citizen=line,
        grievance=grievance,
        intent=(parsed.get("intent") or {}).get("name"),
        silence=bool(metadata.get("silence"))
        or (parsed.get("intent") or {}).get("name") == "silence",
        gestures=None if metadata.get("gestures") is None else tuple(metadata["gestures"]),
        rings=metadata.get("rings"),
    )


def _grievance(line: str | None) -> bool:
    # Only Rasa's own channels come here; ours brings the verdict, and spaCy stays unloaded.
    tagger = _tagger()
    return tagger is not None and bool(tagger.grievance(line))


@functools.lru_cache(maxsize=1)
def _tagger() -> Any:
    from counterpart import training
    from counterpart.tagger import ActTagger

    return ActTagger.load(paths.ACT_MODEL) if training.is_fresh() else None
