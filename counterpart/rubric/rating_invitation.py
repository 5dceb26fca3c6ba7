"""Rating: invited neutrally, never begged for (不索要好评)."""

from __future__ import annotations

from counterpart import remarks
from counterpart.rubric import mending
from counterpart.rubric.finding import Turn, Verdict

ID = "rating_invitation"
NAME = {"zh": "评价不索要", "en": "No begging for a rating"}
RULE = {
    "zh": "可以请对方照实评价，不要求、不暗示、不交换好评。",
    "en": "Invite an honest rating; never ask, hint or trade for a good one.",
}
SOURCE = "domain.md 1.1 好差评 (voluntary; no improper prompts)"
ADVICE = {
    "met": {"zh": "请对方照实评价，没有索要好评。", "en": "You invited an honest rating."},
    "missed": {
        "zh": "“{words}”是在索要好评；评价要由对方自愿、照实打。",
        "en": "“{words}” begs for a good rating; a rating is free and honest.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that speak of the rating."""
    if "rating_begged" in turn.remarks:
        span = remarks.words(turn.reply, "rating_begged")
        return Verdict("missed", (span,), better=mending.mended(turn).text())
    if "rating_invited" in turn.remarks:
        return Verdict("met", (remarks.words(turn.reply, "rating_invited"),))
    return None
