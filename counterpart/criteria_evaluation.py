"""Measure the criteria that are no act of the codebook, and the recognition of facts.

Labelled cases lie in ``data/criteria`` and ``data/fact_pairs``; their READMEs tell how they are
labelled. Writers in :data:`AT_HAND` were seen while the rules were written, the others were not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterpart import corpus, paths, remarks
from counterpart.citizen import State
from counterpart.evaluation import Count
from counterpart.facts import Meaning
from counterpart.hearing import hear
from counterpart.library import Library
from counterpart.rubric import CRITERIA, Turn, Verdict, everything_told, misunderstanding
from counterpart.scenario import Scenario
from counterpart.tagger import ActTagger

AT_HAND = frozenset({"c01", "c02", "p01", "p03"})
NONE = "not_applicable"
PAIRS = "facts"  # the row of fact pairs
_STATUSES = ("met", "partly", "missed", NONE)
_LABELS = ("right", "wrong", "untold")


@dataclass(frozen=True)
class Case:
    """A labelled case of one criterion; the fields are those of data/criteria/README.md."""

    id: str
    criterion: str
    language: str
    replies: tuple[str, ...]
    status: str
    channel: str = "counter"
    scenario: str | None = None
    citizen: str | None = None
    mood: str | None = None
    first: bool = False
    gestures: tuple[str, ...] | None = None
    gestured: bool = False
    number: int = 2
    rings: int | None = None
    belief: str = "none"
    note: str = ""

    @property
    def writer(self) -> str:
        """Who wrote and labelled it."""
        return self.id.split("-")[0]


@dataclass(frozen=True)
class Pair:
    """A fact and a reply, labelled right, wrong or untold; see data/fact_pairs/README.md."""

    id: str
    scenario: str
    fact: str
    asked: bool
    reply: str
    label: str
    kind: str

    @property
    def writer(self) -> str:
        """Who wrote and labelled it."""
        return self.id.split("-")[0]


@dataclass
class Row:
    """Figures of one criterion: verdicts that are given and right, given and wrong, overlooked."""

    name: str
    cases: int = 0
    same: int = 0
    count: Count = field(default_factory=Count)
    wrong: list[str] = field(default_factory=list)  # what was read otherwise

    def add(self, case: str, wanted: str, found: str, none: str) -> None:
        """Add one case; ``none`` is the label that stands for no verdict."""
        self.cases += 1
        self.same += wanted == found
        self.count.add(found != none, wanted != none, found == wanted != none)
        if wanted != found:
            self.wrong.append(f"{case}: {wanted} read as {found}")

    def as_dict(self) -> dict[str, Any]:
        """Return the figures, rounded to three decimals."""
        return {
            "criterion": self.name,
            "cases": self.cases,
            "agreement": round(self.same / self.cases, 3) if self.cases else None,
            "precision": round(self.count.precision, 3),
            "recall": round(self.count.recall, 3),
        }


def cases(folder: Path = paths.DATA / "criteria") -> list[Case]:
    """Return the labelled cases.

    Raises:
        CounterpartError: E201 where a line isn't one.
    """
    return [c for file in sorted(folder.glob("*.jsonl")) for c in corpus.labelled(file, _case)]


def _case(data: dict[str, Any]) -> Case:
    gestures = data.get("gestures")
    case = Case(**{
        **data,
        "replies": tuple(data["replies"]),
        "gestures": None if gestures is None else tuple(gestures),
    })  # fmt: skip
    if case.status not in _STATUSES or case.criterion not in CRITERIA or not case.replies:
        raise ValueError(f"status {case.status} of criterion {case.criterion}")
    return case


def pairs(folder: Path = paths.DATA / "fact_pairs") -> list[Pair]:
    """Return the labelled pairs of fact and reply.

    Raises:
        CounterpartError: E201 where a line isn't one.
    """
    return [p for file in sorted(folder.glob("*.jsonl")) for p in corpus.labelled(file, _pair)]


def _pair(data: dict[str, Any]) -> Pair:
    pair = Pair(**data)
    if pair.label not in _LABELS:
        raise ValueError(f"label {pair.label}")
    return pair


def rows(
    tagger: ActTagger, library: Library, labelled: Sequence[Case], told: Sequence[Pair]
) -> dict[str, Row]:
    """Return the figures by criterion, and of the fact pairs."""
    found: dict[str, Row] = {}
    for case in labelled:
        row = found.setdefault(case.criterion, Row(case.criterion))
        row.add(case.id, case.status, _judge(case, tagger, library), NONE)
    for pair in told:
        row = found.setdefault(PAIRS, Row(PAIRS))
        row.add(pair.id, pair.label, recognised(pair, library.latest(pair.scenario)), "untold")
    return found


def recognised(pair: Pair, scenario: Scenario) -> str:
    """Return the label that the program gives a pair."""
    told = Meaning(pair.reply).told(scenario.fact(pair.fact), pair.asked)
    return "untold" if told is None else ("right" if told.right else "wrong")


def _judge(case: Case, tagger: ActTagger, library: Library) -> str:
    scenario = library.latest(case.scenario) if case.scenario else None
    verdict: Verdict | None
    if case.criterion == everything_told.ID:
        assert scenario
        verdict = _of_talk(case.replies, scenario)
    else:
        verdict = CRITERIA[case.criterion].assess(_turn(case, tagger, scenario))
    return verdict.status if verdict else NONE


def _of_talk(replies: Iterable[str], scenario: Scenario) -> Verdict | None:
    told: set[str] = set()
    tellings = 0
    for reply in replies:
        meaning = Meaning(reply)
        found = [t for fact in scenario.must_tell if (t := meaning.told(fact))]
        fresh = {t.fact for t in found if t.right} - told
        tellings += bool(fresh)
        told = (told | fresh) - {t.fact for t in found if not t.right}
    return everything_told.of_talk(len(told), len(scenario.must_tell), tellings)


def _turn(case: Case, tagger: ActTagger, scenario: Scenario | None) -> Turn:
    reply = case.replies[-1]
    tagged = tagger.tag(reply, case.citizen, case.first)
    turn = Turn(
        reply=reply, spans=tagged.spans, language=case.language, citizen=case.citizen,
        grievance=tagged.grievance, first=case.first, number=case.number, channel=case.channel,
        mood=case.mood, gestures=case.gestures, gestured=case.gestured, rings=case.rings,
        belief=case.belief, remarks=remarks.read(reply, case.citizen),
    )  # fmt: skip
    if scenario is None:
        return turn
    belief = (
        "voiced"
        if case.criterion == misunderstanding.ID and case.belief != "corrected"
        else case.belief
    )
    moves = ["voice_misunderstanding"] if case.belief == "just_voiced" else []
    heard = hear(
        scenario, State(belief=belief, moves=moves), reply, tagged.spans, None, case.gestures
    )
    return Turn(**{
        **turn.__dict__, "facts": heard.facts, "corrected": heard.noticed.corrected,
        "confirmed": heard.confirmed,
    })  # fmt: skip


def labelled_remarks() -> Iterator[tuple[remarks.Reading, str | None]]:
    """Yield what the classifier of remarks learns from: cases of the writers at hand."""
    names = {
        ("false_promise", "missed"): "promise_made",
        ("false_promise", "met"): "promise_declined",
        ("rating_invitation", "missed"): "rating_begged",
        ("rating_invitation", "met"): "rating_invited",
    }
    for case in split(cases(), unseen=False):
        if case.criterion in ("false_promise", "rating_invitation"):
            label = names.get((case.criterion, case.status))
            yield (case.replies[-1], case.citizen), label


def split(items: Iterable[Any], unseen: bool) -> Iterator[Any]:
    """Yield the cases or pairs of writers that were at hand, or of those that were not."""
    return (item for item in items if (item.writer not in AT_HAND) == unseen)
