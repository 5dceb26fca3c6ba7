"""The citizen's moods and moves, under the names the scenario files use."""

from __future__ import annotations

MOODS: tuple[str, ...] = (
    "calm", "anxious", "confused", "impatient", "angry", "suspicious", "upset", "relieved",
)  # fmt: skip

MOOD_LABELS: dict[str, dict[str, str]] = {
    "zh": dict(
        zip(
            MOODS,
            ("平静", "焦急", "困惑", "不耐烦", "生气", "怀疑", "难过", "松了口气"),
            strict=True,
        )
    ),
    "en": dict(zip(MOODS, MOODS, strict=True)),
}

MOVES: tuple[str, ...] = (
    "open", "state_need", "answer", "volunteer", "does_not_know", "confirm", "agree", "complain", "press",
    "voice_misunderstanding", "ask_fact", "soften", "accept_apology", "reject_apology",
    "reject_courtesy", "reject_explanation", "relieved", "protest_wrong", "contradicted",
    "doubt_promise", "remind_promise", "retort", "retort_slight", "resent_smile",
    "object_shirking", "confused", "other_language", "note", "offered_help", "waiting", "hand_over",
    "sit_down", "sign", "acknowledge", "small_talk", "digress", "prompt_silence",
    "ask_anything_else", "decline_rating", "demand_supervisor", "incident", "thank", "thank_and_go",
    "go", "give_up", "leave", "go_to_supervisor", "broken_off",
)  # fmt: skip

# Short openers that answer how or what was said before the move itself follows.
REACTIONS: tuple[str, ...] = ("heard", "touched", "excused", "promised", "asked_twice", "recheck")

# Moves whose words come from other fields of the scenario than ``lines``.
FROM_FIELDS = frozenset(
    {"open", "answer", "volunteer", "voice_misunderstanding", "ask_fact", "relieved", "incident"}
)
LINE_MOVES: tuple[str, ...] = (*(m for m in MOVES if m not in FROM_FIELDS), *REACTIONS)

ENDINGS: dict[str, str] = {  # ending move -> cause
    "thank_and_go": "satisfied",
    "go": "done_without_warmth",
    "give_up": "gave_up",
    "leave": "walked_out",
    "go_to_supervisor": "went_to_supervisor",
    "broken_off": "clerk_broke_off",
}

# Where a mood has no line of its own, the nearest mood's line serves.
NEAREST: dict[str, tuple[str, ...]] = {
    "calm": ("relieved", "any"),
    "relieved": ("calm", "any"),
    "anxious": ("any", "upset", "confused"),
    "confused": ("any", "anxious"),
    "impatient": ("any", "angry", "anxious"),
    "angry": ("impatient", "any", "upset"),
    "suspicious": ("any", "impatient", "angry"),
    "upset": ("any", "anxious"),
}
