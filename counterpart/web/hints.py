"""The hint bubble of practice: what would help now, from the citizen's latest move."""

from __future__ import annotations

from collections.abc import Collection

from counterpart.scenario import Scenario
from counterpart.web.words import word

_OF_MOVE: dict[str, str] = {
    **dict.fromkeys(("open", "state_need", "confirm"), "hint_listen"),
    **dict.fromkeys(("complain", "press", "reject_explanation", "protest_wrong"), "hint_apologise"),
    **dict.fromkeys(("retort", "retort_slight", "object_shirking", "demand_supervisor"), "hint_repair"),
    **dict.fromkeys(("reject_apology", "reject_courtesy", "remind_promise"), "hint_act"),
    **dict.fromkeys(("contradicted", "doubt_promise"), "hint_clear_up"),
    **dict.fromkeys(("confused", "other_language", "prompt_silence"), "hint_simpler"),
    **dict.fromkeys(("hand_over", "waiting", "sign", "answer"), "hint_thank"),
    **dict.fromkeys(("thank", "ask_anything_else", "acknowledge"), "hint_close"),
    "voice_misunderstanding": "hint_misunderstanding",
    "resent_smile": "hint_grief",
    "incident": "hint_incident",
}  # fmt: skip


def hint(scenario: Scenario, move: str | None, told: Collection[str], language: str) -> str:
    """Return one sentence for the trainee after the citizen's ``move``; None before the first.

    It names what is still to be told by its label only: the facts themselves stay unseen.
    """
    if move is None:
        return word(f"hint_begin_{scenario.channel}", language)
    untold = [fact.label for fact in scenario.must_tell if fact.id not in told]
    key = _OF_MOVE.get(move)
    if key and not (key == "hint_close" and untold):
        return word(key, language)
    if untold:
        joined = ("、" if language == "zh" else ", ").join(untold)
        return word("hint_tell", language, facts=joined)
    return word("hint_close", language)
