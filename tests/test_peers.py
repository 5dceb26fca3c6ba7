"""What the tagger is compared with is trained, written, loaded and measured in the same way."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart import corpus, footprint, spacy_peer
from counterpart.acts import ACTS
from counterpart.corpus import LabelledReply
from counterpart.evaluation import tagged
from counterpart.peers import models
from counterpart.spacy_peer import SpacyPeer


@pytest.fixture(scope="module")
def replies() -> list[LabelledReply]:
    return corpus.load()[:120]


def test_the_model_that_ships_comes_first() -> None:
    names = list(models())
    assert names[0] in ("linear", "blend")
    assert {"linear", "patterns", "spacy"} <= set(names)


def test_patterns_find_acts_in_either_language(tmp_path: Path) -> None:
    model = models()["patterns"]
    model.save(model.train([]), tmp_path / "patterns")
    peer = model.load(tmp_path / "patterns")
    said = [("请坐", "凭什么！", True), ("Kindly sign.", None, False)]
    found = list(peer.tag_many(said))
    assert [{s.act for s in reply.spans} for reply in found] == [{"please"}, {"please"}]
    assert [reply.grievance for reply in found] == [True, False]


def test_the_spacy_peer_learns_and_survives_the_disk(
    replies: list[LabelledReply], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spacy_peer, "_PASSES", 25)
    peer = SpacyPeer.train(replies)
    found = tagged(peer, replies)
    right = sum(
        "apology" in reply.acts and any(s.act == "apology" for s in x.spans) for reply, x in found
    )
    assert right > 0.5 * sum("apology" in reply.acts for reply in replies)
    assert any(x.grievance for _, x in found)
    assert {s.act for _, x in found for s in x.spans} <= set(ACTS)
    model = models()["spacy"]
    model.save(peer, tmp_path / "spacy")
    assert tagged(model.load(tmp_path / "spacy"), replies) == found
    cost = footprint.measure(model.load, tmp_path / "spacy", replies[:10])
    assert cost.files_mb > 1


def test_the_costs_are_taken_in_a_new_process(replies: list[LabelledReply], tmp_path: Path) -> None:
    model = models()["patterns"]
    model.save(model.train([]), tmp_path / "patterns")
    cost = footprint.measure(model.load, tmp_path / "patterns", replies)
    size = (tmp_path / "patterns" / "act_keywords.txt").stat().st_size
    assert cost.files_mb == round(size / 1e6, 1)
    assert 20 < cost.memory_mb < 2000
    assert cost.load_s > 0
    assert 0 < cost.ms_per_reply < 1000
