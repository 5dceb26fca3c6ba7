"""What a better wording may draw upon: the scenario's own words, at this point of the talk."""

from __future__ import annotations

import re

from counterpart.citizen import State
from counterpart.facts import said
from counterpart.rubric import Matter
from counterpart.scenario import Scenario

_BESIDE = re.compile(r"[（(].*?[)）]|怎么办$|\s+$")
_ARTICLE = re.compile(r"^(?:an?|the|your|my)\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:师傅|大[姐哥爷妈]|阿姨|叔叔?|婶|奶奶|爷爷|老师|先生|女士)$")
_FULL = {"婶": "婶子", "叔": "叔叔"}
_HOURS = (
    ("morning", "Good morning."),
    ("afternoon", "Good afternoon."),
    ("evening", "Good evening."),
)


def of(scenario: Scenario, state: State) -> Matter:
    """Return what is known of the citizen and their matter before a reply."""
    belief = scenario.misunderstanding
    asked = state.topic if state.last_move == "ask_fact" else None
    open_answers = (
        a for a in scenario.answers if a.id not in (*state.answered, *state.volunteered)
    )
    question = next(open_answers, None)
    return Matter(
        name=_name(scenario),
        address=_address(scenario),
        window=scenario.window,
        greeting=_greeting(scenario),
        move=state.last_move,
        asked=said(scenario.fact(asked)) if asked else "",
        truth=belief.corrected_by[0] if belief else "",
        question=question.asked[0] if question else "",
    )


def _name(scenario: Scenario) -> str:
    name = _BESIDE.sub("", scenario.title).strip()
    if scenario.language == "zh":
        return name
    name = _ARTICLE.sub("", name)
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _address(scenario: Scenario) -> str:
    """Return the form of address in the name (王师傅 is addressed as 师傅); "" where none is sure."""
    found = _ADDRESS.search(scenario.citizen.name) if scenario.language == "zh" else None
    return _FULL.get(found.group(), found.group()) if found else ""


def _greeting(scenario: Scenario) -> str:
    """Return the greeting for the hour that the brief names; "" where it names none."""
    if scenario.language == "zh":
        return ""
    words = f"{scenario.brief} {scenario.stage}"
    return next((greeting for hour, greeting in _HOURS if hour in words), "")
