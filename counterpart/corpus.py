"""The labelled clerk replies in ``data/acts``: one JSON object a line, one file a writer.

Only the files ``w*.jsonl`` are learned from. ``unseen`` beside them holds replies for a single last
measurement, ``second`` the labels of second readers, ``settled.jsonl`` how their disputes ended.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from counterpart import paths
from counterpart.acts import ACTS, Span
from counterpart.errors import CounterpartError

_TRAINING = "w*.jsonl"


@dataclass(frozen=True)
class LabelledReply:
    """A clerk's reply with what a reader found in it.

    ``kind`` is ``ordinary``, ``hard`` or None where the writer gave none; ``intent`` is None where
    nobody named it.
    """

    id: str
    writer: str
    language: str
    citizen: str | None
    grievance: bool
    first: bool
    intent: str | None
    reply: str
    spans: tuple[Span, ...]
    kind: str | None = None

    @property
    def acts(self) -> frozenset[str]:
        """The acts in the reply."""
        return frozenset(span.act for span in self.spans)


@dataclass(frozen=True)
class SecondLabels:
    """What a second reader found in a reply without having seen the first one's labels."""

    id: str
    grievance: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Dispute:
    """An act, or ``grievance``, of which two readers thought differently, and how it was settled.

    The three verdicts tell whether the reply holds it. The labels in ``w*.jsonl`` are the settled ones.
    """

    id: str
    act: str
    first: bool
    second: bool
    settled: bool
    reason: str


def load(folder: Path = paths.ACTS) -> list[LabelledReply]:
    """Return every labelled reply to learn from, in the order of the files.

    Raises:
        CounterpartError: E201 where a line isn't a labelled reply, E202 where there is none.
    """
    return _replies(folder, _TRAINING)


def unseen(folder: Path = paths.ACTS / "unseen") -> list[LabelledReply]:
    """Return the replies that nothing is learned from, tuned on or looked up in.

    Raises:
        CounterpartError: as :func:`load`.
    """
    return _replies(folder, "u*.jsonl")


def second(folder: Path = paths.ACTS / "second") -> list[SecondLabels]:
    """Return the labels of second readers.

    Raises:
        CounterpartError: E201 where a line isn't one of these.
    """

    def one(data: dict[str, Any]) -> SecondLabels:
        return SecondLabels(data["id"], data["grievance"], _spans(data))

    return [labels for file in sorted(folder.glob("*.jsonl")) for labels in labelled(file, one)]


def settled(file: Path = paths.ACTS / "settled.jsonl") -> list[Dispute]:
    """Return the disputes between first and second readers.

    Raises:
        CounterpartError: E201 where a line isn't one of these.
    """

    def one(data: dict[str, Any]) -> Dispute:
        return Dispute(**data)

    return list(labelled(file, one))


def _replies(folder: Path, files: str) -> list[LabelledReply]:
    replies = [reply for file in sorted(folder.glob(files)) for reply in _read(file)]
    if not replies:
        raise CounterpartError("E202", folder=folder)
    return replies


_Labelled = TypeVar("_Labelled")


def labelled(file: Path, read: Callable[[dict[str, Any]], _Labelled]) -> Iterator[_Labelled]:
    """Yield what ``read`` makes of each line of a JSON-lines file.

    Raises:
        CounterpartError: E201 where a line doesn't hold what ``read`` expects.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield read(json.loads(line))
        except (ValueError, KeyError, TypeError) as fault:
            raise CounterpartError("E201", file=file, line=number, cause=fault) from fault


def _read(file: Path) -> Iterator[LabelledReply]:
    def one(data: dict[str, Any]) -> LabelledReply:
        return LabelledReply(
            data["id"], file.stem, data["language"], data["citizen"], data["grievance"],
            data["first"], data["intent"], data["reply"], _spans(data, len(data["reply"])),
            data.get("kind"),
        )  # fmt: skip

    return labelled(file, one)


def _spans(data: dict[str, Any], length: int | None = None) -> tuple[Span, ...]:
    spans = tuple(Span(s["start"], s["end"], s["act"]) for s in data["spans"])
    for span in spans:
        last = span.end if length is None else length
        if span.act not in ACTS or not 0 <= span.start < span.end <= last:
            raise ValueError(f"span {span}")
    return spans


def grievances(folder: Path = paths.DATA / "grievances") -> dict[str, bool]:
    """Return citizens' lines that stand alone, each with whether it voices a grievance.

    Raises:
        CounterpartError: E201 where a line isn't one of these.
    """
    found: dict[str, bool] = {}
    for file in sorted(folder.glob("*.jsonl")):
        found.update(labelled(file, lambda data: (data["line"], bool(data["grievance"]))))
    return found


def formulas(file: Path = paths.ACTS / "formulas.txt") -> list[tuple[str, frozenset[str]]]:
    """Return clauses of common service language, each with its acts; the file's head explains it.

    Raises:
        CounterpartError: E201 where a line names an act that isn't one.
    """
    found: list[tuple[str, frozenset[str]]] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        names, *texts = line.split(" | ")
        acts = frozenset(names.split()) - {"-"}
        if not acts <= set(ACTS):
            cause = f"acts {sorted(acts - set(ACTS))}"
            raise CounterpartError("E201", file=file, line=number, cause=cause)
        found += [(text.strip(), acts) for text in texts]
    return found


def digest(folder: Path = paths.ACTS) -> str:
    """Return a hash of the labelled replies and of the code that learns from them."""
    total = hashlib.sha256()
    code = Path(__file__).parent
    sources = [
        code / f"{n}.py"
        for n in (
            "blend",
            "clauses",
            "cues",
            "encoder",
            "features",
            "linear",
            "remarks",
            "sequence",
            "steady",
            "tagger",
            "training",
        )
    ]
    data = [
        *sorted(folder.glob(_TRAINING)),
        *sorted(folder.glob("*.txt")),
        *sorted((paths.DATA / "grievances").glob("*.jsonl")),
        *sorted((paths.DATA / "criteria").glob("*.jsonl")),
    ]
    for file in [*data, *sources]:
        total.update(file.read_bytes())
    return total.hexdigest()[:16]
