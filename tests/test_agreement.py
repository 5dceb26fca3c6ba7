"""Two readers of the same replies are compared as they labelled, before anything was settled."""

from __future__ import annotations

import pytest

from counterpart.acts import Span
from counterpart.agreement import LABELS, Agreement, agreement
from counterpart.corpus import Dispute, LabelledReply, SecondLabels


@pytest.mark.parametrize(
    ("first", "second", "f1", "kappa"),
    [
        ((True, False), (True, False), 1.0, 1.0),
        ((False, False), (False, False), 1.0, 1.0),
        ((True, False), (False, True), 0.0, -1.0),
        ((True, True, False, False), (True, False, True, False), 0.5, 0.0),
        # 45 and 15 of 100 agreed, 25 and 15 not: kappa 0.13
        ((True,) * 70 + (False,) * 30, (True,) * 45 + (False,) * 25 + (True,) * 15 + (False,) * 15, 90 / 130, 0.1304),
    ],
)  # fmt: skip
def test_figures_are_those_of_the_textbook(
    first: tuple[bool, ...], second: tuple[bool, ...], f1: float, kappa: float
) -> None:
    found = Agreement(first, second)
    assert found.f1 == pytest.approx(f1)
    assert found.kappa == pytest.approx(kappa, abs=1e-4)


PLEASE, TABOO = Span(0, 2, "please"), Span(0, 2, "taboo")


def _reply(number: int, *spans: Span, grievance: bool = False) -> LabelledReply:
    return LabelledReply(f"w-{number}", "w", "zh", "?", grievance, False, None, "请坐", spans)


def test_the_first_readers_verdicts_are_those_before_settling() -> None:
    replies = [_reply(1, PLEASE), _reply(2, grievance=True), _reply(3, TABOO)]
    second = [SecondLabels("w-1", False, (PLEASE,)), SecondLabels("w-2", True, (TABOO,))]
    disputes = [
        Dispute("w-1", "please", False, True, True, "as the second said"),
        Dispute("w-2", "taboo", False, True, False, "as the first said"),
    ]
    found = agreement(replies, second, disputes)
    assert tuple(found) == LABELS
    assert "explanation_first" not in found
    assert found["please"].as_dict() == {
        "first": 0, "second": 1, "f1": 0.0, "kappa": 0.0, "disputes": 1, "for_first": 0,
    }  # fmt: skip
    assert (found["taboo"].first, found["taboo"].second) == ((False, False), (False, True))
    assert found["taboo"].as_dict()["for_first"] == 1
    assert found["grievance"].first == found["grievance"].second == (False, True)
