"""The hint bubble of practice: what would help now, from the citizen's latest move."""

from __future__ import annotations

from counterpart.scenario import Scenario
from counterpart.transcript import Transcript
from counterpart.web.words import word

_OF_MOVE: dict[str, str] = {
    **dict.fromkeys(("open", "state_need", "confirm"), "hint_listen"),
    **dict.fromkeys(("complain", "press", "reject_explanation", "protest_wrong"), "hint_apologise"),
    **dict.fromkeys(("retort", "retort_slight", "object_shirking", "demand_supervisor"), "hint_repair"),
    **dict.fromkeys(("reject_apology", "reject_courtesy", "remind_promise"), "hint_act"),
    **dict.fromkeys(("asked_twice", "contradicted", "doubt_promise"), "hint_clear_up"),
    **dict.fromkeys(("confused", "other_language", "prompt_silence"), "hint_simpler"),
    **dict.fromkeys(("hand_over", "waiting", "sign", "answer"), "hint_thank"),
    **dict.fromkeys(("thank", "ask_anything_else", "acknowledge"), "hint_close"),
    "voice_misunderstanding": "hint_misunderstanding",
    "resent_smile": "hint_grief",
    "incident": "hint_incident",
}  # fmt: skip


def hint(scenario: Scenario, transcript: Transcript, language: str) -> str | None:
    """Return one sentence for the trainee, or None where nothing needs saying.

    It names what is still to be told by its label only: the facts themselves stay unseen.
    """
    standing = [turn for turn in transcript.turns if not turn.rewound]
    if not standing:
        return word(f"hint_begin_{scenario.channel}", language)
    if transcript.outcome:
        return None
    latest = standing[-1].said[-1] if standing[-1].said else {}
    move = str(latest.get("move") or "")
    told = {fact for turn in standing for fact in (turn.assessment or {}).get("told", [])}
    untold = [fact.label for fact in scenario.must_tell if fact.id not in told]
    key = _OF_MOVE.get(move)
    if key == "hint_close" and untold:
        key = None
    if key:
        return word(key, language)
    if untold:
        joined = ("、" if language == "zh" else ", ").join(untold)
        return word("hint_tell", language, facts=joined)
    return word("hint_close", language)
