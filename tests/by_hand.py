"""Turns, scenarios and talks made by hand."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner, Result

from counterpart import assessment, citizen, voice
from counterpart.acts import Span
from counterpart.assessment import Assessment, Reply
from counterpart.citizen import Noticed, State
from counterpart.clerks import Clerk
from counterpart.cli import main
from counterpart.rubric import Turn, Verdict
from counterpart.scenario import Answer, Citizen, Fact, Incident, Misunderstanding, Scenario
from counterpart.tagger import ActTagger
from counterpart.temperament import Temperament, table

RASA_KEYS = frozenset({
    "nlu", "stories", "rules", "intents", "entities", "slots", "responses", "actions", "forms",
    "session_config", "version", "e2e_actions",
})  # fmt: skip


def span(reply: str, act: str, words: str, confidence: float = 1.0) -> Span:
    """Return the span of ``words`` in the reply."""
    start = reply.index(words)
    return Span(start, start + len(words), act, confidence)


def turn(reply: str, *found: tuple[str, str], **setting: Any) -> Turn:
    """Return a turn; ``found`` pairs an act with its words."""
    return Turn(reply, tuple(span(reply, act, words) for act, words in found), **setting)


def status(verdict: Verdict | None) -> str:
    """Return the verdict's status, as the scorecard would call it."""
    return verdict.status if verdict else "not_applicable"


def words_of(turn: Turn, verdict: Verdict | None) -> list[str]:
    """Return the words that the verdict rests on."""
    return [turn.text(piece) for piece in verdict.evidence] if verdict else []


def scenario(**changes: Any) -> Scenario:
    """Return a small scenario: two facts, one answer, one belief, one incident."""
    small = Scenario(
        id="parking-permit",
        version="0123456789ab",
        language="en",
        window="Traffic",
        channel="counter",
        title="Parking permit",
        difficulty=2,
        brief="You are at the traffic desk.",
        citizen=Citizen("Ann Lee", "40, a nurse", "worrier", "anxious"),
        stage="Ann walks up.",
        opening=["Is this where I get a parking permit?", "I need a parking permit."],
        need="A parking permit.",
        must_tell=[
            Fact(
                "papers", "papers", "Bring your passport.",
                ["What do I bring?", "Which papers?"],
                ["Please bring your passport.", "You need your passport.", "Just the passport."],
                [["passport"]],
            ),
            Fact(
                "days", "days", "It takes 15 working days.",
                ["How long does it take?", "When is it ready?"],
                ["It takes 15 working days.", "It is ready in 15 working days.",
                 "You wait 15 working days."],
                [["15"], ["working days"]],
            ),
        ],
        model_replies=["Good morning.", "Please bring your passport.", "It takes 15 working days."],
        misunderstanding=Misunderstanding(
            "Only owners of a house get one.",
            ["But I only rent my flat.", "I don't own a house, so it's no?"],
            ["Tenants get one too.", "You need not own a house.", "Renting is fine.",
             "It is for everybody who lives here."],
            ["Oh, what a relief.", "Then I am all right."],
        ),
        answers=[
            Answer(
                "street",
                ["Which street do you live in?", "Where do you live?"],
                {"calm": ["In Mill Lane."], "angry": ["Mill Lane, as I said!"]},
            )
        ],
        incidents=[Incident("phone", 2, "Her phone rings.", ["Sorry, my phone."])],
    )  # fmt: skip
    return dataclasses.replace(small, **changes)


def temper(name: str = "worrier") -> Temperament:
    """Return a temperament of the project's table."""
    return table()[name]


def noticed(*acts: str, **more: Any) -> Noticed:
    """Return what a citizen notices of a reply with these acts."""
    return Noticed(acts=frozenset(acts), **{"works": True, **more})


def opened(scene: Scenario, **changes: Any) -> State:
    """Return the state of a citizen who has said what they came for."""
    state = citizen.begin(scene, table()[scene.citizen.temperament], seed=1)
    return dataclasses.replace(state, **{"opened": True, "turn": 1, "moves": ["open"], **changes})


def met(scene: Scenario, replies: Iterable[Noticed], seed: int = 1, **begin: Any) -> State:
    """Return the state after the replies, or at the end if it comes sooner."""
    mood = table()[scene.citizen.temperament]
    state = citizen.begin(scene, mood, seed, **begin)
    for seen in replies:
        if state.ending:
            break
        state = citizen.appraise(state, mood, scene, seen)
    return state


def counterpart(*arguments: object, given: str | None = None, **env: str) -> Result:
    """Run the command line with its two outputs apart."""
    return CliRunner(mix_stderr=False).invoke(main, [*map(str, arguments)], input=given, env=env)


@dataclass
class Talk:
    """A talk that was played without any server."""

    assessments: list[Assessment]
    lines: list[str]

    @property
    def moves(self) -> list[str]:
        """The citizen's moves."""
        return self.state.moves

    @property
    def state(self) -> State:
        """Where the citizen stands at last."""
        return self.assessments[-1].state


def played(
    scene: Scenario, tagger: ActTagger, replies: Sequence[str] | Clerk, seed: int = 1
) -> Talk:
    """Say the replies to the citizen, until they go: tagger, rubric, citizen and voice."""
    state = citizen.begin(scene, table()[scene.citizen.temperament], seed)
    tally: dict[str, dict[str, int]] = {}
    talk = Talk([], [])
    for number in range(citizen.TURN_CAP if isinstance(replies, Clerk) else len(replies)):
        if isinstance(replies, Clerk):
            text = replies.reply(state.moves[-1] if state.moves else None, state.topic)
        else:
            text = replies[number]
        before = talk.lines[-1] if talk.lines else None
        tagged = tagger.tag(text, before, number == 0)
        gestures = replies.gestures() if isinstance(replies, Clerk) else None
        reply = Reply(
            text, str(number), tagged.spans, before, tagged.grievance, silence=not text,
            gestures=None if gestures is None else tuple(gestures),
        )  # fmt: skip
        found = assessment.assess(scene, state, tally, reply)
        state, tally = found.state, found.tally
        move, chance = state.moves[-1], random.Random(f"{seed}:{number}")
        said = set(talk.lines)
        line = voice.line(scene, move, state.mood, state.topic, said, chance, state.opener)
        talk.assessments.append(found)
        talk.lines.append(line)
        if state.ending:
            break
    return talk


# The smallest sound scenario file that has every field; tests break it a line at a time.
SOUND = """\
id: parking-permit
language: en
window: Traffic
channel: counter
title: Parking permit
difficulty: 2
brief: You are at the traffic desk.
citizen:
  name: Ann Lee
  about: 40, a nurse
  temperament: worrier
  mood: anxious
stage: Ann walks up.
opening:
- Is this where I get a parking permit?
- I need a parking permit.
need: A parking permit.
misunderstanding:
  belief: Only owners of a house get one.
  voiced:
  - But I only rent my flat.
  - I own no house.
  corrected_by:
  - Tenants get one too.
  - You need not own a house.
  - Renting is fine.
  - It is for everybody who lives here.
  not_corrected_by:
  - You must own a house.
  must_agree:
  - [tenants, house, renting, everybody]
  relieved:
  - What a relief.
  - Then I am all right.
must_tell:
- id: papers
  label: papers
  fact: Bring your passport.
  source: made up
  local: false
  asked_by:
  - What do I bring?
  - Which papers?
  must_agree:
  - [passport]
  examples:
  - Please bring your passport.
  - You need your passport.
  - Just the passport.
  wrong:
  - Bring your birth certificate.
- id: days
  label: days
  fact: It takes 15 working days.
  asked_by:
  - How long does it take?
  - When is it ready?
  must_agree:
  - [15]
  examples:
  - It takes 15 working days.
  - It is ready in 15 working days.
  - You wait 15 working days.
answers:
- id: street
  asked:
  - Which street do you live in?
  - Where do you live?
  say:
    calm:
    - In Mill Lane.
  volunteered:
  - I live round the corner, by the way.
lines:
  complain:
    any:
    - I took a day off for this.
incidents:
- id: phone
  after: 2
  stage: Her phone rings.
  say:
  - Sorry, my phone.
model_replies:
- Good morning.
- Please bring your passport.
- It takes 15 working days.
weights:
  greeting: 20
sources:
- made up
"""
