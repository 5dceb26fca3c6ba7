"""The citizen's own rating at the end: one of the five grades of 好差评, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterpart.citizen import State
from counterpart.rubric import everything_told
from counterpart.scenario import Scenario

GRADES: dict[str, tuple[str, ...]] = {
    "zh": ("非常不满意", "不满意", "基本满意", "满意", "非常满意"),
    "en": ("very dissatisfied", "dissatisfied", "mostly satisfied", "satisfied", "very satisfied"),
}
_REASONS: dict[str, dict[str, str]] = {
    "told_all": {"zh": "一次性告知全部材料和步骤", "en": "told everything needed in one go"},
    "told_in_pieces": {
        "zh": "该说的都说了，问一句说一句",
        "en": "told everything, but only bit by bit",
    },
    "lectured": {"zh": "只讲道理，不顾人的心情", "en": "was given reasons before a kind word"},
    "not_told": {"zh": "没有说清需要什么", "en": "was not told what is needed"},
    "warm": {"zh": "服务热情", "en": "warm service"},
    "stiff": {"zh": "态度生硬", "en": "a stiff manner"},
    "rude": {"zh": "态度差", "en": "a rude manner"},
    "passed_on": {"zh": "多头跑窗口和部门", "en": "was sent from one place to another"},
    "cleared_up": {"zh": "误会说清楚了", "en": "the misunderstanding was cleared up"},
    "still_wrong": {"zh": "误会没有说清", "en": "the misunderstanding was left standing"},
    "wrong_information": {"zh": "业务不熟练，说错了", "en": "was given wrong information"},
    "unheard": {"zh": "没人理会我的难处", "en": "nobody cared about my trouble"},
    "owned": {"zh": "主动把事情办到底", "en": "the clerk took the matter on"},
    "ignored": {"zh": "问了没人答", "en": "got no answer"},
}
_STEPS = ((82, 5), (66, 4), (48, 3), (30, 2))  # satisfaction from .. -> grade
_WARM_ACTS = frozenset({"empathy", "apology", "greeting", "thanks"})
_COLD = 3  # at most, where no kind word was said (态度一般 is a tag of three stars)
_DRAWN_OUT = 7
_LECTURES = 4  # explanations put first that count
_CEILING = {
    "gave_up": 2, "walked_out": 2, "went_to_supervisor": 1, "turn_cap": 3, "clerk_broke_off": 2,
}  # fmt: skip


@dataclass(frozen=True)
class Rating:
    """Grade 1 (very dissatisfied) to 5 (very satisfied), its name and its reasons."""

    grade: int
    name: str
    reasons: tuple[str, ...]
    satisfaction: int  # 0 .. 100, before any ceiling

    def as_dict(self) -> dict[str, Any]:
        """Return the rating as plain values."""
        return {
            "grade": self.grade,
            "name": self.name,
            "reasons": list(self.reasons),
            "satisfaction": self.satisfaction,
        }


def rate(state: State, scenario: Scenario) -> Rating:
    """Return the rating of a talk that has ended (or that is broken off here)."""
    needed = len(scenario.must_tell) + (1 if scenario.misunderstanding else 0)
    done = len(state.told) + (state.belief == "corrected")
    share = done / needed if needed else 1.0
    warmth = len(_WARM_ACTS & set(state.acts)) / len(_WARM_ACTS)
    satisfaction = 48 * share + 0.22 * state.trust + 0.15 * (100 - state.tension) + 15 * warmth
    satisfaction -= 12 * state.insults + 8 * state.brush_offs + 4 * len(state.wrong)
    satisfaction -= 11 * min(state.explained, _LECTURES)
    if warmth == 0:  # cold, and drawn out of the clerk bit by bit
        satisfaction -= _DRAWN_OUT * max(0, state.tellings - everything_told.AT_ONCE)
    grade = next((grade for least, grade in _STEPS if satisfaction >= least), 1)
    grade = min(grade, _CEILING.get(state.ending or "", 5), _offence_ceiling(state))
    if warmth == 0:
        grade = min(grade, _COLD)
    return Rating(
        grade,
        GRADES[scenario.language][grade - 1],
        tuple(_REASONS[key][scenario.language] for key in _reasons(state, scenario, share, warmth)),
        round(max(0.0, min(100.0, satisfaction))),
    )


def _offence_ceiling(state: State) -> int:
    return {0: 5, 1: 4, 2: 3}.get(state.insults, 1)


def _reasons(state: State, scenario: Scenario, share: float, warmth: float) -> list[str]:
    acts = set(state.acts)
    told_all = bool(scenario.must_tell) and len(state.told) == len(scenario.must_tell)
    found = {
        "rude": state.insults > 0,
        "passed_on": state.brush_offs > 0,
        "wrong_information": bool(state.wrong),
        "ignored": state.silences > 1,
        "not_told": len(state.told) < len(scenario.must_tell),
        "still_wrong": state.belief in ("held", "voiced"),
        "unheard": not acts & {"empathy", "apology"},
        "stiff": state.insults == 0 and warmth < 0.5,
        "lectured": state.explained > 1,
        "told_all": told_all and state.tellings <= everything_told.AT_ONCE,
        "told_in_pieces": told_all and state.tellings > everything_told.AT_ONCE,
        "cleared_up": state.belief == "corrected",
        "owned": "ownership" in acts,
        "warm": state.insults == 0 and warmth >= 0.75,
    }
    good = {"told_all", "cleared_up", "owned", "warm"}
    ordered = sorted(found, key=lambda key: (key in good) == (share < 0.6 or state.insults > 0))
    return [key for key in ordered if found[key]][:4]
