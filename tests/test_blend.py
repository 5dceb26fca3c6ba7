"""Two judges are averaged, and either may judge alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from counterpart.blend import Blend, mixed
from counterpart.tagger import ActCategoriser, ActTagger

REPLY = [(("您好，请坐。", None, True), [(0, 2), (3, 5)])]


@pytest.mark.parametrize(("share", "expected"), [(0.0, 0.2), (1.0, 0.9), (0.3, 0.41)])
def test_the_share_is_the_networks(share: float, expected: float) -> None:
    assert mixed(np.array([0.2]), np.array([0.9]), share).tolist() == [expected]


def test_probabilities_have_three_decimals() -> None:
    found = mixed(np.array([1 / 3]), np.array([1 / 7]), 0.5)
    assert found.tolist() == [0.238]


def test_either_judge_may_be_missing(tagger: ActTagger, tmp_path: Path) -> None:
    categoriser = tagger.nlp.get_pipe("act_categoriser")
    assert isinstance(categoriser, ActCategoriser)
    both = categoriser.model
    assert both is not None
    alone = {
        0.0: Blend(both.reader, both.linear, None, 0.0, both.thresholds),
        1.0: Blend(both.reader, None, both.network, 1.0, both.thresholds),
    }
    found = {}
    for share, judge in alone.items():
        np.savez(tmp_path / "judge.npz", **judge.arrays())
        with np.load(tmp_path / "judge.npz") as arrays:
            again = Blend.from_arrays(arrays)
        assert (again.linear is None, again.network is None) == (share == 1, share == 0)
        found[share] = again.probabilities(REPLY)
    assert np.allclose(
        (1 - both.share) * found[0.0] + both.share * found[1.0],
        both.probabilities(REPLY),
        atol=0.002,
    )
