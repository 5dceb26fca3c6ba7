"""The figures of one tagger, by part, with intervals; the unseen set is measured in the same way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from counterpart import figures
from counterpart.acts import Span
from counterpart.corpus import LabelledReply
from counterpart.footprint import Footprint
from counterpart.peers import Model
from counterpart.tagger import TaggedReply

COST = Footprint(0.1, 2.0, 30, 4.0)
PLEASE = Span(0, 2, "please")
REPLIES = [
    LabelledReply(f"w{w}-{n}", f"w{w}", "zh", None, False, False, None, text, (PLEASE,), "hard")
    for w in range(4)
    for n, text in enumerate(["请坐", "坐请"])
]


class _Half:
    """Finds the please of every other reply."""

    def tag_many(self, replies: Iterable[tuple[str, str | None, bool]]) -> Iterable[TaggedReply]:
        for reply, _, _ in replies:
            yield TaggedReply((PLEASE,) if reply.startswith("请") else (), False)


class _All:
    """Finds a please everywhere."""

    def tag_many(self, replies: Iterable[tuple[str, str | None, bool]]) -> Iterable[TaggedReply]:
        for _ in replies:
            yield TaggedReply((PLEASE,), False)


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures.footprint, "measure", lambda *_: COST)


def _model(tagger: _Half | _All, trained: list[set[str]]) -> Model:
    def train(replies: Sequence[LabelledReply]) -> _Half | _All:
        trained.append({reply.writer for reply in replies})
        return tagger

    return Model(train, lambda _, folder: folder.mkdir(), lambda _: tagger)


@pytest.mark.usefixtures("costs")
def test_every_writer_is_measured_by_a_tagger_that_never_saw_them() -> None:
    trained: list[set[str]] = []
    said: list[str] = []
    found = figures.held_out(REPLIES, 2, said.append, _model(_Half(), trained))
    assert trained == [{"w1", "w3"}, {"w0", "w2"}]
    assert len(said) == 2
    report = found.as_dict()
    assert set(report["parts"]) == {"all", "hard", "zh", "zh hard"}
    please = report["parts"]["all"]["acts"]["please"]
    assert (please["support"], please["f1"]) == (8, 0.667)
    assert please["f1_interval"] == (0.667, 0.667)
    assert report["footprint"]["files_mb"] == 4.0
    json.dumps(report)


@pytest.mark.usefixtures("costs")
def test_two_models_are_compared_on_the_same_replies() -> None:
    half, full = (figures.held_out(REPLIES, 2, str, _model(t, [])) for t in (_Half(), _All()))
    assert figures.difference(full, half) == {"macro_f1": 0.333, "interval": (0.333, 0.333)}


@pytest.mark.usefixtures("acts_model", "costs")
def test_an_unseen_set_is_measured_with_the_tagger_that_ships(tmp_path: Path) -> None:
    line = {
        "id": "u1-001", "language": "zh", "citizen": None, "grievance": False, "first": True,
        "intent": None, "kind": "ordinary", "reply": "您好，请坐。",
        "spans": [{"act": "greeting", "start": 0, "end": 2}, {"act": "please", "start": 3, "end": 5}],
    }  # fmt: skip
    (tmp_path / "u1.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    report = figures.unseen(tmp_path).as_dict()
    assert report["parts"]["all"]["replies"] == 1
    assert report["parts"]["zh ordinary"]["acts"]["greeting"]["f1"] == 1.0
